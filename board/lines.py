"""Assignments as lines of a list: what a list says of each, with its light, in one statement for a page of them.

It reads the state that is stored. What a page of one assignment says more of it is in ``board.standing``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, func, select
from sqlmodel import Session, col

from config.settings import settings
from models.assignment import Assignment
from models.closing import Closure
from models.lifecycle import IN_HAND, UNCOUNTED
from models.progress import ProgressUpdate
from models.task import Deadline, Task
from models.unit import Unit
from models.words import Role, Status, Verification
from reports.light_sql import asked_for, submitted_on
from schedules.lights import Lamp, Light, LightLimits, Standing, lamp
from schedules.workdays import WorkCalendar, work_calendar
from supervision.pack_in_force import pack_in_force

_URGENCY = {light: place for place, light in enumerate(Light)}
_MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One assignment in a list. ``unit`` is what its unit is called, ``reported_on`` the day of which it was last reported.

    ``percent`` is how far it is by the unit's word, 100 once closed; ``lamp`` is None once it was taken back.
    """

    id: int
    role: Role
    status: Status
    due_on: date | None
    first_due_on: date | None
    period: str
    is_part: bool
    percent: int
    is_silent: bool
    reported_on: date | None
    verification: Verification | None
    lamp: Lamp | None
    task_id: int
    number: str
    title: str
    code: str
    document_id: int
    unit_id: int
    unit: str
    unit_name: str

    @property
    def light(self) -> Light | None:
        """The colour alone."""
        return self.lamp.light if self.lamp else None

    @property
    def why(self) -> str:
        """The sentence that explains the light."""
        return self.lamp.why if self.lamp else self.status.label

    @property
    def urgency(self) -> tuple[int, date, int]:
        """A key that puts the most urgent first."""
        place = _URGENCY[self.lamp.light] if self.lamp else len(_URGENCY)
        return place, self.due_on or date.max, self.id


def lines(session: Session, today: date, ids: Iterable[int]) -> list[Line]:
    """The lines of these assignments, in the order given."""
    wanted = list(ids)
    calendar, limits = work_calendar(), pack_in_force(session, settings().ladder).lights
    found: dict[int, Line] = {}
    for start in range(0, len(wanted), _MOST_AT_ONCE):
        given = {"today": today, "ids": wanted[start : start + _MOST_AT_ONCE]}
        for row in session.execute(_facts(), given):
            found[row[0]] = _line(row, today, calendar, limits)
    return [found[number] for number in wanted if number in found]


@cache
def _facts() -> Select[Any]:
    past = and_(col(Assignment.status).in_(IN_HAND), col(Assignment.due_on) < bindparam("today"))
    # No earlier day is reported after a later one.
    reported_on = (
        select(func.max(col(ProgressUpdate.as_of)))
        .where(col(ProgressUpdate.assignment_id) == col(Assignment.id))
        .correlate(Assignment)
        .scalar_subquery()
    )
    verification = (
        select(col(Closure.verification))
        .where(col(Closure.assignment_id) == col(Assignment.id), col(Closure.reopened_on).is_(None))
        .order_by(col(Closure.id).desc())
        .limit(1)
        .correlate(Assignment)
        .scalar_subquery()
    )
    return (
        select(
            col(Assignment.id),
            col(Assignment.role),
            col(Assignment.status),
            col(Assignment.assigned_on),
            col(Assignment.due_on),
            col(Assignment.first_due_on),
            col(Assignment.stopped_on),
            col(Assignment.percent),
            col(Assignment.parent_id),
            case((col(Assignment.status) == Status.SUBMITTED, submitted_on())),
            case((past, asked_for())),
            case((col(Assignment.percent).is_not(None), reported_on)),
            case((col(Assignment.status) == Status.CLOSED, verification)),
            col(Deadline.period),
            col(Task.id),
            col(Task.number),
            col(Task.title),
            col(Task.code),
            col(Task.document_id),
            col(Unit.id),
            col(Unit.short_name),
            col(Unit.name),
        )
        .join(Deadline, col(Deadline.id) == col(Assignment.deadline_id))
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(col(Assignment.id).in_(bindparam("ids", expanding=True)))
    )


def _line(row: Any, today: date, calendar: WorkCalendar, limits: LightLimits) -> Line:
    number, role, status, assigned_on, due_on, first_due_on, stopped_on, percent, parent_id = row[:9]
    handed_in, waits_for, reported_on, verification, period = row[9:14]
    is_closed = status is Status.CLOSED
    standing = Standing(
        assigned_on=assigned_on,
        due_on=due_on,
        percent=percent or 0,
        has_reported=percent is not None,
        is_accepted=status is not Status.ASSIGNED,
        submitted_on=handed_in,
        is_closed=is_closed,
        stopped_on=stopped_on,
        asked_for=waits_for,
    )
    task_id, task_number, title, code, document_id, unit_id, short_name, name = row[14:]
    return Line(
        id=number,
        role=role,
        status=status,
        due_on=due_on,
        first_due_on=first_due_on,
        period=period,
        is_part=parent_id is not None,
        percent=100 if is_closed else percent or 0,
        is_silent=percent is None and not is_closed,
        reported_on=reported_on,
        verification=verification,
        lamp=None if status in UNCOUNTED else lamp(standing, today, calendar, limits),
        task_id=task_id,
        number=task_number,
        title=title,
        code=code,
        document_id=document_id,
        unit_id=unit_id,
        unit=short_name or name,
        unit_name=name,
    )
