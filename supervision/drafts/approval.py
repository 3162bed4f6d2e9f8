"""Approval of a registration (立项审批): where the office wants it, nothing is handed out before a leader agrees."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.task import Task
from models.words import Subject, UserRole
from supervision.actor import Actor
from supervision.record.log import log


def approve(session: Session, task: Task, actor: Actor, now: datetime) -> Task:
    """Agree to a registration; it can be handed out from now on.

    Raises Refusal when somebody else than a leader asks, and when it is approved already.
    """
    if actor.role is not UserRole.LEADER:
        raise Refusal("立项由领导审批。请用领导账号登录后办理。")
    changed = session.execute(
        update(Task)
        .where(col(Task.id) == task.id, col(Task.approved_at).is_(None))
        .values(approved_at=now, approved_by=actor.name)
    )
    session.refresh(task)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(f"这项任务已由{task.approved_by}审批立项。请刷新后再看。")
    log(session, Subject.TASK, task.id, "立项审批", actor.name, now, number=task.number)
    return task


def awaiting_approval(session: Session) -> list[Task]:
    """The registrations that wait for a leader, the longest waiting first."""
    return list(session.exec(select(Task).where(col(Task.approved_at).is_(None)).order_by(col(Task.id))))
