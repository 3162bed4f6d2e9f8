"""On-site checks: the ledger line by line beside what was seen; a mismatch becomes a finding in one step."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import select

from config.refusal import NotTheirs, Refusal
from models.assignment import Assignment
from models.evaluation_words import Cause, FindingSource, FindingStatus
from models.finding import CauseNote, Finding, OnSiteCheck
from models.record import LogEntry
from models.task import Indicator, Reading
from models.words import EvidenceKind, Verification
from reports.causes import latest_cause, red_causes, reds
from supervision.duties.acceptance import accept
from supervision.duties.closure import withdraw
from supervision.duties.evidence import attach
from supervision.duties.progress import Report, read_off, report
from supervision.findings.causes import note_cause
from supervision.findings.on_site import Seen, check, checks_of, labels, stated_lines
from tests.cast import DAY, Cast, at
from tests.findings import open_accounts

NOW = at(DAY)
DUE = date(2026, 6, 30)
LATE = DUE + timedelta(days=10)


def _reported(cast: Cast) -> Assignment:
    """市总工会 has reported 40 percent, a figure and a file."""
    open_accounts(cast)
    own = cast.assignment(DUE)
    indicator = Indicator(
        document_id=cast.document.id, task_id=own.task_id, name="参赛人数", relation=">=",
        target=Decimal(100), measure="人", text="参赛100人",
    )  # fmt: skip
    cast.session.add(indicator)
    cast.session.flush()
    accept(cast.session, own, cast.lead, DAY, NOW)
    report(cast.session, own, Report(DAY, 40, "已办两场"), cast.lead, DAY, NOW)
    read_off(cast.session, indicator, Decimal("38.50"), DAY, cast.lead, DAY, NOW, unit_id=cast.union.id)
    attach(cast.session, own, "名单.pdf", b"%PDF-1.4\n%%EOF\n", EvidenceKind.PAPER, cast.lead, DAY, NOW)
    return own


def test_the_ledger_is_taken_apart_line_by_line(cast: Cast) -> None:
    stated = {line.label: line.stated for line in stated_lines(cast.session, _reported(cast))}
    assert stated == {
        "办理状态": "办理中",
        "自报进度": "40%（截至2026年3月9日）",
        "进展情况": "已办两场",
        "参赛人数": "38.5人（截至2026年3月9日，自报）",
        "佐证材料": "名单.pdf（1份）",
    }


def test_what_was_not_reported_says_so(cast: Cast) -> None:
    stated = {line.field: line.stated for line in stated_lines(cast.session, cast.assignment(DUE))}
    assert stated == {"status": "已交办", "percent": "未报送", "progress": "未报送", "evidence": "未报送"}


def test_what_does_not_agree_becomes_a_finding_in_the_same_step(cast: Cast) -> None:
    own = _reported(cast)
    seen = {
        "status": Seen(True),
        "progress": Seen(False, "只办了一场"),
        "evidence": Seen(False, "名单上有12人重复"),
    }
    made = check(cast.session, own, seen, cast.clerk, DAY, NOW)
    assert made.finding is not None
    assert (made.finding.source, made.finding.assignment_id) == (FindingSource.ON_SITE, own.id)
    assert (made.finding.status, made.finding.unit_id) == (FindingStatus.FOUND, cast.union.id)
    assert "进展情况：台账为“已办两场”，实地为“只办了一场”；佐证材料：" in made.finding.text
    rows = cast.session.exec(select(OnSiteCheck).order_by(OnSiteCheck.id)).all()  # type: ignore[arg-type]
    assert [(row.field, row.agrees, row.finding_id) for row in rows] == [
        ("status", True, None),
        ("progress", False, made.finding.id),
        ("evidence", False, made.finding.id),
    ]
    assert rows[1].stated == "已办两场"
    entry = cast.session.exec(select(LogEntry).where(LogEntry.deed == "实地核查")).one()
    assert entry.note == "核查3项，不符2项，列为问题〔2026〕1号"
    assert [row.id for row in checks_of(cast.session, own.id)] == [row.id for row in reversed(rows)]


def test_a_check_may_be_kept_without_a_finding(cast: Cast) -> None:
    own = _reported(cast)
    made = check(
        cast.session, own, {"progress": Seen(False, "还差一场")}, cast.clerk, DAY, NOW, makes_finding=False
    )
    assert made.finding is None
    assert cast.session.exec(select(Finding)).all() == []


def test_a_figure_that_agrees_on_site_carries_that_level(cast: Cast) -> None:
    own = _reported(cast)
    reading = cast.session.exec(select(Reading)).one()
    made = check(cast.session, own, {f"reading-{reading.id}": Seen(True)}, cast.clerk, DAY, NOW)
    assert reading.verification is Verification.ON_SITE
    assert labels(cast.session, made.rows)[f"reading-{reading.id}"] == "参赛人数"


def test_a_figure_that_differs_stays_as_it_was_reported(cast: Cast) -> None:
    own = _reported(cast)
    reading = cast.session.exec(select(Reading)).one()
    check(cast.session, own, {f"reading-{reading.id}": Seen(False, "现场30人")}, cast.clerk, DAY, NOW)
    assert (reading.value, reading.verification) == (Decimal("38.50"), Verification.REPORTED)


def test_a_check_has_to_make_sense(cast: Cast) -> None:
    own = _reported(cast)
    for seen, said in (
        ({}, "至少核查一项"),
        ({"progress": Seen(False, "  ")}, "写明实地看到的情况"),
        ({"percent": Seen(True, "字" * 1001)}, "太长"),
        ({"reading-4711": Seen(True)}, "台账在这之间有改动"),
        ({"<script>": Seen(True)}, "台账在这之间有改动"),
    ):
        with pytest.raises(Refusal, match=said):
            check(cast.session, own, seen, cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="没有这次督察活动"):
        check(cast.session, own, {"status": Seen(True)}, cast.clerk, DAY, NOW, campaign_id=4711)
    for actor in (cast.lead, cast.leader):
        with pytest.raises(Refusal, match="由督办部门的经办人员记录"):
            check(cast.session, own, {"status": Seen(True)}, actor, DAY, NOW)
    withdraw(cast.session, own, cast.clerk, DAY, NOW, "并入另一项")
    with pytest.raises(Refusal, match="不用再核查"):
        check(cast.session, own, {"status": Seen(True)}, cast.clerk, DAY, NOW)


def test_many_long_mismatches_fit_into_one_finding(cast: Cast) -> None:
    own = _reported(cast)
    fields = [line.field for line in stated_lines(cast.session, own)]
    made = check(
        cast.session, own, {field: Seen(False, "长" * 1000) for field in fields}, cast.clerk, DAY, NOW
    )
    assert made.finding is not None
    assert len(made.finding.text) <= 2000


def test_the_cause_of_a_red_item_is_noted_by_its_unit_or_by_the_office(cast: Cast) -> None:
    own, other = cast.assignment(DUE), cast.assignment(DUE)
    note_cause(cast.session, own, Cause.PEOPLE, "专班只有一人", "增加两人", cast.lead, LATE, at(LATE))
    note_cause(cast.session, own, Cause.MONEY, "经费没有下拨", "7月拨付", cast.clerk, LATE, at(LATE))
    latest = latest_cause(cast.session, own.id)
    assert latest is not None
    assert (latest.cause, latest.by) == (Cause.MONEY, "王敏（代录）")
    assert latest_cause(cast.session, other.id) is None
    assert len(cast.session.exec(select(CauseNote)).all()) == 2


def test_a_cause_says_why_and_what_is_done_about_it(cast: Cast) -> None:
    own = cast.assignment(DUE)
    for text, measure, said in (
        (" ", "补", "具体写明原因"),
        ("缺人", "", "对应的措施"),
        ("字" * 2001, "补", "不超过2000"),
    ):
        with pytest.raises(Refusal, match=said):
            note_cause(cast.session, own, Cause.PEOPLE, text, measure, cast.lead, LATE, at(LATE))
    for actor in (cast.outsider, cast.leader):
        with pytest.raises(NotTheirs):
            note_cause(cast.session, own, Cause.PEOPLE, "缺人", "补", actor, LATE, at(LATE))
    withdraw(cast.session, own, cast.clerk, LATE, at(LATE), "不办了")
    with pytest.raises(Refusal, match="不用再填"):
        note_cause(cast.session, own, Cause.PEOPLE, "缺人", "补", cast.lead, LATE, at(LATE))


def test_red_items_are_counted_by_cause_and_those_without_one_apart(cast: Cast) -> None:
    first, second, silent = (cast.assignment(DUE) for _ in range(3))
    in_time = cast.assignment(LATE + timedelta(days=90))
    for own, cause in (
        (first, Cause.PEOPLE),
        (second, Cause.PEOPLE),
        (second, Cause.MONEY),
        (in_time, Cause.MONEY),
    ):
        note_cause(cast.session, own, cause, "原因", "措施", cast.lead, LATE, at(LATE))
    counted = red_causes(cast.session, LATE)
    assert (counted.total, counted.said, counted.unsaid) == (3, 2, 1)
    assert counted.by_cause == {Cause.PEOPLE: 1, Cause.MONEY: 1}
    assert counted.share_of(Cause.MONEY) == "50.0%"
    assert [(one.assignment_id, one.note is not None) for one in reds(cast.session, LATE, 10)] == [
        (first.id, True),
        (second.id, True),
        (silent.id, False),
    ]
    assert [one.assignment_id for one in reds(cast.session, LATE, 10, Cause.MONEY)] == [second.id]
    assert red_causes(cast.session, DUE).total == 0
    assert red_causes(cast.session, DUE).share_of(Cause.MONEY) == "—"
