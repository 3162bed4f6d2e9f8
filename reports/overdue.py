"""The overdue list of an office of any size: how many, and the worst of them a page at a time.

Overdue is what burns red today: its last day has passed, nothing was handed in, its clock runs, and no request
for more time that was made in time waits for its answer. It reads the state that is stored, not the history.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, literal_column, or_, select, true, union, union_all
from sqlmodel import Session, col

from models.assignment import Assignment
from models.extension import ClockStop, Extension
from models.lifecycle import IN_HAND
from models.task import Task
from models.unit import Unit
from models.words import Answer, Role, Status
from reports.wholes import is_whole
from schedules.lights import days_late
from schedules.workdays import WorkCalendar

PAGE = 100
"""How many one page of the list shows."""

_WAITS = and_(
    # Written out, so that the database knows the partial index of those that wait.
    col(Extension.answer) == literal_column(f"'{Answer.PENDING}'"),
    col(Extension.is_late).is_(False),
)


@dataclass(frozen=True, slots=True)
class Overdue:
    """One overdue assignment. ``workdays_late`` counts up to the day of looking."""

    assignment_id: int
    task_id: int
    number: str
    title: str
    unit_id: int
    called: str
    role: Role
    status: Status
    due_on: date
    workdays_late: int

    @property
    def place(self) -> tuple[date, int]:
        """Where it stands in the list; the next page begins after the last one's."""
        return self.due_on, self.assignment_id


def count_overdue(session: Session, today: date) -> int:
    """How many assignments are overdue."""
    past = and_(col(Assignment.status).in_(IN_HAND), col(Assignment.due_on) < today)
    every = session.scalar(select(func.count(col(Assignment.id))).where(past)) or 0
    # Few stand still or wait or were split off by a unit, so they are counted from their own side.
    spared = union(
        select(col(ClockStop.assignment_id)).where(col(ClockStop.restarted_on).is_(None)),
        select(col(Extension.assignment_id)).where(_WAITS),
        select(col(Assignment.id)).where(col(Assignment.parent_id).is_not(None)),
    ).subquery()
    those = select(func.count(col(Assignment.id))).join(spared, spared.c.assignment_id == col(Assignment.id))
    return every - (session.scalar(those.where(past)) or 0)


def is_overdue(today: date) -> ColumnElement[bool]:
    """The condition on an assignment that it is overdue today."""
    return and_(
        col(Assignment.status).in_(IN_HAND),
        col(Assignment.due_on) < today,
        col(Assignment.stopped_on).is_(None),
        is_whole(),
        ~_asked_in_time(),
    )


def most_overdue(
    session: Session,
    today: date,
    calendar: WorkCalendar,
    *,
    after: tuple[date, int] | None = None,
    limit: int = PAGE,
) -> list[Overdue]:
    """The longest overdue first, those after a place (the last ``place`` of the page before).

    Each state is a walk along the index that ends after a page, however many there are.
    """
    worst = union_all(
        *(
            select(
                select(col(Assignment.id), col(Assignment.due_on))
                .where(
                    col(Assignment.status) == status,
                    col(Assignment.due_on) < today,
                    col(Assignment.stopped_on).is_(None),
                    is_whole(),
                    ~_asked_in_time(),
                    _comes_after(after),
                )
                .order_by(col(Assignment.due_on), col(Assignment.id))
                .limit(limit)
                .subquery()
            )
            for status in IN_HAND
        )
    ).subquery()
    rows = session.execute(
        select(
            col(Assignment.id).label("assignment_id"),
            col(Assignment.task_id),
            col(Task.number),
            col(Task.title),
            col(Assignment.unit_id),
            func.coalesce(func.nullif(col(Unit.short_name), ""), col(Unit.name)).label("called"),
            col(Assignment.role),
            col(Assignment.status),
            col(Assignment.due_on),
        )
        .join(worst, worst.c.id == col(Assignment.id))
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .order_by(worst.c.due_on, worst.c.id)
        .limit(limit)
    )
    return [
        Overdue(**row, workdays_late=days_late(row["due_on"], today, calendar)) for row in rows.mappings()
    ]


def _asked_in_time() -> ColumnElement[bool]:
    return (
        select(literal_column("1"))
        .where(col(Extension.assignment_id) == col(Assignment.id), _WAITS)
        .correlate(Assignment)
        .exists()
    )


def _comes_after(after: tuple[date, int] | None) -> ColumnElement[bool]:
    if after is None:
        return true()
    due_on, assignment_id = after
    return and_(
        col(Assignment.due_on) >= due_on,
        or_(col(Assignment.due_on) > due_on, col(Assignment.id) > assignment_id),
    )
