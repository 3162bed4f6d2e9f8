"""What lies on the office's desk: a proposal of the ladder, a request for more time, one for a joint closure."""

from datetime import date

from sqlmodel import Session

from models.closing import JointClosure
from models.extension import Extension
from models.notice import Notice
from models.words import Answer, ContactLevel, NoticeKind
from tests.cast import DAY, at


def proposed_order(session: Session, assignment_id: int, on: date = DAY) -> Notice:
    """An order for an assignment, which waits for a signature."""
    row = Notice(
        assignment_id=assignment_id,
        in_force="2026-06-30",
        rung="order",
        kind=NoticeKind.ORDER,
        level=ContactLevel.LEADER,
        raised_on=on,
        needs_signature=True,
    )
    session.add(row)
    session.flush()
    return row


def request_for_time(assignment_id: int) -> Extension:
    """A unit's request for another month, which waits for its answer; not stored yet."""
    return Extension(
        assignment_id=assignment_id,
        ordinal=1,
        due_on=date(2026, 6, 30),
        proposed_on=date(2026, 7, 31),
        reason="停电",
        progress="一半",
        asked_on=DAY,
        asked_at=at(DAY, 10),
        asked_by="苏望",
        answer=Answer.PENDING,
    )


def request_to_close_jointly(deadline_id: int) -> JointClosure:
    """A lead unit's request to close a deadline for all; not stored yet."""
    return JointClosure(
        deadline_id=deadline_id, asked_on=DAY, asked_by="苏望", reason="都办完了", answer=Answer.PENDING
    )
