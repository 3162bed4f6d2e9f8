"""What took long to count is kept until a deed is done."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from sqlmodel import Session

from models.state import state

_MOST = 128
_MOST_DRAWN = 8

_T = TypeVar("_T")
_counted: OrderedDict[Hashable, Any] = OrderedDict()
_drawn: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()


def kept(session: Session, named: Hashable, count: Callable[[], _T], *, is_large: bool = False) -> _T:
    """What ``count`` gives, or gave under the same name while the database was in the same state.

    The name has to tell everything that the answer depends on beside the database: the day, who looks, what at. Only
    for a session that reads: what a transaction has not committed yet is no state. Of what ``is_large`` only a few
    are kept.
    """
    # The pool is one of this process and this file, and another once its connections were closed.
    key = (session.connection().engine.pool, state(session), named)
    shelf, most = (_drawn, _MOST_DRAWN) if is_large else (_counted, _MOST)
    with _lock:
        if key in shelf:
            shelf.move_to_end(key)
            return shelf[key]  # type: ignore[no-any-return]
    # Outside the lock: two who ask at once may both count, but nobody waits for another's page.
    counted = count()
    with _lock:
        shelf[key] = counted
        while len(shelf) > most:
            shelf.popitem(last=False)
    return counted
