"""An hour's soak tells what is never given back from what comes and goes."""

import random

import pytest

from benchmarks.drift import drift_of_count_percent, drift_percent

_HOUR = 360


def test_two_or_three_connections_by_turns_are_no_drift() -> None:
    chance = random.Random(7)
    assert drift_of_count_percent([chance.choice((2, 3, 3, 4)) for _ in range(_HOUR)]) == 0


def test_one_handle_in_ten_minutes_that_is_never_given_back_is_seen_among_those_that_come_and_go() -> None:
    chance = random.Random(7)
    assert drift_of_count_percent([24 + turn // 60 + chance.choice((0, 0, 3)) for turn in range(_HOUR)]) > 2


def test_what_was_taken_at_the_start_and_is_kept_is_no_drift() -> None:
    assert drift_of_count_percent([2] * (_HOUR // 2) + [3] * (_HOUR // 2)) == 0
    assert drift_percent([100.0] * (_HOUR // 2) + [140.0] * (_HOUR // 2)) == 0


def test_memory_that_grows_by_a_twentieth_in_the_last_half_grows_by_five_percent() -> None:
    grows = [100 + 5 * max(0, turn - _HOUR // 2) / (_HOUR // 2 - 1) for turn in range(_HOUR)]
    assert drift_percent(grows) == pytest.approx(5 / 1.025, abs=0.05)


def test_of_nothing_and_of_too_few_nothing_is_said() -> None:
    assert drift_percent([]) == drift_percent([5.0, 9.0]) == drift_of_count_percent([0.0] * _HOUR) == 0
