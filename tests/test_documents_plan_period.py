"""A duty of every year ends with the plan it belongs to."""

from datetime import date

import pytest

from documents.plan_period import bounded, plan_period
from schedules.deadlines import read_deadlines
from schedules.workdays import work_calendar


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("关于贯彻落实“十四五”改革规划的通知", (2021, 2025)),
        ("关于实施“十五五”规划的意见", (2026, 2030)),
        ("关于印发改革规划（2026—2030年）的通知", (2026, 2030)),
        ("2024年至2026年行动方案", (2024, 2026)),
        ("关于做好2026年改革工作的通知", None),
        ("关于报送总结的通知", None),
    ],
)
def test_a_title_names_the_years_of_its_plan(title: str, period: tuple[int, int] | None) -> None:
    assert plan_period(title) == period


def _read(text: str) -> list[tuple[date | None, str]]:
    readings = read_deadlines(text, date(2022, 2, 7), work_calendar())
    return [(one.until, one.reading) for one in (bounded(each, (2021, 2025)) for each in readings)]


def test_a_yearly_duty_ends_with_the_plan_and_says_so() -> None:
    [(until, reading)] = _read("各单位的年度总结必须在每年12月底前报送。")
    assert until == date(2025, 12, 31)
    assert reading.endswith("随规划期到2025年底为止")


def test_an_end_of_its_own_stays() -> None:
    [(until, _)] = _read("2022年至2023年，每年12月底前报送总结。")
    assert until == date(2023, 12, 31)


def test_a_single_date_has_no_end() -> None:
    assert [until for until, _ in _read("于6月15日前报送方案。")] == [None]
