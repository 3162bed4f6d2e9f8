"""Where calendar periods end, and how months are counted on.

Every end is the last day that still belongs to the period, because that is the last day on time.
"""

from datetime import date, timedelta
from enum import StrEnum

import pendulum


class Recurrence(StrEnum):
    """How often a standing duty comes round."""

    YEARLY = "yearly"
    HALF_YEARLY = "half-yearly"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    WEEKLY = "weekly"
    DAILY = "daily"

    @property
    def label(self) -> str:
        """The word offices use for it."""
        return _LABELS[self]

    @property
    def months(self) -> int:
        """Length of the period in whole months; 0 for weeks and days."""
        return _MONTHS.get(self, 0)


_LABELS = {
    Recurrence.YEARLY: "每年",
    Recurrence.HALF_YEARLY: "每半年",
    Recurrence.QUARTERLY: "每季度",
    Recurrence.MONTHLY: "每月",
    Recurrence.WEEKLY: "每周",
    Recurrence.DAILY: "每日",
}
_MONTHS = {
    Recurrence.YEARLY: 12,
    Recurrence.HALF_YEARLY: 6,
    Recurrence.QUARTERLY: 3,
    Recurrence.MONTHLY: 1,
}
WEEKDAYS = "一二三四五六日"


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, days_in_month(year, month))


def days_in_month(year: int, month: int) -> int:
    """How many days a month has."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def quarter_end(year: int, quarter: int) -> date:
    """The last day of a quarter, 1 to 4."""
    return month_end(year, quarter * 3)


def half_end(year: int, half: int) -> date:
    """The last day of a half-year, 1 or 2."""
    return month_end(year, half * 6)


def ten_days_end(year: int, month: int, part: str) -> date:
    """The last day of 上旬 (the 10th), 中旬 (the 20th) or 下旬 (the end of the month)."""
    ends = {"上旬": 10, "中旬": 20}
    return date(year, month, ends[part]) if part in ends else month_end(year, month)


def week_day(day: date, weekday: int, weeks_on: int = 0) -> date:
    """The given weekday (Monday is 0) of the week of ``day``, or of a week so many weeks on."""
    return day + timedelta(days=weekday - day.weekday() + 7 * weeks_on)


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months on, or the last day of that month where it is shorter."""
    moved = pendulum.Date(day.year, day.month, day.day).add(months=months)
    return date(moved.year, moved.month, moved.day)


def period_end(recurrence: Recurrence, day: date) -> date:
    """The last day of the period of this length in which ``day`` lies; weeks end on Sunday."""
    if recurrence is Recurrence.DAILY:
        return day
    if recurrence is Recurrence.WEEKLY:
        return week_day(day, 6)
    months = recurrence.months
    return month_end(day.year, (day.month - 1) // months * months + months)


def period_name(recurrence: Recurrence, day: date) -> str:
    """The name of the period in which this day lies: 2026, 2026-H1, 2026-Q1, 2026-07, 2026-W23, 2026-07-15."""
    match recurrence:
        case Recurrence.YEARLY:
            return f"{day.year}"
        case Recurrence.HALF_YEARLY:
            return f"{day.year}-H{(day.month + 5) // 6}"
        case Recurrence.QUARTERLY:
            return f"{day.year}-Q{(day.month + 2) // 3}"
        case Recurrence.MONTHLY:
            return f"{day.year}-{day.month:02d}"
        case Recurrence.WEEKLY:
            week = day.isocalendar()
            return f"{week.year}-W{week.week:02d}"
        case Recurrence.DAILY:
            return day.isoformat()


def period_start(recurrence: Recurrence, day: date) -> date:
    """The first day of the period in which ``day`` lies."""
    match recurrence:
        case Recurrence.YEARLY:
            return date(day.year, 1, 1)
        case Recurrence.HALF_YEARLY:
            return date(day.year, 1 if day.month <= 6 else 7, 1)
        case Recurrence.QUARTERLY:
            return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        case Recurrence.MONTHLY:
            return date(day.year, day.month, 1)
        case Recurrence.WEEKLY:
            return date.fromordinal(day.toordinal() - day.weekday())
        case Recurrence.DAILY:
            return day


def weekday_name(day: date) -> str:
    """周一 to 周日."""
    return "周" + WEEKDAYS[day.weekday()]
