"""The burden before anything is handed out: how many asks, the same figure twice, what the rules warn of."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import select

from config.refusal import Refusal
from documents.burden_rules import burden_rules
from models.assignment import Assignment
from models.coordination import Coordination, CoordinationReply
from models.record import LogEntry
from models.task import Deadline, Indicator, Reading, Task
from models.unit import Unit
from models.words import Role, Subject, UnitLevel
from supervision.directory.names import NameBook
from supervision.drafts.burden import (
    UNSAID,
    BeforeIssue,
    below_county,
    change_warnings,
    draft_warnings,
    hand_out,
    look_ahead,
)
from supervision.drafts.decision import Decision
from supervision.drafts.registration import register
from supervision.drafts.same_figures import reuse, same_figures
from supervision.duties.acceptance import accept
from supervision.duties.closure import withdraw
from supervision.duties.progress import read_off
from supervision.lists.amendment_plan import TaskChange, plan
from tests.cast import DAY, Cast, at

JUNE_30 = date(2026, 6, 30)
NOW = at(DAY)


def _register(cast: Cast, text: str = "办好职工技能竞赛。", **decided: Any) -> Task:
    draft = cast.draft(due=JUNE_30, supporting=("市人社局",))
    draft.text = text
    return register(cast.session, draft, Decision(**decided), "王敏", DAY, NOW)


def _figure(cast: Cast, task: Task, name: str = "培训人数", measure: str = "人", **more: Any) -> Indicator:
    said: dict[str, Any] = {"recurrence": "quarterly", **more}
    row = Indicator(
        document_id=task.document_id,
        task_id=task.id,
        name=name,
        relation=">=",
        target=Decimal(100),
        measure=measure,
        text=name,
        **said,
    )
    cast.session.add(row)
    cast.session.flush()
    return row


def _look(cast: Cast, today: date = DAY) -> BeforeIssue:
    return look_ahead(cast.session, today, document_id=cast.document.id)


def _street(cast: Cast) -> Unit:
    return cast._unit("江临市东湖区北塘街道办事处", "北塘街道", UnitLevel.TOWNSHIP, 20)


def _entries(cast: Cast, deed: str) -> list[LogEntry]:
    return list(cast.session.exec(select(LogEntry).where(LogEntry.deed == deed)))


def test_nothing_waits_and_nothing_is_said(cast: Cast) -> None:
    before = _look(cast)
    assert (before.tasks, before.asks, before.asks_for_reason, before.sentences()) == (0, (), False, [])


def test_the_asks_of_a_month_are_those_handed_out_and_those_about_to_come(cast: Cast) -> None:
    cast.task(JUNE_30)
    cast.task(JUNE_30, on=DAY - timedelta(days=40))  # last month
    _register(cast)
    before = _look(cast)
    assert [(one.unit.called, one.handed_out, one.coming, one.total) for one in before.asks] == [
        ("市总工会", 1, 1, 2),
        ("市人社局", 0, 1, 1),
    ]
    assert (before.tasks, before.coming, before.asks_for_reason) == (1, 2, False)


def test_what_was_taken_back_is_no_ask_any_more(cast: Cast) -> None:
    assignment = cast.assignment(JUNE_30)
    withdraw(cast.session, assignment, cast.clerk, DAY, NOW, "重复")
    _register(cast)
    assert [one.handed_out for one in _look(cast).asks] == [0, 0]


def test_a_report_that_is_owed_this_month_and_an_opinion_asked_for_are_asks(cast: Cast) -> None:
    assignment = cast.assignment(JUNE_30, on=date(2026, 1, 5))
    task = cast.session.get_one(Task, assignment.task_id)
    task.reporting = "quarterly"
    matter = Coordination(
        assignment_id=assignment.id, text="经费", raised_on=DAY, raised_by="苏望", due_on=JUNE_30
    )
    cast.session.add_all([task, matter])
    cast.session.flush()
    cast.session.add(
        CoordinationReply(coordination_id=matter.id, unit_id=cast.labour.id, asked_on=DAY, asked_by="王敏")
    )
    _register(cast)
    lead, supporter = _look(cast).asks
    assert (lead.reports, lead.opinions, lead.total) == (1, 0, 2)
    assert (supporter.reports, supporter.opinions, supporter.total) == (0, 1, 2)
    # A quarter does not end in April.
    april = _look(cast, date(2026, 4, 8)).asks[0]
    assert (april.reports, april.handed_out) == (0, 0)


def test_a_unit_that_is_asked_for_too_much_is_pointed_out(cast: Cast) -> None:
    for _ in range(burden_rules().asks_a_month):
        cast.task(JUNE_30)
    _register(cast)
    before = _look(cast)
    assert [one.unit.called for one in before.many] == ["市总工会"]
    assert before.sentences() == ["市总工会本月将收到11件要求，超过10件。"]
    assert before.asks_for_reason


def test_the_rules_warn_of_words_and_of_units_below_the_county(cast: Cast) -> None:
    street = _street(cast)
    draft = cast.draft(due=JUNE_30, units=("北塘街道",))
    draft.text = "每次活动上传现场照片，请将贯彻落实情况书面报送我办。"
    register(cast.session, draft, Decision(), "王敏", DAY, NOW)
    before = _look(cast)
    assert [(one.rule.name, one.said) for one in before.warnings] == [
        ("below_county", street.called),
        ("follow_up_reports", "“落实情况书面报”"),
        ("photo_traces", "“上传现场照片”"),
    ]
    assert before.sentences()[1] == (
        "2026-001 要求报送贯彻落实情况（“落实情况书面报”）。发文一般不提出报送贯彻落实情况的要求。"
    )


def test_what_belongs_to_a_street_is_below_the_county_too_and_a_ring_of_units_ends(cast: Cast) -> None:
    street = _street(cast)
    inside = cast._unit("北塘街道工会", "", UnitLevel.INSIDE, 21)
    inside.parent_id = street.id
    cast.union.parent_id, cast.labour.parent_id = cast.labour.id, cast.union.id
    cast.session.add_all([inside, cast.union, cast.labour])
    cast.session.flush()
    assert set(below_county(cast.session)) == {street.id, inside.id}


def test_a_draft_is_warned_of_before_it_becomes_a_task(cast: Cast) -> None:
    _street(cast)
    draft = cast.draft(due=JUNE_30, units=("北塘街道", "没有这个单位"))
    said = draft_warnings(draft, NameBook(cast.session), below_county(cast.session))
    assert [(one.rule.name, one.said, one.number) for one in said] == [
        ("below_county", "北塘街道", "二（一）1")
    ]


def test_handing_out_is_never_blocked_and_the_reason_is_kept(cast: Cast) -> None:
    _register(cast, "请将贯彻落实情况书面报送我办。")
    made = hand_out(cast.session, "王敏", DAY, NOW, reason=" 省里统一要求 ", document_id=cast.document.id)
    assert made == 2
    entry = _entries(cast, "减负提示后交办")[0]
    assert (entry.note, entry.by, entry.subject, entry.subject_id) == (
        "省里统一要求", "王敏", Subject.DOCUMENT, cast.document.id,
    )  # fmt: skip
    assert entry.particulars["count"] == 1
    assert "报送贯彻落实情况" in entry.particulars["warnings"][0]


def test_that_no_reason_was_given_is_kept_as_well(cast: Cast) -> None:
    _register(cast, "请将贯彻落实情况书面报送我办。")
    assert hand_out(cast.session, "王敏", DAY, NOW) == 2
    assert [entry.note for entry in _entries(cast, "减负提示后交办")] == [UNSAID]
    assert hand_out(cast.session, "王敏", DAY, NOW, reason="再来一次") == 0
    assert len(_entries(cast, "减负提示后交办")) == 1


def test_without_a_warning_nothing_is_logged(cast: Cast) -> None:
    _register(cast)
    assert hand_out(cast.session, "王敏", DAY, NOW, reason="无") == 2
    assert _entries(cast, "减负提示后交办") == []
    assert _entries(cast, "减负提示后立项") == []


def test_the_reason_of_the_registration_is_kept_with_the_task(cast: Cast) -> None:
    task = _register(cast, "请将贯彻落实情况书面报送我办。", burden_reason="上级文件原文如此")
    entry = _entries(cast, "减负提示后立项")[0]
    assert (entry.subject, entry.subject_id, entry.note) == (Subject.TASK, task.id, "上级文件原文如此")


def test_the_same_figure_asked_twice_of_a_unit_is_found_with_its_answer(cast: Cast) -> None:
    earlier = cast.task(JUNE_30)
    asked = _figure(cast, earlier, "培训 人数")
    read_off(cast.session, asked, Decimal("120"), DAY, cast.lead, DAY, NOW, unit_id=cast.union.id)
    task = _register(cast)
    figure = _figure(cast, task)
    found = _look(cast).figures
    assert [(one.unit.called, one.indicator.id, one.earlier.id) for one in found] == [
        ("市总工会", figure.id, asked.id)
    ]
    assert found[0].sentence == (
        "2026-002要市总工会填报的“培训人数”，2026-001已经要过：已填报120人（截至2026年3月9日），可以沿用。"
    )


@pytest.mark.parametrize(
    "other",
    [
        {"name": "培训人次"},
        {"measure": "万人"},
        {"recurrence": "monthly"},
        {"recurrence": "", "by": date(2027, 12, 31)},
    ],
)
def test_another_name_measure_or_period_is_another_figure(cast: Cast, other: dict[str, Any]) -> None:
    _figure(cast, cast.task(JUNE_30))
    task = _register(cast)
    _figure(cast, task, **other)
    assert _look(cast).figures == ()


def test_a_figure_asked_of_another_unit_is_no_second_ask(cast: Cast) -> None:
    draft = cast.draft(due=JUNE_30, lead=("东湖区产改办",))
    elsewhere = register(cast.session, draft, Decision(), "王敏", DAY, NOW)
    _figure(cast, elsewhere)
    _figure(cast, cast.task(JUNE_30))
    assert same_figures(cast.session, [elsewhere.id], DAY) == ()


def test_of_two_that_come_at_once_one_is_the_first(cast: Cast) -> None:
    first, second = _register(cast), _register(cast)
    _figure(cast, first), _figure(cast, second)
    found = _look(cast).figures
    assert {one.task.id for one in found} == {second.id}
    assert {one.unit.called for one in found} == {"市总工会", "市人社局"}
    assert "一处填报后可以沿用" in found[0].sentence


def test_an_answer_of_the_last_quarter_is_not_offered(cast: Cast) -> None:
    asked = _figure(cast, cast.task(JUNE_30, on=date(2025, 12, 1)))
    read_off(cast.session, asked, Decimal(7), date(2025, 12, 20), cast.lead, DAY, NOW, unit_id=cast.union.id)
    _figure(cast, _register(cast))
    assert [one.reading for one in _look(cast).figures] == [None]


def _answered(cast: Cast) -> tuple[Indicator, Reading]:
    """An earlier answer of 市总工会 and a later task that asks the same."""
    asked = _figure(cast, cast.task(JUNE_30))
    read_off(cast.session, asked, Decimal("12.5"), DAY, cast.lead, DAY, NOW, unit_id=cast.union.id)
    figure = _figure(cast, cast.task(JUNE_30))
    return figure, cast.session.exec(select(Reading).where(Reading.indicator_id == asked.id)).one()


def test_an_answer_is_used_again_with_its_day_and_logged(cast: Cast) -> None:
    figure, reading = _answered(cast)
    reuse(cast.session, figure, reading, cast.clerk, DAY + timedelta(days=3), NOW)
    copy = cast.session.exec(select(Reading).where(Reading.indicator_id == figure.id)).one()
    assert (copy.value, copy.as_of, copy.unit_id, copy.reported_by) == (
        Decimal("12.5"), DAY, cast.union.id, "王敏（代录）",
    )  # fmt: skip
    assert _entries(cast, "沿用已填报的数")[0].particulars["task"] == "2026-001"
    task_ids = [figure.task_id or 0]
    assert same_figures(cast.session, task_ids, DAY) == ()  # answered now
    with pytest.raises(Refusal, match="已经填报过"):
        reuse(cast.session, figure, reading, cast.clerk, DAY, NOW)


def test_a_unit_uses_only_its_own_answer_and_a_leader_none(cast: Cast) -> None:
    figure, reading = _answered(cast)
    with pytest.raises(Refusal, match="不是贵单位填报的"):
        reuse(cast.session, figure, reading, cast.outsider, DAY, NOW)
    with pytest.raises(Refusal, match="领导账号"):
        reuse(cast.session, figure, reading, cast.leader, DAY, NOW)
    reuse(cast.session, figure, reading, cast.lead, DAY, NOW)


def test_another_figure_or_the_whole_is_not_used_as_an_answer(cast: Cast) -> None:
    figure, reading = _answered(cast)
    other = _figure(cast, cast.task(JUNE_30), "就业人数")
    with pytest.raises(Refusal, match="不是同一个数"):
        reuse(cast.session, other, reading, cast.clerk, DAY, NOW)
    source = cast.session.get_one(Indicator, reading.indicator_id)
    with pytest.raises(Refusal, match="不是同一个数"):
        reuse(cast.session, source, reading, cast.clerk, DAY, NOW)
    read_off(cast.session, source, Decimal(99), DAY, cast.clerk, DAY, NOW)
    whole = cast.session.exec(select(Reading).where(Reading.value == 99)).one()
    with pytest.raises(Refusal, match="汇总数不能沿用"):
        reuse(cast.session, figure, whole, cast.clerk, DAY, NOW)


def test_a_unit_without_a_part_in_the_task_has_nothing_to_use_there(cast: Cast) -> None:
    _, reading = _answered(cast)
    draft = cast.draft(due=JUNE_30, lead=("东湖区产改办",))
    elsewhere = _figure(cast, register(cast.session, draft, Decision(), "王敏", DAY, NOW))
    with pytest.raises(Refusal, match="不承担"):
        reuse(cast.session, elsewhere, reading, cast.clerk, DAY, NOW)


def test_asks_of_a_task_under_way_still_count_once(cast: Cast) -> None:
    assignment = cast.assignment(JUNE_30)
    accept(cast.session, assignment, cast.lead, DAY, NOW)
    _register(cast)
    assert _look(cast).asks[0].handed_out == 1
    assert len(cast.session.exec(select(Assignment)).all()) == 1


def test_a_version_of_the_list_is_warned_of_for_what_it_brings_and_no_more(cast: Cast) -> None:
    street = _street(cast)
    task = cast.task(JUNE_30)
    task.text = "请将贯彻落实情况书面报送我办。"
    cast.session.add(task)
    dated = TaskChange(task.id, days={cast.session.exec(select(Deadline)).one().id: date(2026, 9, 30)})
    assert change_warnings(cast.session, plan(cast.session, cast.document, [dated], DAY)) == []
    joined = TaskChange(task.id, wording={"effect": "会议次数增加"}, roles={street.id: Role.SUPPORTING})
    found = change_warnings(cast.session, plan(cast.session, cast.document, [joined], DAY))
    assert [(one.rule.name, one.said) for one in found] == [
        ("below_county", "北塘街道"),
        ("meetings_as_scores", "“会议次数”"),
    ]
