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

_SLOTS_OF_ONE_PHRASE = 100


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


def period(recurrence: Recurrence, day: date) -> str:
    """The name of the period that this day closes: 2026, 2026-H1, 2026-Q1, 2026-07, 2026-W23, 2026-07-15."""
    match recurrence:
        case Recurrence.YEARLY:
            return f"{day.year}"
        case Recurrence.HALF_YEARLY:
            return f"{day.year}-H{(day.month + 5) // 6}"
        case Recurrence.QUARTERLY:
            return f"{day.year}-Q{(day.month + 2) // 3}"
        case Recurrence.MONTHLY:
            return f"{day.year}-{day.month:02d}"
        case Recurrence.WEEKLY:
            week = day.isocalendar()
            return f"{week.year}-W{week.week:02d}"
        case Recurrence.DAILY:
            return day.isoformat()


def opening(recurrence: Recurrence, day: date) -> date:
    """The first day of the period that ``day`` closes."""
    match recurrence:
        case Recurrence.YEARLY:
            return date(day.year, 1, 1)
        case Recurrence.HALF_YEARLY:
            return date(day.year, 1 if day.month <= 6 else 7, 1)
        case Recurrence.QUARTERLY:
            return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        case Recurrence.MONTHLY:
            return date(day.year, day.month, 1)
        case Recurrence.WEEKLY:
            return date.fromordinal(day.toordinal() - day.weekday())
        case Recurrence.DAILY:
            return day


def _rows(task: Task, position: int, entry: dict[str, Any], today: date) -> list[dict[str, Any]]:
    reading = reading_of(entry)
    recurrence = reading.recurrence
    assert recurrence is not None
    start = date.fromisoformat(entry["starts_on"])
    seen: Counter[str] = Counter()
    rows = []
    # From the start of the period, so that the October of a May-and-October duty is its second slot
    # also for those who registered it in July.
    for day in occurrences(reading, opening(recurrence, start), _horizon(recurrence, today)):
        name = period(recurrence, day)
        slot = position * _SLOTS_OF_ONE_PHRASE + seen[name]
        seen[name] += 1
        if day >= start:
            rows.append(
                {
                    "task_id": task.id,
                    "due_on": day,
                    "opens_on": opening(recurrence, day),
                    "period": name,
                    "slot": slot,
                    "phrase": reading.phrase,
                    "start": reading.start,
                    "end": reading.end,
                    "reading": reading.reading,
                    "confirmed_by": task.registered_by,
                }
            )
    return rows


def _move_with_the_calendar(session: Session, task: Task, rows: list[dict[str, Any]]) -> None:
    days = {(row["period"], row["slot"]): row["due_on"] for row in rows}
    given_out = select(Assignment.deadline_id).where(Assignment.task_id == task.id)
    free = select(Deadline).where(Deadline.task_id == task.id, col(Deadline.id).not_in(given_out))
    for deadline in session.exec(free):
        day = days.get((deadline.period, deadline.slot), deadline.due_on)
        if day != deadline.due_on:
            deadline.due_on = day
            session.add(deadline)
    session.flush()


def _horizon(recurrence: Recurrence, today: date) -> date:
    if recurrence in (Recurrence.WEEKLY, Recurrence.DAILY):
        return today + timedelta(days=60)
    return date(today.year + 1, 12, 31)


def reading_of(entry: dict[str, Any]) -> DeadlineReading:
    """A reading as it was stored with a draft."""
    return _READING.validate_python(entry)


_READING = TypeAdapter(DeadlineReading)
