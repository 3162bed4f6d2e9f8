"""What a unit hands in for a round of consultation that was handed out to it is its opinion, by whatever door it came."""

from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from models.assignment import Assignment
from models.evaluation_words import Adoption
from models.inserts import insert_new
from models.meeting import Consultation, Opinion
from models.rows_of import rows_of
from models.words import Subject
from supervision.record.log import log

_NONE = ("无意见", "没有意见", "无")


def round_of_task(session: Session, task_id: int) -> Consultation | None:
    """The round that this task asks the units about, None for any other task."""
    return next(iter(rows_of(session, Consultation, "task_id", task_id)), None)


def take_opinion(
    session: Session, assignment: Assignment, words: str, by: str, today: date, now: datetime
) -> None:
    """Enter what a unit handed in as its opinion, where it said nothing in the round itself.

    A part that a unit split off is its own affair: the unit that was asked answers for all of it. A unit that the
    question was passed on to (转办) is asked from then on.
    """
    if assignment.parent_id is not None:
        return
    asked = round_of_task(session, assignment.task_id)
    if asked is None or asked.ended_on is not None:
        return
    if assignment.unit_id not in asked.units:
        asked.units = [*asked.units, assignment.unit_id]
        session.add(asked)
    said = select(col(Opinion.id)).where(
        col(Opinion.consultation_id) == asked.id, col(Opinion.unit_id) == assignment.unit_id
    )
    if session.scalars(said).first() is not None:
        return
    has_none = words.strip().rstrip("。.！! ") in _NONE
    write_down(session, asked, assignment.unit_id, words.strip(), by, today, now, has_none=has_none)


def write_down(
    session: Session,
    asked: Consultation,
    unit_id: int,
    words: str,
    by: str,
    today: date,
    now: datetime,
    *,
    passage: str = "",
    has_none: bool = False,
) -> int:
    """Keep one opinion, or that there is none, and log it; its number. What may be said is decided by whoever calls."""
    row = {
        "consultation_id": asked.id,
        "unit_id": unit_id,
        "passage": passage,
        "text": "" if has_none else words,
        "has_none": has_none,
        "on": today,
        "at": now,
        "by": by,
        "adoption": Adoption.PENDING,
        "reason": "",
        "decided_by": "",
    }
    made = insert_new(session, Opinion, [row])
    said = "无意见" if has_none else words
    log(session, Subject.MEETING, asked.id, "答复征求意见", by, now, note=said, unit_id=unit_id)
    return made[0]
