"""When the festivals are that deadlines are hung on."""

import re
import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from schedules.deadlines.words import NUMBER
from schedules.workdays import WorkCalendar

FESTIVALS_FILE = Path(__file__).resolve().parents[2] / "config" / "festivals.toml"

# What documents call them, longest first within a row.
_NAMES = {
    "春节": r"春节|农历新年",
    "元宵节": r"元宵节?",
    "清明节": r"清明节?",
    "端午节": r"端午节?",
    "中秋节": r"中秋节?",
    "重阳节": r"重阳节?",
    "元旦": r"元旦节?",
    "妇女节": r'"三八"(?:国际)?(?:劳动)?(?:妇女节)?|(?:国际)?妇女节',
    "劳动节": r'"五一"(?:国际劳动节|劳动节|节)?|五一(?:国际劳动节|劳动节|节)?|(?:国际)?劳动节',
    "青年节": r'"五四"(?:青年节)?|五四青年节|青年节',
    "儿童节": r'"六一"(?:国际)?(?:儿童节)?|六一(?:国际)?(?:儿童节)?|(?:国际)?儿童节',
    "建党节": r'"七一"(?:建党节)?|七一(?:建党节)?|建党节',
    "建军节": r'"八一"(?:建军节)?|八一(?:建军节)?|建军节',
    "教师节": r"教师节",
    "国庆节": r'国庆节?|"十一"(?:国庆节)?|十一(?:国庆节)?',
}
_NAME = "|".join(_NAMES.values())
FESTIVAL = re.compile(
    rf"(?P<names>(?:{_NAME})(?:[、和及]?(?:{_NAME})){{0,4}})(?:假期|长假|小长假|放假|节日|佳节)?(?:之|以)?前(?:(?P<ahead>{NUMBER})(?P<unit>天|日|周|个?星期|个?工作日)(?!内)|夕?(?![后一二三四五六七八九十两\d]))"
)


def festivals_named(names: str) -> list[str]:
    """The festivals of a list of names, as the table calls them."""
    return [
        next(key for key, pattern in _NAMES.items() if re.fullmatch(pattern, name[0]))
        for name in re.finditer(_NAME, names)
    ]


def festival_day(name: str, year: int) -> date | None:
    """The day of a festival in a year; None for a lunar one in a year that the table does not hold."""
    fixed, lunar = _table()
    if name in fixed:
        month, day = fixed[name]
        return date(year, month, day)
    return lunar.get(year, {}).get(name)


def next_festival(name: str, on: date) -> date | None:
    """The first such festival after a day, or None past the end of the table."""
    for year in (on.year, on.year + 1):
        if year <= date.max.year and (day := festival_day(name, year)) and day > on:
            return day
    return None


def eve(festival: date, calendar: WorkCalendar) -> date:
    """The day before the days off around a festival begin; where none are known, the day before the festival."""
    if not calendar.knows(festival.year) or calendar.is_workday(festival):
        return festival - timedelta(days=1)
    day = festival
    # An official holiday is at most nine days long; a weekend in front of it belongs to it.
    for _ in range(10):
        if calendar.is_workday(day - timedelta(days=1)):
            break
        day -= timedelta(days=1)
    return day - timedelta(days=1)


@cache
def _table() -> tuple[dict[str, tuple[int, int]], dict[int, dict[str, date]]]:
    with FESTIVALS_FILE.open("rb") as stream:
        table = tomllib.load(stream)
    fixed = {name: (int(text[:2]), int(text[3:])) for name, text in table["fixed"].items()}
    return fixed, {int(year): row for year, row in table["lunar"].items()}
