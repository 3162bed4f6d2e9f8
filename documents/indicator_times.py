"""By when a number in a sentence is to be reached, how often anew, or as of which day it is reported."""

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from documents.quantities import Quantity
from schedules.deadlines import DeadlineReading, Recurrence

REACH = 300  # characters that a time governs

_PLAN_PERIOD = re.compile(r"“?十(?P<n>[一二三四五六七])五”?(?:规划)?(?:期间|时期|末|期末)?")
_YEAR_REACHED = re.compile(r"(?P<to>到|至)?(?P<year>\d{4})年(?:底|末)?(?![\d月初])")
_THIS_YEAR = re.compile("今年(?!以来)|年内|本年度|全年")
_AS_OF = re.compile(
    r"截[至止](?:到)?(?:(?P<year>(?:19|20)\d{2})年)?(?P<month>0?[1-9]|1[0-2])月(?:(?P<day>\d{1,2})日|底|末)?"
    r"|截[至止](?:到)?(?P<whole>(?:19|20)\d{2}|去|上)年(?:年)?[底末]"
    r"|(?P<now>截[至止](?:到)?(?:目前|现在|发文)|目前|至今|现有|现已)"
)
_EVERY_YEAR = re.compile(r"每年|年均|年度内每|每学年|各年度")
_EVERY = ((re.compile(r"每季度|每季"), Recurrence.QUARTERLY), (re.compile(r"每月"), Recurrence.MONTHLY))
_DONE_BY_THEN = re.compile("(?:全面|全部|基本)?(?:完成|实现|建成|到位|落实)")
_YEARS_IN_TURN = re.compile(r"(?:(?:19|20)\d{2}年(?:底|末)?[、和及]){1,5}(?:19|20)\d{2}年")
_JOINED = re.compile("[、和及与]")


@dataclass(frozen=True, slots=True)
class Time:
    """The time that governs a number. ``asks``: it lies ahead or recurs, and so makes the number a target.

    A day may be given without asking: 2023年…… in a paper of 2023 may be a target and may be a report.
    """

    by: date | None = None
    recurrence: Recurrence | None = None
    is_past: bool = False
    asks: bool = False


def time_of(
    sentence: str, quantity: Quantity, times: Sequence[DeadlineReading], begin: int, on: date | None
) -> Time:
    """The time that governs a number: the last one before it, else the only one after it by which all is done.

    ``times`` are the deadlines of the sentence, which begins at ``begin`` of their text. While the day of the
    document is unknown (``on`` None) no year is taken for past.
    """
    before = sentence[max(quantity.start - REACH, 0) : quantity.start]
    if _EVERY_YEAR.search(re.split("[；。]", before)[-1]):
        return Time(recurrence=Recurrence.YEARLY, asks=True)
    for pattern, recurrence in _EVERY:
        if pattern.search(re.split("[；。，]", before)[-1]):
            return Time(recurrence=recurrence, asks=True)
    earlier = bisect_left(times, begin + quantity.start, key=lambda time: time.start)
    latest = next((times[i] for i in range(earlier - 1, -1, -1) if times[i].due or times[i].recurrence), None)
    this_year = _last(_THIS_YEAR, before)
    if this_year and (
        latest is None or latest.end - begin <= quantity.start - len(before) + this_year.start()
    ):
        return _by(date(on.year, 12, 31), on) if on else Time()
    if latest and latest.recurrence:
        return Time(recurrence=latest.recurrence, asks=True)
    if latest:
        return _by(max(latest.due), on)
    return _by_words(before, on) or _done_later(sentence, quantity, times, begin, on)


def days_in_turn(sentence: str, found: Sequence[Quantity]) -> dict[int, date]:
    """到2024年、2025年，……分别达到85%、90%: the day of each such number, by its place among ``found``."""
    days: dict[int, date] = {}
    for years in _YEARS_IN_TURN.finditer(sentence):
        named = [date(int(year), 12, 31) for year in re.findall(r"\d{4}", years[0])]
        first = bisect_left(found, years.end(), key=lambda each: each.start)
        run = found[first : first + len(named)]
        if (
            len(run) < len(named)
            or "分别" not in sentence[max(years.end(), run[0].start - REACH) : run[0].start]
        ):
            continue
        if all(
            _JOINED.fullmatch(sentence[a.end : b.start]) for a, b in pairwise(run)
        ) and not _joined_further(sentence, found, first + len(run)):
            days |= dict(enumerate(named, first))
    return days


def as_of(before: str, on: date | None) -> date | None:
    """The day of 截至11月10日, in the year of the document where none is written; 目前 is the document's own day."""
    found = _last(_AS_OF, before)
    if not found:
        return None
    if found["now"]:
        return on
    if found["whole"]:
        if found["whole"].isdigit():
            return date(int(found["whole"]), 12, 31)
        return date(on.year - 1, 12, 31) if on else None
    year = int(found["year"]) if found["year"] else on.year if on else None
    if year is None:
        return None
    month = int(found["month"])
    try:
        return date(year, month, int(found["day"] or monthrange(year, month)[1]))
    except ValueError:
        return None


def year_handed_on(times: Sequence[DeadlineReading], on: date | None) -> date | None:
    """The day of the last 到2025年 of a sentence: the sentences that follow still speak of it."""
    for time in reversed(times):
        if time.due and not time.recurrence and time.phrase.startswith("到"):
            day = max(time.due)
            return day if on is None or day >= on else None
    return None


def _by_words(before: str, on: date | None) -> Time | None:
    period = _last(_PLAN_PERIOD, before)
    if period:
        return _by(date(2010 + 5 * "一二三四五六七".index(period["n"]), 12, 31), on)
    year = _last(_YEAR_REACHED, before)
    if year is None or not 1949 < int(year["year"]) < 2100:
        return None
    end = date(int(year["year"]), 12, 31)
    if on is None:
        return Time(end, asks=True) if year["to"] else Time()
    if end.year < on.year:
        return Time(is_past=not before[: year.start()].endswith("比"))
    return Time(end, asks=end.year > on.year or year["to"] is not None)


def _done_later(
    sentence: str, quantity: Quantity, times: Sequence[DeadlineReading], begin: int, on: date | None
) -> Time:
    """选派30名技师下乡，3月底前完成: the only time of the sentence stands behind the number."""
    if len(times) != 1 or not times[0].due or times[0].recurrence or times[0].start - begin < quantity.end:
        return Time()
    day = max(times[0].due)
    is_done = _DONE_BY_THEN.match(sentence, times[0].end - begin)
    return Time(day) if is_done and (on is None or day >= on) else Time()


def _by(day: date, on: date | None) -> Time:
    is_past = on is not None and day < on
    return Time(day, is_past=is_past, asks=not is_past)


def _joined_further(sentence: str, found: Sequence[Quantity], place: int) -> bool:
    return (
        place < len(found)
        and _JOINED.fullmatch(sentence[found[place - 1].end : found[place].start]) is not None
    )


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return found[-1] if found else None


def year_named(sentence: str, on: date | None) -> date | None:
    """The year to come that a sentence without numbers names (到2028年的目标是……) for the sentences after it."""
    named = _last(_YEAR_REACHED, sentence)
    if named is None or named["to"] is None:
        return None
    end = date(int(named["year"]), 12, 31)
    return end if on is None or end >= on else None
