"""Making one move of an assignment: allowed, decided by the database, and recorded."""

from datetime import date, datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.assignment import Assignment, Transition
from models.blocks import open_block
from models.lifecycle import after
from models.words import Move
from supervision.actor import Actor, require_may
from supervision.duties.finding_status import follow, require_reviewer


def move(
    session: Session,
    assignment: Assignment,
    made: Move,
    actor: Actor,
    today: date,
    now: datetime,
    note: str = "",
) -> Transition:
    """Change the status by this move, where the table says so, and leave a row about it.

    Raises Refusal when the table of moves or the actor's rights forbid it, or when somebody else
    moved first.
    """
    require_may(actor, assignment, made)
    before = assignment.status
    reached = after(before, made, actor.role)
    require_reviewer(session, assignment, made, actor)
    changed = session.execute(
        update(Assignment)
        .where(col(Assignment.id) == assignment.id, col(Assignment.status) == before)
        .values(status=reached)
    )
    session.refresh(assignment)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(f"这件事刚刚被别人办理过，现在是“{assignment.status.label}”。请刷新后再看。")
    row = Transition(
        assignment_id=assignment.id,
        move=made,
        before=before,
        after=reached,
        at=now,
        on=today,
        by=actor.signature(made),
        note=note,
        block_id=open_block(session, now),
    )
    session.add(row)
    session.flush()
    follow(session, assignment, made, note, today)
    return row


def history(session: Session, assignment_id: int) -> list[Transition]:
    """Everything that happened to an assignment, oldest first (流转记录)."""
    rows = select(Transition).where(Transition.assignment_id == assignment_id).order_by(col(Transition.id))
    return list(session.exec(rows))


def last(session: Session, assignment_id: int, made: Move) -> Transition | None:
    """The latest move of this kind, or None."""
    rows = (
        select(Transition)
        .where(Transition.assignment_id == assignment_id, Transition.move == made)
        .order_by(col(Transition.id).desc())
    )
    return session.exec(rows).first()
