"""What is wrong with a return form: every faulty row is named, and nothing of the form is taken."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlmodel import Session, select

from models.assignment import Assignment
from models.progress import ProgressUpdate
from models.task import Reading, Task
from models.words import EvidenceKind
from supervision.duties.acceptance import accept
from supervision.duties.evidence import attach
from supervision.duties.progress import Report, report
from supervision.returns.return_import import FormRefused
from tests.cast import DAY, Cast
from tests.new_database import filled_database
from tests.return_forms import NOW, REPORTED, Form, three_tasks_and_their_form


@pytest.fixture
def filling() -> Callable[[Session], bytes]:
    return three_tasks_and_their_form


@pytest.fixture
def form(cast: Cast, tmp_path: Path) -> Form:
    return Form(cast, tmp_path, sent=filled_database(three_tasks_and_their_form))


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({**REPORTED, "进度（%）": 101}, "进度“101”不对"),
        ({**REPORTED, "进度（%）": -1}, "进度“-1”不对"),
        ({**REPORTED, "进度（%）": 40.5}, "进度“40.5”不对"),
        ({**REPORTED, "进度（%）": "一半"}, "进度“一半”不对"),
        ({**REPORTED, "进度（%）": "9" * 5000}, "不对"),
        ({**REPORTED, "进度（%）": None}, "要填“进度（%）”"),
        ({**REPORTED, "数据截至日期": None}, "要填“数据截至日期”"),
        ({**REPORTED, "数据截至日期": "昨天"}, "“昨天”不是日期"),
        ({**REPORTED, "数据截至日期": "2026-02-30"}, "“2026-02-30”不是日期"),
        ({**REPORTED, "数据截至日期": "2026年13月1日"}, "不是日期"),
        ({**REPORTED, "数据截至日期": date(2026, 3, 10)}, "还没有到"),
        ({**REPORTED, "数据截至日期": date(2026, 3, 1)}, "早于交办日期"),
        ({**REPORTED, "数据截至日期": 40}, "早于交办日期"),
        ({**REPORTED, "进展情况": None}, "写明进展情况"),
        ({**REPORTED, "签收": None}, "请在“签收”栏选“是”"),
        ({**REPORTED, "签收": "否"}, "只能选“是”或者空着"),
        ({"签收": "是", "完成情况": "办完了"}, "“申请销号”没有选“是”"),
        ({"签收": "是", "申请销号": "是"}, "请写明完成情况"),
        ({"签收": "是", "申请延期至": date(2026, 7, 31)}, "原因"),
        ({"签收": "是", "延期原因": "维修"}, "没有填“申请延期至”"),
        ({"签收": "是", "申请延期至": date(2026, 7, 31), "延期原因": "维修"}, "进展"),
        (
            {"签收": "是", "申请延期至": date(2026, 6, 1), "延期原因": "维修", "进展情况": "在办"},
            "不晚于",
        ),
        (
            {
                "签收": "是",
                "申请延期至": date(2026, 7, 31),
                "延期原因": "维修",
                "申请销号": "是",
                "完成情况": "完",
            },
            "不能同时",
        ),
    ],
)
def test_a_row_that_is_wrong_is_named_and_nothing_of_the_form_is_taken(
    form: Form, cells: dict[str, Any], sentence: str
) -> None:
    form.fills(2, **REPORTED)
    form.fills(1, **cells)
    said = form.refused()
    assert "第1项（2026-001）：" in said
    assert "第2项" not in said
    assert sentence in said
    assert "整张表都没有导入" in said


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"填报值": "许多", "数据截至日期": DAY}, "“许多”不是数"),
        ({"填报值": 10}, "要一起填"),
        ({"数据截至日期": DAY}, "要一起填"),
        ({"填报值": 10, "数据截至日期": date(2026, 3, 10)}, "还没有到"),
    ],
)
def test_a_wrong_figure_is_named(form: Form, cells: dict[str, Any], sentence: str) -> None:
    form.fills(2, **REPORTED).fills(1, sheet="指标", **cells)
    said = form.refused()
    assert "指标表第1项（2026-001）：" in said
    assert sentence in said


def test_every_wrong_row_is_named_at_once(form: Form) -> None:
    form.fills(1, **{**REPORTED, "进度（%）": 101}).fills(3, **{**REPORTED, "数据截至日期": "昨天"})
    with pytest.raises(FormRefused) as refusal:
        form.taken()
    assert [one.row for one in refusal.value.rows] == ["第1项（2026-001）", "第3项（2026-003）"]


@pytest.mark.parametrize(
    ("written", "percent"), [("40", 40), ("40%", 40), ("４０％", 40), (40.0, 40), (0, 0), (" 100 ", 100)]
)
def test_a_percentage_is_taken_however_it_is_written(form: Form, written: object, percent: int) -> None:
    form.fills(1, **{**REPORTED, "进度（%）": written})
    form.taken()
    assert form.cast.session.exec(select(ProgressUpdate)).one().percent == percent


def test_a_cell_in_the_format_of_percent_means_what_it_shows(form: Form) -> None:
    def as_percent(book: Any) -> None:
        cell = form.cell(book["回传表"], 1, "进度（%）")
        cell.value, cell.number_format = 0.4, "0%"

    form.fills(1, **REPORTED).changes(as_percent).taken()
    assert form.cast.session.exec(select(ProgressUpdate)).one().percent == 40


@pytest.mark.parametrize(
    "written",
    ["2026-03-09", "2026/3/9", "2026.3.9", "2026年3月9日", "２０２６年３月９日", datetime(2026, 3, 9)],  # noqa: DTZ001 - a cell has no zone
)
def test_a_date_is_taken_however_it_is_written(form: Form, written: object) -> None:
    form.fills(1, **{**REPORTED, "数据截至日期": written})
    form.taken()
    assert form.cast.session.exec(select(ProgressUpdate)).one().as_of == DAY


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("任务名称", "另一件事"),
        ("完成时限", "2026年12月31日"),
        ("编号", "2026-002"),
        ("工作要求", None),
        ("序号", 7),
    ],
)
def test_a_locked_cell_that_was_changed_is_named(form: Form, heading: str, value: Any) -> None:
    form.fills(2, **REPORTED).fills(1, **{heading: value})
    said = form.refused()
    assert "锁定的单元格" in said
    assert "被改动过" in said
    if heading != "序号":
        assert f"“{heading}”" in said


def test_a_changed_or_missing_code_is_refused(form: Form) -> None:
    sheet = openpyxl.load_workbook(form.file)["回传表"]
    codes = [form.cell(sheet, row, "核对码（勿改）").value for row in (1, 2)]
    form.fills(2, **REPORTED).fills(1, **REPORTED)
    changed: list[Any] = [None, "x", codes[0][:-1] + ("0" if codes[0][-1] != "0" else "1"), codes[0] * 2]
    for wrong in changed:
        form.fills(1, **{"核对码（勿改）": wrong})
        assert "第1项（2026-001）：" in form.refused()
    form.fills(1, **{"核对码（勿改）": codes[1]})
    assert "第1项（2026-001）：锁定的单元格" in form.refused()


def test_a_row_that_stands_there_twice_is_refused(form: Form) -> None:
    def again(book: Any) -> None:
        sheet = book["回传表"]
        for place, cell in enumerate(list(sheet[4]), 1):
            sheet.cell(7, place).value = cell.value

    form.fills(1, **REPORTED).changes(again)
    assert "出现了两次" in form.refused()


def test_a_row_from_another_form_is_refused(form: Form, tmp_path: Path) -> None:
    other = Form(form.cast, tmp_path, name="另一张.xlsx").fills(1, **REPORTED)

    def pasted(book: Any) -> None:
        sheet = book["回传表"]
        for place, cell in enumerate(openpyxl.load_workbook(other.file)["回传表"][4], 1):
            sheet.cell(7, place).value = cell.value

    form.fills(2, **REPORTED).changes(pasted)
    assert "从另一张回传表粘贴来的" in form.refused()


def test_an_outdated_row_is_refused_with_what_happened_since(form: Form) -> None:
    own = form.cast.session.get_one(Assignment, 1)
    accept(form.cast.session, own, form.cast.lead, DAY, NOW)
    report(form.cast.session, own, Report(DAY, 10, "在办"), form.cast.lead, DAY, NOW)
    form.fills(1, **REPORTED)
    said = form.refused()
    assert "已经过时" in said
    assert "2026年3月9日，苏望反馈" in said


def test_an_outdated_row_without_entries_is_in_nobodys_way(form: Form) -> None:
    accept(form.cast.session, form.cast.session.get_one(Assignment, 1), form.cast.lead, DAY, NOW)
    form.fills(2, **REPORTED)
    assert len(form.taken()) == 1


def test_a_task_that_got_another_title_makes_its_row_old(form: Form) -> None:
    form.cast.session.get_one(Task, 1).title = "办好两场职工技能竞赛"
    form.cast.session.flush()
    form.fills(1, **REPORTED)
    assert "已经过时" in form.refused()


def test_a_photo_that_came_before_the_form_does_not_make_it_old(form: Form, tmp_path: Path) -> None:
    session, own = form.cast.session, form.cast.session.get_one(Assignment, 1)
    accept(session, own, form.cast.clerk, DAY, NOW)
    late = Form(form.cast, tmp_path, name="晚.xlsx")
    attach(session, own, "现场.png", b"\x89PNG\r\n\x1a\n1", EvidenceKind.PHOTO, form.cast.clerk, DAY, NOW)
    late.fills(1, **{**REPORTED, "签收": None})
    assert [one.done for one in late.taken()] == ["反馈进展（40%）"]


def test_a_figure_reported_meanwhile_makes_the_row_old(form: Form) -> None:
    form.cast.session.add(
        Reading(
            indicator_id=1, unit_id=form.cast.union.id, value=Decimal(5), as_of=date(2026, 3, 8),
            reported_at=NOW, reported_by="苏望",
        )
    )  # fmt: skip
    form.cast.session.flush()
    form.fills(1, sheet="指标", 填报值=10, 数据截至日期=DAY)
    assert "苏望填报" in form.refused()


def test_cells_merged_over_two_rows_are_refused(form: Form) -> None:
    form.fills(1, **REPORTED).changes(lambda book: book["回传表"].merge_cells("L4:L5"))
    assert "L4:L5是合并单元格" in form.refused()


def test_a_formula_without_a_result_is_named_by_its_cell(form: Form) -> None:
    form.fills(1, **{**REPORTED, "进度（%）": "=20+20"})
    assert "J4是没有结果或出错的公式" in form.refused()
