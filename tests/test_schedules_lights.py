"""The light of an assignment, and the sentence that explains it."""

from dataclasses import replace
from datetime import date

import pytest

from schedules.ladder_files import load_pack
from schedules.lights import Light, Standing, days_late, lamp, pace
from schedules.workdays import work_calendar

CALENDAR = work_calendar()
LIMITS = load_pack("standard").lights
STANDING = Standing(
    assigned_on=date(2026, 3, 9),
    due_on=date(2026, 6, 15),
    percent=0,
    has_reported=False,
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
        (date(2026, 3, 10), {}, Light.GREEN, "时间过去1%，尚未反馈进展"),
        (date(2026, 4, 27), {"percent": 45, "has_reported": True}, Light.GREEN, "按序时进度"),
        (date(2026, 4, 27), {"percent": 40, "has_reported": True}, Light.YELLOW, "落后序时进度10个百分点"),
        (date(2026, 4, 26), {}, Light.GREEN, "时间过去48%，尚未反馈进展"),
        (date(2026, 4, 27), {}, Light.YELLOW, "时间过去50%，尚未反馈进展"),
        (date(2026, 6, 9), {"percent": 79, "has_reported": True}, Light.YELLOW, "还有4个工作日"),
        (date(2026, 6, 15), {"percent": 10, "has_reported": True}, Light.YELLOW, "今天到期，进度10%"),
        (date(2026, 6, 12), {"due_on": date(2026, 6, 14)}, Light.YELLOW, "以前没有工作日了，进度0%"),
        (date(2026, 6, 9), {"percent": 95, "has_reported": True}, Light.GREEN, "按序时进度"),
        (date(2026, 4, 20), {"has_reported": True}, Light.YELLOW, "进度0%，落后序时进度42个百分点"),
        (date(2026, 6, 16), {"percent": 99, "has_reported": True}, Light.RED, "逾期1个工作日"),
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


def test_on_the_weekend_after_a_friday_it_is_late_without_a_number_of_working_days() -> None:
    friday = date(2026, 6, 12)
    assert _light(date(2026, 6, 13), due_on=friday) == (Light.RED, "时限2026年6月12日已过")
    assert _light(date(2026, 6, 15), due_on=friday) == (Light.RED, "时限2026年6月12日已过，逾期1个工作日")


def test_the_rule_in_words_says_what_the_light_does() -> None:
    days = LIMITS.due_soon_workdays
    assert f"距时限不超过{days}个工作日且进度不到{LIMITS.due_soon_percent}%" in LIMITS.in_words()
    due = CALENDAR.shift(date(2026, 6, 1), days)
    at_the_edge = {"due_on": due, "percent": LIMITS.due_soon_percent - 1, "has_reported": True}
    at_the_edge["assigned_on"] = date(2026, 5, 29)
    assert _light(date(2026, 6, 1), **at_the_edge)[0] is Light.YELLOW


def test_every_light_has_a_label_a_short_name_and_a_meaning_of_its_own() -> None:
    for said in ("label", "gist", "meaning"):
        assert len({getattr(light, said) for light in Light}) == len(Light)
