"""Closure (销号), reopening (重启) and withdrawal (撤回): what the office decides about an assignment."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.assignment import Assignment, Transition
from models.closing import Closure
from models.words import DueChangeKind, Move, NoticeKind, Status
from schedules.wording import day_in_words
from supervision.actor import Actor, require_may
from supervision.duties.answers import tell_unit
from supervision.duties.clock_stops import end_stop
from supervision.duties.closing_steps import keep_review, require_steps, verified_by
from supervision.duties.due_dates import change_due
from supervision.duties.evidence import require_evidence
from supervision.duties.extensions import drop_pending
from supervision.duties.moves import last, move
from supervision.duties.reviewing import require_other
from supervision.duties.splitting import withdraw_parts


def close(
    session: Session, assignment: Assignment, actor: Actor, today: date, now: datetime, note: str = ""
) -> Closure:
    """Strike a submitted assignment off the list and note who did so.

    Raises Refusal unless it was submitted, while a step of closing or the evidence that the task asks for is
    missing, and when the person who closes keyed in the submission: the reviewer is never the reporter. The
    closure, the transition and the notice to the unit are saved together or not at all.
    """
    require_may(actor, assignment, Move.CLOSE)
    submission = last(session, assignment.id, Move.SUBMIT)
    said = require_other(actor, submission.by if submission else "", Move.SUBMIT, "销号申请", note.strip())
    # What the task asks for before closing is asked of the whole; a part is reviewed by the unit above it.
    if assignment.status is Status.SUBMITTED and assignment.parent_id is None:
        require_evidence(session, assignment)
        require_steps(session, assignment)
    verification = verified_by(session, assignment)
    made = move(session, assignment, Move.CLOSE, actor, today, now, said)
    assert submission is not None  # the table of moves closes only what was submitted
    keep_review(session, assignment, submission, actor, today, now, said)
    row = Closure(
        assignment_id=assignment.id,
        on=today,
        submitted_on=submission.on,
        by=actor.name,
        note=said,
        verification=verification,
    )
    session.add(row)
    session.flush()
    tell_unit(session, assignment, NoticeKind.CLOSURE, occasion=f"{made.id}", today=today)
    return row


def reopen(
    session: Session,
    assignment: Assignment,
    actor: Actor,
    today: date,
    now: datetime,
    reason: str,
    until: date | None = None,
) -> Transition:
    """Take a closed assignment up again, with the reason and, where one is given, a new deadline.

    The old closure stays, marked with the day. Raises Refusal when the new deadline does not lie ahead.
    """
    if not reason.strip():
        raise Refusal("重启要写明理由。")
    if until is not None and until <= today:
        raise Refusal(f"新的时限{day_in_words(until)}已经到了或已经过去。请填今天以后的日期。")
    made = move(session, assignment, Move.REOPEN, actor, today, now, reason.strip())
    standing = select(Closure).where(
        col(Closure.assignment_id) == assignment.id, col(Closure.reopened_on).is_(None)
    )
    for row in session.exec(standing):
        row.reopened_on = today
        session.add(row)
    session.flush()
    if until is not None and until != assignment.due_on:
        change_due(
            session, assignment, DueChangeKind.REOPENING, until, actor.name, today, now, note=reason.strip()
        )
    tell_unit(session, assignment, NoticeKind.REOPENING, occasion=f"{made.id}", today=today)
    return made


def withdraw(
    session: Session, assignment: Assignment, actor: Actor, today: date, now: datetime, reason: str
) -> Transition:
    """Take an assignment back, with the reason and with all parts; it counts nowhere from then on."""
    if not reason.strip():
        raise Refusal("撤回要写明理由。")
    drop_pending(session, assignment, actor, today, now)
    end_stop(session, assignment, actor, today)
    made = move(session, assignment, Move.WITHDRAW, actor, today, now, reason.strip())
    tell_unit(session, assignment, NoticeKind.WITHDRAWAL, occasion=f"{made.id}", today=today)
    withdraw_parts(session, assignment, actor, today, now, reason.strip())
    return made
