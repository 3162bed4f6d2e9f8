"""The rows of a sheet as XML, written as they come: of a hundred thousand none is kept."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil

from papers.cell_text import cell_text
from papers.paper import Value

# Points: a line of small type, and the highest row that Excel allows.
LINE = 12.0
HIGHEST = 409.0
_AT_ONCE = 200
_LIKE_A_FORMULA = ("=", "+", "-", "@")
# Day 1 is 1 January 1900, and Excel takes 1900 for a leap year.
_EPOCH = date(1899, 12, 30).toordinal()
# What cannot stand in XML as it is, and what Excel would read as an escape.
_SPECIAL = re.compile(r"[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|\s\s|^\s|\s$")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MOST_SHARED, _LONGEST_SHARED = 50_000, 100
_LONG = 16_000


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
    gathered: list[str] = []
    for position, row in enumerate(rows):
        if len(row) != len(columns):
            raise ValueError(f"row {position}: {len(row)} cells under {len(columns)} headings")
        gathered.append(_row(row, position, first + position, columns, fills, strings))
        if len(gathered) == _AT_ONCE:
            yield _AT_ONCE, "".join(gathered).encode()
            gathered.clear()
    if gathered:
        yield len(gathered), "".join(gathered).encode()


def _row(
    row: Sequence[Value],
    position: int,
    number: int,
    columns: Sequence[Styled],
    fills: Mapping[tuple[int, int], str],
    strings: SharedStrings,
) -> str:
    cells: list[str] = []
    # High enough for the fullest cell: programs do not agree on fitting a row by themselves.
    lines = 1
    for place, (column, value) in enumerate(zip(columns, row, strict=True)):
        colour = fills.get((position, place), "") if fills else ""
        start = f'<c r="{column.letters}{number}" s="'
        if value is None or value == "":
            cells.append(f'{start}{column.plain[colour]}"/>')
        elif isinstance(value, str):
            colour = colour or column.colours.get(value, "")
            styles = column.quoted if value[0] in _LIKE_A_FORMULA and len(value) > 1 else column.plain
            tail, width = strings.tail(value)
            cells.append(f'{start}{styles[colour]}"{tail}')
            if width > column.room or not width:
                lines = max(lines, _lines(value, column.room))
        elif isinstance(value, date):
            cells.append(f'{start}{column.day[colour]}"><v>{value.toordinal() - _EPOCH}</v></c>')
        else:
            shown = f"{value:f}" if isinstance(value, Decimal) else value
            cells.append(f'{start}{column.plain[colour]}"><v>{shown}</v></c>')
    height = min(HIGHEST, lines * LINE + 4)
    return f'<row r="{number}" ht="{height:g}" customHeight="1">{"".join(cells)}</row>'


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
