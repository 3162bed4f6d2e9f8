"""The rows of a register (台账): the headings of a table, and each row's cells by their meaning."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from documents.columns import Meaning, meaning, meanings
from documents.composing import Composition
from documents.guessed_columns import explained, usual_names
from documents.source import Block, BlockKind, Cell, Source


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as it lies in a table: its first column (from 1), how many it covers, and its text."""

    column: int
    span: int
    text: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a table under the name a person would give it (``第7行``); its cells from left to right."""

    name: str
    cells: tuple[GridCell, ...]

    def filled(self) -> list[GridCell]:
        """The cells that are not empty."""
        return [cell for cell in self.cells if cell.text.strip()]


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row of a register. A field is None, or empty, where the row has nothing under such a heading.

    Cells keep their offsets and hold the text as written: several units or dates in one cell are not taken
    apart. ``section`` is the heading row (一、……) under which the row stands; ``others`` are the cells whose
    column is not known by meaning, or came a second time.
    """

    block: Block
    number: Cell | None = None
    code: Cell | None = None
    category: Cell | None = None
    title: Cell | None = None
    content: Cell | None = None
    standard: Cell | None = None
    expected: Cell | None = None
    basis: Cell | None = None
    leader: Cell | None = None
    lead: tuple[Cell, ...] = ()
    units: tuple[Cell, ...] = ()
    supporting: tuple[Cell, ...] = ()
    person: Cell | None = None
    starts: Cell | None = None
    due_text: Cell | None = None
    indicator: Cell | None = None
    target: Cell | None = None
    measure: Cell | None = None
    progress: Cell | None = None
    remark: Cell | None = None
    section: str = ""
    others: tuple[Cell, ...] = ()


def headings(rows: Sequence[GridRow]) -> list[dict[int, str]]:
    """For each row the heading over each column (column → heading); none over titles and headings.

    Headings are found wherever they stand, in up to three rows, and again where a table repeats them. The
    heading of a merged cell holds for every column it covers.
    """
    found: list[dict[int, str]] = []
    current: dict[int, str] = {}
    place = 0
    while place < len(rows):
        if not _is_heading(rows[place]):
            found.append({} if _is_aside(rows[place], current) else current)
            place += 1
            continue
        current = _names(rows[place])
        found.append({})
        place += 1
        for _ in range(2):
            if place < len(rows) and _continues(rows[place], current, rows[place - 1]):
                current = _joined(current, rows[place])
                found.append({})
                place += 1
    return found


def compose_rows(composition: Composition, rows: Sequence[GridRow]) -> bool:
    """Add the rows of one table, each cell with its heading; whether any heading was found.

    Under a heading every column gives a cell, empty ones too. A row of a register in which no task can be
    made out, though something stands in it, becomes a problem that names the row.
    """
    all_headings = headings(rows)
    if not any(all_headings):
        all_headings = _unusual_headings(rows)
    all_headings = _with_usual_names(composition, rows, all_headings)
    for row, over in zip(rows, all_headings, strict=True):
        block = composition.row(_cells(row, over))
        if over and _has_task_column(over.values()) and not _names_a_task(block) and _says_something(block):
            composition.problem(f"{row.name}没有写任务名称或内容，未列入任务，请补充或确认是否需要", block)
    return any(all_headings)


def _unusual_headings(rows: Sequence[GridRow]) -> list[dict[int, str]]:
    """The first full row of short words as headings, where what stands under it shows that it is a register."""
    for place, row in enumerate(rows):
        filled = row.filled()
        below = [
            other
            for other in rows[place + 1 : place + 1 + _LOOKED_AT]
            if len(other.filled()) * 2 >= len(filled)
        ]
        if len(filled) < _FEWEST_COLUMNS or len(below) < _FEWEST_ROWS:
            continue
        names = _names(row)
        if any(len(name) > _SHORT_HEADING or any(map(str.isdigit, name)) for name in names.values()):
            return [{}] * len(rows)
        usual = usual_names(names, _columns(below))
        if _is_register([*names.values(), *usual.values()]):
            return [
                *[{}] * (place + 1),
                *({} if _is_aside(other, names) else names for other in rows[place + 1 :]),
            ]
        return [{}] * len(rows)
    return [{}] * len(rows)


def _with_usual_names(
    composition: Composition, rows: Sequence[GridRow], over: Sequence[dict[int, str]]
) -> list[dict[int, str]]:
    """The headings, those that say nothing with the usual name of what stands under them behind: 谁来干·责任单位."""
    renamed: dict[int, dict[int, str]] = {}
    under: dict[int, list[GridRow]] = {}
    for row, headed in zip(rows, over, strict=True):
        under.setdefault(id(headed), []).append(row)
    for headed in over:
        if not headed or id(headed) in renamed:
            continue
        names = usual_names(headed, _columns(under[id(headed)][:_LOOKED_AT]))
        is_register = _is_register([*headed.values(), *names.values()])
        renamed[id(headed)] = headed
        if names and is_register:
            composition.problem(explained(headed, names))
            renamed[id(headed)] = headed | {
                column: f"{headed[column]}·{name}" for column, name in names.items()
            }
    return [renamed.get(id(headed), headed) for headed in over]


def _columns(rows: Sequence[GridRow]) -> dict[int, list[str]]:
    columns: dict[int, list[str]] = {}
    for row in rows:
        for cell in row.filled():
            columns.setdefault(cell.column, []).append(cell.text)
    return columns


def register_rows(source: Source) -> list[RegisterRow]:
    """The rows of every register in the source: tables with a column of tasks and one of who or when."""
    rows: list[RegisterRow] = []
    section = ""
    for block in source.blocks:
        if block.kind is not BlockKind.ROW:
            continue
        if not any(cell.heading for cell in block.cells):
            section = _section(block)
            continue
        if _is_register(cell.heading for cell in block.cells) and _names_a_task(block):
            rows.append(_register_row(block, section))
    return rows


_HEADING_AT_MOST = 25
_SHORT_HEADING = 12
_LOOKED_AT = 100  # rows by which a column without a usual heading is told
_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 2  # of a table whose headings nobody uses
_TOTAL = re.compile(r"(?:合|总|小)\s*计.{0,6}")
_NOTE = re.compile(
    r"(?:备?注|说明|填[表报]|制表|审核|审批|联系|报送|分管领导|主要领导|单位负责人)[^：:]{0,6}[：:]"
)
_CHINESE_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]?")
_OUTLINE = re.compile(r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]")


def _is_heading(row: GridRow) -> bool:
    filled = row.filled()
    known = [_is_name(cell.text) for cell in filled]
    # A form (姓名 | 张三 | 单位 | …) has names too, but never two side by side.
    neighbours = any(left and right for left, right in pairwise(known))
    distinct = {meaning(cell.text) for cell, is_known in zip(filled, known, strict=True) if is_known}
    return neighbours and len(distinct) >= 2 and (sum(known) >= 3 or sum(known) * 2 > len(filled))


def _is_name(text: str) -> bool:
    return len(text) <= _HEADING_AT_MOST and meaning(text) is not None


def _is_aside(row: GridRow, over: Mapping[int, str]) -> bool:
    """Section headings, totals and notes: rows that stand among the others and are none of them."""
    filled = row.filled()
    if not filled:
        return True
    first = filled[0]
    under = meaning(over.get(first.column, ""))
    if _TOTAL.fullmatch(first.text.strip()) or _NOTE.match(first.text):
        return True
    if len(filled) == 2 and under is Meaning.NUMBER:
        return bool(_CHINESE_NUMBER.fullmatch(first.text.strip()))
    if len(filled) > 1:
        return False
    covers = sum(first.column <= column < first.column + first.span for column in over)
    if covers > 1 and covers * 2 >= len(over):
        return True
    if under is Meaning.TITLE:
        return bool(_OUTLINE.match(first.text))
    return under in (Meaning.NUMBER, Meaning.CATEGORY, None) and not first.text.strip().isdigit()


def _continues(row: GridRow, above: Mapping[int, str], before: GridRow) -> bool:
    """Whether this row is one more row of the headings above it."""
    wide = {
        column
        for cell in before.filled()
        if cell.span > 1
        for column in range(cell.column, cell.column + cell.span)
    }
    new = 0
    for cell in row.filled():
        name = _squeezed(cell.text)
        if len(name) > _HEADING_AT_MOST or name.isdigit():
            return False
        if above.get(cell.column, "").split("·")[-1] == name:
            continue
        if cell.column not in wide and not (cell.column not in above and _is_name(name)):
            return False
        new += 1
    return new > 0


def _names(row: GridRow) -> dict[int, str]:
    return {
        column: _squeezed(cell.text)
        for cell in row.filled()
        for column in range(cell.column, cell.column + min(cell.span, 64))
    }


def _joined(above: Mapping[int, str], row: GridRow) -> dict[int, str]:
    joined = dict(above)
    for column, name in _names(row).items():
        upper = above.get(column, "")
        if upper.split("·")[-1] != name:
            joined[column] = f"{upper}·{name}" if upper else name
    return joined


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _cells(row: GridRow, over: Mapping[int, str]) -> list[tuple[str, str]]:
    if not over:
        return [(cell.text.strip(), "") for cell in row.filled()] or [("", "")]
    by_column = {cell.column: cell for cell in row.cells}
    covered = {
        column for cell in row.filled() for column in range(cell.column + 1, cell.column + min(cell.span, 64))
    }
    filled = {cell.column for cell in row.filled()}
    columns = sorted(filled | {column for column in over if column not in covered})
    return [
        (by_column[column].text.strip() if column in by_column else "", over.get(column, ""))
        for column in columns
    ]


def _has_task_column(names: Iterable[str]) -> bool:
    return any(meaning(name) in (Meaning.TITLE, Meaning.CONTENT) for name in names)


def _names_a_task(block: Block) -> bool:
    return _has_task_column(cell.heading for cell in block.cells if cell.text)


def _says_something(block: Block) -> bool:
    # Offices number the empty rows of a form in advance.
    return any(cell.text and meaning(cell.heading) is not Meaning.NUMBER for cell in block.cells)


def _is_register(names: Iterable[str]) -> bool:
    found = {meaning(name) for name in names}
    assigns = {Meaning.LEAD, Meaning.UNITS, Meaning.SUPPORTING, Meaning.LEADER, Meaning.DUE, Meaning.PERSON}
    return bool(found & {Meaning.TITLE, Meaning.CONTENT}) and bool(found & assigns)


def _section(block: Block) -> str:
    text = "、".join(cell.text for cell in block.cells if cell.text)
    return text if len(block.cells) <= 2 and _OUTLINE.match(text) else ""


def _register_row(block: Block, section: str) -> RegisterRow:
    found: dict[Meaning, list[Cell]] = {}
    unknown: list[Cell] = []
    known = meanings([cell.heading for cell in block.cells])
    for cell, what in zip(block.cells, known, strict=True):
        if cell.text and what is not None:
            found.setdefault(what, []).append(cell)
        elif cell.text:
            unknown.append(cell)
    if Meaning.CONTENT not in known and len(found.get(Meaning.TITLE, ())) > 1:
        # 重点任务 | 具体任务: the second says what the first means.
        found[Meaning.CONTENT] = [found[Meaning.TITLE].pop(1)]

    def take(what: Meaning) -> Cell | None:
        cells = found.get(what)
        return cells.pop(0) if cells else None

    return RegisterRow(
        block=block,
        section=section,
        number=take(Meaning.NUMBER),
        code=take(Meaning.CODE),
        category=take(Meaning.CATEGORY),
        title=take(Meaning.TITLE),
        content=take(Meaning.CONTENT),
        standard=take(Meaning.STANDARD),
        expected=take(Meaning.EXPECTED),
        basis=take(Meaning.BASIS),
        leader=take(Meaning.LEADER),
        lead=tuple(found.pop(Meaning.LEAD, ())),
        units=tuple(found.pop(Meaning.UNITS, ())),
        supporting=tuple(found.pop(Meaning.SUPPORTING, ())),
        person=take(Meaning.PERSON),
        starts=take(Meaning.STARTS),
        due_text=take(Meaning.DUE),
        indicator=take(Meaning.INDICATOR),
        target=take(Meaning.TARGET),
        measure=take(Meaning.MEASURE),
        progress=take(Meaning.PROGRESS),
        remark=take(Meaning.REMARK),
        others=tuple(sorted((*unknown, *chain(*found.values())), key=lambda cell: cell.start)),
    )
