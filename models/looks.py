"""What one look at the database asks more than once, and is told once: nothing changes under it while it lasts."""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session

LOOKING = "looking"
"""Set in the ``info`` of a session that only looks."""

_TOLD = "told"

_T = TypeVar("_T")


def is_looking(session: Session) -> bool:
    """Whether this session only looks."""
    return LOOKING in session.info


def once_a_look(session: Session, about: str, find: Callable[[], _T]) -> _T:
    """What ``find`` gives, asked once in the transaction of a session that only looks, each time in any other.

    On a server, where each statement sees what was committed before it, the answer may be older than what is asked
    afterwards, never newer.
    """
    if not is_looking(session):
        return find()
    known: tuple[SessionTransaction | None, dict[str, Any]] | None = session.info.get(_TOLD)
    if known is None or known[0] is not session.get_transaction():
        # The first question of all begins the transaction.
        session.connection()
        known = session.info[_TOLD] = (session.get_transaction(), {})
    told = known[1]
    if about not in told:
        told[about] = find()
    return told[about]  # type: ignore[no-any-return]
