"""When progress is owed where a task asks for it periodically (反馈周期): one report for each calendar period."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from schedules.periods import Recurrence, add_months, period_end

# A period that ends this soon after the hand-over is too short to be reported on.
_SHORTEST_DAYS = 10


@dataclass(frozen=True, slots=True)
class Owed:
    """A period and whether it has its report; both days belong to it."""

    first: date
    last: date
    is_reported: bool

    def is_missed(self, today: date) -> bool:
        """Whether the period is over without a report."""
        return not self.is_reported and self.last < today


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
    first = _opening(recurrence, assigned_on)
    while first <= last_asked:
        last = period_end(recurrence, first)
        if (last - assigned_on).days >= _SHORTEST_DAYS:
            owed.append(Owed(first, last, any(first <= day <= last for day in days)))
        first = last + timedelta(days=1)
    return owed


def _opening(recurrence: Recurrence, day: date) -> date:
    end = period_end(recurrence, day)
    if not recurrence.months:
        return end - timedelta(days=6 if recurrence is Recurrence.WEEKLY else 0)
    return add_months(end + timedelta(days=1), -recurrence.months)
