"""Findings: entered, handed out as rectifications, struck off, looked back at, and taken up again."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from config.refusal import Refusal
from config.settings import settings
from models.assignment import Assignment
from models.document import Document
from models.evaluation_words import Cause, FindingSource, FindingStatus
from models.finding import Finding
from models.notice import Notice
from models.record import LogEntry
from models.task import Task
from models.words import NoticeKind, Status, UserRole, Verification
from supervision.actor import Actor
from supervision.duties.acceptance import accept
from supervision.duties.closure import close, reopen, withdraw
from supervision.duties.splitting import Share, split
from supervision.duties.submission import submit
from supervision.duties.transfer import transfer
from supervision.findings.findings import change, drop, finding_seen
from supervision.findings.rechecks import count_due, due, recheck, rechecks
from supervision.findings.rectification import hand_out
from tests.cast import DAY, Cast, at
from tests.findings import DUE, closed, found, handed_out, open_accounts, submitted

NOW = at(DAY)
LATER = DAY + timedelta(days=60)


def _look(cast: Cast, finding: Finding, *, holds: bool, on: date = LATER, **changed: Any) -> None:
    said: dict[str, Any] = {"verification": Verification.ON_SITE, "note": "实地看了台账", **changed}
    recheck(cast.session, finding, cast.clerk, on, at(on), holds=holds, **said)


def test_a_finding_takes_the_next_number_of_the_year(cast: Cast) -> None:
    assert [found(cast).number, found(cast).number] == ["问题〔2026〕1号", "问题〔2026〕2号"]
    entry = cast.session.exec(select(LogEntry).where(LogEntry.deed == "列出问题")).all()[0]
    assert (entry.by, "市总工会" in entry.note) == ("王敏", True)


def test_what_is_entered_has_to_be_possible(cast: Cast) -> None:
    open_accounts(cast)
    theirs = cast.assignment(DUE).id
    for changed, said in (
        ({"text": "  "}, "请写明问题"),
        ({"text": "字" * 2001}, "太长"),
        ({"unit_id": 4711}, "没有这个单位"),
        ({"due_on": DAY - timedelta(days=1)}, "已经过去"),
        ({"due_on": date(2226, 1, 1)}, "不合情理"),
        ({"recheck_on": DUE}, "之后"),
        ({"reviewer": "suwang"}, "经办账号"),
        ({"reviewer": "zhouheng"}, "经办账号"),
        ({"cause": Cause.OTHER}, "写明是什么原因"),
        ({"unit_id": cast.labour.id, "assignment_id": theirs}, "不是这个单位承办"),
        ({"indicator_id": 4711}, "没有这项指标"),
        ({"campaign_id": 4711}, "没有这次督察活动"),
    ):
        with pytest.raises(Refusal, match=said):
            found(cast, **changed)
    assert cast.session.exec(select(Finding)).all() == []


def test_a_unit_that_has_ceased_to_be_has_no_new_findings(cast: Cast) -> None:
    cast.labour.ended_on = DAY
    with pytest.raises(Refusal, match="撤销"):
        found(cast, unit_id=cast.labour.id)


def test_only_the_office_enters_and_hands_out(cast: Cast) -> None:
    finding = found(cast)
    for deed in (
        lambda: hand_out(cast.session, [finding], cast.lead, DAY, NOW),
        lambda: drop(cast.session, finding, "没有问题", cast.lead, NOW),
        lambda: change(cast.session, finding, {"goal": "x"}, cast.lead, DAY, NOW),
    ):
        with pytest.raises(Refusal, match="责任单位账号不能操作"):
            deed()


def test_markup_in_a_finding_stays_plain_text(cast: Cast) -> None:
    finding, own = handed_out(cast, text="<b>缺</b>签到表\n二、另一行")
    task = cast.session.get_one(Task, own.task_id)
    assert "问题：<b>缺</b>签到表\n" in task.text
    assert finding.text.startswith("<b>")


def test_handing_out_makes_a_task_with_an_assignment_that_rests_on_the_paper(cast: Cast) -> None:
    finding, own = handed_out(cast)
    assert (finding.status, finding.task_id) == (FindingStatus.RECTIFYING, own.task_id)
    assert (own.unit_id, own.due_on, own.status) == (cast.union.id, DUE, Status.ASSIGNED)
    task = cast.session.get_one(Task, own.task_id)
    document = cast.session.get_one(Document, task.document_id)
    assert document.title == "关于限期整改有关问题的通知"
    assert document.text[task.start : task.end] == task.text
    assert "整改目标：台账与实际场次一致" in task.text
    assert task.needs_evidence
    assert finding.recheck_on == DUE + timedelta(days=30)
    assert cast.session.exec(select(LogEntry).where(LogEntry.deed == "下达整改")).one().note == (
        "问题〔2026〕1号，任务2026-001"
    )


def test_several_findings_go_out_in_one_paper(cast: Cast) -> None:
    findings = [found(cast), found(cast, unit_id=cast.labour.id, text="没有报送培训数据。")]
    tasks = hand_out(cast.session, findings, cast.clerk, DAY, NOW)
    assert len({task.document_id for task in tasks}) == 1
    rows = cast.session.exec(select(Assignment).order_by(Assignment.id)).all()  # type: ignore[arg-type]
    assert [row.unit_id for row in rows] == [cast.union.id, cast.labour.id]
    assert {one.status for one in findings} == {FindingStatus.RECTIFYING}


def test_what_is_not_ready_is_not_handed_out(cast: Cast) -> None:
    for missing, said in (
        ({"goal": ""}, "整改目标"),
        ({"due_on": None}, "整改时限"),
        ({"reviewer": ""}, "核查人"),
    ):
        with pytest.raises(Refusal, match=said):
            hand_out(cast.session, [found(cast, **missing)], cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="请先勾选"):
        hand_out(cast.session, [], cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="已经过去"):
        hand_out(cast.session, [found(cast)], cast.clerk, LATER, at(LATER))
    finding, _ = handed_out(cast)
    with pytest.raises(Refusal, match="不能再下达"):
        hand_out(cast.session, [finding], cast.clerk, DAY, NOW)


def test_where_registrations_are_approved_a_rectification_waits_for_the_leader(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUBAN_REGISTRATION_NEEDS_APPROVAL", "true")
    settings.cache_clear()
    finding = found(cast)
    hand_out(cast.session, [finding], cast.clerk, DAY, NOW)
    assert finding.status is FindingStatus.RECTIFYING
    assert cast.session.exec(select(Assignment)).all() == []


def test_a_finding_that_is_no_rectification_is_dropped_with_its_reason(cast: Cast) -> None:
    finding = found(cast)
    with pytest.raises(Refusal, match="写明理由"):
        drop(cast.session, finding, " ", cast.clerk, NOW)
    drop(cast.session, finding, "核对后属实", cast.clerk, NOW)
    assert (finding.status, finding.dropped_reason) == (FindingStatus.DROPPED, "核对后属实")
    with pytest.raises(Refusal, match="不能再改"):
        change(cast.session, finding, {"goal": "x"}, cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="不能再下达"):
        hand_out(cast.session, [finding], cast.clerk, DAY, NOW)


def test_what_went_out_is_neither_dropped_nor_reworded(cast: Cast) -> None:
    finding, _ = handed_out(cast)
    with pytest.raises(Refusal, match="请在整改任务里撤回"):
        drop(cast.session, finding, "不查了", cast.clerk, NOW)
    assert change(
        cast.session, finding, {"text": "另一个问题", "reviewer": "wangmin"}, cast.clerk, DAY, NOW
    ) == ["reviewer"]
    assert finding.text.startswith("竞赛台账")


def test_a_finding_is_filled_in_before_it_goes_out(cast: Cast) -> None:
    finding = found(cast, goal="", measure="")
    changed = {"goal": "台账齐全", "cause": Cause.NEGLECT, "measure": ""}
    assert change(cast.session, finding, changed, cast.clerk, DAY, NOW) == ["cause", "goal"]
    entry = cast.session.exec(select(LogEntry).where(LogEntry.deed == "修改问题")).one()
    assert entry.note == "问题〔2026〕1号：原因、整改目标"
    # The day has gone by meanwhile, which is no reason to refuse another field.
    assert change(cast.session, finding, {"measure": "补"}, cast.clerk, LATER, at(LATER)) == ["measure"]


def test_a_finding_is_closed_when_its_rectification_is_struck_off(cast: Cast) -> None:
    finding, own = submitted(cast)
    on = DAY + timedelta(days=12)
    close(cast.session, own, cast.other_clerk, on, at(on), "核对一致")
    assert (finding.status, finding.closed_on) == (FindingStatus.CLOSED, on)


def test_a_rectification_without_evidence_is_not_handed_in(cast: Cast) -> None:
    _, own = handed_out(cast)
    accept(cast.session, own, cast.lead, DAY, NOW)
    with pytest.raises(Refusal, match="佐证"):
        submit(cast.session, own, cast.lead, DAY, NOW, "改好了")


def test_only_the_reviewer_strikes_a_rectification_off(cast: Cast) -> None:
    finding, own = submitted(cast, reviewer="lijing")
    with pytest.raises(Refusal, match="由李静核查"):
        close(cast.session, own, cast.clerk, LATER, at(LATER))
    change(cast.session, finding, {"reviewer": "wangmin"}, cast.clerk, LATER, at(LATER))
    close(cast.session, own, cast.clerk, LATER, at(LATER))
    assert finding.status is FindingStatus.CLOSED


def test_who_reported_the_rectification_never_reviews_it_whatever_the_setting(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUBAN_REVIEWS_OWN_ENTRY", "true")
    settings.cache_clear()
    finding = found(cast, reviewer="lijing")
    (task,) = hand_out(cast.session, [finding], cast.clerk, DAY, NOW, needs_evidence=False)
    own = cast.session.exec(select(Assignment).where(Assignment.task_id == task.id)).one()
    accept(cast.session, own, cast.other_clerk, DAY, NOW)
    submit(cast.session, own, cast.other_clerk, DAY, NOW, "单位来电：已补齐")
    with pytest.raises(Refusal, match="核查人不能是填报人"):
        close(cast.session, own, cast.other_clerk, DAY, NOW)
    assert own.status is Status.SUBMITTED


def test_a_reviewer_with_an_account_is_known_by_the_account(cast: Cast) -> None:
    _, own = submitted(cast, reviewer="lijing")
    namesake = Actor("李静", UserRole.CLERK, user_id=4711)
    with pytest.raises(Refusal, match="由李静核查"):
        close(cast.session, own, namesake, LATER, at(LATER))


def test_a_part_that_is_closed_closes_no_finding(cast: Cast) -> None:
    finding, own = handed_out(cast)
    cast.pilots[0].parent_id = cast.union.id
    accept(cast.session, own, cast.lead, DAY, NOW)
    (part,) = split(cast.session, own, [Share(cast.pilots[0].id, "补两场")], cast.lead, DAY, NOW)
    below = Actor("江心", UserRole.UNIT, cast.pilots[0].id)
    accept(cast.session, part, below, DAY, NOW)
    submit(cast.session, part, below, DAY, NOW, "补好了")
    close(cast.session, part, cast.lead, DAY, NOW)
    assert finding.status is FindingStatus.RECTIFYING


def test_a_rectification_that_is_withdrawn_is_dropped_and_comes_back_with_it(cast: Cast) -> None:
    finding, own = handed_out(cast)
    given = transfer(cast.session, own, cast.labour, cast.clerk, DAY, NOW, "职责调整")
    assert finding.status is FindingStatus.RECTIFYING
    withdraw(cast.session, given, cast.clerk, DAY, NOW, "问题不成立")
    assert (finding.status, finding.dropped_reason) == (FindingStatus.DROPPED, "整改已撤回：问题不成立")


def test_a_recheck_before_closing_is_refused(cast: Cast) -> None:
    finding, _ = submitted(cast)
    with pytest.raises(Refusal, match="销号以后才能回头看"):
        _look(cast, finding, holds=True)


def test_what_holds_is_held(cast: Cast) -> None:
    finding, own = closed(cast)
    _look(cast, finding, holds=True)
    assert (finding.status, finding.recurrences, own.status) == (FindingStatus.HELD, 0, Status.CLOSED)
    assert [(row.holds, row.by) for row in rechecks(cast.session, finding.id)] == [(True, "王敏")]


def test_what_does_not_hold_is_taken_up_again_with_a_new_day(cast: Cast) -> None:
    finding, own = closed(cast)
    until = LATER + timedelta(days=15)
    _look(cast, finding, holds=False, until=until, note="又缺两场")
    assert (own.status, own.due_on, own.first_due_on) == (Status.UNDERWAY, until, DUE)
    assert (finding.status, finding.recurrences, finding.closed_on) == (FindingStatus.RECTIFYING, 1, None)
    assert finding.recheck_on == until + timedelta(days=30)
    kinds = {notice.kind for notice in cast.session.exec(select(Notice))}
    assert NoticeKind.REOPENING in kinds
    # Put right again and held; then it comes back.
    submit(cast.session, own, cast.lead, LATER, at(LATER), "又补齐了")
    close(cast.session, own, cast.other_clerk, LATER, at(LATER))
    _look(cast, finding, holds=True, on=until)
    _look(cast, finding, holds=False, on=until, until=until + timedelta(days=9))
    assert (finding.status, finding.recurrences) == (FindingStatus.RECTIFYING, 2)


def test_a_recheck_says_what_was_seen_and_until_when_it_is_put_right(cast: Cast) -> None:
    finding, _ = closed(cast)
    for changed, said in (
        ({"holds": True, "note": " "}, "写明回头看"),
        ({"holds": True, "note": "字" * 2001}, "太长"),
        ({"holds": True, "verification": Verification.REPORTED}, "台账、实地或第三方"),
        ({"holds": False}, "填新的整改时限"),
        ({"holds": False, "until": LATER}, "已经到了"),
    ):
        with pytest.raises(Refusal, match=said):
            _look(cast, finding, **changed)
    for actor in (cast.lead, cast.leader):
        with pytest.raises(Refusal, match="由督办部门的经办人员办理"):
            recheck(
                cast.session, finding, actor, LATER, at(LATER),
                holds=True, verification=Verification.LEDGER, note="看了",
            )  # fmt: skip


def test_taking_the_assignment_up_again_by_hand_counts_as_a_recurrence(cast: Cast) -> None:
    finding, own = closed(cast)
    reopen(cast.session, own, cast.clerk, LATER, at(LATER), "群众反映问题又出现")
    assert (finding.status, finding.recurrences) == (FindingStatus.RECTIFYING, 1)


def test_a_recheck_is_due_from_its_day_on(cast: Cast) -> None:
    finding, _ = closed(cast)
    assert finding.recheck_on is not None
    eve = finding.recheck_on - timedelta(days=1)
    assert (count_due(cast.session, eve), count_due(cast.session, finding.recheck_on)) == (0, 1)
    assert due(cast.session, finding.recheck_on, 10) == [finding]
    _look(cast, finding, holds=True)
    assert count_due(cast.session, LATER) == 0


def test_a_unit_sees_its_own_findings_once_they_are_handed_out(cast: Cast) -> None:
    waiting = found(cast)
    finding, _ = handed_out(cast)
    for actor in (cast.clerk, cast.leader):
        assert finding_seen(cast.session, actor, waiting.id) is waiting
    assert finding_seen(cast.session, cast.lead, waiting.id) is None
    assert finding_seen(cast.session, cast.lead, finding.id) is finding
    for actor in (cast.supporter, cast.outsider):
        assert finding_seen(cast.session, actor, finding.id) is None
    assert finding_seen(cast.session, cast.clerk, 4711) is None


def test_a_finding_keeps_where_it_comes_from(cast: Cast) -> None:
    own = cast.assignment(DAY - timedelta(days=1))
    finding = found(cast, source=FindingSource.RED_TASK, assignment_id=own.id, cause=Cause.PEOPLE)
    assert (finding.assignment_id, finding.cause) == (own.id, Cause.PEOPLE)
