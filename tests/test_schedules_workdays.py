from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.workdays import HOLIDAYS_FOLDER, WorkCalendar, read_work_calendar, work_calendar

CALENDAR = WorkCalendar()
DAYS = st.dates(date(2004, 1, 1), date(2035, 12, 31))


def test_a_make_up_saturday_is_worked_and_the_holiday_it_pays_for_is_not() -> None:
    assert CALENDAR.is_workday(date(2025, 9, 28))
    assert not CALENDAR.is_workday(date(2025, 10, 1))
    assert not CALENDAR.is_workday(date(2025, 9, 27))


def test_seven_working_days_step_over_the_national_holiday() -> None:
    assert CALENDAR.shift(date(2025, 9, 25), 7) == date(2025, 10, 11)


def test_counting_back_undoes_counting_forward() -> None:
    assert CALENDAR.shift(date(2025, 10, 11), -7) == date(2025, 9, 25)


def test_no_working_days_on_is_the_day_itself_even_a_sunday() -> None:
    assert CALENDAR.shift(date(2025, 9, 21), 0) == date(2025, 9, 21)


@given(day=DAYS, count=st.integers(1, 600))
def test_a_shift_lands_on_a_working_day_that_lies_so_many_working_days_away(day: date, count: int) -> None:
    later = CALENDAR.shift(day, count)
    assert CALENDAR.is_workday(later)
    assert CALENDAR.between(day, later) == count


@given(day=DAYS, count=st.integers(1, 600))
def test_shifts_invert_from_a_working_day(day: date, count: int) -> None:
    start = CALENDAR.next(day)
    assert CALENDAR.shift(CALENDAR.shift(start, count), -count) == start


@given(start=DAYS, length=st.integers(0, 800))
def test_the_working_days_between_two_days_are_those_one_would_count_by_hand(
    start: date, length: int
) -> None:
    end = start + timedelta(days=length)
    by_hand = sum(CALENDAR.is_workday(start + timedelta(days=n)) for n in range(1, length + 1))
    assert CALENDAR.between(start, end) == by_hand
    assert CALENDAR.between(end, start) == -by_hand


def test_a_day_off_has_the_working_days_around_it() -> None:
    assert CALENDAR.previous(date(2022, 12, 31)) == date(2022, 12, 30)
    assert CALENDAR.next(date(2022, 12, 31)) == date(2023, 1, 3)
    assert CALENDAR.previous(date(2022, 12, 30)) == CALENDAR.next(date(2022, 12, 30)) == date(2022, 12, 30)


def test_a_year_that_nobody_knows_counts_by_weekday_and_says_so() -> None:
    assert not CALENDAR.knows(2300)
    assert CALENDAR.is_workday(date(2300, 1, 1))  # a Monday
    assert not CALENDAR.is_workday(date(2300, 1, 6))
    assert CALENDAR.knows(2026)


def test_the_ends_of_the_calendar_do_not_hang() -> None:
    with pytest.raises(OverflowError):
        CALENDAR.shift(date(9999, 12, 1), 100)
    with pytest.raises(OverflowError):
        CALENDAR.shift(date(1, 1, 5), -100)


def test_an_exception_of_the_office_overrules_the_library() -> None:
    calendar = WorkCalendar({date(2025, 9, 28): False})
    assert not calendar.is_workday(date(2025, 9, 28))
    assert calendar.shift(date(2025, 9, 25), 7) == date(2025, 10, 13)


def test_a_notice_file_makes_its_year_known(tmp_path: Path) -> None:
    (tmp_path / "2300.toml").write_text("off = [2300-01-01]\nworked = [2300-01-06]\n", encoding="utf-8")
    calendar = read_work_calendar(tmp_path)
    assert calendar.knows(2300)
    assert not calendar.is_workday(date(2300, 1, 1))
    assert calendar.is_workday(date(2300, 1, 6))
    assert calendar.is_workday(date(2300, 1, 2))


def test_a_notice_file_replaces_what_the_library_says_of_that_year(tmp_path: Path) -> None:
    (tmp_path / "2025.toml").write_text("off = [2025-05-01]\n", encoding="utf-8")
    calendar = read_work_calendar(tmp_path)
    assert calendar.is_workday(date(2025, 10, 1))
    assert not calendar.is_workday(date(2025, 9, 28))
    assert not calendar.is_workday(date(2024, 10, 1))


@pytest.mark.parametrize(
    "text", ["off = [2301-01-01]", "off = [2300-01-01]\nworked = [2300-01-01]", 'off = ["2300-01-01"]']
)
def test_a_notice_file_that_contradicts_itself_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "2300.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"2300\.toml"):
        read_work_calendar(tmp_path)


def test_the_example_beside_the_notices_is_well_formed_and_not_read(tmp_path: Path) -> None:
    example = (HOLIDAYS_FOLDER / "EXAMPLE.toml").read_text(encoding="utf-8")
    (tmp_path / "EXAMPLE.toml").write_text("off = [nonsense", encoding="utf-8")
    assert not read_work_calendar(tmp_path).knows(2300)
    (tmp_path / "EXAMPLE.toml").unlink()
    (tmp_path / "2026.toml").write_text(example, encoding="utf-8")
    assert read_work_calendar(tmp_path).is_workday(date(2026, 1, 4))


def test_the_calendar_of_the_office_is_read_once() -> None:
    assert work_calendar() is work_calendar()
