"""Writes a leader's one-pager as a Word file: set closer than an official paper, so that it stays on one sheet."""

from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from papers import gbt9704, package
from papers import to_docx_parts as parts
from papers.one_page import OnePage, Part
from papers.to_docx_bulletin import bare, rule_cell
from papers.to_docx_parts import printable, say
from papers.to_docx_tables import lay_table

_MARGIN, _SIDE = 15.0, 20.0
_WIDTH = gbt9704.PAGE_WIDTH - 2 * _SIDE
_PITCH = 18.0
_TEXT = gbt9704.SIZE_SMALL_4
_FIGURE = 20.0


def write(sheet: OnePage, path: Path) -> None:
    """Write the sheet to ``path``, over what was there. The same sheet gives the same bytes."""
    document = docx.Document()
    parts.prepare(document, _PITCH)
    section = document.sections[0]
    section.top_margin = section.bottom_margin = Mm(_MARGIN)
    section.left_margin = section.right_margin = Mm(_SIDE)
    section.footer_distance = Mm(8)
    for footer in (section.footer, section.even_page_footer):
        # A single sheet needs no number.
        for run in footer.paragraphs[0].runs:
            run._r.getparent().remove(run._r)
    named = document.core_properties
    named.title, named.author = printable(sheet.title)[:255], printable(sheet.signed_by)[:255]
    named.last_modified_by, named.comments = named.author, ""
    _line(document, sheet.title, gbt9704.TITLE_FONT, gbt9704.SIZE_2, 30, style="Title")
    _line(document, sheet.under, gbt9704.SECOND_LEVEL_FONT, _TEXT, 20)
    _figures(document, sheet)
    for part in sheet.parts:
        _part(document, part)
    foot = document.add_paragraph()
    foot.paragraph_format.space_before = Pt(4)
    say(foot, sheet.foot, font=gbt9704.SECOND_LEVEL_FONT, size=gbt9704.SIZE_SMALL_5)
    target = BytesIO()
    document.save(target)
    package.save(target.getvalue(), sheet.dated, path)


def _line(
    document: Document, text: str, font: str, size: float, advance: float, style: str | None = None
) -> None:
    paragraph = document.add_paragraph(style=style)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    parts.thin(paragraph, advance)
    say(paragraph, text, font=font, size=size)


def _figures(document: Document, sheet: OnePage) -> None:
    """The headline figures beside each other: what, how much, what it rests on."""
    if not sheet.figures:
        return
    table = document.add_table(rows=3, cols=len(sheet.figures))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    bare(table, 40)
    width = Mm(_WIDTH / len(sheet.figures))
    styles = (
        (gbt9704.BODY_FONT, gbt9704.SIZE_5, 18.0),
        (gbt9704.FIRST_LEVEL_FONT, _FIGURE, 26.0),
        (gbt9704.BODY_FONT, gbt9704.SIZE_SMALL_5, 15.0),
    )
    for column, figure in enumerate(sheet.figures):
        for row, (text, (font, size, advance)) in enumerate(zip(figure, styles, strict=True)):
            cell = table.rows[row].cells[column]
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            parts.thin(paragraph, advance)
            say(paragraph, text, font=font, size=size)
            if row == 0:
                rule_cell(cell, top="12", bottom="0")
            if row == len(styles) - 1:
                rule_cell(cell, top="0", bottom="12")


def _part(document: Document, part: Part) -> None:
    if not part.lines and part.table is None:
        return
    heading = document.add_paragraph(style="Heading 1")
    heading.paragraph_format.first_line_indent = Pt(0)
    heading.paragraph_format.space_before = Pt(4)
    parts.thin(heading, _PITCH + 2)
    say(heading, part.heading, font=gbt9704.FIRST_LEVEL_FONT, size=_TEXT)
    for text in part.lines:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Pt(_TEXT)
        paragraph.paragraph_format.first_line_indent = Pt(-_TEXT)
        parts.thin(paragraph, _PITCH)
        say(paragraph, f"· {text}", size=_TEXT)
    if part.table is not None:
        lay_table(document, part.table, _WIDTH)
        parts.thin(document.add_paragraph(), 3)
