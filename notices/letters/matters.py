"""The facts that letters rest on: a duty of a unit, how late it is, what was said of it and to it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import defer
from sqlmodel import Session, col

from models.assignment import Assignment
from models.document import Document
from models.letter import Letter, LetterItem
from models.notice import Notice, PhoneCall
from models.progress import ProgressUpdate
from models.task import Task, TaskUnit
from models.unit import Contact, Unit
from models.words import ContactLevel, LetterKind, LetterStatus, NoticeKind, Role, Urgency
from notices.matters import place
from schedules.lights import days_late
from schedules.workdays import WorkCalendar

# A task of many units names the first few.
_MOST_NAMED = 4
_MOST_CALLS = 5


@dataclass(frozen=True, slots=True)
class LastReport:
    """What the unit reported last: as of which day, how far, and the words."""

    as_of: date
    percent: int
    progress: str


@dataclass(frozen=True, slots=True)
class Call:
    """A telephone call or a visit about it: when, by whom, to whom, and what was answered."""

    at: datetime
    by: str
    person: str
    is_reached: bool
    note: str


@dataclass(frozen=True, slots=True)
class Matter:
    """One assignment as a letter speaks of it. ``workdays_late`` is 0 while it is in time.

    ``chasers`` is how many times it was chased, ``orders`` the numbers of the orders that stand.
    """

    assignment_id: int
    number: str
    title: str
    text: str
    basis: str
    unit_id: int
    unit: str
    called: str
    position: int
    role: Role
    partners: str
    leader: str
    urgency: Urgency
    first_due_on: date | None
    due_on: date | None
    workdays_late: int
    last: LastReport | None
    chasers: int
    orders: tuple[str, ...]
    calls: tuple[Call, ...]


def matters(
    session: Session, assignment_ids: Sequence[int], today: date, calendar: WorkCalendar
) -> tuple[Matter, ...]:
    """These assignments, by the place of their units in the directory, the latest first within a unit."""
    rows = session.execute(
        select(Assignment, Task, Document, Unit)
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Document, col(Document.id) == col(Task.document_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(col(Assignment.id).in_(assignment_ids))
        .options(defer(Document.text))  # type: ignore[arg-type]
    ).all()
    partners = _partners(session, {task.id for _, task, _, _ in rows})
    leaders = _leaders(session, {unit.id for _, _, _, unit in rows}, today)
    last, chasers = _last_reports(session, assignment_ids), _chasers(session, assignment_ids)
    orders, calls = _orders(session, assignment_ids), _calls(session, rows)
    found = [
        Matter(
            assignment_id=own.id,
            number=task.number,
            title=task.title,
            text=task.text,
            basis=_basis(document, task),
            unit_id=unit.id,
            unit=unit.name,
            called=unit.called,
            position=unit.position,
            role=own.role,
            partners=partners.get(task.id, ""),
            leader=leaders.get(unit.id, ""),
            urgency=task.urgency,
            first_due_on=own.first_due_on,
            due_on=own.due_on,
            workdays_late=days_late(own.due_on, today, calendar),
            last=last.get(own.id),
            chasers=chasers.get(own.id, 0),
            orders=tuple(orders[own.id]),
            calls=tuple(calls[own.id]),
        )
        for own, task, document, unit in rows
    ]
    return tuple(
        sorted(found, key=lambda one: (one.position, one.unit_id, -one.workdays_late, one.assignment_id))
    )


def _basis(document: Document, task: Task) -> str:
    return document.cited + (f"（{document.reference}）" if document.reference else "") + place(task.code)


def _partners(session: Session, task_ids: set[int]) -> dict[int, str]:
    """牵头：甲；责任：乙、丙 for each task."""
    rows = session.execute(
        select(col(TaskUnit.task_id), col(TaskUnit.role), Unit)
        .join(Unit, col(Unit.id) == col(TaskUnit.unit_id))
        .where(col(TaskUnit.task_id).in_(task_ids), col(TaskUnit.removed_on).is_(None))
        .order_by(col(Unit.position), col(Unit.id))
    )
    named: defaultdict[int, dict[Role, list[str]]] = defaultdict(lambda: {role: [] for role in Role})
    for task_id, role, unit in rows:
        named[task_id][role].append(unit.called)
    return {
        task_id: "；".join(f"{role.label}：{_some(names)}" for role, names in roles.items() if names)
        for task_id, roles in named.items()
    }


def _some(names: Sequence[str]) -> str:
    if len(names) <= _MOST_NAMED:
        return "、".join(names)
    return f"{'、'.join(names[:_MOST_NAMED])}等{len(names)}家单位"


def _leaders(session: Session, unit_ids: set[int], today: date) -> dict[int, str]:
    """The 责任领导 of each unit, who still holds the post."""
    rows = session.scalars(
        select(Contact)
        .where(col(Contact.unit_id).in_(unit_ids), col(Contact.level) == ContactLevel.LEADER)
        .order_by(col(Contact.id).desc())
    )
    return {one.unit_id: one.title + one.name for one in rows if one.left_on is None or one.left_on > today}


def _last_reports(session: Session, ids: Sequence[int]) -> dict[int, LastReport]:
    latest = (
        select(
            col(ProgressUpdate.id),
            func.row_number()
            .over(
                partition_by=col(ProgressUpdate.assignment_id),
                order_by=(col(ProgressUpdate.as_of).desc(), col(ProgressUpdate.id).desc()),
            )
            .label("place"),
        )
        .where(col(ProgressUpdate.assignment_id).in_(ids))
        .subquery()
    )
    rows = session.scalars(
        select(ProgressUpdate).join(latest, latest.c.id == col(ProgressUpdate.id)).where(latest.c.place == 1)
    )
    return {one.assignment_id: LastReport(one.as_of, one.percent, one.progress) for one in rows}


def _chasers(session: Session, ids: Sequence[int]) -> dict[int, int]:
    rows = session.execute(
        select(col(Notice.assignment_id), func.count())
        .where(col(Notice.assignment_id).in_(ids), col(Notice.kind) == NoticeKind.CHASER)
        .group_by(col(Notice.assignment_id))
    )
    return dict(rows.tuples().all())


def _orders(session: Session, ids: Sequence[int]) -> defaultdict[int, list[str]]:
    rows = session.execute(
        select(col(LetterItem.assignment_id), Letter)
        .join(Letter, col(Letter.id) == col(LetterItem.letter_id))
        .where(
            col(LetterItem.assignment_id).in_(ids),
            col(Letter.kind) == LetterKind.ORDER,
            col(Letter.status) == LetterStatus.SIGNED,
        )
        .order_by(col(Letter.id))
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for assignment_id, letter in rows:
        found[assignment_id].append(letter.reference)
    return found


def _calls(session: Session, rows: Sequence[Any]) -> defaultdict[int, list[Call]]:
    """The calls to the unit since the assignment was handed out, the latest few, the earliest first."""
    units = {unit.id for _, _, _, unit in rows}
    made: defaultdict[int, list[PhoneCall]] = defaultdict(list)
    for call in session.scalars(
        select(PhoneCall).where(col(PhoneCall.unit_id).in_(units)).order_by(col(PhoneCall.at))
    ):
        made[call.unit_id].append(call)
    found: defaultdict[int, list[Call]] = defaultdict(list)
    for own, _, _, unit in rows:
        since = [call for call in made[unit.id] if call.at.date() >= own.assigned_on]
        found[own.id] = [
            Call(call.at, call.by, call.person, call.is_reached, call.note) for call in since[-_MOST_CALLS:]
        ]
    return found
