"""Writes a book as JSON for other programs: every sheet with its columns and rows, days as 2026-06-08."""

import json
import os
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from papers.paper import Book, Value

_AT_ONCE = 200


def write(book: Book, path: Path, told: Callable[[int], None] | None = None) -> None:
    """Write the book row by row, one line each; over what was there. Hidden columns are left out.

    ``told`` hears after every few hundred rows how many they were.
    """
    unfinished = path.with_name(path.name + ".part")
    try:
        with unfinished.open("w", encoding="utf-8", errors="replace") as file:
            file.write(f'{{"title": {_json(book.title)}, "as_of": "{book.dated.isoformat()}", "sheets": [')
            for number, sheet in enumerate(book.sheets):
                seen = [(place, column) for place, column in enumerate(sheet.columns) if not column.is_hidden]
                columns = [{"key": column.key, "title": column.title} for _, column in seen]
                head = f'{{"name": {_json(sheet.name)}, "note": {_json(sheet.note)}, "columns": {_json(columns)}, "rows": ['
                file.write(f"{',' if number else ''}\n{head}")
                for count, row in enumerate(sheet.every_row(), 1):
                    said = {column.key: _plain(row[place]) for place, column in seen}
                    file.write(f"{',' if count > 1 else ''}\n{_json(said)}")
                    if told and count % _AT_ONCE == 0:
                        told(_AT_ONCE)
                file.write("\n]}")
            file.write("\n]}\n")
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _plain(value: Value) -> str | int | float | None:
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value
