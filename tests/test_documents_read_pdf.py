"""PDF as offices send it: paragraphs over lines and pages, tables, scans, passwords."""

from pathlib import Path

import docx
import pdfplumber
import pytest

from documents.extraction import extract
from documents.identify import Container
from documents.readers import read_as
from documents.reading import read
from documents.source import BlockKind, Source, UnreadableFile
from tests.pdf_writer import Page, pdf
from tests.read_here import read_here

LEFT, TOP, STEP = 80.0, 100.0, 28.0
FULL = 27  # characters of a line


def at(number: int) -> float:
    return TOP + STEP * number


def source(folder: Path, *pages: Page, password: str = "", owner: str = "") -> Source:
    file = folder / "通知.pdf"
    file.write_bytes(pdf(pages, password, owner))
    return read_here(file)


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


def here(folder: Path, *pages: Page) -> Source:
    """Read in this process, which saves the start of a child for every page that is tried."""
    file = folder / "通知.pdf"
    file.write_bytes(pdf(pages))
    found = read_as(Container.PDF, file)
    assert all(found.text[block.start : block.end] == block.text for block in found.blocks)
    return found


def messages(found: Source) -> list[str]:
    return [problem.message for problem in found.problems]


def cells(found: Source) -> list[list[str]]:
    """The texts of the rows that stand under headings."""
    return [
        [cell.text for cell in block.cells]
        for block in found.blocks
        if block.cells and block.cells[0].heading
    ]


def test_a_font_that_does_not_name_its_characters_is_not_believed(tmp_path: Path) -> None:
    # Its glyphs are numbered, and the numbers would be taken for characters that nobody wrote.
    found = here(tmp_path, prose(SENTENCE).glyphs(LEFT, at(6), "\u0345\u1234"))
    assert found.text == f"{SENTENCE}\n\ufffd\ufffd"
    assert messages(found) == ["第1页有读不出的字，请对照原件核对"]
    with pytest.raises(UnreadableFile, match="读出来是乱码"):
        here(tmp_path, Page().glyphs(LEFT, at(0), "\u0345\u1234\u4e00"))


def test_the_mark_of_a_list_from_a_symbol_font_is_no_garbage(tmp_path: Path) -> None:
    found = here(tmp_path, Page().write(LEFT, at(0), "\uf06c建立台账"))
    assert (found.text, messages(found)) == ("建立台账", [])


def test_radicals_that_stand_for_characters_are_read_as_these(tmp_path: Path) -> None:
    assert here(tmp_path, Page().write(LEFT, at(0), "⻓期⼯作⺠⽣")).text == "长期工作民生"


def test_a_rare_character_of_a_name_is_kept(tmp_path: Path) -> None:
    assert here(tmp_path, Page().write(LEFT, at(0), "联系人：张𠮷")).text == "联系人：张𠮷"


def test_blanks_part_units_and_words_but_not_figures_from_chinese(tmp_path: Path) -> None:
    found = here(tmp_path, Page().write(LEFT, at(0), "县总工会 县人社局 2026 年用 GDP data"))
    assert found.text == "县总工会 县人社局2026年用 GDP data"


def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(tmp_path: Path) -> None:
    page = Page(shown_turned=90).upwards(100, 700, "一、总体要求").upwards(128, 700, "二、重点任务")
    found = here(tmp_path, page)
    assert (paragraphs(found), messages(found)) == (["一、总体要求", "二、重点任务"], [])


def test_a_table_printed_upwards_is_a_table_and_its_page_number_is_no_loss(tmp_path: Path) -> None:
    page = Page().write(290, 800, "— 7 —", 12)
    for x in (100, 150, 200):
        page.stroke(x, 100, x, 700)
    for y in (100, 300, 500, 700):
        page.stroke(100, y, 200, y)
    rows = {130: ("任务名称", "责任单位", "完成时限"), 180: ("建立台账", "市总工会", "6月底前")}
    for x, row in rows.items():
        for y, text in zip((690, 490, 290), row, strict=True):
            page.upwards(x, y, text, 12)
    found = here(tmp_path, page)
    assert cells(found) == [["建立台账", "市总工会", "6月底前"]]
    assert messages(found) == []


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left, right = "左栏要读到末尾才读右栏而不是横着读" * 9, "右栏接着左栏往下读直到这一页的末尾" * 9
    page = Page().write(230, 80, "工作简报", 22)
    for n in range(12):
        page.write(60, 120 + 20 * n, left[12 * n : 12 * n + 12]).write(
            310, 120 + 20 * n, right[12 * n : 12 * n + 12]
        )
    found = here(tmp_path, page)
    assert found.text.replace("\n", "") == "工作简报" + left[:144] + right[:144]


def test_names_and_numbers_side_by_side_are_no_columns(tmp_path: Path) -> None:
    page = Page()
    for n in range(14):
        page.write(60, 120 + 20 * n, "市总工会").write(310, 120 + 20 * n, f"联系人{n}")
    assert paragraphs(here(tmp_path, page))[0].startswith("市总工会\u3000联系人0")


def test_a_scan_with_a_stamped_page_number_is_a_scan(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="扫描的图片"):
        here(tmp_path, Page(has_picture=True).write(290, 820, "— 1 —", 12))


def test_what_a_machine_recognised_in_a_scan_is_read_with_a_warning(tmp_path: Path) -> None:
    page = Page(has_picture=True).hide(LEFT, at(0), SENTENCE[:25])
    found = here(tmp_path, page)
    assert found.text == SENTENCE[:25]
    assert messages(found) == ["第1页是扫描件，文字由机器识别而来，可能有错字，请对照原件核对"]


def test_text_that_is_not_shown_is_left_out_and_told_of(tmp_path: Path) -> None:
    found = here(tmp_path, prose(SENTENCE).hide(LEFT, at(9), "不可见").write(900, at(9), "页外"))
    assert (found.text, messages(found)) == (SENTENCE, ["有5个隐藏或在页面以外的字没有读入"])


def test_text_turned_into_drawings_is_told_of(tmp_path: Path) -> None:
    drawn = "\n".join(f"{n} {n} m {n} 9 9 {n} {n} 5 c f" for n in range(120))
    found = here(tmp_path, prose(SENTENCE), Page().draw(drawn))
    assert messages(found) == ["第2页只有图形，没有文字，未能读入，请对照原件补充"]
    with pytest.raises(UnreadableFile, match="文字已转成图形"):
        here(tmp_path, Page().draw(drawn))


def test_filled_fields_and_notes_are_told_of_and_empty_ones_are_not(tmp_path: Path) -> None:
    page = prose(SENTENCE).note("/Subtype /Widget /FT /Tx /V (25)").note("/Subtype /Widget /FT /Tx /V ()")
    found = here(tmp_path, page.note("/Subtype /FreeText /Contents (late)").note("/Subtype /Link"))
    assert messages(found) == [
        "有1处表单里填写的内容没有读入，请对照原件补充",
        "有1处批注没有读入，请人工核对",
    ]


def test_a_table_of_contents_does_not_count_the_headings_twice(tmp_path: Path) -> None:
    page = (
        Page()
        .write(270, at(0), "目录")
        .write(LEFT, at(1), "一、重点任务………………1")
        .write(LEFT, at(2), "二、保障措施" + "." * 30 + "12")
    )
    assert paragraphs(here(tmp_path, prose(SENTENCE, page, first=4))) == [SENTENCE]


def test_the_lines_of_a_title_are_one_and_the_day_is_no_part_of_what_follows(tmp_path: Path) -> None:
    title = "关于印发《产业工人队伍建设改革重点任务分工方案》的通知"
    page = Page().write(LEFT, at(0), title[:19], 22).write(LEFT + 132, at(1) + 6, title[19:], 22)
    page.write(LEFT + 320, at(10), "市总工会").write(LEFT + 320, at(11), "2026年3月15日").write(
        LEFT, at(12), "附件"
    )
    found = paragraphs(here(tmp_path, prose(SENTENCE, page, first=3)))
    assert found == [title, SENTENCE, "市总工会", "2026年3月15日", "附件"]


def test_paragraphs_set_apart_by_a_gap_need_no_indentation(tmp_path: Path) -> None:
    page = Page()
    for n, start in ((0, 0), (1, 27), (2.6, 0), (3.6, 27)):
        page.write(LEFT, TOP + STEP * n, SENTENCE[start : start + 27])
    assert paragraphs(here(tmp_path, page)) == [SENTENCE[:54], SENTENCE[:54]]


def test_cells_without_room_between_them_are_parted_by_their_border(tmp_path: Path) -> None:
    page = Page().table(LEFT, 100, [40, 100, 90], [HEADINGS[:3], ["1", "建立任务台账书", "市总工会"]])
    assert cells(here(tmp_path, page)) == [["1", "建立任务台账书", "市总工会"]]


def test_a_table_of_a_thousand_boxes_on_a_white_ground_is_a_table(tmp_path: Path) -> None:
    boxes = "1 1 1 rg 20 20 550 800 re f " + " ".join(
        f"{80 + 48 * column} {740 - 12 * row} 48 12 re S" for row in range(55) for column in range(8)
    )
    page = Page().draw(boxes)
    for row in range(55):
        for column in range(8):
            page.write(82 + 48 * column, 842 - 740 - 3 + 12 * row, f"{row}-{column}", 8)
    found = here(tmp_path, page)
    assert [len(block.cells) for block in found.blocks] == [8] * 55
    assert messages(found) == []


def test_the_cells_are_those_that_another_reader_finds(tmp_path: Path) -> None:
    page = Page().table(
        LEFT, 100, WIDTHS, [HEADINGS, ["1", "建立台账", "市总工会", ""], ["2", "", "市财政局", "6月"]]
    )
    found = here(tmp_path, page)
    with pdfplumber.open(tmp_path / "通知.pdf") as other:
        (table,) = other.pages[0].extract_tables()
    assert cells(found) == table[1:]


def cut_register() -> tuple[list[Page], list[list[str]]]:
    """A register over two pages: the break cuts row 2, and the theme of rows 2 and 3 stands on the first page."""
    headings, widths = ["序号", "改革主题", "重点任务", "责任单位", "完成时限"], [40, 90, 150, 90, 90]
    tops = [LEFT + sum(widths[:n]) for n in range(6)]

    def page(top: float, rows: list[list[str | None]]) -> Page:
        drawn = Page()
        for place in tops:
            drawn.stroke(place, top, place, top + 40 * len(rows))
        closing: list[str | None] = [""] * 5
        for n, row in enumerate([*rows, closing]):
            for column, text in enumerate(row):
                if text is not None:
                    drawn.stroke(tops[column], top + 40 * n, tops[column + 1], top + 40 * n)
                if text:
                    drawn.write(tops[column] + 3, top + 40 * n + 16, text, 12)
        return drawn

    pages = [
        page(
            620,
            [
                list(headings),
                ["1", "素质提升", "开展技能竞赛。", "市人社局", "6月底前"],
                ["2", "权益维护", "建设职工书屋，", "市总工会", "9月底前"],
            ],
        ),
        page(
            100,
            [
                list(headings),
                ["", "", "完善服务功能。", "", ""],
                ["3", None, "建立台账。", "市财政局", "10月底前"],
                ["4", "组织建设", "发展新会员。", "市总工会", "11月底前"],
            ],
        ),
    ]
    rows = [
        ["1", "素质提升", "开展技能竞赛。", "市人社局", "6月底前"],
        ["2", "权益维护", "建设职工书屋，完善服务功能。", "市总工会", "9月底前"],
        ["3", "权益维护", "建立台账。", "市财政局", "10月底前"],
        ["4", "组织建设", "发展新会员。", "市总工会", "11月底前"],
    ]
    return pages, [headings, *rows]


def test_a_row_and_a_merged_cell_that_the_page_break_cuts_are_whole_again(tmp_path: Path) -> None:
    pages, rows = cut_register()
    assert cells(here(tmp_path, *pages)) == rows[1:]


def test_a_register_in_pdf_gives_the_tasks_that_it_gives_in_word(tmp_path: Path) -> None:
    pages, rows = cut_register()
    made = docx.Document()
    table = made.add_table(len(rows), 5)
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            cell.text = text
    made.save(str(tmp_path / "a.docx"))
    word = read_as(Container.PACKAGE, tmp_path / "a.docx")
    assert extract(here(tmp_path, *pages)).tasks == extract(word).tasks


def test_an_empty_cell_at_the_head_of_a_page_stays_empty(tmp_path: Path) -> None:
    # Nobody is made responsible because the row before, on the page before, names somebody.
    first = Page().table(LEFT, 600, WIDTHS, [HEADINGS, ["1", "建立台账", "市总工会", "6月底前"]])
    second = Page().table(LEFT, 80, WIDTHS, [HEADINGS, ["2", "开展竞赛", "", "9月底前"]])
    assert cells(here(tmp_path, first, second)) == [
        ["1", "建立台账", "市总工会", "6月底前"],
        ["2", "开展竞赛", "", "9月底前"],
    ]
