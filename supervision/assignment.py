"""Assignment (交办): one row per deadline, unit and role, and the notice that goes with it."""

from datetime import date, datetime

from sqlalchemy import Select, and_, exists, or_, select, true
from sqlmodel import Session, col

from models.assignment import Assignment, Transition
from models.blocks import open_block
from models.inserts import insert_new
from models.notice import Notice
from models.task import Deadline, Task, TaskUnit
from models.unit import GroupMember, Unit
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

    A recurring duty's deadline waits until its period opens. Assigning twice adds nothing. A unit that has
    ceased to be is given nothing, and one that joined a group later no deadline of before it joined.
    """
    block_id = open_block(session, now)
    rows = [
        {
            "task_id": of_task,
            "deadline_id": deadline_id,
            "unit_id": unit_id,
            "role": role,
            "status": Status.ASSIGNED,
            "assigned_on": today,
            "first_due_on": due_on,
            "due_on": due_on,
            "block_id": block_id,
        }
        for of_task, deadline_id, unit_id, role, due_on in session.execute(
            _unassigned(today, document_id, task_id)
        )
    ]
    made = insert_new(session, Assignment, rows)
    _record(session, made, by, today, now, block_id)
    return made


def _unassigned(
    today: date, document_id: int | None, task_id: int | None
) -> Select[tuple[int, int, int, Role, date | None]]:
    ended = select(col(Unit.id)).where(col(Unit.ended_on) <= today)
    before_it_joined = exists().where(
        col(GroupMember.group_id) == col(TaskUnit.group_id),
        col(GroupMember.unit_id) == col(TaskUnit.unit_id),
        col(GroupMember.joined_on) > col(Deadline.due_on),
    )
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
                col(Assignment.unit_id) == col(TaskUnit.unit_id),
                col(Assignment.role) == col(TaskUnit.role),
            ),
        )
        .where(
            col(Assignment.id).is_(None),
            col(Task.approved_at).is_not(None),
            col(TaskUnit.removed_on).is_(None),
            true() if document_id is None else col(Task.document_id) == document_id,
            true() if task_id is None else col(Task.id) == task_id,
            col(TaskUnit.unit_id).not_in(ended),
            or_(col(TaskUnit.group_id).is_(None), ~before_it_joined),
            or_(col(Deadline.opens_on).is_(None), col(Deadline.opens_on) <= today),
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
