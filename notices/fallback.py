"""The next channel: what a letter that failed says goes on by another way."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from models.inserts import insert_new
from models.notice import Delivery
from models.unit import Contact, Unit
from models.words import DeliveryStatus
from notices.absence import has_left, speaking_hour
from notices.addresses import Way, ways


def fail(session: Session, delivery: Delivery, reason: str, now: datetime, known: Mapping[str, str]) -> None:
    """Give a letter up, with the reason, and put the next one into the outbox where its reader has another channel.

    ``known`` are the kinds of the office's channels. A printed slip and a telephone call wait there for people.
    """
    delivery.status = DeliveryStatus.FAILED
    delivery.settled_at = now
    delivery.error = reason
    session.add(delivery)
    reader = session.get_one(Contact, delivery.contact_id)
    way = None if has_left(reader, now.date()) else _next(session, delivery, reader, known)
    if way is None:
        return
    insert_new(
        session,
        Delivery,
        [
            {
                "contact_id": delivery.contact_id,
                "day": delivery.day,
                "channel": way.channel,
                "address": way.address,
                # The reader may have a letter of the day by that channel anyway, for somebody else's sake.
                "apart": f"for-{delivery.id}",
                "replaces_id": delivery.id,
                "status": DeliveryStatus.PENDING,
                "attempts": 0,
                "not_before": speaking_hour(now, reader.quiet_from, reader.quiet_until),
                "subject": "",
                "error": "",
            }
        ],
    )


def is_replaced(session: Session, delivery_id: int) -> bool:
    """Whether another letter says by another channel what this one did not bring."""
    return (
        session.exec(select(Delivery.id).where(col(Delivery.replaces_id) == delivery_id)).first() is not None
    )


def _next(session: Session, delivery: Delivery, reader: Contact, known: Mapping[str, str]) -> Way | None:
    tried = {delivery.channel}
    before: Delivery | None = delivery
    while before is not None and before.replaces_id is not None:
        before = session.get(Delivery, before.replaces_id)
        tried |= {before.channel} if before else set()
    unit = session.get_one(Unit, reader.unit_id)
    return next((way for way in ways(reader, unit.called, known) if way.channel not in tried), None)
