"""The mid-term report: what it says, and what it leaves to people."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import docx
import pytest

from models.words import NoticeKind, Role
from papers import fonts, to_docx
from papers.paper import Block, Heading, Paper, Picture, TableOf, Text, numbered
from reports import evaluation, wording
from tests.reported_office import TODAY, ReportedOffice


@pytest.fixture
def office() -> ReportedOffice:
    office = ReportedOffice()
    document = office.document("关于印发《重点任务实施方案》的通知")
    task = office.task(document, "开展职工技能竞赛")
    lead, helper = office.unit("市总工会"), office.unit("市人社局")
    deadline = office.deadline(task, date(2026, 5, 29))
    closed = office.assign(deadline, lead, Role.LEAD)
    office.accept(closed)
    office.report(closed, 90, date(2026, 5, 20), "已举办竞赛5场。")
    office.close(closed, submitted_on=date(2026, 5, 28), on=date(2026, 6, 1))
    late = office.assign(deadline, helper, Role.SUPPORTING)
    office.accept(late)
    office.report(
        late, 50, date(2026, 5, 22), "正在汇总名单。", problems="经费未到位", to_coordinate="请协调补贴资金"
    )
    office.task(document, "尚未交办的任务")
    office.indicator(document, "12", name="举办竞赛", by=date(2026, 12, 31), measure="场")
    return office


def lay_out(office: ReportedOffice) -> Paper:
    return evaluation.lay_out(office.figures(TODAY), office, None, "2026年上半年")


def test_it_has_the_outline_that_offices_expect(office: ReportedOffice) -> None:
    paper = lay_out(office)

    assert paper.title == "关于2026年上半年督办任务落实情况的中期评估报告"
    assert headings(paper) == [
        "一、评估工作概况",
        "二、总体进展",
        "三、主要目标指标实现情况",
        "四、重点任务推进情况",
        "五、重大项目与示范点",
        "六、政策措施与保障落实",
        "七、主要做法和经验",
        "八、存在问题与原因",
        "九、下一步工作和指标调整建议",
    ]
    assert [appendix.title for appendix in paper.appendices][:4] == [
        "主要目标指标实现情况表",
        "任务办理情况表",
        "分单位完成情况表",
        "逾期未报事项清单",
    ]


def test_its_rates_show_what_was_divided_by_what(office: ReportedOffice) -> None:
    said = words(lay_out(office).body)

    assert (
        "到数据截止日应办2件，已办结1件，完成率为1/2，即50.0%；其中按时办结1件，按时率为1/2，即50.0%。"
        in said
    )
    assert "逾期未报1件" in said
    assert "逾期最长的已6个工作日" in said


def test_reported_and_verified_are_not_mixed(office: ReportedOffice) -> None:
    assert "与审核口径一致" in words(lay_out(office).body)


def test_each_task_is_told_with_its_units_and_their_last_word(office: ReportedOffice) -> None:
    [told] = [b for b in lay_out(office).body if isinstance(b, Text) and b.lead == "1.开展职工技能竞赛。"]

    assert told.text == (
        "牵头：市总工会；配合：市人社局。时限：2026年5月29日。交办2件，应办2件，办结1件，逾期未报1件。"
        "最近进展：市人社局（截至5月22日）：正在汇总名单；市总工会（截至5月20日）：已举办竞赛5场。"
    )


def test_a_task_that_nobody_was_given_is_said_to_be_so(office: ReportedOffice) -> None:
    said = words(lay_out(office).body)

    assert "2项任务，其中1项已交办2个单位，共2件；另有1项尚未交办。" in said
    assert "时限：未定。尚未交办。" in said


def test_problems_and_requests_are_quoted_with_their_unit(office: ReportedOffice) -> None:
    said = words(lay_out(office).body)

    assert "市人社局（“开展职工技能竞赛”）：经费未到位。" in said
    assert "市人社局（“开展职工技能竞赛”）：请协调补贴资金。" in said


def test_a_quotation_inside_a_quotation_has_single_marks() -> None:
    assert wording.quoted("做实“双培养”") == "“做实‘双培养’”"
    document = ReportedOffice().document("关于印发《方案》的通知")
    assert wording.cited(document) == "《关于印发〈方案〉的通知》"


def test_a_notice_that_waits_for_a_signature_is_not_said_to_have_gone_out(office: ReportedOffice) -> None:
    late = office.assign(office.deadline(office.task(office.document()), None), office.unit("市科技局"))
    office.notice(late, "order", NoticeKind.ORDER, needs_signature=True)
    office.notice(late, "circular", NoticeKind.CIRCULAR, needs_signature=True, signed_on=TODAY)

    assert "督办单1件、通报1件。其中1件尚待签发、没有发出。" in words(lay_out(office).body)


def test_judgement_is_left_to_people_and_marked(office: ReportedOffice) -> None:
    paper = lay_out(office)
    said = words(paper.body)

    assert said.count("〔待补充：") >= 8
    assert paper.number == "〔待补充：发文字号〕"


def test_without_a_font_it_says_that_the_picture_was_left_out(office: ReportedOffice) -> None:
    paper = lay_out(office)

    assert "图略：生成本报告的电脑上没有可用的中文字体" in words(paper.body)
    assert not [block for block in paper.body if isinstance(block, Picture)]


def test_an_office_without_a_single_task_gets_a_report_without_rates() -> None:
    paper = lay_out(ReportedOffice())
    said = words(paper.body)

    assert "没有应办件，完成率、按时率暂不计算" in said
    assert "没有登记量化指标" in said
    assert "None" not in said


def test_long_lists_are_cut_in_the_body_and_whole_in_the_annex() -> None:
    office = ReportedOffice()
    document, unit = office.document(), office.unit("市总工会")
    for n in range(evaluation.MOST_TASKS + 5):
        office.assign(office.deadline(office.task(document, f"任务{n}"), date(2026, 5, 29)), unit)

    paper = lay_out(office)

    assert "其余5项见附件2。" in words(paper.body)
    [table] = [block for block in paper.appendices[1].body if isinstance(block, TableOf)]
    assert len(table.rows) == evaluation.MOST_TASKS + 5


def test_the_same_figures_give_the_same_file(office: ReportedOffice, tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx"):
        paper = evaluation.lay_out(office.figures(TODAY), office, fonts.find(), "2026年上半年")
        to_docx.write(paper, tmp_path / name)

    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    opened = docx.Document(str(tmp_path / "a.docx"))
    assert len(opened.tables) >= 8
    assert any(paragraph.text == "表1 评估范围内各公文任务落实情况" for paragraph in opened.paragraphs)


def test_figures_can_be_had_without_loading_the_drawing_library() -> None:
    asked = "import sys, reports.figures, reports.ledger, papers.to_xlsx, papers.to_docx; print('matplotlib' in sys.modules)"

    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "False"


def headings(paper: Paper) -> list[str]:
    return [
        number + block.text
        for number, block in numbered(paper.body)
        if isinstance(block, Heading) and block.level == 1
    ]


def words(blocks: tuple[Block, ...]) -> str:
    return "\n".join(block.lead + block.text for block in blocks if isinstance(block, Text))
