import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.periods import (
    Recurrence,
    add_months,
    days_in_month,
    half_end,
    month_end,
    period_end,
    quarter_end,
    ten_days_end,
    week_day,
    weekday_name,
)


@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_month_has_as_many_days_as_the_calendar_says(year: int, month: int) -> None:
    assert days_in_month(year, month) == calendar.monthrange(year, month)[1]
    assert month_end(year, month).day == days_in_month(year, month)


def test_quarters_and_halves_end_on_their_last_day() -> None:
    assert [quarter_end(2024, q) for q in (1, 2, 3, 4)] == [
        date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31)]  # fmt: skip
    assert [half_end(2024, h) for h in (1, 2)] == [date(2024, 6, 30), date(2024, 12, 31)]


def test_the_ten_day_parts_of_a_month_end_on_the_tenth_the_twentieth_and_the_last() -> None:
    assert [ten_days_end(2023, 2, part).day for part in ("上旬", "中旬", "下旬")] == [10, 20, 28]


def test_a_month_after_the_last_of_january_is_the_last_of_february() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2024, 1, 31), -2) == date(2023, 11, 30)


def test_friday_of_next_week_is_counted_from_this_weeks_monday() -> None:
    assert week_day(date(2023, 5, 8), 4, 1) == date(2023, 5, 19)
    assert weekday_name(date(2023, 5, 19)) == "周五"


@pytest.mark.parametrize(
    ("recurrence", "end"),
    [(Recurrence.YEARLY, date(2024, 12, 31)), (Recurrence.HALF_YEARLY, date(2024, 6, 30)),
     (Recurrence.QUARTERLY, date(2024, 6, 30)), (Recurrence.MONTHLY, date(2024, 5, 31)),
     (Recurrence.WEEKLY, date(2024, 5, 19)), (Recurrence.DAILY, date(2024, 5, 15))],
)  # fmt: skip
def test_a_period_ends_on_the_last_day_that_belongs_to_it(recurrence: Recurrence, end: date) -> None:
    assert period_end(recurrence, date(2024, 5, 15)) == end


def test_every_recurrence_has_a_word_to_show() -> None:
    assert all(recurrence.label.startswith("每") for recurrence in Recurrence)
