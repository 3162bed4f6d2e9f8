"""The hidden key of a row in the ledger: what the row is of, its version, and marks of what it said when it went out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import blake2b

from papers.cell_text import cell_text
from papers.paper import SheetColumn, Value

HEADING = "行标识"
_KEY = re.compile(r"([TA])(\d{1,10})\.(\d{1,10})-([0-9a-f]{10})-([0-9a-f]{10})")
_HEADING = re.compile(HEADING + r" (台账|分单位) (\d{4}-\d{2}-\d{2})")
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


@dataclass(frozen=True, slots=True)
class RowKey:
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


def made_key(
    kind: str, number: int, other: int, salt: str, columns: Sequence[SheetColumn], row: Sequence[Value]
) -> RowKey:
    """The key of a row of values. ``salt`` ties it to what it is of, so that no other database takes it for its own."""
    return RowKey(kind, number, other, *marks(salt, columns, [plain(value) for value in row]))


def marks(salt: str, columns: Sequence[SheetColumn], texts: Sequence[str]) -> tuple[str, str]:
    """The marks of the open cells and of the others, from their texts as ``plain`` gives them."""
    # Whoever sorts the rows numbers them anew.
    pairs = [pair for pair in zip(columns, texts, strict=True) if pair[0].key != "position"]
    return (
        _digest((salt, *(text for column, text in pairs if column.is_open))),
        _digest(text for column, text in pairs if not column.is_open),
    )


def plain(value: Value) -> str:
    """What a cell says, whoever saved it: blanks and line ends do not count, a day is written one way."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = " ".join(cell_text(value).split())
        found = _DAY.fullmatch(text)
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else text
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _digest(texts: Iterable[str]) -> str:
    return blake2b("\x1f".join(texts).encode("utf-8", "replace"), digest_size=5).hexdigest()
