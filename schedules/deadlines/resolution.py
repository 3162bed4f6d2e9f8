"""From what is written of a date to the day it ends on."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from schedules.deadlines.points import Moment, Point
from schedules.numerals import number
from schedules.periods import add_months, days_in_month, half_end, month_end, quarter_end, ten_days_end


class YearSource(StrEnum):
    """Where the year of a date was taken from."""

    WRITTEN = "written"
    WORD = "word"
    SENTENCE = "sentence"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The days a moment ends on; ``impossible`` is set where the calendar has no such day."""

    due: tuple[date, ...]
    source: YearSource
    impossible: bool = False


_YEARS_AWAY = {
    "今": 0,
    "本": 0,
    "当": 0,
    "同": 0,
    "明": 1,
    "来": 1,
    "次": 1,
    "翌": 1,
    "后": 2,
    "去": -1,
    "上": -1,
    "前": -2,
}
_MONTHS_AWAY = {"本": 0, "这": 0, "当": 0, "月": 0, "下": 1, "次": 1, "上": -1}
# 初 and 中 of a month are read as its first and second ten days.
_TEN_DAYS = {
    "上旬": "上旬",
    "中旬": "中旬",
    "下旬": "下旬",
    "上中旬": "中旬",
    "中下旬": "下旬",
    "初": "上旬",
    "中": "中旬",
    "底": "下旬",
    "末": "下旬",
}


def resolve(
    moment: Moment, on: date, sentence_year: int | None, forward: bool, frame_year: int | None = None
) -> Resolution:
    """The last days of a moment, for a document of the day ``on``.

    A date without a year takes ``sentence_year`` if that does not put it before ``on``. Otherwise, going
    ``forward``, it is the first such day on or after ``on``; not going forward, the one nearest to ``on``.
    ``frame_year`` is a year that the sentence is about (2024年度……), from which 次年 is counted.
    """
    due: list[date] = []
    source: YearSource | None = None
    known: date | None = None
    if moment.range_start is not None and moment.range_start.has_year:
        known = _first_day(moment.range_start, on, sentence_year)
    for point in moment.points:
        year, point_source = _year(point, on, sentence_year, known, forward, frame_year)
        source = source or point_source
        day = last_day(point, year, on) if 1 <= year <= date.max.year else None
        if day is None:
            return Resolution((), source or YearSource.WRITTEN, impossible=True)
        if known is not None and day < known and not point.has_year and year < date.max.year:
            day = last_day(point, year + 1, on) or day
        due.append(day)
        known = day
    if moment.range_start is not None and moment.range_start.has_year and source is YearSource.SENTENCE:
        source = YearSource.WRITTEN
    return Resolution(tuple(due), source or YearSource.DOCUMENT)


def last_day(point: Point, year: int, on: date) -> date | None:
    """The last day of a point in a year, or None where there is no such day (2月31日)."""
    if point.month_word:
        month_day = add_months(on.replace(day=1), _MONTHS_AWAY[point.month_word[0]])
        point = point._replace(month=month_day.month)
    if point.month is not None:
        return _day_of_month(point, year, point.month)
    if point.opening is not None:
        first = point.quarter * 3 - 2 if point.quarter else (point.half or 1) * 6 - 5
        return month_end(year, first + point.opening - 1)
    if point.quarter is not None and point.part == "初":
        return month_end(year, point.quarter * 3 - 2)
    if point.quarter is not None:
        return quarter_end(year, point.quarter)
    if point.half is not None:
        return half_end(year, point.half)
    if point.year_part == "初":
        return date(year, 1, 31)
    if point.year_part == "中":
        return half_end(year, 1)
    return date(year, 12, 31)


def written_year(point: Point, on: date, sentence_year: int | None) -> int | None:
    """The year that a point states by number or by word, or None."""
    if point.year is not None:
        return point.year
    if not point.year_word:
        return None
    first = point.year_word[0]
    base = sentence_year if first in "当同次翌" and sentence_year else on.year
    return base + _YEARS_AWAY[first]


def _day_of_month(point: Point, year: int, month: int) -> date | None:
    if not 1 <= month <= 12:
        return None
    if point.day is not None:
        return date(year, month, point.day) if 1 <= point.day <= days_in_month(year, month) else None
    if point.part.endswith("周"):
        week = number(point.part[1]) or 1
        return date(year, month, min(7 * week, days_in_month(year, month)))
    if point.part:
        return ten_days_end(year, month, _TEN_DAYS[point.part])
    return month_end(year, month)


def _year(
    point: Point,
    on: date,
    sentence_year: int | None,
    known: date | None,
    forward: bool,
    frame_year: int | None,
) -> tuple[int, YearSource]:
    written = written_year(point, on, sentence_year or frame_year)
    if written is not None:
        return written, YearSource.WORD if point.year_word else YearSource.WRITTEN
    if point.month_word:
        return _year_of_month_word(point, on), YearSource.WORD
    if known is not None:
        return known.year, YearSource.SENTENCE
    if sentence_year is not None:
        day = last_day(point, sentence_year, on) if 1 <= sentence_year <= date.max.year else None
        if day is not None and day >= on:
            return sentence_year, YearSource.SENTENCE
    return _year_by_document(point, on, forward), YearSource.DOCUMENT


def _year_of_month_word(point: Point, on: date) -> int:
    return add_months(on.replace(day=1), _MONTHS_AWAY[point.month_word[0]]).year


def _year_by_document(point: Point, on: date, forward: bool) -> int:
    years = [year for year in (on.year - 1, on.year, on.year + 1) if 1 <= year <= date.max.year]
    days = [(year, day) for year in years if (day := last_day(point, year, on)) is not None]
    if not days:
        return on.year
    if forward:
        # A February 29 that neither this year nor the next has is a slip of the pen, not a date of some leap year.
        return next((year for year, day in days if day >= on), on.year)
    return min(days, key=lambda found: abs(found[1] - on))[0]


def _first_day(point: Point, on: date, sentence_year: int | None) -> date | None:
    year = written_year(point, on, sentence_year)
    if year is None or not 1 <= year <= date.max.year:
        return None
    day = last_day(point, year, on)
    if day is None or point.day is not None:
        return day
    return date(year, point.month or 1, 1)


def day_before(day: date) -> date:
    """The day before, except before the first day of the calendar."""
    return day - timedelta(days=1) if day > date.min else day
