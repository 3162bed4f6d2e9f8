"""A paper in its other forms: as plain values, as a page, as a workbook; its places filled, two drafts compared."""

import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from papers import to_docx, to_html, to_xlsx
from papers.book_of_paper import book_of
from papers.comparison import Difference, differences
from papers.drawing import drawn
from papers.filling import filled, places
from papers.fonts import find
from papers.paper import (
    Appendix,
    Chart,
    Column,
    Fields,
    Heading,
    Paper,
    Picture,
    Series,
    TableOf,
    Text,
    to_fill,
)
from papers.plain_form import digest, from_plain, to_plain

TABLE = TableOf(
    "分单位完成情况",
    (Column("序号", 0.5), Column("单位", 2, "left"), Column("件数"), Column("完成率"), Column("编号")),
    (("1", "市总工会", "3", "66.7%", "007"), ("2", "市人社局", "4", "—", "008")),
    "注。",
)
BARS = Chart(
    "亮灯情况", ("市总工会", "市人社局"), (Series("红灯", (1, 0), "#E57368", "//"),), "件", "红灯1件"
)
LINES = Chart(
    "填报值",
    ("3月", "4月", "5月"),
    (Series("竞赛", (Decimal("1.5"), None, Decimal(3)), "#2F6DB5"),),
    "场",
    "升",
    True,
)
PAPER = Paper(
    title="关于落实情况的\n报告",
    masthead="江临市产改办",
    number=to_fill("发文字号"),
    subtitle="（初稿，数据截至2026年6月8日）",
    body=(
        Heading("总体情况"),
        Text("办结3件，<比上期>多1件。", "一是"),
        Text(to_fill("评价")),
        Heading("分项", 2),
        TABLE,
        BARS,
        LINES,
        Fields((("联系人", "王敏"),)),
    ),
    signed_by="江临市产改办",
    dated=date(2026, 6, 8),
    appendices=(Appendix("明细表", (TABLE,), is_wide=True),),
    explained=(("评估期", "2026年"), ("依据", to_fill("依据"))),
)


def test_a_paper_comes_back_from_plain_values_as_it_was() -> None:
    said = json.loads(json.dumps(to_plain(PAPER), ensure_ascii=False))

    assert from_plain(said) == PAPER
    assert digest(said) == digest(to_plain(PAPER))
    assert digest(to_plain(replace(PAPER, title="别的"))) != digest(said)


def test_a_picture_comes_back_too() -> None:
    paper = replace(PAPER, body=(Picture("图", b"\x89PNG", "说明"),))

    assert from_plain(json.loads(json.dumps(to_plain(paper)))) == paper


def test_a_kind_of_block_that_there_is_not_is_a_fault() -> None:
    with pytest.raises(ValueError, match="no such block"):
        from_plain(to_plain(PAPER) | {"body": [{"kind": "song"}]})


def test_places_are_named_by_the_headings_above_them() -> None:
    assert [(one.key, one.what) for one in places(PAPER)] == [
        ("发文字号", "发文字号"),
        ("依据", "依据"),
        ("总体情况 / 评价", "评价"),
    ]


def test_what_people_write_stands_in_the_place_and_lines_become_paragraphs() -> None:
    paper = filled(
        PAPER,
        {"总体情况 / 评价": "进展平稳。\n\n短板在人才。", "发文字号": "江产改办发〔2026〕9号", "别处": "无"},
    )

    assert [block.text for block in paper.body if isinstance(block, Text)][1:] == [
        "进展平稳。",
        "短板在人才。",
    ]
    assert paper.number == "江产改办发〔2026〕9号"
    assert [one.key for one in places(paper)] == ["依据"]
    assert filled(PAPER, {}) is PAPER


def test_two_drafts_are_compared_paragraph_by_paragraph_and_cell_by_cell() -> None:
    rows = (("1", "市教育局", "1", "0.0%", "009"), ("2", "市总工会", "5", "66.7%", "007"))
    later = replace(
        PAPER,
        subtitle="（初稿，数据截至2026年6月9日）",
        body=(
            Heading("总体情况"),
            Text("办结4件，<比上期>多1件。", "一是"),
            Text(to_fill("评价")),
            Heading("分项", 2),
            replace(TABLE, rows=rows),
            replace(BARS, series=(Series("红灯", (2, 0), "#E57368", "//"),)),
            LINES,
            Fields((("联系人", "李静"),)),
        ),
    )

    assert differences(PAPER, later) == (
        Difference("文头", "副标题", PAPER.subtitle, later.subtitle),
        Difference("总体情况", "一是", "一是办结3件，<比上期>多1件。", "一是办结4件，<比上期>多1件。"),
        Difference("总体情况 / 分项", "分单位完成情况：市教育局", "", "单位市教育局，件数1，完成率0.0%"),
        Difference("总体情况 / 分项", "分单位完成情况：市总工会，件数", "3", "5"),
        Difference("总体情况 / 分项", "分单位完成情况：市人社局", "单位市人社局，件数4，完成率—", ""),
        Difference("总体情况 / 分项", "图 亮灯情况：市总工会，红灯", "1", "2"),
        Difference("总体情况 / 分项", "联系人", "王敏", "李静"),
    )
    assert differences(PAPER, PAPER) == ()


def test_a_table_or_an_annex_that_comes_or_goes_is_told() -> None:
    bare = replace(PAPER, body=PAPER.body[:3], appendices=())

    told = {(one.where, one.what): (one.before, one.after) for one in differences(PAPER, bare)}

    assert told["总体情况 / 分项", "分单位完成情况"] == ("2行", "")
    assert told["附件：明细表", "分单位完成情况"] == ("2行", "")


def test_the_page_needs_nothing_else_and_says_the_same(tmp_path: Path) -> None:
    to_html.write(PAPER, tmp_path / "a.html")
    to_html.write(PAPER, tmp_path / "b.html")
    page = (tmp_path / "a.html").read_text("utf-8")

    assert page == (tmp_path / "b.html").read_text("utf-8")
    assert not re.search(r"<(script|link|img|iframe)|url\(|@import", page)
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "&lt;比上期&gt;多1件" in page
    assert "<mark>〔待补充：评价〕</mark>" in page
    assert "<h2>一、总体情况</h2>" in page
    assert "<h3>（一）分项</h3>" in page
    assert "表1 分单位完成情况" in page
    assert page.count("<svg") == 2
    assert "<thead>" in page
    assert "display: table-header-group" in page


def test_the_workbook_has_numbers_as_numbers_and_charts_of_its_own(tmp_path: Path) -> None:
    to_xlsx.write(book_of(PAPER), tmp_path / "a.xlsx")
    to_xlsx.write(book_of(PAPER), tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()

    book = openpyxl.load_workbook(tmp_path / "a.xlsx")

    assert book.sheetnames == [
        "正文",
        "表1 分单位完成情况",
        "图1 亮灯情况",
        "图2 填报值",
        "附件1 分单位完成情况",
    ]
    table = book["表1 分单位完成情况"]
    rows = [[cell.value for cell in row] for row in table.iter_rows(min_row=4)]
    assert rows == [[1, "市总工会", 3, 0.667, "007"], [2, "市人社局", 4, "—", "008"]]
    assert table["D4"].number_format == "0.0%"
    assert table.print_title_rows == "$3:$3"
    with zipfile.ZipFile(tmp_path / "a.xlsx") as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if "charts/chart" in name]
    assert len(charts) == 2
    assert any("<barChart>" in chart and "'图1 亮灯情况'!$B$4:$B$5" in chart for chart in charts)
    assert any("<lineChart>" in chart and "'图2 填报值'!$B$4:$B$6" in chart for chart in charts)


def test_charts_are_drawn_for_word_where_there_is_a_font(tmp_path: Path) -> None:
    assert drawn(PAPER, None) is PAPER
    to_docx.write(PAPER, tmp_path / "bare.docx")
    assert to_docx.NOT_DRAWN in _text(tmp_path / "bare.docx")
    font = find()
    if font is None:
        pytest.skip("this machine has no font that can draw Chinese")
    to_docx.write(drawn(PAPER, font), tmp_path / "drawn.docx")
    assert to_docx.NOT_DRAWN not in _text(tmp_path / "drawn.docx")
    with zipfile.ZipFile(tmp_path / "drawn.docx") as parts:
        assert sum(name.startswith("word/media/") for name in parts.namelist()) == 2


def test_the_cover_stands_on_a_page_of_its_own_without_a_number(tmp_path: Path) -> None:
    to_docx.write(PAPER, tmp_path / "a.docx")
    said = _text(tmp_path / "a.docx")

    assert said.index("编制说明") > said.index("2026年6月8日")
    with zipfile.ZipFile(tmp_path / "a.docx") as parts:
        assert "<w:titlePg/>" in parts.read("word/document.xml").decode()


def _text(path: Path) -> str:
    with zipfile.ZipFile(path) as parts:
        return "".join(re.findall(r"<w:t[^>]*>([^<]*)", parts.read("word/document.xml").decode()))
