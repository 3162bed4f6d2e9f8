"""From whole documents to responsibility lists; each sample lies beside its expectation in tests/data/extraction."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from documents.document_kind import DocumentKind
from documents.drafts import TaskDraft
from documents.extraction import Extraction, extract
from documents.reading import read
from documents.source import Block, BlockKind, Cell, Source
from schedules.deadlines import Recurrence

SAMPLES = Path(__file__).parent / "data" / "extraction"
ON = date(2024, 3, 8)


def txt(text: str) -> Source:
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, line, at, at + len(line)))
        at += len(line) + 1
    return Source(text, tuple(blocks), "txt")


def tasks(text: str, on: date | None = ON) -> tuple[TaskDraft, ...]:
    return extract(txt(text), on).tasks


def summary(extraction: Extraction) -> dict[str, Any]:
    header = extraction.document
    return {
        "document": [header.reference, header.title, header.issuer, str(header.issued_on), header.kind.value],
        "tasks": [
            {
                "code": task.code,
                "title": task.title,
                "lead": list(task.lead),
                "units": list(task.units),
                "supporting": list(task.supporting),
                "due": [str(day) for time in task.deadlines for day in time.due],
                "indicators": [
                    f"{each.name}{each.relation}{each.value:g}{each.measure}" for each in task.indicators
                ],
                "problems": len(task.problems),
            }
            for task in extraction.tasks
        ],
        "indicators": [
            f"{each.name}{each.relation}{each.value:g}{each.measure}" for each in extraction.indicators
        ],
        "facts": [f"{each.name}={each.value:g}{each.measure}" for each in extraction.facts],
        "problems": len(extraction.problems),
    }


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_sample_document_is_read_as_expected(sample: Path) -> None:
    expected = json.loads(sample.with_suffix(".json").read_text(encoding="utf-8"))
    assert summary(extract(read(sample))) == expected


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_every_offset_cuts_its_passage_out_of_the_source(sample: Path) -> None:
    source = read(sample)
    for task in extract(source).tasks:
        squeezed = "".join(source.text[task.start : task.end].split()).translate(str.maketrans("．", "."))
        assert "".join(task.text.split()) in squeezed or task.text[:8] in squeezed
        for time in task.deadlines:
            assert task.start <= time.start < time.end <= task.end
            assert "".join(source.text[time.start : time.end].split()) == "".join(time.phrase.split())
        for indicator in task.indicators:
            assert task.start <= indicator.start < indicator.end <= task.end


def test_a_task_is_the_lowest_item_with_its_own_list_of_units() -> None:
    found = tasks(
        "一、任务\n（一）甲项。\n1.做子。认真做好。（责任单位：市财政局）\n2.做丑。认真做好。（责任单位：市水利局）"
    )
    assert [(task.code, task.units) for task in found] == [
        ("一（一）1", ("市财政局",)),
        ("一（一）2", ("市水利局",)),
    ]


def test_a_list_under_the_last_of_several_points_belongs_to_the_item_above() -> None:
    (found,) = tasks("一、任务\n（一）完善设施\n1.新建车站。\n2.新建码头。\n责任单位：市交通局")
    assert found.code == "一（一）"
    assert found.units == ("市交通局",)
    assert "新建码头" in found.text


def test_the_rule_that_the_first_unit_leads_holds_to_the_end() -> None:
    first, second, third = tasks(
        "1.做甲。做好甲。（税务局、财政局负责，列第一位的为牵头单位，下同）\n2.做乙。做好乙。（海关、商务局负责）\n3.做丙。做好丙。（商务局负责）"
    )
    assert (first.lead, second.lead, third.lead) == (("税务局",), ("海关",), ())
    assert third.units == ("商务局",)


def test_units_as_the_subject_of_a_sentence_answer_for_it() -> None:
    first, second = tasks(
        "一、保障\n（一）加强督导\n市审计局、市财政局要对照清单开展联合检查。各级档案馆要于6月20日前将自查情况报市档案局。"
    )
    assert first.units == ("市审计局", "市财政局")
    assert second.units == ("各级档案馆",)  # the office that receives is not responsible
    assert second.deadlines[0].due == (date(2024, 6, 20),)


def test_a_duty_to_report_promptly_is_a_draft_with_a_problem_and_no_date() -> None:
    *_, last = tasks(
        "一、要求\n各乡镇要拟定方案，于6月20日前报县农业局。并随工程进度，用表格及时报送县农业局。"
    )
    assert last.units == ("各乡镇",)
    assert [day for time in last.deadlines for day in time.due] == []
    assert last.problems


def test_planning_prose_gives_a_task_per_dated_clause() -> None:
    found = tasks(
        "开展普查，2024年底前摸清古树数量，2025年底前建成电子档案。到2026年，实现挂牌保护全覆盖。", ON
    )
    assert [task.deadlines[0].due for task in found] == [
        (date(2024, 12, 31),),
        (date(2025, 12, 31),),
        (date(2026, 12, 31),),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "一、总体要求\n各部门要以改革精神为指引，加快发展。",
        "一、重要意义\n各地各部门要充分认识这项工作的重要性。",
        "一、要求\n各地各部门要高度重视，认真抓好落实。",
        "档案是城市记忆的载体，“十四五”时期是档案事业转型的重要时期。",
        "本方案自印发之日起施行。",
        "近日，市政府召开会议，市总工会汇报了工作。",
    ],
)
def test_principles_slogans_and_news_are_no_tasks(text: str) -> None:
    assert tasks(text) == ()


def test_a_bulletin_gives_figures_and_hands_out_no_tasks() -> None:
    found = extract(read(SAMPLES / "bulletin.txt"))
    assert found.document.kind is DocumentKind.BULLETIN
    assert found.tasks == ()
    assert (found.document.issue_year, found.document.issue_number, found.document.issue_total) == (
        2024,
        6,
        41,
    )
    assert ("参赛职工", 860, "人") in {(fact.name, int(fact.value), fact.measure) for fact in found.facts}


def test_an_interpretation_attached_to_a_notice_gives_targets_and_no_tasks() -> None:
    found = extract(
        txt(
            "关于印发规划的通知\n各成员单位：\n一、要求\n各地各部门必须于每年12月底前报送年度总结。\n市改革办\n2022年2月7日\n附件\n关于规划的政策解读\n"
            "一、目标是什么？\n到2025年，各地要培育100名工匠。"
        )
    )
    (task,) = found.tasks
    assert task.deadlines[0].recurrence is Recurrence.YEARLY
    assert [(each.name, int(each.value), each.by) for each in found.indicators] == [
        ("培育工匠", 100, date(2025, 12, 31))
    ]


def test_a_date_before_the_documents_own_is_pointed_out() -> None:
    (task,) = tasks("1.做甲。于2023年3月底前完成。（市财政局负责）")
    assert any("早于成文日期2024年3月8日" in problem.message for problem in task.problems)


def test_without_a_date_of_the_document_relative_deadlines_stay_open() -> None:
    found = extract(txt("1.做甲。年底前完成。（市财政局负责）\n2.做乙。2024年6月底前完成。（市财政局负责）"))
    relative, dated = found.tasks
    assert relative.deadlines[0].due == ()
    assert "没有找到成文日期" in relative.problems[0].message
    assert dated.deadlines[0].due == (date(2024, 6, 30),)
    assert any("没有找到成文日期" in problem.message for problem in found.problems)


def test_the_date_given_by_the_clerk_overrides_the_one_in_the_document() -> None:
    text = "关于工作的通知\n各单位：\n请各单位于6月底前报送总结。\n市政府\n2022年2月7日"
    assert tasks(text, None)[0].deadlines[0].due == (date(2022, 6, 30),)
    assert tasks(text, ON)[0].deadlines[0].due == (date(2024, 6, 30),)


def test_a_task_without_any_unit_says_so() -> None:
    (task,) = tasks("到2025年，基本建成服务体系。")
    assert any("没有写明责任单位" in problem.message for problem in task.problems)


def test_a_table_flattened_to_one_cell_a_line_is_read_by_its_units() -> None:
    found = tasks(
        "序号\n考核项目\n分值\n考核指标\n考核部门\n1\n完善机制\n5\n健全值班制度，明确分工。\n县文旅局\n2\n强化督查\n4\n落实巡查制度，限期整改。\n县水利局\n县财政局\n"
        "3\n加强宣传\n2\n开展公益宣传，营造氛围。\n县教育局"
    )
    assert [(task.code, task.title, task.units) for task in found] == [
        ("1", "完善机制", ("县文旅局",)),
        ("2", "强化督查", ("县水利局", "县财政局")),
        ("3", "加强宣传", ("县教育局",)),
    ]


def register(*rows: tuple[str, ...]) -> Source:
    headings = ("序号", "任务名称", "牵头单位", "责任单位", "完成时限")
    text, blocks = "", []
    for row in rows:
        cells, start = [], len(text)
        for heading, cell in zip(headings, row, strict=True):
            cells.append(Cell(cell, len(text), len(text) + len(cell), heading))
            text += cell + "\t"
        blocks.append(Block(BlockKind.ROW, text[start:-1], start, len(text) - 1, tuple(cells)))
        text = text[:-1] + "\n"
    return Source(text, tuple(blocks), "xlsx")


def test_each_row_of_a_register_is_a_draft() -> None:
    found = extract(register(("7", "修订办法", "市司法局", "市财政局、市审计局", "2024年6月30日")), ON)
    (task,) = found.tasks
    assert found.document.kind is DocumentKind.REGISTER
    assert (task.code, task.title, task.lead, task.units) == (
        "7",
        "修订办法",
        ("市司法局",),
        ("市财政局", "市审计局"),
    )
    assert task.deadlines[0].due == (date(2024, 6, 30),)
    assert task.problems == ()


def test_a_row_without_units_or_deadline_is_named_in_its_problems() -> None:
    (task,) = extract(register(("3", "修订办法", "", "", "")), ON).tasks
    assert len(task.problems) == 2
    assert all("序号3" in problem.message for problem in task.problems)


@pytest.mark.long
def test_the_cost_of_reading_grows_with_the_length_of_the_text() -> None:
    counts = []
    for size in (200, 400):
        source = txt("一、任务\n" + "1.做好工作，于6月底前完成。（责任单位：市财政局、市水利局）\n" * size)
        counts.append(len(extract(source, ON).tasks))
    assert counts == [200, 400]
    for hostile in (
        "（责任单位：" * 3000,
        "建成10个、" * 4000,
        "市总工会要办；" * 3000,
        "和局" * 10000,
        "（" * 20000,
    ):
        extract(txt(hostile), ON)


def test_a_figure_keeps_the_day_it_is_given_for() -> None:
    found = extract(
        txt("工作简报\n2022年第3期\n2022年11月18日\n截至11月9日，已办结信访件82件。去年办结60件。")
    )
    assert [(int(fact.value), fact.as_of) for fact in found.facts] == [(82, date(2022, 11, 9)), (60, None)]


def test_a_flattened_table_with_all_its_headings_is_read_by_column() -> None:
    found = tasks(
        "序号\n重点任务\n牵头单位\n责任单位\n完成时限\n1\n制定数据目录。\n市数据局\n市直各部门\n2025年3月底前\n"
        "2\n开展应急演练。\n市委网信办\n市公安局\n2025年9月底前"
    )
    assert [(task.lead, task.units, task.deadlines[0].due) for task in found] == [
        (("市数据局",), ("市直各部门",), (date(2025, 3, 31),)),
        (("市委网信办",), ("市公安局",), (date(2025, 9, 30),)),
    ]


def due(task: TaskDraft) -> list[str]:
    return [str(day) for time in task.deadlines for day in time.due]


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("9月底", ["2024-09-30"]),
        ("9月末", ["2024-09-30"]),
        ("6月", ["2024-06-30"]),
        ("2024.6.30", ["2024-06-30"]),
        ("2024-06-30", ["2024-06-30"]),
        ("2024/6/30", ["2024-06-30"]),
        ("20240630", ["2024-06-30"]),
        ("2024.10", ["2024-10-31"]),
        ("8.31", ["2024-08-31"]),
        ("全年", ["2024-12-31"]),
        ("长期", []),
    ],
)
def test_a_cell_of_the_time_column_is_read_as_it_stands(cell: str, days: list[str]) -> None:
    (task,) = extract(register(("1", "修订办法", "市司法局", "", cell)), ON).tasks
    assert due(task) == days
    assert task.problems == ()


def test_a_register_with_whole_dates_does_not_ask_for_its_own() -> None:
    found = extract(register(("1", "修订办法", "市司法局", "", "2024年6月30日")))
    assert found.problems == ()


def test_a_time_cell_that_cannot_be_read_is_not_replaced_by_a_date_from_elsewhere() -> None:
    (task,) = extract(register(("1", "6月底前修订办法", "市司法局", "", "分阶段推进")), ON).tasks
    assert task.deadlines == ()
    assert any("分阶段推进" in problem.message for problem in task.problems)


def test_the_year_in_the_title_serves_dates_that_lack_only_their_year() -> None:
    found = extract(
        txt(
            "2025年林业重点工作要点\n1.做甲。9月底前完成。（市林业局负责）\n2.做乙。两周内完成。（市林业局负责）"
        )
    )
    assert [due(task) for task in found.tasks] == [["2025-09-30"], []]
    assert any("标题中的2025年" in problem.message for problem in found.problems)


def test_a_heading_with_its_units_gives_them_to_the_items_below() -> None:
    first, second = tasks(
        "一、林业\n责任单位：市林业局\n责任领导：王某\n1.造林1万亩。完成时限：12月底\n2.建苗圃5个。\n完成时限：11月底前"
    )
    assert (first.code, first.units, due(first)) == ("一1", ("市林业局",), ["2024-12-31"])
    assert (second.code, second.units, due(second)) == ("一2", ("市林业局",), ["2024-11-30"])


def test_a_short_heading_with_a_full_stop_over_its_own_items_is_no_task() -> None:
    (found,) = tasks("一、任务\n（一）统筹山水，打造林区。\n1.造林。造林1万亩。（市林业局负责）")
    assert found.code == "一（一）1"


def test_a_paper_to_one_unit_means_that_unit() -> None:
    found = tasks(
        "关于限期整改的督办通知\n市水利局：\n1.请你局于5月20日前报送方案；\n2.7月底前完成整改。\n市督查室\n2024年5月3日"
    )
    assert [task.units for task in found] == [("市水利局",), ("市水利局",)]
    assert found[1].code == "2"


def test_a_paper_to_many_guesses_nobody() -> None:
    (found,) = tasks(
        "关于限期整改的督办通知\n市水利局、市林业局：\n1.7月底前完成整改。\n市督查室\n2024年5月3日"
    )
    assert found.units == ()


def test_a_unit_right_before_its_date_answers_for_it() -> None:
    (found,) = tasks("一、帮扶任务\n①市林业局资源科6月15日前完成复核；")
    assert found.units == ("市林业局资源科",)


def test_who_is_charged_at_the_end_of_an_item_answers_for_it() -> None:
    (found,) = tasks("一、重点任务\n1.推进改造。2024年完成改造1000户。由市民政局会同市住建局组织实施。")
    assert (found.lead, found.supporting) == (("市民政局",), ("市住建局",))


@pytest.mark.parametrize(
    "text",
    [
        "关于对造林成效明显的乡镇给予表扬的通报\n一、甲乡实施工程，于2024年12月底前造林1万亩。",
        "市政府关于护林员问题的复函\n一、市林业局要在6月底前研究解决。",
        "市政府工作规则\n第一章总则\n一、市政府由下列人员组成：市长、副市长。\n二、市政府及各部门要依法行政。",
        "一、任务\n会议指出，今年以来，1—6月造林860亩，工作取得积极进展。",
    ],
)
def test_praise_replies_rules_and_reports_of_a_meeting_are_no_tasks(text: str) -> None:
    assert tasks(text) == ()


def test_an_item_that_ends_on_targets_and_tasks_is_not_taken_for_the_goals() -> None:
    (task,) = tasks(
        "一、精准督办，确保完成目标任务。市督查室每季度通报一次进度，各单位于每月20日前报送情况。"
    )
    assert [time.phrase for time in task.deadlines] == ["每季度", "每月20日前"]


def test_a_problem_with_its_fields_is_one_task() -> None:
    (task,) = tasks(
        "关于反馈问题的整改方案\n一、整改目标\n2024年6月底前全部整改到位。\n二、问题清单\n（一）造林进度慢。\n问题表现：截至2024年1月仅完成41%。\n"
        "整改措施：1.县林业局制定补种计划，4月20日前报县改革办。2.补种8片。\n整改时限：2024年12月31日前\n责任单位：县林业局（牵头）、县水利局\n责任人：张某"
    )
    assert (task.title, task.lead, task.units) == ("造林进度慢", ("县林业局",), ("县水利局",))
    assert due(task) == ["2024-04-20", "2024-12-31"]


def test_what_was_done_last_year_is_no_task_beside_the_plan_of_this() -> None:
    (task,) = tasks(
        "县林业局2023年总结和2024年打算\n一、2023年工作情况\n（一）造林。12月底前全部完成，成活率达到92%。\n二、2024年工作打算\n（一）育苗。6月底前建成苗圃3个。"
    )
    assert task.code == "二（一）"
