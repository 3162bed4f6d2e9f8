"""The targets of a text that is no document: a sentence, or a few lines."""

from datetime import date

from documents.indicators import IndicatorReading, measure
from documents.milestones import milestones
from documents.passages import passage
from documents.quantities import Sense
from schedules.deadlines import read_deadlines
from schedules.workdays import work_calendar


def read_indicators(text: str, on: date) -> list[IndicatorReading]:
    """The targets of a text, those without a number too; facts, scores, conditions and rates of benefit are none.

    Never raises. Offsets are those of ``text``.
    """
    found: list[IndicatorReading] = []
    at = 0
    calendar = work_calendar()
    for line in text.splitlines(keepends=True):
        part = passage(line, at)
        at += len(line)
        if part:
            times = read_deadlines(part.text, on, calendar)
            found += [each.reading for each in measure(part, times, on) if each.sense is Sense.TARGET]
            found += milestones(part, times, on)
    return sorted(found, key=lambda each: each.start)
