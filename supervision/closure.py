"""Closure (销号), reopening (重启) and withdrawal (撤回): what the office decides about an assignment."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.assignment import Assignment, Transition
from models.closing import Closure
from models.words import Move, NoticeKind
from supervision.actor import Actor, require_may
from supervision.answers import tell_unit
from supervision.moves import last, move


def close(
    session: Session, assignment: Assignment, actor: Actor, today: date, now: datetime, note: str = ""
) -> Closure:
    """Strike a submitted assignment off the list and note who did so.

    Raises Refusal unless it was submitted, and when the person who closes keyed in the submission:
    the reviewer is never the reporter. The closure, the transition and the notice to the unit are
    saved together or not at all.
    """
    require_may(actor, assignment, Move.CLOSE)
    submission = last(session, assignment.id, Move.SUBMIT)
    if submission and submission.by == actor.signature(Move.SUBMIT):
        raise Refusal("这件事的销号申请是您代录的，审核人不能是填报人。请由另一位经办人员销号。")
    made = move(session, assignment, Move.CLOSE, actor, today, now, note.strip())
    assert submission is not None  # the table of moves closes only what was submitted
    row = Closure(
        assignment_id=assignment.id, on=today, submitted_on=submission.on, by=actor.name, note=note.strip()
    )
    session.add(row)
    session.flush()
    tell_unit(session, assignment, NoticeKind.CLOSURE, occasion=f"{made.id}", today=today)
    return row


def reopen(
    session: Session, assignment: Assignment, actor: Actor, today: date, now: datetime, reason: str
) -> Transition:
    """Take a closed assignment up again, with the reason. The old closure stays, marked with the day."""
    if not reason.strip():
        raise Refusal("重启要写明理由。")
    made = move(session, assignment, Move.REOPEN, actor, today, now, reason.strip())
    standing = select(Closure).where(
        col(Closure.assignment_id) == assignment.id, col(Closure.reopened_on).is_(None)
    )
    for row in session.exec(standing):
        row.reopened_on = today
        session.add(row)
    session.flush()
    tell_unit(session, assignment, NoticeKind.REOPENING, occasion=f"{made.id}", today=today)
    return made


def withdraw(
    session: Session, assignment: Assignment, actor: Actor, today: date, now: datetime, reason: str
) -> Transition:
    """Take an assignment back, with the reason; it counts nowhere from then on."""
    if not reason.strip():
        raise Refusal("撤回要写明理由。")
    made = move(session, assignment, Move.WITHDRAW, actor, today, now, reason.strip())
    tell_unit(session, assignment, NoticeKind.WITHDRAWAL, occasion=f"{made.id}", today=today)
    return made
