"""What follows when a letter that went out is voided (作废): those who had it are told, once each."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, select
from sqlmodel import Session, col

from models.inserts import insert_new
from models.letter import Letter, LetterItem
from models.notice import Delivery, DeliveryItem, Notice
from models.unit import Contact, Unit
from models.words import DeliveryStatus, NoticeKind
from notices.voided import went_to
from supervision.actor import Actor

_RUNG = "voided"
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Told:
    """One person who is told that a letter was voided; ``at`` is when it went out, None while it has not."""

    unit: str
    person: str
    channel: str
    status: DeliveryStatus
    at: datetime | None


def tell_of(session: Session, letter: Letter, actor: Actor, today: date) -> int:
    """Raise what tells those who had this letter that it holds no more; for how many matters.

    It goes out with the next delivery, to those alone to whom the letter went. Whose letter never went out hears
    nothing.
    """
    rows = session.execute(
        select(Notice)
        .join(LetterItem, col(LetterItem.notice_id) == col(Notice.id))
        .join(Letter, col(Letter.id) == col(LetterItem.letter_id))
        .where(
            col(LetterItem.letter_id) == letter.id,
            exists(
                select(col(Contact.id)).where(went_to(col(Notice.id), col(Contact.id), col(Letter.signed_at)))
            ),
        )
    ).scalars()
    told = [
        {
            "assignment_id": one.assignment_id,
            "unit_id": one.unit_id,
            "in_force": one.in_force,
            "rung": _RUNG,
            "occasion": str(letter.id),
            "kind": NoticeKind.VOIDING,
            "level": one.level,
            "raised_on": today,
            "late": False,
            "pack": "",
            "needs_signature": False,
            "signer": actor.role.value,
            "signed_by": actor.name[:_LONGEST_NAME],
        }
        for one in rows
    ]
    return len(insert_new(session, Notice, told))


def told_of(session: Session, letter: Letter) -> list[Told]:
    """Who is told that this letter was voided, and how far that has come: the last letter to each."""
    rows = session.execute(
        select(Delivery, Contact, Unit)
        .join(DeliveryItem, col(DeliveryItem.delivery_id) == col(Delivery.id))
        .join(Notice, col(Notice.id) == col(DeliveryItem.notice_id))
        .join(Contact, col(Contact.id) == col(DeliveryItem.contact_id))
        .join(Unit, col(Unit.id) == col(Contact.unit_id))
        .where(_says_so(letter))
        .order_by(col(Unit.position), col(Contact.id))
    ).tuples()
    once = {contact.id: (_last(session, delivery), contact, unit) for delivery, contact, unit in rows}
    return [
        Told(
            unit.called,
            contact.name,
            delivery.channel,
            delivery.status,
            delivery.settled_at if delivery.status is DeliveryStatus.SENT else None,
        )
        for delivery, contact, unit in once.values()
    ]


def is_told_of(session: Session, letter: Letter) -> bool:
    """Whether anybody has to be told that this letter was voided: whether it had gone out."""
    return session.scalars(select(col(Notice.id)).where(_says_so(letter)).limit(1)).first() is not None


def _says_so(letter: Letter) -> ColumnElement[bool]:
    of_it = select(col(LetterItem.assignment_id)).where(col(LetterItem.letter_id) == letter.id)
    return and_(
        col(Notice.assignment_id).in_(of_it),
        col(Notice.kind) == NoticeKind.VOIDING,
        col(Notice.occasion) == str(letter.id),
    )


def _last(session: Session, delivery: Delivery) -> Delivery:
    """The letter that stands for this one now, where it failed and another channel took over."""
    later: Delivery | None = delivery
    while later is not None:
        delivery = later
        later = session.scalars(
            select(Delivery).where(col(Delivery.replaces_id) == delivery.id).limit(1)
        ).first()
    return delivery
