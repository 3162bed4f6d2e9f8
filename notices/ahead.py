"""The letters that are due next, worded together before their turn: it costs a fraction of wording each alone."""

import logging
import random
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlmodel import Session, col

from models.notice import Delivery, DeliveryItem
from models.unit import Contact
from models.words import DeliveryStatus
from notices.absence import speaking_hour
from notices.digest import LinksOf, compose_all
from notices.message import Message
from schedules.workdays import WorkCalendar

_log = logging.getLogger(__name__)

# Into so many parts what is due falls for several senders: more than there will be senders.
_LANES = 16


class Lanes:
    """Which letters a sender looks at: all, in their order, until it meets others who send the same.

    Then it goes through the lanes one by one, in an order of its own, so that two seldom word the same letter. Nobody
    has to know how many senders there are, and nothing rests on it: a letter is claimed before it is sent.
    """

    def __init__(self) -> None:
        self._left: deque[int] | None = None

    def meet_others(self) -> None:
        """Note that others took letters from under our hands: look elsewhere first."""
        if self._left is None:
            self._left = deque(random.sample(range(_LANES), _LANES))
        self._left.rotate(-1)

    def leave(self) -> bool:
        """Note that there is nothing here; whether there is anywhere else to look."""
        if not self._left:
            return False
        self._left.popleft()
        return True

    @property
    def condition(self) -> ColumnElement[bool]:
        """The condition on a letter that it is looked at now."""
        return col(Delivery.id) % _LANES == self._left[0] if self._left else true()


@dataclass(frozen=True, slots=True)
class Ready:
    """A letter that is due and, where it could be worded with the others, how it reads.

    ``items`` is how many notices were in it then: with another number it reads otherwise.
    """

    delivery_id: int
    items: int
    message: Message | None


def due(now: datetime, channels: Sequence[str]) -> Select[tuple[Delivery, Contact]]:
    """The letters that may be sent by these channels now, with their readers, in their order."""
    return (
        select(Delivery, Contact)
        .join(Contact, col(Contact.id) == col(Delivery.contact_id))
        .where(
            col(Delivery.status) == DeliveryStatus.PENDING,
            col(Delivery.not_before) <= now,
            col(Delivery.channel).in_(channels),
        )
        .order_by(col(Delivery.not_before), col(Delivery.id))
    )


def number_due(session: Session, now: datetime, channels: Sequence[str]) -> int:
    """How many letters may be sent by these channels now."""
    chosen = due(now, channels).with_only_columns(col(Delivery.id)).order_by(None).subquery()
    return session.scalar(select(func.count()).select_from(chosen)) or 0


def read_ahead(
    session: Session,
    now: datetime,
    calendar: WorkCalendar,
    address: str,
    links_of: LinksOf | None,
    channels: Sequence[str],
    most: int,
    among: ColumnElement[bool] | None = None,
) -> list[Ready]:
    """So many letters at most of those that are due and that nobody else is reading at this moment.

    Nothing is claimed. ``among`` narrows the choice. Where one of them cannot be worded, or says nothing any more, it comes without words: it has
    to be looked at by itself when its turn comes.
    """
    # Not what hinders others from writing links of these letters.
    free = due(now, channels).limit(most).with_for_update(skip_locked=True, of=Delivery, key_share=True)
    if among is not None:
        free = free.where(among)
    found = session.execute(free).tuples().all()
    speaking = [
        letter for letter, reader in found if speaking_hour(now, reader.quiet_from, reader.quiet_until) <= now
    ]
    items = _items(session, speaking)
    messages: dict[int, Message] = {}
    try:
        with session.begin_nested():
            messages = compose_all(session, speaking, now, calendar, address, links_of)
    except Exception:
        _log.exception("letters could not be worded together; each is worded by itself")
    return [Ready(letter.id, items.get(letter.id, 0), messages.get(letter.id)) for letter, _ in found]


def _items(session: Session, letters: Sequence[Delivery]) -> dict[int, int]:
    counted = (
        select(col(DeliveryItem.delivery_id), func.count())
        .where(col(DeliveryItem.delivery_id).in_([letter.id for letter in letters]))
        .group_by(col(DeliveryItem.delivery_id))
    )
    return dict(session.execute(counted).tuples().all())
