"""How a year differs from its weekdays (调休): days off that are weekdays, and weekends that are worked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from schedules.deadlines.festivals import festival_day
from schedules.workdays import WorkCalendar

_SATURDAY = 5
FESTIVALS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
"""The festivals around which days are free by law."""


@dataclass(frozen=True, slots=True)
class FreeDays:
    """Days off in a row around a festival, weekends among them, and the weekend days worked for them."""

    festivals: tuple[str, ...]
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it is."""
        return (self.last - self.first).days + 1


def free_days(year: int, calendar: WorkCalendar) -> list[FreeDays]:
    """The days off of a year that are more than a weekend, in order."""
    named: dict[date, list[str]] = {}
    for name in FESTIVALS:
        if day := festival_day(name, year):
            named.setdefault(day, []).append(name)
    found = []
    for first, last in _rows(year, calendar):
        days = [first + timedelta(n) for n in range((last - first).days + 1)]
        if any(day.weekday() < _SATURDAY for day in days) or any(day in named for day in days):
            found.append(FreeDays(tuple(name for day in days for name in named.get(day, ())), first, last))
    return found


def worked_weekends(year: int, calendar: WorkCalendar) -> list[date]:
    """The Saturdays and Sundays of a year that are worked."""
    return [day for day in _days(year) if day.weekday() >= _SATURDAY and calendar.is_workday(day)]


def known_years(first: int, last: int, calendar: WorkCalendar) -> tuple[list[int], int | None]:
    """The years among these whose arrangement is known, and the first after them that is not."""
    known = [year for year in range(first, last + 1) if calendar.knows(year)]
    unknown = next(
        (year for year in range(max(known, default=first - 1) + 1, last + 2) if not calendar.knows(year)),
        None,
    )
    return known, unknown


def _rows(year: int, calendar: WorkCalendar) -> Iterator[tuple[date, date]]:
    first: date | None = None
    for day in _days(year):
        if not calendar.is_workday(day):
            first = first or day
        elif first is not None:
            yield first, day - timedelta(1)
            first = None
    if first is not None:
        yield first, date(year, 12, 31)


def _days(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
