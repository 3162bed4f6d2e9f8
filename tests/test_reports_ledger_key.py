"""What a cell of the ledger says, whoever saved it."""

from datetime import date
from decimal import Decimal

import pytest

from papers.cell_text import cell_text
from papers.paper import SheetColumn, Value
from reports.ledger_key import Marks, plain, read_key

COLUMNS = (
    SheetColumn("序号", key="position"),
    SheetColumn("任务", key="title"),
    SheetColumn("进展", key="progress", is_open=True),
)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""),
        ("", ""),
        (" ", ""),
        ("已完成 三期", "已完成 三期"),
        (" 已完成\r\n三期 ", "已完成 三期"),
        ("已完成  三期", "已完成 三期"),
        ("\u3000已完成\u3000三期", "已完成 三期"),
        ("已\x07完成\ufffe", "已完成"),
        ("2026年6月8日", "2026-06-08"),
        (" 2026年12月31日", "2026-12-31"),
        ("2026年6月8日前", "2026年6月8日前"),
        (date(2026, 6, 8), "2026-06-08"),
        (Decimal("12.50"), "12.50"),
        (40, "40"),
    ],
)
def test_blanks_and_line_ends_do_not_count_and_a_day_is_written_one_way(value: Value, said: str) -> None:
    assert plain(value) == said


def test_a_text_too_long_for_a_cell_says_what_the_cell_can_hold() -> None:
    text = "长" * 40_000
    assert plain(text) == cell_text(text) != text


def test_the_marks_tell_what_may_be_edited_from_what_may_not() -> None:
    marks = Marks(COLUMNS)
    first = marks.key("A", 7, 3, "盐", (1, "办竞赛", "已完成"))
    assert read_key(str(first)) == first
    assert marks.key("A", 7, 3, "盐", (9, "办竞赛", "已完成 ")) == first
    edited = marks.key("A", 7, 3, "盐", (1, "办竞赛", "未完成"))
    assert (edited.open_mark != first.open_mark, edited.closed_mark == first.closed_mark) == (True, True)
    renamed = marks.key("A", 7, 3, "盐", (1, "办培训", "已完成"))
    assert (renamed.open_mark == first.open_mark, renamed.closed_mark != first.closed_mark) == (True, True)
    assert marks.key("A", 7, 3, "别处", (1, "办竞赛", "已完成")).open_mark != first.open_mark
