"""The pieces of a Word file that python-docx has no words for: fonts for Chinese, the grid, tables, page numbers."""

import re

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section, _Footer
from docx.shape import InlineShape
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import _Element

from papers import gbt9704
from papers.paper import open_places

# What may stand after an element in the property lists of a paragraph and of a run.
AFTER_SNAP = ("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr")
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:snapToGrid", *AFTER_SNAP)
_AFTER_SPACING = (
    "w:spacing",
    "w:w",
    "w:kern",
    "w:position",
    "w:sz",
    "w:szCs",
    "w:highlight",
    "w:u",
    "w:lang",
)
# A field in a footer: the dashes and a first value as text, the rest as marks.
_PAGE_NUMBER = (
    ("— ", ""),
    ("", "begin"),
    ("PAGE", "code"),
    ("", "separate"),
    ("1", ""),
    ("", "end"),
    (" —", ""),
)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def prepare(document: Document, pitch: float = gbt9704.LINE_PITCH) -> None:
    """Page, grid, base style, heading styles and page numbers of an empty document; ``pitch`` is a line in points."""
    _base_style(document, pitch)
    for level in range(1, 5):
        _plain_heading(document, f"Heading {level}", pitch, indented=True)
    _plain_heading(document, "Title", pitch, indented=False)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(gbt9704.PAGE_WIDTH), Mm(gbt9704.PAGE_HEIGHT)
    set_margins(section, wide=False, pitch=pitch)
    document.settings.odd_and_even_pages_header_footer = True
    # The library's empty document is Japanese and of 2010.
    for name, attribute, value in (
        ("w:compatSetting", "w:val", "15"),
        ("w:themeFontLang", "w:eastAsia", "zh-CN"),
    ):
        element = next(document.settings.element.iter(qn(name)), None)
        if element is not None:
            element.set(qn(attribute), value)
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def set_margins(section: Section, wide: bool, pitch: float = gbt9704.LINE_PITCH) -> None:
    """The area of type of the standard; on a page that lies across it turns with the page."""
    top, right, bottom, left = gbt9704.TOP, gbt9704.RIGHT, gbt9704.BOTTOM, gbt9704.LEFT
    if wide:
        top, right, bottom, left = left, top, right, bottom
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    line = gbt9704.SIZE_4 * 1.2 * 25.4 / 72
    section.footer_distance = Mm(bottom - gbt9704.PAGE_NUMBER_BELOW - line)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = child(section._sectPr, "w:docGrid")
    # Only lines: a grid of lines and characters pulls the type apart in other programs than Word.
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), _twips(pitch))


def say(paragraph: Paragraph, text: str, font: str = gbt9704.BODY_FONT, size: float = gbt9704.SIZE_3) -> None:
    """Text into a paragraph; places that people must fill stand out."""
    for piece, is_open in open_places(text):
        piece_run = run(paragraph, piece, font, size)
        if is_open:
            piece_run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def run(paragraph: Paragraph, text: str, font: str, size: float) -> Run:
    """A run in a Chinese font, with figures and Latin letters in the Latin one."""
    made = paragraph.add_run(printable(text))
    made.font.size = Pt(size)
    _fonts(made._r.get_or_add_rPr(), font)
    if size == gbt9704.SIZE_3:
        # 28 characters a line: the type area is a little narrower than 28 squares of this size.
        spacing = valued("w:spacing", _twips(gbt9704.CHARACTER_PITCH - size))
        put_in_order(made._r.get_or_add_rPr(), spacing, _AFTER_SPACING[1:])
    return made


def colour(made: Run, rgb: str) -> None:
    """The colour of a run, RRGGBB."""
    made.font.color.rgb = RGBColor.from_string(rgb)


def narrow(made: Run, percent: int) -> None:
    """Set the characters of a run narrower."""
    put_in_order(made._r.get_or_add_rPr(), valued("w:w", str(percent)), _AFTER_SPACING[2:])


def indent_first_line(paragraph: Paragraph) -> None:
    """Two characters in. Word counts characters; other programs need the length."""
    paragraph.paragraph_format.first_line_indent = Pt(2 * gbt9704.SIZE_3)
    indent = paragraph._p.get_or_add_pPr().find(qn("w:ind"))
    assert indent is not None  # the line above made it
    indent.set(qn("w:firstLineChars"), "200")


def rule_below(
    paragraph: Paragraph,
    rgb: str,
    gap: float,
    *,
    kind: str = "single",
    eighths: int = 18,
    edge: str = "bottom",
) -> None:
    """A line over the whole width below (or above) a paragraph, ``gap`` millimetres off, so many eighths of a point
    thick; ``kind`` is Word's name for its form."""
    borders = OxmlElement("w:pBdr")
    side = child(borders, f"w:{edge}")
    gap_points = min(31, round(gbt9704.points(gap)))
    for name, value in {"val": kind, "sz": str(eighths), "space": str(gap_points), "color": rgb}.items():
        side.set(qn(f"w:{name}"), value)
    put_in_order(paragraph._p.get_or_add_pPr(), borders, _AFTER_BORDERS)


def frame_rules(paragraph: Paragraph, *, is_first: bool, is_last: bool) -> None:
    """The rules of the foot of a paper (版记): thick at its first and last, thin between."""
    borders = OxmlElement("w:pBdr")
    thick, thin = "8", "4"
    for edge, eighths in (("top", thick if is_first else thin), ("bottom", thick if is_last else thin)):
        if edge == "top" and not is_first:
            continue
        side = child(borders, f"w:{edge}")
        for name, value in {"val": "single", "sz": eighths, "space": "1", "color": "auto"}.items():
            side.set(qn(f"w:{name}"), value)
    put_in_order(paragraph._p.get_or_add_pPr(), borders, _AFTER_BORDERS)


def thin(paragraph: Paragraph, advance: float) -> None:
    """A paragraph of this height in points, which does not stand on the lines of the page."""
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(advance)
    off_grid(paragraph)


def off_grid(paragraph: Paragraph) -> None:
    """Let small type stand closer than the lines of the page."""
    put_in_order(paragraph._p.get_or_add_pPr(), valued("w:snapToGrid", "0"), AFTER_SNAP)


def keep_last(document: Document) -> None:
    """What stands last goes to the next page together with what follows: a paragraph, or the last row of a table."""
    for element in reversed(document.element.body):
        if element.tag == qn("w:p"):
            paragraph = Paragraph(element, document._body)
            paragraph.paragraph_format.keep_with_next = True
            if paragraph.text:
                return
        elif element.tag == qn("w:tbl"):
            for cell in Table(element, document._body).rows[-1].cells:
                for paragraph in cell.paragraphs:
                    paragraph.paragraph_format.keep_with_next = True
            return


def place_at(paragraph: Paragraph, width: float, **where: str) -> None:
    """Lift a paragraph out of the text to a fixed place; ``where`` is Word's own frame (``vAnchor``, ``yAlign``, ``y``)."""
    frame = OxmlElement("w:framePr")
    named = {"w": _twips(gbt9704.points(width)), "wrap": "around", **where}
    for name, value in named.items():
        frame.set(qn(f"w:{name}"), value)
    put_in_order(paragraph._p.get_or_add_pPr(), frame, ("w:pBdr", *_AFTER_BORDERS))


def twips(millimetres: float) -> str:
    """Millimetres in the twentieths of a point that Word counts in."""
    return _twips(gbt9704.points(millimetres))


def describe(shape: InlineShape, says: str) -> None:
    """What a picture shows, for those who cannot see it."""
    shape._inline.docPr.set("descr", says)


def width_of(text: str) -> float:
    """The width of a line in Chinese characters; figures and Latin letters count half."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def printable(text: str) -> str:
    """Without the control characters that XML forbids."""
    return _UNPRINTABLE.sub("", text)


def _base_style(document: Document, pitch: float) -> None:
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        _fonts(fonts.getparent(), gbt9704.BODY_FONT)
    style = document.styles["Normal"]
    assert isinstance(style, ParagraphStyle)
    style.font.size = Pt(gbt9704.SIZE_3)
    _fonts(style.element.get_or_add_rPr(), gbt9704.BODY_FONT)
    language = style.element.get_or_add_rPr().find(qn("w:lang"))
    if language is None:
        language = child(style.element.get_or_add_rPr(), "w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    spacing = style.paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    spacing.line_spacing = Pt(pitch)
    spacing.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _plain_heading(document: Document, name: str, pitch: float, indented: bool) -> None:
    """A heading style stripped of the library's colours, so that only its place in the outline remains."""
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    for part in ("w:rPr", "w:pPr"):
        old = style.element.find(qn(part))
        if old is not None and part == "w:rPr":
            style.element.remove(old)
    style.font.size = Pt(gbt9704.SIZE_3)
    _fonts(style.element.get_or_add_rPr(), gbt9704.BODY_FONT)
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        style.element.get_or_add_pPr().remove(borders)
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = Pt(pitch)
    layout.keep_with_next = True
    layout.alignment = WD_ALIGN_PARAGRAPH.LEFT
    if indented:
        layout.first_line_indent = Pt(2 * gbt9704.SIZE_3)
        indent = style.element.get_or_add_pPr().find(qn("w:ind"))
        assert indent is not None  # the line above made it
        indent.set(qn("w:firstLineChars"), "200")


def _page_number(footer: _Footer, alignment: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — in size four, one character in from the outer edge."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = alignment
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    edge = Pt(gbt9704.SIZE_4)
    if alignment is WD_ALIGN_PARAGRAPH.RIGHT:
        paragraph.paragraph_format.right_indent = edge
    else:
        paragraph.paragraph_format.left_indent = edge
    for text, kind in _PAGE_NUMBER:
        made = run(paragraph, "" if kind else text, gbt9704.PAGE_NUMBER_FONT, gbt9704.SIZE_4)
        if kind == "code":
            child(made._r, "w:instrText").text = text
        elif kind:
            child(made._r, "w:fldChar").set(qn("w:fldCharType"), kind)


def _fonts(properties: _Element, font: str) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    fonts.attrib.clear()
    for where in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{where}"), gbt9704.LATIN_FONT)
    fonts.set(qn("w:eastAsia"), font)
    # Quotation marks and dashes belong to both scripts; here they are Chinese.
    fonts.set(qn("w:hint"), "eastAsia")


def child(parent: _Element, name: str) -> _Element:
    """A new element at the end of another; ``name`` is Word's own."""
    made: _Element = OxmlElement(name)
    parent.append(made)
    return made


def put_in_order(parent: _Element, made: _Element, successors: tuple[str, ...]) -> None:
    """Word takes a file for damaged when the parts of a property list stand in another order than its schema's."""
    for child in parent:
        if child.tag in {qn(name) for name in successors}:
            child.addprevious(made)
            return
    parent.append(made)


def valued(name: str, value: str) -> _Element:
    """A new element that holds one value."""
    made: _Element = OxmlElement(name)
    made.set(qn("w:val"), value)
    return made


def _twips(points: float) -> str:
    return str(round(points * 20))
