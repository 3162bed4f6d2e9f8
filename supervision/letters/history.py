"""What the ladder would have found of each assignment on the mornings of a past time, from what is on record."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.assignment import Assignment, Transition
from models.extension import ClockStop, DueChange, Extension
from models.ladder import Sweep
from models.lifecycle import IN_HAND
from models.notice import Notice
from models.progress import ProgressUpdate
from models.task import Task
from models.unit import Unit
from models.words import Move, Status
from notices.forecast import Course, Span
from notices.plan import Said
from schedules.clock import ZONE
from schedules.ladder import Facts
from schedules.ladder_choice import LadderChoice
from schedules.periods import Recurrence

_HOUR = time(8)
_AT_A_TIME = 2_000
_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Past:
    """An assignment, what became of it, and the pack that it climbs on as things are chosen today."""

    assignment_id: int
    unit_id: int
    task_id: int
    course: Course
    pack: str


@dataclass(slots=True)
class _Record:
    """The rows about one assignment, each with the morning from which it counts, in their order."""

    moves: list[tuple[date, Transition]] = field(default_factory=list)
    dues: list[tuple[date, DueChange]] = field(default_factory=list)
    asked: list[tuple[date, date, Extension]] = field(default_factory=list)
    stops: list[ClockStop] = field(default_factory=list)
    reports: list[tuple[date, date, int, datetime]] = field(default_factory=list)


class Mornings:
    """From which morning on the sweep knows of a deed: of the same day where it was done before the sweep of that day."""

    def __init__(self, session: Session) -> None:
        rows = session.execute(select(col(Sweep.day), col(Sweep.at))).tuples()
        self._swept = {day: at.astimezone(ZoneInfo(ZONE)) for day, at in rows}

    def of(self, at: datetime) -> date:
        """The first morning after this moment."""
        local = at.astimezone(ZoneInfo(ZONE))
        day = local.date()
        looked = self._swept.get(day) or datetime.combine(day, _HOUR, ZoneInfo(ZONE))
        return day if local <= looked else day + timedelta(days=1)


def past_courses(session: Session, first: date, last: date, choice: LadderChoice) -> Iterator[Past]:
    """Every assignment that the ladder would have spoken to between these days, in the order of their ids."""
    mornings = Mornings(session)
    least, most = session.execute(select(func.min(col(Assignment.id)), func.max(col(Assignment.id)))).one()
    for begin in range(least or 0, (most or -1) + 1, _AT_A_TIME):
        ids = range(begin, begin + _AT_A_TIME)
        records = _records(session, ids, mornings)
        said = _said(session, ids, first)
        rows = session.execute(
            select(Assignment, Task, Unit)
            .join(Task, col(Task.id) == col(Assignment.task_id))
            .join(Unit, col(Unit.id) == col(Assignment.unit_id))
            .where(
                col(Assignment.id).between(ids[0], ids[-1]),
                col(Assignment.assigned_on) <= last,
            )
            .order_by(col(Assignment.id))
        ).tuples()
        for assignment, task, unit in rows:
            spans = _spans(assignment, task, records[assignment.id], first, last)
            if all(span.facts is None for span in spans):
                continue
            before = said.get(assignment.id, [])
            course = Course(
                spans,
                tuple(Said(one.rung, one.in_force, one.occasion) for one in before),
                tuple((one.in_force, one.rung, one.raised_on) for one in before),
                first,
            )
            name = choice.of(task.ladder, task.urgency.label, unit.level.label)
            yield Past(assignment.id, unit.id, task.id, course, name)


def _records(session: Session, ids: range, mornings: Mornings) -> defaultdict[int, _Record]:
    found: defaultdict[int, _Record] = defaultdict(_Record)
    for move in _of(session, Transition, ids):
        found[move.assignment_id].moves.append((mornings.of(move.at), move))
    for change in _of(session, DueChange, ids):
        found[change.assignment_id].dues.append((mornings.of(change.at), change))
    for asked in _of(session, Extension, ids):
        until = mornings.of(asked.decided_at) if asked.decided_at else date.max
        found[asked.assignment_id].asked.append((mornings.of(asked.asked_at), until, asked))
    for stop in _of(session, ClockStop, ids):
        found[stop.assignment_id].stops.append(stop)
    for report in _of(session, ProgressUpdate, ids):
        found[report.assignment_id].reports.append(
            (mornings.of(report.at), report.as_of, report.percent, report.at)
        )
    return found


def _of(session: Session, table: Any, ids: range) -> Sequence[Any]:
    chosen = col(table.assignment_id).between(ids[0], ids[-1])
    return session.scalars(select(table).where(chosen).order_by(col(table.id))).all()


def _said(session: Session, ids: range, before: date) -> dict[int, list[Notice]]:
    found: defaultdict[int, list[Notice]] = defaultdict(list)
    rows = select(Notice).where(
        col(Notice.assignment_id).between(ids[0], ids[-1]),
        col(Notice.raised_on) < before,
        col(Notice.pack) != "",
    )
    for one in session.scalars(rows):
        found[one.assignment_id].append(one)
    return found


def _spans(assignment: Assignment, task: Task, record: _Record, first: date, last: date) -> tuple[Span, ...]:
    stopped = _stopped(record)
    turns = {assignment.assigned_on}
    turns |= {day for day, _ in record.moves}
    turns |= {day for day, _ in record.dues}
    turns |= {day for begun, ended, _ in record.asked for day in (begun, ended)}
    turns |= {day for pair in stopped for day in pair}
    turns |= {day for day, *_ in record.reports}
    days = sorted(max(day, first) for day in turns if day <= last)
    spans: list[Span] = []
    for day in dict.fromkeys(days):
        facts = _facts(assignment, task, record, stopped, day)
        if not spans or spans[-1].facts != facts:
            spans.append(Span(day, facts))
    return tuple(spans)


def _stopped(record: _Record) -> list[tuple[date, date]]:
    """From which morning to which the clock stood."""
    begun = [pair for pair in record.moves if pair[1].move is Move.STOP_CLOCK]
    found = []
    for place, stop in enumerate(record.stops):
        start = begun[place][0] if place < len(begun) else stop.stopped_on
        end = date.max
        if stop.restarted_on is not None:
            after = begun[place][1].id if place < len(begun) else 0
            # Not what else was done that day: a report in the morning starts nothing.
            ends = (
                day
                for day, one in record.moves
                if one.id > after and (one.move is Move.RESTART_CLOCK or one.after not in IN_HAND)
            )
            end = next(ends, stop.restarted_on)
        found.append((start, end))
    return found


def _facts(
    assignment: Assignment, task: Task, record: _Record, stopped: list[tuple[date, date]], day: date
) -> Facts | None:
    moves = _until(record.moves, day)
    status = moves[-1].after if moves else (assignment.status if not record.moves else None)
    if status not in IN_HAND or day < assignment.assigned_on:
        return None
    if any(start <= day < end for start, end in stopped):
        return None
    if any(start <= day < end and not one.is_late for start, end, one in record.asked):
        return None
    changes = _until(record.dues, day)
    due_on = changes[-1].after if changes else assignment.first_due_on
    again = next((one for one in reversed(moves) if one.move is Move.REOPEN), None)
    reported = [one.on for one in moves if one.move is Move.REPORT and (again is None or one.id > again.id)]
    known = [one for one in record.reports if one[0] <= day]
    percents = [(as_of, place, percent) for place, (_, as_of, percent, at) in enumerate(known)
                if as_of <= day and (again is None or at >= again.at)]  # fmt: skip
    return Facts(
        assigned_on=assignment.assigned_on,
        due_on=due_on,
        is_accepted=status is not Status.ASSIGNED,
        is_part=assignment.parent_id is not None,
        percent=max(percents)[2] if percents else 0,
        reported_on=max(reported) if reported else None,
        reports=tuple(as_of for _, as_of, _, _ in known),
        reporting=Recurrence(task.reporting) if task.reporting else None,
        owed_since=task.reporting_since,
    )


def _until(rows: list[tuple[date, _Row]], day: date) -> list[_Row]:
    return [one for begun, one in rows if begun <= day]
