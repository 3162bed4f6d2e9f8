"""What the ladder knows of the assignments it speaks to: for a dry run, and to hold the sweep against the rule."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from models.assignment import Assignment, Transition
from models.notice import Notice
from models.progress import ProgressUpdate
from models.task import Task
from models.unit import Unit
from models.words import Move, Status
from notices.plan import Said
from schedules.ladder import Facts
from schedules.ladder_choice import LadderChoice
from schedules.periods import Recurrence
from supervision.letters.raising import WATCHED
from supervision.letters.told import is_told

# Large offices have too many to be held at once.
_AT_A_TIME = 2_000


@dataclass(frozen=True, slots=True)
class Watched:
    """An assignment that the ladder speaks to: its facts, what was said, its pack, and since when that is its own."""

    assignment_id: int
    unit_id: int
    task_id: int
    facts: Facts
    said: tuple[Said, ...]
    pack: str
    since: date | None


def read_watched(
    session: Session, today: date, choice: LadderChoice, *chosen: ColumnElement[bool]
) -> Iterator[Watched]:
    """Every assignment that the ladder speaks to today, among those chosen, in the order of their ids."""
    reopened = _reopened(session)
    reported = _reported(session, reopened)
    percents = _percents(session, today, reopened)
    days = _days_reported(session)
    said, spoken = _said(session)
    told = set(session.scalars(select(col(Assignment.id)).where(WATCHED, is_told(today))))
    rows = session.execute(
        select(Assignment, Task, Unit)
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(WATCHED, *chosen)
        .order_by(col(Assignment.id)),
        execution_options={"yield_per": _AT_A_TIME},
    ).tuples()
    for assignment, task, unit in rows:
        number, due_on = assignment.id, assignment.due_on
        facts = Facts(
            assigned_on=assignment.assigned_on,
            due_on=due_on,
            is_accepted=assignment.status is not Status.ASSIGNED,
            is_part=assignment.parent_id is not None,
            is_told=number in told,
            percent=percents.get(number, 0),
            reported_on=reported.get(number),
            reports=tuple(days.get(number, ())),
            reporting=Recurrence(task.reporting) if task.reporting else None,
            owed_since=task.reporting_since,
            spoken=spoken.get((number, due_on.isoformat() if due_on else ""), {}),
        )
        yield Watched(
            number,
            assignment.unit_id,
            assignment.task_id,
            facts,
            tuple(said.get(number, ())),
            choice.of(task.ladder, task.urgency.label, unit.level.label),
            task.ladder_since,
        )


def _reopened(session: Session) -> dict[int, tuple[int, datetime]]:
    rows = session.execute(
        select(col(Transition.assignment_id), func.max(col(Transition.id)), func.max(col(Transition.at)))
        .where(col(Transition.move) == Move.REOPEN)
        .group_by(col(Transition.assignment_id))
    ).tuples()
    return {number: (transition_id, at) for number, transition_id, at in rows}


def _reported(session: Session, reopened: dict[int, tuple[int, datetime]]) -> dict[int, date]:
    """The last day on which each was reported on, since it was last taken up again."""
    rows = session.execute(
        select(col(Transition.assignment_id), col(Transition.id), col(Transition.on)).where(
            col(Transition.move) == Move.REPORT
        )
    ).tuples()
    latest: dict[int, date] = {}
    for number, transition_id, on in rows:
        if transition_id > (reopened[number][0] if number in reopened else 0):
            latest[number] = max(on, latest.get(number, on))
    return latest


def _percents(session: Session, today: date, reopened: dict[int, tuple[int, datetime]]) -> dict[int, int]:
    rows = session.execute(
        select(col(ProgressUpdate.assignment_id), col(ProgressUpdate.percent), col(ProgressUpdate.at))
        .where(col(ProgressUpdate.as_of) <= today)
        .order_by(col(ProgressUpdate.as_of), col(ProgressUpdate.id))
    ).tuples()
    latest: dict[int, int] = {}
    for number, percent, at in rows:
        again = reopened.get(number)
        if again is None or at >= again[1]:
            latest[number] = percent
    return latest


def _days_reported(session: Session) -> dict[int, list[date]]:
    rows = session.execute(
        select(col(ProgressUpdate.assignment_id), col(ProgressUpdate.as_of))
        .join(Assignment, col(Assignment.id) == col(ProgressUpdate.assignment_id))
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .where(col(Task.reporting) != "")
    ).tuples()
    days: defaultdict[int, list[date]] = defaultdict(list)
    for number, day in rows:
        days[number].append(day)
    return days


def _said(session: Session) -> tuple[dict[int, list[Said]], dict[tuple[int, str], dict[str, date]]]:
    """What was said of each, and of each deadline of it the rungs that spoke of it, with the last day of each."""
    rows = session.execute(
        select(
            col(Notice.assignment_id),
            col(Notice.rung),
            col(Notice.in_force),
            col(Notice.occasion),
            col(Notice.raised_on),
        )
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .where(WATCHED, col(Notice.pack) != "")
    ).tuples()
    said: defaultdict[int, list[Said]] = defaultdict(list)
    spoken: defaultdict[tuple[int, str], dict[str, date]] = defaultdict(dict)
    for number, rung, in_force, occasion, raised_on in rows:
        said[number].append(Said(rung, in_force, occasion))
        days = spoken[number, in_force]
        days[rung] = max(raised_on, days.get(rung, raised_on))
    return said, spoken
