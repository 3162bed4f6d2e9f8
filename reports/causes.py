"""Why duties are behind: the causes that were noted for what burns red today, counted; and how many have none."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, and_, func, select
from sqlmodel import Session, col

from models.assignment import Assignment
from models.evaluation_words import Cause
from models.finding import CauseNote
from models.rows_of import rows_of
from models.task import Task
from models.unit import Unit
from reports.overdue import is_overdue
from reports.tally import share


@dataclass(frozen=True, slots=True)
class RedCauses:
    """What burns red today, by cause; ``unsaid`` is what nobody has given a cause for."""

    total: int
    by_cause: dict[Cause, int]

    @property
    def said(self) -> int:
        """How many have a cause."""
        return sum(self.by_cause.values())

    @property
    def unsaid(self) -> int:
        """How many have none."""
        return self.total - self.said

    def share_of(self, cause: Cause) -> str:
        """The share of a cause among those that have one; — where none has."""
        return share(self.by_cause.get(cause, 0), self.said)


@dataclass(frozen=True, slots=True)
class RedWithCause:
    """One red assignment with what was noted last: why it is behind, in words, and what is done about it."""

    assignment_id: int
    number: str
    title: str
    unit_id: int
    unit: str
    due_on: date
    note: CauseNote | None


def red_causes(session: Session, today: date) -> RedCauses:
    """The causes of everything that is overdue today, the most frequent first."""
    total = session.scalar(select(func.count(col(Assignment.id))).where(is_overdue(today))) or 0
    rows = session.execute(
        select(col(CauseNote.cause), func.count())
        .join(Assignment, col(Assignment.id) == col(CauseNote.assignment_id))
        .where(is_overdue(today), col(CauseNote.id).in_(_latest()))
        .group_by(col(CauseNote.cause))
    )
    counted = sorted(rows.tuples(), key=lambda one: (-one[1], list(Cause).index(one[0])))
    return RedCauses(total, dict(counted))


def reds(session: Session, today: date, most: int, cause: Cause | None = None) -> list[RedWithCause]:
    """Overdue assignments, the longest first: those of one cause, or all, so many at the most."""
    rows = (
        select(Assignment, col(Task.number), col(Task.title), Unit, CauseNote)
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .outerjoin(
            CauseNote,
            and_(col(CauseNote.assignment_id) == col(Assignment.id), col(CauseNote.id).in_(_latest())),
        )
        .where(is_overdue(today))
        .order_by(col(Assignment.due_on), col(Assignment.id))
        .limit(most)
    )
    if cause is not None:
        rows = rows.where(col(CauseNote.cause) == cause)
    return [
        RedWithCause(own.id, number, title, unit.id, unit.called, own.due_on, note)
        for own, number, title, unit, note in session.execute(rows)
    ]


def reds_without_cause(session: Session, today: date, unit_id: int) -> int:
    """How many of a unit's overdue assignments have no cause noted."""
    noted = select(col(CauseNote.assignment_id))
    rows = select(func.count(col(Assignment.id))).where(
        col(Assignment.unit_id) == unit_id, is_overdue(today), col(Assignment.id).not_in(noted)
    )
    return session.scalar(rows) or 0


def latest_cause(session: Session, assignment_id: int) -> CauseNote | None:
    """What was noted last about an assignment, None where nothing was."""
    return next(iter(rows_of(session, CauseNote, "assignment_id", assignment_id, newest_first=True)), None)


def _latest() -> Select[tuple[int]]:
    return select(func.max(col(CauseNote.id))).group_by(col(CauseNote.assignment_id))
