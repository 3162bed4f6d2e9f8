"""PDF as offices send it: paragraphs over lines and pages, tables, scans, passwords."""

from pathlib import Path

import pytest

from documents.extraction import extract
from documents.reading import read
from documents.source import BlockKind, Source, UnreadableFile
from tests.pdf_writer import Page, pdf

LEFT, TOP, STEP = 80.0, 100.0, 28.0
FULL = 27  # characters of a line


def at(number: int) -> float:
    return TOP + STEP * number


def source(folder: Path, *pages: Page, password: str = "", owner: str = "") -> Source:
    file = folder / "通知.pdf"
    file.write_bytes(pdf(pages, password, owner))
    return read(file)


def paragraphs(found: Source) -> list[str]:
    return [block.text for block in found.blocks if block.kind is BlockKind.PARAGRAPH]


def prose(text: str, page: Page | None = None, first: int = 0) -> Page:
    """A paragraph with its first line indented by two characters, broken where the line is full."""
    page = page or Page()
    page.write(LEFT + 32, at(first), text[: FULL - 2])
    for n, begin in enumerate(range(FULL - 2, len(text), FULL), start=first + 1):
        page.write(LEFT, at(n), text[begin : begin + FULL])
    return page


SENTENCE = "市总工会要牵头制定产业工人技能提升行动计划，2026年6月30日前报市产改办，并按季度反馈进展情况，年底前组织一次评估。"
OTHER = "市人社局要完善职业技能等级认定办法，9月底前印发实施，全年新增高技能人才3000人以上，确保完成年度目标任务。"


def test_the_lines_of_a_paragraph_are_one_sentence_again(tmp_path: Path) -> None:
    page = prose(OTHER, prose(SENTENCE), first=3)
    found = source(tmp_path, page)
    assert paragraphs(found) == [SENTENCE, OTHER]
    assert all(found.text[block.start : block.end] == block.text for block in found.blocks)


def test_a_page_number_and_a_running_head_are_no_part_of_a_sentence(tmp_path: Path) -> None:
    pages = []
    for number in range(1, 5):
        page = prose(OTHER, prose(SENTENCE, Page().write(230, 40, "江临市产改办文件", 12), first=1), first=4)
        pages.append(page.write(280, 800, f"— {number} —", 14))
    assert set(paragraphs(source(tmp_path, *pages))) == {SENTENCE, OTHER}


def test_a_sentence_goes_on_over_the_page_break(tmp_path: Path) -> None:
    lines = [SENTENCE[:25], SENTENCE[25:52], SENTENCE[52:]]
    first = Page().write(LEFT + 32, 700, lines[0]).write(LEFT, 728, lines[1]).write(290, 800, "— 1 —", 14)
    second = Page().write(LEFT, 100, lines[2]).write(290, 800, "— 2 —", 14)
    assert paragraphs(source(tmp_path, first, second)) == [SENTENCE]


def test_numbered_items_and_headings_stay_apart(tmp_path: Path) -> None:
    page = Page().write(LEFT + 32, at(0), "一、重点任务").write(LEFT + 32, at(1), "1.建立台账。")
    page.write(LEFT + 32, at(2), "2.按月报送。")
    assert paragraphs(source(tmp_path, page)) == ["一、重点任务", "1.建立台账。", "2.按月报送。"]


def test_text_is_read_from_top_to_bottom_whatever_the_order_of_the_file(tmp_path: Path) -> None:
    page = Page().write(LEFT + 32, at(1), "2.按月报送。").write(LEFT + 32, at(0), "1.建立台账。")
    assert paragraphs(source(tmp_path, page)) == ["1.建立台账。", "2.按月报送。"]


HEADINGS = ["序号", "任务名称", "责任单位", "完成时限"]
WIDTHS = [40, 180, 110, 90]


def test_a_drawn_table_gives_its_rows_with_their_headings_also_over_pages(tmp_path: Path) -> None:
    first = Page().write(200, 60, "重点任务分工表", 18)
    first.table(LEFT, 600, WIDTHS, [HEADINGS, ["1", "建设职工书屋，\n完善服务功能", "市总工会", "6月底前"]])
    second = Page().table(LEFT, 80, WIDTHS, [HEADINGS, ["2", "开展技能竞赛", "市人社局", "9月15日前"]])
    found = source(tmp_path, first, second)
    rows = [block for block in found.blocks if block.kind is BlockKind.ROW and block.cells[0].heading]
    assert [[cell.text for cell in row.cells] for row in rows] == [
        ["1", "建设职工书屋，完善服务功能", "市总工会", "6月底前"],
        ["2", "开展技能竞赛", "市人社局", "9月15日前"],
    ]
    assert all(found.text[cell.start : cell.end] == cell.text for row in rows for cell in row.cells)
    assert [task.units for task in extract(found).tasks] == [("市总工会",), ("市人社局",)]
    assert paragraphs(found) == ["重点任务分工表"]


def test_a_scan_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="扫描的图片，没有文字，请提供 Word 原文"):
        source(tmp_path, Page(has_picture=True))


def test_a_scanned_page_among_others_is_named(tmp_path: Path) -> None:
    found = source(tmp_path, prose(SENTENCE), Page(has_picture=True))
    assert [problem.message for problem in found.problems] == [
        "第2页只有图片，没有文字，未能读入，请对照原件补充"
    ]


def test_a_file_with_a_password_is_refused_and_one_that_only_forbids_changes_is_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="设有打开密码"):
        source(tmp_path, prose(SENTENCE), password="geheim")
    assert paragraphs(source(tmp_path, prose(SENTENCE), owner="nur-lesen")) == [SENTENCE]


@pytest.mark.parametrize("keep", [20, 400, 900])
def test_a_truncated_file_is_refused_or_read_but_nothing_else(tmp_path: Path, keep: int) -> None:
    file = tmp_path / "断.pdf"
    file.write_bytes(pdf([prose(SENTENCE)])[:keep])
    with pytest.raises(UnreadableFile, match=r"“断\.pdf”读不了"):
        read(file)


def test_a_watermark_is_left_out_and_told_of(tmp_path: Path) -> None:
    page = prose(SENTENCE).write(150, 400, "内部资料", 48, lean=0.7)
    found = source(tmp_path, page)
    assert paragraphs(found) == [SENTENCE]
    assert found.problems[0].message == "有4个斜排或竖排的字（多为水印）没有读入"


def test_characters_without_a_meaning_are_pointed_out_or_make_the_file_unreadable(tmp_path: Path) -> None:
    garbled = "\ue001\ue002\ue003"
    found = source(tmp_path, prose(SENTENCE).write(LEFT, at(6), garbled))
    assert found.problems[0].message == "第1页有读不出的字，请对照原件核对"
    with pytest.raises(UnreadableFile, match="读出来是乱码"):
        source(tmp_path, Page().write(LEFT, at(0), garbled * 5).write(LEFT, at(1), "通知"))


def test_a_page_without_anything_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="里面没有文字"):
        source(tmp_path, Page())
