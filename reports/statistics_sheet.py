"""The statistics as a workbook: the cross-table, and beside it what each figure means."""

from datetime import date

from papers.paper import Book, Sheet, SheetColumn
from reports.statistics import MEANINGS, CrossTable, Line
from schedules.wording import day_in_words

_FIGURES = ("自报完成", "已销号", "核验", "销号率", "按时办结率", "逾期", "逾期率", "平均用时（天）")


def lay_out(table: CrossTable, office_name: str, as_of: date, asked: str = "") -> Book:
    """The table as it stands on the page, all its lines; ``asked`` says in words what was counted."""
    title = f"{office_name}督办统计"
    columns = (
        SheetColumn(table.down.label, 22),
        *(SheetColumn(label, 9, "centre", table.across.label) for label in table.columns),
        SheetColumn("件数", 9, "centre"),
        *(SheetColumn(name, 10, "centre") for name in _FIGURES),
    )
    note = f"数据截至{day_in_words(as_of)}。{asked}各栏的口径见“口径”表。"
    rows = tuple(_row(line) for line in (*table.lines, table.total))
    meanings = Sheet(
        "口径", "口径", (SheetColumn("指标", 14), SheetColumn("怎样计算", 90)), MEANINGS, size="A4"
    )
    return Book(title, as_of, (Sheet("统计", title, columns, rows, note, kept=1), meanings))


def _row(line: Line) -> tuple[str | int, ...]:
    counts = line.counts
    return (
        line.label,
        *line.cells,
        counts.total,
        counts.reported,
        counts.closed,
        counts.verified,
        counts.closing_rate,
        counts.on_time_rate,
        counts.overdue,
        counts.overdue_rate,
        counts.average_days,
    )
