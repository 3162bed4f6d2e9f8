"""The workbook, opened again."""

import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from papers import to_xlsx
from papers.paper import Book, Sheet, SheetColumn

LONG = "已印发工作方案，组织开展培训三期，正在推进下一阶段工作。" * 3
BOOK = Book(
    "督办台账",
    date(2026, 6, 8),
    (
        Sheet(
            "台账/[一]",
            "江临市督办台账",
            (
                SheetColumn("序号", 6, "centre"),
                SheetColumn("任务", 20),
                SheetColumn("时限", 12, "centre", "时间"),
                SheetColumn("进度", 8, "centre", "时间", '0"%"'),
            ),
            (
                (1, "=1+2", date(2026, 6, 15), 40),
                (2, LONG, None, Decimal("12.5")),
                (3, "第一行\n第二行\x07", "长期", None),
            ),
            "数据截至2026年6月8日。",
            "A3",
            kept=2,
            fills=((1, 3, "F4B6B0"),),
        ),
    ),
)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "台账.xlsx"
    to_xlsx.write(BOOK, path)
    return path


@pytest.fixture
def page(written: Path) -> Worksheet:
    workbook = openpyxl.load_workbook(written)
    return workbook[workbook.sheetnames[0]]


def test_title_note_two_rows_of_headings_and_rows_follow_each_other(page: Worksheet) -> None:
    assert [page["A1"].value, page["A2"].value] == ["江临市督办台账", "数据截至2026年6月8日。"]
    assert [[cell.value for cell in row] for row in page["A3:D4"]] == [
        ["序号", "任务", "时间", None],
        [None, None, "时限", "进度"],
    ]
    assert [str(merged) for merged in sorted(page.merged_cells.ranges, key=str)] == [
        "A1:D1", "A2:D2", "A3:A4", "B3:B4", "C3:D3",
    ]  # fmt: skip
    assert [cell.value for cell in page[6]] == [2, LONG, None, 12.5]


def test_the_headings_stay_in_view_and_come_again_on_every_printed_page(page: Worksheet) -> None:
    assert page.freeze_panes == "C5"
    assert page.print_title_rows == "$3:$4"
    assert page.auto_filter.ref == "A4:D7"


def test_it_prints_across_on_a3_one_page_wide(page: Worksheet) -> None:
    assert (page.page_setup.orientation, str(page.page_setup.paperSize)) == ("landscape", "8")
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.pageSetUpPr is not None
    assert page.sheet_properties.pageSetUpPr.fitToPage


def test_what_looks_like_a_formula_stays_text(page: Worksheet) -> None:
    assert (page["B5"].value, page["B5"].data_type) == ("=1+2", "s")


def test_dates_are_dates_and_control_characters_are_gone(page: Worksheet) -> None:
    assert page["C5"].is_date
    assert page["C5"].number_format == "yyyy-mm-dd"
    assert page["B7"].value == "第一行\n第二行"


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1b", "\ud800", "\uffff"])
def test_a_control_character_in_a_name_spoils_no_workbook(tmp_path: Path, character: str) -> None:
    (sheet,), path = BOOK.sheets, tmp_path / "快报.xlsx"
    first, *others = sheet.columns
    columns = (replace(first, title=f"序{character}号", choices=(f"一{character}", "二")), *others)
    hostile = replace(
        sheet, name=f"快{character}报", title=f"改革{character}快报", note=character, columns=columns
    )
    to_xlsx.write(replace(BOOK, title=f"改革{character}快报", sheets=(hostile,)), path)
    opened = openpyxl.load_workbook(path)
    assert opened.sheetnames == ["快报"]
    assert opened.properties.title == opened["快报"]["A1"].value == "改革快报"


def test_rows_are_high_enough_for_wrapped_text(page: Worksheet) -> None:
    heights = [page.row_dimensions[row].height for row in (5, 6, 7)]

    # 87 characters wide as 174 half ones in a column of 20: about ten lines.
    assert heights[0] < heights[2] < heights[1]
    assert heights[1] >= 10 * 12
    assert page["B6"].alignment.wrap_text


def test_cells_are_ruled_and_the_light_has_its_colour(page: Worksheet) -> None:
    assert page["D6"].border.left.style == "thin"
    assert page["D6"].fill.fgColor.rgb == "00F4B6B0"
    assert page["D5"].fill.fill_type is None


def test_a_name_that_excel_forbids_is_mended(page: Worksheet) -> None:
    assert page.title == "台账一"


def test_the_same_book_gives_the_same_bytes_and_no_clock_in_them(written: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    to_xlsx.write(BOOK, again)

    assert again.read_bytes() == written.read_bytes()
    with zipfile.ZipFile(again) as package:
        assert b"2026-06-08T00:00:00Z" in package.read("docProps/core.xml")
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}


def test_no_row_stands_twice_in_the_sheet(written: Path) -> None:
    with zipfile.ZipFile(written) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall('<row r="([0-9]+)"', sheet) == ["1", "2", "3", "4", "5", "6", "7"]


def test_on_a_protected_sheet_only_open_columns_can_be_written(tmp_path: Path) -> None:
    columns = (SheetColumn("任务", 20), SheetColumn("进度", 8, is_open=True, whole=(0, 100)))
    sheet = Sheet("表", "回传表", columns, (("办竞赛", None),), "第一行\n第二行", is_protected=True)
    to_xlsx.write(Book("回传表", date(2026, 6, 8), (sheet,)), tmp_path / "表.xlsx")
    page = openpyxl.load_workbook(tmp_path / "表.xlsx")["表"]
    assert page.protection.sheet
    assert not page.protection.password
    assert [cell.protection.locked for cell in page[4]] == [True, False]
    bounds = page.data_validations.dataValidation[0]
    assert (bounds.type, bounds.formula1, bounds.formula2, str(bounds.sqref)) == ("whole", "0", "100", "B4")
    assert page.row_dimensions[2].height == 32


def test_what_comes_again_is_written_as_the_first_time_and_a_colour_stays_in_its_place(
    tmp_path: Path,
) -> None:
    columns = (
        SheetColumn("灯", 5, colours=(("红", "F4B6B0"),)),
        SheetColumn("数或字", 8),
        SheetColumn("时限", 12),
    )
    day = date(2026, 6, 15)
    rows = (
        ("红", 1, day),
        ("绿", "1", None),
        ("绿", Decimal("1.0"), day),
        ("红", LONG, ""),
        ("绿", LONG, day),
        ("绿", "=1", day),
    )
    sheet = Sheet("表", "台账", columns, rows, fills=((1, 0, "C6E6C3"), (3, 0, "DDDFE2")))
    to_xlsx.write(Book("台账", day, (sheet,)), tmp_path / "表.xlsx")
    page = openpyxl.load_workbook(tmp_path / "表.xlsx")["表"]
    colours = [page.cell(row, 1).fill.fgColor.rgb[2:] for row in range(4, 10)]
    assert colours == ["F4B6B0", "C6E6C3", "000000", "DDDFE2", "000000", "000000"]
    assert [page.cell(row, 2).value for row in range(4, 10)] == [1, "1", 1, LONG, LONG, "=1"]
    assert [page.cell(row, 2).data_type for row in range(4, 10)] == ["n", "s", "n", "s", "s", "s"]
    assert [bool(page.cell(row, 3).value) for row in range(4, 10)] == [True, False, True, False, True, True]
    heights = [page.row_dimensions[row].height for row in range(4, 10)]
    assert heights[3] == heights[4] > heights[0] == heights[5]


def test_rows_that_stream_in_leave_the_same_bytes_as_rows_at_hand(written: Path, tmp_path: Path) -> None:
    held = BOOK.sheets[0]
    streamed = replace(held, rows=(), stream=lambda: iter(held.rows))
    to_xlsx.write(replace(BOOK, sheets=(streamed,)), tmp_path / "streamed.xlsx")
    assert (tmp_path / "streamed.xlsx").read_bytes() == written.read_bytes()
