"""A table that runs on over the page: its heading comes again, and rows and merged cells are cut in two."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from documents.register_sheet import GridCell
from documents.ruled_tables import RuledTable

_Row = tuple[GridCell, ...]


def continued(tables: Iterable[RuledTable]) -> Iterator[_Row]:
    """The rows of tables that follow one another, as one table.

    A row that the page break cut is put together; a cell merged downwards holds on the next page too.
    """
    whole = _Whole()
    for table in tables:
        whole.add(table)
    yield from whole.rows


_HEADING_ROWS = 3
_ENDS = ("。", "；", ";", "！")


class _Whole:
    """The table as far as it was read."""

    def __init__(self) -> None:
        self.rows: list[_Row] = []
        self._opening: tuple[_Row, ...] = ()
        self._bottom = 0.0
        self._merged: set[int] = set()
        self._blank: set[int] = set()

    def add(self, table: RuledTable) -> None:
        fresh = list(table.rows)
        self._merged |= table.merged
        if self.rows and table.top < self._bottom:
            fresh = fresh[_repeated(self._opening, fresh) :]
            fresh = self._mended(fresh)
            self._note_blanks(fresh[1:])
        else:
            self._opening = table.rows[:_HEADING_ROWS]
            self._note_blanks(fresh)
        self._bottom = table.bottom
        self.rows.extend(fresh)

    def _note_blanks(self, rows: Iterable[_Row]) -> None:
        self._blank |= {cell.column for row in rows for cell in row if not cell.text}

    def _mended(self, fresh: list[_Row]) -> list[_Row]:
        """The rows of the next page, the first of them seen as what it is; the last row so far may grow."""
        if not fresh or not self._is_alike(fresh[0]):
            return fresh
        last, first = self.rows[-1], fresh[0]
        missing = {old.column for old, new in zip(last, first, strict=True) if old.text and not new.text}
        if not missing or not any(cell.text for cell in first):
            return fresh
        held = missing & (self._merged - self._blank)
        texts = {cell.column: cell.text for cell in last if cell.column in held}
        if missing != held and self._is_cut(missing):
            return self._grown(fresh, texts)
        return _held(fresh, texts)

    def _is_alike(self, row: _Row) -> bool:
        return [(cell.column, cell.span) for cell in self.rows[-1]] == [
            (cell.column, cell.span) for cell in row
        ]

    def _is_cut(self, missing: set[int]) -> bool:
        """Whether the row on the next page is the rest of the last one."""
        last = self.rows[-1]
        if last[0].column in missing - self._blank:
            return True
        if missing & self._blank:
            return False  # such cells are empty elsewhere, too
        rest = [cell for cell in last if cell.text and cell.column not in missing]
        return len(missing) > 1 and len(rest) == 1 and not rest[0].text.endswith(_ENDS)

    def _grown(self, fresh: list[_Row], held: dict[int, str]) -> list[_Row]:
        """Put the rest of the last row to it; also the rest of a merged cell that both pages share."""
        last, rest = self.rows[-1], fresh[0]
        whole = {old.column: old.text + new.text for old, new in zip(last, rest, strict=True) if new.text}
        place = len(self.rows) - 1
        shared = {
            cell.column: cell.text for cell in last if cell.column in whole and cell.column in self._merged
        }
        self.rows[place] = _with(last, whole)
        while shared and place > 0:
            place -= 1
            shared = {
                cell.column: cell.text for cell in self.rows[place] if shared.get(cell.column) == cell.text
            }
            self.rows[place] = _with(self.rows[place], {column: whole[column] for column in shared})
        ends = {cell.column: cell.text for cell in rest if cell.text and cell.column in self._merged}
        after = _held(fresh[1:], held)
        for number, row in enumerate(after):
            ends = {cell.column: cell.text for cell in row if ends.get(cell.column) == cell.text}
            if not ends:
                break
            after[number] = _with(row, {column: whole[column] for column in ends})
        return after


def _repeated(opening: Sequence[_Row], fresh: Sequence[_Row]) -> int:
    """How many rows at the head of the page are the heading again, perhaps without the title above it."""
    for start in range(len(opening)):
        count = 0
        while start + count < len(opening) and count < len(fresh) and fresh[count] == opening[start + count]:
            count += 1
        if count:
            return count
    return 0


def _held(rows: Sequence[_Row], texts: dict[int, str]) -> list[_Row]:
    """The rows with these texts in the cells that the merged cells of the page before go down to."""
    filled = list(rows)
    open_columns = set(texts)
    for number, row in enumerate(filled):
        open_columns &= {cell.column for cell in row if not cell.text}
        if not open_columns:
            break
        filled[number] = _with(row, {column: texts[column] for column in open_columns})
    return filled


def _with(row: _Row, texts: dict[int, str]) -> _Row:
    return tuple(replace(cell, text=texts.get(cell.column, cell.text)) for cell in row)
