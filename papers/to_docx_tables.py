"""Tables of a Word file: ruled ones with their heading on every page, and forms of two columns."""

from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from papers import gbt9704
from papers.paper import Fields, Side, TableOf
from papers.to_docx_parts import AFTER_SNAP, child, put_in_order, say, valued

_SIDES = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
# Over this many columns a table is set one size smaller.
_MANY_COLUMNS = 8
# A table of so few rows is not torn over two pages.
_KEPT_ROWS = 8
# The column of a form that says what each row is about.
_LABEL_WIDTH = 34.0


def lay_fields(document: Document, fields: Fields, width: float) -> None:
    """A form of two columns: what each row is about, and what stands in it."""
    laid = document.add_table(rows=0, cols=2, style="Table Grid")
    laid.alignment = WD_TABLE_ALIGNMENT.CENTER
    laid.autofit = False
    widths = [Mm(_LABEL_WIDTH), Mm(width - _LABEL_WIDTH)]
    _keep_widths(laid, widths)
    for label, text in fields.rows:
        row = laid.add_row()
        properties = row._tr.get_or_add_trPr()
        child(properties, "w:cantSplit")
        row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
        row.height = Pt(fields.lines * gbt9704.SIZE_SMALL_4 * 1.25 + 4)
        for cell, said, side, font, cell_width in (
            (row.cells[0], label, "centre", gbt9704.FIRST_LEVEL_FONT, widths[0]),
            (row.cells[1], text, "left", gbt9704.BODY_FONT, widths[1]),
        ):
            cell.width = cell_width
            for number, line in enumerate(said.split("\n") if said else [""]):
                if number:
                    cell.add_paragraph()
                _fill_paragraph(cell.paragraphs[number], line, side, font, gbt9704.SIZE_SMALL_4)
            cell._tc.get_or_add_tcPr().append(valued("w:vAlign", "center"))


def lay_table(document: Document, table: TableOf, width: float) -> None:
    """A ruled table over ``width`` millimetres; its heading row comes again on every page."""
    laid = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    laid.alignment = WD_TABLE_ALIGNMENT.CENTER
    laid.autofit = False
    total = sum(column.share for column in table.columns)
    widths = [Mm(width * column.share / total) for column in table.columns]
    _keep_widths(laid, widths)
    size = gbt9704.SIZE_SMALL_5 if len(table.columns) > _MANY_COLUMNS else gbt9704.SIZE_5
    head = laid.rows[0]
    child(head._tr.get_or_add_trPr(), "w:cantSplit")
    child(head._tr.get_or_add_trPr(), "w:tblHeader")
    for column, cell, cell_width in zip(table.columns, head.cells, widths, strict=True):
        _fill(cell, column.title, "centre", gbt9704.FIRST_LEVEL_FONT, size)
        cell.width = cell_width
    for row in table.rows:
        _lay_row(laid.add_row(), table, row, widths, size)
    if len(table.rows) <= _KEPT_ROWS:
        for kept in laid.rows[:-1]:
            for cell in kept.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True


def _lay_row(laid: _Row, table: TableOf, row: tuple[str, ...], widths: list[Mm], size: float) -> None:
    child(laid._tr.get_or_add_trPr(), "w:cantSplit")
    for column, cell, text, cell_width in zip(table.columns, laid.cells, row, widths, strict=True):
        _fill(cell, text, column.side, gbt9704.BODY_FONT, size)
        cell.width = cell_width


def _fill(cell: _Cell, text: str, side: Side, font: str, size: float) -> None:
    _fill_paragraph(cell.paragraphs[0], text, side, font, size)
    cell._tc.get_or_add_tcPr().append(valued("w:vAlign", "center"))


def _fill_paragraph(paragraph: Paragraph, text: str, side: Side, font: str, size: float) -> None:
    paragraph.alignment = _SIDES[side]
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    # Rows of a table do not stand on the lines of the page.
    put_in_order(paragraph._p.get_or_add_pPr(), valued("w:snapToGrid", "0"), AFTER_SNAP)
    say(paragraph, text, font, size)
    if not text:
        # The mark of an empty paragraph has a size too, and makes the row as high as the body's type.
        mark = child(paragraph._p.get_or_add_pPr(), "w:rPr")
        mark.append(valued("w:sz", str(round(size * 2))))


def _keep_widths(laid: Table, widths: list[Mm]) -> None:
    for grid_column, width in zip(laid.columns, widths, strict=True):
        grid_column.width = width
    properties = laid._tbl.tblPr
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = child(margins, f"w:{side}")
        margin.set(qn("w:w"), "60")
        margin.set(qn("w:type"), "dxa")
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)
