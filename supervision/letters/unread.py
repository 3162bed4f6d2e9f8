"""Letters that went out and were not read (已发出未阅), and what became of each letter of a matter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.assignment import Assignment, Transition
from models.lifecycle import IN_HAND, OF_THE_UNIT
from models.notice import Delivery, DeliveryItem, Notice
from models.unit import Contact, Unit
from models.words import DeliveryStatus
from schedules.clock import day_of
from schedules.workdays import WorkCalendar
from supervision.letters.ways import BY_HAND, called

# Who has not read a letter of months ago was written to again since, or called.
_REMEMBERED = timedelta(days=60)


_LETTERS_WITH = (
    select(col(DeliveryItem.notice_id), Delivery, Contact)
    .join(Delivery, col(Delivery.id) == col(DeliveryItem.delivery_id))
    .join(Contact, col(Contact.id) == col(DeliveryItem.contact_id))
    .where(col(DeliveryItem.notice_id).in_(bindparam("notices", expanding=True)))
    .order_by(col(Delivery.id))
)


@dataclass(frozen=True, slots=True)
class Unread:
    """A letter that nobody has read so far. ``workdays`` is how long it has lain there."""

    letter: Delivery
    contact: Contact
    unit: Unit
    workdays: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """How far a notice has come on its way to one person, in words."""

    person: str
    words: str


def unread(
    session: Session, today: date, calendar: WorkCalendar, workdays: int, most: int = 100
) -> list[Unread]:
    """The letters sent so many working days ago or more that nobody has read, the oldest first.

    A letter whose unit has done something about a matter of it since, with an account or through the office, is
    read; one of which nothing is in hand any more need not be.
    """
    rows = session.execute(
        _unread(calendar.shift(today, -workdays))
        .add_columns(Contact, Unit)
        .order_by(col(Delivery.day), col(Delivery.id))
        .limit(most)
    )
    return [
        Unread(letter, contact, unit, calendar.between(letter.day, today)) for letter, contact, unit in rows
    ]


def count_unread(
    session: Session, today: date, calendar: WorkCalendar, workdays: int, most: int = 100
) -> int:
    """How many letters ``unread`` would list, counted as far as ``most``."""
    some = _unread(calendar.shift(today, -workdays)).with_only_columns(col(Delivery.id)).limit(most)
    return session.scalars(select(func.count()).select_from(some.subquery())).one()


def arrivals(session: Session, notices: Iterable[int]) -> dict[int, list[Arrival]]:
    """What became of the letters that carry these notices, person by person, by the notice's id."""
    rows = session.execute(_LETTERS_WITH, {"notices": list(notices)})
    found: dict[int, list[Arrival]] = {}
    for notice_id, letter, contact in rows:
        words = "；".join(in_words(one) for one in (letter, *_after(session, letter)))
        found.setdefault(notice_id, []).append(Arrival(contact.name, words))
    return found


def in_words(letter: Delivery) -> str:
    """How far a letter has come: by which channel, sent, opened, read, and on which days."""
    by = called(letter.channel)
    match letter.status:
        case DeliveryStatus.PENDING:
            return BY_HAND.get(letter.channel, f"{by}待发")
        case DeliveryStatus.SENT if letter.error:
            # Somebody settled it by hand; the words say how.
            return f"{_on(letter.settled_at)}{letter.error}"
        case DeliveryStatus.SENT:
            return "，".join([f"{by}{_on(letter.settled_at)}已发出", *_seen(letter)])
        case DeliveryStatus.FAILED:
            return f"{by}未送达" + (f"（{letter.error}）" if letter.error else "")
        case status:
            return f"{by}{status.label}"


def _seen(letter: Delivery) -> Sequence[str]:
    if letter.read_at is not None:
        return (f"{_on(letter.read_at)}已阅",)
    if letter.opened_at is not None:
        return (f"{_on(letter.opened_at)}已打开", "未阅")
    return ("未打开",)


def _on(at: datetime | None) -> str:
    day = day_of(at) if at else None
    return f"{day.month}月{day.day}日" if day else ""


def _after(session: Session, letter: Delivery) -> list[Delivery]:
    """The letters that took its place, one after the other."""
    chain: list[Delivery] = []
    before = letter.id
    while (
        following := session.scalars(
            select(Delivery).where(col(Delivery.replaces_id) == before).order_by(col(Delivery.id))
        ).first()
    ) is not None:
        chain.append(following)
        before = following.id
    return chain


def _unread(last_day: date) -> Select[tuple[Delivery]]:
    return (
        select(Delivery)
        .join(Contact, col(Contact.id) == col(Delivery.contact_id))
        .join(Unit, col(Unit.id) == col(Contact.unit_id))
        .where(
            col(Delivery.status) == DeliveryStatus.SENT,
            col(Delivery.read_at).is_(None),
            col(Delivery.day) <= last_day,
            col(Delivery.day) > last_day - _REMEMBERED,
            _is_in_hand(),
            ~_is_acted_upon(),
        )
    )


def _items() -> Select[tuple[int]]:
    """The matters of a letter; one that took another's place carries that one's."""
    return (
        select(col(DeliveryItem.id))
        .join(Notice, col(Notice.id) == col(DeliveryItem.notice_id))
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .where(col(DeliveryItem.delivery_id).in_((col(Delivery.id), col(Delivery.replaces_id))))
        .correlate(Delivery)
    )


def _is_in_hand() -> ColumnElement[bool]:
    return _items().where(col(Assignment.status).in_(IN_HAND)).exists()


def _is_acted_upon() -> ColumnElement[bool]:
    deed = aliased(Transition)
    return (
        _items()
        .join(
            deed,
            and_(
                col(deed.assignment_id) == col(Assignment.id),
                col(deed.move).in_(OF_THE_UNIT),
                col(deed.at) >= col(Delivery.settled_at),
            ),
        )
        .exists()
    )
