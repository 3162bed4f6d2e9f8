"""The office's rule for deadlines on days off, applied to what is registered."""

from dataclasses import dataclass
from datetime import date

from config.settings import settings
from schedules.day_off import DayOffRule, settled
from schedules.wording import day_in_words
from schedules.workdays import WorkCalendar, work_calendar


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day on time. ``stated_on`` is the day as stated, where the rule moved it; ``note`` says what was done."""

    due_on: date
    stated_on: date | None = None
    is_provisional: bool = False
    note: str = ""

    def said_after(self, reading: str) -> str:
        """How the phrase was read, and what became of the day."""
        return f"{reading}；{self.note}" if self.note else reading


def last_day(
    day: date,
    *,
    is_provisional: bool = False,
    rule: DayOffRule | None = None,
    calendar: WorkCalendar | None = None,
) -> LastDay:
    """The day that counts under the office's rule (by default its own), with what has to be said of it.

    ``is_provisional`` says that the day itself was counted in a year whose days off are not known.
    """
    rule = rule or DayOffRule(settings().day_off)
    calendar = calendar or work_calendar()
    due = settled(day, rule, calendar)
    notes = []
    if due != day:
        notes.append(f"按“{rule.label}”定为{day_in_words(due)}")
    unknown = is_provisional or (rule is not DayOffRule.NONE and not calendar.knows(day.year))
    if unknown:
        notes.append(f"{day.year}年的放假安排尚未录入，暂定")
    return LastDay(due, day if due != day else None, unknown, "；".join(notes))
