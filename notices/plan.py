"""Which notices open assignments call for on a day: one at a time, for the sweep and for a dry run."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from models.words import ContactLevel, NoticeKind
from schedules.ladder import Pack, acceptance_day, rung_reached
from schedules.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class OpenAssignment:
    """What the ladder needs to know of an assignment that is neither submitted nor settled.

    A part that a unit split off is reminded and chased; what a person has to sign is for the office's own.
    """

    assignment_id: int
    assigned_on: date
    due_on: date | None
    is_accepted: bool
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """A notice not yet raised. Assignment, deadline in force and rung together make it unique."""

    assignment_id: int
    in_force: str
    rung: str
    kind: NoticeKind
    level: ContactLevel
    late: bool
    needs_signature: bool


def due_notices(
    assignments: Iterable[OpenAssignment], pack: Pack, today: date, calendar: WorkCalendar
) -> Iterator[NoticeDraft]:
    """The notices these assignments call for today.

    The key names the assignment, the deadline and the rung, so planning the same day twice yields
    the same drafts, and an extended deadline starts the ladder afresh.
    """
    for assignment in assignments:
        rung = _ladder(assignment, pack, today, calendar)
        if rung is not None:
            yield rung
        # Past the deadline the ladder speaks louder than the missing signature.
        overdue = assignment.due_on is not None and today > assignment.due_on
        if not assignment.is_accepted and not overdue:
            reminder = _acceptance(assignment, pack, today, calendar)
            if reminder is not None:
                yield reminder


def _ladder(
    assignment: OpenAssignment, pack: Pack, today: date, calendar: WorkCalendar
) -> NoticeDraft | None:
    if assignment.due_on is None:
        return None
    rungs = [rung for rung in pack.rungs if not (assignment.is_part and rung.needs_signature)]
    reached = rung_reached(rungs, assignment.assigned_on, assignment.due_on, today, calendar)
    if reached is None:
        return None
    return NoticeDraft(
        assignment_id=assignment.assignment_id,
        in_force=assignment.due_on.isoformat(),
        rung=reached.rung.name,
        kind=NoticeKind.stored(reached.rung.kind),
        level=ContactLevel.stored(reached.rung.level),
        late=reached.is_late,
        needs_signature=reached.rung.needs_signature,
    )


def _acceptance(
    assignment: OpenAssignment, pack: Pack, today: date, calendar: WorkCalendar
) -> NoticeDraft | None:
    rule = pack.acceptance
    day = acceptance_day(rule, assignment.assigned_on, calendar)
    if today < day:
        return None
    return NoticeDraft(
        assignment_id=assignment.assignment_id,
        in_force=assignment.due_on.isoformat() if assignment.due_on else "",
        rung=rule.name,
        kind=NoticeKind.stored(rule.kind),
        level=ContactLevel.stored(rule.level),
        late=day < today,
        needs_signature=False,
    )
