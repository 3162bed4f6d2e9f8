"""The reports of a campaign: what they say, where each number comes from, and what they leave to people."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from sqlalchemy import func, select
from sqlmodel import col

from models.campaign import FrozenItem
from models.evaluation_words import PaperKind, Tier
from models.score import Score, ScoreSheet, ScoreTotal
from models.words import NoticeKind, Role
from papers import to_docx
from papers.filling import places
from papers.paper import Chart, Heading, TableOf, Text, han
from papers.plain_form import digest, to_plain
from reports.campaign_figures import figures_of
from reports.writing import progress
from reports.writing.counted import COUNTED, rows_of
from reports.writing.outlines import explained
from reports.writing.traces import numbers_in
from supervision.campaigns.papers import compose, material_of
from tests.frozen_office import LATER, busy_office, campaign_of, frozen, hang, headings, words, written
from tests.reported_office import TODAY, ReportedOffice
from tests.rich_office import enrich

WHOLE_CAMPAIGN = (PaperKind.MIDTERM, PaperKind.OVERALL, PaperKind.ANNUAL)


@pytest.fixture
def office() -> ReportedOffice:
    return busy_office()


@pytest.mark.long
def test_the_midterm_report_has_the_chapters_that_offices_expect(office: ReportedOffice) -> None:
    paper = written(office).paper

    assert paper.title == "关于2026年督办任务落实情况的\n中期评估报告"
    assert headings(paper) == [
        "一、评估工作概况",
        "二、总体进展",
        "三、主要目标指标实现情况",
        "四、重点任务推进情况",
        "五、重大项目与示范点",
        "六、政策措施与保障落实",
        "七、主要做法和经验",
        "八、存在问题与原因",
        "九、后半程对策建议与指标调整建议",
    ]
    assert [one.title for one in paper.appendices] == [
        "主要目标指标实现情况表",
        "任务办理情况表",
        "分单位完成情况表",
        "逾期未报事项清单",
        "问题整改清单",
        "佐证材料目录",
        "第三方意见",
        "数字溯源表",
    ]
    explained = dict(paper.explained)
    assert explained["评估期"] == "2026年1月1日至12月31日"
    # Frozen in the morning here, while it was the day before in Greenwich.
    assert explained["数据截至"] == "2026年6月8日；冻结于2027年1月4日，冻结人王敏"
    assert {"评估方法", "参与方"} <= set(explained)


def test_a_paper_frozen_from_the_command_line_does_not_name_the_account_of_the_machine(
    office: ReportedOffice,
) -> None:
    material = material_of(office.session, frozen(office), PaperKind.MIDTERM)
    by_a_command = replace(material, occasion=replace(material.occasion, frozen_by="命令行（root）"))
    assert dict(explained(by_a_command, "中期评估报告"))["数据截至"] == "2026年6月8日；冻结于2027年1月4日"


def test_the_overall_report_adds_whether_goals_were_reached_and_what_becomes_of_the_rest(
    office: ReportedOffice,
) -> None:
    paper = written(office, PaperKind.OVERALL).paper

    assert headings(paper)[-3:] == ["九、目标达成结论", "十、未完成事项处置", "十一、对下一规划的建议"]
    said = words(paper.body)
    assert "未全部办结的任务2项" in said
    assert "1/2件已办结" in said
    assert "〔待补充：总体目标是否达成的结论，由评估组研判后填写〕" in said


def test_the_summary_of_a_year_ends_with_the_tasks_of_the_next(office: ReportedOffice) -> None:
    task = office.task(office.document("关于印发《三年行动方案》的通知"), "建成实训基地")
    task.standard, task.effect = "通过验收", "年培训千人次"
    office.assign(office.deadline(task, date(2027, 9, 30)), office.unit("市教育局"), Role.LEAD)

    paper = written(office, PaperKind.ANNUAL).paper

    assert paper.title == "2026年度督办任务落实情况总结\n和2027年度工作计划"
    assert headings(paper) == [
        "一、总体情况",
        "二、重点任务完成情况",
        "三、指标完成情况",
        "四、主要做法与典型",
        "五、存在问题及原因",
        "六、2027年度工作计划",
    ]
    [plan] = [b for b in paper.body if isinstance(b, TableOf) and b.caption == "2027年工作任务"]
    titles = [column.title for column in plan.columns]
    assert titles == ["序号", "工作内容", "牵头单位", "责任单位", "工作标准", "完成时限", "预期效果"]
    assert plan.rows[0][1] == "建成实训基地"
    assert plan.rows[0][4:] == ("通过验收", "2027年9月30日", "年培训千人次")


def test_rates_show_what_was_divided_by_what(office: ReportedOffice) -> None:
    said = words(written(office).paper.body)

    assert (
        "到数据截止日应办2件，已办结1件，完成率为1/2，即50.0%；其中按时办结1件，按时率为1/2，即50.0%。"
        in said
    )
    assert "逾期最长的已6个工作日" in said
    assert "时间已过43.6%" in said
    assert "与审核口径一致" in said


@pytest.mark.long
def test_nothing_is_called_none_or_zero_where_a_sentence_says_it_better(office: ReportedOffice) -> None:
    for kind in WHOLE_CAMPAIGN:
        freeze = frozen(office, campaign_of(office, title=kind.label))
        said = words(written(office, kind, freeze).paper.body)
        assert "None" not in said
        assert not re.search(r"(逾期未报|等待审核|未定时限|延期|黄灯)0件", said)
        assert "。。" not in said
        assert "，。" not in said


@pytest.mark.long
@pytest.mark.parametrize("kind", [*WHOLE_CAMPAIGN, PaperKind.UNIT])
def test_every_number_in_the_text_stands_in_the_appendix_of_traces(
    office: ReportedOffice, kind: PaperKind
) -> None:
    enrich(office)
    composed = compose(office.session, frozen(office), kind, 1 if kind is PaperKind.UNIT else None)
    traced: dict[str, set[str]] = {}
    for where, said, *_ in composed.says["traces"]:
        traced.setdefault(where, set()).update(numbers_in(said) or [said])

    checked = 0
    for where, text in _sentences(composed.says["paper"]["body"]):
        for number in numbers_in(text):
            checked += 1
            assert number in traced.get(where, set()), (where, number, text)
    assert checked >= 15
    [table] = [b for b in composed.says["paper"]["appendices"][-1]["body"] if b["kind"] == "table"]
    listed = {row[2] for row in table["rows"]}
    for _, said, what, *_ in composed.says["traces"]:
        assert said in listed or any(f"{what}{said}" in cell for cell in listed), (what, said)


def _sentences(body: list[dict[str, object]]) -> list[tuple[str, str]]:
    """Every paragraph the system worded itself, with the place it stands at; what units wrote is left out."""
    numbers, found = [0, 0, 0, 0], []
    for block in body:
        if block["kind"] == "heading":
            level = int(str(block["level"]))
            numbers[level - 1] += 1
            numbers[level:] = [0] * (4 - level)
        elif block["kind"] == "text" and block["lead"] != "最近进展：":
            where = (han(numbers[0]) if numbers[0] else "") + (f"（{han(numbers[1])}）" if numbers[1] else "")
            lead = str(block["lead"])
            quoted = lead.endswith("：") and str(block["text"]).startswith("（“")

            if not quoted:
                found.append((where or "文首", str(block["text"])))
    return found


@pytest.mark.long
def test_the_rows_behind_every_count_are_as_many_as_the_count_says(office: ReportedOffice) -> None:
    enrich(office)
    freeze = frozen(office)
    figures = figures_of(office.session, freeze)

    for name, counted in COUNTED.items():
        if counted.records:
            continue
        value = counted.read(figures.whole)
        try:
            condition = rows_of(name, freeze.as_of)
        except KeyError:
            assert name == "ahead", name
            continue
        rows = office.session.scalar(
            select(func.count())
            .select_from(FrozenItem)
            .where(col(FrozenItem.freeze_id) == freeze.id, condition)
        )
        assert rows == value, name


@pytest.mark.long
def test_each_task_is_told_with_its_units_and_their_last_word(office: ReportedOffice) -> None:
    body = written(office).paper.body
    [told] = [b for b in body if isinstance(b, Text) and b.lead == "1.开展职工技能竞赛。"]
    [said] = [b for b in body if isinstance(b, Text) and b.lead == "最近进展："]

    assert told.text == (
        "牵头：市总工会；配合：市人社局。时限：2026年5月29日。交办2件，应办2件，办结1件，逾期未报1件。"
    )
    assert said.text == "市人社局（截至5月22日）：正在汇总名单；市总工会（截至5月20日）：已举办竞赛5场。"
    assert "2.尚未交办的任务。尚未交办。" in words(body)


@pytest.mark.long
def test_tasks_stand_below_their_initiative_where_there_is_a_plan(office: ReportedOffice) -> None:
    document = office.document()
    for title, initiative in (("建基地", "二、技能提升行动"), ("评工匠", "典型选树行动")):
        task = office.task(document, title)
        hang(office, task, initiative)
        office.assign(office.deadline(task, date(2026, 5, 29)), office.unit(f"市{title}局"))

    paper = written(office).paper

    subheadings = [b.text for b in paper.body if isinstance(b, Heading) and b.level == 2]
    assert {"技能提升行动", "典型选树行动"} <= set(subheadings)
    [compared] = [b for b in paper.body if isinstance(b, TableOf) and b.caption == "各项举措完成情况"]
    assert [row[0] for row in compared.rows][1:] == ["技能提升行动", "典型选树行动"]


def test_the_table_of_indicators_has_what_an_evaluation_asks_for(office: ReportedOffice) -> None:
    office.indicator(office.document(), "80", name="建会率", measure="%", kind="rate", by=date(2026, 12, 31))
    paper = written(office).paper

    [table] = [b for b in paper.appendices[0].body if isinstance(b, TableOf)]
    rows = {row[1]: dict(zip((c.title for c in table.columns), row, strict=True)) for row in table.rows}
    contests = rows["新增举办竞赛"]
    assert contests["目标"] == "不低于12场"
    assert contests["最新值"] == "6场"
    assert contests["进度"] == "50%"
    assert contests["趋势"] == "较4月28日增加3"
    assert contests["属性"] == "约束性"
    assert rows["建会率"]["最新值"] == "未报送"
    assert rows["建会率"]["进度"] == "—"
    assert "未报送的指标1项：“建会率”" in words(paper.body)


@pytest.mark.long
def test_three_readings_make_a_line(office: ReportedOffice) -> None:
    charts = {b.caption: b for b in written(office).paper.body if isinstance(b, Chart)}

    line = charts["主要指标填报值变化"]
    assert line.is_lines
    assert [str(value) for value in line.series[0].values] == ["1", "3", "6"]
    assert line.labels == ("2026-03-28", "2026-04-28", "2026-05-28")


@pytest.mark.long
def test_findings_are_counted_as_they_stood_on_the_day(office: ReportedOffice) -> None:
    enrich(office)
    said = words(written(office).paper.body)

    assert "列入整改的问题2个，已销号1个，整改销号率为1/2，即50.0%" in said
    assert "从发现到销号的天数中位数为20天" in said
    assert "超过整改时限未销号1个" in said


@pytest.mark.long
def test_points_and_honours_are_counted_by_tier(office: ReportedOffice) -> None:
    enrich(office)
    said = words(written(office).paper.body)

    assert "登记的示范点共1个，其中省级1个。" in said
    assert "评估期内获得荣誉：市县级1项。" in said


@pytest.mark.long
def test_a_notice_that_was_not_signed_is_said_neither_to_have_gone_out_nor_to_be_waiting(
    office: ReportedOffice,
) -> None:
    late = office.assign(office.deadline(office.task(office.document()), None), office.unit("市科技局"))
    office.notice(late, "order", NoticeKind.ORDER, needs_signature=True)
    office.notice(late, "circular", NoticeKind.CIRCULAR, needs_signature=True, signed_on=TODAY)

    # One that was declined, or that a graver one took the place of, waits for nobody: 通知 shows fewer.
    said = "督办单1件、通报1件。其中1件没有签发、没有发出（含尚待签发、不予签发和由更重的文书代替的）。"
    assert said in words(written(office).paper.body)


def test_judgement_is_left_to_people_and_marked(office: ReportedOffice) -> None:
    found = places(written(office).paper)

    assert len(found) >= 12
    assert len({one.key for one in found}) == len(found)
    assert "总体进展 / 各类单位情况 / 对总体进展的评价" in {one.key for one in found}


@pytest.mark.long
def test_the_same_data_gives_the_same_content_twice_and_the_same_file(
    office: ReportedOffice, tmp_path: Path
) -> None:
    freeze = frozen(office)
    first, second = (written(office, PaperKind.MIDTERM, freeze) for _ in "12")

    assert digest(to_plain(first.paper)) == digest(to_plain(second.paper))
    for name, one in (("a", first), ("b", second)):
        to_docx.write(one.paper, tmp_path / f"{name}.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    opened = docx.Document(str(tmp_path / "a.docx"))
    assert any(paragraph.text == "表1 评估范围内各公文任务落实情况" for paragraph in opened.paragraphs)


@pytest.mark.long
def test_what_comes_after_the_freeze_does_not_reach_the_report(office: ReportedOffice) -> None:
    freeze = frozen(office)
    before = digest(to_plain(written(office, PaperKind.MIDTERM, freeze).paper))
    document = office.document("后来的公文")
    office.assign(office.deadline(office.task(document), date(2026, 6, 1)), office.unit("市新局"))

    assert digest(to_plain(written(office, PaperKind.MIDTERM, freeze).paper)) == before


@pytest.mark.long
def test_long_lists_are_cut_in_the_body_and_whole_in_the_annex() -> None:
    office = ReportedOffice()
    document, unit = office.document(), office.unit("市总工会")
    for n in range(progress.MOST_TOLD + 5):
        office.assign(office.deadline(office.task(document, f"任务{n}"), date(2026, 5, 29)), unit)

    paper = written(office).paper

    assert "其余5项见附件2。" in words(paper.body)
    [table] = [block for block in paper.appendices[1].body if isinstance(block, TableOf)]
    assert len(table.rows) == progress.MOST_TOLD + 5


def test_a_unit_gets_a_report_of_its_own_rows_alone(office: ReportedOffice) -> None:
    composed = compose(office.session, frozen(office), PaperKind.UNIT, 2)
    said = "\n".join(b["lead"] + b["text"] for b in composed.says["paper"]["body"] if b["kind"] == "text")

    assert composed.title == "市人社局承担督办任务情况报告"
    assert "1件交办件中，有时限的1件，没有未定时限的交办件。到数据截止日应办1件，已办结0件" in said
    rows = composed.says["paper"]["appendices"][0]["body"][0]["rows"]
    assert len(rows) == 1
    assert rows[0][2:5] == ["开展职工技能竞赛", "配合", "2026-05-29"]
    assert "市总工会" not in str(composed.says["paper"]["body"])


@pytest.mark.long
def test_scores_and_tiers_stand_in_both_reports_where_they_were_computed(office: ReportedOffice) -> None:
    session, campaign = office.session, campaign_of(office)
    text = '[[items]]\ncode = "A1"\ntitle = "重点任务完成"\n'
    sheet = ScoreSheet(
        name="annual", title="评分表", since=TODAY, text=text, sha256="0" * 64, at=LATER, by="王敏"
    )
    session.add(sheet)
    session.flush()
    campaign.sheet_id = sheet.id
    freeze = frozen(office, campaign)
    session.add(
        Score(
            freeze_id=freeze.id, unit_id=1, item="A1", points=Decimal("18.5"), full=Decimal(20),
            calculation={"figured": "1÷1×20", "words": "完成率×分值", "steps": [{"words": "异议成立，减1.5分"}]},
        )
    )  # fmt: skip
    for unit_id, total, place, tier in ((1, "92.5", 1, Tier.LEADING), (2, None, None, None)):
        session.add(
            ScoreTotal(
                freeze_id=freeze.id, unit_id=unit_id, unit_class="department", place=place, tier=tier,
                total=None if total is None else Decimal(total),
            )
        )  # fmt: skip
    session.flush()

    whole = written(office, PaperKind.MIDTERM, freeze).paper
    assert "按评分表计算得分的单位1个，其中领先1个。" in words(whole.body)
    [ranks] = [one for one in whole.appendices if one.title == "考核得分与档次表"]
    assert ranks.body[0].rows == (  # type: ignore[union-attr]
        ("市级部门", "1", "市总工会", "92.5", "领先", "—"),
        ("市级部门", "—", "市人社局", "—", "—", "—"),
    )
    said = str(compose(session, freeze, PaperKind.UNIT, 1).says["paper"]["body"])
    assert "总分92.5分，在市级部门中列第1位，档次为领先。" in said
    assert "['重点任务完成', '20', '18.5', '1÷1×20；异议成立，减1.5分']" in said


@pytest.mark.long
def test_reports_can_be_written_without_loading_the_drawing_library() -> None:
    asked = "import sys, supervision.campaigns.papers, reports.figures, papers.to_docx; print('matplotlib' in sys.modules)"

    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "False"
