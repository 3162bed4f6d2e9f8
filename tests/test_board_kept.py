"""Figures that are kept: as long as they hold, and no longer."""

from datetime import datetime, timedelta

from board.kept import Kept
from tests.cast import DAY, at

NOW = at(DAY)


class _Counting:
    """Counts how often it counted."""

    def __init__(self, *, may_lag: bool = False) -> None:
        self.times = 0
        self.may_lag = may_lag
        self.kept = Kept()

    def get(self, mark: int, now: datetime = NOW, days: int = 0) -> int:
        day = DAY + timedelta(days)
        return self.kept.get("figures", day, mark, now, self._count, may_lag=self.may_lag)

    def _count(self) -> int:
        self.times += 1
        return self.times


def test_what_was_counted_holds_until_the_record_moves_on() -> None:
    one = _Counting()
    assert [one.get(7), one.get(7), one.get(8), one.get(8)] == [1, 1, 2, 2]


def test_another_day_is_counted_anew() -> None:
    one = _Counting(may_lag=True)
    assert [one.get(7), one.get(7, days=1)] == [1, 2]


def test_nothing_holds_for_ever() -> None:
    one = _Counting()
    minutes = [NOW + timedelta(minutes=minutes) for minutes in (0, 4, 6)]
    assert [one.get(7, now) for now in minutes] == [1, 1, 2]
    assert one.get(7, NOW) == 3, "a clock that was put back"


def test_in_a_large_office_it_may_lag_for_half_a_minute() -> None:
    lagging, exact = _Counting(may_lag=True), _Counting()
    later = [NOW + timedelta(seconds=seconds) for seconds in (0, 20, 29, 31)]
    assert [lagging.get(mark, now) for mark, now in enumerate(later)] == [1, 1, 1, 2]
    assert [exact.get(mark, now) for mark, now in enumerate(later)] == [1, 2, 3, 4]


def test_what_is_over_is_counted_once() -> None:
    kept = Kept()
    counted: list[int] = []
    for day in (1, 1, 2):
        kept.settled("weeks", day, lambda day=day: counted.append(day))  # type: ignore[misc]
    assert counted == [1, 2]
