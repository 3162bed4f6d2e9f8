"""Assignments found by what is asked of them, in the order wanted, a page at a time, in an office of any size.

It reads the state that is stored, not the history. What a person may see is handed in as a condition.
"""

from array import array
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, Subquery, and_, case, func, or_, select, union_all
from sqlmodel import Session, col

from models.assignment import Assignment
from models.lifecycle import IN_HAND, UNCOUNTED
from models.plan import TaskTag
from models.progress import ProgressUpdate
from models.task import Task
from models.unit import Unit
from models.words import Status, UnitLevel
from reports.kept import kept, kept_by_unit
from reports.light_sql import count_lights_by, lit
from reports.named import tasks_named, units_named
from schedules.lights import Light, LightLimits
from schedules.workdays import WorkCalendar

PAGE = 50
"""How many one page shows."""

# So many pages are found faster by walking to them than by putting all in order.
_WALKED = 20
# A page of the ledger is one walk, a kanban five.
_WALKS_KEPT = 100

COUNTED = tuple(status for status in Status if status not in UNCOUNTED)
"""The states of what counts, in the order of a life."""


class Order(StrEnum):
    """By what a list is sorted."""

    DUE = "due"
    LIGHT = "light"
    UNIT = "unit"
    TASK = "task"
    PROGRESS = "progress"
    REPORTED = "reported"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of an assignment; whatever is empty asks nothing.

    ``line`` is the system (条) and ``region`` the place (块) of its unit, ``tag`` a tag of its task (专栏), ``year``
    the year of its deadline, ``layer`` the layer that its task belongs to, ``text`` a part of the name of its task or unit as people type it.
    """

    line: str = ""
    region: str = ""
    level: UnitLevel | None = None
    tag: str = ""
    layer: str = ""
    year: int | None = None
    document_id: int | None = None
    status: Status | None = None
    light: Light | None = None
    unit_id: int | None = None
    task_id: int | None = None
    text: str = ""

    @property
    def is_anything(self) -> bool:
        """Whether anything is asked at all."""
        return self != Wanted()


@dataclass(frozen=True, slots=True)
class View:
    """From where it is looked: the day, how lights burn, what this person may see.

    ``condition`` is what may be seen, ``who`` anything that is the same for those who see the same.
    """

    today: date
    calendar: WorkCalendar
    limits: LightLimits
    condition: ColumnElement[bool]
    who: Hashable

    @property
    def named(self) -> Hashable:
        """What is the same for all views that show the same."""
        return self.today, self.calendar, self.limits, self.who


@dataclass(frozen=True, slots=True)
class Page:
    """The ids of one page in their order; ``total`` counts all pages, ``number`` this one from 1."""

    ids: tuple[int, ...]
    total: int
    number: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))

    @property
    def first(self) -> int:
        """The place in the whole list of the first one shown, counted from 1."""
        return (self.number - 1) * PAGE + 1


def find(
    session: Session,
    view: View,
    wanted: Wanted,
    order: Order = Order.DUE,
    *,
    falls: bool = False,
    page: int = 1,
) -> Page:
    """A page of what is asked for; one beyond the last is the last. ``falls`` turns the order round."""
    if order is Order.DUE and page <= _WALKED and _is_walked(wanted):
        total = sum(count_by_status(session, view, wanted).values())
        number = _within(page, total)
        about = (view.named, wanted, falls, number)
        walked = kept(
            session,
            "walked",
            about,
            lambda: _walked(session, view, wanted, falls, number),
            most=_WALKS_KEPT,
            of_moves=True,
        )
        if len(walked) == min(PAGE, total - (number - 1) * PAGE):
            return Page(tuple(walked), total, number)
    found = find_all(session, view, wanted, order, falls=falls)
    number = _within(page, len(found))
    return Page(tuple(found[(number - 1) * PAGE : number * PAGE]), len(found), number)


def first_of_each(session: Session, view: View, wanted: Wanted, most: int) -> dict[Status, tuple[int, ...]]:
    """By state the first of what is asked for, no more than ``PAGE`` of them: the earliest day first, of what is closed the latest."""
    if _is_walked(wanted):
        return {
            status: find(session, view, replace(wanted, status=status), falls=status is Status.CLOSED).ids[
                :most
            ]
            for status in COUNTED
        }
    about = (view.named, wanted, most)
    return kept(session, "first of each", about, lambda: _ranked(session, view, wanted, most), of_moves=True)


def _ranked(session: Session, view: View, wanted: Wanted, most: int) -> dict[Status, tuple[int, ...]]:
    seen = matching(session, view, wanted, {"due": col(Assignment.due_on)})
    row = seen.c
    rises, falls = (
        func.row_number().over(partition_by=row.status, order_by=[row.due.is_(None), day, row.id])
        for day in (row.due, row.due.desc())
    )
    placed = select(row.id, row.status, rises.label("rises"), falls.label("falls")).subquery()
    place = case((placed.c.status == Status.CLOSED, placed.c.falls), else_=placed.c.rises)
    rows = session.execute(select(placed.c.status, placed.c.id).where(place <= most).order_by(place))
    found: dict[Status, list[int]] = {status: [] for status in COUNTED}
    for status, number in rows:
        found[status].append(number)
    return {status: tuple(own) for status, own in found.items()}


def _is_walked(wanted: Wanted) -> bool:
    """Whether nothing is asked for that an index on state and day does not know."""
    return wanted == Wanted(year=wanted.year, status=wanted.status)


def find_all(
    session: Session, view: View, wanted: Wanted, order: Order = Order.DUE, *, falls: bool = False
) -> Sequence[int]:
    """The ids of all that is asked for, in their order: every page of ``find``."""
    about = (view.named, wanted, order, falls)
    return kept(
        session, "listing", about, lambda: _sorted(session, view, wanted, order, falls), of_moves=True
    )


def count_by_light(session: Session, view: View, wanted: Wanted) -> dict[Light, int]:
    """How many of what is asked for burn in each light, whichever light is asked for."""
    every = replace(wanted, light=None)

    def count(units: Collection[int] | None) -> dict[int, dict[Light, int]]:
        met = (view.condition, *conditions(session, every), *_of_units(units))
        seen = lit(view.today, view.calendar, view.limits, *met)
        return count_lights_by(session, seen, seen.c.unit_id)

    def add_up(of_unit: dict[int, dict[Light, int]]) -> dict[Light, int]:
        return {light: sum(counts[light] for counts in of_unit.values()) for light in Light}

    return kept_by_unit(session, "lights", (view.named, every), count, add_up)


def count_by_status(session: Session, view: View, wanted: Wanted) -> dict[Status, int]:
    """How many of what is asked for stand in each state that counts, the missing ones as 0."""
    about = (view.named, wanted)
    if wanted.light:
        return kept(
            session,
            "statuses in a light",
            about,
            lambda: _statuses_in_a_light(session, view, wanted),
            of_moves=True,
        )

    def count(units: Collection[int] | None) -> dict[int, dict[Status, int]]:
        met = (view.condition, *conditions(session, wanted), *_of_units(units))
        unit_id, status = col(Assignment.unit_id), col(Assignment.status)
        found: dict[int, dict[Status, int]] = {}
        rows = select(unit_id, status, func.count()).where(*met).group_by(unit_id, status)
        for number, word, counted in session.execute(rows):
            found.setdefault(number, {})[word] = counted
        return found

    def add_up(of_unit: dict[int, dict[Status, int]]) -> dict[Status, int]:
        return {status: sum(counts.get(status, 0) for counts in of_unit.values()) for status in COUNTED}

    return kept_by_unit(session, "statuses", about, count, add_up)


def _statuses_in_a_light(session: Session, view: View, wanted: Wanted) -> dict[Status, int]:
    seen = matching(session, view, wanted, {})
    rows = select(seen.c.status, func.count()).group_by(seen.c.status)
    counted = dict(session.execute(rows).tuples().all())
    return {status: counted.get(status, 0) for status in COUNTED}


def _of_units(units: Collection[int] | None) -> list[ColumnElement[bool]]:
    return [] if units is None else [col(Assignment.unit_id).in_(units)]


def conditions(session: Session, wanted: Wanted) -> list[ColumnElement[bool]]:
    """What is asked as conditions on an assignment, but for its light."""
    met: list[ColumnElement[bool]] = []
    unit: list[ColumnElement[bool]] = []
    if wanted.line:
        unit.append(col(Unit.line) == wanted.line)
    if wanted.region:
        unit.append(col(Unit.region) == wanted.region)
    if wanted.level:
        unit.append(col(Unit.level) == wanted.level)
    if unit:
        met.append(col(Assignment.unit_id).in_(select(col(Unit.id)).where(*unit)))
    if wanted.layer:
        layered = select(col(Task.id)).where(col(Task.layer) == wanted.layer).correlate(None)
        met.append(col(Assignment.task_id).in_(layered))
    if wanted.tag:
        tagged = select(col(TaskTag.task_id)).where(col(TaskTag.name) == wanted.tag)
        met.append(col(Assignment.task_id).in_(tagged))
    if wanted.document_id is not None:
        of_it = select(col(Task.id)).where(col(Task.document_id) == wanted.document_id)
        met.append(col(Assignment.task_id).in_(of_it))
    if wanted.year is not None:
        first, last = date(wanted.year, 1, 1), date(wanted.year, 12, 31)
        met.append(col(Assignment.due_on).between(first, last))
    if wanted.status:
        met.append(col(Assignment.status) == wanted.status)
    if wanted.unit_id is not None:
        met.append(col(Assignment.unit_id) == wanted.unit_id)
    if wanted.task_id is not None:
        met.append(col(Assignment.task_id) == wanted.task_id)
    if wanted.text:
        tasks, units = tasks_named(session, wanted.text), units_named(session, wanted.text)
        of_tasks, of_units = col(Assignment.task_id).in_(tasks), col(Assignment.unit_id).in_(units)
        # An OR of both reads every assignment, so it is asked only where both are named.
        met.append(or_(of_tasks, of_units) if tasks and units else of_tasks if tasks else of_units)
    return met


def matching(
    session: Session, view: View, wanted: Wanted, more: dict[str, Any], order: Order = Order.DUE
) -> Subquery:
    """All that is asked for: ``id``, ``status`` and these columns of the assignment, its task and its unit.

    Where a light is asked for or sorted by, it has its ``light``, too.
    """
    met = [view.condition, *conditions(session, wanted)]
    if wanted.light is None and order is not Order.LIGHT:
        return (
            select(
                col(Assignment.id),
                col(Assignment.status),
                *(column.label(name) for name, column in more.items()),
            )
            .select_from(Assignment)
            .outerjoin(Task, col(Task.id) == col(Assignment.task_id))
            .outerjoin(Unit, col(Unit.id) == col(Assignment.unit_id))
            .where(col(Assignment.status).in_(COUNTED), *met)
            .subquery()
        )
    if wanted.light:
        met.append(_may_burn(wanted.light, view.today))
    seen = lit(view.today, view.calendar, view.limits, *met, **more)
    if wanted.light is None:
        return seen
    return select(seen).where(seen.c.light == wanted.light.value).subquery()


def _sorted(session: Session, view: View, wanted: Wanted, order: Order, falls: bool) -> Sequence[int]:
    """The ids of all that is asked for, in their order; of those that stand alike the earliest day comes first."""
    seen = matching(
        session, view, wanted, {"due": col(Assignment.due_on), "by": _key(order, view.today)}, order
    )
    by: ColumnElement[Any] = _urgency(seen.c.light) if order is Order.LIGHT else seen.c.by
    rows = select(seen.c.id).order_by(
        # What is not known comes last in either direction.
        by.is_(None),
        by.desc() if falls else by,
        seen.c.due.is_(None),
        seen.c.due,
        seen.c.id,
    )
    return array("q", session.scalars(rows))


def _walked(session: Session, view: View, wanted: Wanted, falls: bool, number: int) -> list[int]:
    """The same page of those that have a day, by walks along the index that end after it; maybe not a full one."""
    statuses = [wanted.status] if wanted.status else COUNTED
    met = [view.condition, *conditions(session, replace(wanted, status=None))]
    day, own = (col(Assignment.due_on), col(Assignment.id))
    walks = [
        select(own.label("id"), day.label("due"))
        .where(col(Assignment.status) == status, day.is_not(None), *met)
        .order_by(day.desc() if falls else day, own)
        .limit(number * PAGE)
        .subquery()
        for status in statuses
    ]
    every = union_all(*(select(walk.c.id, walk.c.due) for walk in walks)).subquery()
    rows = select(every.c.id).order_by(every.c.due.desc() if falls else every.c.due, every.c.id)
    return list(session.scalars(rows.limit(PAGE).offset((number - 1) * PAGE)))


def _key(order: Order, today: date) -> SQLColumnExpression[Any]:
    """What is sorted by, from the assignment, its task and its unit; the light is known later."""
    match order:
        case Order.UNIT:
            return col(Unit.position)
        case Order.TASK:
            return col(Task.number)
        case Order.PROGRESS:
            closed = col(Assignment.status) == Status.CLOSED
            return case((closed, 100), else_=col(Assignment.percent))
        case Order.REPORTED:
            return (
                select(func.max(col(ProgressUpdate.as_of)))
                .where(col(ProgressUpdate.assignment_id) == col(Assignment.id))
                .correlate(Assignment)
                .scalar_subquery()
            )
        case Order.STATUS:
            return case(*((col(Assignment.status) == status, place) for place, status in enumerate(COUNTED)))
        case _:
            return col(Assignment.due_on)


def _urgency(light: ColumnElement[str]) -> ColumnElement[int]:
    return case(*((light == one.value, place) for place, one in enumerate(Light)))


def _may_burn(light: Light, today: date) -> ColumnElement[bool]:
    """What must be so before it can burn like this at all: it spares the others from being looked at."""
    status, due_on = col(Assignment.status), col(Assignment.due_on)
    in_hand = status.in_(IN_HAND)
    match light:
        case Light.RED:
            return and_(in_hand, due_on < today)
        case Light.YELLOW:
            return status.in_((*IN_HAND, Status.SUBMITTED))
        case Light.GREEN:
            runs = and_(in_hand, or_(due_on.is_(None), due_on >= today))
            return or_(status == Status.SUBMITTED, runs)
        case Light.GREY:
            return and_(in_hand, or_(status == Status.ASSIGNED, col(Assignment.stopped_on).is_not(None)))
        case Light.BLUE:
            return status == Status.CLOSED


def _within(page: int, total: int) -> int:
    return min(max(1, page), max(1, -(-total // PAGE)))
