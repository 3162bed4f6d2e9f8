"""The outbox: notices become one digest per person, channel and day; some go on their own."""

from datetime import date, datetime, timedelta

from sqlalchemy import (
    Column,
    ColumnElement,
    FromClause,
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
    text,
)
from sqlalchemy.schema import CreateTable, DropTable
from sqlmodel import Session, col

from config.settings import settings
from models.assignment import Assignment
from models.columns import Moment, worded
from models.inserts import insert_selected
from models.lifecycle import IN_HAND
from models.notice import Delivery, DeliveryItem, Notice
from models.office import Office
from models.unit import Contact
from models.words import ContactLevel, DeliveryStatus, NoticeKind, Status
from notices.absence import speaking_hour
from notices.digest import ASSIGNMENT, ORDER, VOIDED
from notices.readers import AddressBook
from notices.voided import had_it, still_holds

OPEN = (*IN_HAND, Status.SUBMITTED)
"""What is still to be done, or to be decided on."""

REMEMBERED = timedelta(days=31)
"""For so long it is told that a matter was closed or taken back."""

# Who reads what is meant for each contact, and what has to be put into a letter. They live in this transaction
# only, so that a hundred thousand notices find their letters by a join and never leave the database.
_passing = MetaData()
_reading = Table(
    "passing_reading",
    _passing,
    Column("contact_id", Integer, primary_key=True),
    # The channel that a rung asks for, where the reader has it beside the first; empty for the first.
    Column("asked", String(40), primary_key=True),
    Column("reader_id", Integer, nullable=False),
    Column("channel", String(40), nullable=False),
    Column("address", String(200), nullable=False),
    Column("not_before", Moment, nullable=False),
    prefixes=["TEMPORARY"],
)
_waiting = Table(
    "passing_waiting",
    _passing,
    Column("notice_id", Integer, nullable=False),
    Column("contact_id", Integer, nullable=False),
    Column("asked", String(40), nullable=False),
    Column("apart", String(40), nullable=False),
    prefixes=["TEMPORARY"],
)

# From so many rows on it pays to let the database count them.
_MANY = 1_000


def gather(session: Session, day: date, now: datetime) -> int:
    """Put every notice that may go out into its reader's letter of this day; how many were put in.

    Each reader hears by the first of the own channels that can be used, or by the one that the rung names
    where it is among them. What hands out goes in a letter of its
    own, each 督办单 and each 作废通知 in its own, all the rest in one digest. A person whose digest of the day is already on its way
    gets the rest tomorrow. A notice that waits for a signature stays behind, and so does one whose unit has nobody
    to write to. Who has left hears nothing; while somebody is away the deputy hears instead, where there is one.
    """
    session.flush()
    connection = session.connection()
    # One gathering at a time: what another is making must not be missed or doubled.
    session.execute(select(col(Office.id)).with_for_update())
    readers = list(AddressBook(session, settings()).readers(day))
    if not readers:
        return 0
    try:
        connection.execute(CreateTable(_reading))
        connection.execute(CreateTable(_waiting))
        connection.execute(
            insert(_reading),
            [
                {
                    "contact_id": one.contact.id,
                    "asked": asked,
                    "reader_id": one.reader.id,
                    "channel": way.channel,
                    "address": way.address,
                    "not_before": speaking_hour(now, one.reader.quiet_from, one.reader.quiet_until),
                }
                for one in readers
                for asked, way in one.by_asked.items()
            ],
        )
        _look_over(session, _reading)
        return _gathered(session, day)
    finally:
        if not connection.invalidated:
            for table in _passing.sorted_tables:
                connection.execute(DropTable(table, if_exists=True))


def _gathered(session: Session, day: date) -> int:
    found = 0
    for these in (_of_open_matters(), _of_settled_matters(session, day)):
        chosen = session.connection().execute(
            insert(_waiting).from_select(
                ["notice_id", "contact_id", "asked", "apart"], _unmet(day).where(these)
            ),
            execution_options={"preserve_rowcount": True},
        )
        found += chosen.rowcount
    if found == 0:
        return 0
    _look_over(session, _waiting)
    letters = (
        select(
            func.min(_reading.c.reader_id).label("contact_id"),
            literal(day).label("day"),
            _reading.c.channel.label("channel"),
            _reading.c.address.label("address"),
            _waiting.c.apart.label("apart"),
            literal(DeliveryStatus.PENDING, worded(DeliveryStatus)).label("status"),
            literal(0).label("attempts"),
            func.min(_reading.c.not_before).label("not_before"),
            literal("").label("subject"),
            literal("").label("error"),
        )
        .join_from(_waiting, _reading, _is_its())
        .group_by(_reading.c.channel, _reading.c.address, _waiting.c.apart)
        .order_by(func.min(_reading.c.contact_id), _waiting.c.apart)
    )
    made = insert_selected(session, Delivery, letters)
    # Nobody may claim a letter while we are putting something into it. SQLite has one writer anyway.
    if not _open_letters(session, day):
        return 0
    if made:
        _look_over(session, Delivery.__table__)  # type: ignore[attr-defined]
    items = (
        # In the absent person's name, so that nothing is said again when that person is back.
        select(
            col(Delivery.id).label("delivery_id"),
            _waiting.c.notice_id.label("notice_id"),
            _waiting.c.contact_id.label("contact_id"),
        )
        .join_from(_waiting, _reading, _is_its())
        .join(
            Delivery,
            and_(
                col(Delivery.channel) == _reading.c.channel,
                col(Delivery.address) == _reading.c.address,
                col(Delivery.day) == day,
                col(Delivery.apart) == _waiting.c.apart,
                *_untouched(),
            ),
        )
        .order_by(_waiting.c.contact_id, _waiting.c.notice_id)
    )
    put = insert_selected(session, DeliveryItem, items)
    if put >= _MANY:
        # The letters are read at once, long before the server looks by itself.
        _look_over(session, Notice.__table__)  # type: ignore[attr-defined]
        _look_over(session, DeliveryItem.__table__)  # type: ignore[attr-defined]
    return put


def _look_over(session: Session, table: FromClause) -> None:
    """Let PostgreSQL count what was just filled: it takes it for empty, and a join by loops took minutes.

    SQLite plans without knowing, and writes what it counts into a table that everybody waits for.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"ANALYZE {table.description}"))


def _is_its() -> ColumnElement[bool]:
    """That a way is the one by which a waiting notice goes."""
    return and_(_reading.c.contact_id == _waiting.c.contact_id, _reading.c.asked == _waiting.c.asked)


def _of_open_matters() -> ColumnElement[bool]:
    """Two conditions for two searches: each finds its rows by an index, the two in one would read every notice.

    Of what is open everything may still have to be said, however old: it may be signed, or find a reader, today.
    """
    return col(Assignment.status).in_(OPEN)


def _of_settled_matters(session: Session, day: date) -> ColumnElement[bool]:
    """What is settled is told of for a month, as on the list of those not reached; after that nobody asks any more.

    The month is counted from the last letter: while nothing went out nothing has grown old.
    """
    last = session.scalars(select(func.max(col(Delivery.day)))).one()
    if last is None:
        return ~_of_open_matters()
    return and_(~_of_open_matters(), col(Notice.raised_on) > min(last, day) - REMEMBERED)


def _unmet(day: date) -> Select[tuple[int, int, str, str]]:
    """The notices and contacts that have not met in a letter yet, and what goes apart.

    What is said to a leader is said to the contact too, so that nobody is passed over.
    """
    is_voiding = col(Notice.kind) == NoticeKind.VOIDING
    heard = or_(
        col(Contact.level) == ContactLevel.CONTACT, col(Contact.level) == col(Notice.level), is_voiding
    )
    said_to = func.coalesce(col(Notice.unit_id), col(Assignment.unit_id))
    named = _reading.alias("named")
    met = select(col(DeliveryItem.id)).where(
        col(DeliveryItem.notice_id) == col(Notice.id), col(DeliveryItem.contact_id) == col(Contact.id)
    )
    return (
        select(col(Notice.id), _reading.c.contact_id, func.coalesce(named.c.asked, ""), _apart())
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .join(Contact, and_(col(Contact.unit_id) == said_to, heard))
        .join(_reading, and_(_reading.c.contact_id == col(Contact.id), _reading.c.asked == ""))
        .outerjoin(
            named,
            and_(
                col(Notice.channel) != "",
                named.c.contact_id == col(Contact.id),
                named.c.asked == col(Notice.channel),
            ),
        )
        .where(
            ~met.exists(),
            # Who never had a letter is not told that it was voided.
            or_(~is_voiding, had_it()),
            or_(col(Contact.left_on).is_(None), col(Contact.left_on) > day),
            or_(col(Notice.needs_signature).is_(False), and_(col(Notice.signed_by) != "", still_holds())),
        )
    )


def _apart() -> ColumnElement[str]:
    kind = col(Notice.kind)
    return case(
        (kind == NoticeKind.ASSIGNMENT, literal(ASSIGNMENT)),
        (kind == NoticeKind.ORDER, literal(ORDER).concat(cast(col(Notice.id), String))),
        (kind == NoticeKind.VOIDING, literal(VOIDED).concat(col(Notice.occasion))),
        else_=literal(""),
    )


def _untouched() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(Delivery.status) == DeliveryStatus.PENDING, col(Delivery.attempts) == 0


def _open_letters(session: Session, day: date) -> list[int]:
    open_ones = (
        select(col(Delivery.id))
        .where(col(Delivery.day) == day, *_untouched())
        .with_for_update(key_share=True)
    )
    return list(session.scalars(open_ones))
