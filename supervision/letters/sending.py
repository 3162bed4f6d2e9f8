"""Emptying the outbox: settle what was lost, gather, send until nothing is due."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from config.settings import settings
from models import database
from models.database import SessionScope
from models.notice import Delivery
from models.words import DeliveryStatus
from notices.channels import open_channel
from notices.delivery import deliver_next, settle_lost
from notices.message import Sender
from notices.outbox import gather
from schedules.workdays import work_calendar
from supervision.letters.letter_links import links_in_letters


@dataclass(frozen=True, slots=True)
class Sent:
    """What one emptying of the outbox did; ``failed`` and ``unknown`` are all that now stand so."""

    gathered: int
    sent: int
    failed: int
    unknown: int


def send_all(
    day: date, now: datetime, *, send: Sender | None = None, scope: SessionScope = database.transaction
) -> Sent:
    """Put the day's notices into digests and send everything that is due.

    The one deed here that opens its own transactions: claiming must be committed before sending.
    """
    send = send or open_channel(settings())
    with scope() as session:
        settle_lost(session, now)
        gathered = gather(session, day, now)
        before = _count(session, DeliveryStatus.SENT)
    link_of = links_in_letters(now, settings().link_days, settings().address)
    while deliver_next(scope, send, now, work_calendar(), settings().address, link_of):
        pass
    with scope() as session:
        return Sent(
            gathered=gathered,
            sent=_count(session, DeliveryStatus.SENT) - before,
            failed=_count(session, DeliveryStatus.FAILED),
            unknown=_count(session, DeliveryStatus.UNKNOWN),
        )


def _count(session: Session, status: DeliveryStatus) -> int:
    return session.scalars(select(func.count()).where(col(Delivery.status) == status)).one()
