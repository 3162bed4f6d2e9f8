"""Which days the office works: the official calendar of days off and make-up days (调休)."""

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

import chinese_calendar
from chinese_calendar import constants

HOLIDAYS_FOLDER = Path(__file__).resolve().parents[1] / "config" / "holidays"

_LIBRARY_YEARS = range(min(constants.holidays).year, max(constants.holidays).year + 1)
_MOST_SHIFTED = 50_000
_NO_EXCEPTIONS: Mapping[date, bool] = MappingProxyType({})


class WorkCalendar:
    """Which days the office works.

    The facts are those of chinesecalendar; ``exceptions`` maps a day to whether it is worked and overrules
    them. In a year that neither the library nor ``years`` knows a day counts by its weekday alone, and
    ``knows`` says so.
    """

    def __init__(self, exceptions: Mapping[date, bool] = _NO_EXCEPTIONS, years: Collection[int] = ()) -> None:
        self._exceptions = dict(exceptions)
        self._years = frozenset(years)
        self._worked: dict[int, list[int]] = {}
        self._answered: dict[date, bool] = {}
        # A ladder over thousands of matters asks for the same few shifts of the same days again and again.
        self._shifted: dict[tuple[date, int], date] = {}

    def knows(self, year: int) -> bool:
        """Whether the official arrangement of this year is known."""
        return year in _LIBRARY_YEARS or year in self._years

    def is_workday(self, day: date) -> bool:
        """Whether the office works on this day."""
        answered = self._answered.get(day)
        if answered is None:
            # The library takes its time, and a ladder asks for the same few years again and again.
            answered = self._answered[day] = self._is_worked(day)
        return answered

    def shift(self, day: date, workdays: int) -> date:
        """The day that lies this many working days after (or, negative, before) ``day``; 0 gives ``day`` itself.

        Counting begins on the day after. Raises OverflowError beyond the years 1 to 9999.
        """
        if not workdays:
            return day
        found = self._shifted.get((day, workdays))
        if found is None:
            found = self._after(day, workdays) if workdays > 0 else self._before(day, -workdays)
            if len(self._shifted) < _MOST_SHIFTED:
                self._shifted[day, workdays] = found
        return found

    def previous(self, day: date) -> date:
        """The day itself if it is worked, else the last working day before it."""
        return day if self.is_workday(day) else self.shift(day, -1)

    def next(self, day: date) -> date:
        """The day itself if it is worked, else the first working day after it."""
        return day if self.is_workday(day) else self.shift(day, 1)

    def between(self, start: date, end: date) -> int:
        """The number of working days after ``start`` up to and including ``end``; negative when ``end`` is earlier."""
        if end < start:
            return -self.between(end, start)
        first, last, count = start.toordinal(), end.toordinal(), 0
        for year in range(start.year, end.year + 1):
            days = self._working_days(year)
            count += bisect_right(days, last) - bisect_right(days, first)
        return count

    def _is_worked(self, day: date) -> bool:
        worked = self._exceptions.get(day)
        if worked is not None:
            return worked
        if day.year in _LIBRARY_YEARS:
            return bool(chinese_calendar.is_workday(day))
        return day.weekday() < 5

    def _after(self, day: date, count: int) -> date:
        year, skipped = day.year, bisect_right(self._working_days(day.year), day.toordinal())
        while True:
            days = self._working_days(year)
            if skipped + count <= len(days):
                return date.fromordinal(days[skipped + count - 1])
            count -= len(days) - skipped
            year, skipped = year + 1, 0

    def _before(self, day: date, count: int) -> date:
        year, left = day.year, bisect_left(self._working_days(day.year), day.toordinal())
        while True:
            if count <= left:
                return date.fromordinal(self._working_days(year)[left - count])
            count -= left
            year -= 1
            left = len(self._working_days(year))

    def _working_days(self, year: int) -> list[int]:
        """The ordinals of the working days of one year, in order."""
        if year not in self._worked:
            if not date.min.year <= year <= date.max.year:
                raise OverflowError(f"no such year: {year}")
            first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            self._worked[year] = [n for n in range(first, last + 1) if self.is_workday(date.fromordinal(n))]
        return self._worked[year]


@cache
def work_calendar() -> WorkCalendar:
    """The calendar of this office: the library's facts and what lies in config/holidays."""
    return read_work_calendar(HOLIDAYS_FOLDER)


def read_work_calendar(folder: Path) -> WorkCalendar:
    """The calendar with every notice ``YYYY.toml`` of a folder laid over the library's facts.

    Raises ValueError, naming the file, when one holds a day of another year or a day both off and worked.
    """
    exceptions: dict[date, bool] = {}
    years: set[int] = set()
    for file in sorted(folder.glob("*.toml")):
        if not re.fullmatch(r"\d{4}", file.stem):
            continue
        year = int(file.stem)
        years.add(year)
        # The notice speaks for the whole year: what the library holds for it no longer counts.
        if year in _LIBRARY_YEARS:
            exceptions.update(_by_weekday(year))
        exceptions.update(_notice(file, year))
    return WorkCalendar(exceptions, years)


def _by_weekday(year: int) -> dict[date, bool]:
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    days = (date.fromordinal(n) for n in range(first, last + 1))
    return {day: day.weekday() < 5 for day in days}


def _notice(file: Path, year: int) -> dict[date, bool]:
    with file.open("rb") as stream:
        table = tomllib.load(stream)
    off, worked = set(table.get("off", ())), set(table.get("worked", ()))
    if both := off & worked:
        raise ValueError(f"{file}: days both off and worked: {sorted(both)}")
    days = dict.fromkeys(off, False) | dict.fromkeys(worked, True)
    if strangers := [day for day in days if not isinstance(day, date) or day.year != year]:
        raise ValueError(f"{file}: not days of {year}: {strangers}")
    return days
