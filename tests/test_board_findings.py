"""Findings on the board: listed, handed out, put right by the unit, struck off by another, looked back at."""

from datetime import timedelta
from io import BytesIO

import docx
import pytest
from openpyxl import load_workbook
from sqlmodel import col, select

from models import database
from models.assignment import Assignment
from models.evaluation_words import FindingStatus
from models.finding import CauseNote, Finding, OnSiteCheck
from models.letter import Letter
from models.score import Consequence
from models.task import Task
from models.words import Answer, LetterKind
from schedules import clock
from supervision.findings.consequences import propose
from tests.cast import DAY, Cast, at
from tests.findings import frozen_red, refreeze, scored
from tests.office import DUE, BoardOffice, Person, establish

UNTIL = DAY + timedelta(days=30)
LATE = DUE + timedelta(days=8)


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish()


@pytest.fixture
def clerk(office: BoardOffice) -> Person:
    return office.person("wangmin")


def _finding(number: int = 1) -> Finding:
    with database.reading() as session:
        return session.exec(select(Finding).where(Finding.number == f"问题〔2026〕{number}号")).one()


def _rectification(finding: Finding) -> int:
    with database.reading() as session:
        return session.exec(select(Assignment.id).where(Assignment.task_id == finding.task_id)).one()


def _enter(office: BoardOffice, clerk: Person, **changed: str) -> str:
    said = {
        "unit": str(office.union),
        "source": "inspection",
        "text": "竞赛台账缺3场签到表",
        "goal": "台账与实际一致",
        "due_on": UNTIL.isoformat(),
        "reviewer": "lijing",
        **changed,
    }
    return clerk.does("/findings", **said)


def _hand_out(clerk: Person, *findings: Finding, **more: str) -> str:
    return clerk.does("/findings/hand-out", finding=[str(one.id) for one in findings], **more)


@pytest.mark.long
def test_a_finding_goes_from_the_list_to_the_recheck(office: BoardOffice, clerk: Person) -> None:
    unit, other = office.person("suwang"), office.person("lijing")
    assert "还没有问题" in clerk.sees("/findings")
    assert "问题已列出" in _enter(office, clerk)
    finding = _finding()
    here = f"/findings/{finding.id}"
    assert unit.status_of(here) == 404, "what is not handed out is the office's own"
    assert "竞赛台账缺3场签到表" in clerk.sees("/findings/hand-out")
    assert "整改已下达" in _hand_out(clerk, finding, evidence="yes")
    own = _rectification(_finding())
    task = f"/assignments/{own}"
    assert "竞赛台账缺3场签到表" in unit.sees("/findings")
    assert "去签收" in unit.sees(here)
    assert office.person("tianye").status_of(here) == 404
    assert "竞赛台账" not in office.person("tianye").sees("/findings")
    unit.does(f"{task}/acceptance")
    assert unit.posts(f"{task}/submission", note="已补齐").status_code == 409
    file = ("file", ("签到表.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf"))
    assert unit.posts(f"{task}/evidence", files=[file], kind="ledger").status_code == 303
    unit.does(f"{task}/submission", note="已补齐3场签到表")
    refused = clerk.posts(f"{task}/closure", note="看了")
    assert (refused.status_code, "由李静核查" in refused.text) == (409, True)
    assert "由李静核查销号" in other.sees(task)
    other.does(f"{task}/closure", note="核对一致")
    assert _finding().status is FindingStatus.CLOSED
    assert "100.0%" in clerk.sees("/findings")
    page = clerk.sees(here)
    for words in ("发现问题", "下达整改", "签收", "自查上报", "销号", "核对一致", "回头看"):
        assert words in page
    assert clerk.posts(f"{here}/recheck", verification="on_site", note="又缺").status_code == 409, "no button"
    again = clerk.does(
        f"{here}/recheck", holds="no", verification="on_site", note="又缺一场",
        until=(UNTIL + timedelta(days=30)).isoformat(),
    )  # fmt: skip
    assert "整改已重启" in again
    assert "反复1次" in clerk.sees("/findings")
    assert "又缺一场" in unit.sees(here)


def test_several_are_handed_out_at_once_with_what_they_share(office: BoardOffice, clerk: Person) -> None:
    for unit in (office.union, office.labour):
        _enter(office, clerk, unit=str(unit), goal="", due_on="", reviewer="")
    first, second = _finding(1), _finding(2)
    missing = clerk.posts("/findings/hand-out", finding=[str(first.id)])
    assert (missing.status_code, "整改目标、整改时限、核查人" in missing.text) == (409, True)
    _hand_out(
        clerk, first, second,
        **{f"goal-{second.id}": "按月报送", "goal": "整改到位", "due_on": UNTIL.isoformat(), "reviewer": "lijing"},
    )  # fmt: skip
    assert (_finding(1).goal, _finding(2).goal) == ("整改到位", "按月报送")
    with database.reading() as session:
        tasks = session.exec(
            select(Task).where(col(Task.id).in_([_finding(1).task_id, _finding(2).task_id]))
        ).all()
        assert len({task.document_id for task in tasks}) == 1
        assert not any(task.needs_evidence for task in tasks)
    assert "没有待下达的问题" in clerk.sees("/findings/hand-out")
    assert office.person("zhouheng").status_of("/findings/hand-out") == 409


def test_what_cannot_be_is_refused_in_words(office: BoardOffice, clerk: Person) -> None:
    for changed, said in (
        ({"unit": "4711"}, "没有这个单位"),
        ({"unit": "x"}, "请选择责任单位"),
        ({"source": "rumour"}, "请选择问题来源"),
        ({"due_on": "2026-01-01"}, "已经过去"),
        ({"due_on": "明天"}, "不是日期"),
        ({"reviewer": "suwang"}, "经办账号"),
        ({"cause": "fate"}, "请从页面上选择原因"),
        ({"text": "字" * 2001}, "太长"),
    ):
        said_form = {"unit": str(office.union), "source": "inspection", "text": "问题", **changed}
        answer = clerk.posts("/findings", **said_form)
        assert (answer.status_code, said in answer.text) == (409, True), said
    assert office.person("suwang").posts("/findings", unit=str(office.union)).status_code == 404


def test_a_finding_is_corrected_and_dropped_with_a_reason(office: BoardOffice, clerk: Person) -> None:
    _enter(office, clerk, text="<script>alert(1)</script>缺表")
    here = f"/findings/{_finding().id}"
    assert "<script>alert" not in clerk.sees(here)
    assert "没有改动" in clerk.does(
        f"{here}/change", text="<script>alert(1)</script>缺表", goal="台账与实际一致",
        due_on=UNTIL.isoformat(), reviewer="lijing",
    )  # fmt: skip
    clerk.does(f"{here}/change", text="缺表", goal="补表", cause="people", due_on=UNTIL.isoformat())
    assert _finding().text == "缺表"
    assert clerk.posts(f"{here}/dropping", reason=" ").status_code == 409
    assert "理由保留" in clerk.does(f"{here}/dropping", reason="核对后属实")
    assert "核对后属实" in clerk.sees("/findings?show=dropped")
    assert clerk.posts(f"{here}/change", text="再改").status_code == 409


def test_the_list_is_narrowed_and_taken_away_as_a_register(office: BoardOffice, clerk: Person) -> None:
    _enter(office, clerk)
    _enter(office, clerk, unit=str(office.labour), source="on_site", text="补贴名单重复")
    narrowed = clerk.sees(f"/findings?unit={office.labour}&source=on_site")
    assert "补贴名单重复" in narrowed
    assert "竞赛台账" not in narrowed
    assert "没有符合条件" in clerk.sees("/findings?since=2030-01-01")
    assert "竞赛台账" in clerk.sees("/findings?show=hack&since=abc&unit=x&page=99")
    sheet = clerk.client.get("/findings/sheet?show=all&source=on_site")
    page = load_workbook(BytesIO(sheet.content)).active
    assert page is not None
    cells = [str(cell.value) for row in page.iter_rows() for cell in row]
    assert "补贴名单重复" in cells
    assert not any("竞赛台账" in cell for cell in cells)
    assert any("只含：实地核查" in cell for cell in cells)


def test_a_unit_takes_away_its_own_register_and_slip_alone(office: BoardOffice, clerk: Person) -> None:
    _enter(office, clerk)
    _enter(office, clerk, unit=str(office.labour), text="补贴名单重复")
    first, second = _finding(1), _finding(2)
    _hand_out(clerk, first, second)
    unit = office.person("jiming")
    page = load_workbook(BytesIO(unit.client.get("/findings/sheet?show=all").content)).active
    assert page is not None
    cells = [str(cell.value) for row in page.iter_rows() for cell in row]
    assert any("补贴名单重复" in cell for cell in cells)
    assert not any("竞赛台账" in cell for cell in cells)
    slip = unit.client.get(f"/findings/{second.id}/file")
    assert docx.Document(BytesIO(slip.content)).paragraphs[0] is not None
    assert unit.status_of(f"/findings/{first.id}/file") == 404
    assert "问题整改1个" in unit.sees(f"/units/{office.labour}")


def test_the_letter_of_a_rectification_is_drafted_from_the_finding(
    office: BoardOffice, clerk: Person
) -> None:
    _enter(office, clerk, measure="逐场补齐")
    finding = _finding()
    refused = clerk.posts(f"/findings/{finding.id}/letter")
    assert (refused.status_code, "还没有交办" in refused.text) == (409, True)
    _hand_out(clerk, finding)
    page = clerk.does(f"/findings/{finding.id}/letter")
    for words in ("整改通知", finding.number, "竞赛台账缺3场签到表", "逐场补齐", "2026年4月8日"):
        assert words in page
    with database.reading() as session:
        letter = session.exec(select(Letter)).one()
    assert letter.kind is LetterKind.RECTIFICATION
    assert "整改通知" in clerk.sees(f"/findings/{finding.id}")


@pytest.mark.long
def test_a_red_item_asks_for_its_cause_and_becomes_a_finding(office: BoardOffice) -> None:
    here = f"/assignments/{office.lead_assignment}"
    assert "逾期原因" not in office.person("suwang").sees(here)
    clock.found("sample", LATE)
    unit, clerk = office.person("suwang"), office.person("wangmin")
    assert "请写明原因和措施" in unit.sees(here)
    assert "红灯事项有1件还没有写明原因" in unit.sees(f"/units/{office.union}")
    assert unit.posts(f"{here}/cause", cause="", text="缺人", measure="补").status_code == 409
    assert unit.posts(f"{here}/cause", cause="people", text="", measure="补").status_code == 409
    assert (
        office.person("tianye").posts(f"{here}/cause", cause="people", text="x", measure="y").status_code
        == 404
    )
    page = unit.does(f"{here}/cause", cause="people", text="专班只有一人", measure="增加两人")
    assert "人员力量不足" in page
    assert "还没有写明原因" not in unit.sees(f"/units/{office.union}")
    with database.reading() as session:
        assert session.exec(select(CauseNote)).one().by == "苏望"
    causes = clerk.sees("/findings/causes")
    for words in ("现有红灯2件", "专班只有一人", "没有写明原因"):
        assert words in causes
    assert "还有1件没有写" not in clerk.sees("/findings/causes?cause=people")
    form = clerk.sees(f"/findings/new?assignment={office.lead_assignment}")
    assert f'name="assignment" value="{office.lead_assignment}"' in form
    assert "没有办结" in form
    clerk.does(
        "/findings",
        unit=str(office.union),
        source="red_task",
        assignment=str(office.lead_assignment),
        text="逾期",
    )
    assert "问题〔2026〕1号" in clerk.sees(here)


def test_an_on_site_check_is_filled_in_on_the_spot(office: BoardOffice, clerk: Person) -> None:
    own = office.lead_assignment
    assert "请选择要去的单位" in clerk.sees("/on-site")
    assert f"/on-site/{own}" in clerk.sees(f"/on-site?unit={office.union}")
    assert "未报送" in clerk.sees(f"/on-site/{own}")
    here = f"/on-site/{own}"
    assert clerk.posts(here).status_code == 409, "nothing was looked at"
    assert clerk.posts(here, **{"agrees-status": "no"}).status_code == 409
    forgotten = clerk.posts(here, **{"seen-status": "没有启动"})
    assert (forgotten.status_code, "请选择相符还是不符" in forgotten.text) == (409, True)
    assert clerk.posts(here, **{"agrees-reading-99": "yes"}).status_code == 409
    assert "核查已记录" not in clerk.does(here, **{"agrees-percent": "yes"})
    page = clerk.does(here, **{"agrees-status": "no", "seen-status": "没有启动"}, makes_finding="yes")
    assert "不符的已列为问题" in page
    for words in ("台账与实地不符", "没有启动", "已交办"):
        assert words in page
    with database.reading() as session:
        rows = session.exec(select(OnSiteCheck).order_by(col(OnSiteCheck.id))).all()
    assert [(row.field, row.agrees, row.finding_id is not None) for row in rows] == [
        ("percent", True, False),
        ("status", False, True),
    ]
    assert office.person("suwang").posts(here, **{"agrees-status": "yes"}).status_code == 404
    assert "核查由经办人员记录" in office.person("zhouheng").sees(here)


def test_the_check_list_is_printed_for_a_unit(office: BoardOffice, clerk: Person) -> None:
    answer = clerk.client.get(f"/on-site/units/{office.union}/sheet")
    page = load_workbook(BytesIO(answer.content)).active
    assert page is not None
    cells = [str(cell.value) for row in page.iter_rows() for cell in row]
    for words in ("江临市总工会实地核查表", "台账填报", "自报进度", "未报送", "□"):
        assert words in cells


def _with_results(cast: Cast) -> None:
    units = [cast.union.id, cast.labour.id, cast.district.id]
    campaign = scored(cast, dict(zip(units, ["55", "70", "95"], strict=True)))
    own = cast.session.exec(select(Assignment).where(Assignment.unit_id == cast.union.id)).one()
    totals = dict(zip(units, ["55", "70", "95"], strict=True))
    freeze = refreeze(cast, campaign, totals, **{f"u{units[2]}": ("leading", "")})
    frozen_red(cast, freeze, own.unit_id, own.id)
    row = freeze.id
    item = cast.session.connection().exec_driver_sql(
        f"UPDATE frozen_item SET task_id = {own.task_id} WHERE freeze_id = {row}"
    )
    assert item.rowcount == 1
    propose(cast.session, campaign, cast.clerk, at(DAY), DAY)


def _talk() -> Consequence:
    with database.reading() as session:
        return session.exec(select(Consequence).where(Consequence.kind == "interview")).one()


@pytest.mark.long
def test_a_result_leads_to_a_talk_when_the_leader_agrees_and_not_before(home: object) -> None:
    office = establish(_with_results)
    clerk, leader = office.person("wangmin"), office.person("zhouheng")
    page = clerk.sees("/consequences")
    for words in ("约谈", "暂缓推优", "推优建议", "待审批", "低于60分"):
        assert words in page
    assert "结果运用待决定" in leader.sees("/today")
    assert "结果运用待决定" in leader.sees("/summary")
    here = f"/consequences/{_talk().id}"
    assert clerk.posts(f"{here}/decision", decision="grant").status_code == 409
    assert clerk.posts(f"{here}/letter").status_code == 409
    assert leader.posts(f"{here}/decision", decision="refuse", opinion="").status_code == 409
    leader.does(f"{here}/decision", decision="grant", opinion="请分管领导参加")
    assert _talk().answer is Answer.GRANTED
    draft = clerk.does(f"{here}/letter")
    for words in ("约谈", "低于60分", "待补充：约谈时间"):
        assert words in draft
    said = {
        "held_on": DAY.isoformat(),
        "talker": "周衡",
        "person": "苏望",
        "problems": "<b>进度</b>滞后",
        "explanation": "经费较晚",
        "demands": "补办3场竞赛\n每月报送进度",
        "commitment": "按期整改",
        "due_on": UNTIL.isoformat(),
        "reviewer": "lijing",
    }
    assert clerk.posts(f"{here}/record", **{**said, "due_on": ""}).status_code == 409
    kept = clerk.does(f"{here}/record", **said)
    assert "问题〔2026〕1号、问题〔2026〕2号" in kept
    assert "<b>进度</b>" not in kept
    assert "补办3场竞赛" in clerk.sees("/findings")
    for file in ("record", "notice"):
        answer = clerk.client.get(f"{here}/{file}/file")
        assert docx.Document(BytesIO(answer.content)).paragraphs
    for login in ("suwang", "tianye"):
        assert office.person(login).status_of(here) == 404
        assert office.person(login).status_of("/consequences") == 404


def test_the_list_for_awards_is_taken_away(home: object) -> None:
    office = establish(_with_results)
    clerk = office.person("wangmin")
    answer = clerk.client.get(f"/consequences/sheet?campaign={_talk().campaign_id}")
    page = load_workbook(BytesIO(answer.content)).active
    assert page is not None
    cells = [str(cell.value) for row in page.iter_rows() for cell in row]
    for words in ("推优建议", "暂缓推优", "不在推荐之列", "江临市总工会"):
        assert words in cells
    assert clerk.status_of("/consequences/sheet?campaign=4711") == 404
    again = clerk.does("/consequences", campaign=str(_talk().campaign_id))
    assert "已按规则提出建议" in again
    assert clerk.posts("/consequences", campaign="4711").status_code == 409
    assert office.person("zhouheng").posts("/consequences", campaign="1").status_code == 409


def test_the_weakest_places_of_a_campaign_become_findings(home: object) -> None:
    office = establish(_with_results)
    clerk = office.person("wangmin")
    address = f"/findings/new?campaign={_talk().campaign_id}"
    assert "最薄弱的" in clerk.sees(address)
    filled = clerk.sees(f"{address}&weak=1")
    assert "没有办结。</textarea>" in filled
    clerk.does(
        "/findings", unit=str(office.union), source="evaluation", campaign=str(_talk().campaign_id),
        assignment=str(office.lead_assignment), text="逾期没有办结",
    )  # fmt: skip
    assert "红灯事项都已列出" in clerk.sees(address)
    assert "最薄弱的" in clerk.sees(f"{address}&weak=99")


def test_what_waits_for_the_clerk_stands_under_today(office: BoardOffice, clerk: Person) -> None:
    _enter(office, clerk)
    assert "待下达整改" in clerk.sees("/today")
    assert "待下达整改" not in office.person("zhouheng").sees("/today")


def test_a_recheck_that_is_due_stands_under_today(office: BoardOffice, clerk: Person) -> None:
    _enter(office, clerk)
    with database.transaction() as session:
        finding = session.scalars(select(Finding)).one()
        finding.status, finding.closed_on, finding.recheck_on = FindingStatus.CLOSED, DAY, DAY
    assert "该回头看" in clerk.sees("/today")
    assert "竞赛台账" in clerk.sees("/findings?show=recheck")
