"""A finding follows the assignment that puts it right: struck off, taken up again, withdrawn; and who may strike it off."""

from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session, col

from config.refusal import Refusal
from models.assignment import Assignment, Transition
from models.evaluation_words import FindingStatus
from models.finding import Finding
from models.lifecycle import UNCOUNTED
from models.rows_of import rows_of
from models.user import User
from models.words import Move, Status
from supervision.actor import Actor

# A transfer gives the rectification to another unit in the same breath: the finding stays as it is.
_FOLLOWED = frozenset({Move.ASSIGN, Move.CLOSE, Move.CLOSE_JOINTLY, Move.REOPEN, Move.WITHDRAW})
_CLOSING = frozenset({Move.CLOSE, Move.CLOSE_JOINTLY})
_OVER = (FindingStatus.CLOSED, FindingStatus.HELD)


def finding_of_task(session: Session, task_id: int) -> Finding | None:
    """The finding that this task puts right, None for any other task."""
    return next(iter(rows_of(session, Finding, "task_id", task_id)), None)


def require_reviewer(session: Session, assignment: Assignment, made: Move, actor: Actor) -> None:
    """Raises Refusal where somebody strikes a rectification off who reported it, or who is not its reviewer.

    No setting of the office lets a reporter review what they reported of a finding.
    """
    if made not in _CLOSING or assignment.parent_id is not None:
        return
    finding = finding_of_task(session, assignment.task_id)
    if finding is None:
        return
    reported_by = session.scalars(
        select(col(Transition.by))
        .where(col(Transition.assignment_id) == assignment.id, col(Transition.move) == Move.SUBMIT)
        .order_by(col(Transition.id).desc())
    ).first()
    if reported_by is not None and reported_by == actor.signature(Move.SUBMIT):
        raise Refusal(
            f"{finding.number}的整改结果是您代录上报的，核查人不能是填报人。请由另一位经办人员办理。"
        )
    reviewer = session.scalars(select(User).where(col(User.login) == finding.reviewer)).first()
    if made is Move.CLOSE and reviewer is not None and not _is(reviewer, actor):
        raise Refusal(
            f"{finding.number}的整改由{reviewer.name}核查，请由{reviewer.name}销号；要换人的，请先在问题页面改定核查人。"
        )


def follow(session: Session, assignment: Assignment, made: Move, note: str, today: date) -> None:
    """Bring the finding of this assignment to where its rectification is now. Other assignments have none."""
    if made not in _FOLLOWED or assignment.parent_id is not None:
        return
    finding = finding_of_task(session, assignment.task_id)
    if finding is None:
        return
    rows = select(col(Assignment.status)).where(
        col(Assignment.task_id) == assignment.task_id,
        col(Assignment.parent_id).is_(None),
        col(Assignment.status).not_in(UNCOUNTED),
    )
    statuses = session.scalars(rows).all()
    reached: dict[str, Any]
    if not statuses:
        reached = {
            "status": FindingStatus.DROPPED,
            "closed_on": None,
            "dropped_reason": f"整改已撤回：{note}",
        }
    elif all(status is Status.CLOSED for status in statuses):
        reached = {"status": FindingStatus.CLOSED, "closed_on": today}
    elif finding.status in _OVER:
        # However many units rectify it, it came back once.
        again = finding.recurrences + (made is Move.REOPEN)
        reached = {"status": FindingStatus.RECTIFYING, "closed_on": None, "recurrences": again}
    else:
        reached = {"status": FindingStatus.RECTIFYING, "closed_on": None, "dropped_reason": ""}
    session.execute(update(Finding).where(col(Finding.id) == finding.id).values(**reached))
    session.refresh(finding)


def _is(person: User, actor: Actor) -> bool:
    return person.id == actor.user_id if actor.user_id is not None else person.name == actor.name
