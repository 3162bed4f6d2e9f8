"""One page of the matrix of an office of any size: units down, tasks across, and what each field shows today.

It reads the state that is stored, not the history: for another day than today ask ``reports.standing``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Row,
    ScalarSelect,
    Select,
    and_,
    case,
    cast,
    func,
    literal_column,
    null,
    or_,
    select,
    union_all,
)
from sqlmodel import Session, col

from models.assignment import Assignment, Transition
from models.extension import ClockStop, Extension
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
class Halt:
    """Why the day of a part does not count: its clock stands since, or it waits for the later day it asked for."""

    stopped_on: date | None = None
    asked_for: date | None = None


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

    Only tasks of the document and units of the level where these are given. What was withdrawn or
    transferred is in no field, nor what a unit split off from its own.
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
    shown = [unit.id for unit in units], [task.id for task in tasks]
    halts = _halts(session, *shown)
    held = session.execute(_parts(*shown, today))
    return MatrixPage(
        units=tuple(UnitName(unit.id, unit.short_name or unit.name, unit.level) for unit in units),
        tasks=tuple(TaskName(*task) for task in tasks),
        fields=_fields(held, halts, today, calendar, limits),
        all_units=session.scalar(select(func.count(col(Unit.id))).where(*of_level)) or 0,
        all_tasks=session.scalar(select(func.count(col(Task.id))).where(*of_document)) or 0,
    )


def _fields(
    held: Iterable[Row[Any]],
    halts: dict[int, Halt],
    today: date,
    calendar: WorkCalendar,
    limits: LightLimits,
) -> dict[tuple[int, int], Field]:
    fields: dict[tuple[int, int], Field] = {}
    # Many parts stand alike.
    lamps: dict[tuple[Any, ...], Lamp] = {}
    for number, unit_id, task_id, role, status, due_on, since, percent in held:
        facts = status, due_on, since, percent, halts.get(number)
        if facts not in lamps:
            lamps[facts] = lamp(_standing(*facts), today, calendar, limits)
        one = Field(number, role, status, due_on, lamps[facts], 1)
        if other := fields.get((unit_id, task_id)):
            one = replace(min(one, other, key=_urgency), count=other.count + 1)
        fields[unit_id, task_id] = one
    return fields


def _standing(
    status: Status, due_on: date | None, since: date, percent: int | None, halt: Halt | None
) -> Standing:
    is_submitted = status is Status.SUBMITTED
    return Standing(
        # What waits for the office is judged by the day it was submitted alone.
        assigned_on=since,
        due_on=due_on,
        percent=percent or 0,
        has_reported=percent is not None,
        is_accepted=status is not Status.ASSIGNED,
        submitted_on=since if is_submitted else None,
        is_closed=status is Status.CLOSED,
        stopped_on=halt.stopped_on if halt else None,
        asked_for=halt.asked_for if halt else None,
    )


def _urgency(field: Field) -> tuple[int, date, int]:
    return _URGENCY[field.lamp.light], field.due_on or date.max, field.assignment_id


def _parts(units: Sequence[int], tasks: Sequence[int], today: date) -> Select[Any]:
    """Id, unit, task, role, and the facts that ``_standing`` takes: few columns, for the rows are many."""
    runs = and_(
        col(Assignment.status).in_(IN_HAND),
        col(Assignment.stopped_on).is_(None),
        or_(col(Assignment.due_on).is_(None), col(Assignment.due_on) >= today),
    )
    reopened = (
        select(col(Transition.assignment_id), func.max(col(Transition.at)).label("at"))
        # Written out here and below, so that the database knows the partial index.
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
            case(
                (col(Assignment.status) == Status.SUBMITTED, _submitted_on()),
                else_=col(Assignment.assigned_on),
            ),
            # Looked up only where the light depends on it.
            case((runs, _percent(today, reopened.c.at))),
        )
        .outerjoin(reopened, reopened.c.assignment_id == col(Assignment.id))
        .where(
            col(Assignment.task_id).in_(tasks),
            *_of(units),
            col(Assignment.status).not_in(UNCOUNTED),
            # Not split off. Nearly all are whole, but SQLite would take the index of the parents for a short way;
            # the sum keeps it from that.
            (col(Assignment.parent_id) + 0).is_(None),
        )
    )


def _halts(session: Session, units: Sequence[int], tasks: Sequence[int]) -> dict[int, Halt]:
    """The parts of the page that are halted: few of many, so they are looked up from their own side."""
    halted = union_all(
        select(
            col(ClockStop.assignment_id),
            col(ClockStop.stopped_on),
            cast(null(), Date).label("asked_for"),
        ).where(col(ClockStop.restarted_on).is_(None)),
        select(col(Extension.assignment_id), cast(null(), Date), col(Extension.proposed_on)).where(
            col(Extension.answer) == literal_column(f"'{Answer.PENDING}'"), col(Extension.is_late).is_(False)
        ),
    ).subquery()
    rows = session.execute(
        select(halted)
        .join(Assignment, col(Assignment.id) == halted.c.assignment_id)
        .where((col(Assignment.task_id) + 0).in_(tasks), (col(Assignment.unit_id) + 0).in_(units))
    )
    halts: dict[int, Halt] = {}
    for number, stopped_on, asked_for in rows:
        other = halts.get(number, Halt())
        halts[number] = Halt(stopped_on or other.stopped_on, asked_for or other.asked_for)
    return halts


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
