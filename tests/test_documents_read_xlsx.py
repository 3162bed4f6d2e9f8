import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from documents.reading import read
from documents.register_sheet import register_rows
from documents.source import BlockKind, Source
from tests.read_here import read_here

HEAD = ["序号", "工作任务", "责任单位", "完成时限"]


def sheet_of(workbook: Workbook) -> Worksheet:
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    return sheet


def saved(workbook: Workbook, folder: Path) -> Source:
    workbook.save(folder / "台账.xlsx")
    source = read_here(folder / "台账.xlsx")
    for block in source.blocks:
        assert source.text[block.start : block.end] == block.text
        for cell in block.cells:
            assert source.text[cell.start : cell.end] == cell.text
    return source


def cells(source: Source, row: int) -> list[str]:
    return [cell.text for cell in source.blocks[row].cells]


def test_each_row_of_a_sheet_is_a_block_and_each_cell_has_its_place(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = sheet_of(workbook)
    for row in (["2026年重点任务台账"], HEAD, [1, "建学院", "市总工会、市人社局", "6月底"]):
        sheet.append(row)
    source = saved(workbook, tmp_path)
    assert source.format == "xlsx"
    assert {block.kind for block in source.blocks} == {BlockKind.ROW}
    assert source.text.split("\n")[-1] == "1\t建学院\t市总工会、市人社局\t6月底"
    assert [cell.heading for cell in source.blocks[2].cells] == HEAD
    assert source.problems == ()


def test_merged_cells_are_filled_downwards_and_not_repeated_sideways(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = sheet_of(workbook)
    sheet.append(["台账"])
    sheet.merge_cells("A1:E1")
    sheet.append(["序号", "工作任务", "责任分工", None, "完成时限"])
    sheet.append([None, None, "牵头单位", "配合单位", None])
    sheet.append([1, "建学院", "市总工会", "团市委", "6月底"])
    sheet.append([2, None, "市教育局", None, "9月底"])
    for area in ("C2:D2", "A2:A3", "B2:B3", "E2:E3", "B4:B5"):
        sheet.merge_cells(area)
    source = saved(workbook, tmp_path)
    assert cells(source, 0) == ["台账"]
    assert cells(source, 4) == ["2", "建学院", "市教育局", "", "9月底"]
    assert [cell.heading for cell in source.blocks[4].cells] == [
        "序号",
        "工作任务",
        "责任分工·牵头单位",
        "责任分工·配合单位",
        "完成时限",
    ]
    assert [row.lead[0].text for row in register_rows(source)] == ["市总工会", "市教育局"]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (date(2026, 6, 30), "yyyy-mm-dd", "2026年6月30日"),
        (date(2026, 6, 30), 'm"月"d"日"', "2026年6月30日"),
        (date(2026, 6, 30), "[$-804]yyyy/m/d;@", "2026年6月30日"),
        (date(2026, 6, 1), 'yyyy"年"m"月"', "2026年6月"),
        (date(2026, 6, 1), "mmm-yy", "2026年6月"),
        (date(2026, 6, 1), 'e"年"m"月"', "2026年6月"),
        (date(2026, 6, 30), '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "2026年6月30日"),
        (1500000.0, "0.00E+00", "1500000"),
        (datetime.fromisoformat("2026-06-30T17:30"), "yyyy-mm-dd hh:mm", "2026年6月30日17时30分"),
        (0.855, "0.0%", "85.5%"),
        (3, "General", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (1200000, "#,##0", "1200000"),
        (12.5, '0.0"万元"', "12.5"),
        (True, "General", "是"),
        (" 6月底\n", "General", "6月底"),
    ],
)
def test_values_read_as_the_office_writes_them(
    tmp_path: Path, value: date | float | str, form: str, shown: str
) -> None:
    workbook = Workbook()
    sheet = sheet_of(workbook)
    sheet.append(HEAD)
    sheet.append([1, "建学院", "市总工会", value])
    sheet["D2"].number_format = form
    assert cells(saved(workbook, tmp_path), 1)[3] == shown


def test_a_built_in_format_shows_the_month_as_chinese_programs_do(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = sheet_of(workbook)
    sheet.append(HEAD)
    sheet.append([1, "建学院", "市总工会", 46174])
    sheet["D2"].number_format = "0.00"
    workbook.save(tmp_path / "plain.xlsx")
    # Format 57 has no text in the file, so no library writes it: it is put in by hand.
    with zipfile.ZipFile(tmp_path / "plain.xlsx") as old, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'numFmtId="2"', b'numFmtId="57"'))
    assert cells(read(tmp_path / "a.xlsx"), 1)[3] == "2026年6月"


def test_hidden_rows_columns_and_sheets_are_left_out_and_named(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = sheet_of(workbook)
    sheet.title = "市级"
    sheet.append([*HEAD, "内部意见"])
    for number in range(1, 7):
        sheet.append([number, f"任务{number}", "市总工会", "6月底", "不外传"])
    for row in (3, 5, 6):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["E"].hidden = True
    workbook.create_sheet("底稿").sheet_state = "hidden"
    source = saved(workbook, tmp_path)
    assert [row.number.text for row in register_rows(source) if row.number] == ["1", "3", "6"]
    assert "不外传" not in source.text
    assert [problem.message for problem in source.problems] == [
        "工作表“市级”的第3、5—6行是隐藏的，没有读入，如需读入请先取消隐藏",
        "工作表“市级”的E列是隐藏的，没有读入，如需读入请先取消隐藏",
        "工作表“底稿”是隐藏的，没有读入，如需读入请先取消隐藏",
    ]


def test_every_visible_sheet_is_read_with_its_own_headings(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet_of(workbook).append(HEAD)
    sheet_of(workbook).append([1, "甲", "市总工会", "6月底"])
    second = workbook.create_sheet("县区")
    second.append(["事项", "承办单位", "办结时限"])
    second.append(["乙", "望川区", "7月底"])
    rows = register_rows(saved(workbook, tmp_path))
    assert [(row.title.text, row.units[0].text) for row in rows if row.title] == [
        ("甲", "市总工会"),
        ("乙", "望川区"),
    ]


def test_a_formula_that_was_never_computed_is_named(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = sheet_of(workbook)
    sheet.append(HEAD)
    sheet.append([1, "甲", "市总工会", "=TODAY()+30"])
    (problem,) = saved(workbook, tmp_path).problems
    assert problem.message.startswith("工作表“Sheet”的D2是公式而没有计算结果")


def test_a_sheet_without_headings_is_read_as_text_and_said_so(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet_of(workbook).append(["市总工会", "6月底前报送"])
    source = saved(workbook, tmp_path)
    assert source.text == "市总工会\t6月底前报送"
    assert "没有找到表头" in source.problems[0].message


def test_a_line_break_within_a_cell_stays_within_the_row(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet_of(workbook).append(HEAD)
    sheet_of(workbook).append([1, "甲", "市工信局\n市国资委", "6月底"])
    source = saved(workbook, tmp_path)
    assert cells(source, 1)[2] == "市工信局\n市国资委"
