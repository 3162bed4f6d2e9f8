"""One page of the matrix of an office of any size: units down, tasks across, and what each field shows today.

It reads the state that is stored, not the history: for another day than today ask ``reports.standing``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, and_, case, func, literal_column, or_, select
from sqlmodel import Session, col

from models.assignment import Assignment, Transition
from models.extension import Extension
from models.lifecycle import IN_HAND, UNCOUNTED
from models.progress import ProgressUpdate
from models.task import Task
from models.unit import Unit
from models.words import Answer, Move, Role, Status, UnitLevel
from reports.standing import end_of
from schedules.lights import Lamp, Light, LightLimits, Standing, lamp
from schedules.workdays import WorkCalendar

PAGE = 200
"""How many units, and how many tasks, one page shows."""

# Up to how many units apart, for each that is shown, they count as standing together.
_DENSE = 4
_URGENCY = {light: place for place, light in enumerate(Light)}


@dataclass(frozen=True, slots=True)
class UnitName:
    """A line of the matrix."""

    id: int
    called: str
    level: UnitLevel


@dataclass(frozen=True, slots=True)
class TaskName:
    """A column of the matrix."""

    id: int
    number: str
    title: str
    document_id: int


@dataclass(frozen=True, slots=True)
class Field:
    """What one unit holds of one task: its most urgent part, and how many parts there are."""

    assignment_id: int
    role: Role
    status: Status
    due_on: date | None
    lamp: Lamp
    count: int


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """``fields`` has the pairs (unit, task) that are not empty. ``all_units`` and ``all_tasks`` count beyond the page."""

    units: tuple[UnitName, ...]
    tasks: tuple[TaskName, ...]
    fields: dict[tuple[int, int], Field]
    all_units: int
    all_tasks: int


def read_page(
    session: Session,
    today: date,
    calendar: WorkCalendar,
    limits: LightLimits,
    *,
    document_id: int | None = None,
    level: UnitLevel | None = None,
    units_from: int = 0,
    tasks_from: int = 0,
) -> MatrixPage:
    """A page of ``PAGE`` units and ``PAGE`` tasks, counted from the given places, in the office's order.

    Only tasks of the document and units of the level where these are given. Withdrawn and transferred parts are
    in no field.
    """
    of_level = () if level is None else (col(Unit.level) == level,)
    of_document = () if document_id is None else (col(Task.document_id) == document_id,)
    units = session.execute(
        select(col(Unit.id), col(Unit.name), col(Unit.short_name), col(Unit.level))
        .where(*of_level)
        .order_by(col(Unit.position), col(Unit.id))
        .offset(units_from)
        .limit(PAGE)
    ).all()
    tasks = session.execute(
        select(col(Task.id), col(Task.number), col(Task.title), col(Task.document_id))
        .where(*of_document)
        .order_by(col(Task.document_id), col(Task.start), col(Task.id))
        .offset(tasks_from)
        .limit(PAGE)
    ).all()
    held = session.execute(_parts([unit.id for unit in units], [task.id for task in tasks], today))
    return MatrixPage(
        units=tuple(UnitName(unit.id, unit.short_name or unit.name, unit.level) for unit in units),
        tasks=tuple(TaskName(*task) for task in tasks),
        fields=_fields(held, today, calendar, limits),
        all_units=session.scalar(select(func.count(col(Unit.id))).where(*of_level)) or 0,
        all_tasks=session.scalar(select(func.count(col(Task.id))).where(*of_document)) or 0,
    )


def _fields(
    held: Iterable[Row[Any]], today: date, calendar: WorkCalendar, limits: LightLimits
) -> dict[tuple[int, int], Field]:
    fields: dict[tuple[int, int], Field] = {}
    # Many parts stand alike.
    lamps: dict[tuple[Any, ...], Lamp] = {}
    for number, unit_id, task_id, role, *told in held:
        facts = tuple(told)
        if facts not in lamps:
            lamps[facts] = lamp(_standing(*facts), today, calendar, limits)
        one = Field(number, role, facts[0], facts[1], lamps[facts], 1)
        if other := fields.get((unit_id, task_id)):
            one = replace(min(one, other, key=_urgency), count=other.count + 1)
        fields[unit_id, task_id] = one
    return fields


def _standing(
    status: Status,
    due_on: date | None,
    assigned_on: date,
    stopped_on: date | None,
    asked_for: date | None,
    percent: int | None,
    submitted_on: date | None,
) -> Standing:
    return Standing(
        assigned_on=assigned_on,
        due_on=due_on,
        percent=percent or 0,
        has_reported=percent is not None,
        is_accepted=status is not Status.ASSIGNED,
        submitted_on=submitted_on,
        is_closed=status is Status.CLOSED,
        stopped_on=stopped_on,
        asked_for=asked_for,
    )


def _urgency(field: Field) -> tuple[int, date, int]:
    return _URGENCY[field.lamp.light], field.due_on or date.max, field.assignment_id


def _parts(units: Sequence[int], tasks: Sequence[int], today: date) -> Select[Any]:
    """Id, unit, task, role, and the facts that ``_standing`` takes, looked up only where the light depends on them."""
    waits = and_(
        col(Extension.assignment_id) == col(Assignment.id),
        # Written out, so that the database knows the partial index: of those that wait there is one at most.
        col(Extension.answer) == literal_column(f"'{Answer.PENDING}'"),
        col(Extension.is_late).is_(False),
    )
    runs = and_(
        col(Assignment.status).in_(IN_HAND),
        col(Assignment.stopped_on).is_(None),
        or_(col(Assignment.due_on).is_(None), col(Assignment.due_on) >= today),
    )
    reopened = (
        select(col(Transition.assignment_id), func.max(col(Transition.at)).label("at"))
        .where(col(Transition.move) == literal_column(f"'{Move.REOPEN}'"))
        .group_by(col(Transition.assignment_id))
        .subquery()
    )
    return (
        select(
            col(Assignment.id),
            col(Assignment.unit_id),
            col(Assignment.task_id),
            col(Assignment.role),
            col(Assignment.status),
            col(Assignment.due_on),
            col(Assignment.assigned_on),
            col(Assignment.stopped_on),
            col(Extension.proposed_on).label("asked_for"),
            case((runs, _percent(today, reopened.c.at))).label("percent"),
            case((col(Assignment.status) == Status.SUBMITTED, _submitted_on())).label("submitted_on"),
        )
        .outerjoin(Extension, waits)
        .outerjoin(reopened, reopened.c.assignment_id == col(Assignment.id))
        .where(
            col(Assignment.task_id).in_(tasks),
            *_of(units),
            col(Assignment.status).not_in(UNCOUNTED),
        )
    )


def _of(units: Sequence[int]) -> tuple[ColumnElement[bool], ...]:
    if not units or max(units) - min(units) > _DENSE * len(units):
        return (col(Assignment.unit_id).in_(units),)
    # To read a stretch of the index and leave some out is quicker than to look up each pair; the sum
    # keeps the database from looking up.
    return (
        col(Assignment.unit_id).between(min(units), max(units)),
        (col(Assignment.unit_id) + 0).in_(units),
    )


def _percent(today: date, reopened_at: ColumnElement[datetime]) -> ScalarSelect[int]:
    """What the latest report says; what was reported before the last reopening speaks of another try."""
    return (
        select(col(ProgressUpdate.percent))
        .where(
            col(ProgressUpdate.assignment_id) == col(Assignment.id),
            col(ProgressUpdate.as_of) <= today,
            col(ProgressUpdate.at) < end_of(today),
            or_(reopened_at.is_(None), col(ProgressUpdate.at) >= reopened_at),
        )
        .order_by(col(ProgressUpdate.as_of).desc(), col(ProgressUpdate.id).desc())
        .limit(1)
        .correlate_except(ProgressUpdate)
        .scalar_subquery()
    )


def _submitted_on() -> ScalarSelect[date]:
    return (
        select(func.max(col(Transition.on)))
        .where(
            col(Transition.assignment_id) == col(Assignment.id),
            col(Transition.move) == literal_column(f"'{Move.SUBMIT}'"),
        )
        .correlate(Assignment)
        .scalar_subquery()
    )
