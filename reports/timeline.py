"""时间轴: tasks or units with the span of what was handed out in them, and every deadline with its light.

It reads the state that is stored, not the history.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlmodel import Session, col

from models.assignment import Assignment
from models.task import Task
from models.unit import Unit
from reports.kept import kept, kept_by_unit
from reports.light_sql import lit
from reports.listing import PAGE, View, Wanted, conditions, matching
from schedules.lights import Light

_URGENCY = {light: place for place, light in enumerate(Light)}


class Down(Enum):
    """What stands in the rows; the value is how addresses name it."""

    TASK = "task"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Due:
    """So many assignments that end on one day in one light; ``on`` is None where they have no deadline.

    ``first_on`` is the deadline as it was handed out, where it is another day now.
    """

    on: date | None
    first_on: date | None
    light: Light
    count: int
    since: date


@dataclass(frozen=True)
class Row:
    """A task or a unit, and everything of it in this time, the earliest deadline first, what has none last."""

    id: int
    number: str
    label: str
    dues: tuple[Due, ...]

    @cached_property
    def since(self) -> date:
        """The day on which the first of it was handed out."""
        return min(due.since for due in self.dues)

    @cached_property
    def worst(self) -> Light:
        """The most urgent light of it."""
        return min((due.light for due in self.dues), key=_URGENCY.__getitem__)


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of rows; ``total`` counts the rows of all pages."""

    rows: tuple[Row, ...]
    total: int
    number: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))


def read_timeline(
    session: Session, view: View, wanted: Wanted, first: date, last: date, down: Down, page: int = 1
) -> Timeline:
    """What is asked for of all that runs between these days; tasks by their first deadline, units in their order."""
    about = (view.named, wanted, first, last, down)
    ids = kept(
        session, "timeline", about, lambda: _ids(session, view, wanted, first, last, down), of_moves=True
    )
    number = min(max(1, page), max(1, -(-len(ids) // PAGE)))
    shown = ids[(number - 1) * PAGE : number * PAGE]

    def count(touched: Collection[int] | None) -> dict[int, Row]:
        among = shown if touched is None else tuple(one for one in shown if one in touched)
        return {row.id: row for row in _rows(session, view, wanted, first, last, down, among)}

    def in_order(found: dict[int, Row]) -> tuple[Row, ...]:
        return tuple(found[one] for one in shown if one in found)

    rows = kept_by_unit(session, "timeline rows", (*about, shown), count, in_order, of=_of(down))
    return Timeline(rows, len(ids), number)


def _ids(
    session: Session, view: View, wanted: Wanted, first: date, last: date, down: Down
) -> tuple[int, ...]:
    more = {"due": col(Assignment.due_on), "since": col(Assignment.assigned_on), "row": _of(down)}
    seen = matching(session, view, wanted, more)
    earliest = func.min(seen.c.due)
    rows = (
        select(seen.c.row)
        .where(seen.c.since <= last, or_(seen.c.due.is_(None), seen.c.due >= first))
        .group_by(seen.c.row)
    )
    if down is Down.UNIT:
        found = set(session.scalars(rows))
        units = session.scalars(select(col(Unit.id)).order_by(col(Unit.position), col(Unit.id)))
        return tuple(number for number in units if number in found)
    return tuple(session.scalars(rows.order_by(earliest.is_(None), earliest, seen.c.row)))


def _rows(
    session: Session, view: View, wanted: Wanted, first: date, last: date, down: Down, ids: tuple[int, ...]
) -> tuple[Row, ...]:
    met = [view.condition, *conditions(session, wanted), _runs(first, last), _of(down).in_(ids)]
    more = {
        "due": col(Assignment.due_on),
        "first": col(Assignment.first_due_on),
        "since": col(Assignment.assigned_on),
        "row": _of(down),
    }
    seen = lit(view.today, view.calendar, view.limits, *met, **more)
    told = [seen.c.row, seen.c.due, seen.c.first, seen.c.light]
    rows = select(*told, func.count(), func.min(seen.c.since)).group_by(*told)
    if wanted.light:
        rows = rows.where(seen.c.light == wanted.light.value)
    dues: dict[int, list[Due]] = defaultdict(list)
    for number, on, first_on, light, count, since in session.execute(rows):
        moved = first_on if first_on != on else None
        dues[number].append(Due(on, moved, Light(light), count, since))
    names = _names(session, down, ids)
    return tuple(
        Row(number, *names[number], tuple(sorted(dues[number], key=_place))) for number in ids if dues[number]
    )


def _place(due: Due) -> tuple[date, int]:
    return due.on or date.max, _URGENCY[due.light]


def _runs(first: date, last: date) -> ColumnElement[bool]:
    due_on = col(Assignment.due_on)
    return and_(col(Assignment.assigned_on) <= last, or_(due_on.is_(None), due_on >= first))


def _of(down: Down) -> Any:
    return col(Assignment.task_id if down is Down.TASK else Assignment.unit_id)


def _names(session: Session, down: Down, ids: tuple[int, ...]) -> dict[int, tuple[str, str]]:
    if down is Down.TASK:
        tasks = select(col(Task.id), col(Task.number), col(Task.title)).where(col(Task.id).in_(ids))
        return {number: (called, title) for number, called, title in session.execute(tasks)}
    units = select(col(Unit.id), col(Unit.short_name), col(Unit.name)).where(col(Unit.id).in_(ids))
    return {number: ("", short or name) for number, short, name in session.execute(units)}
