"""When progress is owed where a task asks for it periodically (反馈周期): one report for each calendar period."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from schedules.periods import Recurrence, period_end, period_start
from schedules.workdays import WorkCalendar

SHORTEST_DAYS = 10
"""A period that ends this soon after the hand-over is too short to be reported on."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A period and whether it has its report; both days belong to it."""

    first: date
    last: date
    is_reported: bool

    def is_missed(self, today: date) -> bool:
        """Whether the period is over without a report."""
        return not self.is_reported and self.last < today


@dataclass(frozen=True, slots=True)
class Missed:
    """So many periods in a row, from ``first`` to ``last``; the first of them ends on ``first_ends``.

    ``day`` is the working day on which it is said that none of them has its report.
    """

    first: date
    first_ends: date
    last: date
    day: date


def missed_periods(
    recurrence: Recurrence, count: int, grace_workdays: int, today: date, calendar: WorkCalendar
) -> Missed:
    """The latest so many periods of which it may be said today that they have no report.

    That is so from the working day after the last of them and after the days of grace.
    """
    last = period_end(recurrence, today)
    while (day := calendar.shift(last, 1 + grace_workdays)) > today:
        last = period_start(recurrence, last) - timedelta(days=1)
    first = last
    for _ in range(count - 1):
        first = period_start(recurrence, first) - timedelta(days=1)
    return Missed(period_start(recurrence, first), first, last, day)


def reports_owed(
    recurrence: Recurrence, assigned_on: date, until: date | None, reported: Iterable[date], today: date
) -> list[Owed]:
    """The periods from the hand-over up to the one that ``today`` lies in, the oldest first.

    A report belongs to the period that its as-of day lies in. After ``until``, the deadline in force, nothing
    is owed any more: what is past its day is overdue as a whole.
    """
    days = sorted(reported)
    last_asked = min(today, until) if until else today
    owed = []
    first = period_start(recurrence, assigned_on)
    while first <= last_asked:
        last = period_end(recurrence, first)
        if (last - assigned_on).days >= SHORTEST_DAYS:
            owed.append(Owed(first, last, any(first <= day <= last for day in days)))
        first = last + timedelta(days=1)
    return owed
