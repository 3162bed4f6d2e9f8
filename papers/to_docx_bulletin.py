"""Writes a bulletin as a Word file: red masthead, number, editor and day over the red rule, contents, pieces, lists."""

import re
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from papers import gbt9704, package
from papers import to_docx_parts as parts
from papers.bulletin import BulletinPaper, Line, Piece
from papers.to_docx_letter import line, title
from papers.to_docx_parts import printable, say
from schedules.wording import day_in_words

# The name of a bulletin may be larger than an organ's over a document.
_NAME_SIZE = 56.0
_ORGAN_SIZE = 26.0
_SMALLEST_PERCENT = 40
_DAY_WIDTH = 46.0
_FONTS = {0: gbt9704.BODY_FONT, 1: gbt9704.FIRST_LEVEL_FONT, 2: gbt9704.SECOND_LEVEL_FONT}
_LIST_SIZE = gbt9704.SIZE_4
_WORD_WIDTH = 17.0
_LIST_INSET = 80
# So many characters of the editor stand beside the day.
_EDITOR_CHARACTERS = 19
_WORDS = re.compile("建设|改革|工作|协调|领导|办公室|委员会|管理|监督")


def write(bulletin: BulletinPaper, path: Path) -> None:
    """Write the bulletin to ``path``, over what was there. The same bulletin gives the same bytes."""
    document = docx.Document()
    parts.prepare(document)
    named = document.core_properties
    called = f"{bulletin.name} {bulletin.number} {bulletin.title}".replace("\n", " ").strip()
    named.title, named.author = printable(called)[:255], printable(bulletin.editor)[:255]
    named.last_modified_by, named.comments = named.author, ""
    _masthead(document, bulletin)
    if bulletin.has_contents:
        _contents(document, bulletin)
    if bulletin.note:
        _note(document, bulletin.note)
    _pieces(document, bulletin)
    _foot(document, bulletin)
    target = BytesIO()
    document.save(target)
    package.save(target.getvalue(), bulletin.dated, path)


def _masthead(document: Document, bulletin: BulletinPaper) -> None:
    organ, _, name = bulletin.name.rpartition("\n")
    if organ:
        _red(document, organ.replace("\n", ""), _ORGAN_SIZE)
    _red(document, name, _NAME_SIZE)
    number = line(document, bulletin.number, gbt9704.SECOND_LEVEL_FONT, gbt9704.SIZE_3)
    number.paragraph_format.space_before = Pt(6)
    _editor_and_day(document, bulletin)
    rule = document.add_paragraph()
    parts.thin(rule, 3)
    rule.paragraph_format.space_after = Pt(12)
    parts.rule_below(rule, gbt9704.RED, 0, eighths=24)


def _red(document: Document, text: str, size: float) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = Pt(size * 1.25)
    # Air between the few characters of a short name, a narrower set for a long one.
    spaced = "　".join(text) if len(text) <= 4 and size == _NAME_SIZE else text
    needed = size * parts.width_of(spaced)
    while needed > gbt9704.TYPE_WIDTH_POINTS and size > _ORGAN_SIZE:
        size -= 2
        needed = size * parts.width_of(spaced)
    fits = int(gbt9704.TYPE_WIDTH_POINTS * 100 / max(needed, 1)) - 1
    run = parts.run(paragraph, spaced, gbt9704.TITLE_FONT, size)
    parts.colour(run, gbt9704.RED)
    if fits < 100:
        parts.narrow(run, max(_SMALLEST_PERCENT, fits))


def _editor_and_day(document: Document, bulletin: BulletinPaper) -> None:
    """The editor left, on two lines where the name is long, the day right; both end over the rule."""
    widths = [Mm(gbt9704.TYPE_WIDTH - _DAY_WIDTH), Mm(_DAY_WIDTH)]
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    bare(table, 0)
    for cell, text, side, width in zip(
        table.rows[0].cells,
        (_in_halves(bulletin.editor), day_in_words(bulletin.dated)),
        (WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT),
        widths,
        strict=True,
    ):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.alignment = side
        say(paragraph, text, size=gbt9704.SIZE_3)
        cell._tc.get_or_add_tcPr().append(parts.valued("w:vAlign", "bottom"))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width


def _in_halves(editor: str) -> str:
    """A name too long for its line on two of about the same length, broken where a word of it begins."""
    if parts.width_of(editor) <= _EDITOR_CHARACTERS:
        return editor
    middle = len(editor) // 2
    places = [found.start() for found in _WORDS.finditer(editor, 4)] or [middle]
    place = min(places, key=lambda one: abs(one - middle))
    return editor[:place] + "\n" + editor[place:]


def _contents(document: Document, bulletin: BulletinPaper) -> None:
    section = ""
    for piece in bulletin.pieces:
        if piece.section != section:
            section = piece.section
            if section:
                _section(document, section)
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Pt(2 * gbt9704.SIZE_3)
        paragraph.paragraph_format.first_line_indent = Pt(-gbt9704.SIZE_3)
        say(paragraph, "◇" + _plain(piece.title), font=gbt9704.SECOND_LEVEL_FONT)
    document.add_paragraph()


def _section(document: Document, section: str) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    say(paragraph, f"【{section}】", font=gbt9704.FIRST_LEVEL_FONT)
    return paragraph


def _note(document: Document, note: str) -> None:
    """编者按: in another face, set in from both sides."""
    for number, text in enumerate(note.split("\n")):
        paragraph = document.add_paragraph()
        parts.indent_first_line(paragraph)
        head = "编者按：" if number == 0 and not text.startswith(("编者按", "按语", "按：")) else ""
        if head:
            parts.run(paragraph, head, gbt9704.FIRST_LEVEL_FONT, gbt9704.SIZE_3)
        say(paragraph, text, font=gbt9704.SECOND_LEVEL_FONT)
    document.add_paragraph()


def _pieces(document: Document, bulletin: BulletinPaper) -> None:
    section = ""
    for position, piece in enumerate(bulletin.pieces):
        if position:
            document.add_paragraph()
        if piece.section != section:
            section = piece.section
            if section:
                _section(document, section)
        _piece(document, piece, is_alone=len(bulletin.pieces) == 1)


def _piece(document: Document, piece: Piece, is_alone: bool) -> None:
    if is_alone:
        title(document, piece.title)
    else:
        for text in piece.title.split("\n"):
            heading = line(
                document, text, gbt9704.TITLE_FONT, 18, style="Heading 1", advance=gbt9704.LINE_PITCH
            )
            heading.paragraph_format.first_line_indent = Pt(0)
            indent = heading._p.get_or_add_pPr().find(qn("w:ind"))
            if indent is not None:
                indent.set(qn("w:firstLineChars"), "0")
    for paragraph in document.paragraphs[-(piece.title.count("\n") + 1) :]:
        paragraph.paragraph_format.keep_with_next = True
    if piece.byline:
        below = line(document, piece.byline, gbt9704.SECOND_LEVEL_FONT, gbt9704.SIZE_3)
        below.paragraph_format.keep_with_next = True
    if is_alone or piece.byline:
        document.add_paragraph().paragraph_format.keep_with_next = True
    for one in piece.body:
        _line(document, one)
    if piece.supplied:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        document.paragraphs[-2].paragraph_format.keep_with_next = True
        say(paragraph, f"（{piece.supplied}供稿）", font=gbt9704.SECOND_LEVEL_FONT)


def _line(document: Document, one: Line) -> None:
    paragraph = document.add_paragraph()
    parts.indent_first_line(paragraph)
    paragraph.paragraph_format.keep_with_next = one.level > 0
    say(paragraph, one.text, font=_FONTS[one.level])


def _foot(document: Document, bulletin: BulletinPaper) -> None:
    """报, 送, 发 between rules at the foot of the last page, the copies below at the right."""
    lists = [(f"{word}：", text) for word, text in bulletin.lists if text]
    if not lists and not bulletin.copies:
        return
    document.add_paragraph()
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    _float_to_the_bottom(table)
    widths = [Mm(_WORD_WIDTH), Mm(gbt9704.TYPE_WIDTH - _WORD_WIDTH)]
    bare(table, _LIST_INSET)
    for number, (word, text) in enumerate(lists):
        row = table.add_row()
        parts.child(row._tr.get_or_add_trPr(), "w:cantSplit")
        for cell, said, width in zip(row.cells, (word, f"{text.rstrip('。')}。"), widths, strict=True):
            cell.width = width
            _small(cell.paragraphs[0], said)
            rule_cell(cell, top="8" if number == 0 else "4", bottom="8" if number == len(lists) - 1 else "4")
    if bulletin.copies:
        row = table.add_row()
        cell = row.cells[0].merge(row.cells[1])
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _small(cell.paragraphs[0], f"（共印{bulletin.copies}份）")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    # A table cannot stand last.
    parts.thin(document.add_paragraph(), 1)


def _small(paragraph: Paragraph, text: str) -> None:
    paragraph.paragraph_format.line_spacing = Pt(_LIST_SIZE * 1.6)
    say(paragraph, text, size=_LIST_SIZE)


def _float_to_the_bottom(table: Table) -> None:
    """Lift a table out of the text to the foot of the type area, where it makes room for itself."""
    place = OxmlElement("w:tblpPr")
    for name, value in {
        "vertAnchor": "margin",
        "horzAnchor": "margin",
        "tblpXSpec": "center",
        "tblpYSpec": "bottom",
    }.items():
        place.set(qn(f"w:{name}"), value)
    style = table._tbl.tblPr.find(qn("w:tblStyle"))
    if style is None:
        table._tbl.tblPr.insert(0, place)
    else:
        style.addnext(place)


def bare(table: Table, inset: int) -> None:
    """A table whose cells keep so many twentieths of a point from what is left and right of them."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = parts.child(margins, f"w:{side}")
        margin.set(qn("w:w"), str(inset))
        margin.set(qn("w:type"), "dxa")
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        table._tbl.tblPr.append(margins)
    else:
        look.addprevious(margins)


def rule_cell(cell: _Cell, *, top: str, bottom: str) -> None:
    """Rules above and below a cell, so many eighths of a point thick."""
    borders = parts.child(cell._tc.get_or_add_tcPr(), "w:tcBorders")
    for edge, eighths in (("top", top), ("bottom", bottom)):
        side = parts.child(borders, f"w:{edge}")
        for name, value in {"val": "single", "sz": eighths, "space": "0", "color": "auto"}.items():
            side.set(qn(f"w:{name}"), value)


def _plain(text: str) -> str:
    return text.replace("\n", "")
