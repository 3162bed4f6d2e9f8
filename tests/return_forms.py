"""A return form on a clerk's desk: written, filled in, changed, taken in or refused."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sqlmodel import select

from config.refusal import Refusal
from documents.reading import read_cells
from models.assignment import Assignment, Transition
from models.extension import Extension
from models.progress import ProgressUpdate, StoredFile
from models.record import LogEntry
from models.task import Indicator, Reading
from models.unit import Unit
from papers import to_xlsx
from supervision.actor import Actor
from supervision.drafts.bulk import RowOutcome
from supervision.returns.return_form import return_form
from supervision.returns.return_import import take_form
from tests.cast import DAY, Cast, at

DUE = date(2026, 6, 30)
NOW = at(DAY)
REPORTED: dict[str, Any] = {"签收": "是", "进度（%）": 40, "数据截至日期": DAY, "进展情况": "已办一场。"}


class Form:
    """A return form on a clerk's desk."""

    def __init__(self, cast: Cast, folder: Path, unit: Unit | None = None, name: str = "回传表.xlsx") -> None:
        self.cast = cast
        self.file = folder / name
        to_xlsx.write(return_form(cast.session, unit or cast.union, DAY), self.file)

    def fills(self, row: int, sheet: str = "回传表", **cells: Any) -> "Form":
        """Write into the cells of a row, by their headings."""
        return self.changes(lambda book: self._put(book[sheet], row, cells))

    def changes(self, change: Callable[[Any], None]) -> "Form":
        """Do anything to the workbook."""
        book = openpyxl.load_workbook(self.file)
        change(book)
        book.save(self.file)
        return self

    def cell(self, sheet: Worksheet, row: int, heading: str) -> Any:
        """The cell of a row under a heading."""
        headings = [cell.value for cell in sheet[3]]
        return sheet.cell(3 + row, headings.index(heading) + 1)

    def taken(
        self, actor: Actor | None = None, today: date = DAY, expected: Unit | None = None
    ) -> list[RowOutcome]:
        """What comes of taking it in."""
        return take_form(
            self.cast.session, read_cells(self.file), self.file.name, self.file.read_bytes(),
            actor or self.cast.clerk, today, at(today), expected=expected,
        )[1]  # fmt: skip

    def refused(self, actor: Actor | None = None, today: date = DAY) -> str:
        """The sentence that refuses it; nothing of it must be left behind."""
        before = _all(self.cast)
        with pytest.raises(Refusal) as refusal, self.cast.session.begin_nested():
            self.taken(actor, today)
        assert _all(self.cast) == before
        return refusal.value.sentence

    def _put(self, sheet: Worksheet, row: int, cells: dict[str, Any]) -> None:
        for heading, value in cells.items():
            self.cell(sheet, row, heading).value = value


def _all(cast: Cast) -> list[object]:
    cast.session.expire_all()
    tables = (Transition, ProgressUpdate, Extension, Reading, LogEntry, StoredFile, Assignment)
    return [row.model_dump() for table in tables for row in cast.session.exec(select(table))]


def add_indicator(cast: Cast, task_id: int) -> None:
    """A figure that a task asks for."""
    cast.session.add(
        Indicator(
            document_id=cast.document.id, task_id=task_id, name="新增高技能人才", relation=">=",
            target=Decimal(1000), measure="人", text="新增高技能人才1000人以上",
        )
    )  # fmt: skip
    cast.session.flush()
