"""The outbox: notices become one digest per person, channel and day; some go on their own."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    and_,
    case,
    cast,
    func,
    insert,
    literal,
    or_,
    select,
)
from sqlalchemy.schema import CreateTable, DropTable
from sqlmodel import Session, col

from config.settings import settings
from models.assignment import Assignment
from models.columns import Moment, worded
from models.inserts import insert_selected
from models.notice import Delivery, DeliveryItem, Notice
from models.office import Office
from models.unit import Contact, Unit
from models.words import ContactLevel, DeliveryStatus, NoticeKind
from notices.absence import deputy, has_left, is_away, speaking_hour
from notices.addresses import Way, kinds, ways
from notices.digest import ASSIGNMENT, ORDER
from notices.voided import still_holds

# Who reads what is meant for each contact. It lives in this transaction only, so that a hundred thousand
# notices find their letters by a join and never leave the database.
_reading = Table(
    "reading",
    MetaData(),
    Column("contact_id", Integer, primary_key=True),
    Column("reader_id", Integer, nullable=False),
    Column("channel", String(40), nullable=False),
    Column("address", String(200), nullable=False),
    Column("not_before", Moment, nullable=False),
    prefixes=["TEMPORARY"],
)


def gather(session: Session, day: date, now: datetime) -> int:
    """Put every notice that may go out into its reader's letter of this day; how many were put in.

    Each reader hears by the first of the own channels that can be used. What hands out goes in a letter of its
    own, each 督办单 in its own, all the rest in one digest. A person whose digest of the day is already on its way
    gets the rest tomorrow. A notice that waits for a signature stays behind, and so does one whose unit has nobody
    to write to. Who has left hears nothing; while somebody is away the deputy hears instead, where there is one.
    """
    session.flush()
    connection = session.connection()
    # One gathering at a time: what another is making must not be missed or doubled.
    session.execute(select(col(Office.id)).with_for_update())
    readers = _readers(session, day)
    if not readers:
        return 0
    connection.execute(CreateTable(_reading))
    try:
        connection.execute(
            insert(_reading),
            [
                {
                    "contact_id": contact_id,
                    "reader_id": one.reader.id,
                    "channel": one.way.channel,
                    "address": one.way.address,
                    "not_before": speaking_hour(now, one.reader.quiet_from, one.reader.quiet_until),
                }
                for contact_id, one in readers.items()
            ],
        )
        return _gathered(session, day)
    finally:
        if not connection.invalidated:
            connection.execute(DropTable(_reading))


def _gathered(session: Session, day: date) -> int:
    apart = _apart()
    letters = (
        _waiting(day)
        .with_only_columns(
            func.min(_reading.c.reader_id).label("contact_id"),
            literal(day).label("day"),
            _reading.c.channel.label("channel"),
            _reading.c.address.label("address"),
            apart.label("apart"),
            literal(DeliveryStatus.PENDING, worded(DeliveryStatus)).label("status"),
            literal(0).label("attempts"),
            func.min(_reading.c.not_before).label("not_before"),
            literal("").label("subject"),
            literal("").label("error"),
        )
        .group_by(_reading.c.channel, _reading.c.address, apart)
        .order_by(func.min(_reading.c.contact_id), apart)
    )
    if insert_selected(session, Delivery, letters) == 0 and not _open_letters(session, day):
        return 0
    # Nobody may claim a letter while we are putting something into it. SQLite has one writer anyway.
    _open_letters(session, day)
    items = (
        _waiting(day)
        .join(
            Delivery,
            and_(
                col(Delivery.channel) == _reading.c.channel,
                col(Delivery.address) == _reading.c.address,
                col(Delivery.day) == day,
                col(Delivery.apart) == apart,
                *_untouched(),
            ),
        )
        # In the absent person's name, so that nothing is said again when that person is back.
        .with_only_columns(
            col(Delivery.id).label("delivery_id"),
            col(Notice.id).label("notice_id"),
            _reading.c.contact_id.label("contact_id"),
        )
        .order_by(_reading.c.contact_id, col(Notice.id))
    )
    return insert_selected(session, DeliveryItem, items)


def _waiting(day: date) -> Select[tuple[int]]:
    """The notices and contacts that have not met in a letter yet, with who reads them.

    What is said to a leader is said to the contact too, so that nobody is passed over.
    """
    heard = or_(col(Contact.level) == ContactLevel.CONTACT, col(Contact.level) == col(Notice.level))
    said_to = func.coalesce(col(Notice.unit_id), col(Assignment.unit_id))
    met = select(col(DeliveryItem.id)).where(
        col(DeliveryItem.notice_id) == col(Notice.id), col(DeliveryItem.contact_id) == col(Contact.id)
    )
    return (
        select(col(Notice.id))
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .join(Contact, and_(col(Contact.unit_id) == said_to, heard))
        .join(_reading, _reading.c.contact_id == col(Contact.id))
        .where(
            ~met.exists(),
            or_(col(Contact.left_on).is_(None), col(Contact.left_on) > day),
            or_(col(Notice.needs_signature).is_(False), and_(col(Notice.signed_by) != "", still_holds())),
        )
    )


def _apart() -> ColumnElement[str]:
    kind = col(Notice.kind)
    return case(
        (kind == NoticeKind.ASSIGNMENT, literal(ASSIGNMENT)),
        (kind == NoticeKind.ORDER, literal(ORDER).concat(cast(col(Notice.id), String))),
        else_=literal(""),
    )


def _untouched() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(Delivery.status) == DeliveryStatus.PENDING, col(Delivery.attempts) == 0


def _open_letters(session: Session, day: date) -> list[int]:
    open_ones = select(col(Delivery.id)).where(col(Delivery.day) == day, *_untouched()).with_for_update()
    return list(session.scalars(open_ones))


@dataclass(frozen=True, slots=True)
class _Reader:
    reader: Contact
    way: Way


def _readers(session: Session, day: date) -> dict[int, _Reader]:
    """Who reads what is meant for each contact, by the contact's id; nobody where no channel leads to anyone."""
    known = kinds(settings())
    contacts: dict[int, list[Contact]] = {}
    first: dict[int, Way] = {}
    rows = session.execute(
        select(Contact, Unit).join(Unit, col(Unit.id) == col(Contact.unit_id)).order_by(col(Contact.id))
    )
    for contact, unit in rows:
        contacts.setdefault(contact.unit_id, []).append(contact)
        if found := ways(contact, unit.called, known):
            first[contact.id] = found[0]
    readers: dict[int, _Reader] = {}
    for colleagues in contacts.values():
        able = [one for one in colleagues if one.id in first]
        for contact in colleagues:
            if has_left(contact, day):
                continue
            # Nobody to stand in: better a letter that waits on the desk than one that is never written.
            reader = (deputy(contact, able, day) if is_away(contact, day) else None) or contact
            if reader.id in first:
                readers[contact.id] = _Reader(reader, first[reader.id])
    return readers
