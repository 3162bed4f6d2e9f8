"""Reads a workbook as a stream of rows: only cells that are really there are ever held."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from lxml import etree

from documents.cell_values import CellValues, cell_values
from documents.composing import Composition
from documents.package import Package, child, local, value, whole
from documents.register_sheet import GridCell, GridRow, compose_rows
from documents.source import Source, UnreadableFile
from documents.workbook import Area, Place, SheetCells, cell_called, column_letters

CELLS_AT_MOST = 2_000_000
# Of a workbook that was handed back: a ledger of twenty thousand rows has some ten million.
CHARACTERS_AT_MOST = 20_000_000

_TOO_MANY = "单元格或文字太多（超过200万个单元格），请拆成几个文件再读入"
_HIDDEN = ("hidden", "veryHidden")


def read_xlsx(package: Package) -> Source:
    """The text of the visible sheets, one row block a row, cells under their headings.

    Cells merged downwards are filled on every row that has anything else in it. Hidden sheets, rows and
    columns are left out, each with a problem that names them; so are formulas that were never computed.
    """
    main = package.main_part() or "xl/workbook.xml"
    workbook = package.xml(main)
    values = cell_values(package, main, workbook)
    parts = package.related(main, "worksheet")
    composition = Composition()
    sheets = child(workbook, "sheets")
    for sheet in sheets if sheets is not None else ():
        name = value(sheet, "name") or ""
        part = parts.get(value(sheet, "id") or "")
        if part is None:
            continue  # a sheet that is one big chart
        if value(sheet, "state") in _HIDDEN:
            composition.problem(f"工作表“{name}”是隐藏的，没有读入，如需读入请先取消隐藏")
            continue
        _compose(composition, name, _read_sheet(package, part, values))
    return composition.source("xlsx")


def read_cells(package: Package) -> list[SheetCells]:
    """The sheets of a workbook that was handed back, cell by cell, hidden ones too; a chart is no sheet."""
    main = package.main_part() or "xl/workbook.xml"
    workbook = package.xml(main)
    values = cell_values(package, main, workbook)
    parts = package.related(main, "worksheet")
    sheets = child(workbook, "sheets")
    found = []
    count = length = 0
    for described in sheets if sheets is not None else ():
        part = parts.get(value(described, "id") or "")
        if part is None:
            continue
        sheet = _read_sheet(package, part, values)
        rows = {
            number: {column: text.replace("\t", " ") for column, text in cells.items()}
            for number, cells in sheet.rows.items()
        }
        count += sum(map(len, rows.values())) + len(sheet.formulas) + len(sheet.merges)
        length += sum(len(text) for cells in rows.values() for text in cells.values())
        if count > CELLS_AT_MOST or length > CHARACTERS_AT_MOST:
            raise UnreadableFile(_TOO_MANY)
        found.append(
            SheetCells(
                value(described, "name") or "",
                rows,
                frozenset(sheet.formulas),
                frozenset((*sheet.without_result, *sheet.faulty)),
                tuple(sheet.merges),
                value(described, "state") in _HIDDEN,
                tuple(sheet.hidden_rows),
                tuple(sheet.hidden_columns),
            )
        )
    return found


@dataclass(slots=True)
class _Sheet:
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[Place] = field(default_factory=list)
    formulas: list[Place] = field(default_factory=list)
    without_result: list[Place] = field(default_factory=list)
    faulty: list[Place] = field(default_factory=list)


def _read_sheet(package: Package, part: str, values: CellValues) -> _Sheet:
    sheet = _Sheet()
    count = 0
    row_number = 0
    with package.open(part) as stream:
        for element in _elements(stream):
            name = local(element)
            if name == "row":
                row_number = whole(value(element, "r"), row_number + 1)
                cells = _read_row(element, row_number, values, sheet)
                if cells:
                    sheet.rows[row_number] = cells
                    if _is_set(element, "hidden"):
                        sheet.hidden_rows.append(row_number)
                count += len(cells)
                if count > CELLS_AT_MOST:
                    raise UnreadableFile(_TOO_MANY)
            elif name == "col" and _is_set(element, "hidden"):
                sheet.hidden_columns.append(
                    (whole(value(element, "min"), 0), whole(value(element, "max"), 0))
                )
            elif name == "mergeCell":
                area = _area(value(element, "ref") or "")
                if area is not None:
                    sheet.merges.append(area)
    return sheet


def _read_row(row: etree._Element, row_number: int, values: CellValues, sheet: _Sheet) -> dict[int, str]:
    cells: dict[int, str] = {}
    column = 0
    for cell in row:
        if local(cell) != "c":
            continue
        place = _place(value(cell, "r") or "")
        column = place[1] if place is not None else column + 1
        text = values.text(cell)
        if text:
            cells[column] = text
            if value(cell, "t") == "e":
                sheet.faulty.append((row_number, column))
        is_formula = child(cell, "f") is not None
        if is_formula:
            sheet.formulas.append((row_number, column))
        if is_formula and not text and value(cell, "t") != "str":
            # A formula may well give an empty text; anything else it gives is written down with it.
            sheet.without_result.append((row_number, column))
    return cells


def _elements(stream: IO[bytes]) -> Iterator[etree._Element]:
    """Rows, columns and merges of a sheet, each forgotten as soon as it was looked at."""
    walk = etree.iterparse(
        stream,
        events=("end",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    for _, element in walk:
        if local(element) not in ("row", "col", "mergeCell"):
            continue
        yield element
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]


def _compose(composition: Composition, name: str, sheet: _Sheet) -> None:
    hidden = set(sheet.hidden_rows)
    covered = _merged(sheet)
    rows = []
    for number in sorted(sheet.rows):
        if number in hidden:
            continue
        cells = list(_row_cells(sheet, number, covered.get(number, {})))
        if any(cell.text.strip() for cell in cells):
            rows.append(GridRow(f"工作表“{name}”第{number}行", tuple(cells)))
    if rows and not compose_rows(composition, rows):
        composition.problem(
            f"工作表“{name}”没有找到表头（如“任务名称”“责任单位”“完成时限”），各行只作为普通文字读入"
        )
    if sheet.hidden_rows:
        composition.problem(
            f"工作表“{name}”的第{_runs(sheet.hidden_rows)}行是隐藏的，没有读入，如需读入请先取消隐藏"
        )
    if sheet.hidden_columns:
        columns = "、".join(
            column_letters(first) if first == last else f"{column_letters(first)}—{column_letters(last)}"
            for first, last in sheet.hidden_columns
        )
        composition.problem(f"工作表“{name}”的{columns}列是隐藏的，没有读入，如需读入请先取消隐藏")
    if sheet.without_result:
        composition.problem(
            f"工作表“{name}”的{_listed(list(map(cell_called, sheet.without_result)))}是公式而没有计算结果，未能读入，"
            "请用 Excel 或 WPS 打开并保存后重试"
        )
    if sheet.faulty:
        composition.problem(
            f"工作表“{name}”的{_listed(list(map(cell_called, sheet.faulty)))}显示为公式错误，请核对"
        )


def _merged(sheet: _Sheet) -> dict[int, dict[int, tuple[int, str]]]:
    """Row → first column → (columns covered, text), for every merged area that has a text."""
    numbers = sorted(sheet.rows)
    filled: dict[int, dict[int, tuple[int, str]]] = {}
    for top, left, bottom, right in sheet.merges:
        text = sheet.rows.get(top, {}).get(left, "")
        if text:
            for number in numbers[bisect_left(numbers, top) : bisect_left(numbers, bottom + 1)]:
                filled.setdefault(number, {})[left] = (right - left + 1, text)
    return filled


def _row_cells(sheet: _Sheet, number: int, merged: dict[int, tuple[int, str]]) -> Iterator[GridCell]:
    cells = sheet.rows[number]
    end = 0
    for column in sorted(cells.keys() | merged.keys()):
        if column < end or any(first <= column <= last for first, last in sheet.hidden_columns):
            continue
        span, text = merged.get(column, (1, cells.get(column, "")))
        end = column + span
        yield GridCell(column, span, text)


def _is_set(element: etree._Element, name: str) -> bool:
    """Whether an on-off attribute is set."""
    return value(element, name) in ("1", "true", "on")


_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


def _place(reference: str) -> Place | None:
    match = _PLACE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


def _area(reference: str) -> Area | None:
    first, _, last = reference.partition(":")
    start, end = _place(first), _place(last or first)
    return (*start, *end) if start is not None and end is not None else None


def _runs(numbers: list[int]) -> str:
    """7、9—12, as a person would write it; a long list is cut short."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return _listed([str(first) if first == last else f"{first}—{last}" for first, last in runs])


def _listed(names: list[str]) -> str:
    return "、".join(names[:20]) + (f"等{len(names)}处" if len(names) > 20 else "")
