"""Writes a paper as a Word file that looks as GB/T 9704 asks, in Word and in WPS."""

from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.shared import Mm, Pt

from papers import gbt9704, package
from papers import to_docx_letter as letter
from papers import to_docx_parts as parts
from papers.paper import (
    Appendix,
    Block,
    Chart,
    Fields,
    Heading,
    Paper,
    Picture,
    TableOf,
    Text,
    numbered,
)
from papers.to_docx_letter import line as _line
from papers.to_docx_parts import printable, say
from papers.to_docx_tables import lay_fields, lay_table
from schedules.wording import day_in_words

_HEADING_FONTS = {
    1: gbt9704.FIRST_LEVEL_FONT,
    2: gbt9704.SECOND_LEVEL_FONT,
    3: gbt9704.BODY_FONT,
    4: gbt9704.BODY_FONT,
}


NOT_DRAWN = "（图略：生成本报告的电脑上没有可用的中文字体，装上一种以后重新生成即可。）"
_EXPLAINED = "编制说明"
_COVER_SIZE = 26.0
# What of the height of the page is left for the title and the space below it, in points.
_COVER_ROOM = 320.0


def write(paper: Paper, path: Path) -> None:
    """Write the paper to ``path``, over what was there. The same paper gives the same bytes."""
    document = docx.Document()
    pitch = gbt9704.LETTER_LINE_PITCH if paper.is_letter else gbt9704.LINE_PITCH
    parts.prepare(document, pitch)
    _name(document, paper)
    if paper.explained:
        _cover(document, paper)
    if paper.is_letter:
        letter.head(document, paper)
    else:
        _head(document, paper)
    if paper.addressees:
        say(document.add_paragraph(), paper.addressees + "：")
    for number, block in numbered(paper.body):
        _lay(document, number, block, gbt9704.TYPE_WIDTH)
    _note_appendices(document, paper)
    if paper.is_sealed:
        letter.sign(document, paper)
    elif paper.signed_by:
        _sign(document, paper)
    if paper.remark:
        letter.remark(document, paper.remark)
    listed = [appendix for appendix in paper.appendices if appendix.is_listed]
    for appendix in paper.appendices:
        alone = len(listed) == 1
        mark = ("附件" if alone else f"附件{listed.index(appendix) + 1}") if appendix.is_listed else ""
        _append(document, mark, appendix, pitch)
    letter.imprint(document, paper)
    target = BytesIO()
    document.save(target)
    package.save(target.getvalue(), paper.dated, path)


def _name(document: Document, paper: Paper) -> None:
    named = document.core_properties
    # Word allows 255 characters here.
    named.title, named.author = printable(paper.title)[:255], printable(paper.signed_by)[:255]
    named.last_modified_by, named.comments = named.author, ""


def _cover(document: Document, paper: Paper) -> None:
    """A first page with the title, whose it is and of when; on the second what the paper rests on."""
    document.sections[0].different_first_page_header_footer = True
    titles = paper.title.split("\n")
    low = max(40.0, _COVER_ROOM - _COVER_SIZE * 2.3 * len(titles))
    for text, font, size, above, below in (
        (paper.masthead or paper.signed_by, gbt9704.SECOND_LEVEL_FONT, gbt9704.SIZE_2, 40, 80),
        *((one, gbt9704.TITLE_FONT, _COVER_SIZE, 0, 8) for one in titles),
        (paper.subtitle, gbt9704.SECOND_LEVEL_FONT, gbt9704.SIZE_3, 12, low),
        (paper.signed_by, gbt9704.SECOND_LEVEL_FONT, gbt9704.SIZE_3, 0, 6),
        (day_in_words(paper.dated), gbt9704.SECOND_LEVEL_FONT, gbt9704.SIZE_3, 0, 0),
    ):
        written = _line(document, text, font, size)
        layout = written.paragraph_format
        layout.line_spacing_rule = WD_LINE_SPACING.SINGLE
        layout.space_before, layout.space_after = Pt(above), Pt(below)
    _line(
        document, _EXPLAINED, gbt9704.FIRST_LEVEL_FONT, gbt9704.SIZE_2
    ).paragraph_format.page_break_before = True
    _blank(document)
    lay_fields(document, Fields(paper.explained), gbt9704.TYPE_WIDTH)
    after = document.add_paragraph()
    parts.thin(after, 1)
    after.add_run().add_break(WD_BREAK.PAGE)


def _head(document: Document, paper: Paper) -> None:
    if paper.masthead:
        _masthead(document, paper)
        _blank(document)
    letter.title(document, paper.title)
    if paper.subtitle:
        _line(document, paper.subtitle, gbt9704.SECOND_LEVEL_FONT, gbt9704.SIZE_3)
    _blank(document)


def _masthead(document: Document, paper: Paper) -> None:
    """The issuer's name in red, the number below it, the rule below that."""
    above = gbt9704.points(gbt9704.ABOVE_MASTHEAD)
    if paper.urgency:
        urgency = document.add_paragraph()
        say(urgency, paper.urgency, font=gbt9704.FIRST_LEVEL_FONT)
        above -= gbt9704.LINE_PITCH
    name = document.add_paragraph()
    name.alignment = WD_ALIGN_PARAGRAPH.CENTER
    name.paragraph_format.space_before = Pt(above)
    name.paragraph_format.line_spacing = Pt(gbt9704.MASTHEAD_SIZE + 8)
    needed = gbt9704.MASTHEAD_SIZE * len(paper.masthead)
    narrow = min(100, int(gbt9704.TYPE_WIDTH_POINTS * 100 / needed) - 1)
    run = parts.run(name, paper.masthead, gbt9704.TITLE_FONT, gbt9704.MASTHEAD_SIZE)
    parts.colour(run, gbt9704.RED)
    parts.narrow(run, max(narrow, 40))
    _blank(document)
    number = _line(document, paper.number, gbt9704.BODY_FONT, gbt9704.SIZE_3)
    parts.rule_below(number, gbt9704.RED, gbt9704.RULE_BELOW_NUMBER)


def _lay(document: Document, number: str, block: Block, width: float) -> None:
    match block:
        case Heading():
            _heading(document, number, block)
        case Text():
            paragraph = document.add_paragraph()
            parts.indent_first_line(paragraph)
            if block.lead:
                parts.run(paragraph, block.lead, gbt9704.BODY_FONT, gbt9704.SIZE_3).bold = True
            say(paragraph, block.text)
        case TableOf():
            _caption(document, number + block.caption, keeps=True)
            lay_table(document, block, width)
            # Word runs two tables into one where no paragraph stands between them.
            note = document.add_paragraph()
            note.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
            note.paragraph_format.space_after = Pt(8)
            parts.off_grid(note)
            say(note, block.note, size=gbt9704.SIZE_SMALL_5)
        case Picture():
            _picture(document, number, block, width)
        case Chart():
            # Nobody could draw it: what it would show is told.
            paragraph = document.add_paragraph()
            parts.indent_first_line(paragraph)
            say(paragraph, f"{NOT_DRAWN}{block.says}。")
        case Fields():
            lay_fields(document, block, width)
            parts.thin(document.add_paragraph(), 6)


def _heading(document: Document, number: str, heading: Heading) -> None:
    paragraph = document.add_paragraph(style=f"Heading {heading.level}")
    say(paragraph, number + heading.text, font=_HEADING_FONTS[heading.level])


def _caption(document: Document, text: str, keeps: bool) -> None:
    if not text:
        return
    caption = _line(document, text, gbt9704.FIRST_LEVEL_FONT, gbt9704.SIZE_SMALL_4)
    caption.paragraph_format.keep_with_next = keeps
    caption.paragraph_format.space_before = Pt(6)


def _picture(document: Document, number: str, picture: Picture, width: float) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    # An exact line would cut the picture down to one line of text.
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(BytesIO(picture.png), width=Mm(width))
    parts.describe(shape, picture.says)
    _caption(document, number + picture.caption, keeps=False)


def _note_appendices(document: Document, paper: Paper) -> None:
    """附件：1.…  one line each below the text, without a full stop."""
    listed = [appendix for appendix in paper.appendices if appendix.is_listed]
    if not listed:
        return
    # A last page without a word of the text would look like an empty sheet that somebody signed.
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    document.add_paragraph().paragraph_format.keep_with_next = True
    alone = len(listed) == 1
    for position, appendix in enumerate(listed, 1):
        number = "" if alone else f"{position}."
        head = "附件：" if position == 1 else "　　　"
        paragraph = document.add_paragraph()
        parts.indent_first_line(paragraph)
        # The list and the signature go to the next page together.
        paragraph.paragraph_format.keep_with_next = True
        say(paragraph, head + number + appendix.title)


def _sign(document: Document, paper: Paper) -> None:
    """Issuer and day without a seal: the issuer two characters from the right, the day two further in."""
    for _ in range(2):
        document.add_paragraph().paragraph_format.keep_with_next = True
    day = day_in_words(paper.dated)
    issuer_width, day_width = parts.width_of(paper.signed_by), parts.width_of(day)
    start = max(0.0, gbt9704.CHARACTERS - 2 - max(issuer_width, day_width + 2))
    for text, left in ((paper.signed_by, start), (day, start + 2)):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Pt(left * gbt9704.CHARACTER_PITCH)
        paragraph.paragraph_format.keep_with_next = text is not day
        say(paragraph, text)


def _append(document: Document, mark: str, appendix: Appendix, pitch: float) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    wide = appendix.is_wide
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    width, height = (gbt9704.PAGE_HEIGHT, gbt9704.PAGE_WIDTH) if wide else (
        gbt9704.PAGE_WIDTH,
        gbt9704.PAGE_HEIGHT,
    )  # fmt: skip
    section.page_width, section.page_height = Mm(width), Mm(height)
    parts.set_margins(section, wide, pitch)
    # The head of a letter is that of its first page alone.
    section.different_first_page_header_footer = False
    if mark:
        _line(document, mark, gbt9704.FIRST_LEVEL_FONT, gbt9704.SIZE_3).alignment = WD_ALIGN_PARAGRAPH.LEFT
    letter.title(document, appendix.title, style=None)
    for number, block in numbered(appendix.body):
        bare = "" if isinstance(block, TableOf) else number
        _lay(document, bare, block, gbt9704.TYPE_HEIGHT if wide else gbt9704.TYPE_WIDTH)


def _blank(document: Document) -> None:
    document.add_paragraph()
