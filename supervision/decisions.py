"""What waits for a decision of the office, in counts: for the page that is read in a minute."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from models.assignment import Assignment
from models.closing import JointClosure
from models.coordination import Coordination
from models.extension import Extension
from models.lifecycle import MOVES
from models.progress import WorkMeasure
from models.score import Consequence
from models.task import Task
from models.words import Answer, Move, Status
from schedules.workdays import WorkCalendar
from supervision.actor import Actor
from supervision.duties.coordination_queue import OPEN
from supervision.letters.queue import to_sign


@dataclass(frozen=True, slots=True)
class ToDecide:
    """So many of a kind wait, the oldest since that day; ``overdue`` of them are past a day of their own."""

    kind: str
    count: int
    since: date | None = None
    overdue: int = 0

    def days(self, today: date) -> int:
        """For how many days the oldest has waited; 0 where nobody knows."""
        return max(0, (today - self.since).days) if self.since else 0


def to_decide(session: Session, actor: Actor, today: date, calendar: WorkCalendar) -> list[ToDecide]:
    """Of each kind how many wait for this person or the office; kinds of which nothing waits are left out."""
    signatures = to_sign(session, today, calendar, by=actor, most=1)
    matters = session.scalars(
        select(col(Coordination.due_on)).where(col(Coordination.status).in_(OPEN))
    ).all()
    found = [
        ToDecide("letters", signatures.total, signatures.since),
        ToDecide("approvals", _number(session, select(func.count()).where(col(Task.approved_at).is_(None)))),
        _extensions(session),
        _joint_closures(session),
        ToDecide("coordination", len(matters), None, sum(day < today for day in matters)),
        ToDecide("submitted", _number(session, _of_the_office(Status.SUBMITTED))),
        ToDecide("measure", _number(session, _measures())),
        _consequences(session),
    ]
    return [one for one in found if one.count]


def _extensions(session: Session) -> ToDecide:
    rows = (
        select(func.count(), func.min(col(Extension.asked_on)))
        .join(Assignment, col(Assignment.id) == col(Extension.assignment_id))
        .where(
            col(Extension.answer) == Answer.PENDING,
            col(Assignment.parent_id).is_(None),
            col(Assignment.status).in_(_states(Move.ANSWER_TIME)),
        )
    )
    count, since = session.execute(rows).one()
    return ToDecide("extension", count, since)


def _joint_closures(session: Session) -> ToDecide:
    rows = select(func.count(), func.min(col(JointClosure.asked_on))).where(
        col(JointClosure.answer) == Answer.PENDING
    )
    count, since = session.execute(rows).one()
    return ToDecide("joint_closure", count, since)


def _consequences(session: Session) -> ToDecide:
    rows = select(func.count(), func.min(col(Consequence.proposed_on))).where(
        col(Consequence.answer) == Answer.PENDING
    )
    count, since = session.execute(rows).one()
    return ToDecide("consequences", count, since)


def _of_the_office(status: Status) -> Select[tuple[int]]:
    return select(func.count()).where(col(Assignment.status) == status, col(Assignment.parent_id).is_(None))


def _measures() -> Select[tuple[int]]:
    return (
        select(func.count())
        .select_from(WorkMeasure)
        .join(Assignment, col(Assignment.id) == col(WorkMeasure.assignment_id))
        .where(
            col(WorkMeasure.answer) == Answer.PENDING,
            col(Assignment.parent_id).is_(None),
            col(Assignment.status).in_(_states(Move.ANSWER_PLAN)),
        )
    )


def _states(move: Move) -> list[Status]:
    return [status for status, made in MOVES if made is move]


def _number(session: Session, rows: Select[tuple[int]]) -> int:
    return session.scalar(rows) or 0
