"""The chain of a finding, the register of rectifications, the slips and records on paper."""

from datetime import date, timedelta
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from sqlmodel import col, select

from models.evaluation_words import Cause
from models.finding import Finding
from models.words import Verification
from papers import to_docx, to_xlsx
from reports.finding_stories import chain, handed_out_on, stories
from reports.interview_papers import notice, record
from reports.loop_closure import closure, facts_of_findings
from reports.rectification_papers import closing_slip, register
from supervision.duties.submission import send_back, submit
from supervision.findings.rechecks import recheck
from tests.cast import DAY, Cast, at
from tests.findings import DUE, closed, found, submitted
from tests.libreoffice import needs_libreoffice, saved_as

LATER = DAY + timedelta(days=60)


def _whole_life(cast: Cast) -> Finding:
    finding, _ = closed(cast, cause=Cause.NEGLECT, cause_text="台账无人管")
    recheck(
        cast.session, finding, cast.clerk, LATER, at(LATER),
        holds=False, verification=Verification.ON_SITE, note="又缺两场", until=LATER + timedelta(days=20),
    )  # fmt: skip
    return finding


def test_the_chain_runs_from_the_finding_to_the_recheck_with_days_and_names(cast: Cast) -> None:
    (story,) = stories(cast.session, [_whole_life(cast)])
    links = chain(cast.session, story)
    assert [(link.title, link.by) for link in links] == [
        ("发现问题", "王敏"),
        ("下达整改", "王敏"),
        ("签收", "苏望"),
        ("提交佐证", "苏望"),
        ("自查上报", "苏望"),
        ("销号", "李静"),
        ("回头看", "王敏"),
        ("重新整改", "王敏"),
    ]
    assert links[-2].text == "没有通过（实地）：又缺两场"
    assert [link.on for link in links] == sorted(link.on for link in links)
    assert (story.reviewer, story.leader) == ("李静", "市总工会责任领导")
    assert handed_out_on(story) == DAY


def test_what_was_handed_in_before_it_came_back_is_no_answer_to_it(cast: Cast) -> None:
    (story,) = stories(cast.session, [_whole_life(cast)])
    assert (story.submission, story.latest, story.records) == (None, None, [])
    assert story.evidence == ["签到表.pdf"]


def test_a_return_stands_in_the_chain(cast: Cast) -> None:
    finding, own = submitted(cast)
    on = DAY + timedelta(days=12)
    send_back(cast.session, own, cast.other_clerk, on, at(on), "缺第三场")
    submit(cast.session, own, cast.lead, on, at(on, 11), "已补第三场")
    (story,) = stories(cast.session, [finding])
    assert [link.title for link in chain(cast.session, story)][-3:] == ["自查上报", "退回", "自查上报"]
    assert story.submission is not None
    assert story.submission.note == "已补第三场"


def test_a_finding_that_waits_has_a_chain_of_one_link(cast: Cast) -> None:
    (story,) = stories(cast.session, [found(cast)])
    assert [link.title for link in chain(cast.session, story)] == ["发现问题"]
    assert (handed_out_on(story), story.due_on, story.evidence) == (None, DUE, [])
    assert stories(cast.session, []) == []


def test_the_register_has_the_columns_of_the_trade(cast: Cast, tmp_path: Path) -> None:
    closed(cast, cause=Cause.NEGLECT, cause_text="=台账无人管")
    found(cast, unit_id=cast.labour.id, text="<b>没有</b>报送")
    every = list(cast.session.exec(select(Finding).order_by(col(Finding.id))))
    counted = closure(facts_of_findings(cast.session), DAY)
    book = register(stories(cast.session, every), counted, "江临市产改办", LATER)
    to_xlsx.write(book, tmp_path / "台账.xlsx")
    page = load_workbook(tmp_path / "台账.xlsx").active
    assert page is not None
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    head = next(row for row in rows if row[0] == "序号")
    for title in (
        "问题编号", "来源", "问题描述", "整改目标", "整改措施", "责任单位", "责任领导", "整改时限", "进展", "佐证", "自查意见",
        "主管部门核查意见", "现场核查记录", "验收结论", "公示", "销号日期", "回头看日期",
    ):  # fmt: skip
        assert title in head
    first, second = (dict(zip(head, row, strict=True)) for row in rows[rows.index(head) + 1 :][:2])
    assert first["自查意见"] == "已补齐3场签到表，台账与实际一致。"
    assert first["主管部门核查意见"] == "通过：已核对签到表原件。（李静，2026-03-29）"
    assert (first["验收结论"], first["佐证"], first["原因"]) == (
        "同意销号（台账）",
        "签到表.pdf",
        "重视不够：=台账无人管",
    )
    assert (second["问题描述"], second["进展"], second["销号日期"]) == ("<b>没有</b>报送", None, None)
    assert "闭环率50.0%" in str(rows[1][0])


def _words(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_slip_shows_every_opinion_and_the_way_it_went(cast: Cast, tmp_path: Path) -> None:
    (story,) = stories(cast.session, [_whole_life(cast)])
    paper = closing_slip(story, chain(cast.session, story), "江临市产改办", LATER)
    to_docx.write(paper, tmp_path / "销号单.docx")
    said = _words(tmp_path / "销号单.docx")
    for words in (
        "问题整改销号单",
        "问题〔2026〕1号",
        "没有通过：又缺两场",
        "反复1次",
        "重视不够：台账无人管",
    ):
        assert words in said


def test_a_slip_of_what_is_not_put_right_yet_says_so(cast: Cast, tmp_path: Path) -> None:
    (story,) = stories(cast.session, [found(cast, measure="")])
    to_docx.write(closing_slip(story, chain(cast.session, story), "江临市产改办", DAY), tmp_path / "a.docx")
    said = _words(tmp_path / "a.docx")
    for words in ("未报送", "未核查", "未销号", "由责任单位制定"):
        assert words in said


def test_the_record_of_a_talk_can_be_filled_in_by_hand_or_printed_as_kept(tmp_path: Path) -> None:
    kept = {"problems": "进度滞后", "demands": "补办3场\n每月报送", "due_on": "2026-06-30", "person": "苏望"}
    to_docx.write(
        record("市总工会", "总分低于60分。", kept, DAY, "市产改办", DAY, "问题〔2026〕1号"),
        tmp_path / "a.docx",
    )
    said = _words(tmp_path / "a.docx")
    for words in ("约谈记录", "2026年3月9日", "补办3场", "2026年6月30日", "问题〔2026〕1号", "被约谈人签字"):
        assert words in said
    to_docx.write(record("市总工会", "总分低于60分。", {}, None, "市产改办", DAY), tmp_path / "b.docx")
    assert "列为整改问题" not in _words(tmp_path / "b.docx")
    to_docx.write(notice("市总工会", "总分低于60分。", "市产改办", "0000", DAY), tmp_path / "c.docx")
    assert "〔待补充：约谈时间〕" in _words(tmp_path / "c.docx")


@pytest.mark.long
@needs_libreoffice
def test_another_office_program_opens_the_slip(cast: Cast, tmp_path: Path) -> None:
    (story,) = stories(cast.session, [_whole_life(cast)])
    to_docx.write(closing_slip(story, chain(cast.session, story), "市产改办", LATER), tmp_path / "slip.docx")
    assert saved_as("pdf", tmp_path / "slip.docx", tmp_path).read_bytes().startswith(b"%PDF")


def test_the_same_finding_gives_the_same_file(cast: Cast, tmp_path: Path) -> None:
    finding = _whole_life(cast)
    for name in ("a", "b"):
        (story,) = stories(cast.session, [finding])
        to_docx.write(
            closing_slip(story, chain(cast.session, story), "市产改办", LATER), tmp_path / f"{name}.docx"
        )
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    assert date(2026, 5, 8) == LATER
