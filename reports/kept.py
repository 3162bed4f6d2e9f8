"""What took long to count is kept until a deed is done."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from sqlmodel import Session

from models.state import state

_MOST = 128

_T = TypeVar("_T")
_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()


def kept(session: Session, named: Hashable, count: Callable[[], _T]) -> _T:
    """What ``count`` gives, or gave under the same name while the database was in the same state.

    The name has to tell everything that the answer depends on beside the database: the day, who looks, what at. Only
    for a session that reads: what a transaction has not committed yet is no state.
    """
    # The pool is one of this process and this file, and another once its connections were closed.
    key = (session.connection().engine.pool, state(session), named)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]  # type: ignore[no-any-return]
    # Outside the lock: two who ask at once may both count, but nobody waits for another's page.
    counted = count()
    with _lock:
        _kept[key] = counted
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return counted
