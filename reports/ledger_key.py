"""The hidden key of a row in the ledger: what the row is of, its version, and marks of what it said when it went out."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from hashlib import blake2b
from typing import NamedTuple

from papers.cell_text import LONGEST, cell_text
from papers.paper import SheetColumn, Value

HEADING = "行标识"
_KEY = re.compile(r"([TA])(\d{1,10})\.(\d{1,10})-([0-9a-f]{10})-([0-9a-f]{10})")
_HEADING = re.compile(HEADING + r" (台账|分单位) (\d{4}-\d{2}-\d{2})")
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


class RowKey(NamedTuple):
    """``kind`` is T for a task with one of its deadlines, A for an assignment; ``number`` is its id.

    ``other`` is the id of the deadline (0: none), or of the last move that the row knows of. ``open_mark`` and
    ``closed_mark`` are digests of the cells that may be edited and of those that may not.
    """

    kind: str
    number: int
    other: int
    open_mark: str
    closed_mark: str

    def __str__(self) -> str:
        return f"{self.kind}{self.number}.{self.other}-{self.open_mark}-{self.closed_mark}"


def key_column(sheet: str, as_of: date) -> SheetColumn:
    """The hidden column of the keys, whose heading says which sheet it is and of which day."""
    return SheetColumn(f"{HEADING} {sheet} {as_of.isoformat()}", 12, key="row", is_hidden=True)


def sheet_and_day(heading: str) -> tuple[str, date] | None:
    """What such a heading says; None where it is another one."""
    found = _HEADING.fullmatch(heading.strip())
    try:
        return (found[1], date.fromisoformat(found[2])) if found else None
    except ValueError:
        return None


def read_key(text: str) -> RowKey | None:
    """A key as it stands in its cell; None where it is none."""
    found = _KEY.fullmatch(text.strip())
    return RowKey(found[1], int(found[2]), int(found[3]), found[4], found[5]) if found else None


class Marks:
    """What makes the marks of rows under these columns."""

    def __init__(self, columns: Sequence[SheetColumn]) -> None:
        # Whoever sorts the rows numbers them anew.
        counting = [(place, column) for place, column in enumerate(columns) if column.key != "position"]
        self._open = [place for place, column in counting if column.is_open]
        self._closed = [place for place, column in counting if not column.is_open]

    def of(self, salt: str, texts: Sequence[str]) -> tuple[str, str]:
        """The marks of the open cells and of the others, from their texts as ``plain`` gives them."""
        return (
            _digest([salt, *[texts[place] for place in self._open]]),
            _digest([texts[place] for place in self._closed]),
        )

    def key(self, kind: str, number: int, other: int, salt: str, row: Sequence[Value]) -> RowKey:
        """The key of a row of values. ``salt`` ties it to what it is of, so that no other database takes it for its own."""
        return RowKey(kind, number, other, *self.of(salt, [plain(value) for value in row]))


def plain(value: Value) -> str:
    """What a cell says, whoever saved it: blanks and line ends do not count, a day is written one way."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = value if _is_plain(value) else " ".join(cell_text(value).split())
        found = text[4:5] == "年" and _DAY.fullmatch(text)
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else text
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _is_plain(text: str) -> bool:
    # Of what can be printed, the space is the only blank.
    return text.isprintable() and "  " not in text and text.strip() == text and len(text) * 2 <= LONGEST


def _digest(texts: Iterable[str]) -> str:
    return blake2b("\x1f".join(texts).encode("utf-8", "replace"), digest_size=5).hexdigest()
