from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from schedules.day_off import DayOffRule, settled
from schedules.workdays import WorkCalendar
from supervision.duties.day_off import last_day

CALENDAR = WorkCalendar()
SATURDAY = date(2022, 12, 31)


def test_a_last_day_on_a_day_off_stays_moves_on_or_moves_back_as_the_office_has_set() -> None:
    assert settled(SATURDAY, DayOffRule.NONE, CALENDAR) == SATURDAY
    assert settled(SATURDAY, DayOffRule.FORWARD, CALENDAR) == date(2023, 1, 3)
    assert settled(SATURDAY, DayOffRule.BACK, CALENDAR) == date(2022, 12, 30)


def test_a_make_up_saturday_is_a_working_day_and_stays() -> None:
    assert settled(date(2026, 2, 14), DayOffRule.FORWARD, CALENDAR) == date(2026, 2, 14)


@given(st.dates(), st.sampled_from(DayOffRule))
def test_every_rule_ends_on_a_working_day_or_leaves_the_day_alone(day: date, rule: DayOffRule) -> None:
    kept = settled(day, rule, CALENDAR)
    assert kept == day or CALENDAR.is_workday(kept)


def test_both_days_are_kept_when_the_rule_moves_one() -> None:
    last = last_day(SATURDAY, rule=DayOffRule.FORWARD, calendar=CALENDAR)
    assert (last.due_on, last.stated_on) == (date(2023, 1, 3), SATURDAY)
    assert last.note == "按“遇休息日顺延”定为2023年1月3日"


def test_a_day_that_the_rule_leaves_alone_is_not_spoken_of() -> None:
    last = last_day(date(2023, 6, 15), rule=DayOffRule.FORWARD, calendar=CALENDAR)
    assert (last.stated_on, last.note, last.is_provisional) == (None, "", False)


def test_a_year_that_nobody_knows_yet_makes_a_moved_day_provisional_and_says_so() -> None:
    last = last_day(date(2099, 5, 31), rule=DayOffRule.FORWARD, calendar=CALENDAR)
    assert last.is_provisional
    assert last.note.endswith("2099年的放假安排尚未录入，暂定")
    assert not last_day(date(2099, 5, 31), rule=DayOffRule.NONE, calendar=CALENDAR).is_provisional
