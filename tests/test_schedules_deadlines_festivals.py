from datetime import date

import pytest
from lunar_python import Lunar, Solar

from schedules.deadlines.festivals import FESTIVAL, eve, festival_day, festivals_named, next_festival
from schedules.workdays import WorkCalendar

CALENDAR = WorkCalendar()
LUNAR = {"春节": (1, 1), "元宵节": (1, 15), "端午节": (5, 5), "中秋节": (8, 15), "重阳节": (9, 9)}
YEARS = range(2000, 2051)


def _day(solar: Solar) -> date:
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


@pytest.mark.parametrize("year", YEARS)
def test_the_table_of_lunar_festivals_agrees_with_the_lunar_calendar(year: int) -> None:
    for name, (month, day) in LUNAR.items():
        assert festival_day(name, year) == _day(Lunar.fromYmd(year, month, day).getSolar())
    terms = Solar.fromYmd(year, 4, 1).getLunar().getJieQiTable()
    assert festival_day("清明节", year) == _day(terms["清明"])


def test_a_year_past_the_table_has_no_lunar_festival_but_keeps_its_fixed_ones() -> None:
    assert festival_day("春节", 2051) is None
    assert festival_day("国庆节", 2051) == date(2051, 10, 1)


def test_the_festival_of_the_day_itself_is_over() -> None:
    assert next_festival("国庆节", date(2024, 10, 1)) == date(2025, 10, 1)


def test_the_eve_is_the_day_before_the_days_off_begin() -> None:
    assert eve(date(2024, 2, 10), CALENDAR) == date(2024, 2, 9)
    assert eve(date(2026, 2, 17), CALENDAR) == date(2026, 2, 14)
    assert eve(date(2024, 9, 10), CALENDAR) == date(2024, 9, 9)


def test_where_the_days_off_are_unknown_the_eve_is_the_day_before_the_festival() -> None:
    assert eve(date(2050, 1, 23), CALENDAR) == date(2050, 1, 22)


@pytest.mark.parametrize(
    ("phrase", "names"),
    [("春节前", ["春节"]), ('"五一"国际劳动节前', ["劳动节"]), ("元旦、春节前夕", ["元旦", "春节"]), ("国庆节之前", ["国庆节"]),
     ("七一前", ["建党节"]), ("中秋节和国庆节放假前", ["中秋节", "国庆节"])],
)  # fmt: skip
def test_festivals_are_known_by_the_names_offices_use(phrase: str, names: list[str]) -> None:
    match = FESTIVAL.fullmatch(phrase)
    assert match is not None
    assert festivals_named(match["names"]) == names


@pytest.mark.parametrize("phrase", ["春节前后", "春节期间", "五一劳动奖章"])
def test_a_festival_without_a_limit_is_no_deadline(phrase: str) -> None:
    assert FESTIVAL.match(phrase) is None
