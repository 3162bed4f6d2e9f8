"""How the whole office stands today, in a few statements however large it is: lights, rates, and each unit's lights.

It reads the state that is stored, not the history: for another day than today ask ``reports.figures``, which says the
same of today.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlmodel import Session, col

from models.assignment import Assignment
from models.closing import Closure
from models.extension import DueChange
from models.lifecycle import IN_HAND, UNCOUNTED
from models.unit import Unit
from models.words import Status, Verification
from reports.light_sql import count_lights_by, lit
from reports.tally import share
from reports.wholes import is_whole
from schedules.lights import Light, LightLimits
from schedules.workdays import WorkCalendar

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class UnitNow:
    """A unit and how many of its assignments burn in each light."""

    id: int
    called: str
    position: int
    lights: dict[Light, int]

    @property
    def total(self) -> int:
        """How many it holds."""
        return sum(self.lights.values())

    @property
    def closed(self) -> int:
        """How many of them are closed."""
        return self.lights[Light.BLUE]


@dataclass(frozen=True, slots=True)
class Present:
    """The figures of today (件); ``units`` are those that hold something, in the order of the directory.

    ``due`` (应办) are those whose day has come, ``on_time`` those of them that were handed in by their day and are
    closed. ``reported`` is done by the units' own word, ``closed`` by the office's check, ``verified`` seen on site
    or by a third party. ``at`` is when it was counted.
    """

    at: datetime
    lights: dict[Light, int]
    units: tuple[UnitNow, ...]
    due: int
    closed_of_due: int
    on_time: int
    reported: int
    verified: int

    @property
    def total(self) -> int:
        """All that was handed out and not taken back."""
        return sum(self.lights.values())

    @property
    def closed(self) -> int:
        """Those closed, whenever they were due."""
        return self.lights[Light.BLUE]

    @property
    def open(self) -> int:
        """Those not closed."""
        return self.total - self.closed

    @property
    def completion(self) -> str:
        """完成率: closed of those due."""
        return share(self.closed_of_due, self.due)

    @property
    def punctuality(self) -> str:
        """按时率: on time of those due."""
        return share(self.on_time, self.due)

    def worst(self, number: int) -> tuple[UnitNow, ...]:
        """The units with the most red, then the most yellow lights; those without any of either are left out."""
        lit_up = [unit for unit in self.units if unit.lights[Light.RED] or unit.lights[Light.YELLOW]]
        lit_up.sort(key=lambda unit: (-unit.lights[Light.RED], -unit.lights[Light.YELLOW], unit.position))
        return tuple(lit_up[:number])


def read_present(
    session: Session, today: date, now: datetime, calendar: WorkCalendar, limits: LightLimits
) -> Present:
    """The figures of the whole office today, as counted at this moment."""
    by_unit = lights_by_unit(session, today, calendar, limits)
    names = session.execute(
        select(col(Unit.id), col(Unit.name), col(Unit.short_name), col(Unit.position)).order_by(
            col(Unit.position), col(Unit.id)
        )
    )
    units = tuple(
        UnitNow(number, short or name, position, by_unit[number])
        for number, name, short, position in names
        if number in by_unit
    )
    lights = {light: sum(unit.lights[light] for unit in units) for light in Light}
    due, closed_of_due = _due(session, today)
    submitted = session.scalar(_count(col(Assignment.status) == Status.SUBMITTED)) or 0
    return Present(
        at=now,
        lights=lights,
        units=units,
        due=due,
        closed_of_due=closed_of_due,
        on_time=_on_time(session, today),
        reported=lights[Light.BLUE] + submitted + _reported_whole(session),
        verified=_verified(session),
    )


def lights_by_unit(
    session: Session, today: date, calendar: WorkCalendar, limits: LightLimits
) -> dict[int, dict[Light, int]]:
    """How many of each unit's assignments burn in each light."""
    seen = lit(today, calendar, limits, is_whole())
    return count_lights_by(session, seen, seen.c.unit_id)


def _due(session: Session, today: date) -> tuple[int, int]:
    closed = func.sum(case((col(Assignment.status) == Status.CLOSED, 1), else_=0))
    rows = select(func.count(), closed).where(
        col(Assignment.due_on) <= today, col(Assignment.status).not_in(UNCOUNTED), is_whole()
    )
    number, of_these = session.execute(rows).one()
    return number, int(of_these or 0)


def _on_time(session: Session, today: date) -> int:
    late_once = select(col(DueChange.assignment_id)).where(col(DueChange.is_late))
    rows = (
        select(func.count())
        .select_from(Assignment)
        .join(Closure, col(Closure.assignment_id) == col(Assignment.id))
        .where(
            col(Assignment.status) == Status.CLOSED,
            col(Assignment.due_on) <= today,
            col(Closure.reopened_on).is_(None),
            col(Closure.submitted_on) <= col(Assignment.due_on),
            col(Assignment.id).not_in(late_once),
            is_whole(),
        )
    )
    return session.scalar(rows) or 0


def _reported_whole(session: Session) -> int:
    """Those in hand that their unit calls done by its latest report."""
    rows = _count(col(Assignment.status).in_(IN_HAND), col(Assignment.percent) >= _WHOLE)
    return session.scalar(rows) or 0


def _verified(session: Session) -> int:
    seen = (Verification.ON_SITE, Verification.THIRD_PARTY)
    rows = (
        select(func.count())
        .select_from(Assignment)
        .join(Closure, col(Closure.assignment_id) == col(Assignment.id))
        .where(
            col(Assignment.status) == Status.CLOSED,
            col(Closure.reopened_on).is_(None),
            col(Closure.verification).in_(seen),
            is_whole(),
        )
    )
    return session.scalar(rows) or 0


def _count(*chosen: ColumnElement[bool]) -> Select[tuple[int]]:
    return select(func.count()).select_from(Assignment).where(*chosen, is_whole())
