"""Reading the log (日志): moves and entries in one list, as they stand in the database, filtered, in any number."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from heapq import merge
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, String, false, func, or_, select, type_coerce
from sqlmodel import Session, col

from models.assignment import Transition
from models.record import Block, LogEntry
from models.words import Move, Status, Subject, Word
from schedules.clock import ZONE
from supervision.record.deeds import RENAMED
from supervision.record.rows import KINDS, Kind, moment_text, plain_value
from supervision.record.subjects import names_of

_AT_ONCE = 500
# As high as an id can be: a server turns away what its columns cannot hold.
_BEYOND = 2**31 - 1
_MOVES, _ENTRIES = range(len(KINDS))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: of these days (both included), by this person (part of the name), about this, of this deed.

    ``deed`` is a word of ``supervision.record.deeds`` or the label of a move. What is None or empty leaves all.
    """

    since: date | None = None
    until: date | None = None
    by: str = ""
    subject: Subject | None = None
    deed: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the log in words. ``position`` is its block's place in the chain, None while it is unsealed.

    What was altered behind the guards may say what no word is; it is shown as it stands.
    """

    kind: int
    id: int
    at: str
    on: str
    by: str
    deed: str
    subject: str
    subject_id: int | None
    about: str
    note: str
    before: str
    after: str
    particulars: dict[str, Any]
    position: int | None

    @property
    def called(self) -> str:
        """Which of the two it is: 流转记录 or 日志, with its number."""
        return f"{KINDS[self.kind].called}第{self.id}号"


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines, the newest first, and from where the older ones go on (None at the end)."""

    lines: list[Line]
    older: tuple[int, int] | None


def every_line(session: Session, wanted: Wanted) -> Iterator[Line]:
    """All that is wanted, the oldest first. Only a few hundred are held at a time."""
    streams = (_stream(session, number, wanted) for number in range(len(KINDS)))
    merged = merge(*streams, key=_moment)
    while portion := list(islice(merged, _AT_ONCE)):
        yield from _in_words(session, portion)


def count(session: Session, wanted: Wanted) -> int:
    """How many are wanted."""
    return sum(
        session.execute(select(func.count()).select_from(_chosen(number, wanted).subquery())).scalar() or 0
        for number in range(len(KINDS))
    )


def page(session: Session, wanted: Wanted, before: tuple[int, int] | None = None, size: int = 50) -> Page:
    """The newest that are wanted, or those older than ``before`` (the ids of the last move and entry that were seen)."""
    found: list[tuple[int, tuple[Any, ...]]] = []
    for number, kind in enumerate(KINDS):
        rows = _chosen(number, wanted)
        if before is not None:
            rows = rows.where(kind.column("id") < before[number])
        rows = rows.order_by(kind.column("id").desc()).limit(size + 1)
        found += [(number, tuple(values)) for values in session.execute(rows)]
    # Within one kind the order is that of the ids, whatever the moments say, so that no page leaves any out.
    found = list(merge(*(_of(found, number) for number in range(len(KINDS))), key=_moment, reverse=True))
    shown = found[:size]
    if len(found) <= size:
        return Page(_in_words(session, shown), None)
    lowest = list(before or (_BEYOND, _BEYOND))
    for number, values in shown:
        lowest[number] = min(lowest[number], values[0])
    return Page(_in_words(session, shown), (lowest[_MOVES], lowest[_ENTRIES]))


def lines_where(
    session: Session, moves: ColumnElement[bool], entries: Sequence[ColumnElement[bool]]
) -> list[Line]:
    """The moves that meet a condition and the entries that meet one of several, the oldest first, held at once."""
    found: list[tuple[int, tuple[Any, ...]]] = []
    for number, condition in ((_MOVES, moves), (_ENTRIES, or_(false(), *entries))):
        rows = _columns(number).where(condition).order_by(KINDS[number].column("id"))
        found += [(number, tuple(values)) for values in session.execute(rows)]
    return _in_words(session, sorted(found, key=_moment))


def _stream(session: Session, number: int, wanted: Wanted) -> Iterator[tuple[int, tuple[Any, ...]]]:
    rows = _chosen(number, wanted).order_by(KINDS[number].column("id"))
    for values in session.execute(rows, execution_options={"yield_per": _AT_ONCE}):
        yield number, tuple(values)


def _of(found: Iterable[tuple[int, tuple[Any, ...]]], number: int) -> list[tuple[int, tuple[Any, ...]]]:
    return [one for one in found if one[0] == number]


def _moment(one: tuple[int, tuple[Any, ...]]) -> str:
    number, values = one
    return moment_text(values[KINDS[number].columns.index("at")])


def _columns(number: int) -> Select[Any]:
    kind = KINDS[number]
    raw = [type_coerce(kind.column(name), String) for name in kind.columns]
    return select(*raw, col(Block.position)).outerjoin(Block, col(Block.id) == kind.column("block_id"))


def _chosen(number: int, wanted: Wanted) -> Select[Any]:
    kind = KINDS[number]
    return _columns(number).where(*_conditions(kind, wanted))


def _conditions(kind: Kind, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.since is not None:
        yield kind.column("on") >= wanted.since
    if wanted.until is not None:
        yield kind.column("on") <= wanted.until
    if wanted.by:
        yield kind.column("by").contains(wanted.by, autoescape=True)
    if kind.table is LogEntry:
        if wanted.subject is not None:
            yield col(LogEntry.subject) == wanted.subject
        if wanted.deed:
            before = [former for former, now in RENAMED.items() if now == wanted.deed]
            yield col(LogEntry.deed).in_([wanted.deed, *before])
        return
    if wanted.subject not in (None, Subject.ASSIGNMENT):
        yield false()
    if wanted.deed:
        moves = [move for move in Move if move.label == wanted.deed]
        yield col(Transition.move).in_(moves) if moves else false()


def _in_words(session: Session, found: Sequence[tuple[int, tuple[Any, ...]]]) -> list[Line]:
    rows = [
        (number, dict(zip((*KINDS[number].columns, "position"), values, strict=True)))
        for number, values in found
    ]
    asked: dict[str, set[int]] = defaultdict(set)
    for number, row in rows:
        subject, subject_id = _subject(number, row)
        if subject_id is not None:
            asked[subject].add(subject_id)
    names = names_of(session, asked)
    return [_line(number, row, names) for number, row in rows]


def _subject(number: int, row: dict[str, Any]) -> tuple[str, int | None]:
    if number == _MOVES:
        return Subject.ASSIGNMENT.value, row["assignment_id"]
    return str(row["subject"]), row["subject_id"]


def _line(number: int, row: dict[str, Any], names: dict[tuple[str, int], str]) -> Line:
    subject, subject_id = _subject(number, row)
    is_move = number == _MOVES
    raw = {} if is_move else plain_value(KINDS[number], "particulars", row["particulars"])
    return Line(
        kind=number,
        id=row["id"],
        at=_local(row["at"]),
        on=str(row["on"])[:10],
        by=str(row["by"]),
        deed=_label(Move, row["move"]) if is_move else RENAMED.get(str(row["deed"]), str(row["deed"])),
        subject=_label(Subject, subject),
        subject_id=subject_id,
        about=names.get((subject, subject_id or 0), ""),
        note=str(row["note"] or ""),
        before=_label(Status, row["before"]) if is_move else "",
        after=_label(Status, row["after"]) if is_move else "",
        particulars=raw if isinstance(raw, dict) else {"": raw},
        position=row["position"],
    )


def _label(words: type[Word], value: Any) -> str:
    if value is None:
        return ""
    try:
        return words.stored(str(value)).label
    except ValueError:
        return str(value)


def _local(raw: Any) -> str:
    """A moment in the office's zone; as it stands where it is none."""
    text = moment_text(raw)
    try:
        return datetime.fromisoformat(text).astimezone(ZoneInfo(ZONE)).strftime("%Y-%m-%d %H:%M:%S")
    except (ValueError, OverflowError):
        return text
