"""Sending the outbox, one digest at a time: claimed once, sent with no transaction open, written down."""

import logging
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from models.database import SessionScope
from models.notice import Delivery
from models.words import DeliveryStatus
from notices.digest import LinkOf, compose
from notices.message import DeliveryError, Message, Sender
from schedules.workdays import WorkCalendar

_log = logging.getLogger(__name__)


# How long after the first, second … refusal the next attempt comes; after the last the digest has failed.
_SPACING = (timedelta(minutes=10), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6))
# A sender that has been at it for so long has died.
_LOST_AFTER = timedelta(minutes=15)


def deliver_next(
    scope: SessionScope,
    send: Sender,
    now: datetime,
    calendar: WorkCalendar,
    address: str,
    link_of: LinkOf | None = None,
) -> bool:
    """Send the next pending digest; False when none is due.

    Three steps, two transactions: claim it, send it with no transaction open, write down how it
    went. A crash between the first and the last leaves it ``sending``; see ``settle_lost``. So a
    digest may be missing from view for a while, but it never goes out twice by itself.
    """
    with scope() as session:
        delivery_id = _next(session, now)
        if delivery_id is None:
            return False
        message = _claim(session, delivery_id, now, calendar, address, link_of)
    if message is None:
        return True
    try:
        send(message)
    except DeliveryError as error:
        with scope() as session:
            _put_back(session, delivery_id, error, now)
    else:
        with scope() as session:
            _record_sent(session, delivery_id, message, now)
    return True


def settle_lost(session: Session, now: datetime) -> int:
    """Mark as unknown what a dead sender left behind; how many. A person decides about those."""
    changed = session.execute(
        update(Delivery)
        .where(col(Delivery.status) == DeliveryStatus.SENDING, col(Delivery.claimed_at) < now - _LOST_AFTER)
        .values(
            status=DeliveryStatus.UNKNOWN,
            settled_at=now,
            error="发送中断，不能确定对方是否收到。请与收件人核实。",
        )
    )
    return int(changed.rowcount)  # type: ignore[attr-defined]


def _next(session: Session, now: datetime) -> int | None:
    rows = (
        select(Delivery.id)
        .where(col(Delivery.status) == DeliveryStatus.PENDING, col(Delivery.not_before) <= now)
        .order_by(col(Delivery.not_before), col(Delivery.id))
        .limit(1)
    )
    return session.exec(rows).first()


def _claim(
    session: Session,
    delivery_id: int,
    now: datetime,
    calendar: WorkCalendar,
    address: str,
    link_of: LinkOf | None,
) -> Message | None:
    claimed = session.execute(
        update(Delivery)
        .where(col(Delivery.id) == delivery_id, col(Delivery.status) == DeliveryStatus.PENDING)
        .values(status=DeliveryStatus.SENDING, claimed_at=now, attempts=col(Delivery.attempts) + 1)
    )
    if claimed.rowcount != 1:  # type: ignore[attr-defined]
        return None  # another sender was quicker
    delivery = session.get_one(Delivery, delivery_id)
    try:
        message = compose(session, delivery, now, calendar, address, link_of)
    except Exception:
        # One letter that cannot be worded must not hold up all the others behind it.
        _log.exception("cannot word delivery %s", delivery_id)
        delivery.status = DeliveryStatus.FAILED
        delivery.error = "这封信写不出来（系统出错）。请联系系统管理员，处理后重新发送。"
        delivery.settled_at = now
        session.add(delivery)
        return None
    if message is None:
        delivery.status = DeliveryStatus.NEEDLESS
        delivery.settled_at = now
    else:
        delivery.subject = message.subject
    session.add(delivery)
    return message


def _record_sent(session: Session, delivery_id: int, message: Message, now: datetime) -> None:
    session.execute(
        update(Delivery)
        .where(col(Delivery.id) == delivery_id)
        .values(status=DeliveryStatus.SENT, settled_at=now, error="")
    )


def _put_back(session: Session, delivery_id: int, error: DeliveryError, now: datetime) -> None:
    delivery = session.get_one(Delivery, delivery_id)
    delivery.error = str(error)
    if error.permanent or delivery.attempts > len(_SPACING):
        delivery.status = DeliveryStatus.FAILED
        delivery.settled_at = now
    else:
        delivery.status = DeliveryStatus.PENDING
        delivery.not_before = now + _SPACING[delivery.attempts - 1]
    session.add(delivery)
