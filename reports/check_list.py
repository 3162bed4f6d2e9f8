"""实地核查表: what the ledger states of a unit's duties, line by line, as a workbook to print and fill in by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from papers.paper import Book, Sheet, SheetColumn, Value
from schedules.wording import day_in_words

_COLUMNS = (
    SheetColumn("序号", 6, "centre"),
    SheetColumn("任务编号", 11, "centre"),
    SheetColumn("任务", 34),
    SheetColumn("核查项目", 14),
    SheetColumn("台账填报", 40),
    SheetColumn("相符", 7, "centre", is_open=True),
    SheetColumn("不符", 7, "centre", is_open=True),
    SheetColumn("实地情况", 44, is_open=True),
)


@dataclass(frozen=True, slots=True)
class CheckedDuty:
    """A duty to look at: its task, and the lines that the ledger states, each as label and wording."""

    number: str
    title: str
    lines: tuple[tuple[str, str], ...]


def check_list(unit: str, duties: Sequence[CheckedDuty], office_name: str, today: date) -> Book:
    """The list as a workbook, one row for each line of each duty."""
    title = f"{unit}实地核查表"
    rows: list[tuple[Value, ...]] = []
    for duty in duties:
        for place, (label, stated) in enumerate(duty.lines):
            number, named = (duty.number, duty.title) if place == 0 else ("", "")
            rows.append((len(rows) + 1, number, named, label, stated, "□", "□", ""))
    note = (
        f"台账数据截至{day_in_words(today)}，{office_name}制。逐项对照实地情况打勾，不符的写明看到的情况；"
        "核查人、被核查单位在末页签字。"
    )
    return Book(title, today, (Sheet("核查表", title, _COLUMNS, tuple(rows), note, "A3"),))
