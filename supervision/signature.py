"""Signing (签发): above a chaser the system proposes and a named person decides."""

from datetime import datetime

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.assignment import Assignment
from models.notice import Notice
from models.words import Status, UserRole
from supervision.actor import Actor


def awaiting_signature(session: Session) -> list[Notice]:
    """The notices that wait for somebody's signature, the longest waiting first.

    What has been handed in or settled since needs none any more; after a return it waits again.
    """
    rows = (
        select(Notice)
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .where(col(Notice.needs_signature), col(Notice.signed_by) == "", _is_pressing())
    )
    return list(session.exec(rows.order_by(col(Notice.raised_on), col(Notice.id))))


def sign(session: Session, notice_id: int, actor: Actor, now: datetime) -> None:
    """Let a proposed notice go out under this person's name.

    Raises Refusal when it needs no signature, has one, or its matter has been handed in or settled.
    """
    if actor.role is UserRole.UNIT:
        raise Refusal("督办单、通报和约谈由督办部门签发，责任单位账号不能操作。")
    changed = session.execute(
        update(Notice)
        .where(
            col(Notice.id) == notice_id,
            col(Notice.needs_signature),
            col(Notice.signed_by) == "",
            col(Notice.assignment_id).in_(select(Assignment.id).where(_is_pressing())),
        )
        .values(signed_by=actor.name, signed_at=now)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal("这份通知不需要签发：已经签发，或者事项已经申请销号、销号。请刷新后再看。")


def _is_pressing() -> ColumnElement[bool]:
    return col(Assignment.status).in_([Status.ASSIGNED, Status.UNDERWAY])
