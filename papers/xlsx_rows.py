"""The rows of a sheet as XML, written as they come: of a hundred thousand none is kept."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from math import ceil

from papers.cell_text import LIKE_A_FORMULA, cell_text
from papers.paper import Value

# Points: a line of small type, and the highest row that Excel allows.
LINE = 12.0
HIGHEST = 409.0
_AT_ONCE = 200
# Day 1 is 1 January 1900, and Excel takes 1900 for a leap year.
_EPOCH = date(1899, 12, 30).toordinal()
# What cannot stand in XML as it is, and what Excel would read as an escape.
_SPECIAL = re.compile(r"[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|\s\s|^\s|\s$")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MOST_SHARED, _LONGEST_SHARED = 50_000, 100
_LONG = 16_000
_MOST_KEPT, _LONGEST_KEPT = 5_000, 100


@dataclass(frozen=True, slots=True)
class Styled:
    """A column as its cells need it: its letters, the room in it (half-width characters), its styles by number.

    ``plain``, ``day`` and ``quoted`` are the styles for any value, for a day, and for a text that looks like a
    formula; each by the colour of the cell, the empty one for none. ``colours`` are those of certain words.
    """

    letters: str
    room: float
    plain: Mapping[str, int]
    day: Mapping[str, int]
    quoted: Mapping[str, int]
    colours: Mapping[str, str]


class SharedStrings:
    """Short texts that come again and again, each kept once in the workbook. It holds so many and no more."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, int]] = {}
        self._texts: list[str] = []

    def tail(self, text: str) -> tuple[str, int]:
        """What a cell with this text says behind its style, and how wide the text is (0: in several lines)."""
        known = self._known.get(text)
        if known is not None:
            return known
        written, width = _escaped(text), _width(text)
        if len(text) > _LONGEST_SHARED or len(self._texts) >= _MOST_SHARED:
            return f' t="inlineStr"><is>{written}</is></c>', width
        made = f' t="s"><v>{len(self._texts)}</v></c>', width
        self._known[text] = made
        self._texts.append(written)
        return made

    def part(self) -> bytes:
        """The part of the package that holds them."""
        items = "".join(f"<si>{text}</si>" for text in self._texts)
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="{len(self._texts)}">'
            f"{items}</sst>"
        ).encode()


def blocks(
    rows: Iterable[Sequence[Value]],
    first: int,
    columns: Sequence[Styled],
    fills: Mapping[tuple[int, int], str],
    strings: SharedStrings,
) -> Iterator[tuple[int, bytes]]:
    """The rows from number ``first`` on, some hundred at a time, each time with how many they are.

    ``fills`` are colours by the position of row and column. Raises ValueError for a row that does not fit
    under the headings.
    """
    cells = [
        _Cells(column, following.letters if following else "", strings)
        for column, following in zip_longest(columns, columns[1:])
    ]
    gathered: list[str] = []
    for position, row in enumerate(rows):
        if len(row) != len(columns):
            raise ValueError(f"row {position}: {len(row)} cells under {len(columns)} headings")
        gathered.append(_row(row, position, first + position, cells, fills))
        if len(gathered) == _AT_ONCE:
            yield _AT_ONCE, "".join(gathered).encode()
            gathered.clear()
    if gathered:
        yield len(gathered), "".join(gathered).encode()


class _Cells:
    """The cells of one column as XML, from behind the number of the row up to that of the next cell."""

    def __init__(self, column: Styled, following: str, strings: SharedStrings) -> None:
        self._column, self._strings = column, strings
        self._end = f'<c r="{following}' if following else ""
        self.start = f'<c r="{column.letters}'
        # What was written for a text or a day, which come again and again, and how many lines it fills.
        self.known: dict[Value, tuple[str, int]] = {None: self._written(None, "")}

    def made(self, value: Value, colour: str = "") -> tuple[str, int]:
        """The cell of this value and how many lines it fills; with this colour, where one is given."""
        made = self._written(value, colour)
        # Numbers are not kept: those that are equal may be written differently.
        is_kept = isinstance(value, date) or (isinstance(value, str) and len(value) <= _LONGEST_KEPT)
        if is_kept and not colour and len(self.known) < _MOST_KEPT:
            self.known[value] = made
        return made

    def _written(self, value: Value, colour: str) -> tuple[str, int]:
        column, lines = self._column, 1
        styles = column.plain
        if value is None or value == "":
            tail = "/>"
        elif isinstance(value, str):
            colour = colour or column.colours.get(value, "")
            if value[0] in LIKE_A_FORMULA and len(value) > 1:
                styles = column.quoted
            shared, width = self._strings.tail(value)
            tail = shared
            if width > column.room or not width:
                lines = _lines(value, column.room)
        elif isinstance(value, date):
            styles = column.day
            tail = f"><v>{value.toordinal() - _EPOCH}</v></c>"
        else:
            tail = f"><v>{f'{value:f}' if isinstance(value, Decimal) else value}</v></c>"
        return f'" s="{styles[colour]}"{tail}{self._end}', lines


def _row(
    row: Sequence[Value],
    position: int,
    number: int,
    columns: Sequence[_Cells],
    fills: Mapping[tuple[int, int], str],
) -> str:
    pieces = [columns[0].start] if columns else []
    # High enough for the fullest cell: programs do not agree on fitting a row by themselves.
    most = 1
    for place, (column, value) in enumerate(zip(columns, row, strict=True)):
        colour = fills.get((position, place), "") if fills else ""
        piece, lines = (not colour and column.known.get(value)) or column.made(value, colour)
        pieces.append(piece)
        if lines > most:
            most = lines
    height = min(HIGHEST, most * LINE + 4)
    # The number of the row stands between any two pieces.
    return f'<row r="{number}" ht="{height:g}" customHeight="1">{str(number).join(pieces)}</row>'


def _escaped(text: str) -> str:
    """The text as XML. What Excel would read as the escape of a character is kept from that."""
    if len(text) < _LONG and not _SPECIAL.search(text):
        return f"<t>{text}</t>"
    kept = _ESCAPE.sub("_x005F_", cell_text(text))
    kept = kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r\n", "\n")
    return f'<t xml:space="preserve">{kept}</t>'


def _width(text: str) -> int:
    """Half-width characters in one line; 0 for a text of several. Three bytes of UTF-8 are two wide."""
    return 0 if "\n" in text else (len(text) + len(text.encode("utf-8", "replace")) + 1) // 2


def _lines(text: str, room: float) -> int:
    return sum(max(1, ceil(_width(line) / room)) for line in text.split("\n"))
