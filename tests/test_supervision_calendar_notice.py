from datetime import date
from pathlib import Path

from schedules.workdays import WorkCalendar, read_work_calendar
from supervision.duties.calendar_notice import calendar_notice, calendar_summary

CALENDAR = WorkCalendar()
LAST = max(year for year in range(2004, 2100) if CALENDAR.knows(year))


def test_until_december_nobody_is_asked_for_next_years_days_off() -> None:
    assert calendar_notice(date(LAST, 11, 30), CALENDAR) == ""
    assert str(LAST + 1) in calendar_summary(date(LAST, 11, 30), CALENDAR)


def test_from_december_on_the_office_is_told_what_is_missing_and_where_to_get_it() -> None:
    notice = calendar_notice(date(LAST, 12, 1), CALENDAR)
    assert f"{LAST + 1}年的放假安排还没有录入" in notice
    assert "www.gov.cn" in notice
    assert f"config/holidays/{LAST + 1}.toml" in notice


def test_a_year_that_has_begun_without_its_days_off_is_spoken_of_at_once() -> None:
    assert "只能按周末推算" in calendar_notice(date(LAST + 1, 2, 1), CALENDAR)


def test_a_table_of_the_year_ends_the_matter(tmp_path: Path) -> None:
    (tmp_path / f"{LAST + 1}.toml").write_text(
        f'notice = "x"\noff = [{LAST + 1}-01-01]\nworked = []\n', "utf-8"
    )
    assert calendar_notice(date(LAST, 12, 1), read_work_calendar(tmp_path)) == ""
