"""Assignment (交办): one row per deadline, unit and role, and the notice that goes with it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.assignment import Assignment, Transition
from models.blocks import open_block
from models.columns import in_figures
from models.inserts import alike, insert_selected
from models.notice import Notice
from models.task import Deadline, Task, TaskUnit
from models.unit import Unit
from models.words import ContactLevel, Move, NoticeKind, Status

RUNG = "assignment"


def assign(
    session: Session,
    by: str,
    today: date,
    now: datetime,
    *,
    document_id: int | None = None,
    task_id: int | None = None,
) -> int:
    """Assign everything registered that is not assigned yet, or that of one document or task; how many are new.

    A recurring duty's deadline waits until its period opens. A unit that joins a task later gets none of its
    deadlines that have passed, and one that has ceased to be gets nothing. Assigning twice adds nothing, also
    where two people do so at once: the unique key decides. Three statements, however many rows.
    """
    block_id = open_block(session, now)
    # One transaction may assign twice; its rows of before have their transitions and notices.
    before = session.scalar(select(func.max(col(Assignment.id))).where(col(Assignment.block_id) == block_id))
    made = insert_selected(
        session, Assignment, _rows(unassigned(today, document_id, task_id), today, block_id)
    )
    new = and_(col(Assignment.block_id) == block_id, col(Assignment.id) > (before or 0))
    if made:
        insert_selected(session, Transition, _transitions(new, by, today, now, block_id))
        insert_selected(session, Notice, _notices(new, today))
    return made


def unassigned(
    today: date, document_id: int | None = None, task_id: int | None = None, *, approved: bool = True
) -> Select[Any]:
    """What waits to be handed out: task, deadline, unit, role and last day of each assignment to come.

    With ``approved`` off also what nobody has approved yet: that cannot be handed out, but can be looked at.
    """
    others = aliased(Assignment)
    is_handed_out = select(col(others.id)).where(col(others.deadline_id) == col(Deadline.id)).exists()
    ended = select(col(Unit.id)).where(col(Unit.ended_on) <= today)
    return (
        select(
            col(Deadline.task_id),
            col(Deadline.id).label("deadline_id"),
            col(TaskUnit.unit_id),
            col(TaskUnit.role),
            col(Deadline.due_on).label("first_due_on"),
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
            col(Task.approved_at).is_not(None) if approved else true(),
            col(TaskUnit.removed_on).is_(None),
            true() if document_id is None else col(Task.document_id) == document_id,
            true() if task_id is None else col(Task.id) == task_id,
            col(TaskUnit.unit_id).not_in(ended),
            or_(col(Deadline.opens_on).is_(None), col(Deadline.opens_on) <= today),
            or_(col(Deadline.due_on).is_(None), col(Deadline.due_on) >= today, ~is_handed_out),
        )
        # Two at once meet at the same row and wait for each other there, never crosswise.
        .order_by(col(Deadline.task_id), col(Deadline.id), col(TaskUnit.id))
    )


def _rows(waiting: Select[Any], today: date, block_id: int) -> Select[Any]:
    same = alike(Assignment, status=Status.ASSIGNED, assigned_on=today, block_id=block_id)
    return waiting.add_columns(*same)


def _transitions(new: ColumnElement[bool], by: str, today: date, now: datetime, block_id: int) -> Select[Any]:
    same = alike(
        Transition,
        move=Move.ASSIGN,
        after=Status.ASSIGNED,
        at=now,
        on=today,
        by=by,
        note="",
        block_id=block_id,
    )
    return select(col(Assignment.id).label("assignment_id"), *same).where(new).order_by(col(Assignment.id))


def _notices(new: ColumnElement[bool], today: date) -> Select[Any]:
    same = alike(
        Notice,
        rung=RUNG,
        occasion="",
        kind=NoticeKind.ASSIGNMENT,
        level=ContactLevel.CONTACT,
        raised_on=today,
        late=False,
        pack="",
        needs_signature=False,
        signed_by="",
    )
    return (
        select(
            col(Assignment.id).label("assignment_id"),
            func.coalesce(in_figures(col(Assignment.due_on)), "").label("in_force"),
            *same,
        )
        .where(new)
        .order_by(col(Assignment.id))
    )
