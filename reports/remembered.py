"""What took long to count is counted once, until the record says that something has happened since.

Every move of an assignment leaves a transition and every other deed an entry of the log, so the last of both tell
whether anything has changed. Who signs in or what a letter says changes no figure and is passed over. On a server two
transactions may end in another order than they began; what was counted between them is forgotten after two minutes.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import func, or_, select, union
from sqlmodel import Session, col

from models.assignment import Assignment, Transition
from models.progress import ProgressUpdate
from models.record import LogEntry
from models.words import Subject

_KEPT = 32
_SECONDS = 120.0
_MOST_TOUCHED = 20
_MATTER = (
    Subject.UNIT,
    Subject.GROUP,
    Subject.DOCUMENT,
    Subject.TASK,
    Subject.ASSIGNMENT,
    Subject.LEDGER,
)
# Of what is noted of accounts, only what each may look at.
_SCOPES = ("增加查看范围", "取消查看范围")

_T = TypeVar("_T")
_lock = Lock()


class _Stamp(NamedTuple):
    """How far the record had come."""

    move: int
    report: int
    deed: int


class _Kept(NamedTuple):
    """What was counted, since when it is kept, and how far the record had come then."""

    since: float
    stamp: _Stamp
    counted: Any


_known: "OrderedDict[Hashable, _Kept]" = OrderedDict()


def remembered(session: Session, key: Hashable, count: Callable[[], _T]) -> _T:
    """What ``count`` gives, or what it gave for the same key while nothing has happened since.

    The key must name all that the answer depends on beside the database: the day, who looks, what is asked. Only
    for sessions that read: what a transaction has not committed yet would be remembered for others.
    """
    place, stamp = _place(session, key), _stamp(session)
    found = _found(place)
    if found and found.stamp == stamp:
        return found.counted  # type: ignore[no-any-return]
    # Counted outside the lock: two who ask at once both count, and nobody waits for the other.
    counted = count()
    _keep(place, _Kept(time.monotonic(), stamp, counted))
    return counted


def remembered_by_unit(
    session: Session, key: Hashable, count: Callable[[Collection[int] | None], dict[int, _T]]
) -> dict[int, _T]:
    """The same for what is counted unit by unit: after a move only the units that it touched are counted again.

    ``count`` gives what it counts for each of these units, or for all (None); units without anything may be left
    out. Only for what a move changes for no other unit than that of its assignment.
    """
    place, stamp = _place(session, key), _stamp(session)
    found = _found(place)
    if found and found.stamp == stamp:
        return found.counted  # type: ignore[no-any-return]
    touched = _touched(session, found.stamp, stamp) if found else None
    if found and touched is not None:
        rest = {unit_id: one for unit_id, one in found.counted.items() if unit_id not in touched}
        counted = rest | count(touched)
        since = found.since
    else:
        since, counted = time.monotonic(), count(None)
    _keep(place, _Kept(since, stamp, counted))
    return counted


def _place(session: Session, key: Hashable) -> Hashable:
    # The pool is the database's own in this process, and another one once its connections were closed.
    return session.get_bind().engine.pool, key


def _found(place: Hashable) -> _Kept | None:
    with _lock:
        found = _known.get(place)
        if found is None or time.monotonic() - found.since >= _SECONDS:
            return None
        _known.move_to_end(place)
        return found


def _keep(place: Hashable, kept: _Kept) -> None:
    with _lock:
        _known[place] = kept
        _known.move_to_end(place)
        while len(_known) > _KEPT:
            _known.popitem(last=False)


def _touched(session: Session, before: _Stamp, now: _Stamp) -> set[int] | None:
    """The units with something moved or reported between the two; None where all are to be counted anew."""
    if before.deed != now.deed or now.move < before.move or now.report < before.report:
        return None
    moved = [
        select(col(table.assignment_id)).where(col(table.id) > last)
        for table, last in ((Transition, before.move), (ProgressUpdate, before.report))
    ]
    units = select(col(Assignment.unit_id)).where(col(Assignment.id).in_(union(*moved))).distinct()
    found = set(session.scalars(units.limit(_MOST_TOUCHED + 1)))
    return found if len(found) <= _MOST_TOUCHED else None


def _stamp(session: Session) -> _Stamp:
    last = [select(func.max(col(table.id))).scalar_subquery() for table in (Transition, ProgressUpdate)]
    deed = (
        select(col(LogEntry.id))
        .where(or_(col(LogEntry.subject).in_(_MATTER), col(LogEntry.deed).in_(_SCOPES)))
        # Looked for from the end, where it lies.
        .order_by(col(LogEntry.id).desc())
        .limit(1)
        .scalar_subquery()
    )
    return _Stamp(*(number or 0 for number in session.execute(select(*last, deed)).one()))
