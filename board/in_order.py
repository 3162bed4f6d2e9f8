"""Long lists of assignments in the order of urgency, before any of them is read whole."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from board.visitor import Visitor
from config.settings import settings
from models.assignment import Assignment
from models.lifecycle import UNCOUNTED
from models.words import Status
from reports.kept import kept
from reports.light_sql import lit
from schedules.lights import Light
from schedules.workdays import work_calendar
from supervision.pack_in_force import pack_in_force

_RANK = {light.value: place for place, light in enumerate(Light)}


class Place(NamedTuple):
    """Where one assignment stands in such a list: ``light`` is None for what was taken back."""

    id: int
    unit_id: int
    task_id: int
    status: Status
    light: Light | None


def in_order(
    session: Session,
    visitor: Visitor,
    today: date,
    named: tuple[str | int, ...],
    *chosen: ColumnElement[bool],
) -> tuple[Place, ...]:
    """The assignments that meet these conditions (``named`` says which), the most urgent first, what was taken back last."""
    calendar, limits = work_calendar(), pack_in_force(session, settings().ladder).lights

    def find() -> tuple[Place, ...]:
        lights = lit(today, calendar, limits, *chosen)
        rows = session.execute(
            select(
                lights.c.id,
                lights.c.unit_id,
                lights.c.task_id,
                lights.c.status,
                lights.c.light,
                lights.c.due_on,
            )
        ).tuples()
        ordered = sorted(rows, key=lambda row: (_RANK[row[4]], row[5] or date.max, row[0]))
        taken_back = session.execute(
            select(
                col(Assignment.id), col(Assignment.unit_id), col(Assignment.task_id), col(Assignment.status)
            )
            .where(*chosen, col(Assignment.status).in_(UNCOUNTED))
            .order_by(col(Assignment.id))
        ).tuples()
        return (
            *(
                Place(number, unit_id, task_id, status, Light(light))
                for number, unit_id, task_id, status, light, _ in ordered
            ),
            *(
                Place(number, unit_id, task_id, status, None)
                for number, unit_id, task_id, status in taken_back
            ),
        )

    return kept(session, "in order", (named, visitor.actor, today, calendar, limits), find, of_moves=True)
