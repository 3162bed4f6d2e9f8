"""What stands at the edges of the matrix: how many of each light each unit and each task has in the whole office.

To count them all takes a good part of a second in a large office, so the counts are kept until a deed is done.
"""

from collections import Counter
from collections.abc import Collection, Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Text, and_, case, cast, func, literal, or_, select
from sqlmodel import Session, col

from models.assignment import Assignment
from models.closing import Closure
from models.lifecycle import UNCOUNTED
from models.plan import TaskTag
from models.task import Task
from models.unit import Unit
from models.words import Status, UnitLevel, Verification
from reports.kept import kept_by_unit
from reports.light_sql import lit
from schedules.lights import Light, LightLimits
from schedules.workdays import WorkCalendar

_DONE = 100
_LETTERS = {Light.RED: "r", Light.YELLOW: "y", Light.GREEN: "g", Light.GREY: "e", Light.BLUE: "b"}
_LIGHTS = {letter: light for light, letter in _LETTERS.items()}
_LOOKED_AT = (Verification.ON_SITE, Verification.THIRD_PARTY)
_WORD_OF_THE_UNIT = (Status.CLOSED, Status.SUBMITTED)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which duties a matrix is about; what is empty chooses nothing. ``year`` is that of the deadline in force."""

    level: UnitLevel | None = None
    line: str = ""
    region: str = ""
    tag: str = ""
    year: int | None = None
    document_id: int | None = None

    def of_units(self) -> tuple[ColumnElement[bool], ...]:
        """The conditions on a unit."""
        chosen: list[ColumnElement[bool]] = []
        if self.level is not None:
            chosen.append(col(Unit.level) == self.level)
        if self.line:
            chosen.append(col(Unit.line) == self.line)
        if self.region:
            chosen.append(col(Unit.region) == self.region)
        return tuple(chosen)

    def of_tasks(self) -> tuple[ColumnElement[bool], ...]:
        """The conditions on a task."""
        chosen: list[ColumnElement[bool]] = []
        if self.document_id is not None:
            chosen.append(col(Task.document_id) == self.document_id)
        if self.tag:
            tagged = select(col(TaskTag.task_id)).where(col(TaskTag.name) == self.tag)
            chosen.append(col(Task.id).in_(tagged))
        return tuple(chosen)

    def of_assignments(self) -> tuple[ColumnElement[bool], ...]:
        """The conditions on an assignment itself."""
        if self.year is None:
            return ()
        return (col(Assignment.due_on).between(date(self.year, 1, 1), date(self.year, 12, 31)),)


@dataclass(frozen=True, slots=True)
class Edges:
    """Counts of the whole office: for each unit and each task that has any, and of all.

    ``reported`` are done by the unit's own word, ``verified`` closed after somebody went to look.
    """

    by_unit: dict[int, dict[Light, int]]
    by_task: dict[int, dict[Light, int]]
    reported: int
    closed: int
    verified: int
    lights: dict[Light, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many there are of whatever light."""
        return sum(self.lights.values())


class _OfUnit(NamedTuple):
    """What one unit brings to the counts: of each part its task and its light in a letter, and how many are done."""

    told: str
    reported: int = 0
    verified: int = 0


def edges(
    session: Session,
    today: date,
    calendar: WorkCalendar,
    limits: LightLimits,
    choice: Choice,
    seen: ColumnElement[bool],
    seen_as: Hashable,
) -> Edges:
    """The counts of what this choice leaves and the person may see (``seen``, which ``seen_as`` names)."""

    def count(units: Collection[int] | None) -> dict[int, _OfUnit]:
        return _count_units(session, today, calendar, limits, choice, seen, units)

    about = (today, calendar, limits, choice, seen_as)
    return kept_by_unit(session, "edges", about, count, _added_up)


def count_edges(
    session: Session,
    today: date,
    calendar: WorkCalendar,
    limits: LightLimits,
    choice: Choice,
    seen: ColumnElement[bool],
) -> Edges:
    """The same, counted now."""
    return _added_up(_count_units(session, today, calendar, limits, choice, seen, None))


def _count_units(
    session: Session,
    today: date,
    calendar: WorkCalendar,
    limits: LightLimits,
    choice: Choice,
    seen: ColumnElement[bool],
    units: Collection[int] | None,
) -> dict[int, _OfUnit]:
    chosen = [seen, *choice.of_units(), *choice.of_tasks(), *choice.of_assignments()]
    if units is not None:
        chosen.append(col(Assignment.unit_id).in_(units))
    lights = lit(today, calendar, limits, *chosen)
    letter = case(
        *((lights.c.light == light.value, text) for light, text in _LETTERS.items()), else_=literal("")
    )
    # One text for each unit: all are looked at once, and counted twice without a row for each.
    told = select(
        lights.c.unit_id, func.aggregate_strings(cast(lights.c.task_id, Text) + letter, ",")
    ).group_by(lights.c.unit_id)
    reported = _count(session, _is_reported_done(), *chosen)
    verified = _count(session, _is_verified(), *chosen)
    return {
        unit_id: _OfUnit(text, reported.get(unit_id, 0), verified.get(unit_id, 0))
        for unit_id, text in session.execute(told).tuples()
    }


def _added_up(of_units: dict[int, _OfUnit]) -> Edges:
    by_unit = {
        unit_id: {light: own.told.count(letter) for light, letter in _LETTERS.items()}
        for unit_id, own in of_units.items()
    }
    by_task: dict[int, dict[Light, int]] = {}
    for part, count in Counter(",".join(own.told for own in of_units.values()).split(",")).items():
        if part:
            by_task.setdefault(int(part[:-1]), dict.fromkeys(Light, 0))[_LIGHTS[part[-1]]] = count
    whole = {light: sum(counts[light] for counts in by_unit.values()) for light in Light}
    return Edges(
        by_unit=by_unit,
        by_task=by_task,
        reported=sum(own.reported for own in of_units.values()),
        closed=whole[Light.BLUE],
        verified=sum(own.verified for own in of_units.values()),
        lights=whole,
    )


def _count(session: Session, *chosen: ColumnElement[bool]) -> dict[int, int]:
    """How many of these each unit has."""
    rows = (
        select(col(Assignment.unit_id), func.count())
        .select_from(Assignment)
        # Each has one of each; joined from outside, a table that no condition names is not looked at.
        .outerjoin(Task, col(Task.id) == col(Assignment.task_id))
        .outerjoin(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(col(Assignment.status).not_in(UNCOUNTED), *chosen)
        .group_by(col(Assignment.unit_id))
    )
    return dict(session.execute(rows).tuples().all())


def _is_reported_done() -> ColumnElement[bool]:
    """Done by the unit's word: handed in, or its latest report says so."""
    return or_(col(Assignment.status).in_(_WORD_OF_THE_UNIT), col(Assignment.percent) >= _DONE)


def _is_verified() -> ColumnElement[bool]:
    looked_at = select(col(Closure.assignment_id)).where(
        col(Closure.verification).in_(_LOOKED_AT), col(Closure.reopened_on).is_(None)
    )
    return and_(col(Assignment.id).in_(looked_at), col(Assignment.status) == Status.CLOSED)
