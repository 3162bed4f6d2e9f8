"""A table of a web page as a grid: cells that span rows are filled on each of them."""

from dataclasses import dataclass

from documents.composing import TOO_LONG
from documents.register_sheet import GridCell, GridRow
from documents.source import UnreadableFile

CELLS_AT_MOST = 500_000
_COLUMNS_AT_MOST = 1000  # HTML's own limit of a colspan
_TO_THE_END = 65_534  # and of a rowspan


@dataclass(frozen=True, slots=True)
class _Spanning:
    """A cell, and how many further rows it fills."""

    cell: GridCell
    rows: int


class Grid:
    """Takes the cells of a table row by row, from left to right. Raises UnreadableFile beyond any real size."""

    def __init__(self, number: int):
        self.rows: list[GridRow] = []
        self._number = number
        self._position = 0
        self._above: list[_Spanning] = []
        self._own: list[_Spanning] = []
        self._passed = 0
        self._count = 0

    def begin_row(self) -> None:
        """A new row begins; the one before it is complete."""
        self.finish()
        self._position += 1

    def cell(self, text: str, columns: int, rows: int) -> None:
        """The next cell of the row; ``rows`` 0 means down to the end of the table."""
        column = self._own[-1].cell.column + self._own[-1].cell.span if self._own else 1
        free = _COLUMNS_AT_MOST
        while self._passed < len(self._above):
            above = self._above[self._passed].cell
            if column < above.column:
                free = above.column - column
                break
            column = max(column, above.column + above.span)
            self._passed += 1
        self._count_in(1)
        span = max(1, min(columns, free))
        self._own.append(_Spanning(GridCell(column, span, text), (rows or _TO_THE_END) - 1))

    def finish(self) -> None:
        """The table, or its row, is complete. A row with nothing in it but what came down from above is left out."""
        everything = sorted((*self._above, *self._own), key=lambda one: one.cell.column)
        self._count_in(len(self._above))
        if any(one.cell.text.strip() for one in self._own):
            name = f"第{self._number}个表格第{self._position}行"
            self.rows.append(GridRow(name, tuple(one.cell for one in everything)))
        further = [_Spanning(one.cell, one.rows - 1) for one in self._above] + self._own
        self._above = sorted((one for one in further if one.rows > 0), key=lambda one: one.cell.column)
        self._own = []
        self._passed = 0

    def _count_in(self, cells: int) -> None:
        self._count += cells
        if self._count > CELLS_AT_MOST:
            raise UnreadableFile(TOO_LONG)
