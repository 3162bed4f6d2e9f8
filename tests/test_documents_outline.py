"""Paragraphs and numbered items, whatever the page and the keyboard did to them."""

from documents.outline import outline
from documents.passages import Passage, passages
from documents.source import Block, BlockKind, Source


def txt(text: str) -> Source:
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, line, at, at + len(line)))
        at += len(line) + 1
    return Source(text, tuple(blocks), "txt")


def paragraphs(text: str) -> list[Passage]:
    return passages(txt(text))


def test_a_line_broken_inside_a_sentence_is_joined_across_a_page_mark() -> None:
    found = paragraphs(
        "一、总体要求\n\n以便民为出发点，建立分工明确、衔接顺畅、群众\n\n— 3 —\n\n满意的流程。\n二、任务"
    )
    assert [each.text for each in found] == [
        "一、总体要求",
        "以便民为出发点，建立分工明确、衔接顺畅、群众满意的流程。",
        "二、任务",
    ]


def test_every_character_keeps_its_place_in_the_source() -> None:
    text = "  到 2025 年，建\n成１０个**示范点**。"
    for each in paragraphs(text):
        assert len(each.text) == len(each.where)
        for char, place in zip(each.text, each.where, strict=True):
            assert text[place] == char or (char.isdigit() and text[place].isdigit())


def test_a_word_paragraph_is_never_joined_to_the_next() -> None:
    source = txt("没有句号的一段文字，它在文档里自成一段\n另一段文字")
    assert len(passages(Source(source.text, source.blocks, "docx"))) == 2


def test_headings_numbers_and_units_that_stand_alone_stay_alone() -> None:
    found = paragraphs("1\n完善值班工作机制\n2018年修订值班手册，落实到位\n县文旅局\n2")
    assert [each.text for each in found] == [
        "1",
        "完善值班工作机制",
        "2018年修订值班手册，落实到位",
        "县文旅局",
        "2",
    ]


def test_the_outline_reads_every_width_of_numbering() -> None:
    text = "一、甲\n（一）乙\n1．丙。做丙事。\n(二)丁\n１、戊。做戊事。\n（1）己。做己事。\n①庚。做庚事。\n二、辛"
    assert [each.code for each in outline(paragraphs(text))] == [
        "一",
        "一（一）",
        "一（一）1",
        "一（二）",
        "一（二）1",
        "一（二）1（1）",
        "一（二）1（1）①",
        "二",
    ]


def test_items_run_into_one_paragraph_are_parted() -> None:
    text = (
        "现提出以下意见。1.支持创业，给予场地。责任单位：市人社局。2.支持就业，发放补贴。责任单位：市财政局。"
    )
    assert [each.code for each in outline(paragraphs(text))] == ["", "1", "2"]


def test_a_decimal_number_is_no_item() -> None:
    assert [each.code for each in outline(paragraphs("面积\n1.5万亩土地纳入管护范围。"))] == [""]


def test_a_title_and_a_duty_in_one_sentence_are_told_apart() -> None:
    title, duty = outline(paragraphs("（一）加强组织领导。\n（二）市财政局要于3月底前拨付资金，报市政府。"))
    assert title.heading_only
    assert not duty.heading_only


def test_chapters_sections_and_articles_have_their_own_levels() -> None:
    text = "第一章 总则\n第一节 目的\n第一条 为了规范管理，制定本办法。\n第二节 范围\n第二章 职责"
    assert [each.code for each in outline(paragraphs(text))] == [
        "第一章",
        "第一章第一节",
        "第一章第一节第一条",
        "第一章第二节",
        "第二章",
    ]


def test_half_width_punctuation_between_words_is_read_as_full_width() -> None:
    (found,) = paragraphs("1.请于18:00前报送;逾期不报的,予以通报.共1,200份")
    assert found.text == "1.请于18:00前报送；逾期不报的，予以通报。共1,200份"


def test_a_number_before_a_month_is_not_taken_for_a_sub_item() -> None:
    found = outline(paragraphs("1.起草方案；\n2.7月底前完成招标；"))
    assert [clause.code for clause in found] == ["1", "2"]


def test_circled_items_in_one_paragraph_are_items_of_their_own() -> None:
    found = outline(paragraphs("一、帮扶\n①生活救助：逐户建档；②助学：按时发放。"))
    assert [clause.code for clause in found] == ["一", "一①", "一②"]


def test_a_column_of_times_ends_the_cell_before_it() -> None:
    found = paragraphs("县林业局、县水利局\n12月底\n县教育局、县体育局\n长期坚持")
    assert [each.text for each in found] == ["县林业局、县水利局", "12月底", "县教育局、县体育局", "长期坚持"]


def test_numbers_of_three_parts_are_numbers_too() -> None:
    found = outline(paragraphs("5.1物资\n5.1.2所有仓库都要盘点。\n5.1.3省级仓库要留足三个月。"))
    assert [clause.code for clause in found] == ["5.1", "5.1.2", "5.1.3"]
