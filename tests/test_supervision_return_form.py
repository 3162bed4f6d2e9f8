"""The return form: what a unit without a network fills in, taken in whole or not at all."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlmodel import Session, select

from config.refusal import Refusal
from documents.reading import read_cells
from models.assignment import Assignment
from models.coordination import Coordination
from models.extension import Extension
from models.progress import ProgressUpdate, StoredFile
from models.task import Reading
from models.words import Move, Status
from supervision.duties.acceptance import accept
from supervision.duties.moves import history
from supervision.duties.splitting import Share, split
from supervision.returns.return_form import return_form
from supervision.returns.return_import import forms_taken
from tests.cast import DAY, Cast
from tests.libreoffice import needs_libreoffice, saved_as
from tests.new_database import filled_database
from tests.return_forms import DUE, NOW, REPORTED, Form, three_tasks_and_their_form


@pytest.fixture
def filling() -> Callable[[Session], bytes]:
    return three_tasks_and_their_form


@pytest.fixture
def form(cast: Cast, tmp_path: Path) -> Form:
    return Form(cast, tmp_path, sent=filled_database(three_tasks_and_their_form))


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
    form.reads = read_cells
    assert "这不是回传表" in form.refused()


def test_what_begins_like_a_formula_stays_text(form: Form) -> None:
    form.fills(1, **{**REPORTED, "进展情况": "-已办一场", "存在问题": "+场地"})
    form.taken()
    update = form.cast.session.exec(select(ProgressUpdate)).one()
    assert (update.progress, update.problems) == ("-已办一场", "+场地")


@pytest.mark.long
@needs_libreoffice
@pytest.mark.parametrize("ending", ["xlsx", "xls"])
def test_the_form_survives_being_saved_by_another_program(form: Form, tmp_path: Path, ending: str) -> None:
    form.fills(1, **REPORTED)
    form.file, form.reads = saved_as(ending, form.file, tmp_path / "saved"), read_cells
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
