"""The Word file, opened again."""

import re
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from lxml import etree

from papers import gbt9704, to_docx
from papers.paper import Appendix, Column, Heading, Paper, TableOf, Text, to_fill

TABLE = TableOf(
    "完成情况", (Column("单位", 2, "left"), Column("件数")), (("市总工会", "3"), ("市人社局", "4")), "注。"
)
PAPER = Paper(
    title="关于工作情况的报告",
    masthead="江临市产业工人队伍建设改革协调小组办公室",
    number="江产改办发〔2026〕9号",
    addressees="市产改协调小组",
    body=(Heading("总体情况"), Text("“双节”期间完成3件。" + to_fill("评价")), Heading("分项", 2), TABLE),
    signed_by="江临市产改办",
    dated=date(2026, 6, 8),
    appendices=(Appendix("明细表", (TABLE,), is_wide=True), Appendix("清单", (Text("无"),))),
)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "报告.docx"
    to_docx.write(PAPER, path)
    return path


@pytest.fixture
def document(written: Path) -> Document:
    return docx.Document(str(written))


def test_the_page_is_that_of_the_standard(document: Document) -> None:
    section = document.sections[0]

    lengths = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    sides = (section.left_margin, section.right_margin)
    assert [round(length.mm) for length in (*lengths, *sides) if length] == [210, 297, 37, 35, 28, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid is not None
    # 225 mm divided by 22 lines.
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")


def test_every_run_names_a_font_for_chinese(document: Document) -> None:
    runs = [run for run in document.element.body.iter(qn("w:r")) if run.findtext(qn("w:t"))]

    assert len(runs) > 20
    for run in runs:
        fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        assert fonts is not None, run.findtext(qn("w:t"))
        assert fonts.get(qn("w:eastAsia"))
        # Chinese quotation marks would else come out in the Latin font.
        assert fonts.get(qn("w:hint")) == "eastAsia"


def test_title_body_and_headings_have_the_fonts_of_the_standard(document: Document) -> None:
    assert face(document, "关于工作情况的报告") == ("方正小标宋简体", "44")
    assert face(document, "一、总体情况") == ("黑体", "32")
    assert face(document, "（一）分项") == ("楷体_GB2312", "32")
    assert face(document, "“双节”期间完成3件。") == ("仿宋_GB2312", "32")


def test_a_line_holds_28_characters_and_a_paragraph_begins_two_in(document: Document) -> None:
    paragraph = next(p for p in document.paragraphs if p.text.startswith("“双节”"))
    indent = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    spacing = paragraph.runs[0]._r.find(f"{qn('w:rPr')}/{qn('w:spacing')}")

    assert indent is not None
    assert spacing is not None
    assert (indent.get(qn("w:firstLineChars")), indent.get(qn("w:firstLine"))) == ("200", "640")
    advance = gbt9704.SIZE_3 + int(spacing.get(qn("w:val")) or 0) / 20
    assert int(gbt9704.TYPE_WIDTH_POINTS // advance) == 28


def test_headings_stand_in_the_outline(document: Document) -> None:
    styles = {p.text: p.style.name for p in document.paragraphs if p.style is not None}

    assert (styles["一、总体情况"], styles["（一）分项"]) == ("Heading 1", "Heading 2")


def test_the_heading_row_of_a_table_comes_again_and_no_row_is_torn(document: Document) -> None:
    first, second, _ = (row._tr.trPr for row in document.tables[0].rows)

    assert first is not None
    assert second is not None
    assert first.find(qn("w:tblHeader")) is not None
    assert second.find(qn("w:tblHeader")) is None
    assert first.find(qn("w:cantSplit")) is not None
    assert second.find(qn("w:cantSplit")) is not None


def test_a_short_table_stays_on_one_page_and_a_long_one_may_run_on(tmp_path: Path) -> None:
    column = (Column("栏"),)
    tables = (TableOf("短", column, (("一",),) * 3), TableOf("长", column, (("一",),) * 30))
    to_docx.write(Paper("题", tables, "办", date(2026, 6, 8)), tmp_path / "x.docx")

    short, long = docx.Document(str(tmp_path / "x.docx")).tables

    assert [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in short.rows] == [
        True
    ] * 3 + [None]
    assert not any(row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in long.rows)


def test_an_empty_cell_is_no_higher_than_a_filled_one(tmp_path: Path) -> None:
    to_docx.write(
        Paper("题", (TableOf("表", (Column("栏"),), (("",),)),), "办", date(2026, 6, 8)), tmp_path / "x.docx"
    )

    cell = docx.Document(str(tmp_path / "x.docx")).tables[0].rows[1].cells[0]
    mark = cell._tc.find(f".//{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:sz')}")

    assert mark is not None
    assert mark.get(qn("w:val")) == "21"


def test_the_page_number_is_a_field_between_dashes_right_on_odd_and_left_on_even_pages(
    document: Document,
) -> None:
    section = document.sections[0]

    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == "— 1 —"
        assert paragraph._p.find(f".//{qn('w:instrText')}").text == "PAGE"
        assert paragraph._p.find(f"{qn('w:pPr')}/{qn('w:jc')}").get(qn("w:val")) == side


def test_places_to_be_filled_are_marked_in_colour(document: Document) -> None:
    paragraph = next(p for p in document.paragraphs if p.text.startswith("“双节”"))

    assert [run.font.highlight_color is not None for run in paragraph.runs] == [False, True]


def test_the_masthead_is_red_and_fits_on_its_line(document: Document) -> None:
    run = document.paragraphs[0].runs[0]
    width = run._r.find(f"{qn('w:rPr')}/{qn('w:w')}")

    assert width is not None
    assert str(run.font.color.rgb) == "FF0000"
    assert 20 * 32 * int(width.get(qn("w:val")) or 0) / 100 <= gbt9704.TYPE_WIDTH_POINTS


def test_appendices_are_listed_under_the_text_and_a_wide_one_lies_across(document: Document) -> None:
    texts = [p.text for p in document.paragraphs]

    assert "附件：1.明细表" in texts
    assert "　　　2.清单" in texts
    assert (
        texts.index("附件：1.明细表")
        < texts.index("江临市产改办")
        < texts.index("附件1")
        < texts.index("附件2")
    )
    assert [s.orientation for s in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]


def test_the_day_stands_two_characters_behind_the_beginning_of_the_signature(document: Document) -> None:
    lines = {p.text: p.paragraph_format.left_indent for p in document.paragraphs}
    signature, day = lines["江临市产改办"], lines["2026年6月8日"]

    assert signature is not None
    assert day is not None
    assert day.pt - signature.pt == pytest.approx(2 * gbt9704.CHARACTER_PITCH, abs=0.1)


def test_the_same_paper_gives_the_same_bytes(written: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.docx"
    to_docx.write(PAPER, again)

    assert again.read_bytes() == written.read_bytes()
    assert not list(tmp_path.glob("*.part"))


def test_control_characters_in_what_people_wrote_do_not_break_the_file(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    to_docx.write(Paper("题\x00目", (Text("一\x0b二\ud800"),), "办", date(2026, 6, 8)), path)

    assert [p.text for p in docx.Document(str(path)).paragraphs if p.text] == [
        "题目",
        "一二",
        "办",
        "2026年6月8日",
    ]


ORDERS = {
    "rPr": "rStyle rFonts b bCs i color spacing w kern sz szCs highlight lang",
    "pPr": "pStyle keepNext keepLines pBdr shd tabs snapToGrid spacing ind jc outlineLvl rPr sectPr",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "trPr": "cantSplit tblHeader",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg docGrid",
}


@pytest.mark.parametrize("list_", ORDERS)
def test_properties_stand_in_the_order_that_word_asks_for(written: Path, list_: str) -> None:
    """Word calls a file damaged when they do not."""
    order = ORDERS[list_].split()
    with zipfile.ZipFile(written) as package:
        parts = [
            name for name in package.namelist() if re.fullmatch(r"word/(document|styles|footer\d)\.xml", name)
        ]
        trees = [etree.fromstring(package.read(name)) for name in parts]
    lists = [properties for tree in trees for properties in tree.iter(qn(f"w:{list_}"))]

    assert lists
    for properties in lists:
        names = [etree.QName(child).localname for child in properties]
        known = [name for name in names if name in order]
        assert known == sorted(known, key=order.index), names


def face(document: Document, text: str) -> tuple[str | None, str | None]:
    """The Chinese font and the size in half points of the run with this text."""
    for run in document.element.body.iter(qn("w:r")):
        if run.findtext(qn("w:t")) == text:
            fonts, size = run.find(f".//{qn('w:rFonts')}"), run.find(f".//{qn('w:sz')}")
            assert fonts is not None
            assert size is not None
            return fonts.get(qn("w:eastAsia")), size.get(qn("w:val"))
    raise AssertionError(f"no run says {text}")
