"""The same paper as a workbook: its text on one sheet, each table on its own with numbers as numbers, native charts."""

import re
from decimal import Decimal

from papers.paper import (
    Block,
    Book,
    Chart,
    Fields,
    Heading,
    Paper,
    Picture,
    Sheet,
    SheetChart,
    SheetColumn,
    TableOf,
    Text,
    Value,
    numbered,
)
from schedules.wording import day_in_words

_NUMBER = re.compile(r"-?\d{1,12}(\.\d+)?")
_PERCENT = re.compile(r"(-?\d{1,12}(?:\.\d+)?)%")
# Nothing to say, which is no number and no text either.
_NOTHING = frozenset({"", "—"})
_PAGE_CHARACTERS = 150.0
_LONGEST_NAME = 25


def book_of(paper: Paper) -> Book:
    """The workbook. The same paper gives the same workbook."""
    title = paper.title.replace("\n", "")
    sheets = [_text(paper, title)]
    used: set[str] = {"正文"}
    for number, block in numbered(paper.body):
        sheets += _sheets(number.strip(), block, paper, used)
    for position, one in enumerate(paper.appendices, 1):
        for _, block in numbered(one.body):
            sheets += _sheets(f"附件{position}", block, paper, used, one.title)
    return Book(title, paper.dated, tuple(sheets))


def _text(paper: Paper, title: str) -> Sheet:
    rows: list[tuple[Value, ...]] = [("编制说明", f"{label}：{text}") for label, text in paper.explained]
    above = ""
    for number, block in numbered(paper.body):
        match block:
            case Heading():
                above = number + block.text
                rows.append((above, ""))
            case Text():
                rows.append((above, block.lead + block.text))
            case TableOf():
                rows.append((above, f"（见工作表“{number.strip()}”：{block.caption}）"))
            case Chart() | Picture():
                rows.append((above, f"（{number}{block.caption}：{block.says}）"))
            case Fields():
                rows += [(above, f"{label}：{said}") for label, said in block.rows]
    rows.append(("署名", f"{paper.signed_by}　{day_in_words(paper.dated)}"))
    columns = (SheetColumn("章节", 30), SheetColumn("内容", 120))
    return Sheet("正文", title, columns, tuple(rows), paper.subtitle, kept=1)


def _sheets(number: str, block: Block, paper: Paper, used: set[str], title: str = "") -> list[Sheet]:
    if isinstance(block, TableOf):
        return [_of_table(number, block, paper, used, title)]
    if isinstance(block, Chart):
        return [_of_chart(number, block, paper, used)]
    return []


def _of_table(number: str, table: TableOf, paper: Paper, used: set[str], title: str) -> Sheet:
    called = table.caption or title
    total = sum(one.share for one in table.columns)
    columns, read = [], []
    for place, one in enumerate(table.columns):
        cells = [row[place] for row in table.rows]
        shown, values = _typed(cells)
        width = max(6.0, _PAGE_CHARACTERS * one.share / total, 2.0 * min(len(one.title), 6))
        columns.append(SheetColumn(one.title, round(width, 1), one.side, format=shown))
        read.append(values)
    rows = tuple(zip(*read, strict=True))
    note = "　".join(part for part in (table.note, paper.subtitle.strip("（）")) if part)
    return Sheet(
        _name(number, called, used),
        called or number,
        tuple(columns),
        rows,
        note,
        kept=2 if len(columns) > 4 else 0,
    )


def _of_chart(number: str, chart: Chart, paper: Paper, used: set[str]) -> Sheet:
    columns = (
        SheetColumn("", 26),
        *(SheetColumn(one.name, 12, "centre") for one in chart.series),
    )
    rows = tuple(
        (label, *(one.values[place] for one in chart.series)) for place, label in enumerate(chart.labels)
    )
    drawn = SheetChart(
        chart.caption,
        0,
        tuple(range(1, len(chart.series) + 1)),
        tuple(one.colour.lstrip("#") for one in chart.series),
        chart.measure,
        chart.is_lines,
    )
    note = paper.subtitle.strip("（）")
    return Sheet(_name(number, chart.caption, used), chart.caption, columns, rows, note, charts=(drawn,))


def _typed(cells: list[str]) -> tuple[str, list[Value]]:
    """The cells of a column as numbers where all that say something are numbers, and how those are shown."""
    said = [cell for cell in cells if cell not in _NOTHING]
    if said and all(_PERCENT.fullmatch(cell) for cell in said):
        return "0.0%", [_percent(cell) if cell not in _NOTHING else cell for cell in cells]
    if said and all(_NUMBER.fullmatch(cell) and not _is_code(cell) for cell in said):
        return "", [_number(cell) if cell not in _NOTHING else cell for cell in cells]
    return "", list(cells)


def _is_code(cell: str) -> bool:
    """A number that begins with a needless zero is the name of something."""
    return len(cell) > 1 and cell[0] == "0" and cell[1] != "."


def _number(cell: str) -> int | Decimal:
    return int(cell) if "." not in cell else Decimal(cell)


def _percent(cell: str) -> Decimal:
    return Decimal(cell.rstrip("%")) / 100


def _name(number: str, called: str, used: set[str]) -> str:
    """A name for a sheet that is short enough and not yet taken."""
    wanted = f"{number} {called}".strip()[:_LONGEST_NAME] or "表"
    name, times = wanted, 1
    while name in used:
        times += 1
        name = f"{wanted}（{times}）"
    used.add(name)
    return name
