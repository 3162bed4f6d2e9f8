"""Periodic reports: one for each calendar period from the hand-over to the deadline; a missed one is seen."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.periods import Recurrence
from schedules.reporting import reports_owed

HANDED = date(2026, 3, 9)
END = date(2026, 12, 31)


def _ends(recurrence: Recurrence, today: date, until: date | None = END) -> list[date]:
    return [owed.last for owed in reports_owed(recurrence, HANDED, until, (), today)]


@pytest.mark.parametrize(
    ("recurrence", "ends"),
    [
        (Recurrence.MONTHLY, [date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 30)]),
        (Recurrence.QUARTERLY, [date(2026, 3, 31), date(2026, 6, 30)]),
        (Recurrence.HALF_YEARLY, [date(2026, 6, 30)]),
        (Recurrence.YEARLY, [date(2026, 12, 31)]),
    ],
)
def test_one_report_is_owed_for_each_period(recurrence: Recurrence, ends: list[date]) -> None:
    assert _ends(recurrence, date(2026, 6, 15)) == ends


def test_a_period_is_reported_by_a_report_as_of_a_day_in_it() -> None:
    owed = reports_owed(
        Recurrence.MONTHLY, HANDED, END, [date(2026, 4, 1), date(2026, 4, 30)], date(2026, 5, 20)
    )
    assert [period.is_reported for period in owed] == [False, True, False]
    assert [period.is_missed(date(2026, 5, 20)) for period in owed] == [True, False, False]


def test_the_last_day_of_a_period_is_still_in_time() -> None:
    (owed,) = reports_owed(Recurrence.MONTHLY, HANDED, END, (), date(2026, 3, 31))
    assert not owed.is_missed(date(2026, 3, 31))
    assert owed.is_missed(date(2026, 4, 1))


def test_a_period_that_ends_within_ten_days_of_the_hand_over_is_not_asked_for() -> None:
    owed = reports_owed(Recurrence.MONTHLY, date(2026, 3, 25), END, (), date(2026, 4, 2))
    assert [period.last for period in owed] == [date(2026, 4, 30)]


def test_after_the_deadline_nothing_more_is_owed() -> None:
    assert _ends(Recurrence.MONTHLY, date(2027, 3, 1), date(2026, 4, 15)) == [
        date(2026, 3, 31),
        date(2026, 4, 30),
    ]


def test_before_the_hand_over_nothing_is_owed() -> None:
    assert reports_owed(Recurrence.MONTHLY, HANDED, END, (), date(2026, 2, 1)) == []


@given(
    recurrence=st.sampled_from(
        [Recurrence.MONTHLY, Recurrence.QUARTERLY, Recurrence.HALF_YEARLY, Recurrence.YEARLY]
    ),
    handed=st.dates(date(2000, 1, 1), date(2060, 12, 31)),
    length=st.integers(0, 1500),
)
def test_the_periods_follow_each_other_without_a_gap(
    recurrence: Recurrence, handed: date, length: int
) -> None:
    today = date.fromordinal(handed.toordinal() + length)
    owed = reports_owed(recurrence, handed, None, (), today)
    for earlier, later in pairwise(owed):
        assert later.first.toordinal() == earlier.last.toordinal() + 1
    if owed:
        assert owed[0].last > handed
        assert owed[-1].first <= today <= owed[-1].last
