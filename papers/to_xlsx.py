"""Writes a book as an Excel workbook that can be read on the screen and printed without further work.

The workbook around the rows is made by openpyxl; the rows themselves are written as they come.
"""

import re
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from itertools import groupby
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from papers import gbt9704, package, xlsx_charts
from papers.cell_text import cell_text
from papers.paper import Book, Sheet, SheetColumn
from papers.xlsx_rows import SharedStrings, Styled, blocks

_PAPERS = {"A3": 8, "A4": 9}
_THIN = Side(style="thin", color="808080")
_RULES = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TYPE = Font(name="宋体", size=9)
_HEADING_TYPE = Font(name=gbt9704.FIRST_LEVEL_FONT, size=10)
_HEADING_PLACE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_HEADING_FILL = PatternFill("solid", fgColor="E7EDF4")
_OPEN_FILL = PatternFill("solid", fgColor="FFF2CC")
_SIDES = {"left": "left", "centre": "center", "right": "right"}
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
# A long table is pressed lightly: harder takes twice as long and saves a fifth.
_LEVEL = 2
_ROWS_END = b"</sheetData>"
_DIMENSION = re.compile(rb"<dimension[^>]*/>")
# openpyxl keeps its few texts in their cells, so that the part for shared ones has to be announced.
_STRINGS = "xl/sharedStrings.xml"
_ANNOUNCED = {
    "[Content_Types].xml": (
        b"</Types>",
        b'<Override PartName="/xl/sharedStrings.xml" ContentType='
        b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    ),
    "xl/_rels/workbook.xml.rels": (
        b"</Relationships>",
        b'<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" '
        b'Target="sharedStrings.xml" Id="rIdStrings"/></Relationships>',
    ),
}


def write(book: Book, path: Path, told: Callable[[int], None] | None = None) -> None:
    """Write the book to ``path``, over what was there. The same book gives the same bytes.

    ``told`` hears after every few hundred rows how many they were.
    """
    parts = [f"xl/worksheets/sheet{number}.xml" for number in range(1, len(book.sheets) + 1)]
    counts = [len(sheet.rows) for sheet in book.sheets]
    outline = _outline(book, counts)
    strings = SharedStrings()
    with package.opened(path, _LEVEL) as made:
        for place, (sheet, part) in enumerate(zip(book.sheets, parts, strict=True)):
            first, columns = outline.rows[place]
            fills = {(row, column): colour for row, column, colour in sheet.fills}
            written = 0
            with made.open(package.entry(part), "w") as target:
                target.write(_DIMENSION.sub(b"", outline.parts[part].partition(_ROWS_END)[0]))
                for count, block in blocks(sheet.every_row(), first, columns, fills, strings):
                    target.write(block)
                    written += count
                    if told:
                        told(count)
                # Only now it is known how far the filter and the lists of choices reach.
                if written != counts[place]:
                    counts[place] = written
                    outline = _outline(book, counts)
                target.write(_ROWS_END + outline.parts[part].partition(_ROWS_END)[2])
        for name, data in outline.parts.items():
            if name not in parts:
                if name in _ANNOUNCED:
                    data = data.replace(*_ANNOUNCED[name])
                made.writestr(package.entry(name), package.still(name, data, book.dated))
        made.writestr(package.entry(_STRINGS), strings.part())


class _Outline:
    """A workbook without its rows: its parts, and for each sheet the number of the first row and the columns."""

    def __init__(self, parts: dict[str, bytes], rows: list[tuple[int, list[Styled]]]) -> None:
        self.parts = parts
        self.rows = rows


def _outline(book: Book, counts: Sequence[int]) -> _Outline:
    workbook = Workbook()
    del workbook["Sheet"]
    workbook.properties.title = cell_text(book.title)
    rows = []
    styles = _Styles()
    for sheet, count in zip(book.sheets, counts, strict=True):
        page = workbook.create_sheet(_FORBIDDEN_IN_NAMES.sub("", cell_text(sheet.name))[:31])
        rows.append((_lay(page, sheet, count) + 1, _styled(page, sheet, styles)))
    saved = BytesIO()
    workbook.save(saved)
    with zipfile.ZipFile(saved) as written:
        return _Outline({name: written.read(name) for name in written.namelist()}, rows)


def _lay(page: Worksheet, sheet: Sheet, count: int) -> int:
    """Everything but the rows; the number of the last row of headings."""
    last = len(sheet.columns)
    seen = max(1, sum(not column.is_hidden for column in sheet.columns))
    _across(page, 1, seen, sheet.title, Font(name=gbt9704.FIRST_LEVEL_FONT, size=18), 32)
    _across(page, 2, seen, sheet.note, Font(name="宋体", size=10), 4 + 14 * (1 + sheet.note.count("\n")))
    page["A2"].alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
    first_heading, last_heading = _headings(page, sheet)
    for column, described in enumerate(sheet.columns, 1):
        letters = get_column_letter(column)
        page.column_dimensions[letters].width = described.width
        page.column_dimensions[letters].hidden = described.is_hidden
        if described.choices and count:
            _offer(page, described.choices, letters, last_heading, count)
        if described.whole and count:
            _bound(page, described.whole, letters, last_heading, count)
    # By its name: asking the page for the cell would leave an empty row where the rows begin.
    page.freeze_panes = f"{get_column_letter(sheet.kept + 1)}{last_heading + 1}"
    page.auto_filter.ref = f"A{last_heading}:{get_column_letter(last)}{last_heading + count}"
    _print(page, sheet, first_heading, last_heading)
    xlsx_charts.place(page, sheet, last_heading, count)
    if sheet.is_protected:
        page.protection.sheet = True
        # Switched off, these stay allowed: a reader may make room for what they write.
        page.protection.formatColumns = page.protection.formatRows = page.protection.autoFilter = False
    return last_heading


class _Styles:
    """The styles of one workbook by what they look like: openpyxl takes longer to make one than for a row."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str, str, bool, bool], int] = {}

    def number(
        self,
        page: Worksheet,
        column: SheetColumn,
        colour: str,
        *,
        is_day: bool = False,
        is_quoted: bool = False,
    ) -> int:
        """The number in the workbook of the style of such a cell."""
        shown_as = column.format or ("yyyy-mm-dd" if is_day else "General")
        looks = (_SIDES[column.side], shown_as, colour, is_quoted, column.is_open)
        if looks not in self._numbers:
            self._numbers[looks] = _style(page, *looks)
        return self._numbers[looks]


def _styled(page: Worksheet, sheet: Sheet, styles: _Styles) -> list[Styled]:
    """The styles of every column, each known by its number in the workbook."""
    in_places = {colour for _, _, colour in sheet.fills}
    described = []
    for number, column in enumerate(sheet.columns, 1):
        colours = sorted({"", *in_places, *dict(column.colours).values()})
        described.append(
            Styled(
                letters=get_column_letter(number),
                # A line rarely fills its column to the last half character.
                room=max(2.0, column.width - 1.5),
                plain={colour: styles.number(page, column, colour) for colour in colours},
                day={colour: styles.number(page, column, colour, is_day=True) for colour in colours},
                quoted={colour: styles.number(page, column, colour, is_quoted=True) for colour in colours},
                colours=dict(column.colours),
            )
        )
    return described


def _style(page: Worksheet, side: str, shown_as: str, colour: str, is_quoted: bool, is_open: bool) -> int:
    # The workbook keeps the style of this very cell, which must not be changed afterwards.
    cell = Cell(page, row=1, column=1)
    cell.font, cell.border = _TYPE, _RULES
    cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)
    cell.number_format = shown_as
    cell.fill = PatternFill("solid", fgColor=colour) if colour else PatternFill()
    # A formula stays text when somebody edits the cell, too.
    cell.quotePrefix = is_quoted
    cell.protection = Protection(locked=not is_open)
    return cell.style_id


def _offer(page: Worksheet, choices: Sequence[str], letter: str, last_heading: int, rows: int) -> None:
    """A list to choose from in every cell of a column."""
    kept = [cell_text(one) for one in choices]
    offered = DataValidation(type="list", formula1=f'"{",".join(kept)}"', allow_blank=True)
    offered.showErrorMessage = True
    offered.errorTitle, offered.error = "请从列表中选", f"这一栏只能填：{'、'.join(kept)}"
    offered.add(f"{letter}{last_heading + 1}:{letter}{last_heading + rows}")
    page.add_data_validation(offered)


def _bound(page: Worksheet, whole: tuple[int, int], letter: str, last_heading: int, rows: int) -> None:
    """Every cell of a column takes whole numbers from the first to the last."""
    least, most = whole
    taken = DataValidation(type="whole", operator="between", formula1=str(least), formula2=str(most))
    taken.showErrorMessage = True
    taken.errorTitle, taken.error = "请填整数", f"这一栏只能填{least}到{most}之间的整数"
    taken.add(f"{letter}{last_heading + 1}:{letter}{last_heading + rows}")
    page.add_data_validation(taken)


def _across(page: Worksheet, row: int, last: int, text: str, font: Font, height: float) -> None:
    _merge(page, (row, 1), (row, last))
    cell = _cell(page, row, 1)
    _put(cell, text)
    cell.font, cell.alignment = font, Alignment(horizontal="center", vertical="center")
    page.row_dimensions[row].height = height


def _headings(page: Worksheet, sheet: Sheet) -> tuple[int, int]:
    """One row of headings, or two where columns share a group; the first and the last row of them."""
    first = 3
    if not any(column.group for column in sheet.columns):
        for position, column in enumerate(sheet.columns, 1):
            _heading(_cell(page, first, position), column.title, column.is_open)
        page.row_dimensions[first].height = 32
        return first, first
    start = 1
    for group, columns in groupby(sheet.columns, key=lambda column: column.group):
        grouped = list(columns)
        for offset, column in enumerate(grouped):
            _heading(
                _cell(page, first, start + offset),
                "" if group else column.title,
                column.is_open and not group,
            )
            _heading(_cell(page, first + 1, start + offset), column.title if group else "", column.is_open)
            if not group:
                _merge(page, (first, start + offset), (first + 1, start + offset))
        if group:
            _heading(_cell(page, first, start), group)
            _merge(page, (first, start), (first, start + len(grouped) - 1))
        start += len(grouped)
    page.row_dimensions[first].height = page.row_dimensions[first + 1].height = 22
    return first, first + 1


def _heading(cell: Cell, text: str, is_open: bool = False) -> None:
    if text:
        _put(cell, text)
    cell.font, cell.border = _HEADING_TYPE, _RULES
    cell.fill = _OPEN_FILL if is_open else _HEADING_FILL
    cell.alignment = _HEADING_PLACE


def _merge(page: Worksheet, first: tuple[int, int], last: tuple[int, int]) -> None:
    """One cell from a place, row and column, to another. Those beneath keep the rules they have."""
    # By the page's own method openpyxl would make each of them anew, which takes longer than all the rest.
    (top, left), (bottom, right) = first, last
    page.merged_cells.add(f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}")


def _put(cell: Cell, text: str) -> None:
    """Set a text; it stays one, even when it begins like a formula."""
    cell.value = cell_text(text)
    cell.data_type = "s"


def _cell(page: Worksheet, row: int, column: int) -> Cell:
    cell = page.cell(row, column)
    assert isinstance(cell, Cell)  # nothing is written into the inside of a merged range
    return cell


def _print(page: Worksheet, sheet: Sheet, first_heading: int, last_heading: int) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _PAPERS[sheet.size]
    # A chart is not torn over two pages.
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 1 if sheet.charts else 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{first_heading}:{last_heading}"
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom, page.page_margins.footer = 0.5, 0.75, 0.35
    footer = page.oddFooter
    assert footer is not None  # openpyxl makes the footer and its three parts itself
    assert footer.center is not None
    footer.center.text = "第 &P 页，共 &N 页"
    page.print_options.horizontalCentered = True
