"""What stands at the edges of the matrix: how many of each light each unit and each task has in the whole office.

To count them all takes a good part of a second in a large office, so the counts are kept until a deed is done.
"""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, Text, case, cast, func, literal, select
from sqlmodel import Session, col

from models.assignment import Assignment
from models.closing import Closure
from models.lifecycle import UNCOUNTED
from models.plan import TaskTag
from models.task import Task
from models.unit import Unit
from models.words import Status, UnitLevel, Verification
from reports.kept import kept
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
    about = (today, calendar, limits, choice, seen_as)
    return kept(session, "edges", about, lambda: count_edges(session, today, calendar, limits, choice, seen))


def count_edges(
    session: Session,
    today: date,
    calendar: WorkCalendar,
    limits: LightLimits,
    choice: Choice,
    seen: ColumnElement[bool],
) -> Edges:
    """The same, counted now."""
    chosen = (seen, *choice.of_units(), *choice.of_tasks(), *choice.of_assignments())
    lights = lit(today, calendar, limits, *chosen)
    letter = case(
        *((lights.c.light == light.value, text) for light, text in _LETTERS.items()), else_=literal("")
    )
    told = select(
        lights.c.task_id, func.aggregate_strings(cast(lights.c.unit_id, Text) + letter, ",")
    ).group_by(lights.c.task_id)
    # One text for each task: all are looked at once, and counted twice without a row for each.
    texts = session.execute(told).tuples().all()
    by_unit: dict[int, dict[Light, int]] = {}
    for text, count in Counter(",".join(text for _, text in texts).split(",")).items():
        if text:
            by_unit.setdefault(int(text[:-1]), dict.fromkeys(Light, 0))[_LIGHTS[text[-1]]] = count
    by_task = {
        task_id: {light: text.count(letter_of) for light, letter_of in _LETTERS.items()}
        for task_id, text in texts
    }
    whole: Counter[Light] = Counter()
    for counts in by_unit.values():
        whole.update(counts)
    return Edges(
        by_unit=by_unit,
        by_task=by_task,
        reported=_count(session, *_is_handed_in(), *chosen) + _count(session, *_is_said_done(), *chosen),
        closed=whole[Light.BLUE],
        verified=_count(session, *_is_verified(), *chosen),
        lights={light: whole[light] for light in Light},
    )


def _count(session: Session, *chosen: ColumnElement[bool]) -> int:
    rows = (
        select(func.count())
        .select_from(Assignment)
        # Each has one of each; joined from outside, a table that no condition names is not looked at.
        .outerjoin(Task, col(Task.id) == col(Assignment.task_id))
        .outerjoin(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(col(Assignment.status).not_in(UNCOUNTED), *chosen)
    )
    return session.scalar(rows) or 0


def _is_handed_in() -> tuple[ColumnElement[bool], ...]:
    return (col(Assignment.status).in_(_WORD_OF_THE_UNIT),)


def _is_said_done() -> tuple[ColumnElement[bool], ...]:
    """In hand still, but the latest report says that it is done."""
    return col(Assignment.percent) >= _DONE, col(Assignment.status).not_in(_WORD_OF_THE_UNIT)


def _is_verified() -> tuple[ColumnElement[bool], ...]:
    looked_at = select(col(Closure.assignment_id)).where(
        col(Closure.verification).in_(_LOOKED_AT), col(Closure.reopened_on).is_(None)
    )
    return col(Assignment.id).in_(looked_at), col(Assignment.status) == Status.CLOSED
