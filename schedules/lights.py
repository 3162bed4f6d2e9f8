"""The light of an assignment on a day: a function of facts, never stored, able to say why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from schedules.workdays import WorkCalendar


class Light(StrEnum):
    """亮灯. The order is that of urgency, least urgent last."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    GREY = "grey"
    BLUE = "blue"

    @property
    def label(self) -> str:
        """The colour as people write it."""
        return {"red": "红", "yellow": "黄", "green": "绿", "grey": "灰", "blue": "蓝"}[self]


@dataclass(frozen=True, slots=True)
class LightLimits:
    """Where the colours change; a part of the rule pack.

    ``pace_yellow`` is in percentage points of 序时差 (reported percent minus share of the time gone);
    ``silence_yellow`` is the share of the time, in percent, after which having reported nothing is
    behind the pace: before that, silence says nothing about the work.
    """

    pace_yellow: int
    silence_yellow: int
    due_soon_workdays: int
    due_soon_percent: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts a light depends on. ``due_on`` is the deadline in force, None where there is none."""

    assigned_on: date
    due_on: date | None
    percent: int
    is_accepted: bool
    submitted_on: date | None
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Lamp:
    """A light and the sentence that explains it."""

    light: Light
    why: str


def lamp(standing: Standing, today: date, calendar: WorkCalendar, limits: LightLimits) -> Lamp:
    """The light on this day.

    Blue is closed; a submission in time waits green, a late one yellow; red is past the last day;
    yellow is near it or behind the pace; grey is not accepted yet.
    """
    due = standing.due_on
    if standing.is_closed:
        return Lamp(Light.BLUE, "已销号")
    if standing.submitted_on is not None:
        if due and standing.submitted_on > due:
            return Lamp(
                Light.YELLOW, f"已于{_cn(standing.submitted_on)}申请销号，晚于时限{_cn(due)}，等待审核"
            )
        return Lamp(Light.GREEN, f"已于{_cn(standing.submitted_on)}申请销号，等待审核")
    if due and today > due:
        return Lamp(Light.RED, f"时限{_cn(due)}已过，逾期{calendar.between(due, today)}个工作日")
    if due and (soon := _due_soon(standing, due, today, calendar, limits)):
        return Lamp(Light.YELLOW, soon)
    if not standing.is_accepted:
        return Lamp(Light.GREY, "尚未签收")
    if due and (behind := _behind(standing, due, today, limits)):
        return Lamp(Light.YELLOW, behind)
    return Lamp(Light.GREEN, "按序时进度推进" if due else "未定时限，持续推进")


def days_late(due_on: date | None, today: date, calendar: WorkCalendar) -> int:
    """Working days past the deadline; 0 on time or without a deadline."""
    return calendar.between(due_on, today) if due_on and today > due_on else 0


def pace(assigned_on: date, due_on: date, today: date) -> int:
    """The share of the time that is gone, in percent from 0 to 100 (时间进度)."""
    whole = (due_on - assigned_on).days
    if whole <= 0:
        return 100
    return max(0, min(100, (today - assigned_on).days * 100 // whole))


def _due_soon(
    standing: Standing, due: date, today: date, calendar: WorkCalendar, limits: LightLimits
) -> str | None:
    left = calendar.between(today, due)
    if left > limits.due_soon_workdays or standing.percent >= limits.due_soon_percent:
        return None
    # A duty that was short from the start is not late because it is short.
    if today == standing.assigned_on:
        return None
    return f"距时限{_cn(due)}还有{left}个工作日，进度{standing.percent}%"


def _behind(standing: Standing, due: date, today: date, limits: LightLimits) -> str | None:
    gone = pace(standing.assigned_on, due, today)
    gap = standing.percent - gone
    if gap >= limits.pace_yellow:
        return None
    if standing.percent == 0:
        return f"时间过去{gone}%，尚未反馈进展" if gone >= limits.silence_yellow else None
    return f"时间过去{gone}%，进度{standing.percent}%，落后序时进度{-gap}个百分点"


def _cn(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
