"""``duban review``: the sheet out and in from the command line."""

from pathlib import Path

import openpyxl
import pytest

from models import database
from supervision.drafts.intake import look_at, receive
from tests.cast import DAY, Cast, at
from tests.new_database import new_database
from tests.terminal import duban
from tests.test_supervision_redrafting import PAPER


@pytest.fixture
def number(home: Path, tmp_path: Path) -> int:
    """An office with one document whose drafts wait; its number."""
    file = tmp_path / "通知.txt"
    file.write_text(PAPER, encoding="utf-8")
    new_database()
    with database.transaction() as session:
        cast = Cast(session)
        return receive(cast.session, look_at(file), "王敏", at(DAY)).id


def put(file: Path, row: int, heading: str, value: str) -> None:
    workbook = openpyxl.load_workbook(file)
    sheet = workbook["审核表"]
    headings = [cell.value for cell in sheet[3]]
    sheet.cell(3 + row, headings.index(heading) + 1).value = value
    workbook.save(file)


@pytest.mark.long
def test_a_sheet_is_written_worked_on_and_read_back(number: int, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "审核表.xlsx"
    out = duban("review", str(number), "--export", file, home=home)
    assert out.code == 0
    assert "共3项" in out.out
    put(file, 3, "处理", "不立项")
    put(file, 1, "完成时限", "看情况")
    back = duban("review", str(number), "--import", file, "--by", "李秀", home=home)
    assert back.code == 1
    assert "不立项" in back.out
    assert "序号1“建立诉求清单”：时限“看情况”读不出日期" in back.err


@pytest.mark.long
def test_a_sheet_without_changes_says_so(number: int, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "审核表.xlsx"
    duban("review", str(number), "--export", file, home=home)
    said = duban("review", str(number), "--import", file, home=home)
    assert (said.code, "没有新的改动" in said.out) == (0, True)


def test_out_and_in_at_once_or_neither_is_wrong_usage(number: int, home: Path) -> None:
    assert duban("review", str(number), home=home).code == 2


def test_a_file_that_is_no_workbook_is_refused_in_a_sentence(number: int, home: Path, tmp_path: Path) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    said = duban("review", str(number), "--import", broken, home=home)
    assert said.code == 1
    assert "“坏.xlsx”读不了" in said.err
