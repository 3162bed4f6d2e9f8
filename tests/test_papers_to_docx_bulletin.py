"""The bulletin as a Word file, opened again and looked at."""

import re
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from papers import gbt9704, to_docx_bulletin
from papers.bulletin import BulletinPaper
from reports.bulletins.issue import Issue, Item, as_says, from_says, lay_out, number_line
from tests.rendering import ink, needs_rendering, pages, reds
from tests.test_papers_to_docx import ORDERS

EDITOR = "江临市产业工人队伍建设改革协调小组办公室"
BODY = (
    "今年以来，市总工会组织开展竞赛，截至2026年3月底共办12场。\n一、抓组织\n（一）建机制\n"
    + "各县区按照方案推进，确保赛事安全有序。" * 12
)
LISTS = (
    ("报", ("市委改革办", "省产改办")),
    ("送", ("各成员单位", "各县区产业工人队伍建设改革协调小组办公室", "市级各产业系统工会")),
    ("发", ("各试点企业",)),
)
ITEMS = (
    Item("市总工会以赛促训提升职工技能素质", BODY, "重点推荐", "市总工会"),
    Item("东湖区：开办流动课堂", "开办流动课堂。", "简讯速览", "东湖区产改办"),
    Item("江临一厂：师带徒结对走深走实推动高技能人才队伍建设取得阶段性新成效的做法", BODY, "简讯速览"),
)


def an_issue(*items: Item, name: str = f"{EDITOR} 改革快报") -> Issue:
    return Issue(name, EDITOR, 2026, 3, 45, False, date(2026, 3, 31), "", "供各地借鉴。", items, LISTS, 80)


SEVERAL = lay_out(an_issue(*ITEMS))
SINGLE = lay_out(an_issue(Item("江临市多措并举推进产业工人队伍建设改革", BODY, "", "江临市总工会")))


def written(paper: BulletinPaper, folder: Path) -> Path:
    path = folder / "bulletin.docx"
    to_docx_bulletin.write(paper, path)
    return path


def texts(path: Path) -> list[str]:
    return [p.text for p in docx.Document(str(path)).paragraphs if p.text]


def test_name_and_organ_are_red_and_fit_on_their_lines(tmp_path: Path) -> None:
    organ, name = docx.Document(str(written(SEVERAL, tmp_path))).paragraphs[:2]
    assert (organ.text, name.text) == (EDITOR, "改　革　快　报")
    for paragraph in (organ, name):
        (run,) = paragraph.runs
        width = run._r.find(f"{qn('w:rPr')}/{qn('w:w')}")
        narrow = int(width.get(qn("w:val")) or 0) / 100 if width is not None else 1
        size = run.font.size.pt if run.font.size else 0
        assert str(run.font.color.rgb) == "FF0000"
        assert len(paragraph.text) * size * narrow <= gbt9704.TYPE_WIDTH_POINTS


def test_number_editor_and_day_stand_over_the_red_rule(tmp_path: Path) -> None:
    document = docx.Document(str(written(SEVERAL, tmp_path)))
    assert document.paragraphs[2].text == "2026年第3期（总第45期）"
    editor, day = document.tables[0].rows[0].cells
    assert (editor.text, day.text) == ("江临市产业工人队伍\n建设改革协调小组办公室", "2026年3月31日")
    border = document.paragraphs[3]._p.find(f".//{qn('w:pBdr')}/{qn('w:bottom')}")
    assert border is not None
    assert border.get(qn("w:color")) == "FF0000"


def test_several_pieces_stand_under_their_sections_behind_the_contents(tmp_path: Path) -> None:
    said = texts(written(SEVERAL, tmp_path))
    assert said[3:8] == [
        "【重点推荐】",
        "◇市总工会以赛促训提升职工技能素质",
        "【简讯速览】",
        "◇东湖区：开办流动课堂",
        "◇江临一厂：师带徒结对走深走实推动高技能人才队伍建设取得阶段性新成效的做法",
    ]
    assert said[8] == "编者按：供各地借鉴。"
    assert said.count("【简讯速览】") == 2
    assert "（市总工会供稿）" in said


def test_a_single_piece_fills_the_issue_without_contents_and_bears_its_unit_below_the_title(
    tmp_path: Path,
) -> None:
    said = texts(written(SINGLE, tmp_path))
    assert said[4:6] == ["江临市多措并举推进产业工人队伍建设改革", "江临市总工会"]
    assert not any("供稿" in one or one.startswith(("◇", "【")) for one in said)


def test_headings_of_a_piece_have_the_fonts_of_headings(tmp_path: Path) -> None:
    fonts = {}
    for paragraph in docx.Document(str(written(SINGLE, tmp_path))).paragraphs:
        if paragraph.runs:
            found = paragraph.runs[0]._r.find(f".//{qn('w:rFonts')}")
            fonts[paragraph.text] = found.get(qn("w:eastAsia")) if found is not None else None
    assert (fonts["一、抓组织"], fonts["（一）建机制"]) == ("黑体", "楷体_GB2312")
    assert fonts[BODY.split("\n")[0]] == "仿宋_GB2312"


def test_the_lists_stand_at_the_foot_with_the_number_of_copies(tmp_path: Path) -> None:
    foot = docx.Document(str(written(SEVERAL, tmp_path))).tables[-1]
    assert [[cell.text for cell in row.cells] for row in foot.rows] == [
        ["报：", "市委改革办，省产改办。"],
        ["送：", "各成员单位，各县区产业工人队伍建设改革协调小组办公室，市级各产业系统工会。"],
        ["发：", "各试点企业。"],
        ["（共印80份）", "（共印80份）"],
    ]
    place = foot._tbl.tblPr.find(qn("w:tblpPr"))
    assert place is not None
    assert place.get(qn("w:tblpYSpec")) == "bottom"


def test_the_same_issue_gives_the_same_bytes_and_is_kept_whole_beside_the_file(tmp_path: Path) -> None:
    first = written(SEVERAL, tmp_path).read_bytes()
    assert written(lay_out(from_says(as_says(an_issue(*ITEMS)))), tmp_path).read_bytes() == first


@pytest.mark.parametrize(
    ("number", "total", "is_supplement", "said"),
    [
        (3, 45, False, "2026年第3期（总第45期）"),
        (3, None, False, "2026年第3期"),
        (1, None, True, "2026年增刊第1期"),
        (None, None, False, "2026年第　期（总第　期）"),
    ],
)
def test_the_line_of_the_number(
    number: int | None, total: int | None, is_supplement: bool, said: str
) -> None:
    assert number_line(2026, number, total, is_supplement) == said


def test_nothing_but_a_title_and_a_text_is_enough(tmp_path: Path) -> None:
    bare = Issue("简报", "办", 2026, 1, None, False, date(2026, 1, 5), "", "", (Item("题", "文"),))
    assert texts(written(lay_out(bare), tmp_path)) == ["简　报", "2026年第1期", "题", "文"]


@pytest.mark.parametrize("list_", ["rPr", "pPr", "tcPr", "trPr"])
def test_properties_stand_in_the_order_that_word_asks_for(tmp_path: Path, list_: str) -> None:
    order = ORDERS[list_].split()
    with zipfile.ZipFile(written(SEVERAL, tmp_path)) as package:
        names = [name for name in package.namelist() if re.fullmatch(r"word/document\.xml", name)]
        (tree,) = (etree.fromstring(package.read(name)) for name in names)
    for properties in tree.iter(qn(f"w:{list_}")):
        known = [name for child in properties if (name := etree.QName(child).localname) in order]
        assert known == sorted(known, key=order.index)


def test_the_table_properties_stand_in_order(tmp_path: Path) -> None:
    order = ["tblStyle", "tblpPr", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    for table in docx.Document(str(written(SEVERAL, tmp_path))).tables:
        known = [name for child in table._tbl.tblPr if (name := etree.QName(child).localname) in order]
        assert known == sorted(known, key=order.index)


@pytest.mark.long
@needs_rendering
@pytest.mark.parametrize("paper", [SEVERAL, SINGLE], ids=["several", "single"])
def test_the_pages_keep_to_their_margins_and_only_the_first_is_red(
    paper: BulletinPaper, tmp_path: Path
) -> None:
    drawn = pages(written(paper, tmp_path), tmp_path)
    assert 1 < len(drawn) <= 4
    assert reds(drawn[0]) > 200
    assert [reds(page) for page in drawn[1:]] == [0] * (len(drawn) - 1)
    for page in drawn:
        left, top, right, bottom = ink(page)
        assert left > gbt9704.LEFT - 3
        assert right < gbt9704.PAGE_WIDTH - gbt9704.RIGHT + 5
        assert top > gbt9704.TOP - 4
        assert bottom < gbt9704.PAGE_HEIGHT - 15
