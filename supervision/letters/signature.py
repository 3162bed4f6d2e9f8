"""Signing (签发): above a chaser the system proposes and a named person decides."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.assignment import Assignment
from models.lifecycle import IN_HAND
from models.notice import Notice
from models.words import NoticeKind, Subject, UserRole
from supervision.actor import Actor
from supervision.record.log import log

# A 督办单 is the office's own business; what others get to see, or what calls a person in, is its head's.
_OF_THE_LEADER = frozenset({NoticeKind.CIRCULAR, NoticeKind.INTERVIEW})


def awaiting_signature(session: Session) -> list[Notice]:
    """The notices that wait for somebody's signature, the longest waiting first.

    What has been handed in or settled since needs none any more; after a return it waits again. Of
    several on one matter the latest, which is the gravest, stands for all.
    """
    rows = (
        select(Notice)
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .where(
            col(Notice.needs_signature),
            col(Notice.signed_by) == "",
            col(Assignment.status).in_(IN_HAND),
        )
        .order_by(col(Notice.raised_on), col(Notice.id))
    )
    latest = {notice.assignment_id: notice for notice in session.exec(rows)}
    return sorted(latest.values(), key=lambda notice: (notice.raised_on, notice.id))


def may_sign(actor: Actor, kind: NoticeKind) -> bool:
    """Whether this person signs notices of this kind: a clerk or a leader an order, a leader what is graver."""
    return actor.role is UserRole.LEADER or (actor.role is UserRole.CLERK and kind not in _OF_THE_LEADER)


def sign(session: Session, notice_id: int, actor: Actor, now: datetime) -> None:
    """Let a proposed notice go out under this person's name.

    Raises Refusal when it is not theirs to sign, when it needs no signature or has one, when its matter
    has been handed in or settled, or when a graver one has taken its place.
    """
    if not actor.is_of_the_office:
        raise Refusal(f"督办单、通报和约谈由督办部门签发，{actor.role.label}账号不能操作。")
    notice = next((one for one in awaiting_signature(session) if one.id == notice_id), None)
    if notice is None:
        raise Refusal("这份通知不需要签发：已经签发，或者事项已经申请销号、销号。请刷新后再看。")
    if not may_sign(actor, notice.kind):
        raise Refusal(f"{notice.kind.label}由领导签发。请用领导账号登录后办理。")
    changed = session.execute(
        update(Notice)
        .where(col(Notice.id) == notice_id, col(Notice.signed_by) == "")
        .values(signed_by=actor.name, signed_at=now)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal("这份通知刚刚由别人签发。请刷新后再看。")
    log(
        session,
        Subject.NOTICE,
        notice_id,
        "签发",
        actor.name,
        now,
        note=notice.kind.label,
        assignment_id=notice.assignment_id,
    )
