"""The outbox: notices become one digest per person and day."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, or_, select
from sqlmodel import Session, col

from models.assignment import Assignment
from models.inserts import insert_new
from models.notice import Delivery, DeliveryItem, Notice
from models.unit import Contact
from models.words import ContactLevel, DeliveryStatus
from notices.absence import deputy, is_away, speaking_hour


def gather(session: Session, day: date, now: datetime) -> int:
    """Put every notice that may go out into its reader's digest of this day; how many were put in.

    A person whose digest of the day is already on its way gets the rest tomorrow: one digest a day.
    A notice that waits for a signature stays behind, and so does one whose unit has nobody to write to.
    Who has left hears nothing; while somebody is away the deputy hears instead, where there is one.
    """
    waiting = _waiting(session, day)
    readers = {one.reader.email: one.reader for one in reversed(waiting)}
    insert_new(
        session,
        Delivery,
        [
            {
                "contact_id": reader.id,
                "day": day,
                "address": email,
                "status": DeliveryStatus.PENDING,
                "attempts": 0,
                "not_before": speaking_hour(now, reader.quiet_from, reader.quiet_until),
                "subject": "",
                "error": "",
            }
            for email, reader in readers.items()
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
        # In the absent person's name, so that nothing is said again when that person is back.
        {
            "delivery_id": open_digests[one.reader.email],
            "notice_id": one.notice_id,
            "contact_id": one.contact_id,
        }
        for one in waiting
        if one.reader.email in open_digests
    ]
    return len(insert_new(session, DeliveryItem, items))


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A notice, the contact it is meant for, and who reads it for that contact: the contact or the deputy."""

    notice_id: int
    contact_id: int
    reader: Contact


def _waiting(session: Session, day: date) -> list[_Waiting]:
    """The notices and contacts that have not met in a digest yet.

    What is said to a leader is said to the contact too, so that nobody is passed over.
    """
    readers = _readers(session, day)
    heard = or_(col(Contact.level) == ContactLevel.CONTACT, col(Contact.level) == col(Notice.level))
    said_to = func.coalesce(col(Notice.unit_id), col(Assignment.unit_id))
    rows = (
        select(col(Notice.id), col(Contact.id))
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .join(Contact, and_(col(Contact.unit_id) == said_to, heard))
        .outerjoin(
            DeliveryItem,
            and_(
                col(DeliveryItem.notice_id) == col(Notice.id), col(DeliveryItem.contact_id) == col(Contact.id)
            ),
        )
        .where(
            col(DeliveryItem.id).is_(None),
            or_(col(Contact.left_on).is_(None), col(Contact.left_on) > day),
            or_(col(Notice.needs_signature).is_(False), col(Notice.signed_by) != ""),
        )
        .order_by(col(Contact.id), col(Notice.id))
    )
    return [
        _Waiting(notice_id, contact_id, readers[contact_id])
        for notice_id, contact_id in session.execute(rows)
        if contact_id in readers
    ]


def _readers(session: Session, day: date) -> dict[int, Contact]:
    """Who reads what is meant for each contact, by the contact's id; nobody where no address can be written to."""
    contacts: dict[int, list[Contact]] = {}
    for contact in session.scalars(select(Contact).order_by(col(Contact.id))):
        contacts.setdefault(contact.unit_id, []).append(contact)
    readers: dict[int, Contact] = {}
    for colleagues in contacts.values():
        for contact in colleagues:
            # Nobody to stand in: better a letter that waits on the desk than one that is never written.
            reader = (deputy(contact, colleagues, day) if is_away(contact, day) else None) or contact
            if reader.email:
                readers[contact.id] = reader
    return readers
