"""Needs coordination: the queue, the units that are asked, the clock of its own, and the decision."""

from datetime import date

import pytest
from sqlalchemy import func
from sqlmodel import select

from config.refusal import Refusal
from models.assignment import Assignment
from models.coordination import Coordination
from models.notice import Delivery, Notice
from models.record import LogEntry
from models.unit import Contact
from models.words import ContactLevel, CoordinationStatus, Move, NoticeKind
from notices.digest import compose
from notices.outbox import gather
from schedules.workdays import work_calendar
from supervision.duties.acceptance import accept
from supervision.duties.closure import withdraw
from supervision.duties.coordination import ask, decline, put_forward, reply, settle
from supervision.duties.coordination_queue import matter, queue, standing, waiting_for
from supervision.duties.moves import history
from supervision.duties.progress import Report, report, updates
from tests.cast import DAY, Cast, at

JUNE_30 = date(2026, 6, 30)
NOW = at(DAY, 10)
TEXT = "请市体育局开放场馆"


@pytest.fixture
def duty(cast: Cast) -> Assignment:
    made = cast.assignment(JUNE_30)
    accept(cast.session, made, cast.lead, DAY, NOW)
    return made


def _report(cast: Cast, duty: Assignment, to_coordinate: str, day: date = DAY) -> None:
    percent = 30 + len(updates(cast.session, duty.id))
    report(
        cast.session,
        duty,
        Report(day, percent, "已办一场", to_coordinate=to_coordinate),
        cast.lead,
        day,
        at(day, 10),
    )


def _matters(cast: Cast) -> list[Coordination]:
    return list(cast.session.exec(select(Coordination)))


def _told(cast: Cast, unit_id: int) -> int:
    rows = (
        select(Notice)
        .join(Assignment, Assignment.id == Notice.assignment_id)  # type: ignore[arg-type]
        .where(
            Notice.kind == NoticeKind.COORDINATION,
            func.coalesce(Notice.unit_id, Assignment.unit_id) == unit_id,
        )
    )
    return len(cast.session.exec(rows).all())


def test_what_a_report_says_needs_coordination_joins_the_queue_once(cast: Cast, duty: Assignment) -> None:
    _report(cast, duty, f"  {TEXT}\n")
    _report(cast, duty, TEXT)
    (row,) = _matters(cast)
    assert (row.text, row.raised_by, row.status) == (TEXT, "苏望", CoordinationStatus.RAISED)
    assert row.due_on == date(2026, 3, 16), "five working days from Monday"
    _report(cast, duty, "请市财政局安排经费")
    assert len(_matters(cast)) == 2


@pytest.mark.parametrize("nothing", ["", "  \n\t "])
def test_a_report_without_such_words_raises_nothing(cast: Cast, duty: Assignment, nothing: str) -> None:
    _report(cast, duty, nothing)
    assert _matters(cast) == []


def test_the_same_words_may_come_again_once_they_were_decided(cast: Cast, duty: Assignment) -> None:
    _report(cast, duty, TEXT)
    settle(cast.session, _matters(cast)[0], "场馆周末开放", cast.clerk, DAY, NOW)
    _report(cast, duty, TEXT)
    assert [row.status for row in _matters(cast)] == [CoordinationStatus.SETTLED, CoordinationStatus.RAISED]


def test_a_unit_puts_a_matter_forward_without_a_report(cast: Cast, duty: Assignment) -> None:
    row = put_forward(cast.session, duty, TEXT, cast.lead, DAY, NOW)
    assert (row.raised_by, row.update_id) == ("苏望", None)
    keyed = put_forward(cast.session, duty, "请市财政局安排经费", cast.clerk, DAY, NOW)
    assert keyed.raised_by == "王敏（代录）"
    assert [one.move for one in history(cast.session, duty.id)][-2:] == [Move.COORDINATE] * 2
    with pytest.raises(Refusal, match="已经在办理"):
        put_forward(cast.session, duty, f"{TEXT} ", cast.lead, DAY, NOW)


@pytest.mark.parametrize("text", ["", "   ", "长" * 2001])
def test_a_matter_without_words_or_with_too_many_is_refused(cast: Cast, duty: Assignment, text: str) -> None:
    with pytest.raises(Refusal, match="请写明需要协调什么"):
        put_forward(cast.session, duty, text, cast.lead, DAY, NOW)


def test_only_the_unit_itself_or_a_clerk_puts_a_matter_forward(cast: Cast, duty: Assignment) -> None:
    for actor in (cast.outsider, cast.supporter, cast.leader):
        with pytest.raises(Refusal, match="由承办这件事的单位提出"):
            put_forward(cast.session, duty, TEXT, actor, DAY, NOW)


def test_nothing_is_put_forward_for_what_is_over(cast: Cast, duty: Assignment) -> None:
    withdraw(cast.session, duty, cast.clerk, DAY, NOW, "合并")
    with pytest.raises(Refusal, match="已撤回"):
        put_forward(cast.session, duty, TEXT, cast.lead, DAY, NOW)


def test_the_office_asks_units_they_answer_and_the_decision_reaches_everybody(cast: Cast) -> None:
    task = cast.task(JUNE_30, supporting=("市人社局",))
    lead = cast.session.exec(
        select(Assignment).where(Assignment.task_id == task.id, Assignment.unit_id == cast.union.id)
    ).one()
    row = put_forward(cast.session, lead, TEXT, cast.lead, DAY, NOW)
    ask(cast.session, row, [cast.labour.id, cast.district.id], cast.clerk, DAY, NOW)
    assert row.status is CoordinationStatus.ASKED
    assert (waiting_for(cast.session, cast.labour.id), waiting_for(cast.session, cast.district.id)) == (1, 1)
    reply(cast.session, row, cast.labour.id, "可以", cast.supporter, DAY, NOW)
    reply(cast.session, row, cast.district.id, "来电答复：同意", cast.clerk, DAY, NOW)
    assert waiting_for(cast.session, cast.labour.id) == 0
    (seen,) = queue(cast.session, cast.outsider, DAY)
    assert seen.owner == "王敏"
    assert [one.reply.answered_by for one in seen.asked] == ["纪明", "王敏（代录）"]
    settle(cast.session, row, "市人社局配合，三月底前落实", cast.leader, DAY, NOW)
    assert (row.decided_by, row.decided_on) == ("周衡", DAY)
    assert _told(cast, cast.union.id) == 2, "that it is in hand, and the decision"
    assert _told(cast, cast.labour.id) == 2, "that its opinion is asked, and the decision"
    assert _told(cast, cast.district.id) == 2, "the same, though it has no part in the task"
    notes = " ".join(one.note for one in history(cast.session, lead.id))
    for words in (
        "提出需协调事项",
        "征求市人社局、东湖区产改办的意见",
        "市人社局的意见：可以",
        "（代录）",
        "议定：",
    ):
        assert words in notes


def test_the_office_may_decide_by_itself_or_decline_with_the_reason(cast: Cast, duty: Assignment) -> None:
    row = put_forward(cast.session, duty, TEXT, cast.lead, DAY, NOW)
    with pytest.raises(Refusal, match="写明理由"):
        decline(cast.session, row, "  ", cast.clerk, DAY, NOW)
    decline(cast.session, row, "不属于本办职责", cast.clerk, DAY, NOW)
    assert row.status is CoordinationStatus.DECLINED
    with pytest.raises(Refusal, match=r"已由王敏于2026年3月9日办结（不予协调）"):
        settle(cast.session, row, "另议", cast.other_clerk, DAY, NOW)


def test_units_are_asked_with_sense(cast: Cast, duty: Assignment) -> None:
    row = put_forward(cast.session, duty, TEXT, cast.lead, DAY, NOW)
    for ids, sentence in (
        ([], "请选定"),
        ([4711], "请选定"),
        ([cast.union.id], "就是市总工会提出的"),
    ):
        with pytest.raises(Refusal, match=sentence):
            ask(cast.session, row, ids, cast.clerk, DAY, NOW)
    cast.district.ended_on = DAY
    with pytest.raises(Refusal, match="已经撤销"):
        ask(cast.session, row, [cast.district.id], cast.clerk, DAY, NOW)
    for actor in (cast.leader, cast.lead, cast.outsider):
        with pytest.raises(Refusal, match="经办人员"):
            ask(cast.session, row, [cast.labour.id], actor, DAY, NOW)
    ask(cast.session, row, [cast.labour.id], cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="都已经征求过"):
        ask(cast.session, row, [cast.labour.id], cast.clerk, DAY, NOW)


def test_a_unit_answers_once_for_itself_and_only_when_asked(cast: Cast, duty: Assignment) -> None:
    row = put_forward(cast.session, duty, TEXT, cast.lead, DAY, NOW)
    with pytest.raises(Refusal, match="没有征求市人社局的意见"):
        reply(cast.session, row, cast.labour.id, "可以", cast.supporter, DAY, NOW)
    ask(cast.session, row, [cast.labour.id], cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="不能代为答复"):
        reply(cast.session, row, cast.labour.id, "可以", cast.outsider, DAY, NOW)
    with pytest.raises(Refusal, match="写明意见"):
        reply(cast.session, row, cast.labour.id, " ", cast.supporter, DAY, NOW)
    reply(cast.session, row, cast.labour.id, "可以", cast.supporter, DAY, NOW)
    with pytest.raises(Refusal, match="已由纪明答复"):
        reply(cast.session, row, cast.labour.id, "不可以", cast.supporter, DAY, NOW)
    settle(cast.session, row, "照办", cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="不能再改"):
        reply(cast.session, row, cast.labour.id, "不可以", cast.supporter, DAY, NOW)


def test_a_unit_decides_nothing(cast: Cast, duty: Assignment) -> None:
    row = put_forward(cast.session, duty, TEXT, cast.lead, DAY, NOW)
    for actor in (cast.lead, cast.outsider):
        with pytest.raises(Refusal, match="由督办部门议定"):
            settle(cast.session, row, "就这样", actor, DAY, NOW)


def test_the_queue_puts_the_overdue_first_and_tells_the_age(cast: Cast, duty: Assignment) -> None:
    put_forward(cast.session, duty, "第一件", cast.lead, DAY, NOW)
    later = date(2026, 3, 17)
    put_forward(cast.session, duty, "第二件", cast.lead, later, at(later))
    done = put_forward(cast.session, duty, "第三件", cast.lead, DAY, NOW)
    settle(cast.session, done, "已定", cast.clerk, date(2026, 3, 11), at(date(2026, 3, 11)))
    seen = queue(cast.session, cast.clerk, later)
    assert [one.coordination.text for one in seen] == ["第一件", "第二件", "第三件"]
    assert [one.is_overdue for one in seen] == [True, False, False]
    assert [one.age for one in seen] == [8, 0, 2]
    assert standing(cast.session, cast.clerk, later) == (2, 1)
    assert standing(cast.session, cast.clerk, date(2026, 3, 16)) == (2, 0), "the last day is still in time"


def test_a_unit_sees_what_it_raised_and_what_it_is_asked(cast: Cast, duty: Assignment) -> None:
    row = put_forward(cast.session, duty, TEXT, cast.lead, DAY, NOW)
    assert matter(cast.session, cast.lead, row.id) is row
    assert matter(cast.session, cast.supporter, row.id) is None
    assert queue(cast.session, cast.supporter, DAY) == []
    ask(cast.session, row, [cast.labour.id], cast.clerk, DAY, NOW)
    assert matter(cast.session, cast.supporter, row.id) is row
    assert standing(cast.session, cast.outsider, DAY) == (0, 0)


def test_a_matter_of_what_is_over_is_still_decided_and_leaves_an_entry_of_the_log(
    cast: Cast, duty: Assignment
) -> None:
    row = put_forward(cast.session, duty, TEXT, cast.lead, DAY, NOW)
    withdraw(cast.session, duty, cast.clerk, DAY, NOW, "合并")
    decline(cast.session, row, "事项已撤回", cast.clerk, DAY, NOW)
    assert any(entry.deed == "协调事项" for entry in cast.session.exec(select(LogEntry)))


def test_a_unit_that_is_asked_gets_a_letter_also_without_a_part_in_the_task(
    cast: Cast, duty: Assignment
) -> None:
    _report(cast, duty, TEXT)
    (row,) = _matters(cast)
    ask(cast.session, row, [cast.district.id], cast.clerk, DAY, NOW)
    gather(cast.session, DAY, NOW)
    contact = cast.session.exec(
        select(Contact).where(Contact.unit_id == cast.district.id, Contact.level == ContactLevel.CONTACT)
    ).one()
    letter = cast.session.exec(select(Delivery).where(Delivery.address == contact.email)).one()
    message = compose(cast.session, letter, NOW, work_calendar(), "http://board")
    assert message is not None
    assert "征求贵单位的意见" in message.body


def test_a_matter_that_a_clerk_keys_in_is_marked_so_in_the_record(cast: Cast, duty: Assignment) -> None:
    said = Report(DAY, 30, "已办一场", to_coordinate=TEXT)
    report(cast.session, duty, said, cast.clerk, DAY, NOW)
    put_forward(cast.session, duty, "请增加场次", cast.clerk, DAY, NOW)
    assert [row.raised_by for row in _matters(cast)] == ["王敏（代录）"] * 2
    traces = [step.by for step in history(cast.session, duty.id) if step.move is Move.COORDINATE]
    assert traces == ["王敏（代录）"] * 2
    # What the office does itself it signs itself.
    settle(cast.session, _matters(cast)[0], "已经商定", cast.clerk, DAY, NOW)
    assert history(cast.session, duty.id)[-1].by == "王敏"
