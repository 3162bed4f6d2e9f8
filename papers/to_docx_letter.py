"""What a letter has that a report has not: its form between red rules (信函格式), a place for the seal, the foot."""

import re

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from papers import gbt9704
from papers import to_docx_parts as parts
from papers.paper import Paper
from papers.to_docx_parts import say
from schedules.wording import day_in_words

# The day of a sealed paper ends so many characters before the right edge.
_AFTER_THE_DAY = 4
# What keeps the signature off the text, in lines: the seal over the day must not cover the last words.
_LINES_FOR_SEAL = 2
_FIGURES = re.compile(r"[0-9A-Za-z]+")
_BESIDE = (gbt9704.LETTER_RULE_WIDTH - gbt9704.TYPE_WIDTH) / 2


def line(
    document: Document,
    text: str,
    font: str,
    size: float,
    style: str | None = None,
    advance: float | None = None,
) -> Paragraph:
    """A centred line of its own; ``advance`` is its height in points."""
    paragraph = document.add_paragraph(style=style)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if advance is not None:
        paragraph.paragraph_format.line_spacing = Pt(advance)
    say(paragraph, text, font=font, size=size)
    return paragraph


def title(document: Document, text: str, style: str | None = "Title") -> None:
    """The title, on one line where it fits, else broken where its writer said."""
    whole = text.replace("\n", "")
    # Between Chinese and figures a program leaves a quarter of a character.
    room = gbt9704.TITLE_CHARACTERS - 0.5 * len(_FIGURES.findall(whole))
    lines = [whole] if parts.width_of(whole) <= room else text.split("\n")
    for one in lines:
        line(document, one, gbt9704.TITLE_FONT, gbt9704.SIZE_2, style=style, advance=33)


def head(document: Document, paper: Paper) -> None:
    """信函格式: the name over the upper rule, the number at the right below it, the title; the lower rule at the foot."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance = Mm(gbt9704.LETTER_MASTHEAD)
    name = section.first_page_header.paragraphs[0]
    name.alignment = WD_ALIGN_PARAGRAPH.CENTER
    size = gbt9704.MASTHEAD_SIZE
    name.paragraph_format.line_spacing = Pt(size + 6)
    name.paragraph_format.left_indent = name.paragraph_format.right_indent = Mm(-_BESIDE)
    run = parts.run(name, paper.masthead, gbt9704.TITLE_FONT, size)
    parts.colour(run, gbt9704.RED)
    fits = int(gbt9704.TYPE_WIDTH_POINTS * 100 / (size * max(1, len(paper.masthead)))) - 1
    parts.narrow(run, max(40, min(100, fits)))
    parts.rule_below(name, gbt9704.RED, gbt9704.LETTER_RULE_BELOW_NAME, kind="thickThinSmallGap", eighths=24)
    lower = gbt9704.LETTER_RULE_ABOVE_EDGE
    for footer in (section.footer, section.even_page_footer):
        # The page number keeps its place though the foot of the page begins lower.
        footer.paragraphs[0].paragraph_format.space_after = Mm(section.footer_distance.mm - lower)  # type: ignore[union-attr]
    section.footer_distance = Mm(lower)
    foot = section.first_page_footer.paragraphs[0]
    foot.paragraph_format.line_spacing = Pt(2)
    foot.paragraph_format.left_indent = foot.paragraph_format.right_indent = Mm(-_BESIDE)
    parts.rule_below(foot, gbt9704.RED, 0, kind="thinThickSmallGap", eighths=24)
    _number(document, paper)
    document.add_paragraph()
    title(document, paper.title)
    document.add_paragraph()


def _number(document: Document, paper: Paper) -> None:
    """The urgency at the left, the number at the right."""
    row = document.add_paragraph()
    row.paragraph_format.tab_stops.add_tab_stop(Mm(gbt9704.TYPE_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    say(row, paper.urgency, font=gbt9704.FIRST_LEVEL_FONT)
    row.add_run("\t")
    say(row, paper.number)


def sign(document: Document, paper: Paper) -> None:
    """Issuer and day with the place for a seal: the day four characters from the right, the issuer centred over it."""
    parts.keep_last(document)
    for _ in range(_LINES_FOR_SEAL):
        document.add_paragraph().paragraph_format.keep_with_next = True
    day = day_in_words(paper.dated)
    day_width, issuer_width = parts.width_of(day), parts.width_of(paper.signed_by)
    middle = gbt9704.CHARACTERS - _AFTER_THE_DAY - day_width / 2
    # A long name reaches the right edge before its middle lies over the day.
    middle = min(middle, gbt9704.CHARACTERS - issuer_width / 2)
    for text, width in ((paper.signed_by, issuer_width), (day, day_width)):
        paragraph = document.add_paragraph()
        left = max(0.0, middle - width / 2)
        paragraph.paragraph_format.left_indent = Pt(left * gbt9704.CHARACTER_PITCH)
        paragraph.paragraph_format.keep_with_next = text is not day
        say(paragraph, text)


def remark(document: Document, text: str) -> None:
    """附注: in brackets, two characters in, on the line after the day."""
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    paragraph = document.add_paragraph()
    parts.indent_first_line(paragraph)
    say(paragraph, f"（{text}）")


def imprint(document: Document, paper: Paper) -> None:
    """版记: to whom copies go, who printed it and when, between rules at the foot of the last page.

    A letter has copies alone, without rules.
    """
    lines = [f"抄送：{paper.copies_to}。"] if paper.copies_to else []
    if paper.printed_by and not paper.is_letter:
        lines.append(f"{paper.printed_by}\t{day_in_words(paper.dated)}印发")
    for number, text in enumerate(lines):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.tab_stops.add_tab_stop(
            Mm(gbt9704.TYPE_WIDTH) - Pt(gbt9704.SIZE_4), WD_TAB_ALIGNMENT.RIGHT
        )
        paragraph.paragraph_format.left_indent = Pt(gbt9704.SIZE_4)
        say(paragraph, text, size=gbt9704.SIZE_4)
        if not paper.is_letter:
            parts.frame_rules(paragraph, is_first=number == 0, is_last=number == len(lines) - 1)
        parts.place_at(
            paragraph,
            gbt9704.TYPE_WIDTH,
            hAnchor="margin",
            xAlign="center",
            vAnchor="margin",
            yAlign="bottom",
        )
