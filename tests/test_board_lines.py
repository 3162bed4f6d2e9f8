"""A line of a list says what the page of its assignment says, though it reads no history."""

from datetime import date

import pytest

from board.lines import Line, lines
from board.standing import Held, held
from models.words import Status
from reports.light_sql import lit, worst_of_tasks
from schedules.workdays import work_calendar
from supervision.pack_in_force import pack_in_force
from tests.amounts import amount
from tests.cast import DAY, Cast
from tests.random_life import days_of_life


@pytest.mark.long
@pytest.mark.parametrize("seed", range(amount(2, 5)))
def test_a_line_says_what_the_history_says_whatever_was_done(cast: Cast, seed: int) -> None:
    seen = set()
    for today in days_of_life(cast, seed):
        own = held(cast.session, today)
        shown = lines(cast.session, today, [one.assignment.id for one in own])
        assert [_of_line(one) for one in shown] == [_of_held(one) for one in own]
        seen |= {one.light for one in shown}
    assert len(seen) >= 4, seen


def test_the_lines_stand_in_the_order_asked_for_and_what_is_not_there_is_left_out(cast: Cast) -> None:
    ids = [cast.assignment(date(2026, 6, 30)).id for _ in range(3)]
    asked = [ids[2], 10_000, ids[0], ids[1]]
    assert [one.id for one in lines(cast.session, DAY, asked)] == [ids[2], ids[0], ids[1]]
    assert lines(cast.session, DAY, []) == []


def test_more_than_one_statement_takes_are_asked_for_in_several(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("board.lines._MOST_AT_ONCE", 2)
    ids = [cast.assignment(date(2026, 6, 30)).id for _ in range(5)]
    assert [one.id for one in lines(cast.session, DAY, ids)] == ids


def _of_line(one: Line) -> tuple[object, ...]:
    said = (one.id, one.role, one.status, one.due_on, one.first_due_on, one.period, one.percent)
    named = (one.number, one.title, one.code, one.document_id, one.unit, one.unit_name, one.unit_id)
    return (*said, one.is_silent, one.reported_on, one.verification, one.lamp, one.urgency, *named)


def _of_held(one: Held) -> tuple[object, ...]:
    own, task, unit = one.assignment, one.task, one.unit
    said = (own.id, own.role, own.status, one.due_on, own.first_due_on, one.deadline.period, one.percent)
    named = (task.number, task.title, task.code, task.document_id, unit.called, unit.name, unit.id)
    reported_on = one.stood.latest.as_of if one.stood.latest else None
    verification = one.stood.verification if own.status is Status.CLOSED else None
    return (*said, one.is_silent, reported_on, verification, one.lamp, one.urgency, *named)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(amount(1, 3)))
def test_the_worst_part_of_each_task_is_the_first_by_urgency(cast: Cast, seed: int) -> None:
    """Three units in each of the tasks, and two periods in one of them."""
    session, limits = cast.session, pack_in_force(cast.session, "standard").lights
    for due in (date(2026, 6, 30), date(2026, 4, 1), None):
        cast.task(due, supporting=("市人社局", "东湖区产改办"))
    for today in days_of_life(cast, seed, deeds=60):
        worst: dict[int, Held] = {}
        for one in sorted(held(session, today), key=lambda one: one.urgency):
            if one.lamp:
                worst.setdefault(one.task.id, one)
        found = worst_of_tasks(session, lit(today, work_calendar(), limits))
        assert found == {task: one.assignment.id for task, one in worst.items()}
