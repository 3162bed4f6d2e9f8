"""Assignments as they stand today, each with its light: a handful of statements for however many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, select
from sqlmodel import Session, col

from config.settings import settings
from models.assignment import Assignment
from models.task import Deadline, Task
from models.unit import Unit
from models.words import Status, Verification
from reports.standing import Stood, stand
from schedules.lights import Lamp, Light
from schedules.workdays import work_calendar
from supervision.pack_in_force import pack_in_force


@dataclass(frozen=True, slots=True)
class Held:
    """What one unit holds for one deadline of one task, and how that stands."""

    assignment: Assignment
    deadline: Deadline
    task: Task
    unit: Unit
    stood: Stood

    @property
    def due_on(self) -> date | None:
        """The deadline in force."""
        return self.stood.time.due_on

    @property
    def lamp(self) -> Lamp | None:
        """Its light and the reason, None once it was withdrawn."""
        return self.stood.lamp

    @property
    def percent(self) -> int:
        """How far it is by the unit's word; see ``Stood``."""
        return self.stood.percent

    @property
    def is_silent(self) -> bool:
        """Whether nothing was ever said of it, so that 0 percent would be a guess."""
        return self.stood.latest is None and self.stood.closed_on is None

    @property
    def is_reported_done(self) -> bool:
        """Whether it is done by the unit's own word: closed, handed in, or reported at 100 percent."""
        return self.stood.status in (Status.CLOSED, Status.SUBMITTED) or self.percent >= 100

    @property
    def is_verified(self) -> bool:
        """Whether it is closed and somebody went to look: on site, or a third party."""
        seen = (Verification.ON_SITE, Verification.THIRD_PARTY)
        return self.stood.closed_on is not None and self.stood.verification in seen

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
        return place, self.due_on or date.max, self.assignment.id


def held_of(session: Session, today: date, assignment_id: int) -> Held:
    """One assignment as it stands. Raises NoResultFound where there is none."""
    row = session.execute(_one(), {"id": assignment_id}).one()
    return _as_held(session, today, [row])[0]


def held(session: Session, today: date, *chosen: ColumnElement[bool]) -> list[Held]:
    """The assignments that meet these conditions (on any of the four tables), by task, day and unit."""
    rows = session.execute(
        _whole()
        .where(*chosen)
        .order_by(
            col(Task.document_id), col(Task.start), col(Task.id), col(Assignment.due_on), col(Unit.position)
        )
    ).all()
    return _as_held(session, today, rows, _ids(chosen)) if rows else []


def _as_held(
    session: Session, today: date, rows: Sequence[Row[Any]], among: Select[tuple[int]] | None = None
) -> list[Held]:
    given = [(assignment, deadline) for assignment, deadline, _, _ in rows]
    limits = pack_in_force(session, settings().ladder).lights
    stood = stand(session, given, today, work_calendar(), limits, among)
    return [
        Held(assignment, deadline, task, unit, how)
        for (assignment, deadline, task, unit), how in zip(rows, stood, strict=True)
    ]


def _whole() -> Select[tuple[Assignment, Deadline, Task, Unit]]:
    return (
        select(Assignment, Deadline, Task, Unit)
        .join(Deadline, col(Deadline.id) == col(Assignment.deadline_id))
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
    )


@cache
def _one() -> Select[tuple[Assignment, Deadline, Task, Unit]]:
    return _whole().where(col(Assignment.id) == bindparam("id"))


def _ids(chosen: tuple[ColumnElement[bool], ...]) -> Select[tuple[int]]:
    # Each has one of each; joined from outside, a table that no condition names is not looked at.
    return (
        select(col(Assignment.id))
        .outerjoin(Deadline, col(Deadline.id) == col(Assignment.deadline_id))
        .outerjoin(Task, col(Task.id) == col(Assignment.task_id))
        .outerjoin(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(*chosen)
    )
