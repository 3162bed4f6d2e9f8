"""Why a red item is behind (原因分析): a code, the cause in words, and what is done about it; the latest note holds."""

from datetime import date, datetime

from sqlmodel import Session

from config.refusal import NotTheirs, Refusal
from models.assignment import Assignment
from models.evaluation_words import Cause
from models.finding import CauseNote
from models.lifecycle import SETTLED
from models.words import Move, Subject, UserRole
from supervision.actor import Actor
from supervision.record.log import log

_LONGEST = 2000


def note_cause(
    session: Session,
    assignment: Assignment,
    cause: Cause,
    text: str,
    measure: str,
    actor: Actor,
    today: date,
    now: datetime,
) -> CauseNote:
    """Note why an assignment is behind: the unit itself, or a clerk for it or by the office's own analysis.

    Raises Refusal for anybody else, without a word on the cause or on what is done about it, and once the matter
    is settled.
    """
    _require_may(actor, assignment)
    if assignment.status in SETTLED:
        raise Refusal(f"这件事{assignment.status.label}，不用再填原因。")
    said, done = text.strip(), measure.strip()
    if not said:
        raise Refusal("请具体写明原因：卡在哪个环节、为什么。只选分类看不出问题。")
    if not done:
        raise Refusal("请写明对应的措施：谁来做、怎么做、什么时候见效。")
    if max(len(said), len(done)) > _LONGEST:
        raise Refusal(f"原因和措施各不超过{_LONGEST}个字。请改短后再试。")
    row = CauseNote(
        assignment_id=assignment.id,
        cause=cause,
        text=said,
        measure=done,
        on=today,
        at=now,
        by=actor.signature(Move.REPORT),
    )
    session.add(row)
    session.flush()
    log(
        session, Subject.ASSIGNMENT, assignment.id, "分析原因", row.by, now,
        note=f"{cause.label}：{said[:200]}", cause=cause.value,
    )  # fmt: skip
    return row


def may_note(actor: Actor, assignment: Assignment) -> bool:
    """Whether this person notes causes of this assignment."""
    if actor.role is UserRole.CLERK:
        return True
    is_own = actor.role is UserRole.UNIT and actor.unit_id == assignment.unit_id
    return is_own and actor.assignment_id in (None, assignment.id)


def _require_may(actor: Actor, assignment: Assignment) -> None:
    if may_note(actor, assignment):
        return
    if actor.role is UserRole.UNIT:
        raise NotTheirs("这件事不是交办给贵单位的，不能填写原因。")
    raise NotTheirs(f"原因由承办单位或经办人员填写，{actor.role.label}账号不能操作。")
