"""转办: an assignment goes to another unit with all that is left of its time. 协办: another unit is brought in to help."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.assignment import Assignment, Transition
from models.blocks import open_block
from models.inserts import insert_new
from models.task import TaskUnit
from models.unit import Unit
from models.words import DueChangeKind, Move, NoticeKind, Role, Status
from supervision.actor import Actor
from supervision.duties.answers import tell_unit
from supervision.duties.clock_stops import end_stop
from supervision.duties.due_dates import change_due
from supervision.duties.extensions import drop_pending
from supervision.duties.moves import move
from supervision.duties.splitting import require_whole, withdraw_parts


def transfer(
    session: Session,
    assignment: Assignment,
    unit: Unit,
    actor: Actor,
    today: date,
    now: datetime,
    reason: str,
) -> Assignment:
    """Give an assignment to another unit, in the same role and with the deadline in force; the new assignment.

    The old one counts nowhere from then on, but keeps its history; what was split off from it is withdrawn.
    Raises Refusal without a reason, when the unit has this part already, or has ceased to be.
    """
    if not reason.strip():
        raise Refusal("转办要写明理由。")
    require_whole(assignment)
    before = session.get_one(Unit, assignment.unit_id)
    if unit.id == before.id:
        raise Refusal(f"这件事本来就由{unit.called}办理，不需要转办。")
    drop_pending(session, assignment, actor, today, now)
    end_stop(session, assignment, actor, today)
    made = move(
        session, assignment, Move.TRANSFER, actor, today, now, f"转{unit.called}办理：{reason.strip()}"
    )
    withdraw_parts(session, assignment, actor, today, now, reason.strip())
    given = _give(
        session,
        assignment,
        unit,
        assignment.role,
        actor,
        today,
        now,
        f"由{before.called}转办：{reason.strip()}",
    )
    given.transferred_from_id = assignment.id
    session.add(given)
    _move_task_unit(session, assignment, unit, today)
    tell_unit(session, assignment, NoticeKind.WITHDRAWAL, occasion=f"{made.id}", today=today)
    return given


def add_support(
    session: Session,
    assignment: Assignment,
    unit: Unit,
    actor: Actor,
    today: date,
    now: datetime,
    reason: str,
) -> Assignment:
    """Bring in another unit to support this duty (协办), with the same deadline; its assignment.

    Raises Refusal without a reason, and when the unit has a part in this duty already.
    """
    if not reason.strip():
        raise Refusal("增加协办单位要写明理由和分工。")
    require_whole(assignment)
    part = select(Assignment).where(
        Assignment.deadline_id == assignment.deadline_id,
        Assignment.unit_id == unit.id,
        col(Assignment.status).not_in([Status.WITHDRAWN, Status.TRANSFERRED]),
    )
    if (own := session.exec(part).first()) is not None:
        raise Refusal(f"{unit.called}已经是这件事的{own.role.label}单位。")
    move(session, assignment, Move.SUPPORT, actor, today, now, f"请{unit.called}协办：{reason.strip()}")
    given = _give(session, assignment, unit, Role.SUPPORTING, actor, today, now, f"协办：{reason.strip()}")
    insert_new(
        session,
        TaskUnit,
        [
            {
                "task_id": assignment.task_id,
                "unit_id": unit.id,
                "role": Role.SUPPORTING,
                "as_written": "",
            }
        ],
    )
    return given


def _give(
    session: Session,
    like: Assignment,
    unit: Unit,
    role: Role,
    actor: Actor,
    today: date,
    now: datetime,
    note: str,
) -> Assignment:
    if unit.ended_on is not None and unit.ended_on <= today:
        raise Refusal(f"{unit.called}已经撤销或并入其他单位，不能再交办。请另选单位。")
    own = session.exec(
        select(Assignment).where(
            Assignment.deadline_id == like.deadline_id,
            Assignment.unit_id == unit.id,
            col(Assignment.role) == role,
        )
    ).first()
    if own is not None:
        return _give_again(session, own, like, actor, today, now, note)
    row = {
        "task_id": like.task_id,
        "deadline_id": like.deadline_id,
        "unit_id": unit.id,
        "role": role,
        "status": Status.ASSIGNED,
        "assigned_on": today,
        "first_due_on": like.due_on,
        "due_on": like.due_on,
        "block_id": open_block(session, now),
    }
    ids = insert_new(session, Assignment, [row])
    if not ids:
        raise Refusal(f"{unit.called}刚刚已经有了这件事的同样分工。请刷新后再看。")
    given = session.get_one(Assignment, ids[0])
    session.add(
        Transition(
            assignment_id=given.id,
            move=Move.ASSIGN,
            before=None,
            after=Status.ASSIGNED,
            at=now,
            on=today,
            by=actor.name,
            note=note,
            block_id=open_block(session, now),
        )
    )
    session.flush()
    tell_unit(session, given, NoticeKind.ASSIGNMENT, occasion="", today=today)
    return given


def _give_again(
    session: Session, own: Assignment, like: Assignment, actor: Actor, today: date, now: datetime, note: str
) -> Assignment:
    """A unit gets back what was taken from it: the same row, with the deadline that is now in force."""
    unit = session.get_one(Unit, own.unit_id)
    if own.status not in (Status.WITHDRAWN, Status.TRANSFERRED):
        raise Refusal(f"{unit.called}已经有这件事的同样分工（{own.status.label}），不能再交办。")
    made = move(session, own, Move.ASSIGN, actor, today, now, note)
    if own.due_on != like.due_on:
        change_due(session, own, DueChangeKind.AMENDMENT, like.due_on, actor.name, today, now, note=note)
    tell_unit(session, own, NoticeKind.ASSIGNMENT, occasion=f"{made.id}", today=today)
    return own


def _move_task_unit(session: Session, assignment: Assignment, unit: Unit, today: date) -> None:
    """Later periods of the same duty go to the new unit as well; one that stood in the task already keeps one part."""
    parts = select(TaskUnit).where(TaskUnit.task_id == assignment.task_id)
    part = session.exec(parts.where(TaskUnit.unit_id == assignment.unit_id)).first()
    if part is None:
        return
    own = session.exec(parts.where(TaskUnit.unit_id == unit.id)).first()
    if own is None:
        part.unit_id = unit.id
    else:
        own.role = part.role if part.role is Role.LEAD else own.role
        own.removed_on = None
        part.removed_on = today
        session.add(own)
    session.add(part)
    session.flush()
