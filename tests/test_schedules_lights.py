"""The light of an assignment, and the sentence that explains it."""

from dataclasses import replace
from datetime import date

import pytest

from schedules.ladder import load_pack
from schedules.lights import Light, Standing, days_late, lamp, pace
from schedules.workdays import work_calendar

CALENDAR = work_calendar()
LIMITS = load_pack("standard").lights
STANDING = Standing(
    assigned_on=date(2026, 3, 9),
    due_on=date(2026, 6, 15),
    percent=0,
    is_accepted=True,
    submitted_on=None,
    is_closed=False,
)


def _light(today: date, **changed: object) -> tuple[Light, str]:
    shown = lamp(replace(STANDING, **changed), today, CALENDAR, LIMITS)  # type: ignore[arg-type]
    return shown.light, shown.why


@pytest.mark.parametrize(
    ("today", "changed", "light", "why"),
    [
        (date(2026, 3, 10), {"is_accepted": False}, Light.GREY, "尚未签收"),
        (date(2026, 3, 10), {}, Light.GREEN, "按序时进度"),
        (date(2026, 4, 27), {"percent": 45}, Light.GREEN, "按序时进度"),
        (date(2026, 4, 27), {"percent": 40}, Light.YELLOW, "落后序时进度10个百分点"),
        (date(2026, 4, 26), {}, Light.GREEN, "按序时进度"),
        (date(2026, 4, 27), {}, Light.YELLOW, "时间过去50%，尚未反馈进展"),
        (date(2026, 6, 9), {"percent": 79}, Light.YELLOW, "还有4个工作日"),
        (date(2026, 6, 9), {"percent": 95}, Light.GREEN, "按序时进度"),
        (date(2026, 6, 16), {"percent": 99}, Light.RED, "逾期1个工作日"),
        (date(2026, 6, 16), {"submitted_on": date(2026, 6, 15)}, Light.GREEN, "等待审核"),
        (date(2026, 6, 18), {"submitted_on": date(2026, 6, 16)}, Light.YELLOW, "晚于时限"),
        (date(2026, 9, 1), {"is_closed": True}, Light.BLUE, "已销号"),
        (date(2026, 9, 1), {"due_on": None}, Light.GREEN, "未定时限"),
    ],
)
def test_the_light_follows_from_the_facts(
    today: date, changed: dict[str, object], light: Light, why: str
) -> None:
    shown, sentence = _light(today, **changed)
    assert shown is light
    assert why in sentence


def test_a_duty_that_nobody_accepted_still_burns_red_when_it_is_late() -> None:
    assert _light(date(2026, 6, 16), is_accepted=False)[0] is Light.RED


def test_days_late_are_working_days_after_the_last_day() -> None:
    assert days_late(date(2026, 6, 15), date(2026, 6, 15), CALENDAR) == 0
    assert days_late(date(2026, 6, 18), date(2026, 6, 22), CALENDAR) == 1  # 端午 lies between
    assert days_late(None, date(2026, 6, 22), CALENDAR) == 0


def test_the_share_of_time_gone_stays_between_nothing_and_all() -> None:
    start, due = date(2026, 3, 9), date(2026, 3, 19)
    assert [pace(start, due, date(2026, 3, day)) for day in (8, 9, 14, 19, 30)] == [0, 0, 50, 100, 100]
    assert pace(due, due, due) == 100
