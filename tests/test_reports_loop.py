"""Where a task stands between 谋划 and 改进: a pure function of its records, and the rate of closed loops."""

from datetime import date
from itertools import product

import pytest

from reports.loop import Loop, LoopStep, Parts, count_loops, loop_of

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


@pytest.mark.parametrize(
    ("approved", "parts", "improved_on", "label"),
    [
        (False, Parts(), None, "谋划"),
        (False, Parts(2, 2, 0, 0, 0, MAY), JUNE, "谋划"),
        (True, Parts(), None, "部署"),
        (True, Parts(2, 2, 2, 2, 2), None, "部署"),
        (True, Parts(2, 2, 1, 1, 1, MAY), None, "部署"),  # one is done, the other has not even accepted
        (True, Parts(2, 2, 0, 2, 2), None, "落实"),
        (True, Parts(2, 2, 0, 1, 2), None, "落实"),
        (True, Parts(2, 2, 0, 0, 2), None, "反馈"),
        (True, Parts(2, 2, 0, 0, 1, MAY), None, "反馈"),
        (True, Parts(2, 2, 0, 0, 0, MAY), None, "改进"),
        (True, Parts(2, 1, 0, 0, 0, MAY), None, "改进"),  # the other was taken back
        (True, Parts(1, 1, 0, 0, 0, JUNE), MAY, "改进"),  # written before it was closed again
        (True, Parts(1, 1, 0, 0, 0, MAY), MAY, "已闭环"),
        (True, Parts(1, 1, 0, 0, 0, MAY), JUNE, "已闭环"),
        (True, Parts(1, 1, 0, 0, 0, None), JUNE, "反馈"),  # closed, says the status, but no record does
    ],
)
def test_the_step_is_the_first_that_the_records_do_not_show(
    approved: bool, parts: Parts, improved_on: date | None, label: str
) -> None:
    loop = loop_of(approved, parts, improved_on)
    assert loop is not None
    assert loop.label == label


def test_what_was_taken_back_altogether_stands_nowhere() -> None:
    assert loop_of(True, Parts(given=3), MAY) is None
    assert loop_of(False, Parts(given=3), None) is None


def test_whatever_the_counts_there_is_a_step_and_the_steps_before_it_are_taken() -> None:
    for approved, (counted, unaccepted, in_hand, unclosed) in product(
        (True, False), product(range(3), repeat=4)
    ):
        loop = loop_of(approved, Parts(counted, counted, unaccepted, in_hand, unclosed, MAY), JUNE)
        assert loop is not None
        taken = [loop.has_taken(step) for step in LoopStep]
        assert taken == sorted(taken, reverse=True)
        assert all(taken) == loop.is_closed


def test_every_step_says_what_it_takes() -> None:
    assert [step.label for step in LoopStep] == ["谋划", "部署", "落实", "反馈", "改进"]
    assert all(step.meaning for step in LoopStep)


def test_the_rate_is_of_all_tasks_that_have_a_loop() -> None:
    tally = count_loops(
        [Loop(LoopStep.IMPROVE, is_closed=True), Loop(LoopStep.IMPROVE), Loop(LoopStep.PLAN), None]
    )
    assert (tally.closed, tally.whole, tally.rate) == (1, 3, "33.3%")
    assert tally.in_words() == (
        "3项任务中，已闭环1项，闭环率为1/3，即33.3%；其余处在谋划1项，部署0项，落实0项，反馈0项，改进1项"
    )


def test_without_tasks_there_is_no_rate() -> None:
    tally = count_loops([None])
    assert (tally.whole, tally.rate) == (0, "—")
