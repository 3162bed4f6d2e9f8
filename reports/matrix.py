"""One page of the matrix of an office of any size: units down, tasks across, and what each field shows today.

It reads the state that is stored, not the history: for another day than today ask ``reports.standing``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    Text,
    and_,
    case,
    cast,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlmodel import Session, col

from models.assignment import Assignment
from models.columns import in_figures
from models.extension import ClockStop, Extension
from models.lifecycle import IN_HAND, UNCOUNTED
from models.task import Task
from models.unit import Unit
from models.words import Answer, Role, Status, UnitLevel
from reports.edges import Choice
from reports.light_sql import submitted_on
from schedules.lights import Lamp, Light, LightLimits, Standing, lamp
from schedules.workdays import WorkCalendar

PAGE = 200
"""How many units, and how many tasks, one page shows."""

# Up to how many units apart, for each that is shown, they count as standing together.
_DENSE = 4
_URGENCY = {light: place for place, light in enumerate(Light)}
_CLOSED = f"/{Status.CLOSED}///"
_LEVELS = {level: place for place, level in enumerate(UnitLevel)}


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


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What many parts have in common: how each of them stands, and why. ``urgency`` puts the most urgent first."""

    role: Role
    status: Status
    due_on: date | None
    lamp: Lamp
    urgency: tuple[int, date]


@dataclass(frozen=True, slots=True)
class Halt:
    """Why the day of a part does not count: its clock stands since, or it waits for the later day it asked for."""

    stopped_on: date | None = None
    asked_for: date | None = None


Field = tuple[Look, int, int]
"""What one unit holds of one task: how its most urgent part stands, which that is, and how many parts there are."""


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """``fields`` has, by task and then by unit, what is not empty. ``all_units`` and ``all_tasks`` count beyond the page."""

    units: tuple[UnitName, ...]
    tasks: tuple[TaskName, ...]
    fields: dict[int, dict[int, Field]]
    all_units: int
    all_tasks: int


def unit_names(session: Session, choice: Choice) -> list[UnitName]:
    """The units of a choice in the order of the lines: by class, then in the office's order."""
    rows = session.execute(
        select(col(Unit.id), col(Unit.name), col(Unit.short_name), col(Unit.level))
        .where(*choice.of_units())
        .order_by(col(Unit.position), col(Unit.id))
    )
    units = [UnitName(number, short or name, level) for number, name, short, level in rows]
    return sorted(units, key=lambda unit: _LEVELS[unit.level])


def task_names(session: Session, choice: Choice) -> list[TaskName]:
    """The tasks of a choice in the order of the columns: by document, then as it states them."""
    rows = session.execute(
        select(col(Task.id), col(Task.number), col(Task.title), col(Task.document_id))
        .where(*choice.of_tasks())
        .order_by(col(Task.document_id), col(Task.start), col(Task.id))
    )
    return [TaskName(*task) for task in rows]


def read_page(
    session: Session,
    today: date,
    calendar: WorkCalendar,
    limits: LightLimits,
    *,
    choice: Choice | None = None,
    units_from: int = 0,
    tasks_from: int = 0,
) -> MatrixPage:
    """A page of ``PAGE`` units and ``PAGE`` tasks of a choice, counted from the given places, in the office's order.

    What was withdrawn or transferred is in no field, nor what a unit split off from its own.
    """
    choice = choice or Choice()
    units, tasks = unit_names(session, choice), task_names(session, choice)
    shown = units[units_from : units_from + PAGE], tasks[tasks_from : tasks_from + PAGE]
    ids = [unit.id for unit in shown[0]], [task.id for task in shown[1]]
    fields = read_fields(session, today, calendar, limits, *ids, is_office_own(), *choice.of_assignments())
    return MatrixPage(tuple(shown[0]), tuple(shown[1]), fields, len(units), len(tasks))


def is_office_own() -> ColumnElement[bool]:
    """``reports.wholes.is_whole`` for many: nearly all are, but SQLite would take the index of the parents for a
    short way; the sum keeps it from that.
    """
    return (col(Assignment.parent_id) + 0).is_(None)


def read_fields(
    session: Session,
    today: date,
    calendar: WorkCalendar,
    limits: LightLimits,
    units: Sequence[int],
    tasks: Sequence[int],
    *chosen: ColumnElement[bool],
) -> dict[int, dict[int, Field]]:
    """The fields of these units and tasks: of each task, of each unit. ``chosen`` are conditions on an assignment."""
    halts = _halts(session, units, tasks)
    rows = session.execute(_parts(units, tasks, today, chosen)).tuples().all()
    looks: dict[str, Look] = {}
    fields: dict[int, dict[int, Field]] = {}
    for task_id, told in rows:
        own: dict[int, Field] = {}
        fields[task_id] = own
        for part in told.split(","):
            unit_text, number_text, facts = part.split(":")
            # Many parts stand alike; few are halted.
            look = looks.get(facts)
            if look is None:
                look = looks[facts] = _look(facts, None, today, calendar, limits)
            if number_text in halts:
                look = _look(facts, halts[number_text], today, calendar, limits)
            unit_id = int(unit_text)
            if unit_id in own:
                own[unit_id] = _together(own[unit_id], look, int(number_text))
            else:
                own[unit_id] = (look, int(number_text), 1)
    return fields


def _together(other: Field, look: Look, number: int) -> Field:
    first, other_number, count = other
    if (look.urgency, number) < (first.urgency, other_number):
        return look, number, count + 1
    return first, other_number, count + 1


def _look(facts: str, halt: Halt | None, today: date, calendar: WorkCalendar, limits: LightLimits) -> Look:
    role, status_text, due_text, since_text, percent_text = facts.split("/")
    # What is closed says no more.
    since_on = date.fromisoformat(since_text) if since_text else today
    status, due_on = Status.stored(status_text), date.fromisoformat(due_text) if due_text else None
    standing = _standing(status, due_on, since_on, int(percent_text) if percent_text else None, halt)
    found = lamp(standing, today, calendar, limits)
    urgency = _URGENCY[found.light], due_on or date.max
    return Look(Role.stored(role), status, due_on, found, urgency)


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


def _parts(
    units: Sequence[int], tasks: Sequence[int], today: date, chosen: Iterable[ColumnElement[bool]]
) -> Select[tuple[int, str]]:
    """Of each task one text with all its parts: to hand over forty thousand rows would take longer than to find them.

    A part is unit, id and the facts that ``_look`` takes: ``12:345:lead/underway/2026-06-30/2026-03-09/60``.
    """
    runs = and_(
        col(Assignment.status).in_(IN_HAND),
        col(Assignment.stopped_on).is_(None),
        or_(col(Assignment.due_on).is_(None), col(Assignment.due_on) >= today),
    )
    since = case(
        (col(Assignment.status) == Status.SUBMITTED, submitted_on()), else_=col(Assignment.assigned_on)
    )
    # Said only where the light depends on it, so that as many as can be stand alike.
    percent = case((runs, col(Assignment.percent)))
    stands = (
        type_coerce(col(Assignment.status), Text)
        + "/"
        + func.coalesce(in_figures(col(Assignment.due_on)), "")
        + "/"
        + in_figures(since)
        + "/"
        + func.coalesce(cast(percent, Text), "")
    )
    told = (
        cast(col(Assignment.unit_id), Text)
        + ":"
        + cast(col(Assignment.id), Text)
        + ":"
        + type_coerce(col(Assignment.role), Text)
        # Of what is closed nothing else matters.
        + case((col(Assignment.status) == Status.CLOSED, _CLOSED), else_=literal("/") + stands)
    )
    return (
        select(col(Assignment.task_id), func.aggregate_strings(told, ","))
        .where(
            col(Assignment.task_id).in_(tasks),
            *_of(units),
            col(Assignment.status).not_in(UNCOUNTED),
            *chosen,
        )
        .group_by(col(Assignment.task_id))
    )


def _halts(session: Session, units: Sequence[int], tasks: Sequence[int]) -> dict[str, Halt]:
    """The parts of the page that are halted, by their ids as text: few of many, so they are looked up from their own side."""
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
    halts: dict[str, Halt] = {}
    for number, stopped_on, asked_for in rows:
        other = halts.get(str(number), Halt())
        halts[str(number)] = Halt(stopped_on or other.stopped_on, asked_for or other.asked_for)
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
