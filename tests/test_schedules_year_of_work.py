"""How a year differs from its weekdays, compared with the State Council's notice."""

from datetime import date

from schedules.workdays import WorkCalendar, work_calendar
from schedules.year_of_work import free_days, known_years, worked_weekends


def test_the_days_off_of_2024_are_those_of_the_notice() -> None:
    found = {one.festivals: (one.first, one.last, one.days) for one in free_days(2024, work_calendar())}
    assert found[("春节",)] == (date(2024, 2, 10), date(2024, 2, 17), 8)
    assert found[("国庆节",)] == (date(2024, 10, 1), date(2024, 10, 7), 7)
    assert found[("端午节",)] == (date(2024, 6, 8), date(2024, 6, 10), 3)
    assert list(found) == [
        (name,) for name in ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
    ]
    worked = worked_weekends(2024, work_calendar())
    assert date(2024, 2, 4) in worked
    assert date(2024, 10, 12) in worked
    assert len(worked) == 8


def test_two_festivals_in_one_row_are_both_named() -> None:
    assert ("国庆节", "中秋节") in [one.festivals for one in free_days(2025, work_calendar())]


def test_a_year_that_nobody_knows_has_its_weekends_alone() -> None:
    assert worked_weekends(2093, work_calendar()) == []
    assert known_years(2091, 2095, WorkCalendar(years=(2091, 2092))) == ([2091, 2092], 2093)
    assert known_years(2091, 2095, WorkCalendar()) == ([], 2091)
