"""The sweep: on a given day, raise what the ladder asks for, once ever."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from config.settings import Settings
from models.assignment import Assignment
from models.ladder import Sweep
from models.notice import Notice
from models.task import Task
from models.words import NoticeKind
from schedules.workdays import WorkCalendar
from supervision.letters.packs import choice_of, packs_in_force
from supervision.letters.raising import WATCHED, Raising
from supervision.letters.stored_calendar import store_calendar
from supervision.pack_in_force import last_swept


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep raised: how many of each kind, how many of them late; ``is_day_off`` when it did not look.

    ``troubles`` are the mistakes in the files of rule packs whose last good version was used instead.
    """

    day: date
    raised: Counter[NoticeKind]
    late: int = 0
    is_day_off: bool = False
    troubles: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many notices were new."""
        return self.raised.total()


def raise_notices(
    session: Session, today: date, now: datetime, settings: Settings, calendar: WorkCalendar
) -> Swept:
    """Raise the notices that fall due today. Sweeping the same day again raises nothing.

    A day off by the working calendar (调休 included) raises nothing; the next working day catches up
    by the highest rung alone, marked late. Raises Refusal when a rule pack is wrong and no earlier one of its
    name was ever in force.
    """
    if not calendar.is_workday(today):
        return Swept(today, Counter(), is_day_off=True)
    store_calendar(session, calendar)
    choice = choice_of(settings)
    packs = packs_in_force(session, choice, now)
    swept_on = last_swept(session, before=today)
    last = session.scalar(select(func.max(col(Notice.id)))) or 0
    handed_out, due = col(Assignment.assigned_on), col(Assignment.due_on)
    first_assigned, first_due, latest_due = session.execute(
        select(func.min(handed_out), func.min(due), func.max(due)).where(WATCHED)
    ).one()
    if first_assigned is not None:
        has_floors = session.scalar(select(col(Task.id)).where(col(Task.ladder_since).is_not(None)).limit(1))
        for in_force in packs:
            Raising(
                session,
                in_force.pack,
                in_force.since,
                today,
                swept_on,
                calendar,
                choice if len(packs) > 1 else None,
                first_assigned,
                first_due,
                latest_due,
                has_floors is not None,
            ).raise_all()
    raised, late = _counted(session, today, last)
    _note(session, today, now, raised.total())
    return Swept(today, raised, late, troubles=tuple(one.trouble for one in packs if one.trouble))


def _counted(session: Session, today: date, last: int) -> tuple[Counter[NoticeKind], int]:
    rows = session.execute(
        select(col(Notice.kind), col(Notice.late), func.count())
        .where(col(Notice.id) > last, col(Notice.raised_on) == today, col(Notice.pack) != "")
        .group_by(col(Notice.kind), col(Notice.late))
    ).tuples()
    raised: Counter[NoticeKind] = Counter()
    late = 0
    for kind, is_late, count in rows:
        raised[kind] += count
        late += count if is_late else 0
    return raised, late


def _note(session: Session, today: date, now: datetime, raised: int) -> None:
    kept = session.get(Sweep, today)
    if kept is None:
        session.add(Sweep(day=today, at=now, raised=raised))
    else:
        kept.at, kept.raised = now, kept.raised + raised
        session.add(kept)
    session.flush()
