"""The notices that answer a unit: a return, a closure."""

from datetime import date

from sqlmodel import Session

from models.assignment import Assignment
from models.inserts import insert_new
from models.notice import Notice
from models.words import ContactLevel, NoticeKind


def tell_unit(
    session: Session,
    assignment: Assignment,
    kind: NoticeKind,
    occasion: str,
    today: date,
    *,
    unit_id: int | None = None,
) -> None:
    """Raise a notice to the unit's contact; ``occasion`` tells one return from the next.

    ``unit_id`` names another unit than the assignment's own, which is told instead.
    """
    due = assignment.due_on
    row = {
        "assignment_id": assignment.id,
        "unit_id": unit_id,
        "in_force": due.isoformat() if due else "",
        "rung": kind.value,
        "occasion": occasion,
        "kind": kind,
        "level": ContactLevel.CONTACT,
        "raised_on": today,
        "late": False,
        "pack": "",
        "needs_signature": False,
        "signed_by": "",
    }
    insert_new(session, Notice, [row])
