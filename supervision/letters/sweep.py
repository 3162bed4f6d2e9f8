"""The sweep: on a given day, raise what the ladder asks for, once ever."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlmodel import Session, col

from models.assignment import Assignment
from models.extension import Extension
from models.inserts import insert_new
from models.lifecycle import IN_HAND
from models.notice import Notice
from models.words import Answer, NoticeKind, Status
from notices.plan import NoticeDraft, OpenAssignment, due_notices
from schedules.ladder import Pack
from schedules.workdays import WorkCalendar

# Submitted ones wait for the office and settled ones for nobody: no rung fires for either, nor while the
# clock stands or a request for more time, made in time, waits for its answer.
_ASKED_IN_TIME = (
    select(col(Extension.id))
    .where(
        col(Extension.assignment_id) == col(Assignment.id),
        col(Extension.answer) == Answer.PENDING,
        col(Extension.is_late).is_(False),
    )
    .exists()
)
_WATCHED = and_(col(Assignment.status).in_(IN_HAND), col(Assignment.stopped_on).is_(None), ~_ASKED_IN_TIME)


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep raised: how many of each kind, how many of them late; ``is_day_off`` when it did not look."""

    day: date
    raised: Counter[NoticeKind]
    late: int = 0
    is_day_off: bool = False

    @property
    def total(self) -> int:
        """How many notices were new."""
        return self.raised.total()


def raise_notices(session: Session, today: date, pack: Pack, calendar: WorkCalendar) -> Swept:
    """Raise the notices that fall due today. Sweeping the same day again raises nothing.

    A day off by the working calendar (调休 included) raises nothing; the next working day catches up
    by the highest rung alone, marked late.
    """
    if not calendar.is_workday(today):
        return Swept(today, Counter(), is_day_off=True)
    height = {rung.name: position for position, rung in enumerate(pack.rungs)}
    raised = _raised(session)
    drafts = [
        draft
        for draft in due_notices(_open(session), pack, today, calendar)
        if not _is_said(draft, raised[draft.assignment_id, draft.in_force], height)
    ]
    # The unique key still has the last word, should another sweep be at work.
    insert_new(session, Notice, [_row(draft, pack, today) for draft in drafts])
    return Swept(today, Counter(draft.kind for draft in drafts), late=sum(draft.late for draft in drafts))


def _open(session: Session) -> Iterable[OpenAssignment]:
    rows = session.execute(
        select(
            col(Assignment.id),
            col(Assignment.status),
            col(Assignment.assigned_on),
            col(Assignment.due_on),
            col(Assignment.parent_id),
        ).where(_WATCHED)
    )
    for assignment_id, status, assigned_on, due_on, parent_id in rows:
        yield OpenAssignment(
            assignment_id,
            assigned_on,
            due_on,
            is_accepted=status is not Status.ASSIGNED,
            is_part=parent_id is not None,
        )


def _is_said(draft: NoticeDraft, raised: set[str], height: dict[str, int]) -> bool:
    """Whether this rung was raised, or a higher one: sweeping an earlier day must not climb down."""
    own = height.get(draft.rung)
    return draft.rung in raised or (own is not None and any(height.get(name, -1) > own for name in raised))


def _raised(session: Session) -> defaultdict[tuple[int, str], set[str]]:
    rows = session.execute(
        select(col(Notice.assignment_id), col(Notice.in_force), col(Notice.rung))
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .where(_WATCHED)
    )
    raised: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    for assignment_id, in_force, rung in rows:
        raised[assignment_id, in_force].add(rung)
    return raised


def _row(draft: NoticeDraft, pack: Pack, today: date) -> dict[str, object]:
    return {
        "assignment_id": draft.assignment_id,
        "in_force": draft.in_force,
        "rung": draft.rung,
        "occasion": "",
        "kind": draft.kind,
        "level": draft.level,
        "raised_on": today,
        "late": draft.late,
        "pack": pack.mark,
        "needs_signature": draft.needs_signature,
        "signed_by": "",
    }
