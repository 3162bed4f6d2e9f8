"""Tables of a Word file: ruled ones with their heading on every page, and forms of two columns.

A report has tens of thousands of cells. Making each by python-docx takes a third of a millisecond, so the rows are
written as text and read once.
"""

from collections.abc import Sequence
from functools import cache
from xml.sax.saxutils import escape

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.table import Table

from papers import gbt9704
from papers.paper import Fields, Side, TableOf, open_places
from papers.to_docx_parts import child, printable

_SIDES = {"left": "left", "centre": "center", "right": "right"}
# Over this many columns a table is set one size smaller.
_MANY_COLUMNS = 8
# A table of so few rows is not torn over two pages.
_KEPT_ROWS = 8
# The column of a form that says what each row is about.
_LABEL_WIDTH = 34.0


def lay_fields(document: Document, fields: Fields, width: float) -> None:
    """A form of two columns: what each row is about, and what stands in it."""
    widths = [Mm(_LABEL_WIDTH), Mm(width - _LABEL_WIDTH)]
    height = round((fields.lines * gbt9704.SIZE_SMALL_4 * 1.25 + 4) * 20)
    properties = f'<w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>'
    size = gbt9704.SIZE_SMALL_4
    rows = [
        _row(
            properties,
            [
                _cell([label], widths[0], "centre", gbt9704.FIRST_LEVEL_FONT, size),
                _cell(text.split("\n"), widths[1], "left", gbt9704.BODY_FONT, size),
            ],
        )
        for label, text in fields.rows
    ]
    _append(_empty_table(document, widths), rows)


def lay_table(document: Document, table: TableOf, width: float) -> None:
    """A ruled table over ``width`` millimetres; its heading row comes again on every page."""
    total = sum(column.share for column in table.columns)
    widths = [Mm(width * column.share / total) for column in table.columns]
    size = gbt9704.SIZE_SMALL_5 if len(table.columns) > _MANY_COLUMNS else gbt9704.SIZE_5
    is_kept = len(table.rows) <= _KEPT_ROWS
    head = [
        _cell([column.title], wide, "centre", gbt9704.FIRST_LEVEL_FONT, size, is_kept and bool(table.rows))
        for column, wide in zip(table.columns, widths, strict=True)
    ]
    rows = [_row("<w:cantSplit/><w:tblHeader/>", head)]
    for position, row in enumerate(table.rows, 1):
        keeps = is_kept and position < len(table.rows)
        rows.append(
            _row(
                "<w:cantSplit/>",
                [
                    _cell([text], wide, column.side, gbt9704.BODY_FONT, size, keeps)
                    for column, wide, text in zip(table.columns, widths, row, strict=True)
                ],
            )
        )
    _append(_empty_table(document, widths), rows)


def _empty_table(document: Document, widths: Sequence[Mm]) -> Table:
    laid: Table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    laid.alignment = WD_TABLE_ALIGNMENT.CENTER
    laid.autofit = False
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
    return laid


def _append(laid: Table, rows: Sequence[str]) -> None:
    read = parse_xml(f"<w:tbl {nsdecls('w')}>{''.join(rows)}</w:tbl>")
    for row in list(read):
        laid._tbl.append(row)


def _row(properties: str, cells: Sequence[str]) -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(lines: Sequence[str], width: Mm, side: Side, font: str, size: float, keeps: bool = False) -> str:
    said = "".join(_paragraph(line, side, font, size, keeps and not at) for at, line in enumerate(lines))
    return (
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{round(width.twips)}"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{said}</w:tc>"
    )


def _paragraph(text: str, side: Side, font: str, size: float, keeps: bool) -> str:
    # The mark of an empty paragraph has a size too, and would make the row as high as the body's type.
    mark = "" if text else f'<w:rPr><w:sz w:val="{round(size * 2)}"/></w:rPr>'
    runs = "".join(_run(piece, is_open, font, size) for piece, is_open in open_places(text))
    return f"<w:p>{_paragraph_head(side, keeps)}{mark}</w:pPr>{runs}</w:p>"


@cache
def _paragraph_head(side: Side, keeps: bool) -> str:
    """The beginning of a paragraph's properties. Rows of a table do not stand on the lines of the page."""
    return (
        f"<w:pPr>{'<w:keepNext/>' if keeps else ''}"
        '<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/>'
        f'<w:jc w:val="{_SIDES[side]}"/>'
    )


def _run(text: str, is_open: bool, font: str, size: float) -> str:
    written = escape(printable(text))
    if "\n" in written or "\t" in written:
        written = written.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        written = written.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:r>{_run_head(font, size, is_open)}<w:t xml:space="preserve">{written}</w:t></w:r>'


@cache
def _run_head(font: str, size: float, is_open: bool) -> str:
    """The properties of a run: a Chinese font, with figures and Latin letters in the Latin one."""
    fonts = " ".join(f'w:{where}="{gbt9704.LATIN_FONT}"' for where in ("ascii", "hAnsi", "cs"))
    light = '<w:highlight w:val="yellow"/>' if is_open else ""
    return (
        f'<w:rPr><w:rFonts {fonts} w:eastAsia="{font}" w:hint="eastAsia"/>'
        f'<w:sz w:val="{round(size * 2)}"/>{light}</w:rPr>'
    )
