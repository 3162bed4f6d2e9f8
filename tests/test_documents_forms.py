"""The form of an order (督办单): labels and what is filled in, side by side."""

from datetime import date
from pathlib import Path

import docx

from documents.extraction import Extraction, extract
from tests.read_here import read_here

ROWS = (
    ("督办事项", "职工服务中心建设进度滞后", "督办日期", "2026年3月12日"),
    ("承办单位", "市总工会", "配合单位", "市住建局"),
    ("督办依据", "市产改协调小组第3次会议纪要", "", ""),
    ("办理要求", "查明原因，制定赶工计划，并于3月25日前书面报送整改情况", "", ""),
    ("办理时限", "2026年4月30日前办结", "联系人", "李明"),
    ("领导批示", "请抓紧办理", "", ""),
)


def order(folder: Path, *rows: tuple[str, ...]) -> Extraction:
    made = docx.Document()
    made.add_paragraph("江临市产改办督办单")
    made.add_paragraph("编号：江产改督〔2026〕5号")
    table = made.add_table(rows=0, cols=4)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    file = folder / "督办单.docx"
    made.save(str(file))
    return extract(read_here(file))


def test_an_order_is_one_task_with_its_units_and_its_time(tmp_path: Path) -> None:
    found = order(tmp_path, *ROWS)
    (task,) = found.tasks
    assert (task.title, task.units, task.supporting) == (
        "职工服务中心建设进度滞后",
        ("市总工会",),
        ("市住建局",),
    )
    assert [day for time in task.deadlines for day in time.due] == [date(2026, 4, 30)]
    assert "制定赶工计划" in task.text


def test_the_day_of_the_form_is_the_day_of_the_paper_and_nobody_signs_it(tmp_path: Path) -> None:
    header = order(tmp_path, *ROWS).document
    assert (header.issued_on, header.issuer, header.reference) == (
        date(2026, 3, 12),
        "",
        "江产改督〔2026〕5号",
    )


def test_a_date_in_the_requirements_is_not_lost_beside_the_time_limit(tmp_path: Path) -> None:
    (task,) = order(tmp_path, *ROWS).tasks
    assert any("内容里还写有“3月25日前”" in problem.message for problem in task.problems)


def test_a_form_that_says_neither_who_nor_when_is_no_task(tmp_path: Path) -> None:
    assert order(tmp_path, ("姓名", "李明", "职务", "主任"), ("项目名称", "竞赛", "电话", "0000")).tasks == ()
