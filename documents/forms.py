"""Forms: a table whose cells are by turns a label and what is filled in, as an order (督办单) has them."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby, pairwise

from documents.columns import Meaning, meaning
from documents.register_sheet import RegisterRow
from documents.signature import day_in
from documents.source import Block, BlockKind, Cell, Source

_DAY = re.compile(r"(?:督办|交办|签发|下达|发出|填表|制表|登记)(?:日期|时间)")
_TASK = (Meaning.TITLE, Meaning.CONTENT)
_ASSIGNS = (Meaning.LEAD, Meaning.UNITS, Meaning.SUPPORTING, Meaning.DUE)
_LABEL_AT_MOST = 12


def form_rows(source: Source) -> list[RegisterRow]:
    """One row of a register for each form that names a task and says who or by when."""
    rows = []
    for blocks in _tables(source):
        filled = dict(_filled(blocks))
        if set(filled) & set(_TASK) and set(filled) & set(_ASSIGNS):
            rows.append(_row(source, blocks, filled))
    return rows


def form_day(source: Source) -> date | None:
    """The day that a form gives as its own (督办日期)."""
    for blocks in _tables(source):
        for block in blocks:
            for label, value in pairwise(block.cells):
                if _DAY.fullmatch(_bare(label.text)):
                    return day_in(re.sub(r"\s", "", value.text))
    return None


def _tables(source: Source) -> Iterator[list[Block]]:
    """Runs of rows that have no headings over them."""
    for is_form, blocks in groupby(
        source.blocks,
        key=lambda block: block.kind is BlockKind.ROW and not any(cell.heading for cell in block.cells),
    ):
        if is_form:
            yield list(blocks)


def _filled(blocks: list[Block]) -> Iterator[tuple[Meaning, Cell]]:
    """What stands behind each label; the first of a meaning counts (the pairs are given last to first)."""
    pairs = []
    for block in blocks:
        cells = [cell for cell in block.cells if cell.text.strip()]
        for label, value in pairwise(cells):
            what = _meaning(label)
            if what is not None and _meaning(value) is None:
                pairs.append((what, value))
    yield from reversed(pairs)


def _meaning(cell: Cell) -> Meaning | None:
    text = _bare(cell.text)
    return meaning(text) if len(text) <= _LABEL_AT_MOST else None


def _row(source: Source, blocks: list[Block], filled: dict[Meaning, Cell]) -> RegisterRow:
    start, end = blocks[0].start, blocks[-1].end

    def several(what: Meaning) -> tuple[Cell, ...]:
        return (filled[what],) if what in filled else ()

    return RegisterRow(
        block=Block(BlockKind.ROW, source.text[start:end], start, end),
        number=filled.get(Meaning.NUMBER),
        code=filled.get(Meaning.CODE),
        title=filled.get(Meaning.TITLE),
        content=filled.get(Meaning.CONTENT),
        standard=filled.get(Meaning.STANDARD),
        expected=filled.get(Meaning.EXPECTED),
        basis=filled.get(Meaning.BASIS),
        leader=filled.get(Meaning.LEADER),
        lead=several(Meaning.LEAD),
        units=several(Meaning.UNITS),
        supporting=several(Meaning.SUPPORTING),
        person=filled.get(Meaning.PERSON),
        due_text=filled.get(Meaning.DUE),
    )


def _bare(text: str) -> str:
    return re.sub(r"[\s：:]", "", text)
