"""The directory goes out as a workbook and comes back: only what was edited changes, and all of it or nothing."""

import time
from collections.abc import Callable
from datetime import date
from datetime import time as hour
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import event
from sqlmodel import Session, func, select

from config.refusal import Refusal
from documents.reading import read_cells
from documents.source import UnreadableFile
from models.record import LogEntry
from models.unit import Alias, Contact, GroupMember, Unit, UnitGroup
from supervision.directory.founding import establish
from supervision.directory.sheet_import import take_in
from supervision.directory.units import add_alias, end_unit, rename
from supervision.directory.work import Outcome
from tests.amounts import amount
from tests.cast import DAY, Cast, at
from tests.directory_desk import (
    FIRST,
    OFFICE,
    Desk,
    add,
    column,
    put,
    refused,
    the_cast_and_its_directory,
    told,
)
from tests.libreoffice import needs_libreoffice, saved_as
from tests.new_database import filled_database


@pytest.fixture
def filling(
    filling: Callable[[Session], object] | None, request: pytest.FixtureRequest
) -> Callable[[Session], object] | None:
    return the_cast_and_its_directory if "desk" in request.fixturenames else filling


@pytest.fixture
def desk(cast: Cast, tmp_path: Path) -> Desk:
    return Desk(cast.session, tmp_path, filled_database(the_cast_and_its_directory))


def test_what_was_not_edited_changes_nothing(session: Session, tmp_path: Path) -> None:
    establish(session, OFFICE, by="王敏", now=at(DAY))
    unit = session.exec(select(Unit)).all()
    rename(session, unit[0], "江临市委组织和人才部", DAY, "王敏", at(DAY))
    end_unit(session, unit[-1], DAY, "王敏", at(DAY), into=unit[1])
    before = session.exec(select(func.count()).select_from(LogEntry)).one()
    outcome = Desk(session, tmp_path).comes_back()
    assert (told(outcome), refused(outcome)) == ([], "")
    assert session.exec(select(func.count()).select_from(LogEntry)).one() == before


def test_a_cell_that_was_edited_and_saved_by_a_workbook_program_is_the_only_change(
    desk: Desk, cast: Cast
) -> None:
    desk.edits(lambda book: put(book["单位"], FIRST, 地区="江临市", 简称="工会"))
    assert told(desk.comes_back()) == [
        "工作表“单位”第4行：江临市总工会：地区由“空”改为“江临市”；简称由“市总工会”改为“工会”"
    ]
    assert (cast.union.region, cast.union.short_name) == ("江临市", "工会")


def test_a_preview_says_everything_and_changes_nothing(desk: Desk, cast: Cast) -> None:
    desk.edits(lambda book: put(book["单位"], FIRST, 名称="江临市工会联合会", 更名日期=date(2026, 3, 1)))
    said = told(desk.comes_back(keep=False))
    assert said == ["工作表“单位”第4行：江临市总工会自2026年3月1日起更名为江临市工会联合会"]
    assert cast.union.name == "江临市总工会"
    assert cast.session.exec(select(LogEntry)).all() == []
    assert told(desk.comes_back()) == said
    former = cast.session.exec(select(Alias).where(Alias.name == "江临市总工会")).one()
    assert (former.unit_id, former.until) == (cast.union.id, date(2026, 3, 1))


def test_new_units_may_stand_below_each_other_in_any_order(desk: Desk, cast: Cast) -> None:
    def edit(book: Workbook) -> None:
        add(book["单位"], 名称="三级站", 类别="事业单位", 上级单位="二级局")
        add(book["单位"], 名称="二级局", 类别="县级部门", 上级单位="东湖区产改办", 条线="工会系统")
        add(book["别名"], 单位="三级站", 别名="站")
        add(book["组"], 组="试点企业", 单位="三级站")
        add(book["组"], 组="新组", 组的别名="各新组、新的组", 单位="二级局")
        add(
            book["联系人"],
            单位="三级站",
            层级="主要领导",
            姓名="钱甲",
            代理人="孙乙",
            免打扰开始=hour(22),
            免打扰结束="7:30",
        )
        add(
            book["联系人"],
            单位="三级站",
            层级="责任人",
            姓名="孙乙",
            邮箱="sun@example.org",
            电话="13800000000",
            通知渠道="邮件、短信",
        )

    outcome = desk.edits(edit).comes_back()
    assert refused(outcome) == ""
    assert len(outcome.changes) == 8
    station = cast.session.exec(select(Unit).where(Unit.name == "三级站")).one()
    bureau = cast.session.exec(select(Unit).where(Unit.name == "二级局")).one()
    assert (station.parent_id, bureau.parent_id, bureau.line) == (bureau.id, cast.district.id, "工会系统")
    head, officer = cast.session.exec(select(Contact).where(Contact.unit_id == station.id)).all()
    assert (head.quiet_from, head.quiet_until, head.deputy) == ("22:00", "07:30", "孙乙")
    assert officer.channels == ["email", "sms"]
    group = cast.session.exec(select(UnitGroup).where(UnitGroup.name == "新组")).one()
    assert group.aliases == ["各新组", "新的组"]
    joined = cast.session.exec(select(GroupMember).where(GroupMember.unit_id == station.id)).one()
    assert joined.joined_on == DAY
    assert cast.session.exec(select(LogEntry).where(LogEntry.deed == "导入单位名录")).one()


def test_one_mistake_and_nothing_is_taken_in(desk: Desk, cast: Cast) -> None:
    def edit(book: Workbook) -> None:
        put(book["单位"], FIRST, 地区="江临市")
        add(book["联系人"], 单位="没有的局", 层级="联系人", 姓名="钱甲")

    outcome = desk.edits(edit).comes_back()
    assert "没有“没有的局”这个单位" in refused(outcome)
    assert cast.union.region == ""
    assert cast.session.exec(select(LogEntry)).all() == []


def test_a_circle_of_parents_is_refused_with_its_rows(desk: Desk) -> None:
    def edit(book: Workbook) -> None:
        put(book["单位"], FIRST, 上级单位="市人社局")
        put(book["单位"], FIRST + 1, 上级单位="江临市总工会")
        add(book["单位"], 名称="自己下面的局", 类别="企业", 上级单位="自己下面的局")

    said = refused(desk.edits(edit).comes_back())
    assert said.count("绕成了一圈") == 3
    assert "第4行" in said
    assert "江临市总工会—江临市人力资源和社会保障局—江临市总工会" in said


@pytest.mark.parametrize(
    ("sheet", "cells", "says"),
    [
        ("单位", {"名称": "总工会", "类别": "企业"}, "“总工会”已经是江临市总工会的名称或别名"),
        ("单位", {"名称": " 试点 企业", "类别": "企业"}, "已经是单位组“试点企业”的名称或别名"),
        ("单位", {"类别": "企业"}, "“名称”是空的"),
        ("单位", {"名称": "新厂", "类别": "工厂"}, "“类别”里的“工厂”不认识。可以写：省级部门"),
        ("单位", {"名称": "厂" * 101, "类别": "企业"}, "“名称”超过100个字"),
        (
            "单位",
            {"名称": "新厂", "类别": "企业", "上级单位": "云上局"},
            "没有“上级单位”里写的“云上局”这个单位",
        ),
        ("单位", {"名称": "新厂", "类别": "企业", "成员单位": "也许"}, "请填是或否"),
        ("单位", {"名称": "新厂", "类别": "企业", "撤销日期": "2026-02-30"}, "“2026-02-30”不是日期"),
        ("单位", {"名称": "新厂", "类别": "企业", "并入单位": "市总工会"}, "没有写撤销日期"),
        ("单位", {"单位号（勿改）": 4711, "名称": "新厂", "类别": "企业"}, "4711没有对应的单位"),
        ("单位", {"单位号（勿改）": "甲", "名称": "新厂", "类别": "企业"}, "不是导出时的号"),
        ("单位", {"单位号（勿改）": 1, "名称": "新厂", "类别": "企业"}, "在第4行已经有了"),
        ("单位", {"名称": "=1+1", "类别": "企业"}, "“名称”是公式"),
        ("别名", {"单位": "市人社局", "别名": "总工会"}, "“总工会”已经是江临市总工会的名称或别名"),
        ("别名", {"单位": "市总工会", "别名": "总工会"}, "不要重复增加"),
        ("别名", {"别名号（勿改）": 99, "单位": "市总工会", "别名": "工会"}, "99没有对应的别名"),
        ("组", {"组": "没有的组号", "组号（勿改）": 77, "单位": "市总工会"}, "77没有对应的组"),
        ("组", {"组": "市总工会", "单位": "市总工会"}, "已经是江临市总工会的名称或别名"),
        ("组", {"组": "试点企业", "单位": "江临0厂"}, "写了两行"),
        ("组", {"组": "试点企业", "单位": "市总工会", "删除": "是"}, "不是“试点企业”的成员"),
        (
            "联系人",
            {"单位": "市总工会", "层级": "联系人", "姓名": "市总工会联系人"},
            "已经是这个单位的联系人",
        ),
        ("联系人", {"单位": "市总工会", "层级": "科长", "姓名": "钱甲"}, "“层级”里的“科长”不认识"),
        (
            "联系人",
            {"单位": "市总工会", "层级": "联系人", "姓名": "钱甲", "邮箱": "qian@"},
            "邮箱“qian@”写得不对",
        ),
        (
            "联系人",
            {"单位": "市总工会", "层级": "联系人", "姓名": "钱甲", "免打扰开始": "25:00"},
            "“25:00”不是时间",
        ),
        (
            "联系人",
            {"单位": "市总工会", "层级": "联系人", "姓名": "钱甲", "免打扰开始": "22:00"},
            "同时写开始和结束",
        ),
        (
            "联系人",
            {"单位": "市总工会", "层级": "联系人", "姓名": "钱甲", "代理人": "无名"},
            "代理人“无名”不是同一单位的联系人",
        ),
        (
            "联系人",
            {"单位": "市总工会", "层级": "联系人", "姓名": "钱甲", "通知渠道": "飞鸽"},
            "通知渠道“飞鸽”不认识",
        ),
    ],
)
def test_a_wrong_row_is_refused_by_sheet_and_row(
    desk: Desk, sheet: str, cells: dict[str, object], says: str
) -> None:
    rows: list[int] = []
    desk.edits(lambda book: rows.append(add(book[sheet], **cells)))
    said = refused(desk.comes_back())
    assert f"工作表“{sheet}”第{rows[0]}行：" in said
    assert says in said


def test_the_same_new_name_twice_in_the_workbook_names_the_other_row(desk: Desk) -> None:
    def edit(book: Workbook) -> None:
        add(book["单位"], 名称="新厂", 类别="企业")
        add(book["单位"], 名称="新 厂", 类别="企业")

    assert "“新厂”在第9行已经用了" in refused(desk.edits(edit).comes_back())


def test_an_end_and_a_merger_come_by_the_workbook(desk: Desk, cast: Cast) -> None:
    desk.edits(lambda book: put(book["单位"], FIRST + 1, 撤销日期="2026年3月1日", 并入单位="市总工会"))
    assert told(desk.comes_back()) == [
        "工作表“单位”第5行：江临市人力资源和社会保障局于2026年3月1日撤销，并入江临市总工会"
    ]
    assert cast.labour.ended_on == date(2026, 3, 1)
    desk.goes_out().edits(lambda book: put(book["单位"], FIRST + 1, 撤销日期=None, 并入单位=None))
    said = refused(desk.comes_back())
    assert "撤销日期不能删去" in said


def test_aliases_and_members_go_only_where_it_is_asked_for(cast: Cast, tmp_path: Path) -> None:
    add_alias(cast.session, cast.labour, "人社局", "王敏", at(DAY))
    desk = Desk(cast.session, tmp_path)

    def edit(book: Workbook) -> None:
        put(book["别名"], FIRST, 删除="是")
        put(book["别名"], FIRST + 1, 别名="总工会")
        put(book["组"], FIRST, 删除="是")
        book["组"].delete_rows(FIRST + 1)

    assert refused(desk.edits(edit).comes_back()) == ""
    alias = cast.session.exec(select(Alias)).one()
    assert (alias.name, alias.unit_id) == ("总工会", cast.labour.id)
    assert cast.session.exec(select(GroupMember.unit_id)).all() == [cast.pilots[1].id]


def test_a_group_is_renamed_on_all_its_rows_or_not_at_all(desk: Desk, cast: Cast) -> None:
    desk.edits(lambda book: put(book["组"], FIRST, 组="试点单位"))
    assert "各行的组名和组的别名不一致" in refused(desk.comes_back())

    def edit(book: Workbook) -> None:
        put(book["组"], FIRST + 1, 组="试点单位")
        add(book["组"], 组="试点单位", 单位="市总工会")

    assert refused(desk.edits(edit).comes_back()) == ""
    assert cast.session.exec(select(UnitGroup.name)).all() == ["试点单位"]


@pytest.mark.parametrize(
    ("how", "says"),
    [
        (lambda book: _rename_heading(book, "简称", "小名"), "工作表“单位”的表头缺少“简称”"),
        (lambda book: _rename_heading(book, "简称", "名称"), "表头缺少“简称”"),
        (lambda book: book["单位"].cell(3, 20, "备注"), "表头多了“备注”"),
        (lambda book: book.create_sheet("另一张"), "没有“另一张”这个工作表"),
    ],
)
def test_a_workbook_with_other_headings_or_sheets_isrefused(
    desk: Desk, how: Callable[[Workbook], None], says: str
) -> None:
    desk.edits(how)
    with pytest.raises(Refusal, match=says):
        desk.comes_back()


def _rename_heading(book: Workbook, old: str, new: str) -> None:
    book["单位"].cell(FIRST - 1, column(book["单位"], old)).value = new


def test_a_sheet_that_was_taken_out_changes_nothing(desk: Desk) -> None:
    desk.edits(lambda book: book.remove(book["联系人"]))
    assert desk.comes_back() == Outcome()


def test_what_is_no_workbook_isrefused(tmp_path: Path) -> None:
    file = tmp_path / "名录.xlsx"
    file.write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(UnreadableFile, match="损坏"):
        read_cells(file)


@pytest.mark.long
@needs_libreoffice
def test_a_directory_saved_again_by_another_program_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.edits(lambda book: add(book["单位"], 名称="新厂", 类别="企业"))
    # How an old workbook is read is the same for all that come back: the ledger and the return form try it each time.
    for ending in amount(("xlsx",), ("xlsx", "xls")):
        sheets = read_cells(saved_as(ending, desk.file, tmp_path / "saved"))
        outcome = take_in(desk.session, sheets, "王敏", DAY, at(DAY), keep=False)
        assert told(outcome) == ["工作表“单位”第9行：增加单位新厂"]


def test_the_work_of_taking_in_thousands_of_units_grows_with_their_number_alone(
    desk: Desk, cast: Cast
) -> None:
    units = amount(200, 3000)

    def edit(book: Workbook) -> None:
        for number in range(units):
            above = "东湖区产改办" if number < 30 else f"第{number % 30:04d}单位"
            book["单位"].append(
                [None, f"第{number:04d}单位", "", "企业", "", above, "", "", "是", None, None, ""]
            )
            book["联系人"].append(
                [None, f"第{number:04d}单位", "联系人", f"人{number}", "", f"p{number}@example.org"]
            )

    desk.edits(edit)
    began = time.perf_counter()
    asked: list[str] = []
    bind = cast.session.get_bind()

    def hear(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(bind, "before_cursor_execute", hear)
    outcome = desk.comes_back()
    event.remove(bind, "before_cursor_execute", hear)
    took = time.perf_counter() - began
    assert refused(outcome) == ""
    assert len(outcome.changes) == units * 2
    assert len(asked) < 6 * units  # the time depends on the machine, the work does not
    print(f"{units} units and contacts in {took:.1f} s, {len(asked)} statements")
