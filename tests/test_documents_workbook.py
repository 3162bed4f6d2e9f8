"""Workbooks that people hand back: one way in, one shape, one set of limits."""

import os
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from documents import reading, sandbox
from documents.reading import read_cells
from documents.source import UnreadableFile
from documents.workbook import SheetCells, area_called, cell_called
from papers import to_xlsx
from papers.paper import Book, Sheet, SheetColumn
from tests.cast import DAY
from tests.libreoffice import needs_libreoffice, saved_as


@pytest.fixture
def file(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "单位"
    page.append(["名称", "简称", "合计"])
    page.append(["市总工会", None, "=1+1"])
    page["A5"] = "甲\t乙"
    page.merge_cells("A7:B8")
    page.row_dimensions[5].hidden = True
    page.column_dimensions["C"].hidden = True
    other = book.create_sheet("藏")
    other["B2"] = "人"
    other.sheet_state = "hidden"
    path = tmp_path / "名录.xlsx"
    book.save(path)
    return path


def _says(sheets: list[SheetCells]) -> list[tuple[str, dict[int, dict[int, str]]]]:
    return [(one.name, one.rows) for one in sheets]


def test_every_cell_that_says_something_is_there_hidden_or_not(file: Path) -> None:
    first, second = read_cells(file)
    assert first == SheetCells(
        "单位",
        {1: {1: "名称", 2: "简称", 3: "合计"}, 2: {1: "市总工会"}, 5: {1: "甲 乙"}},
        formulas=frozenset({(2, 3)}),
        faulty=frozenset({(2, 3)}),
        merged=((7, 1, 8, 2),),
        hidden_rows=(5,),
        hidden_columns=((3, 3),),
    )
    assert second == SheetCells("藏", {2: {2: "人"}}, is_hidden=True)
    assert (cell_called((2, 28)), area_called((7, 1, 8, 2))) == ("AB2", "A7:B8")


def test_what_has_no_text_at_all_is_an_empty_sheet(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "空.xlsx")
    assert _says(read_cells(tmp_path / "空.xlsx")) == [("Sheet", {})]


@pytest.mark.long
@needs_libreoffice
def test_an_old_workbook_says_the_same(file: Path, tmp_path: Path) -> None:
    first, second = read_cells(saved_as("xls", file, tmp_path))
    assert first.rows[2][1] == "市总工会"
    assert (first.merged, first.hidden_rows, second.is_hidden) == (((7, 1, 8, 2),), (5,), True)


def test_one_size_holds_for_all_of_them(tmp_path: Path) -> None:
    path = tmp_path / "大.xlsx"
    path.touch()
    os.truncate(path, reading.LARGEST_WORKBOOK + 1)
    with pytest.raises(UnreadableFile, match="“名录”读不了：文件超过20 MB"):
        read_cells(path, "名录")


def test_one_long_text_pointed_at_by_a_thousand_cells_is_refused(tmp_path: Path) -> None:
    sheet = Sheet("长", "长", (SheetColumn("长", 9),), rows=(("占位",),) * 1000)
    to_xlsx.write(Book("长", DAY, (sheet,)), tmp_path / "短.xlsx")
    with zipfile.ZipFile(tmp_path / "短.xlsx") as old, zipfile.ZipFile(tmp_path / "长.xlsx", "w") as new:
        for name in old.namelist():
            text = "长" * 32_000 if name == "xl/sharedStrings.xml" else "占位"
            new.writestr(name, old.read(name).replace("占位".encode(), text.encode()))
    with pytest.raises(UnreadableFile, match="请拆成几个文件"):
        read_cells(tmp_path / "长.xlsx")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "0字节"),
        ("甲,乙\n1,2\n".encode(), "这不是 Excel 工作簿"),
        (b"%PDF-1.7", "这不是 Excel 工作簿"),
        (b"\x89PNG\r\n", "图片"),
        (b"PK\x03\x04 no workbook", "损坏"),
    ],
)
def test_what_is_no_workbook_is_refused_in_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "名录.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=sentence):
        read_cells(path)


def test_a_document_is_no_workbook(tmp_path: Path) -> None:
    shutil.copy(next(Path("samples").rglob("*.docx")), tmp_path / "名录.xlsx")
    with pytest.raises(UnreadableFile, match="这不是 Excel 工作簿"):
        read_cells(tmp_path / "名录.xlsx")


def test_a_workbook_that_costs_too_much_harms_only_its_child(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 0)
    with pytest.raises(UnreadableFile, match="仍没有读完"):
        read_cells(file)
