"""The wording of a digest: everything one person has to hear today, in one letter."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy import or_, select
from sqlalchemy.orm import defer
from sqlmodel import Session, col

from models.assignment import Assignment
from models.document import Document
from models.notice import Delivery, DeliveryItem, Notice
from models.office import Office
from models.task import Task
from models.unit import Contact, Unit
from models.words import ContactLevel, NoticeKind, Status
from notices.amended import said_of
from notices.answered import answered
from notices.message import Message
from schedules.lights import days_late
from schedules.workdays import WorkCalendar

# What has become pointless once the unit has handed in, or the office has settled the matter.
_PRESSING = frozenset(
    {NoticeKind.REMINDER, NoticeKind.CHASER, NoticeKind.ORDER, NoticeKind.CIRCULAR, NoticeKind.INTERVIEW}
)
_POINTLESS: dict[Status, frozenset[NoticeKind]] = {
    Status.SUBMITTED: _PRESSING,
    Status.CLOSED: _PRESSING | {NoticeKind.ASSIGNMENT, NoticeKind.RETURN},
    Status.WITHDRAWN: frozenset(NoticeKind) - {NoticeKind.WITHDRAWAL},
    Status.TRANSFERRED: frozenset(NoticeKind) - {NoticeKind.WITHDRAWAL},
}
# The gravest first.
_ORDER = (
    NoticeKind.INTERVIEW,
    NoticeKind.CIRCULAR,
    NoticeKind.ORDER,
    NoticeKind.CHASER,
    NoticeKind.RETURN,
    NoticeKind.REOPENING,
    NoticeKind.AMENDMENT,
    NoticeKind.EXTENSION,
    NoticeKind.CLOCK,
    NoticeKind.COORDINATION,
    NoticeKind.REMINDER,
    NoticeKind.ASSIGNMENT,
    NoticeKind.CLOSURE,
    NoticeKind.WITHDRAWAL,
)

templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One matter in a digest, as the templates see it."""

    kind: NoticeKind
    number: str
    title: str
    basis: str
    unit: str
    role: str
    due_on: date | None
    days_late: int
    days_left: int
    late: bool
    accepted: bool
    is_stopped: bool
    signed_by: str
    is_others: bool
    is_transferred: bool
    answered: str
    amended: tuple[str, ...]


def compose(
    session: Session, delivery: Delivery, now: datetime, calendar: WorkCalendar, address: str
) -> Message | None:
    """The digest as it reads at this moment, or None when nothing in it is needed any more.

    A reminder whose matter was handed in since is left out. ``address`` is where the board is.
    """
    contact = session.get_one(Contact, delivery.contact_id)
    office = session.scalars(select(Office)).one()
    items = _items(session, delivery, now.date(), calendar)
    if not items:
        return None
    groups = [
        (kind, list(group))
        for kind, group in groupby(sorted(items, key=_gravity), key=lambda item: item.kind)
    ]
    counts = Counter(item.kind for item in items)
    said = "、".join(f"{kind.label}{counts[kind]}件" for kind in _ORDER if counts[kind])
    day = now.date()
    return Message(
        identifier=f"duban-{delivery.id}",
        address=delivery.address,
        name=contact.name,
        subject=f"【{office.short_name}】督办事项{len(items)}件：{said}（{day.month}月{day.day}日）",
        body=templates.get_template("digest.txt.j2").render(
            office=office,
            contact=contact,
            is_leader=contact.level is ContactLevel.LEADER,
            day=day,
            groups=groups,
            count=len(items),
            address=address,
        ),
        at=now,
    )


def _gravity(item: Item) -> tuple[int, str]:
    return _ORDER.index(item.kind), item.number


def _items(session: Session, delivery: Delivery, today: date, calendar: WorkCalendar) -> list[Item]:
    rows = session.execute(
        select(Notice, Assignment, Task, Document, Unit)
        .join(DeliveryItem, col(DeliveryItem.notice_id) == col(Notice.id))
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Document, col(Document.id) == col(Task.document_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .join(Contact, col(Contact.id) == col(DeliveryItem.contact_id))
        .where(
            col(DeliveryItem.delivery_id) == delivery.id,
            # A letter may wait for days to be sent: nothing is said to somebody who has left since.
            or_(col(Contact.left_on).is_(None), col(Contact.left_on) > today),
        )
        .options(defer(Document.text))  # type: ignore[arg-type]
    )
    # One person may hear of a notice in two capacities.
    once = {notice.id: row for row in rows for notice in [row[0]]}
    return [
        Item(
            kind=notice.kind,
            number=task.number,
            title=task.title,
            basis=f"{document.called}{' ' + place if (place := task.code.partition('-')[0]) else ''}",
            unit=unit.called,
            role=assignment.role.label,
            due_on=assignment.due_on,
            days_late=days_late(assignment.due_on, today, calendar),
            days_left=calendar.between(today, assignment.due_on) if assignment.due_on else 0,
            late=notice.late,
            accepted=assignment.status is not Status.ASSIGNED,
            is_stopped=assignment.stopped_on is not None,
            signed_by=notice.signed_by,
            is_others=notice.unit_id not in (None, assignment.unit_id),
            is_transferred=assignment.status is Status.TRANSFERRED,
            answered=answered(session, notice, assignment, unit.called),
            amended=said_of(session, notice, unit.id) if notice.kind is NoticeKind.AMENDMENT else (),
        )
        for notice, assignment, task, document, unit in once.values()
        if notice.kind not in _POINTLESS.get(assignment.status, ())
    ]
