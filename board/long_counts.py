"""Counts over the letters and notices of all years: of this moment while there are few, at most once a minute when many.

Only what is over is kept: what a person has to act on is few, lies under an index, and is always of this moment.
"""

from collections.abc import Callable, Hashable
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.notice import Delivery, Notice
from models.state import state
from models.words import DeliveryStatus, NoticeKind
from reports.kept import kept

MANY = 200_000
"""From so many rows on a count takes longer than a page may (0.1 s for a million)."""

SEEN_WITHIN = timedelta(days=30)
_A_MINUTE = 60.0
OVER = (DeliveryStatus.SENT, DeliveryStatus.NEEDLESS)
"""The outcomes about which nobody has to do anything: almost all letters of all years."""

_T = TypeVar("_T")


def letters_by_status(session: Session) -> dict[DeliveryStatus, int]:
    """How many letters have come how far; what has not ended well or is under way is of this moment."""
    status = col(Delivery.status)
    under_way = [one for one in DeliveryStatus if one not in OVER]
    ended = of_letters(session, "letters ended", (), lambda: _by(session, status, status.in_(OVER)))
    return ended | _by(session, status, status.in_(under_way))


def notices_by_kind(session: Session) -> dict[NoticeKind, int]:
    """How many notices of each kind were raised so far."""
    lag = _A_MINUTE if state(session).notice > MANY else 0
    return kept(session, "notices by kind", (), lambda: _by(session, col(Notice.kind)), lag=lag)


def opened_and_read(session: Session, today: date) -> tuple[int, int]:
    """How many of the letters sent within the last thirty days were opened, which a machine may have done, and how many read."""

    def count() -> tuple[int, int]:
        rows = select(func.count(col(Delivery.opened_at)), func.count(col(Delivery.read_at)))
        lately = col(Delivery.day) > today - SEEN_WITHIN
        opened, read = session.execute(rows.where(col(Delivery.status) == DeliveryStatus.SENT, lately)).one()
        return opened, read

    return of_letters(session, "letters seen", today, count)


def of_letters(session: Session, name: str, about: Hashable, count: Callable[[], _T]) -> _T:
    """What ``count`` gives, or gave within the last minute where there are many letters.

    A letter that goes out leaves no trace in the state of the record: of few letters it is counted each time.
    """
    if state(session).letter <= MANY:
        return count()
    return kept(session, name, about, count, lag=_A_MINUTE)


def _by(session: Session, column: Any, *conditions: Any) -> dict[Any, int]:
    rows = session.execute(select(column, func.count()).where(*conditions).group_by(column))
    return dict(rows.tuples().all())
