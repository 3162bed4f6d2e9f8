"""The return form: what a unit without a network fills in, taken in whole or not at all."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sqlmodel import select

from config.refusal import Refusal
from documents.reading import read
from models.assignment import Assignment, Transition
from models.coordination import Coordination
from models.extension import Extension
from models.progress import ProgressUpdate, StoredFile
from models.record import LogEntry
from models.task import Indicator, Reading, Task
from models.unit import Unit
from models.words import EvidenceKind, Move, Status
from papers import to_xlsx
from supervision.acceptance import accept
from supervision.actor import Actor
from supervision.bulk import RowOutcome
from supervision.evidence import attach
from supervision.moves import history
from supervision.progress import Report, report
from supervision.return_form import return_form
from supervision.return_import import FormRefused, forms_taken, take_form
from supervision.splitting import Share, split
from tests.cast import DAY, Cast, at

DUE = date(2026, 6, 30)
NOW = at(DAY)
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice") or ""
needs_libreoffice = pytest.mark.skipif(not SOFFICE, reason="no LibreOffice here")
REPORTED: dict[str, Any] = {"签收": "是", "进度（%）": 40, "数据截至日期": DAY, "进展情况": "已办一场。"}


class Form:
    """A return form on a clerk's desk."""

    def __init__(self, cast: Cast, folder: Path, unit: Unit | None = None, name: str = "回传表.xlsx") -> None:
        self.cast = cast
        self.file = folder / name
        to_xlsx.write(return_form(cast.session, unit or cast.union, DAY), self.file)

    def fills(self, row: int, sheet: str = "回传表", **cells: Any) -> "Form":
        """Write into the cells of a row, by their headings."""
        return self.changes(lambda book: self._put(book[sheet], row, cells))

    def changes(self, change: Callable[[Any], None]) -> "Form":
        """Do anything to the workbook."""
        book = openpyxl.load_workbook(self.file)
        change(book)
        book.save(self.file)
        return self

    def cell(self, sheet: Worksheet, row: int, heading: str) -> Any:
        """The cell of a row under a heading."""
        headings = [cell.value for cell in sheet[3]]
        return sheet.cell(3 + row, headings.index(heading) + 1)

    def taken(
        self, actor: Actor | None = None, today: date = DAY, expected: Unit | None = None
    ) -> list[RowOutcome]:
        """What comes of taking it in."""
        return take_form(
            self.cast.session, read(self.file), self.file.name, self.file.read_bytes(),
            actor or self.cast.clerk, today, at(today), expected=expected,
        )[1]  # fmt: skip

    def refused(self, actor: Actor | None = None, today: date = DAY) -> str:
        """The sentence that refuses it; nothing of it must be left behind."""
        before = _all(self.cast)
        with pytest.raises(Refusal) as refusal, self.cast.session.begin_nested():
            self.taken(actor, today)
        assert _all(self.cast) == before
        return refusal.value.sentence

    def _put(self, sheet: Worksheet, row: int, cells: dict[str, Any]) -> None:
        for heading, value in cells.items():
            self.cell(sheet, row, heading).value = value


def _all(cast: Cast) -> list[object]:
    cast.session.expire_all()
    tables = (Transition, ProgressUpdate, Extension, Reading, LogEntry, StoredFile, Assignment)
    return [row.model_dump() for table in tables for row in cast.session.exec(select(table))]


def _indicator(cast: Cast, task_id: int) -> None:
    cast.session.add(
        Indicator(
            document_id=cast.document.id, task_id=task_id, name="新增高技能人才", relation=">=",
            target=Decimal(1000), measure="人", text="新增高技能人才1000人以上",
        )
    )  # fmt: skip
    cast.session.flush()


@pytest.fixture
def form(cast: Cast, tmp_path: Path) -> Form:
    for due in (DUE, date(2026, 9, 30), None):
        cast.task(due, supporting=("市人社局",))
    _indicator(cast, 1)
    return Form(cast, tmp_path)


def test_a_form_lists_what_the_unit_has_in_hand_and_only_that(form: Form) -> None:
    sheet = openpyxl.load_workbook(form.file)["回传表"]
    due = [form.cell(sheet, row, "完成时限").value for row in (1, 2, 3)]
    assert due == ["2026年6月30日", "2026年9月30日", "未定时限"]
    assert form.cell(sheet, 1, "目前状态").value == "已交办"
    assert "江临市总工会督办事项回传表" in sheet["A1"].value
    assert "严禁填报涉密内容" in sheet["A2"].value
    assert sheet.max_row == 6
    assert openpyxl.load_workbook(form.file).sheetnames == ["回传表", "指标", "填写说明"]


def test_only_the_cells_to_fill_in_are_open_and_there_is_no_password(form: Form) -> None:
    book = openpyxl.load_workbook(form.file)
    for sheet in book:
        assert sheet.protection.sheet
        assert not sheet.protection.password
    sheet = book["回传表"]
    headings = [cell.value for cell in sheet[3]]
    is_open = [
        heading for heading, cell in zip(headings, sheet[4], strict=True) if not cell.protection.locked
    ]
    assert is_open == [
        "签收", "进度（%）", "数据截至日期", "进展情况", "存在问题", "下一步措施", "需协调事项", "申请销号",
        "完成情况", "申请延期至", "延期原因",
    ]  # fmt: skip
    offered = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert offered == {"I4:I6": '"是"', "J4:J6": "0", "P4:P6": '"是"'}


def test_a_unit_with_nothing_in_hand_gets_no_form(cast: Cast) -> None:
    with pytest.raises(Refusal, match="没有在办的事项"):
        return_form(cast.session, cast.district, DAY)


def test_a_filled_form_is_done_in_one_step_and_recorded_as_keyed_in(form: Form) -> None:
    form.fills(1, 存在问题="场地不够", 下一步措施="借用体育馆", 需协调事项="请市体育局支持", **REPORTED)
    form.fills(2, 签收="是", 申请延期至=date(2026, 10, 31), 延期原因="场馆维修", 进展情况="正在选场馆")
    form.fills(3, 签收="是", 申请销号="是", 完成情况="三场全部办完，480人参加。")
    form.fills(1, sheet="指标", 填报值=120, 数据截至日期=DAY)
    done = form.taken()
    assert [(one.row, one.done) for one in done] == [
        ("第1项（2026-001）", "签收；反馈进展（40%）"),
        ("第2项（2026-002）", "签收；申请延期至2026年10月31日"),
        ("第3项（2026-003）", "签收；申请销号"),
        ("指标表第1项（2026-001）", "填报新增高技能人才：120人"),
    ]
    session = form.cast.session
    update = session.exec(select(ProgressUpdate)).one()
    assert (update.percent, update.as_of, update.progress, update.by) == (
        40,
        DAY,
        "已办一场。",
        "王敏（代录）",
    )
    assert (update.problems, update.next_steps, update.to_coordinate) == (
        "场地不够", "借用体育馆", "请市体育局支持",
    )  # fmt: skip
    own = session.exec(select(Assignment).where(Assignment.unit_id == form.cast.union.id)).all()
    assert [one.status for one in own] == [Status.UNDERWAY, Status.ACCEPTED, Status.SUBMITTED]
    steps = [step for one in own for step in history(session, one.id)[1:] if step.move is not Move.COORDINATE]
    assert {step.by for step in steps} == {"王敏（代录）"}
    assert session.exec(select(Extension)).one().proposed_on == date(2026, 10, 31)
    reading = session.exec(select(Reading)).one()
    assert (int(reading.value), reading.unit_id, reading.reported_by) == (
        120,
        form.cast.union.id,
        "王敏（代录）",
    )
    entry = forms_taken(session, form.cast.union.id)[0]
    assert (entry.by, entry.particulars["rows"]) == ("王敏", 4)
    assert entry.particulars["sha256"] == session.exec(select(StoredFile)).one().sha256


def test_rows_without_anything_change_nothing(form: Form) -> None:
    form.fills(2, **REPORTED)
    assert [one.row for one in form.taken()] == ["第2项（2026-002）"]
    statuses = [one.status for one in form.cast.session.exec(select(Assignment).order_by("id"))]
    assert statuses.count(Status.ASSIGNED) == 5


def test_an_empty_form_says_so(form: Form) -> None:
    assert "一栏也没有填" in form.refused()


def test_a_form_taken_in_twice_says_who_took_it_before(form: Form) -> None:
    form.fills(1, **REPORTED)
    form.taken()
    sentence = form.refused(form.cast.other_clerk, DAY + timedelta(days=1))
    assert "已由王敏在2026年3月9日导入" in sentence
    form.fills(2, **REPORTED)
    assert "不必重复导入" in form.refused()


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


def test_a_form_of_another_office_is_refused(form: Form, home: Path) -> None:
    form.fills(1, **REPORTED)
    (home / "office.key").unlink()
    assert "不是本办公室做的" in form.refused()


def test_a_form_of_another_unit_is_not_taken_for_this_one(form: Form) -> None:
    form.fills(1, **REPORTED)
    with pytest.raises(Refusal, match="这张回传表是市总工会的"):
        form.taken(expected=form.cast.labour)


def test_a_unit_cannot_make_the_form_of_another_its_own(form: Form, tmp_path: Path) -> None:
    theirs = Form(form.cast, tmp_path, form.cast.labour, "人社局.xlsx")
    sheet = openpyxl.load_workbook(theirs.file)["回传表"]
    code = theirs.cell(sheet, 1, "核对码（勿改）").value
    parts = code.split(".")
    parts[2] = str(form.cast.union.id)
    theirs.fills(1, **REPORTED, **{"核对码（勿改）": ".".join(parts)})
    assert "被改动过" in theirs.refused()


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


def test_only_a_clerk_takes_a_form_in(form: Form) -> None:
    form.fills(1, **REPORTED)
    for actor in (form.cast.leader, form.cast.lead):
        assert "由经办人员导入" in form.refused(actor)


def test_a_hidden_column_does_not_pass_for_an_empty_one(form: Form) -> None:
    def hidden(book: Any) -> None:
        book["回传表"].column_dimensions["M"].hidden = True

    form.fills(1, 存在问题="场地不够", **REPORTED).changes(hidden)
    assert "隐藏" in form.refused()


def test_a_workbook_that_is_no_form_is_refused(form: Form, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["任务名称", "责任单位", "完成时限"])
    sheet.append(["办好竞赛", "市总工会", "6月底前"])
    form.file = tmp_path / "台账.xlsx"
    book.save(form.file)
    assert "这不是回传表" in form.refused()


def test_what_begins_like_a_formula_stays_text(form: Form) -> None:
    form.fills(1, **{**REPORTED, "进展情况": "-已办一场", "存在问题": "+场地"})
    form.taken()
    update = form.cast.session.exec(select(ProgressUpdate)).one()
    assert (update.progress, update.problems) == ("-已办一场", "+场地")


@needs_libreoffice
@pytest.mark.parametrize("ending", ["xlsx", "xls"])
def test_the_form_survives_being_saved_by_another_program(form: Form, tmp_path: Path, ending: str) -> None:
    form.fills(1, **REPORTED)
    saved = tmp_path / "saved"
    command = [
        SOFFICE,
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to",
        ending,
    ]
    subprocess.run([*command, "--outdir", saved, form.file], check=True, capture_output=True, timeout=120)
    form.file = saved / f"回传表.{ending}"
    assert form.taken()[0].done == "签收；反馈进展（40%）"


def test_what_a_clerk_keyed_in_from_a_form_another_clerk_reviews(form: Form) -> None:
    form.fills(1, 签收="是", 申请销号="是", 完成情况="三场全部办完。")
    form.taken()
    own = form.cast.session.get_one(Assignment, 1)
    assert [(step.move, step.by) for step in history(form.cast.session, own.id)][1:] == [
        (Move.ACCEPT, "王敏（代录）"),
        (Move.SUBMIT, "王敏（代录）"),
    ]


def test_a_part_that_was_split_off_says_what_the_unit_above_wrote(cast: Cast, tmp_path: Path) -> None:
    shop = cast.pilots[0]
    shop.parent_id = cast.union.id
    whole = cast.assignment(DUE)
    accept(cast.session, whole, cast.lead, DAY, NOW)
    split(cast.session, whole, [Share(shop.id, "组织本厂参赛")], cast.lead, DAY, NOW)
    form = Form(cast, tmp_path, shop)
    assert form.cell(openpyxl.load_workbook(form.file)["回传表"], 1, "工作要求").value == "组织本厂参赛"
    form.fills(1, **REPORTED)
    assert form.taken()[0].done == "签收；反馈进展（40%）"


def test_what_needs_coordination_joins_the_queue(form: Form) -> None:
    form.fills(1, 需协调事项="请市体育局支持", **REPORTED).taken()
    matter = form.cast.session.exec(select(Coordination)).one()
    assert matter.assignment_id == 1
