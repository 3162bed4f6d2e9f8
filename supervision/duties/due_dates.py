"""The deadline in force: changed here alone, and never without a trace."""

from datetime import date, datetime

from sqlalchemy import update
from sqlmodel import Session, col

from config.refusal import Refusal
from models.assignment import Assignment
from models.extension import DueChange
from models.words import DueChangeKind


def change_due(
    session: Session,
    assignment: Assignment,
    kind: DueChangeKind,
    after: date | None,
    by: str,
    today: date,
    now: datetime,
    *,
    is_late: bool = False,
    note: str = "",
) -> DueChange:
    """Put another day in force; the first deadline stays as it was.

    ``is_late``: the day before had passed when the change was asked for, so the assignment stays counted as
    overdue. Raises Refusal when somebody else changed the day meanwhile.
    """
    before = assignment.due_on
    changed = session.execute(
        update(Assignment)
        .where(col(Assignment.id) == assignment.id, col(Assignment.due_on).is_not_distinct_from(before))
        .values(due_on=after)
    )
    session.refresh(assignment)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal("这件事的时限刚刚由别人改动过。请刷新后再看。")
    row = DueChange(
        assignment_id=assignment.id,
        kind=kind,
        before=before,
        after=after,
        is_late=is_late,
        on=today,
        at=now,
        by=by,
        note=note,
    )
    session.add(row)
    session.flush()
    return row
