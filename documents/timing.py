"""Deadlines of a paragraph, with and without a date to count from."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from documents.passages import Passage
from documents.source import Problem
from schedules.deadlines import DeadlineReading, read_deadlines
from schedules.wording import day_in_words
from schedules.workdays import WorkCalendar

# The rules of phrases that need no more than the year to be dated.
_WITHIN_A_YEAR = ("date", "every", "festival")
# What both of these days agree on does not depend on the day of the document. Both lie before any year that a
# document of today names, since a year gone by may be read as the past.
_EITHER, _OR = date(1985, 2, 12), date(1994, 8, 20)


def read_times(
    passage: Passage, on: date | None, calendar: WorkCalendar, year: int | None = None
) -> list[DeadlineReading]:
    """The deadlines of a paragraph, offsets within its text.

    Without a date of the document a relative deadline keeps its phrase, has no date, and says why. ``year`` is
    what the title then gives for dates that only lack their year (2026年工作要点: 9月底).
    """
    if on is not None:
        return read_deadlines(passage.text, on, calendar)
    first = read_deadlines(passage.text, _EITHER, calendar)
    second = {(each.start, each.end): each for each in read_deadlines(passage.text, _OR, calendar)}
    in_year = read_deadlines(passage.text, date(year, 1, 1), calendar) if year else []
    known = {(each.start, each.end): each for each in in_year if each.rule in _WITHIN_A_YEAR}
    return [
        known.get((each.start, each.end)) or _undated(each, second.get((each.start, each.end)))
        for each in first
    ]


def within(times: Sequence[DeadlineReading], start: int, end: int) -> Sequence[DeadlineReading]:
    """The deadlines that begin in a stretch; ``times`` are in order, so that a long paragraph costs no more."""
    first = bisect_left(times, start, key=lambda time: time.start)
    return times[first : bisect_left(times, end, lo=first, key=lambda time: time.start)]


def titled_year(title: str) -> int | None:
    """The one year a title names; None without one, with several, or with a span of years."""
    years = set(re.findall(r"(?<!\d)20\d\d(?=年(?!来))", title))
    return int(years.pop()) if len(years) == 1 and not re.search(r"20\d\d(?:年)?[-—－~至]", title) else None


def placed(time: DeadlineReading, passage: Passage) -> DeadlineReading:
    """The same deadline with its offsets in the source."""
    return replace(time, start=passage.where[time.start], end=passage.until(time.end))


def doubts(times: Sequence[DeadlineReading], on: date | None) -> list[Problem]:
    """What a person has to look at: words without a date, and dates before the document's own."""
    found = [Problem(time.problem, time.start, time.end) for time in times if time.problem]
    for time in times:
        early = [day for day in time.due if on is not None and day < on]
        if early and on is not None and not time.recurrence and "请核对年份" not in (time.problem or ""):
            message = f"“{time.phrase}”读作{day_in_words(early[0])}，早于成文日期{day_in_words(on)}，请核对年份或改定时限。"
            found.append(Problem(message, time.start, time.end))
    return found


def _undated(reading: DeadlineReading, other: DeadlineReading | None) -> DeadlineReading:
    if other is not None and (reading.due, reading.since, reading.until) == (
        other.due,
        other.since,
        other.until,
    ):
        return reading
    message = f"“{reading.phrase}”要从成文日期推算，而文中没有找到成文日期，请补充后重新读取或直接填写日期。"
    return replace(
        reading,
        due=(),
        since=None,
        until=None,
        alternatives=(),
        problem=message,
        reading=f"“{reading.phrase}”：缺成文日期，未推算",
    )
