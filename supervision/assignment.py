"""Assignment (交办): one row per deadline, unit and role, and the notice that goes with it."""

from datetime import date, datetime

from sqlalchemy import Select, and_, or_, select, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.assignment import Assignment, Transition
from models.blocks import open_block
from models.inserts import insert_new
from models.notice import Notice
from models.task import Deadline, Task, TaskUnit
from models.words import ContactLevel, Move, NoticeKind, Role, Status

RUNG = "assignment"


def assign(
    session: Session,
    by: str,
    today: date,
    now: datetime,
    *,
    document_id: int | None = None,
    task_id: int | None = None,
) -> list[int]:
    """Assign everything registered that is not assigned yet, or that of one document or task; the new ids.

    A recurring duty's deadline waits until its period opens. A unit that joins a task later gets none of its
    deadlines that have passed. Assigning twice adds nothing.
    """
    block_id = open_block(session, now)
    rows = [
        {
            "task_id": task_id,
            "deadline_id": deadline_id,
            "unit_id": unit_id,
            "role": role,
            "status": Status.ASSIGNED,
            "assigned_on": today,
            "first_due_on": due_on,
            "due_on": due_on,
            "block_id": block_id,
        }
        for task_id, deadline_id, unit_id, role, due_on in session.execute(
            unassigned(today, document_id, task_id)
        )
    ]
    made = insert_new(session, Assignment, rows)
    _record(session, made, by, today, now, block_id)
    return made


def unassigned(
    today: date, document_id: int | None = None, task_id: int | None = None
) -> Select[tuple[int, int, int, Role, date | None]]:
    """What waits to be handed out: task, deadline, unit, role and last day of each assignment to come."""
    others = aliased(Assignment)
    is_handed_out = select(col(others.id)).where(col(others.deadline_id) == col(Deadline.id)).exists()
    return (
        select(
            col(Deadline.task_id),
            col(Deadline.id),
            col(TaskUnit.unit_id),
            col(TaskUnit.role),
            col(Deadline.due_on),
        )
        .join(Task, col(Task.id) == col(Deadline.task_id))
        .join(TaskUnit, col(TaskUnit.task_id) == col(Deadline.task_id))
        .outerjoin(
            Assignment,
            and_(
                col(Assignment.deadline_id) == col(Deadline.id),
                # Whatever its role there: the list may have changed it since.
                col(Assignment.unit_id) == col(TaskUnit.unit_id),
            ),
        )
        .where(
            col(Assignment.id).is_(None),
            col(Task.approved_at).is_not(None),
            col(TaskUnit.removed_on).is_(None),
            true() if document_id is None else col(Task.document_id) == document_id,
            true() if task_id is None else col(Task.id) == task_id,
            or_(col(Deadline.opens_on).is_(None), col(Deadline.opens_on) <= today),
            or_(col(Deadline.due_on).is_(None), col(Deadline.due_on) >= today, ~is_handed_out),
        )
        .order_by(col(Deadline.task_id), col(Deadline.id), col(TaskUnit.id))
    )


def _record(session: Session, ids: list[int], by: str, today: date, now: datetime, block_id: int) -> None:
    todays = session.execute(
        select(col(Assignment.id), col(Assignment.due_on)).where(col(Assignment.block_id) == block_id)
    )
    due = dict(todays.tuples().all())
    insert_new(
        session,
        Transition,
        [
            {
                "assignment_id": assignment_id,
                "move": Move.ASSIGN,
                "before": None,
                "after": Status.ASSIGNED,
                "at": now,
                "on": today,
                "by": by,
                "note": "",
                "block_id": block_id,
            }
            for assignment_id in ids
        ],
    )
    insert_new(
        session,
        Notice,
        [
            {
                "assignment_id": assignment_id,
                "in_force": day.isoformat() if (day := due[assignment_id]) else "",
                "rung": RUNG,
                "occasion": "",
                "kind": NoticeKind.ASSIGNMENT,
                "level": ContactLevel.CONTACT,
                "raised_on": today,
                "late": False,
                "pack": "",
                "needs_signature": False,
                "signed_by": "",
            }
            for assignment_id in ids
        ],
    )
