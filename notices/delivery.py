"""Sending the outbox, one letter at a time: claimed once, sent with no transaction open, written down."""

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from config.settings import settings
from models.database import SessionScope
from models.notice import Delivery
from models.unit import Contact
from models.words import DeliveryStatus
from notices.absence import speaking_hour
from notices.addresses import kinds
from notices.digest import LinkOf, compose
from notices.fallback import fail
from notices.message import DeliveryError, Message, Sender
from schedules.workdays import WorkCalendar

_log = logging.getLogger(__name__)


# How long after the first, second … refusal the next attempt comes; after the last the letter has failed.
_SPACING = (timedelta(minutes=10), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6))
# A sender that has been at it for so long has died.
_LOST_AFTER = timedelta(minutes=15)
# A letter that a broken channel has held up for so long goes by the next one.
_STALE_AFTER = timedelta(days=2)
# How often, and how many seconds apart, the writing down is tried again while the database is away.
_PATIENCE = (0.5, 1, 2, 4, 8, 16)


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one letter. ``is_channels`` says that the trouble is the channel's: stop for now."""

    delivery_id: int
    status: DeliveryStatus
    is_channels: bool = False


@dataclass(frozen=True, slots=True)
class _Claim:
    delivery_id: int
    claimed_at: datetime
    message: Message


def deliver_next(
    scope: SessionScope,
    send: Sender,
    now: datetime,
    calendar: WorkCalendar,
    address: str,
    link_of: LinkOf | None = None,
    channels: Sequence[str] = ("email",),
) -> Step | None:
    """Send the next letter that is due by one of these channels; None when there is none.

    Three steps, two transactions: claim it, send it with no transaction open, write down how it
    went. A crash between the first and the last leaves it ``sending``; see ``settle_lost``. So a
    letter may be missing from view for a while, but it never goes out twice by itself.
    """
    with scope() as session:
        delivery_id = _next(session, now, channels)
        if delivery_id is None:
            return None
        claim = _claim(session, delivery_id, now, calendar, address, link_of)
    if isinstance(claim, Step):
        return claim
    try:
        send(claim.message)
    except DeliveryError as error:
        failure: DeliveryError | None = error
    else:
        failure = None
    return _written_down(scope, claim, failure, now)


def settle_lost(session: Session, now: datetime) -> int:
    """Mark as unknown what a dead sender left behind; how many. A person decides about those."""
    claimed_at = col(Delivery.claimed_at)
    changed = session.execute(
        update(Delivery)
        .where(
            col(Delivery.status) == DeliveryStatus.SENDING,
            # A claim of a later hour than this was made before the clock was put back.
            or_(claimed_at < now - _LOST_AFTER, claimed_at > now + _LOST_AFTER),
        )
        .values(
            status=DeliveryStatus.UNKNOWN,
            settled_at=now,
            error="发送中断，不能确定对方是否收到。请与收件人核实。",
        )
    )
    return int(changed.rowcount)  # type: ignore[attr-defined]


def settle_homeless(session: Session, known: Mapping[str, str], now: datetime) -> int:
    """Give up what waits for a channel that the office has taken out of its settings; how many there were."""
    waiting = select(Delivery).where(
        col(Delivery.status) == DeliveryStatus.PENDING, col(Delivery.channel).not_in(list(known))
    )
    lost = session.exec(waiting.with_for_update(skip_locked=True)).all()
    for delivery in lost:
        reason = f"设置里已经没有通道“{delivery.channel}”。请改正联系人的通知渠道，或在 settings.toml 里写上"
        fail(session, delivery, reason, now, known)
    return len(lost)


def give_up_stale(session: Session, channel: str, reason: str, now: datetime) -> int:
    """While a channel is broken: what it has held up for two days goes by the next channel; how many."""
    waiting = select(Delivery).where(
        col(Delivery.status) == DeliveryStatus.PENDING,
        col(Delivery.channel) == channel,
        col(Delivery.day) <= (now - _STALE_AFTER).date(),
    )
    stale = session.exec(waiting.with_for_update(skip_locked=True)).all()
    for delivery in stale:
        fail(session, delivery, reason, now, kinds(settings()))
    return len(stale)


def spacing(delivery_id: int, attempts: int) -> timedelta | None:
    """How long after so many attempts the next one comes; None when they are spent.

    A fifth more or less, the same for the same letter: what failed together does not come back together.
    """
    if attempts > len(_SPACING):
        return None
    share = (delivery_id * 2_654_435_761 % 2**32) / 2**32
    return _SPACING[attempts - 1] * (0.8 + 0.4 * share)


def is_due(session: Session, now: datetime, channel: str) -> bool:
    """Whether anything waits to be sent by this channel now."""
    return session.exec(_due(now, (channel,)).limit(1)).first() is not None


def _next(session: Session, now: datetime, channels: Sequence[str]) -> int | None:
    # Several senders take different letters instead of waiting for each other's.
    return session.exec(_due(now, channels).limit(1).with_for_update(skip_locked=True)).first()


def _due(now: datetime, channels: Sequence[str]) -> SelectOfScalar[int]:
    return (
        select(Delivery.id)
        .where(
            col(Delivery.status) == DeliveryStatus.PENDING,
            col(Delivery.not_before) <= now,
            col(Delivery.channel).in_(channels),
        )
        .order_by(col(Delivery.not_before), col(Delivery.id))
    )


def _claim(
    session: Session,
    delivery_id: int,
    now: datetime,
    calendar: WorkCalendar,
    address: str,
    link_of: LinkOf | None,
) -> _Claim | Step:
    delivery = session.get_one(Delivery, delivery_id)
    reader = session.get_one(Contact, delivery.contact_id)
    hour = speaking_hour(now, reader.quiet_from, reader.quiet_until)
    if hour > now:
        # It was put back, or held up, into the reader's quiet hours.
        delivery.not_before = hour
        session.add(delivery)
        return Step(delivery_id, DeliveryStatus.PENDING)
    claimed = session.execute(
        update(Delivery)
        .where(col(Delivery.id) == delivery_id, col(Delivery.status) == DeliveryStatus.PENDING)
        .values(status=DeliveryStatus.SENDING, claimed_at=now, attempts=col(Delivery.attempts) + 1)
    )
    if claimed.rowcount != 1:  # type: ignore[attr-defined]
        return Step(delivery_id, DeliveryStatus.SENDING)  # another sender was quicker
    session.refresh(delivery)
    try:
        with session.begin_nested():
            message = compose(session, delivery, now, calendar, address, link_of)
    except Exception:
        # One letter that cannot be worded must not hold up all the others behind it.
        _log.exception("cannot word delivery %s", delivery_id)
        delivery.status = DeliveryStatus.FAILED
        delivery.error = "这封信写不出来（系统出错）。请联系系统管理员，处理后重新发送。"
        delivery.settled_at = now
        session.add(delivery)
        return Step(delivery_id, DeliveryStatus.FAILED)
    if message is None:
        delivery.status = DeliveryStatus.NEEDLESS
        delivery.settled_at = now
        session.add(delivery)
        return Step(delivery_id, DeliveryStatus.NEEDLESS)
    delivery.subject = message.subject
    session.add(delivery)
    return _Claim(delivery_id, now, message)


def _written_down(scope: SessionScope, claim: _Claim, failure: DeliveryError | None, now: datetime) -> Step:
    """Write down what became of the letter. While the database is away it is tried again: the letter is gone."""
    for pause in (*_PATIENCE, None):
        try:
            with scope() as session:
                return _record(session, claim, failure, now)
        except DBAPIError:
            if pause is None:
                raise
            _log.warning("the outcome of delivery %s is not written down yet", claim.delivery_id)
            time.sleep(pause)
    raise AssertionError


def _record(session: Session, claim: _Claim, failure: DeliveryError | None, now: datetime) -> Step:
    # Others may have taken this sender for dead meanwhile; what a person has settled since stays as it is.
    ours = (
        select(Delivery)
        .where(
            col(Delivery.id) == claim.delivery_id,
            col(Delivery.claimed_at) == claim.claimed_at,
            col(Delivery.status).in_((DeliveryStatus.SENDING, DeliveryStatus.UNKNOWN)),
        )
        .with_for_update()
    )
    delivery = session.exec(ours).first()
    if delivery is None:
        return Step(claim.delivery_id, DeliveryStatus.UNKNOWN)
    if failure is None:
        delivery.status, delivery.settled_at, delivery.error = DeliveryStatus.SENT, now, ""
    elif failure.is_uncertain:
        delivery.status, delivery.settled_at, delivery.error = DeliveryStatus.UNKNOWN, now, str(failure)
    else:
        _put_back(session, delivery, failure, now)
    session.add(delivery)
    return Step(delivery.id, delivery.status, is_channels=failure is not None and failure.is_channels)


def _put_back(session: Session, delivery: Delivery, failure: DeliveryError, now: datetime) -> None:
    pause = None if failure.permanent else spacing(delivery.id, delivery.attempts)
    if pause is None:
        fail(session, delivery, str(failure), now, kinds(settings()))
        return
    delivery.status = DeliveryStatus.PENDING
    delivery.error = str(failure)
    delivery.not_before = now + pause
