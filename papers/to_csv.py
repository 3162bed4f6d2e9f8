"""Writes a sheet as CSV that Excel opens as it is: UTF-8 with a mark, and nothing that it would calculate."""

import csv
import os
from collections.abc import Callable
from pathlib import Path

from papers.cell_text import cell_text, uncalculated
from papers.paper import Sheet, Value

_AT_ONCE = 200


def write(sheet: Sheet, path: Path, told: Callable[[int], None] | None = None) -> None:
    """Write the columns that people see, one line of headings and one a row; over what was there.

    ``told`` hears after every few hundred rows how many they were.
    """
    seen = [place for place, column in enumerate(sheet.columns) if not column.is_hidden]
    unfinished = path.with_name(path.name + ".part")
    try:
        with unfinished.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
            lines = csv.writer(file)
            lines.writerow([sheet.columns[place].title for place in seen])
            for count, row in enumerate(sheet.every_row(), 1):
                lines.writerow([_safe(row[place]) for place in seen])
                if told and count % _AT_ONCE == 0:
                    told(_AT_ONCE)
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _safe(value: Value) -> Value:
    return uncalculated(cell_text(value)) if isinstance(value, str) else value
