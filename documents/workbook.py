"""A workbook cell by cell, nothing guessed about it: how a file is read that went out and was handed back."""

from dataclasses import dataclass
from typing import Any

Place = tuple[int, int]
Area = tuple[int, int, int, int]

NO_WORKBOOK = "这不是 Excel 工作簿，请选择由本系统导出的 .xlsx 文件"


@dataclass(frozen=True, slots=True)
class SheetCells:
    """A sheet as it stands, its hidden parts too. Rows and columns count from 1.

    ``rows`` holds the texts of the cells that say something, by row and column. ``formulas`` are the places of
    formulas, ``faulty`` of those that have no result or an error. ``merged`` are areas as top, left, bottom, right;
    ``hidden_columns`` are spans from the first to the last.
    """

    name: str
    rows: dict[int, dict[int, str]]
    formulas: frozenset[Place] = frozenset()
    faulty: frozenset[Place] = frozenset()
    merged: tuple[Area, ...] = ()
    is_hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[Place, ...] = ()


def column_letters(column: int) -> str:
    """The letters of a column: 1 is A."""
    written = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        written = chr(ord("A") + letter) + written
    return written


def cell_called(place: Place) -> str:
    """A place as people write it: C5."""
    return f"{column_letters(place[1])}{place[0]}"


def area_called(area: Area) -> str:
    """An area as people write it: C5:D6."""
    top, left, bottom, right = area
    return f"{cell_called((top, left))}:{cell_called((bottom, right))}"


def to_plain(sheet: SheetCells) -> dict[str, Any]:
    """A sheet in what JSON can carry."""
    return {
        "name": sheet.name,
        "rows": [(number, list(cells.items())) for number, cells in sheet.rows.items()],
        "formulas": sorted(sheet.formulas),
        "faulty": sorted(sheet.faulty),
        "merged": sheet.merged,
        "is_hidden": sheet.is_hidden,
        "hidden_rows": sheet.hidden_rows,
        "hidden_columns": sheet.hidden_columns,
    }


def from_plain(plain: dict[str, Any]) -> SheetCells:
    """The sheet that ``to_plain`` was given."""
    return SheetCells(
        plain["name"],
        {number: dict(cells) for number, cells in plain["rows"]},
        frozenset((row, column) for row, column in plain["formulas"]),
        frozenset((row, column) for row, column in plain["faulty"]),
        tuple((top, left, bottom, right) for top, left, bottom, right in plain["merged"]),
        plain["is_hidden"],
        tuple(plain["hidden_rows"]),
        tuple((first, last) for first, last in plain["hidden_columns"]),
    )
