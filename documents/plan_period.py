"""The years of the plan that a document is about: a duty of every year ends with its plan."""

import re
from dataclasses import replace
from datetime import date

from schedules.deadlines import DeadlineReading

_NUMERALS = "一二三四五六七八九十"
_FIVE_YEARS = re.compile(r"十(?P<ones>[一二三四五六七八九])五")
_SPAN = re.compile(r"(?P<first>20\d\d)年?\s*[-—－–~～至]+\s*(?P<last>20\d\d)年?")


def plan_period(title: str) -> tuple[int, int] | None:
    """First and last year of the plan a title names (“十四五” is 2021 to 2025), None where it names none."""
    if span := _SPAN.search(title):
        first, last = int(span["first"]), int(span["last"])
        return (first, last) if first < last else None
    if plan := _FIVE_YEARS.search(title):
        # The tenth five-year plan began in 2001.
        first = 2001 + 5 * (_NUMERALS.index(plan["ones"]) + 1)
        return first, first + 4
    return None


def bounded(reading: DeadlineReading, period: tuple[int, int] | None) -> DeadlineReading:
    """The reading with the end of the plan as its own, where it recurs and names no end itself."""
    if period is None or reading.recurrence is None or reading.until is not None:
        return reading
    last = date(period[1], 12, 31)
    if any(day > last for day in reading.due):
        return reading
    said = f"{reading.reading.rstrip('。')}；随规划期到{period[1]}年底为止"
    return replace(reading, until=last, reading=said)
