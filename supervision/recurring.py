"""The periods of recurring duties: one deadline per period, made ahead of time and never twice."""

from datetime import date, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlmodel import Session, col, select

from models.inserts import insert_new
from models.task import Deadline, Task
from schedules.deadlines import DeadlineReading, Recurrence, occurrences


def continue_recurring(session: Session, today: date) -> int:
    """Give every recurring duty its next deadlines; how many were new. Safe to call every day."""
    tasks = session.exec(select(Task).where(col(Task.recurring).is_not(None))).all()
    return sum(
        add_deadlines(session, task, task.registered_at.date(), today, task.registered_by)
        for task in tasks
        if task.recurring
    )


def add_deadlines(session: Session, task: Task, start: date, today: date, by: str) -> int:
    """The deadlines of this task's recurring phrases from ``start`` to a horizon that moves with ``today``.

    A duty that ends earlier stops there. A period is assigned from its first day on, so that next
    year's duty does not fill anybody's list today.
    """
    rows = [row for entry in task.recurring for row in _rows(task.id, reading_of(entry), start, today, by)]
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


def _rows(task_id: int, reading: DeadlineReading, start: date, today: date, by: str) -> list[dict[str, Any]]:
    recurrence = reading.recurrence
    assert recurrence is not None
    return [
        {
            "task_id": task_id,
            "due_on": day,
            "opens_on": opening(recurrence, day),
            "period": period(recurrence, day),
            "phrase": reading.phrase,
            "start": reading.start,
            "end": reading.end,
            "reading": reading.reading,
            "confirmed_by": by,
        }
        for day in occurrences(reading, start, _horizon(recurrence, today))
    ]


def _horizon(recurrence: Recurrence, today: date) -> date:
    if recurrence in (Recurrence.WEEKLY, Recurrence.DAILY):
        return today + timedelta(days=60)
    return date(today.year + 1, 12, 31)


def reading_of(entry: dict[str, Any]) -> DeadlineReading:
    """A reading as it was stored with a draft."""
    return _READING.validate_python(entry)


_READING = TypeAdapter(DeadlineReading)
