"""The post of the tests: what waits goes out and arrives, by the real outbox."""

from datetime import date

from sqlalchemy import update
from sqlmodel import Session, col

from models.notice import Delivery
from models.words import DeliveryStatus
from notices.outbox import gather
from tests.cast import at


def everything_arrives(session: Session, day: date) -> None:
    """Put everything that may go out into its letters, and let each of them be accepted."""
    gather(session, day, at(day))
    session.execute(
        update(Delivery)
        .where(col(Delivery.status) == DeliveryStatus.PENDING)
        .values(status=DeliveryStatus.SENT, settled_at=at(day), attempts=1)
    )
