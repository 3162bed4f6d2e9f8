"""Signing (签发): above a chaser the system proposes and a named person decides."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.notice import Notice
from models.words import UserRole
from supervision.actor import Actor


def awaiting_signature(session: Session) -> list[Notice]:
    """The notices that wait for somebody's signature, the longest waiting first."""
    rows = select(Notice).where(col(Notice.needs_signature), col(Notice.signed_by) == "")
    return list(session.exec(rows.order_by(col(Notice.raised_on), col(Notice.id))))


def sign(session: Session, notice_id: int, actor: Actor, now: datetime) -> None:
    """Let a proposed notice go out under this person's name. Raises Refusal when it needs none or has one."""
    if actor.role is UserRole.UNIT:
        raise Refusal("督办单、通报和约谈由督办部门签发，责任单位账号不能操作。")
    changed = session.execute(
        update(Notice)
        .where(col(Notice.id) == notice_id, col(Notice.needs_signature), col(Notice.signed_by) == "")
        .values(signed_by=actor.name, signed_at=now)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal("这份通知不需要签发，或者已经签发。请刷新后再看。")
