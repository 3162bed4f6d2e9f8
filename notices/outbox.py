"""The outbox: notices become one digest per person and day."""

from datetime import date, datetime

from sqlalchemy import and_, or_, select
from sqlmodel import Session, col

from models.assignment import Assignment
from models.inserts import insert_new
from models.notice import Delivery, DeliveryItem, Notice
from models.unit import Contact
from models.words import ContactLevel, DeliveryStatus


def gather(session: Session, day: date, now: datetime) -> int:
    """Put every notice that may go out into its reader's digest of this day; how many were put in.

    A person whose digest of the day is already on its way gets the rest tomorrow: one digest a day.
    A notice that waits for a signature stays behind, and so does one whose unit has nobody to write to.
    """
    waiting = _waiting(session)
    contacts = {email: contact_id for _, contact_id, email in reversed(waiting)}
    insert_new(
        session,
        Delivery,
        [
            {
                "contact_id": contact_id,
                "day": day,
                "address": email,
                "status": DeliveryStatus.PENDING,
                "attempts": 0,
                "not_before": now,
                "subject": "",
                "error": "",
            }
            for email, contact_id in contacts.items()
        ],
    )
    untouched = session.execute(
        select(col(Delivery.address), col(Delivery.id))
        .where(
            col(Delivery.day) == day,
            col(Delivery.status) == DeliveryStatus.PENDING,
            col(Delivery.attempts) == 0,
        )
        # Nobody may claim a letter while we are putting something into it. SQLite has one writer anyway.
        .with_for_update()
    )
    open_digests = dict(untouched.tuples().all())
    items = [
        {"delivery_id": open_digests[email], "notice_id": notice_id, "contact_id": contact_id}
        for notice_id, contact_id, email in waiting
        if email in open_digests
    ]
    return len(insert_new(session, DeliveryItem, items))


def _waiting(session: Session) -> list[tuple[int, int, str]]:
    """(notice, contact, address) that have not met in a digest yet.

    What is said to a leader is said to the contact too, so that nobody is passed over.
    """
    heard = or_(col(Contact.level) == ContactLevel.CONTACT, col(Contact.level) == col(Notice.level))
    rows = (
        select(col(Notice.id), col(Contact.id), col(Contact.email))
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .join(Contact, and_(col(Contact.unit_id) == col(Assignment.unit_id), heard))
        .outerjoin(
            DeliveryItem,
            and_(
                col(DeliveryItem.notice_id) == col(Notice.id), col(DeliveryItem.contact_id) == col(Contact.id)
            ),
        )
        .where(
            col(DeliveryItem.id).is_(None),
            col(Contact.email) != "",
            or_(col(Notice.needs_signature).is_(False), col(Notice.signed_by) != ""),
        )
        .order_by(col(Contact.id), col(Notice.id))
    )
    return [(notice, contact, email) for notice, contact, email in session.execute(rows)]
