"""The light of an assignment on a day: a function of facts, never stored, able to say why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from schedules.wording import day_in_words
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
        return _LABELS[self]

    @property
    def gist(self) -> str:
        """What it says, in a word or two."""
        return {
            "red": "逾期",
            "yellow": "临期或滞后",
            "green": "正常推进",
            "grey": "未签收或中止",
            "blue": "已销号",
        }[self]

    @property
    def meaning(self) -> str:
        """What it says, for a legend."""
        return {
            "red": "时限已过，尚未申请销号",
            "yellow": "临近时限、落后序时进度，或逾期申请待审核",
            "green": "按序时进度推进，或已按时申请待审核",
            "grey": "尚未签收，或计时中止",
            "blue": "已审核销号",
        }[self]


_LABELS = {Light.RED: "红", Light.YELLOW: "黄", Light.GREEN: "绿", Light.GREY: "灰", Light.BLUE: "蓝"}


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

    def in_words(self) -> str:
        """When a light turns yellow, as a report explains it; the rule itself is ``lamp``."""
        return (
            f"进度比时间进度落后超过{abs(self.pace_yellow)}个百分点，时间过去{self.silence_yellow}%仍未反馈进展，"
            f"或距时限不超过{self.due_soon_workdays}个工作日且进度不到{self.due_soon_percent}%的，亮黄灯；"
            "逾期后才申请销号、等待审核的，也亮黄灯。"
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts a light depends on. ``due_on`` is the deadline in force, None where there is none.

    ``has_reported`` tells a report of 0 percent from silence. ``stopped_on`` is set while the clock stands,
    ``asked_for`` while a request for more time, made in time, waits: the day it asks for.
    """

    assigned_on: date
    due_on: date | None
    percent: int
    has_reported: bool
    is_accepted: bool
    submitted_on: date | None
    is_closed: bool
    stopped_on: date | None = None
    asked_for: date | None = None


@dataclass(frozen=True, slots=True)
class Lamp:
    """A light and the sentence that explains it."""

    light: Light
    why: str


def lamp(standing: Standing, today: date, calendar: WorkCalendar, limits: LightLimits) -> Lamp:
    """The light on this day.

    Blue is closed; a submission in time waits green, a late one yellow; red is past the last day;
    yellow is near it or behind the pace, or waits for more time asked for before the day; grey is not
    accepted yet, or its clock stands.
    """
    due = standing.due_on
    if standing.is_closed:
        return Lamp(Light.BLUE, "已销号")
    if standing.submitted_on is not None:
        if due and standing.submitted_on > due:
            return Lamp(
                Light.YELLOW,
                f"已于{day_in_words(standing.submitted_on)}申请销号，晚于时限{day_in_words(due)}，等待审核",
            )
        return Lamp(Light.GREEN, f"已于{day_in_words(standing.submitted_on)}申请销号，等待审核")
    if standing.stopped_on is not None:
        return Lamp(Light.GREY, f"自{day_in_words(standing.stopped_on)}起中止计时")
    if due and standing.asked_for is not None and today > due:
        return Lamp(
            Light.YELLOW,
            f"时限{day_in_words(due)}已过，已在时限前申请延期至{day_in_words(standing.asked_for)}，等待审批",
        )
    if due and today > due:
        return Lamp(Light.RED, f"时限{day_in_words(due)}已过" + _late(days_late(due, today, calendar)))
    if due and (soon := _due_soon(standing, due, today, calendar, limits)):
        return Lamp(Light.YELLOW, soon)
    if not standing.is_accepted:
        return Lamp(Light.GREY, "尚未签收")
    return _by_pace(standing, due, today, limits) if due else Lamp(Light.GREEN, "未定时限，持续推进")


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
    if due == today:
        return f"今天到期，进度{standing.percent}%"
    if not left:  # the last working day before a deadline on a day off
        return f"时限{day_in_words(due)}以前没有工作日了，进度{standing.percent}%"
    return f"距时限{day_in_words(due)}还有{left}个工作日，进度{standing.percent}%"


def _by_pace(standing: Standing, due: date, today: date, limits: LightLimits) -> Lamp:
    gone = pace(standing.assigned_on, due, today)
    if not standing.has_reported:
        # Green for a while, but nobody can say that it is on its way.
        light = Light.YELLOW if gone >= limits.silence_yellow else Light.GREEN
        return Lamp(light, f"时间过去{gone}%，尚未反馈进展")
    gap = standing.percent - gone
    if gap >= limits.pace_yellow:
        return Lamp(Light.GREEN, "按序时进度推进")
    return Lamp(Light.YELLOW, f"时间过去{gone}%，进度{standing.percent}%，落后序时进度{-gap}个百分点")


def _late(workdays: int) -> str:
    # On the weekend after a Friday no working day has gone by yet.
    return f"，逾期{workdays}个工作日" if workdays else ""
