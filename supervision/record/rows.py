"""The rows of the record in one written form, the same on every database, and a short mark of each."""

import hashlib
import json
import struct
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, select, type_coerce
from sqlmodel import Session

from models.assignment import Transition
from models.base import Table
from models.record import LogEntry

# Which table, which row, and sixteen bytes of the digest of what the row says.
_MARK = struct.Struct(">BQ16s")
MARK_BYTES = _MARK.size
_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Kind:
    """A table of the record: what people call its rows, and the columns that are digested, in this order.

    A column that a later version adds is not digested, for the rows sealed before never had it.
    """

    table: type[Table]
    called: str
    columns: tuple[str, ...]

    def column(self, name: str) -> ColumnElement[Any]:
        """A column of the table."""
        found: ColumnElement[Any] = self.table.__table__.c[name]  # type: ignore[attr-defined]
        return found


KINDS = (
    Kind(
        Transition,
        "流转记录",
        ("id", "assignment_id", "move", "before", "after", "at", "on", "by", "note", "block_id"),
    ),
    Kind(
        LogEntry,
        "日志",
        ("id", "subject", "subject_id", "deed", "particulars", "note", "at", "on", "by", "block_id"),
    ),
)


def marks_of(session: Session, block_ids: Sequence[int]) -> dict[int, bytearray]:
    """The marks of all rows of these blocks, each block's in order of table and id.

    The rows are read a few thousand at a time; a mark is 25 bytes.
    """
    marks: dict[int, bytearray] = defaultdict(bytearray)
    for number, kind in enumerate(KINDS):
        for values in raw_rows(session, kind, kind.column("block_id").in_(block_ids)):
            digest = hashlib.sha256(written(kind, values)).digest()
            marks[values[-1]] += _MARK.pack(number, values[0], digest[:16])
    return marks


def raw_rows(session: Session, kind: Kind, *chosen: ColumnElement[bool]) -> Iterator[Sequence[Any]]:
    """Rows as the database holds them, ordered by block and id.

    Nothing is turned into our own types on the way: whoever alters a row may leave there what no word of ours is.
    """
    columns = [type_coerce(kind.column(name), String) for name in kind.columns]
    statement = select(*columns).where(*chosen).order_by(kind.column("block_id"), kind.column("id"))
    yield from session.execute(statement, execution_options={"yield_per": _AT_ONCE}).tuples()


def written(kind: Kind, values: Sequence[Any]) -> bytes:
    """What is digested of a row: its values as JSON, moments in UTC, the keys of particulars in order."""
    plain = [plain_value(kind, name, value) for name, value in zip(kind.columns, values, strict=True)]
    text = json.dumps(
        [kind.table.__tablename__, *plain], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return text.encode("utf-8", "surrogatepass")


def plain_value(kind: Kind, name: str, value: Any) -> Any:
    """One raw value in the written form; what cannot be understood stays as it is."""
    if value is None or isinstance(value, int):
        return value
    if name == "at":
        return moment_text(value)
    if name == "particulars" and isinstance(value, str):
        return _loaded(value)
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | dict | list) else str(value)


def moment_text(value: Any) -> str:
    """A moment as text in UTC to the microsecond, whether the database gave text or a moment."""
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return str(value)
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.isoformat(timespec="microseconds")


def unpacked(marks: bytes | bytearray, place: int) -> tuple[int, int, bytes] | None:
    """(kind, id, digest) of the mark at this place, None past the end."""
    piece = bytes(marks[place * MARK_BYTES : (place + 1) * MARK_BYTES])
    if len(piece) < MARK_BYTES:
        return None
    kind, row_id, digest = _MARK.unpack(piece)
    return kind, row_id, digest


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text
