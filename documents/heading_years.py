"""The year that a heading or a lead-in gives to the targets listed under it (到2025年，实现以下目标：)."""

import re
from collections.abc import Sequence
from datetime import date

from documents.outline import mark
from documents.passages import Passage

_YEAR = re.compile(
    r"(?:到|至)(?P<to>20\d\d)年(?:底|末)?|(?P<year>20\d\d)年(?:底|末)?(?:主要|总体|发展|工作|预期|具体|量化)*(?:目标|指标)"
)
_OF_TARGETS = re.compile("目标|指标|：$")
_LONGEST = 60
_LEAD_IN = 4.5  # a line without a number that leads to a list lies below （一）and above 1.


def years_of_headings(passages: Sequence[Passage], on: date | None) -> dict[int, date]:
    """The day that holds in a paragraph because of the heading over it, by the place where the paragraph begins.

    Only a short line that names one year to come and speaks of targets, or leads to a list, hands its year down;
    the next heading of its own level ends that.
    """
    days: dict[int, date] = {}
    day: date | None = None
    level, listed = 0.0, False
    for passage in passages:
        sign = mark(passage)
        if day is not None and (
            (sign is not None and sign[0] <= level) or (sign is None and level == _LEAD_IN and listed)
        ):
            day = None
        listed = listed or sign is not None
        if day is not None:
            days[passage.start] = day
        if (named := _year_of(passage.text, on)) is not None:
            day, level, listed = named, sign[0] if sign else _LEAD_IN, False
    return days


def _year_of(text: str, on: date | None) -> date | None:
    if len(text) > _LONGEST or "。" in text.rstrip("。") or not _OF_TARGETS.search(text):
        return None
    years = {int(found["to"] or found["year"]) for found in _YEAR.finditer(text)}
    if len(years) != 1:
        return None
    day = date(years.pop(), 12, 31)
    return day if on is None or day >= on else None
