"""What an office does when the last day of a deadline is no working day."""

from datetime import date
from enum import StrEnum

from schedules.workdays import WorkCalendar


class DayOffRule(StrEnum):
    """Whether a last day on a day off stays, moves on to the next working day, or back to the one before."""

    NONE = "none"
    FORWARD = "forward"
    BACK = "back"

    @property
    def label(self) -> str:
        """How the rule is called in a sentence."""
        return _LABELS[self]


_LABELS = {
    DayOffRule.NONE: "遇休息日不顺延",
    DayOffRule.FORWARD: "遇休息日顺延",
    DayOffRule.BACK: "遇休息日提前",
}


def settled(day: date, rule: DayOffRule, calendar: WorkCalendar) -> date:
    """The day that counts as the last one on time under the office's rule.

    A day at the very end of the calendar, with no working day beyond it, stays.
    """
    try:
        if rule is DayOffRule.FORWARD:
            return calendar.next(day)
        if rule is DayOffRule.BACK:
            return calendar.previous(day)
    except OverflowError:
        pass
    return day
