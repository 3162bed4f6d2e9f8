"""Whom nothing reached (没有送到的单位): why, since when, what was to be said, and what was tried by telephone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.assignment import Assignment
from models.notice import Delivery, DeliveryItem, Notice, PhoneCall
from models.task import Task
from models.unit import Contact, Unit
from models.words import DeliveryStatus, NoticeKind
from notices.absence import has_left
from notices.matters import ORDER, POINTLESS
from notices.voided import still_holds
from reports.kept import kept
from schedules.clock import day_of
from schedules.workdays import WorkCalendar
from supervision.letters.unsaid import OF_THE_LADDER, Matter, has_acted_since, unsaid
from supervision.letters.ways import BY_HAND, called

_AT_ONCE = 500
_LOST = (DeliveryStatus.FAILED, DeliveryStatus.UNKNOWN)
# A letter that fails leaves no other trace: how many have so far, and which was the last.
_GONE_ASTRAY = select(func.count(), func.max(col(Delivery.id)), func.max(col(Delivery.settled_at))).where(
    col(Delivery.status).in_(_LOST)
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why it did not arrive, in a clerk's words, and by which channel; ``letter`` is the one concerned, if any."""

    channel: str
    words: str
    letter: Delivery | None = None
    contact: Contact | None = None


@dataclass(slots=True)
class NotReached:
    """A unit that something did not reach. ``people`` are whom to call, ``workdays`` how long it has waited."""

    unit: Unit
    since: date
    workdays: int
    matters: list[Matter] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    people: list[Contact] = field(default_factory=list)
    calls: list[PhoneCall] = field(default_factory=list)

    @property
    def to_say(self) -> list[Matter]:
        """What is to be said today, the gravest first: each matter once, by the gravest of what it was handed out,
        reminded of and chased by."""
        once: dict[tuple[int, NoticeKind | int], Matter] = {}
        for matter in self.matters:
            rung = NoticeKind.CHASER if matter.kind in OF_THE_LADDER else matter.notice_id
            once.setdefault((matter.assignment_id, rung), matter)
        return list(once.values())

    @property
    def letters(self) -> list[Delivery]:
        """The letters that somebody has to settle."""
        return [reason.letter for reason in self.reasons if reason.letter is not None]

    @property
    def is_by_hand(self) -> bool:
        """Whether nothing went wrong: its people are reached on paper or by telephone anyway."""
        return all(letter.status is DeliveryStatus.PENDING for letter in self.letters) and len(
            self.letters
        ) == len(self.reasons)

    def is_for_the_head(self, limit: int) -> bool:
        """Whether it has waited so many working days that the office's head has to know."""
        return self.workdays >= limit


def not_reached_for_all(session: Session, today: date, calendar: WorkCalendar) -> Sequence[NotReached]:
    """The same for a page: found once while nothing is done, whoever asks. What comes back is nobody's to change."""
    about = (today, calendar, tuple(session.execute(_GONE_ASTRAY).one()))
    return kept(session, "not reached", about, lambda: not_reached(session, today, calendar))


def not_reached(session: Session, today: date, calendar: WorkCalendar) -> list[NotReached]:
    """The units that a letter failed to reach, or that there is no way to, the longest waiting first.

    Something counts as arrived as soon as anybody of the unit got it or what came after it on the same matter, by
    whatever channel, or took it by telephone, or as the unit has acted on the matter since (see ``told``).
    """
    found: dict[int, NotReached] = {}
    units = {unit.id: unit for unit in session.scalars(select(Unit))}
    contacts, had_some = _contacts(session, today)

    def of(unit_id: int, since: date) -> NotReached:
        if unit_id not in found:
            found[unit_id] = NotReached(units[unit_id], since, 0, people=_to_call(contacts.get(unit_id, [])))
        found[unit_id].since = min(found[unit_id].since, since)
        return found[unit_id]

    for letter, contact, matters in _astray(session):
        by_unit: dict[int, list[Matter]] = {}
        for unit_id, matter in matters:
            by_unit.setdefault(unit_id, []).append(matter)
        for unit_id, own in by_unit.items():
            one = of(unit_id, letter.day)
            one.matters += own
            one.reasons.append(Reason(called(letter.channel), _why(session, letter), letter, contact))
    for unit_id, matter in unsaid(session, contacts, today):
        one = of(unit_id, matter.since)
        if not any(reason.letter is None for reason in one.reasons):
            one.reasons.append(_no_way(contacts.get(unit_id, []), had_some=unit_id in had_some))
        one.matters.append(matter)
    calls = _calls(session, list(found))
    for unit_id, one in found.items():
        one.matters = _once(one.matters)
        one.workdays = max(calendar.between(one.since, today), 0)
        one.calls = [call for call in calls if call.unit_id == unit_id and day_of(call.at) >= one.since]
    return sorted(found.values(), key=lambda one: (one.since, one.unit.position, one.unit.id))


def _astray(session: Session) -> Iterator[tuple[Delivery, Contact, list[tuple[int, Matter]]]]:
    """The letters that need a person, each with what of it has not arrived, by unit."""
    letters = session.execute(_troubled().order_by(col(Delivery.id))).tuples().all()
    carrier = {letter.id: letter for letter, _ in letters}
    replaced = {letter.id: letter.replaces_id for letter, _ in letters}
    while left := {
        letter_id: before
        for letter_id, before in replaced.items()
        if before is not None and before not in carrier
    }:
        before_that = _replaced(session, list(left.values()))
        for letter_id, before in left.items():
            carrier[before] = carrier[letter_id]
        replaced = before_that
    said: dict[int, list[tuple[int, Matter]]] = {}
    ids = list(carrier)
    stood_in_for = _stood_in_for(session, min((letter.day for letter, _ in letters), default=date.max))
    for first in range(0, len(ids), _AT_ONCE):
        for letter_id, unit_id, matter in _not_arrived(
            session, ids[first : first + _AT_ONCE], carrier, stood_in_for
        ):
            said.setdefault(letter_id, []).append((unit_id, matter))
    for letter, contact in letters:
        if letter.id in said:
            yield letter, contact, said[letter.id]


def _troubled() -> Select[tuple[Delivery, Contact]]:
    other = aliased(Delivery)
    goes_on = select(col(other.id)).where(col(other.replaces_id) == col(Delivery.id))
    waits_for_people = and_(
        col(Delivery.status) == DeliveryStatus.PENDING, col(Delivery.channel).in_(BY_HAND)
    )
    return (
        select(Delivery, Contact)
        .join(Contact, col(Contact.id) == col(Delivery.contact_id))
        .where(
            # Said once more, alone: by this the database finds them among the letters of all years.
            col(Delivery.status).in_((*_LOST, DeliveryStatus.PENDING)),
            or_(col(Delivery.status).in_(_LOST), waits_for_people),
            # Where the next channel has taken over, what became of that counts.
            ~goes_on.exists(),
        )
    )


def _replaced(session: Session, ids: Sequence[int]) -> dict[int, int | None]:
    rows = select(col(Delivery.id), col(Delivery.replaces_id)).where(col(Delivery.id).in_(ids))
    return dict(session.execute(rows).tuples().all())


def _not_arrived(
    session: Session, ids: Sequence[int], carrier: dict[int, Delivery], stood_in_for: Sequence[int]
) -> Iterator[tuple[int, int, Matter]]:
    rows = session.execute(
        select(
            col(DeliveryItem.delivery_id),
            col(Contact.unit_id),
            col(Notice.id),
            col(Notice.kind),
            col(Assignment.id),
            col(Assignment.status),
            col(Assignment.due_on),
            col(Task.number),
            col(Task.title),
        )
        .join(Notice, col(Notice.id) == col(DeliveryItem.notice_id))
        .join(Contact, col(Contact.id) == col(DeliveryItem.contact_id))
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .where(
            col(DeliveryItem.delivery_id).in_(ids),
            still_holds(),
            ~_arrived(stood_in_for).exists(),
            ~has_acted_since(),
        )
    )
    for letter_id, unit_id, notice_id, kind, assignment_id, status, due_on, number, title in rows:
        if kind not in POINTLESS.get(status, ()):
            letter = carrier[letter_id]
            yield (
                letter.id,
                unit_id,
                Matter(notice_id, assignment_id, kind, number, title, due_on, letter.day),
            )


def _arrived(stood_in_for: Sequence[int]) -> Select[tuple[int]]:
    """Whether the unit got this notice, or one after it on the same matter, in a letter that did go out."""
    later, item, letter, reader = (
        aliased(Notice),
        aliased(DeliveryItem),
        aliased(Delivery),
        aliased(Contact),
    )
    after = and_(
        col(Notice.kind).in_(OF_THE_LADDER),
        col(later.kind).in_(OF_THE_LADDER),
        col(later.id) > col(Notice.id),
    )
    return (
        select(col(later.id))
        .join(item, col(item.notice_id) == col(later.id))
        .join(reader, col(reader.id) == col(item.contact_id))
        .join(letter, col(letter.id) == col(item.delivery_id))
        .where(
            col(later.assignment_id) == col(Notice.assignment_id),
            or_(col(later.id) == col(Notice.id), after),
            col(reader.unit_id) == col(Contact.unit_id),
            or_(col(letter.status) == DeliveryStatus.SENT, col(letter.id).in_(stood_in_for)),
        )
        .correlate(Notice, Contact)
    )


def _stood_in_for(session: Session, since: date) -> list[int]:
    """The letters of these days that failed and in whose place another did go out.

    Read once: a database would follow the chains anew for every row that asks.
    """
    rows = session.execute(
        select(col(Delivery.id), col(Delivery.replaces_id), col(Delivery.status)).where(
            col(Delivery.replaces_id).is_not(None), col(Delivery.day) >= since
        )
    )
    before: dict[int, int] = {}
    sent: list[int] = []
    for letter_id, replaces_id, status in rows:
        before[letter_id] = replaces_id
        if status is DeliveryStatus.SENT:
            sent.append(letter_id)
    found: set[int] = set()
    for letter_id in sent:
        step = before.get(letter_id)
        while step is not None and step not in found:
            found.add(step)
            step = before.get(step)
    return sorted(found)


def _contacts(session: Session, today: date) -> tuple[dict[int, list[Contact]], set[int]]:
    """The contacts of each unit who have not left, and which units ever had any."""
    found: dict[int, list[Contact]] = {}
    had_some: set[int] = set()
    for contact in session.scalars(select(Contact).order_by(col(Contact.id))):
        had_some.add(contact.unit_id)
        if not has_left(contact, today):
            found.setdefault(contact.unit_id, []).append(contact)
    return found, had_some


def _to_call(people: Sequence[Contact]) -> list[Contact]:
    """Those with a telephone first, each person once."""
    once = {(person.name, person.phone): person for person in reversed(people)}
    return sorted(once.values(), key=lambda person: (not person.phone, person.id))


def _why(session: Session, letter: Delivery) -> str:
    match letter.status:
        case DeliveryStatus.FAILED:
            return letter.error or "没有发出去"
        case DeliveryStatus.UNKNOWN:
            return "发送中断，不能确定对方是否收到"
        case _:
            todo = BY_HAND[letter.channel]
    if letter.replaces_id is None:
        return todo
    before = session.get_one(Delivery, letter.replaces_id)
    return f"{todo}（{called(before.channel)}没有送到：{before.error or '没有发出去'}）"


def _no_way(people: Sequence[Contact], *, had_some: bool) -> Reason:
    if people:
        channels = "、".join(dict.fromkeys(called(name) for person in people for name in person.channels))
        return Reason(channels, "联系人没有可用的邮箱或号码，请在名录里补上")
    if had_some:
        return Reason("", "联系人已经离任，名录里没有接手的人")
    return Reason("", "名录里没有联系人，请补上")


def _once(matters: Sequence[Matter]) -> list[Matter]:
    """Each notice once, the gravest first: two people of a unit may both have missed it."""
    once = {matter.notice_id: matter for matter in matters}
    return sorted(once.values(), key=lambda matter: (ORDER.index(matter.kind), matter.due_on or date.max))


def _calls(session: Session, units: Sequence[int]) -> list[PhoneCall]:
    rows: list[Any] = []
    for first in range(0, len(units), _AT_ONCE):
        chosen = units[first : first + _AT_ONCE]
        rows += session.scalars(
            select(PhoneCall).where(col(PhoneCall.unit_id).in_(chosen)).order_by(col(PhoneCall.id).desc())
        )
    return rows
