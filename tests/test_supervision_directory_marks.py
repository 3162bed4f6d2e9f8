"""What others changed while the workbook was out is neither lost nor overwritten: the row is refused by name."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from sqlmodel import Session, select

from config.refusal import Refusal
from models.unit import Contact, GroupMember, UnitGroup
from supervision.directory.groups import change_group, move_joining
from supervision.directory.people import change_contact
from supervision.directory.sheet_import import take_in
from supervision.directory.units import add_alias, change_alias, rename
from supervision.directory.work import Outcome
from tests.cast import DAY, Cast, at
from tests.directory_desk import FIRST, Desk, add, column, put, refused, the_cast_and_its_directory, told
from tests.new_database import filled_database
from tests.read_here import cells_here


@pytest.fixture
def filling() -> Callable[[Session], object]:
    return the_cast_and_its_directory


@pytest.fixture
def desk(cast: Cast, tmp_path: Path) -> Desk:
    return Desk(cast.session, tmp_path, filled_database(the_cast_and_its_directory))


def _renamed(desk: Desk, cast: Cast) -> None:
    rename(desk.session, cast.union, "江临市工会联合会", DAY, "李静", at(DAY))


def test_what_changed_after_the_export_and_was_not_edited_keeps_its_newer_state(
    desk: Desk, cast: Cast
) -> None:
    _renamed(desk, cast)
    contact = cast.session.exec(select(Contact).where(Contact.unit_id == cast.union.id)).first()
    assert contact is not None
    change_contact(cast.session, contact, "李静", at(DAY), phone="0571-1")
    desk.edits(lambda book: put(book["单位"], FIRST + 1, 地区="江临市"))
    outcome = desk.comes_back()
    assert (refused(outcome), len(outcome.changes)) == ("", 1)
    assert (cast.union.name, contact.phone, cast.labour.region) == ("江临市工会联合会", "0571-1", "江临市")


def test_a_row_edited_here_and_there_is_refused_by_sheet_and_row(desk: Desk, cast: Cast) -> None:
    def edit(book: Workbook) -> None:
        put(book["单位"], FIRST, 地区="江临市")

    _renamed(desk, cast)
    outcome = desk.edits(edit).comes_back()
    assert (
        refused(outcome) == "工作表“单位”第4行：这一行导出后已被修改，没有导入。请重新导出名录，再改这一行。"
    )
    assert (cast.union.name, cast.union.region) == ("江临市工会联合会", "")
    assert len(desk.goes_out().edits(edit).comes_back().changes) == 1


def test_the_same_edit_made_twice_is_no_change(desk: Desk, cast: Cast) -> None:
    desk.edits(lambda book: put(book["单位"], FIRST, 地区="江临市"))
    assert len(desk.comes_back().changes) == 1
    assert desk.comes_back() == Outcome()
    assert cast.union.region == "江临市"


def test_a_contact_an_alias_and_a_member_that_changed_meanwhile_arerefused(
    cast: Cast, tmp_path: Path
) -> None:
    alias = add_alias(cast.session, cast.labour, "人社局", "王敏", at(DAY))
    desk = Desk(cast.session, tmp_path)
    contact = cast.session.exec(select(Contact).order_by(Contact.id)).first()  # type: ignore[arg-type]
    member = cast.session.exec(select(GroupMember).order_by(GroupMember.id)).first()  # type: ignore[arg-type]
    assert contact is not None
    assert member is not None
    change_contact(cast.session, contact, "李静", at(DAY), title="主任")
    change_alias(cast.session, alias, "李静", at(DAY), until=DAY)
    move_joining(cast.session, member, date(2026, 2, 2), "李静", at(DAY))
    for sheet, cells in (
        ("联系人", {"电话": "0571-2"}),
        ("别名", {"别名": "市人社"}),
        ("组", {"删除": "是"}),
    ):

        def edit(book: Workbook, sheet: str = sheet, cells: dict[str, str] = cells) -> None:
            rows = range(FIRST, book[sheet].max_row + 1)
            key = next(
                row
                for row in rows
                if sheet != "别名" or book[sheet].cell(row, column(book[sheet], "别名")).value == "人社局"
            )
            put(book[sheet], key, **cells)

        to_refuse = tmp_path / "copy.xlsx"
        shutil.copy(desk.file, to_refuse)
        workbook = openpyxl.load_workbook(to_refuse)
        edit(workbook)
        workbook.save(to_refuse)
        outcome = take_in(cast.session, cells_here(to_refuse), "王敏", DAY, at(DAY), keep=True)
        assert f"工作表“{sheet}”第" in refused(outcome)
        assert "导出后已被修改" in refused(outcome)


def test_a_group_renamed_meanwhile_gets_no_member_by_its_old_name(desk: Desk, cast: Cast) -> None:
    group = cast.session.exec(select(UnitGroup)).one()
    change_group(cast.session, group, "李静", at(DAY), name="样板企业", aliases=())
    assert desk.comes_back() == Outcome()
    desk.edits(lambda book: add(book["组"], 组="试点企业", 单位="市总工会"))
    assert "单位组“试点企业”导出后已被修改" in refused(desk.comes_back())
    assert cast.session.exec(select(UnitGroup.name)).all() == ["样板企业"]


@pytest.mark.parametrize("mark", [None, "x", "0" * 16])
def test_a_mark_that_was_changed_or_taken_away_isrefused(desk: Desk, cast: Cast, mark: str | None) -> None:
    desk.edits(lambda book: put(book["单位"], FIRST, 地区="江临市", **{"行标识（勿改）": mark}))
    said = refused(desk.comes_back())
    assert "工作表“单位”第4行：" in said
    assert "重新导出" in said
    assert cast.union.region == ""


def test_a_workbook_without_the_column_of_marks_isrefused(desk: Desk) -> None:
    desk.edits(lambda book: book["单位"].delete_cols(column(book["单位"], "行标识（勿改）")))
    with pytest.raises(Refusal, match=r"缺少“行标识（勿改）”.*先导出单位名录"):
        desk.comes_back()


def test_rows_may_be_sorted_and_copied(desk: Desk, cast: Cast) -> None:
    def edit(book: Workbook) -> None:
        page = book["单位"]
        first = [cell.value for cell in page[FIRST]]
        second = [cell.value for cell in page[FIRST + 1]]
        for place, (one, other) in enumerate(zip(second, first, strict=True), 1):
            page.cell(FIRST, place).value, page.cell(FIRST + 1, place).value = one, other
        page.append([None, "新厂", "", *second[3:]])

    assert told(desk.edits(edit).comes_back()) == [f"工作表“单位”第{9}行：增加单位新厂"]
    assert cast.union.name == "江临市总工会"
