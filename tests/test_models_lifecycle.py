"""The table of moves has no dead end, and refuses with a way out."""

from collections.abc import Iterable

import pytest

from config.refusal import Refusal
from models.lifecycle import MOVES, OF_THE_UNIT, SETTLED, STEPS, after, may_make
from models.words import Move, Status, UserRole


def _reachable(start: Status) -> set[Status]:
    seen = {start}
    frontier: Iterable[Status] = [start]
    while frontier:
        frontier = {reached for (before, _), reached in MOVES.items() if before in frontier} - seen
        seen |= set(frontier)
    return seen


def test_every_state_is_reached_from_the_assignment() -> None:
    assert _reachable(Status.ASSIGNED) == set(Status)


@pytest.mark.parametrize("status", list(Status))
def test_no_state_is_a_dead_end(status: Status) -> None:
    assert _reachable(status) & SETTLED


def test_nothing_is_closed_by_itself_but_a_submission() -> None:
    assert [before for (before, move) in MOVES if move is Move.CLOSE] == [Status.SUBMITTED]


def test_every_move_stands_in_the_table_and_somebody_makes_it() -> None:
    assert {move for _, move in MOVES} == set(Move)
    assert all(any(may_make(role, move) for role in UserRole) for move in Move)


def test_who_only_looks_makes_no_move() -> None:
    for role in (UserRole.SUPERVISOR, UserRole.INSPECTOR):
        assert not any(may_make(role, move) for move in Move)


def test_a_unit_never_closes_its_own_duty() -> None:
    assert not OF_THE_UNIT & {Move.CLOSE, Move.SEND_BACK, Move.REOPEN, Move.WITHDRAW}


def test_a_forbidden_move_names_what_is_possible_instead() -> None:
    with pytest.raises(Refusal, match=r"已交办.*不能销号.*签收") as refused:
        after(Status.ASSIGNED, Move.CLOSE)
    assert all(move.label in refused.value.sentence for before, move in STEPS if before is Status.ASSIGNED)


def test_a_unit_is_told_only_of_what_it_may_do_itself() -> None:
    with pytest.raises(Refusal) as refused:
        after(Status.ACCEPTED, Move.ACCEPT, UserRole.UNIT)
    assert refused.value.sentence == "这件事现在是“已签收”，不能签收。现在可以：反馈进展、申请销号。"
    with pytest.raises(Refusal, match="请等待审核结果"):
        after(Status.SUBMITTED, Move.SUBMIT, UserRole.UNIT)
    with pytest.raises(Refusal, match="已经了结"):
        after(Status.CLOSED, Move.SUBMIT, UserRole.UNIT)
