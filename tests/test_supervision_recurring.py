"""Periods: what they are called, when they open."""

from datetime import date

import pytest

from schedules.deadlines import Recurrence
from schedules.periods import period_name, period_start


@pytest.mark.parametrize(
    ("recurrence", "day", "name", "opens_on"),
    [
        (Recurrence.YEARLY, date(2026, 12, 31), "2026", date(2026, 1, 1)),
        (Recurrence.HALF_YEARLY, date(2026, 6, 30), "2026-H1", date(2026, 1, 1)),
        (Recurrence.HALF_YEARLY, date(2026, 7, 1), "2026-H2", date(2026, 7, 1)),
        (Recurrence.QUARTERLY, date(2026, 9, 25), "2026-Q3", date(2026, 7, 1)),
        (Recurrence.MONTHLY, date(2026, 2, 5), "2026-02", date(2026, 2, 1)),
        (Recurrence.WEEKLY, date(2027, 1, 1), "2026-W53", date(2026, 12, 28)),
        (Recurrence.DAILY, date(2026, 3, 9), "2026-03-09", date(2026, 3, 9)),
    ],
)
def test_a_period_has_a_name_and_a_first_day(
    recurrence: Recurrence, day: date, name: str, opens_on: date
) -> None:
    assert (period_name(recurrence, day), period_start(recurrence, day)) == (name, opens_on)


def test_every_recurrence_has_periods() -> None:
    days = {period_name(recurrence, date(2026, 3, 9)) for recurrence in Recurrence}
    assert len(days) == len(Recurrence)
