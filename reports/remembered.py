"""What took long to count is counted once, until the record says that something has happened since.

Every move of an assignment leaves a transition and every other deed an entry of the log, so the last of both tell
whether anything has changed. Who signs in or what a letter says changes no figure and is passed over. On a server two
transactions may end in another order than they began; what was counted between them is forgotten after two minutes.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from models.assignment import Transition
from models.progress import ProgressUpdate
from models.record import LogEntry
from models.words import Subject

_KEPT = 32
_SECONDS = 120.0
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
_known: "OrderedDict[Hashable, tuple[float, Hashable, Any]]" = OrderedDict()


def remembered(session: Session, key: Hashable, count: Callable[[], _T]) -> _T:
    """What ``count`` gives, or what it gave for the same key while nothing has happened since.

    The key must name all that the answer depends on beside the database: the day, who looks, what is asked. Only
    for sessions that read: what a transaction has not committed yet would be remembered for others.
    """
    # The pool is the database's own in this process, and another one once its connections were closed.
    place = (session.get_bind().engine.pool, key)
    stamp = _stamp(session)
    now = time.monotonic()
    with _lock:
        found = _known.get(place)
        if found and found[1] == stamp and now - found[0] < _SECONDS:
            _known.move_to_end(place)
            return found[2]  # type: ignore[no-any-return]
    # Counted outside the lock: two who ask at once both count, and nobody waits for the other.
    counted = count()
    with _lock:
        _known[place] = (now, stamp, counted)
        _known.move_to_end(place)
        while len(_known) > _KEPT:
            _known.popitem(last=False)
    return counted


def _stamp(session: Session) -> Hashable:
    last = [select(func.max(col(table.id))).scalar_subquery() for table in (Transition, ProgressUpdate)]
    deed = (
        select(col(LogEntry.id))
        .where(or_(col(LogEntry.subject).in_(_MATTER), col(LogEntry.deed).in_(_SCOPES)))
        # Looked for from the end, where it lies.
        .order_by(col(LogEntry.id).desc())
        .limit(1)
        .scalar_subquery()
    )
    return tuple(session.execute(select(*last, deed)).one())
