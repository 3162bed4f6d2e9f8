"""Whether an assignment's day has passed with nothing handed in: asked whenever its deadline is moved."""

from datetime import date

from sqlmodel import Session, select

from models.assignment import Assignment
from models.extension import Extension
from models.words import Answer, Move, Status
from supervision.duties.moves import last


def is_overdue(session: Session, assignment: Assignment, today: date) -> bool:
    """Whether it has been overdue, so that another day in force leaves it counted as late.

    While the clock stands no day passes, nor while a request made in time waits for its answer. What was
    handed in is judged by the day on which it was.
    """
    due = assignment.due_on
    if due is None:
        return False
    if assignment.status is Status.SUBMITTED:
        submission = last(session, assignment.id, Move.SUBMIT)
        return submission is not None and submission.on > due
    if due >= (assignment.stopped_on or today):
        return False
    waiting = select(Extension.id).where(
        Extension.assignment_id == assignment.id,
        Extension.answer == Answer.PENDING,
        Extension.is_late == False,  # noqa: E712 - SQL's own comparison
    )
    return session.exec(waiting).first() is None
