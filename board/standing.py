"""Assignments as they stand today, each with its light: a handful of statements for however many."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import Session, col

from config.settings import settings
from models.assignment import Assignment, Closure, Transition
from models.task import Deadline, Task
from models.unit import Unit
from models.words import Move, Status
from schedules.ladder import load_pack
from schedules.lights import Lamp, Light, LightLimits, Standing, lamp
from schedules.workdays import WorkCalendar, work_calendar


@dataclass(frozen=True, slots=True)
class Held:
    """What one unit holds for one deadline of one task. ``lamp`` is None once it was withdrawn."""

    assignment: Assignment
    deadline: Deadline
    task: Task
    unit: Unit
    lamp: Lamp | None

    @property
    def light(self) -> Light | None:
        """The colour alone."""
        return self.lamp.light if self.lamp else None

    @property
    def why(self) -> str:
        """The sentence that explains the light."""
        return self.lamp.why if self.lamp else self.assignment.status.label

    @property
    def urgency(self) -> tuple[int, date, int]:
        """A key that puts the most urgent first."""
        place = list(Light).index(self.lamp.light) if self.lamp else len(Light)
        return place, self.deadline.due_on or date.max, self.assignment.id


def held(session: Session, today: date, *chosen: ColumnElement[bool]) -> list[Held]:
    """The assignments that meet these conditions (on any of the four tables), by task, day and unit."""
    rows = session.execute(
        select(Assignment, Deadline, Task, Unit)
        .join(Deadline, col(Deadline.id) == col(Assignment.deadline_id))
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(*chosen)
        .order_by(
            col(Task.document_id), col(Task.start), col(Task.id), col(Deadline.due_on), col(Unit.position)
        )
    ).all()
    handed_in = _handed_in(session, _ids(chosen)) if rows else {}
    limits, calendar = load_pack(settings().ladder).lights, work_calendar()
    return [
        Held(
            assignment, deadline, task, unit, _lamp(assignment, deadline, handed_in, today, limits, calendar)
        )
        for assignment, deadline, task, unit in rows
    ]


def light_counts(held: Iterable[Held]) -> dict[Light, int]:
    """How many of each light, in the order of urgency, the missing ones as 0."""
    counted = Counter(one.light for one in held)
    return {light: counted[light] for light in Light}


def _ids(chosen: tuple[ColumnElement[bool], ...]) -> Select[tuple[int]]:
    return (
        select(col(Assignment.id))
        .join(Deadline, col(Deadline.id) == col(Assignment.deadline_id))
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(*chosen)
    )


def _handed_in(session: Session, ids: Select[tuple[int]]) -> dict[int, date]:
    """The day of the submission that waits, or that led to the closure that stands."""
    submitted = session.execute(
        select(col(Transition.assignment_id), func.max(col(Transition.on)))
        .where(col(Transition.move) == Move.SUBMIT, col(Transition.assignment_id).in_(ids))
        .group_by(col(Transition.assignment_id))
    )
    days = dict(submitted.tuples().all())
    closed = session.execute(
        select(col(Closure.assignment_id), col(Closure.submitted_on)).where(
            col(Closure.reopened_on).is_(None), col(Closure.assignment_id).in_(ids)
        )
    )
    days.update(closed.tuples().all())
    return days


def _lamp(
    assignment: Assignment,
    deadline: Deadline,
    handed_in: dict[int, date],
    today: date,
    limits: LightLimits,
    calendar: WorkCalendar,
) -> Lamp | None:
    if assignment.status is Status.WITHDRAWN:
        return None
    is_in = assignment.status in (Status.SUBMITTED, Status.CLOSED)
    standing = Standing(
        assigned_on=assignment.assigned_on,
        due_on=deadline.due_on,
        percent=assignment.percent,
        is_accepted=assignment.status is not Status.ASSIGNED,
        submitted_on=handed_in.get(assignment.id) if is_in else None,
        is_closed=assignment.status is Status.CLOSED,
    )
    return lamp(standing, today, calendar, limits)
