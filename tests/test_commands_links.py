"""``duban link``, ``duban return-form``, ``duban return-import``: reporting without an account, from the command line."""

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlmodel import select

from models import database
from models.assignment import Assignment
from models.link import Link
from models.words import Status
from supervision.returns.links import opened
from tests.cast import DAY
from tests.office import BoardOffice, establish
from tests.terminal import duban


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish()


def fill(file: Path, **cells: Any) -> None:
    book = openpyxl.load_workbook(file)
    sheet = book["回传表"]
    headings = [cell.value for cell in sheet[3]]
    for heading, value in cells.items():
        sheet.cell(4, headings.index(heading) + 1).value = value
    book.save(file)


def test_a_link_is_made_listed_and_taken_back(office: BoardOffice, home: Path) -> None:
    made = duban("link", "总工会", "--for", "苏望", "--code", "--by", "王敏", home=home)
    found = re.search(r"/l/([\w-]+)", made.out)
    assert made.code == 0
    assert found
    assert re.search(r"口令：\d{6}", made.out)
    with database.reading() as session:
        link = session.exec(select(Link)).one()
        assert opened(session, found[1], link.made_at) == link
        assert link.made_by == "王敏"
    listed = duban("link", "市总工会", "--json", home=home).data
    assert [(row["person"], row["scope"], row["standing"]) for row in listed] == [("苏望", "全部", "有效")]
    assert "已收回" in duban("link", "市总工会", "--revoke", "1", home=home).out
    again = duban("link", "市总工会", "--revoke", "1", home=home)
    assert (again.code, "不必再收回" in again.err) == (1, True)


def test_a_link_for_one_assignment_is_its_units(office: BoardOffice, home: Path) -> None:
    one = str(office.lead_assignment)
    assert duban("link", "市总工会", "--for", "苏望", "--assignment", one, home=home).code == 0
    wrong = duban("link", "市人社局", "--for", "纪明", "--assignment", one, home=home)
    assert (wrong.code, "不是市人社局的" in wrong.err) == (1, True)
    missing = duban("link", "市人社局", "--for", "纪明", "--assignment", "999", home=home)
    assert "没有第999号" in missing.err


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["没有的单位"], 1, "单位名录里没有“没有的单位”"),
        (["试点企业"], 1, "是一组单位"),
        (["市总工会", "--revoke", "9"], 1, "没有第9号链接"),
        (["市总工会", "--revoke", "1", "--code"], 2, "用法不对"),
        (["市总工会", "--code"], 2, "用法不对"),
        (["市总工会", "--for", "望" * 21], 1, "太长"),
    ],
)
def test_what_makes_no_sense_is_said_in_a_sentence(
    office: BoardOffice, home: Path, words: list[str], code: int, sentence: str
) -> None:
    said = duban("link", *words, home=home)
    assert said.code == code
    assert sentence in said.err


def test_a_form_goes_out_and_comes_back(office: BoardOffice, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "回传表.xlsx"
    assert "共1项" in duban("return-form", "市总工会", file, home=home).out
    fill(file, **{"签收": "是", "进度（%）": 40, "数据截至日期": DAY, "进展情况": "已办一场。"})
    taken = duban("return-import", file, "--by", "李静", "--json", home=home)
    assert (taken.code, taken.data[0]["done"]) == (0, "签收；反馈进展（40%）")
    again = duban("return-import", file, home=home)
    assert again.code == 1
    assert "已由李静在2026年3月9日导入" in again.err


def test_a_faulty_form_leaves_nothing_behind(office: BoardOffice, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "回传表.xlsx"
    duban("return-form", "市总工会", file, home=home)
    fill(file, **{"签收": "是", "进度（%）": 101, "数据截至日期": DAY, "进展情况": "已办一场。"})
    said = duban("return-import", file, home=home)
    assert said.code == 1
    assert "第1项（2026-001）：进度“101”不对" in said.err
    with database.reading() as session:
        assert {one.status for one in session.exec(select(Assignment))} == {Status.ASSIGNED}
    assert duban("return-import", tmp_path / "没有.xlsx", home=home).code == 1
    assert duban("return-form", "东湖区产改办", file, home=home).code == 1
