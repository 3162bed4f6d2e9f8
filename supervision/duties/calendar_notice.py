"""What the office has to know of its working calendar: a year without the official days off is counted by weekdays."""

from datetime import date

from schedules.workdays import WorkCalendar, work_calendar

_MONTH_OF_ASKING = 12  # the State Council's notice comes out in November or so


def calendar_notice(today: date, calendar: WorkCalendar | None = None) -> str:
    """One sentence on what is missing and where to get it; empty while nothing has to be done.

    A missing table of next year is spoken of from December on.
    """
    calendar = calendar or work_calendar()
    if not calendar.knows(today.year):
        return f"没有{today.year}年的放假安排，只能按周末推算。{_where(today.year)}"
    if today.month >= _MONTH_OF_ASKING and not calendar.knows(today.year + 1):
        return f"{today.year + 1}年的放假安排还没有录入，涉及该年工作日的时限都是暂定的。{_where(today.year + 1)}"
    return ""


def calendar_summary(today: date, calendar: WorkCalendar | None = None) -> str:
    """Which years are known, for somebody who asks."""
    calendar = calendar or work_calendar()
    if calendar.knows(today.year + 1):
        return f"{today.year}年、{today.year + 1}年的放假安排都有。"
    return f"{today.year}年的放假安排已有；{today.year + 1}年的还没有，每年11月前后公布。{_where(today.year + 1)}"


def _where(year: int) -> str:
    return (
        f"请在中国政府网（www.gov.cn）查国务院办公厅《关于{year}年部分节假日安排的通知》，"
        f"照 config/holidays/EXAMPLE.toml 的样子写成 config/holidays/{year}.toml。"
    )
