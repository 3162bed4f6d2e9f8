"""A dry run as a calendar: month by month, each day with what would be sent."""

from dataclasses import dataclass
from datetime import date, timedelta

from notices.tally import Sum
from schedules.periods import month_end
from schedules.workdays import WorkCalendar
from supervision.letters.dry_run import DryRun

_WEEK = 7


@dataclass(frozen=True, slots=True)
class RunDay:
    """A day of the calendar. ``sum`` is None where nothing would be sent; ``is_looked_at`` is within the dry run."""

    day: date
    is_workday: bool
    is_looked_at: bool
    sum: Sum | None
    letters: int

    @property
    def word(self) -> str:
        """休 on a day off, 班 on a make-up day of a weekend, else nothing."""
        if not self.is_workday:
            return "休"
        return "班" if self.day.weekday() > 4 else ""


@dataclass(frozen=True, slots=True)
class RunMonth:
    """A month in weeks of seven places from Monday on, None before the first and after the last of the month."""

    year: int
    month: int
    weeks: tuple[tuple[RunDay | None, ...], ...]
    is_announced: bool

    @property
    def total(self) -> int:
        """How many notices in the whole month."""
        return sum(one.sum.total for week in self.weeks for one in week if one and one.sum)


def run_months(run: DryRun, calendar: WorkCalendar) -> list[RunMonth]:
    """Every month from the first day of the dry run to the last."""
    sums = run.tally.by(lambda line: line.day)
    letters: dict[date, int] = {}
    for one in run.mail:
        letters[one.day] = letters.get(one.day, 0) + one.letters
    months = []
    first = run.first.replace(day=1)
    while first <= run.last:
        last = month_end(first.year, first.month)
        places: list[RunDay | None] = [None] * first.weekday()
        day = first
        while day <= last:
            is_looked_at = run.first <= day <= run.last
            places.append(
                RunDay(day, calendar.is_workday(day), is_looked_at, sums.get(day), letters.get(day, 0))
            )
            day += timedelta(days=1)
        places += [None] * (-len(places) % _WEEK)
        weeks = tuple(tuple(places[at : at + _WEEK]) for at in range(0, len(places), _WEEK))
        months.append(RunMonth(first.year, first.month, weeks, calendar.knows(first.year)))
        first = last + timedelta(days=1)
    return months
