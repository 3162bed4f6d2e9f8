"""Each unit's own 落实措施: entered by the unit, approved or returned by the office, all of it kept."""

from datetime import date, timedelta
from typing import Any

import pytest

from config.refusal import Refusal
from models.assignment import Assignment
from models.progress import WorkMeasure
from models.words import Answer, Move
from supervision.actor import Actor
from supervision.duties.acceptance import accept
from supervision.duties.moves import history
from supervision.duties.work_measures import answer, enter, measures, replaced_by, tick_off
from tests.cast import DAY, Cast, at

JUNE_30 = date(2026, 6, 30)
NOW = at(DAY)


@pytest.fixture
def duty(cast: Cast) -> Assignment:
    made = cast.assignment(JUNE_30)
    accept(cast.session, made, cast.lead, DAY, NOW)
    return made


def test_a_measure_has_its_person_and_day_and_waits_for_the_office(cast: Cast, duty: Assignment) -> None:
    row = enter(cast.session, duty, "五月底前办三场初赛", cast.lead, DAY, NOW, person="陈工", due_on=JUNE_30)
    assert (row.person, row.due_on, row.answer, row.by) == ("陈工", JUNE_30, Answer.PENDING, "苏望")
    answer(cast.session, row, cast.clerk, DAY, NOW, approves=True)
    assert (row.answer, row.decided_by) == (Answer.GRANTED, "王敏")
    assert [made.move for made in history(cast.session, duty.id)][-2:] == [Move.PLAN, Move.ANSWER_PLAN]


def test_a_returned_one_stays_and_a_new_one_is_entered(cast: Cast, duty: Assignment) -> None:
    first = enter(cast.session, duty, "抓好落实", cast.lead, DAY, NOW)
    with pytest.raises(Refusal, match="写明理由"):
        answer(cast.session, first, cast.clerk, DAY, NOW, approves=False)
    answer(cast.session, first, cast.clerk, DAY, NOW, approves=False, opinion="没有具体内容")
    enter(cast.session, duty, "五月底前办三场初赛", cast.lead, DAY, NOW)
    assert [row.answer for row in measures(cast.session, duty.id)] == [Answer.REFUSED, Answer.PENDING]


def test_it_is_decided_once(cast: Cast, duty: Assignment) -> None:
    row = enter(cast.session, duty, "五月底前办三场初赛", cast.lead, DAY, NOW)
    answer(cast.session, row, cast.clerk, DAY, NOW, approves=True)
    with pytest.raises(Refusal, match="已由王敏审核"):
        answer(cast.session, row, cast.other_clerk, DAY, NOW, approves=False, opinion="不够")


@pytest.mark.parametrize(
    ("text", "due_on", "said"),
    [
        ("  ", None, "写明具体落实措施"),
        ("办初赛", DAY - timedelta(1), "已经过去"),
        ("办初赛", JUNE_30 + timedelta(1), "晚于任务时限"),
    ],
)
def test_a_measure_that_cannot_be_is_refused(
    cast: Cast, duty: Assignment, text: str, due_on: date | None, said: str
) -> None:
    with pytest.raises(Refusal, match=said):
        enter(cast.session, duty, text, cast.lead, DAY, NOW, due_on=due_on)
    assert measures(cast.session, duty.id) == []


def test_nobody_decides_about_what_they_entered_and_no_other_unit_enters(
    cast: Cast, duty: Assignment
) -> None:
    with pytest.raises(Refusal, match="不是交办给贵单位的"):
        enter(cast.session, duty, "办初赛", cast.outsider, DAY, NOW)
    own = enter(cast.session, duty, "办初赛", cast.lead, DAY, NOW)
    with pytest.raises(Refusal, match="由督办部门办理"):
        answer(cast.session, own, cast.lead, DAY, NOW, approves=True)
    keyed = enter(cast.session, duty, "办决赛", cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="审核人不能是填报人"):
        answer(cast.session, keyed, cast.clerk, DAY, NOW, approves=True)


def test_a_name_too_long_for_its_column_is_refused(cast: Cast, duty: Assignment) -> None:
    with pytest.raises(Refusal, match="责任人写了41个字"):
        enter(cast.session, duty, "办初赛", cast.lead, DAY, NOW, person="陈" * 41)


def test_a_measure_sent_twice_within_seconds_is_entered_once(cast: Cast, duty: Assignment) -> None:
    def send(after_seconds: int, by: Actor, **said: Any) -> WorkMeasure:
        now = NOW + timedelta(seconds=after_seconds)
        return enter(cast.session, duty, "成立专班 ", by, DAY, now, person="苏望", **said)

    first = send(0, cast.lead)
    with pytest.raises(Refusal, match="刚刚已经上报"):
        send(5, cast.lead)
    assert measures(cast.session, duty.id) == [first]
    moves = [step.move for step in history(cast.session, duty.id)]
    assert moves.count(Move.PLAN) == 1
    # Another day, another person, or later on purpose: that is no button pressed twice.
    send(6, cast.lead, due_on=date(2026, 6, 1))
    send(7, cast.clerk)
    send(60, cast.lead)
    answer(cast.session, first, cast.clerk, DAY, NOW, approves=False, opinion="写明人数")
    assert len(measures(cast.session, duty.id)) == 4


def test_measures_are_ticked_off_one_by_one(cast: Cast, duty: Assignment) -> None:
    first = enter(cast.session, duty, "办三场初赛", cast.lead, DAY, NOW)
    with pytest.raises(Refusal, match="审核同意后"):
        tick_off(cast.session, first, "已办", cast.lead, DAY, NOW)
    answer(cast.session, first, cast.clerk, DAY, NOW, approves=True)
    with pytest.raises(Refusal, match="完成情况"):
        tick_off(cast.session, first, " ", cast.lead, DAY, NOW)
    tick_off(cast.session, first, "三场都已办完", cast.lead, DAY, NOW)
    assert (first.done_on, first.done_note, first.done_by) == (DAY, "三场都已办完", "苏望")
    with pytest.raises(Refusal, match="已在"):
        tick_off(cast.session, first, "再勾一次", cast.lead, DAY, NOW)


def test_a_measure_that_was_agreed_to_is_changed_with_the_reason_and_both_stay(
    cast: Cast, duty: Assignment
) -> None:
    old = enter(cast.session, duty, "办三场初赛", cast.lead, DAY, NOW)
    answer(cast.session, old, cast.clerk, DAY, NOW, approves=True)
    with pytest.raises(Refusal, match="写明原因"):
        enter(cast.session, duty, "办两场", cast.lead, DAY, NOW, replaces=old)
    new = enter(cast.session, duty, "办两场", cast.lead, DAY, NOW, replaces=old, reason="场馆维修")
    assert replaced_by(cast.session, old) is None
    with pytest.raises(Refusal, match="等待审核"):
        enter(cast.session, duty, "办一场", cast.lead, DAY, NOW, replaces=old, reason="场馆维修")
    answer(cast.session, new, cast.clerk, DAY, NOW, approves=True)
    assert (new.replaces_id, new.replaces_reason) == (old.id, "场馆维修")
    assert replaced_by(cast.session, old) == new
    with pytest.raises(Refusal, match="改为新的一条"):
        tick_off(cast.session, old, "已办", cast.lead, DAY, NOW)
