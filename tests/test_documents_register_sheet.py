from datetime import date

import pytest

from documents.columns import Meaning, meaning, meanings
from documents.composing import Composition
from documents.drafts import TaskDraft
from documents.extraction import extract
from documents.register_drafts import draft_rows
from documents.register_sheet import GridCell, GridRow, compose_rows, headings, register_rows
from documents.source import Cell, Source
from schedules.workdays import WorkCalendar


def grid(*rows: list[str | tuple[str, int]]) -> list[GridRow]:
    """Rows of cells; a pair is a cell that covers several columns."""
    made = []
    for number, row in enumerate(rows, start=1):
        column, cells = 1, []
        for entry in row:
            text, span = entry if isinstance(entry, tuple) else (entry, 1)
            cells.append(GridCell(column, span, text))
            column += span
        made.append(GridRow(f"第{number}行", tuple(cells)))
    return made


def composed(*rows: list[str | tuple[str, int]]) -> Source:
    composition = Composition()
    compose_rows(composition, grid(*rows))
    return composition.source("xlsx")


def text(cell: Cell | None) -> str | None:
    return cell.text if cell is not None else None


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("序号", Meaning.NUMBER),
        ("任务编号", Meaning.CODE),
        ("一级任务", Meaning.CATEGORY),
        ("任务名称", Meaning.TITLE),
        ("督办事项", Meaning.TITLE),
        ("重点工作任务", Meaning.TITLE),
        ("年度目标任务", Meaning.TITLE),
        ("工作举措", Meaning.CONTENT),
        ("具体内容", Meaning.CONTENT),
        ("工作要求", Meaning.CONTENT),
        ("预期成果", Meaning.EXPECTED),
        ("目标要求", Meaning.EXPECTED),
        ("任务来源", Meaning.BASIS),
        ("牵头市领导", Meaning.LEADER),
        ("牵头单位", Meaning.LEAD),
        ("主办部门", Meaning.LEAD),
        ("责任单位", Meaning.UNITS),
        ("承办单位", Meaning.UNITS),
        ("责任单位及责任人", Meaning.UNITS),
        ("协办单位", Meaning.SUPPORTING),
        ("责任人", Meaning.PERSON),
        ("联系人及电话", Meaning.PERSON),
        ("完成时限", Meaning.DUE),
        ("办结时限", Meaning.DUE),
        ("时间节点", Meaning.DUE),
        ("时间要求", Meaning.DUE),
        ("完成时间及标准", Meaning.DUE),
        ("起始时间", Meaning.STARTS),
        ("截至日期", Meaning.STATUS),
        ("目标值", Meaning.TARGET),
        ("计量单位", Meaning.MEASURE),
        ("进展情况", Meaning.PROGRESS),
        ("备注", Meaning.REMARK),
        ("完 成\n时 限", Meaning.DUE),
        ("牵头单位（排第一位的负责）", Meaning.LEAD),
        ("责任分工·配合单位", Meaning.SUPPORTING),
        ("完成时限·2026年", Meaning.DUE),
    ],
)
def test_columns_are_known_by_the_names_offices_give_them(heading: str, found: Meaning) -> None:
    assert meaning(heading) is found


@pytest.mark.parametrize(
    "entry", ["市总工会", "6月底", "各相关部门", "加强组织领导", "12", "", "开展专题宣讲30场"]
)
def test_what_stands_in_a_cell_is_not_taken_for_a_heading(entry: str) -> None:
    assert meaning(entry) is None


def test_the_bare_word_unit_is_a_measure_beside_a_target_and_an_organisation_elsewhere() -> None:
    assert meanings(["指标", "目标值", "单位", "责任单位"])[2] is Meaning.MEASURE
    assert meanings(["任务", "单位", "完成时限"])[1] is Meaning.UNITS


def test_headings_are_found_below_title_rows() -> None:
    over = headings(
        grid(
            [("2026年重点任务台账", 3)],
            ["填报单位：某办"],
            ["任务", "责任单位", "完成时限"],
            ["建平台", "市人社局", "6月底"],
        )
    )
    assert over == [{}, {}, {}, {1: "任务", 2: "责任单位", 3: "完成时限"}]


def test_two_row_headings_are_joined_whether_merged_down_or_left_blank() -> None:
    merged = headings(
        grid(
            ["任务", ("责任分工", 2), "完成时限"],
            ["任务", "牵头单位", "配合单位", "完成时限"],
            ["建平台", "市人社局", "市工信局", "6月底"],
        )
    )
    blank = headings(
        grid(
            ["任务", ("责任分工", 2), "完成时限"],
            ["", "牵头单位", "配合单位", ""],
            ["建平台", "市人社局", "市工信局", "6月底"],
        )
    )
    assert merged == blank
    assert merged[2] == {1: "任务", 2: "责任分工·牵头单位", 3: "责任分工·配合单位", 4: "完成时限"}


def test_headings_repeated_on_the_next_page_are_no_row() -> None:
    head: list[str | tuple[str, int]] = ["任务", "责任单位", "完成时限"]
    rows = register_rows(composed(head, ["甲", "市总工会", "6月底"], head, ["乙", "市妇联", "7月底"]))
    assert [text(row.title) for row in rows] == ["甲", "乙"]


def test_a_form_with_names_and_entries_side_by_side_is_no_register() -> None:
    source = composed(
        ["责任人", "李明", "牵头单位", "市总工会", "完成时限", "6月底"], ["事项", "调研", "", "", "", ""]
    )
    assert register_rows(source) == []
    assert all(cell.heading == "" for block in source.blocks for cell in block.cells)


def test_each_row_is_read_by_the_meaning_of_its_columns() -> None:
    source = composed(
        ["序号", "工作任务", "工作举措", "牵头单位", "责任单位", "配合单位", "完成时限", "备注", "资金"],
        [
            "1",
            "建学院",
            "编课程",
            "市总工会",
            "市教育局、市人社局",
            "团市委",
            "2026年6月30日",
            "试点",
            "20万元",
        ],
    )
    (row,) = register_rows(source)
    assert (text(row.number), text(row.title), text(row.content)) == ("1", "建学院", "编课程")
    assert [[cell.text for cell in cells] for cells in (row.lead, row.units, row.supporting)] == [
        ["市总工会"],
        ["市教育局、市人社局"],
        ["团市委"],
    ]
    assert (text(row.due_text), text(row.remark)) == ("2026年6月30日", "试点")
    assert [(cell.heading, cell.text) for cell in row.others] == [("资金", "20万元")]
    assert row.due_text is not None
    assert source.text[row.due_text.start : row.due_text.end] == "2026年6月30日"


def test_an_empty_cell_leaves_its_field_empty() -> None:
    (row,) = register_rows(composed(["任务", "责任单位", "完成时限"], ["甲", "", ""]))
    assert (row.units, row.due_text) == ((), None)


def test_two_columns_of_units_are_both_kept() -> None:
    source = composed(
        ["任务", ("责任单位", 2), "时限"], ["", "市级", "县级", ""], ["甲", "市总工会", "各县", "6月底"]
    )
    assert [cell.text for cell in register_rows(source)[0].units] == ["市总工会", "各县"]


def test_a_second_column_of_tasks_says_what_the_first_means() -> None:
    (row,) = register_rows(
        composed(["重点任务", "目标任务", "责任单位"], ["提技能", "培训8000人次", "市人社局"])
    )
    assert (text(row.title), text(row.content)) == ("提技能", "培训8000人次")


def test_a_section_heading_holds_for_the_rows_below_it() -> None:
    source = composed(
        ["序号", "任务", "责任单位"],
        [("一、思想引领", 3)],
        ["1", "宣讲", "市总工会"],
        [("二、技能提升", 3)],
        ["2", "培训", "市人社局"],
        ["合计", "2", ""],
    )
    assert [(row.section, text(row.title)) for row in register_rows(source)] == [
        ("一、思想引领", "宣讲"),
        ("二、技能提升", "培训"),
    ]
    assert source.problems == ()


def test_a_section_may_be_numbered_in_the_column_of_numbers() -> None:
    source = composed(
        ["序号", "任务", "责任单位"],
        ["一", "思想引领", ""],
        ["1", "宣讲", "市总工会"],
        ["", "二、技能提升", ""],
        ["2", "培训", "市人社局"],
    )
    assert [(row.section, text(row.title)) for row in register_rows(source)] == [
        ("一、思想引领", "宣讲"),
        ("二、技能提升", "培训"),
    ]


def test_signatures_notes_and_rows_numbered_in_advance_are_no_tasks_and_no_problems() -> None:
    source = composed(
        ["序号", "任务", "责任单位", "时限"],
        ["1", "宣讲", "市总工会", "6月底"],
        ["2", "", "", ""],
        ["填表人：李明", "", "联系电话：", "000"],
        ["注：每月25日前更新", "", "", ""],
        ["", "审核人：王芳", "", ""],
    )
    assert [text(row.title) for row in register_rows(source)] == ["宣讲"]
    assert source.problems == ()


def test_a_row_without_a_task_is_named_and_not_dropped_in_silence() -> None:
    source = composed(["序号", "任务", "责任单位"], ["1", "宣讲", "市总工会"], ["2", "", "市妇联"])
    (problem,) = source.problems
    assert problem.message == "第3行没有写任务名称或内容，未列入任务，请补充或确认是否需要"
    assert source.text[problem.start : problem.end] == "2\t\t市妇联"


@pytest.mark.parametrize("written", ["2025年12月底前", "2025年12月31日", "2025-12-31", "2025年12月31日前"])
def test_a_deadline_gone_by_in_its_column_is_read_and_pointed_out(written: str) -> None:
    rows = register_rows(composed(["任务名称", "责任单位", "完成时限"], ["调研", "市妇联", written]))
    (draft,) = draft_rows(rows, date(2026, 2, 27), WorkCalendar())
    assert [time.due for time in draft.deadlines] == [(date(2025, 12, 31),)]
    (problem,) = draft.problems
    assert "早于成文日期2026年2月27日，请核对年份" in problem.message


def _drafted(*numbers: str) -> list[TaskDraft]:
    rows: list[list[str | tuple[str, int]]] = [["序号", "任务", "责任单位", "完成时限"]]
    rows += [[number, f"开展第{place}项工作", "市总工会", "6月底"] for place, number in enumerate(numbers, 1)]
    source = composed(*rows)
    return draft_rows(register_rows(source), date(2026, 2, 27), WorkCalendar())


def test_a_row_without_a_number_does_not_take_that_of_another_row() -> None:
    drafts = _drafted("1", "", "2")
    assert [one.code for one in drafts] == ["1", "", "2"]


def test_a_register_without_any_numbers_is_numbered_as_it_stands() -> None:
    assert [one.code for one in _drafted("", "", "")] == ["1", "2", "3"]


def test_a_table_of_figures_is_no_register() -> None:
    assert register_rows(composed(["指标", "目标值", "完成值"], ["入会率", "90%", "88%"])) == []


def test_a_long_text_is_no_heading_and_is_not_searched() -> None:
    assert meaning("工作任务" * 5000) is None


def test_columns_that_nobody_calls_so_are_told_by_what_stands_in_them_and_are_pointed_out() -> None:
    source = composed(
        [("附件1", 5)],
        [("2026年任务台账", 5)],
        ["序号", "要干啥", "谁来干", "谁来帮", "啥时候干完"],
        ["1", "建设职工书屋10个", "市总工会", "市教育局、市文旅局", "6月底"],
        ["2", "开展岗位技能竞赛", "市人社局", "市总工会", "9月15日前"],
    )
    extraction = extract(source)
    assert [
        (task.title, task.units, task.supporting, str(task.deadlines[0].due[0])) for task in extraction.tasks
    ] == [
        ("建设职工书屋10个", ("市总工会",), ("市教育局", "市文旅局"), "2026-06-30"),
        ("开展岗位技能竞赛", ("市人社局",), ("市总工会",), "2026-09-15"),
    ]
    (told,) = [problem for problem in extraction.problems if problem.message.startswith("表头")]
    assert "“谁来干”按“责任单位”、“谁来帮”按“配合单位”、“啥时候干完”按“完成时限”" in told.message


def test_a_table_of_figures_is_no_register_however_short_its_headings() -> None:
    figures = composed(["县区", "上半年", "下半年"], ["吕山县", "120人", "300人"], ["河口区", "80人", "90人"])
    assert extract(figures).tasks == ()
