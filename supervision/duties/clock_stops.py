"""Stop the clock (中止计时) and start it again: the time between does not count against the unit."""

from datetime import date, datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.assignment import Assignment
from models.extension import ClockStop
from models.inserts import insert_new
from models.rows_of import rows_of
from models.words import DueChangeKind, Move, NoticeKind
from schedules.wording import day_in_words
from schedules.workdays import work_calendar
from supervision.actor import Actor
from supervision.duties.answers import tell_unit
from supervision.duties.due_dates import change_due
from supervision.duties.moves import move


def stop(
    session: Session, assignment: Assignment, actor: Actor, today: date, now: datetime, reason: str
) -> ClockStop:
    """Stop the clock: no reminder, no red light until it runs again.

    Raises Refusal without a reason, without a deadline, after the deadline, and when it stands already.
    """
    if not reason.strip():
        raise Refusal("中止计时要写明原因。")
    if assignment.due_on is None:
        raise Refusal("这件事没有定时限，不需要中止计时。")
    if today > assignment.due_on:
        raise Refusal(
            f"时限{day_in_words(assignment.due_on)}已过，不能再中止计时。确需顺延的，请由责任单位申请延期。"
        )
    row = {
        "assignment_id": assignment.id,
        "stopped_on": today,
        "stopped_by": actor.name,
        "reason": reason.strip(),
        "restarted_by": "",
        "workdays": 0,
    }
    made = move(session, assignment, Move.STOP_CLOCK, actor, today, now, reason.strip())
    ids = insert_new(session, ClockStop, [row])
    if not ids:
        raise Refusal("这件事已经中止计时。请刷新后再看。")
    assignment.stopped_on = today
    session.add(assignment)
    session.flush()
    tell_unit(session, assignment, NoticeKind.CLOCK, occasion=f"{made.id}", today=today)
    return session.get_one(ClockStop, ids[0])


def restart(
    session: Session, assignment: Assignment, actor: Actor, today: date, now: datetime, note: str = ""
) -> ClockStop:
    """Let the clock run again. The deadline moves on by as many working days as it stood.

    Raises Refusal when it does not stand.
    """
    standing = _standing(session, assignment.id)
    if standing is None or assignment.due_on is None:
        raise Refusal("这件事没有中止计时，不需要恢复。请刷新后再看。")
    calendar = work_calendar()
    workdays = calendar.between(standing.stopped_on, today)
    changed = session.execute(
        update(ClockStop)
        .where(col(ClockStop.id) == standing.id, col(ClockStop.restarted_on).is_(None))
        .values(restarted_on=today, restarted_by=actor.name, workdays=workdays)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal("这件事刚刚由别人恢复计时。请刷新后再看。")
    session.refresh(standing)
    assignment.stopped_on = None
    session.add(assignment)
    session.flush()
    due = calendar.shift(assignment.due_on, workdays) if workdays else assignment.due_on
    text = f"中止{workdays}个工作日，时限由{day_in_words(assignment.due_on)}顺延至{day_in_words(due)}"
    said = f"{text}。{note.strip()}" if note.strip() else text
    made = move(session, assignment, Move.RESTART_CLOCK, actor, today, now, said)
    if due != assignment.due_on:
        change_due(session, assignment, DueChangeKind.RESTART, due, actor.name, today, now, note=text)
    tell_unit(session, assignment, NoticeKind.CLOCK, occasion=f"{made.id}", today=today)
    return standing


def clock_stops(session: Session, assignment_id: int) -> list[ClockStop]:
    """Every stop of an assignment's clock, the newest first."""
    return rows_of(session, ClockStop, "assignment_id", assignment_id, newest_first=True)


def end_stop(session: Session, assignment: Assignment, actor: Actor, today: date) -> None:
    """Let a standing clock go when its assignment is over or handed in: the day no longer matters."""
    standing = _standing(session, assignment.id)
    if standing is not None:
        standing.restarted_on, standing.restarted_by = today, actor.name
        assignment.stopped_on = None
        session.add_all([standing, assignment])
        session.flush()


def _standing(session: Session, assignment_id: int) -> ClockStop | None:
    return session.exec(
        select(ClockStop).where(
            ClockStop.assignment_id == assignment_id, col(ClockStop.restarted_on).is_(None)
        )
    ).first()
