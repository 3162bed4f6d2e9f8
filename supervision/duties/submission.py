"""Submission (申请销号) by the unit, and its return (退回) by the office."""

from datetime import date, datetime

from sqlmodel import Session

from config.refusal import Refusal
from models.assignment import Assignment, Transition
from models.closing import Return
from models.words import Move, NoticeKind
from supervision.actor import Actor, require_may
from supervision.duties.answers import tell_unit
from supervision.duties.asked_opinions import take_opinion
from supervision.duties.clock_stops import end_stop
from supervision.duties.evidence import require_evidence
from supervision.duties.extensions import drop_pending
from supervision.duties.moves import move
from supervision.duties.splitting import require_parts_settled


def submit(
    session: Session,
    assignment: Assignment,
    actor: Actor,
    today: date,
    now: datetime,
    note: str = "",
    *,
    despite: str = "",
) -> Transition:
    """Hand an assignment in for closure, with a word on the result: that is the unit's self-check (自查).

    A request for more time has become pointless by it, and so has a clock that stands. Raises Refusal without
    a word, without the evidence that the task asks for, and while parts that the unit split off are open,
    unless ``despite`` says why.
    """
    if not note.strip():
        raise Refusal("请写明完成情况（结果、数据和截至日期），再申请销号。")
    require_may(actor, assignment, Move.SUBMIT)
    if assignment.parent_id is None:
        require_evidence(session, assignment)
    said = note.strip() + require_parts_settled(session, assignment, despite)
    made = move(session, assignment, Move.SUBMIT, actor, today, now, said)
    drop_pending(session, assignment, actor, today, now)
    end_stop(session, assignment, actor, today)
    take_opinion(session, assignment, note, made.by, today, now)
    return made


def send_back(
    session: Session, assignment: Assignment, actor: Actor, today: date, now: datetime, reason: str
) -> Return:
    """Return a submission with the reason; the unit goes on with it. Raises Refusal without a reason."""
    if not reason.strip():
        raise Refusal("退回要写明理由和补充要求，责任单位才知道改什么。")
    made = move(session, assignment, Move.SEND_BACK, actor, today, now, reason.strip())
    row = Return(assignment_id=assignment.id, on=today, by=actor.name, reason=reason.strip())
    session.add(row)
    session.flush()
    tell_unit(session, assignment, NoticeKind.RETURN, occasion=f"{made.id}", today=today)
    return row
