"""What a broken channel has held up for too long: it goes by the next one."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import and_, func, literal, or_, select
from sqlmodel import Session, col

from config.settings import settings
from models.columns import Moment
from models.notice import Delivery
from models.words import DeliveryStatus
from notices.addresses import kinds
from notices.delivery import SPACING
from notices.fallback import fail

# A letter that a broken channel has held up for so long goes by the next one.
_STALE_AFTER = timedelta(days=2)
# A channel that has been tried in vain for so long is broken, and not only away for a moment.
_BROKEN_AFTER = timedelta(hours=12)
# Before every letter.
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


def give_up_stale(session: Session, channel: str, reason: str, now: datetime) -> int:
    """While a channel is broken: what it has held up for two days goes by the next channel; how many.

    Only where it has been tried in vain for long: what waited because the office itself stood still is not its fault.
    """
    if not _is_long_broken(session, channel, now):
        return 0
    waiting = select(Delivery).where(
        col(Delivery.status) == DeliveryStatus.PENDING,
        col(Delivery.channel) == channel,
        col(Delivery.day) <= (now - _STALE_AFTER).date(),
    )
    stale = session.scalars(waiting.with_for_update(skip_locked=True)).all()
    for delivery in stale:
        fail(session, delivery, reason, now, kinds(settings()))
    return len(stale)


def _is_long_broken(session: Session, channel: str, now: datetime) -> bool:
    """Whether a letter was put back, or spent all its attempts, long ago, and none has gone out by this channel since."""
    of_it = col(Delivery.channel) == channel
    last_sent = select(func.max(col(Delivery.claimed_at))).where(
        of_it, col(Delivery.status) == DeliveryStatus.SENT
    )
    put_back = and_(col(Delivery.status) == DeliveryStatus.PENDING, col(Delivery.attempts) > 0)
    spent = and_(col(Delivery.status) == DeliveryStatus.FAILED, col(Delivery.attempts) > len(SPACING))
    in_vain = select(func.min(col(Delivery.claimed_at))).where(
        of_it,
        or_(put_back, spent),
        col(Delivery.claimed_at) > func.coalesce(last_sent.scalar_subquery(), literal(_EVER, Moment)),
    )
    since = session.scalars(in_vain).one()
    return since is not None and since <= now - _BROKEN_AFTER
