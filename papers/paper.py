"""What a paper or a workbook says, as plain values: no styles, no rules, no tables of the database."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Side = str  # "left", "centre" or "right"
Value = str | int | float | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4; its number (一、 （一） 1. （1）) is given on writing."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. ``lead`` is a phrase at its head that stands out."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table in a paper. ``share`` is its width relative to the others."""

    title: str
    share: float = 1.0
    side: Side = "centre"


@dataclass(frozen=True, slots=True)
class TableOf:
    """A table under its caption; the note stands below it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"{self.caption}: {len(row)} cells under {len(self.columns)} headings")


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG and its caption; ``says`` tells in words what it shows, for those who cannot see it."""

    caption: str
    png: bytes
    says: str


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers in a chart: a value for each label (None where there is none), its colour (#RRGGBB), and a
    pattern for print without colour."""

    name: str
    values: tuple[int | Decimal | None, ...]
    colour: str
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as plain values, drawn when the paper is written. Bars lie, each made up of the series in their order;
    lines run from label to label. ``says`` tells in words what it shows."""

    caption: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    measure: str
    says: str
    is_lines: bool = False

    def __post_init__(self) -> None:
        for one in self.series:
            if len(one.values) != len(self.labels):
                raise ValueError(f"{self.caption}: {len(one.values)} values for {len(self.labels)} labels")


@dataclass(frozen=True, slots=True)
class Fields:
    """A form: what each line is about and what stands in it. ``lines`` keeps a row at least so many lines high."""

    rows: tuple[tuple[str, str], ...]
    lines: int = 1


Block = Heading | Text | TableOf | Picture | Chart | Fields


@dataclass(frozen=True, slots=True)
class Appendix:
    """An annex on pages of its own; a wide one lies across (landscape). One that is not listed (回执) has no number."""

    title: str
    body: tuple[Block, ...]
    is_wide: bool = False
    is_listed: bool = True


@dataclass(frozen=True, slots=True)
class Paper:
    """An official paper. Empty parts are left out, together with their space.

    ``masthead`` is the issuer's name in red over the rule; ``signed_by`` and ``dated`` stand at the end.
    ``is_letter`` is 信函格式, between red double rules. A sealed one leaves the place for a seal over its day; the
    seal itself is never drawn. ``remark`` (附注) stands in brackets below the day, ``copies_to`` (抄送) and
    ``printed_by`` (印发机关) at the foot of the last page. ``urgency`` (紧急程度) is the word at the top left.
    A title may say by line ends where it is best broken. Where something is ``explained``, a cover and a page with
    these lines (what it is about, what is said) go before the head.
    """

    title: str
    body: tuple[Block, ...]
    signed_by: str
    dated: date
    masthead: str = ""
    number: str = ""
    subtitle: str = ""
    addressees: str = ""
    appendices: tuple[Appendix, ...] = ()
    is_letter: bool = False
    is_sealed: bool = False
    urgency: str = ""
    remark: str = ""
    copies_to: str = ""
    printed_by: str = ""
    explained: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet. ``width`` is in half-width characters; neighbours of one ``group`` share a heading.

    ``choices`` are what a cell offers to choose from; nothing else can then be typed there. ``key`` is the
    permanent name of the column for programs. ``colours`` fill (RRGGBB) the cells that hold one of these words.
    An open column is one that people are asked to fill in: its heading stands out. A hidden one is for the
    machine alone.
    """

    title: str
    width: float = 12.0
    side: Side = "left"
    group: str = ""
    format: str = ""
    choices: tuple[str, ...] = ()
    key: str = ""
    colours: tuple[tuple[str, str], ...] = ()
    is_open: bool = False
    is_hidden: bool = False
    # The whole numbers that a cell takes, from the first to the last.
    whole: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class SheetChart:
    """A chart that the workbook draws of its own cells: below the rows, one after the other.

    ``labels`` is the position of the column with the names, ``values`` are those of the numbers, ``colours`` (RRGGBB)
    theirs. It takes the first so many rows, all where ``most`` is 0.
    """

    title: str
    labels: int
    values: tuple[int, ...]
    colours: tuple[str, ...] = ()
    measure: str = ""
    is_lines: bool = False
    most: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: title, note, heading, rows. ``size`` is the paper it is printed on, A4 or A3.

    Where there are too many rows to be held at once, ``stream`` makes them while they are written, in place of
    ``rows``.
    """

    name: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: str = ""
    size: str = "A4"
    # So many columns stay in view when the sheet is moved sideways.
    kept: int = 0
    # Cells to be filled with a colour (RRGGBB), by the position of row and column.
    fills: tuple[tuple[int, int, str], ...] = ()
    stream: Callable[[], Iterable[tuple[Value, ...]]] | None = None
    # On a protected sheet only the cells of open columns can be written; there is no password.
    is_protected: bool = False
    charts: tuple[SheetChart, ...] = ()

    def every_row(self) -> Iterable[tuple[Value, ...]]:
        """The rows, held or made now."""
        return self.rows if self.stream is None else self.stream()

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"{self.name}: {len(row)} cells under {len(self.columns)} headings")


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook of the day ``dated``."""

    title: str
    dated: date
    sheets: tuple[Sheet, ...]


def to_fill(what: str) -> str:
    """The mark for a place that only people can fill."""
    return f"〔待补充：{what}〕"


def open_places(text: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is such a mark."""
    return [(piece, bool(_OPEN.fullmatch(piece))) for piece in _OPEN.split(text) if piece]


def numbered(blocks: Iterable[Block]) -> Iterator[tuple[str, Block]]:
    """Every block with the number that stands before it: headings by level, tables and pictures in a row each.

    A heading of a higher level starts the lower ones anew.
    """
    counts = [0, 0, 0, 0]
    tables = pictures = 0
    for block in blocks:
        if isinstance(block, Heading):
            counts[block.level - 1] += 1
            counts[block.level :] = [0] * (4 - block.level)
            yield _heading_number(block.level, counts[block.level - 1]), block
        elif isinstance(block, TableOf):
            tables += 1
            yield f"表{tables} ", block
        elif isinstance(block, Picture | Chart):
            pictures += 1
            yield f"图{pictures} ", block
        else:
            yield "", block


def han(number: int) -> str:
    """A number from 1 to 99 in Han numerals: 一, 十二, 三十."""
    if not 1 <= number <= 99:
        raise ValueError(f"{number} is outside 1 to 99")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _HAN[tens] + "十"
    return head + (_HAN[ones] if ones else "")


def _heading_number(level: int, count: int) -> str:
    return {
        1: f"{_han_or_digits(count)}、",
        2: f"（{_han_or_digits(count)}）",
        3: f"{count}.",
        4: f"（{count}）",
    }[level]


def _han_or_digits(count: int) -> str:
    return han(count) if count <= 99 else str(count)


_HAN = "〇一二三四五六七八九"
_OPEN = re.compile(r"(〔待补充：[^〔〕]*〕)")
