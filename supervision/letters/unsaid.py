"""What was raised for units that nobody can be reached at, and so stands in no letter."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlmodel import Session, col

from models.assignment import Assignment, Transition
from models.coordination import Coordination, CoordinationReply
from models.lifecycle import OF_THE_UNIT
from models.notice import Delivery, DeliveryItem, Notice, PhoneCall
from models.task import Task
from models.unit import Contact, Unit
from models.words import ContactLevel, DeliveryStatus, NoticeKind
from notices.matters import POINTLESS, PRESSING
from notices.outbox import OPEN, REMEMBERED
from notices.voided import still_holds
from schedules.clock import day_of
from supervision.letters.ways import is_within_reach

_AT_ONCE = 500
# From one unit in so many on it is quicker to read everything than to look up what is theirs.
_MANY = 10
OF_THE_LADDER = PRESSING | {NoticeKind.ASSIGNMENT}
"""What hands out and what climbs the ladder: a later one says what an earlier one said."""


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that was to be said, and since when it has not arrived; ``is_in_a_letter`` that failed or waits."""

    notice_id: int
    assignment_id: int
    kind: NoticeKind
    number: str
    title: str
    due_on: date | None
    since: date
    is_in_a_letter: bool = True


def unsaid(
    session: Session, contacts: Mapping[int, Sequence[Contact]], today: date
) -> Iterator[tuple[int, Matter]]:
    """What was raised for units that nobody can be reached at, and stands in no letter."""
    levels = {
        unit_id: {contact.level for contact in people if is_within_reach(contact)}
        for unit_id, people in contacts.items()
    }
    units = session.scalars(select(col(Unit.id))).all()
    cut_off = [unit_id for unit_id in units if ContactLevel.CONTACT not in levels.get(unit_id, ())]
    for first in range(0, len(cut_off), _AT_ONCE):
        chosen = cut_off[first : first + _AT_ONCE]
        is_most = len(chosen) * _MANY > len(units)
        for unit_id, level, matter in _raised_for(session, chosen, today, is_most=is_most):
            if level not in levels.get(unit_id, ()):
                yield unit_id, matter


def _raised_for(
    session: Session, units: Sequence[int], today: date, *, is_most: bool
) -> Iterator[tuple[int, ContactLevel, Matter]]:
    said_to = func.coalesce(col(Notice.unit_id), col(Assignment.unit_id))
    stands_in = (
        select(col(DeliveryItem.id))
        .join(Delivery, col(Delivery.id) == col(DeliveryItem.delivery_id))
        .join(Contact, col(Contact.id) == col(DeliveryItem.contact_id))
        .where(
            col(DeliveryItem.notice_id) == col(Notice.id),
            # A letter that became needless because its reader left has said nothing.
            col(Delivery.status) != DeliveryStatus.NEEDLESS,
            col(Contact.unit_id) == said_to,
        )
        .correlate(Notice, Assignment)
    )
    calls = session.execute(
        select(col(PhoneCall.unit_id), func.max(col(PhoneCall.at)))
        .where(col(PhoneCall.unit_id).in_(units), col(PhoneCall.is_reached))
        .group_by(col(PhoneCall.unit_id))
    )
    # A notice keeps its day alone; a call of that day comes after the morning's notices.
    told = {unit_id: day_of(at) for unit_id, at in calls}
    for of_these in _of(session, units, is_most=is_most):
        rows = session.execute(
            select(
                said_to,
                col(Notice.id),
                col(Notice.kind),
                col(Notice.level),
                col(Notice.raised_on),
                col(Assignment.id),
                col(Assignment.status),
                col(Assignment.due_on),
                col(Task.number),
                col(Task.title),
            )
            .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
            .join(Task, col(Task.id) == col(Assignment.task_id))
            .where(
                of_these,
                or_(col(Assignment.status).in_(OPEN), col(Notice.raised_on) > today - REMEMBERED),
                or_(col(Notice.needs_signature).is_(False), and_(col(Notice.signed_by) != "", still_holds())),
                ~stands_in.exists(),
                ~has_acted_since(),
            )
        )
        for unit_id, notice_id, kind, level, raised_on, assignment_id, status, due_on, number, title in rows:
            is_told = unit_id in told and told[unit_id] >= raised_on
            if raised_on <= today and not is_told and kind not in POINTLESS.get(status, ()):
                yield (
                    unit_id,
                    level,
                    Matter(notice_id, assignment_id, kind, number, title, due_on, raised_on, False),
                )


def _of(session: Session, units: Sequence[int], *, is_most: bool) -> Iterator[ColumnElement[bool]]:
    """What is said to these units: about their own assignments, and about others' on which they were asked.

    Two conditions for two searches: each finds its rows by an index, the two in one would read every notice.
    """
    # Of many units the notices are read as they lie: the sum keeps the database from going unit by unit.
    unit_id = col(Assignment.unit_id) + 0 if is_most else col(Assignment.unit_id)
    yield and_(unit_id.in_(units), col(Notice.unit_id).is_(None))
    rows = (
        select(col(Coordination.assignment_id))
        .join(CoordinationReply, col(CoordinationReply.coordination_id) == col(Coordination.id))
        .where(col(CoordinationReply.unit_id).in_(units))
    )
    asked = sorted(set(session.scalars(rows)))
    for first in range(0, len(asked), _AT_ONCE):
        chosen = asked[first : first + _AT_ONCE]
        yield and_(col(Notice.assignment_id).in_(chosen), col(Notice.unit_id).in_(units))


def has_acted_since() -> ColumnElement[bool]:
    """Whether the unit itself has done something about its matter since: then it knows of it, by whatever way.

    What answers the unit or changes what is asked of it may still be news to it.
    """
    deeds = (
        select(col(Transition.id))
        .where(
            col(Transition.assignment_id) == col(Notice.assignment_id),
            col(Transition.move).in_(OF_THE_UNIT),
            col(Transition.on) >= col(Notice.raised_on),
        )
        .correlate(Notice)
    )
    return and_(col(Notice.unit_id).is_(None), col(Notice.kind).in_(OF_THE_LADDER), deeds.exists())
