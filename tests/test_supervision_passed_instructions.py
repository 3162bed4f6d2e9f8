"""传达批示: to whom an instruction is passed on, what each unit answers, by when, and what a correction does to it."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.assignment import Assignment
from models.instruction import Instruction, PassedInstruction
from models.notice import Notice
from models.task import Task
from models.words import Move, NoticeKind
from notices.answered import answered
from schedules.ladder_files import load_pack
from schedules.workdays import work_calendar
from supervision.cases.case import case_of
from supervision.cases.sheets import sheets
from supervision.duties.acceptance import accept
from supervision.duties.closure import close, withdraw
from supervision.duties.instructions import (
    AnswerState,
    Given,
    Said,
    correct,
    given,
    instruct,
    instruction_ids,
)
from supervision.duties.moves import history
from supervision.duties.passed_instructions import (
    answer,
    could_get,
    count_waiting,
    of_assignment,
    pass_on,
    passed_to,
    waiting_for_answer,
)
from supervision.duties.submission import submit
from supervision.messages import messages, unread
from supervision.today import piles
from tests.cast import DAY, Cast, at

NOW = at(DAY, 10)
DUE = date(2026, 6, 30)
SAID = Said("请抓紧办好，月底前报我。", "王树芬", DAY - timedelta(3), DAY + timedelta(7))


def _said(cast: Cast, said: Said = SAID) -> tuple[Task, Instruction, list[Assignment]]:
    task = cast.task(DUE, supporting=("市人社局",))
    one = instruct(cast.session, task, said, cast.clerk, DAY, NOW)
    parts = cast.session.exec(
        select(Assignment).where(Assignment.task_id == task.id).order_by(col(Assignment.id))
    ).all()
    return task, one, list(parts)


def _given(session: Session, today: date = DAY) -> list[Given]:
    return given(session, today, work_calendar(), load_pack("standard").lights)


def test_the_units_of_the_task_get_it_with_a_notice_and_a_clock(cast: Cast) -> None:
    _, one, (lead, supporting) = _said(cast)
    assert [unit.id for _, unit in could_get(cast.session, one)] == [lead.unit_id, supporting.unit_id]
    pass_on(cast.session, one, [lead.id], cast.clerk, DAY, NOW)
    (row,) = of_assignment(cast.session, lead.id, DAY)
    assert (row.row.due_on, row.row.passed_by, row.is_open) == (SAID.due_on, "王敏", True)
    assert row.stands == "未答复，还有7天"
    assert of_assignment(cast.session, supporting.id, DAY) == []
    notice = cast.session.exec(select(Notice).where(Notice.kind == NoticeKind.INSTRUCTION)).one()
    assert notice.assignment_id == lead.id
    assert answered(cast.session, notice, lead, "市总工会") == (
        "王树芬2026年3月6日对这项任务批示：“请抓紧办好，月底前报我”。请在2026年3月16日前答复办理情况"
    )
    assert [unit.id for _, unit in could_get(cast.session, one)] == [supporting.unit_id]
    assert history(cast.session, lead.id)[-1].move is Move.PASS_ON


def test_the_unit_reads_of_it_among_its_messages_and_the_office_of_the_answer(cast: Cast) -> None:
    _, one, (lead, _) = _said(cast)
    (row,) = pass_on(cast.session, one, [lead.id], cast.clerk, DAY, NOW)
    assert "批示通知" in {message.label for message in messages(cast.session, cast.lead, 10)}
    answer(cast.session, row, "已召开推进会。", cast.lead, DAY, NOW)
    assert messages(cast.session, cast.clerk, 10)[0].label == "答复批示"
    assert messages(cast.session, cast.clerk, 10)[0].words == "已召开推进会。"
    assert unread(cast.session, cast.clerk) == 0, "who has no account has no counter"


def test_a_day_of_its_own_takes_the_place_of_the_leaders(cast: Cast) -> None:
    _, one, (lead, supporting) = _said(cast)
    pass_on(cast.session, one, [lead.id], cast.leader, DAY, NOW, due_on=DAY + timedelta(2))
    (row,) = of_assignment(cast.session, lead.id, DAY + timedelta(2))
    assert row.stands == "未答复，今天到期"
    (late,) = of_assignment(cast.session, lead.id, DAY + timedelta(5))
    assert (late.days_over, late.stands) == (3, "未答复，已过答复时限3天")
    assert count_waiting(cast.session, DAY + timedelta(5)) == (1, 1)
    pile = next(
        one for one in piles(cast.session, cast.clerk, DAY + timedelta(5), 5) if one.kind == "instructions"
    )
    assert (pile.count, pile.lines[0].unit) == (1, row.unit.called)
    free = instruct(cast.session, cast.session.get_one(Task, lead.task_id), Said("不限时", "王树芬", DAY), cast.clerk, DAY, NOW)  # fmt: skip
    (other,) = pass_on(cast.session, free, [supporting.id], cast.clerk, DAY, NOW)
    assert other.due_on is None
    assert of_assignment(cast.session, supporting.id, DAY + timedelta(99))[0].stands == "未答复"


def test_a_unit_answers_once_and_a_late_answer_says_so(cast: Cast) -> None:
    _, one, (lead, supporting) = _said(cast)
    row, other = pass_on(cast.session, one, [lead.id, supporting.id], cast.clerk, DAY, NOW)
    late = DAY + timedelta(9)
    answer(cast.session, row, " 已办妥。 ", cast.lead, late, at(late))
    assert (row.answer, row.answered_by) == ("已办妥。", "苏望")
    assert of_assignment(cast.session, lead.id, late)[0].stands == "2026年3月18日答复，晚2天"
    with pytest.raises(Refusal, match="只答复一次"):
        answer(cast.session, row, "再答", cast.lead, late, at(late))
    answer(cast.session, other, "电话报来", cast.clerk, late, at(late))
    assert other.answered_by == "王敏（代录）"
    assert _given(cast.session, late)[0].answers == "已传达2个单位，2个已答复"
    assert _given(cast.session, late)[0].days_over == 0


@pytest.mark.parametrize("words", ["", "  \n", "办" * 2001])
def test_an_answer_without_words_or_with_too_many_is_none(cast: Cast, words: str) -> None:
    _, one, (lead, _) = _said(cast)
    (row,) = pass_on(cast.session, one, [lead.id], cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="办理情况"):
        answer(cast.session, row, words, cast.lead, DAY, NOW)
    assert row.answered_on is None


def test_nobody_answers_for_another_unit(cast: Cast) -> None:
    _, one, (lead, _) = _said(cast)
    (row,) = pass_on(cast.session, one, [lead.id], cast.clerk, DAY, NOW)
    for stranger in (cast.supporter, cast.outsider, cast.leader):
        with pytest.raises(Refusal):
            answer(cast.session, row, "代答", stranger, DAY, NOW)
    with pytest.raises(Refusal, match="由督办部门传达"):
        pass_on(cast.session, one, [lead.id], cast.lead, DAY, NOW)


def test_what_cannot_be_passed_on_is_refused_in_a_sentence(cast: Cast) -> None:
    _, one, (lead, supporting) = _said(cast)
    elsewhere = cast.assignment(DUE)
    withdraw(cast.session, supporting, cast.clerk, DAY, NOW, "不再需要")
    for ids, why in (
        ([], "没有选定单位"),
        ([0], "不承担这项任务"),
        ([elsewhere.id], "不承担这项任务"),
        ([lead.id, supporting.id], "不承担这项任务"),
    ):
        with pytest.raises(Refusal, match=why):
            pass_on(cast.session, one, ids, cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="已经过去"):
        pass_on(cast.session, one, [lead.id], cast.clerk, DAY, NOW, due_on=DAY - timedelta(1))
    pass_on(cast.session, one, [lead.id], cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="已经传达"):
        pass_on(cast.session, one, [lead.id], cast.clerk, DAY, NOW)
    assert len(cast.session.exec(select(PassedInstruction)).all()) == 1


def test_a_correction_goes_to_the_units_that_had_the_first(cast: Cast) -> None:
    _, one, (lead, supporting) = _said(cast)
    row, other = pass_on(cast.session, one, [lead.id, supporting.id], cast.clerk, DAY, NOW)
    answer(cast.session, other, "已办", cast.supporter, DAY, NOW)
    second = correct(
        cast.session,
        one,
        Said("请十日内办好。", "王树芬", SAID.on, DAY + timedelta(10)),
        cast.clerk,
        DAY,
        NOW,
    )
    cast.session.refresh(row)
    assert (row.instruction_id, row.due_on) == (second.id, DAY + timedelta(10))
    assert (other.instruction_id, other.answer, other.due_on) == (second.id, "已办", SAID.due_on)
    told = cast.session.exec(
        select(Notice)
        .where(Notice.kind == NoticeKind.INSTRUCTION, Notice.assignment_id == lead.id)
        .order_by(col(Notice.id))
    ).all()
    old, new = (answered(cast.session, notice, lead, "") for notice in told)
    assert "已经更正，以更正后的为准" in old
    assert "更正后的批示：“请十日内办好”。请在2026年3月19日前" in new
    with pytest.raises(Refusal, match="刚刚更正过"):
        answer(cast.session, row, "照旧", cast.lead, DAY, NOW, seen=one.id)
    assert passed_to(cast.session, row.id, lead) == row
    assert passed_to(cast.session, row.id, supporting) is None
    with pytest.raises(Refusal, match="刚刚被更正过"):
        pass_on(cast.session, one, [lead.id], cast.clerk, DAY, NOW)


def test_nobody_waits_for_an_answer_once_the_matter_is_closed(cast: Cast) -> None:
    _, one, (lead, _) = _said(cast)
    (row,) = pass_on(cast.session, one, [lead.id], cast.clerk, DAY, NOW)
    accept(cast.session, lead, cast.lead, DAY, NOW)
    submit(cast.session, lead, cast.lead, DAY, NOW, "已办结")
    close(cast.session, lead, cast.clerk, DAY, NOW)
    assert waiting_for_answer(cast.session, DAY) == []
    assert of_assignment(cast.session, lead.id, DAY + timedelta(30))[0].stands == "已销号，不再答复"
    with pytest.raises(Refusal, match="不能答复批示"):
        answer(cast.session, row, "晚了", cast.lead, DAY, NOW)
    assert row.answered_on is None


def test_instructions_are_found_by_how_far_they_have_come(cast: Cast) -> None:
    _, waiting, (lead, _) = _said(cast)
    pass_on(cast.session, waiting, [lead.id], cast.clerk, DAY, NOW)
    _, done, (own, _) = _said(cast)
    (row,) = pass_on(cast.session, done, [own.id], cast.clerk, DAY, NOW)
    answer(cast.session, row, "已办", cast.lead, DAY, NOW)
    _, kept, _ = _said(cast)
    assert instruction_ids(cast.session) == [kept.id, done.id, waiting.id]
    assert instruction_ids(cast.session, AnswerState.WAITING) == [waiting.id]
    assert instruction_ids(cast.session, AnswerState.ANSWERED) == [done.id]
    assert instruction_ids(cast.session, AnswerState.NOT_PASSED) == [kept.id]


def test_the_file_of_the_task_holds_the_answers(cast: Cast) -> None:
    task, one, (lead, _) = _said(cast)
    (row,) = pass_on(cast.session, one, [lead.id], cast.clerk, DAY, NOW)
    answer(cast.session, row, "=1+1", cast.lead, DAY, NOW)
    pack = load_pack("standard")
    found = sheets(cast.session, case_of(cast.session, task, cast.clerk), DAY, work_calendar(), pack)
    sheet = next(sheet for sheet in found if sheet.name == "批示答复")
    assert [(line[1], line[5]) for line in sheet.rows] == [("江临市总工会", "=1+1")]
