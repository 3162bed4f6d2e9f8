"""The periods of recurring duties: one deadline per period, made ahead of time and never twice."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlmodel import Session, col, select

from models.assignment import Assignment
from models.inserts import insert_new
from models.task import Deadline, Task
from schedules.deadlines import DeadlineReading, Recurrence, occurrences
from schedules.periods import add_months, period_name, period_start
from schedules.workdays import work_calendar
from supervision.duties.day_off import last_day

_SLOTS_OF_ONE_PHRASE = 100
_PLAN_YEARS = 10  # a plan that ends later than this is no plan but a slip of the pen


def continue_recurring(session: Session, today: date) -> int:
    """Give every recurring duty its next deadlines; how many were new. Safe to call every day.

    Where the calendar of a later year has become known since, deadlines that nobody has been given
    yet move to their right day.
    """
    return sum(add_periods(session, task, today) for task in session.exec(select(Task)) if task.recurring)


def recurring_from(entry: dict[str, Any], start: date) -> dict[str, Any]:
    """A stored reading of a recurring phrase with the day from which its periods count."""
    return {**entry, "starts_on": start.isoformat()}


def add_periods(session: Session, task: Task, today: date) -> int:
    """The deadlines of this task's recurring phrases up to a horizon that moves with ``today``; how many are new.

    A duty that ends earlier stops there. A period is assigned from its first day on, so that next
    year's duty does not fill anybody's list today.
    """
    rows = [
        row for position, entry in enumerate(task.recurring) for row in _rows(task, position, entry, today)
    ]
    _move_with_the_calendar(session, task, rows)
    return len(insert_new(session, Deadline, rows))


def _rows(task: Task, position: int, entry: dict[str, Any], today: date) -> list[dict[str, Any]]:
    reading = reading_of(entry)
    recurrence = reading.recurrence
    assert recurrence is not None
    start = date.fromisoformat(entry["starts_on"])
    is_counted = any(slot.workdays for slot in reading.slots)
    seen: Counter[str] = Counter()
    rows = []
    # From the start of the period, so that the October of a May-and-October duty is its second slot
    # also for those who registered it in July.
    for day in occurrences(reading, period_start(recurrence, start), _horizon(reading, today)):
        name = period_name(recurrence, day)
        last = last_day(day, is_provisional=is_counted and not work_calendar().knows(day.year))
        slot = position * _SLOTS_OF_ONE_PHRASE + seen[name]
        seen[name] += 1
        if day >= start:
            rows.append(
                {
                    "task_id": task.id,
                    "due_on": last.due_on,
                    "stated_on": last.stated_on,
                    "is_provisional": last.is_provisional,
                    "opens_on": period_start(recurrence, day),
                    "period": name,
                    "slot": slot,
                    "phrase": reading.phrase,
                    "start": reading.start,
                    "end": reading.end,
                    "reading": last.said_after(reading.reading),
                    "confirmed_by": task.registered_by,
                }
            )
    return rows


def _move_with_the_calendar(session: Session, task: Task, rows: list[dict[str, Any]]) -> None:
    fresh = {(row["period"], row["slot"]): row for row in rows}
    given_out = select(Assignment.deadline_id).where(Assignment.task_id == task.id)
    free = select(Deadline).where(
        Deadline.task_id == task.id,
        col(Deadline.id).not_in(given_out),
        Deadline.reason == "",  # a person settled it, or a version of the list did
    )
    for deadline in session.exec(free):
        row = fresh.get((deadline.period, deadline.slot))
        if row and (row["due_on"], row["is_provisional"]) != (deadline.due_on, deadline.is_provisional):
            for name in ("due_on", "stated_on", "is_provisional", "reading"):
                setattr(deadline, name, row[name])
            session.add(deadline)
    session.flush()


def _horizon(reading: DeadlineReading, today: date) -> date:
    """Twelve months ahead; to the end of its plan where the duty has one, since the whole plan is then laid out."""
    if reading.recurrence in (Recurrence.WEEKLY, Recurrence.DAILY):
        return today + timedelta(days=60)
    ahead = add_months(today, 12)
    if reading.until is None or reading.until.year > today.year + _PLAN_YEARS:
        return ahead
    return max(ahead, reading.until)


def has_later_period(entry: dict[str, Any], today: date) -> bool:
    """Whether a stored recurring reading still falls due on some day after ``today``."""
    reading = reading_of(entry)
    start = max(today, date.fromisoformat(entry["starts_on"]), reading.since or today)
    return bool(occurrences(reading, start, add_months(start, 12)))


def reading_of(entry: dict[str, Any]) -> DeadlineReading:
    """A reading as it was stored with a draft."""
    return _READING.validate_python(entry)


_READING = TypeAdapter(DeadlineReading)
