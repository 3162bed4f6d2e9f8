"""Writes a book as an Excel workbook that can be read on the screen and printed without further work."""

import re
from collections.abc import Sequence
from copy import copy
from datetime import date
from io import BytesIO
from itertools import groupby
from math import ceil
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from papers import gbt9704, package
from papers.paper import Book, Sheet, SheetColumn, Value

_PAPERS = {"A3": 8, "A4": 9}
_THIN = Side(style="thin", color="808080")
_RULES = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TYPE = Font(name="宋体", size=9)
_HEADING_FILL = PatternFill("solid", fgColor="E7EDF4")
_SIDES = {"left": "left", "centre": "center", "right": "right"}
# What one cell of Excel can hold.
_LONGEST = 32_767
# Points: a line of small type, and the highest row that Excel allows.
_LINE = 12.0
_HIGHEST = 409.0
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


def write(book: Book, path: Path) -> None:
    """Write the book to ``path``, over what was there. The same book gives the same bytes."""
    workbook = Workbook()
    del workbook["Sheet"]
    workbook.properties.title = book.title
    for sheet in book.sheets:
        _lay(workbook.create_sheet(_FORBIDDEN_IN_NAMES.sub("", sheet.name)[:31]), sheet)
    target = BytesIO()
    workbook.save(target)
    package.save(target.getvalue(), book.dated, path)


def _lay(page: Worksheet, sheet: Sheet) -> None:
    last = len(sheet.columns)
    _across(page, 1, last, sheet.title, Font(name=gbt9704.FIRST_LEVEL_FONT, size=18), 32)
    _across(page, 2, last, sheet.note, Font(name="宋体", size=10), 18)
    page["A2"].alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
    first_heading, last_heading = _headings(page, sheet)
    styles: dict[tuple[SheetColumn, bool], StyleArray] = {}
    for position, row in enumerate(sheet.rows, last_heading + 1):
        for column, value in enumerate(row, 1):
            _fill(_cell(page, position, column), value, sheet.columns[column - 1], styles)
        page.row_dimensions[position].height = _height(row, sheet)
    for row_position, column_position, colour in sheet.fills:
        _cell(page, last_heading + 1 + row_position, column_position + 1).fill = PatternFill(
            "solid", fgColor=colour
        )
    for column, described in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(column)].width = described.width
        if described.choices and sheet.rows:
            _offer(page, described.choices, get_column_letter(column), last_heading, len(sheet.rows))
    page.freeze_panes = _cell(page, last_heading + 1, sheet.kept + 1)
    end = get_column_letter(last)
    page.auto_filter.ref = f"A{last_heading}:{end}{last_heading + len(sheet.rows)}"
    _print(page, sheet, first_heading, last_heading)


def _offer(page: Worksheet, choices: Sequence[str], letter: str, last_heading: int, rows: int) -> None:
    """A list to choose from in every cell of a column."""
    offered = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    offered.showErrorMessage = True
    offered.errorTitle, offered.error = "请从列表中选", f"这一栏只能填：{'、'.join(choices)}"
    offered.add(f"{letter}{last_heading + 1}:{letter}{last_heading + rows}")
    page.add_data_validation(offered)


def _across(page: Worksheet, row: int, last: int, text: str, font: Font, height: float) -> None:
    page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
    cell = _cell(page, row, 1)
    _put(cell, text)
    cell.font, cell.alignment = font, Alignment(horizontal="center", vertical="center")
    page.row_dimensions[row].height = height


def _headings(page: Worksheet, sheet: Sheet) -> tuple[int, int]:
    """One row of headings, or two where columns share a group; the first and the last row of them."""
    first = 3
    if not any(column.group for column in sheet.columns):
        for position, column in enumerate(sheet.columns, 1):
            _heading(_cell(page, first, position), column.title)
        page.row_dimensions[first].height = 32
        return first, first
    start = 1
    for group, columns in groupby(sheet.columns, key=lambda column: column.group):
        titles = [column.title for column in columns]
        for offset, title in enumerate(titles):
            _heading(_cell(page, first, start + offset), "" if group else title)
            _heading(_cell(page, first + 1, start + offset), title if group else "")
            if not group:
                page.merge_cells(
                    start_row=first, end_row=first + 1, start_column=start + offset, end_column=start + offset
                )
        if group:
            _heading(_cell(page, first, start), group)
            page.merge_cells(
                start_row=first, end_row=first, start_column=start, end_column=start + len(titles) - 1
            )
        start += len(titles)
    page.row_dimensions[first].height = page.row_dimensions[first + 1].height = 22
    return first, first + 1


def _heading(cell: Cell, text: str) -> None:
    if text:
        _put(cell, text)
    cell.font, cell.fill, cell.border = Font(name=gbt9704.FIRST_LEVEL_FONT, size=10), _HEADING_FILL, _RULES
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _fill(
    cell: Cell, value: Value, column: SheetColumn, styles: dict[tuple[SheetColumn, bool], StyleArray]
) -> None:
    is_day = isinstance(value, date)
    known = styles.get((column, is_day))
    if known is None:
        cell.font, cell.border = _TYPE, _RULES
        cell.alignment = Alignment(horizontal=_SIDES[column.side], vertical="center", wrap_text=True)
        if column.format or is_day:
            cell.number_format = column.format or "yyyy-mm-dd"
        styles[column, is_day] = copy(cell._style)  # type: ignore[attr-defined]  # missing in the stubs
    else:
        # Working a style out anew for every cell takes most of the time of a large ledger.
        cell._style = copy(known)  # type: ignore[attr-defined]
    number_format = cell.number_format
    _put(cell, value)
    cell.number_format = number_format


def _height(row: Sequence[Value], sheet: Sheet) -> float:
    """High enough for the fullest cell: programs do not agree on fitting a row by themselves."""
    lines = max(_lines(value, column.width) for value, column in zip(row, sheet.columns, strict=True))
    return min(_HIGHEST, lines * _LINE + 4)


def _lines(value: Value, width: float) -> int:
    if not isinstance(value, str):
        return 1
    # A line rarely fills its column to the last half character.
    room = max(2.0, width - 1.5)
    wide = (sum(1 if character.isascii() else 2 for character in line) for line in value.split("\n"))
    return sum(max(1, ceil(needed / room)) for needed in wide)


def _put(cell: Cell, value: Value) -> None:
    """Set a value; what a unit wrote is text, even when it begins like a formula."""
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
        cell.data_type = "s"
        # A formula stays text when somebody edits the cell, too.
        cell.quotePrefix = value[:1] in ("=", "+", "-", "@") and len(value) > 1
    else:
        cell.value = value


def _cell(page: Worksheet, row: int, column: int) -> Cell:
    cell = page.cell(row, column)
    assert isinstance(cell, Cell)  # nothing is written into the inside of a merged range
    return cell


def _print(page: Worksheet, sheet: Sheet, first_heading: int, last_heading: int) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _PAPERS[sheet.size]
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{first_heading}:{last_heading}"
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom, page.page_margins.footer = 0.5, 0.75, 0.35
    footer = page.oddFooter
    assert footer is not None  # openpyxl makes the footer and its three parts itself
    assert footer.center is not None
    footer.center.text = "第 &P 页，共 &N 页"
    page.print_options.horizontalCentered = True
