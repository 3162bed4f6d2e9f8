"""The values a paper is made of."""

import pytest

from papers import paper
from papers.paper import Block, Column, Heading, Picture, TableOf, Text, numbered


def test_headings_are_numbered_as_offices_do_and_begin_anew_under_a_higher_one() -> None:
    levels = [1, 2, 3, 4, 4, 2, 3, 1, 2]

    numbers = [number for number, _ in numbered(Heading("题", level) for level in levels)]

    assert numbers == ["一、", "（一）", "1.", "（1）", "（2）", "（二）", "1.", "二、", "（一）"]


def test_tables_and_pictures_are_numbered_apart_from_each_other_and_text_not_at_all() -> None:
    table, picture = TableOf("表", (Column("栏"),), ()), Picture("图", b"", "图")
    blocks: list[Block] = [table, Text("文"), picture, table]

    assert [number for number, _ in numbered(blocks)] == ["表1 ", "", "图1 ", "表2 "]


@pytest.mark.parametrize(
    ("number", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")]
)
def test_numbers_read_as_people_say_them(number: int, said: str) -> None:
    assert paper.han(number) == said


def test_a_row_with_a_cell_too_few_is_a_mistake_of_the_report() -> None:
    with pytest.raises(ValueError, match="1 cells under 2 headings"):
        TableOf("表", (Column("甲"), Column("乙")), (("一",),))


def test_places_to_be_filled_are_found_inside_a_sentence() -> None:
    text = "原因：" + paper.to_fill("原因") + "。"

    assert paper.open_places(text) == [("原因：", False), ("〔待补充：原因〕", True), ("。", False)]
    assert paper.open_places("江产改办发〔2026〕3号") == [("江产改办发〔2026〕3号", False)]
