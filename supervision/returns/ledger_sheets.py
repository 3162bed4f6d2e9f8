"""An edited ledger as it comes back: its sheets found, its headings compared, its rows with their keys."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from config.refusal import Refusal
from documents.workbook import SheetCells, area_called, cell_called
from papers.paper import SheetColumn
from reports import ledger
from reports.ledger_key import RowKey, plain, read_key, sheet_and_day

_LOOKED_FOR_HEADINGS = 30


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A row as it came: where it stands, its key (None where there is none), what its cells say."""

    number: int
    key: RowKey | None
    texts: tuple[str, ...]
    raw: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReturnedSheet:
    """One sheet: ``name`` as it is called in the file, ``kind`` which of the two it is, of which day."""

    name: str
    kind: str
    as_of: date
    columns: tuple[SheetColumn, ...]
    rows: tuple[ReturnedRow, ...]


def returned_sheets(
    found: Sequence[SheetCells], wanted: Sequence[str], today: date
) -> tuple[list[ReturnedSheet], list[str]]:
    """The sheets of the ledger in a file, and a sentence about each thing in their form that forbids reading.

    Raises Refusal when there is none at all.
    """
    sheets: list[ReturnedSheet] = []
    faults: list[str] = []
    for one in found:
        name, grid = one.name, one.rows
        head = _head(grid)
        if head is None:
            continue
        at, place, kind, as_of = head
        if any(sheet.kind == kind for sheet in sheets):
            faults.append(f"文件里有两个“{kind}”的工作表。请删去多出的“{name}”。")
            continue
        if as_of > today:
            faults.append(f"工作表“{name}”的数据截至{as_of}，还没有到。请用本系统导出的台账。")
            continue
        columns = ledger.sheet_columns(kind, as_of, wanted)
        last = at + (1 if any(column.group for column in columns) else 0)
        wrong = list(_wrong_headings(name, grid, at, last, place, columns))
        wrong += _merged(one, last)
        wrong += _without_result(one, last)
        faults += wrong
        if not wrong:
            sheets.append(ReturnedSheet(name, kind, as_of, columns[:-1], tuple(_rows(grid, last, columns))))
    if not sheets and not faults:
        raise Refusal(
            "这个文件里没有找到台账的行标识（最后一列，平时隐藏）。请重新导出台账，在导出的文件里修改，"
            "不要删去或另建工作表。"
        )
    return sheets, faults


def _head(grid: Mapping[int, Mapping[int, str]]) -> tuple[int, int, str, date] | None:
    """The row and column of the heading over the keys, and what it says."""
    for number in sorted(grid)[:_LOOKED_FOR_HEADINGS]:
        for column, text in grid[number].items():
            said = sheet_and_day(text)
            if said is not None:
                return number, column, *said
    return None


def _wrong_headings(
    name: str,
    grid: Mapping[int, Mapping[int, str]],
    at: int,
    last: int,
    place: int,
    columns: Sequence[SheetColumn],
) -> Iterator[str]:
    if place != len(columns):
        yield (
            f"工作表“{name}”的栏数和导出时不一样：应有{len(columns) - 1}栏，现在是{place - 1}栏。"
            "请不要插入、删去或移动栏；台账的栏在设置里改过的，请重新导出。"
        )
        return
    upper, lower = grid.get(at, {}), grid.get(last, {})
    for position, column in enumerate(columns[:-1], 1):
        is_grouped = bool(column.group)
        found = plain((lower if is_grouped else upper).get(position, ""))
        if found != column.title:
            yield (
                f"工作表“{name}”第{last if is_grouped else at}行的表头“{column.title}”被改成了“{found[:20]}”。"
                "请改回原来的表头；要换栏名，请在设置里改。"
            )


def _merged(sheet: SheetCells, last: int) -> Iterator[str]:
    for area in sheet.merged:
        if area[2] > last:
            yield (
                f"工作表“{sheet.name}”的{area_called(area)}是合并单元格，看不出各行填的是什么。"
                "请取消合并，逐行填写。"
            )


def _without_result(sheet: SheetCells, last: int) -> Iterator[str]:
    for place in sorted(sheet.faulty):
        if place[0] > last:
            yield (f"工作表“{sheet.name}”的{cell_called(place)}是没有结果或出错的公式。请改成文字或数字。")


def _rows(
    grid: Mapping[int, Mapping[int, str]], last: int, columns: Sequence[SheetColumn]
) -> Iterator[ReturnedRow]:
    for number in sorted(grid):
        if number <= last:
            continue
        cells = grid[number]
        raw = tuple(cells.get(position, "") for position in range(1, len(columns)))
        key = read_key(cells.get(len(columns), ""))
        if key is None and not any(raw):
            continue
        yield ReturnedRow(number, key, tuple(plain(text) for text in raw), raw)
