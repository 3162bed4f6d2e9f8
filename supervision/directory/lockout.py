"""Locking an account against guessing: wrong passwords in a row, counted in the database, for every process alike.

A try is counted before the password is looked at, so that however many come at once no more than five are looked
at. Each five wrong ones lock the account, at first for a quarter of an hour, then twice as long each time, up to a
day; a right one, or somebody who unlocks it, begins anew.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, update
from sqlmodel import Session, col, select

from models.user import User

MOST_WRONG = 5
"""Wrong passwords in a row that lock an account."""

LONGEST = timedelta(days=1)
"""No lock lasts longer."""

_FIRST = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Try:
    """A try that was counted. ``user_id`` is None where no account in use has the name.

    ``locked_until`` is set where the account was locked already: then the password must not be looked at.
    ``is_last`` says that this was the fifth, and that a wrong one locks.
    """

    user_id: int | None
    locked_until: datetime | None = None
    is_last: bool = False


def lock_time(failures: int) -> timedelta:
    """For how long so many wrong passwords in a row lock; zero where they do not."""
    if failures < MOST_WRONG or failures % MOST_WRONG:
        return timedelta()
    # The doubling is cut off before it grows into numbers that no interval holds.
    return min(_FIRST * (1 << min(failures // MOST_WRONG - 1, 10)), LONGEST)


def count_try(session: Session, login: str, now: datetime) -> Try:
    """Count a try to sign in by this name. It has to be committed before the password is looked at.

    ``now`` is a moment of the machine's clock.
    """
    counted = session.execute(
        update(User)
        .where(
            col(User.login) == login,
            col(User.is_active),
            or_(
                col(User.locked_until).is_(None),
                col(User.locked_until) <= now,
                # This one was set by a clock that was ahead.
                col(User.locked_until) > now + LONGEST,
            ),
        )
        .values(failures=col(User.failures) + 1)
        .returning(col(User.id), col(User.failures))
        .execution_options(synchronize_session=False)
    ).first()
    if counted is not None:
        user_id, failures = counted
        if failures % MOST_WRONG == 0:
            until = now + lock_time(failures)
            _set(session, user_id, locked_until=until)
        return Try(user_id, is_last=failures % MOST_WRONG == 0)
    known = session.execute(
        select(col(User.id), col(User.locked_until)).where(col(User.login) == login, col(User.is_active))
    ).first()
    if known is not None:
        return Try(known[0], locked_until=known[1])
    # A name that nobody has costs the same write, or the time would tell which names there are.
    first = select(func.min(User.id)).scalar_subquery()
    session.execute(
        update(User)
        .where(col(User.id) == first)
        .values(failures=col(User.failures))
        .execution_options(synchronize_session=False)
    )
    return Try(None)


def forgive(session: Session, user_id: int) -> None:
    """Begin anew after a right password."""
    _set(session, user_id, failures=0, locked_until=None)


def _set(session: Session, user_id: int, **values: object) -> None:
    session.execute(
        update(User)
        .where(col(User.id) == user_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
