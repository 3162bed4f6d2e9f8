"""重放: what a ladder would have raised in a past year, given what really happened. Nothing is written."""

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from config.refusal import Refusal
from notices.tally import Tally
from schedules.workdays import WorkCalendar
from supervision.letters.climbing import Bounds, Group, Groups, Ladders
from supervision.letters.history import past_courses

APPROXIMATIONS = (
    "每天早上的情况按流转记录、时限改动、中止计时、延期申请和反馈还原；",
    "假定这一年每个工作日都照常提醒，当天都送到了，从这一年的第一天起用这个规则包；",
    "实际发过的通知不影响结果，收到通知后会不会提早办理，推算不出来；",
    "任务的反馈周期、紧急程度、单独选用的规则包和单位类别按现在的，工作日按现在的工作日历。",
)


@dataclass(frozen=True, slots=True)
class Replay:
    """What would have been raised between the days, to how many assignments the ladder would have spoken."""

    year: int
    first: date
    last: date
    ladders: Ladders
    watched: int
    tally: Tally
    groups: list[Group]

    @property
    def sentence(self) -> str:
        """全年：催办214件，约谈建议9件."""
        is_whole = self.last == date(self.year, 12, 31)
        return f"{self.year}年{'全年' if is_whole else '到现在'}：{self.tally.all.sentence}。"


def replay(
    session: Session,
    year: int,
    today: date,
    climbed: Ladders,
    calendar: WorkCalendar,
    *,
    bounds: Bounds | None = None,
) -> Replay:
    """Climb the ladders over a year that is past, or has begun.

    Raises Refusal for a year to come, and where there is more than ``bounds`` allow.
    """
    if not 2000 <= year <= today.year:
        raise Refusal(f"{year}年不能重放。请写已经过去的年份，如{today.year - 1}；今年的重放到今天为止。")
    first, last = date(year, 1, 1), min(date(year, 12, 31), today)
    packs = {name: replace(one, since=None) for name, one in climbed.packs.items()}
    groups = Groups(replace(climbed, packs=packs), bounds)
    watched = 0
    for one in past_courses(session, first, last, climbed.choice):
        watched += 1
        groups.put(one.course, one.pack, (one.assignment_id, one.unit_id, one.task_id))
    swept_on = calendar.shift(calendar.next(first), -1)
    found, tally = groups.climb(first, last, calendar, swept_on)
    return Replay(year, first, last, climbed, watched, tally, found)
