"""A return form on a clerk's desk: written, filled in, changed, taken in or refused."""

import tempfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sqlmodel import Session, select

from config.refusal import Refusal
from documents.workbook import SheetCells
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
from tests.read_here import cells_here

DUE = date(2026, 6, 30)
NOW = at(DAY)
REPORTED: dict[str, Any] = {"签收": "是", "进度（%）": 40, "数据截至日期": DAY, "进展情况": "已办一场。"}


def three_tasks_and_their_form(session: Session) -> bytes:
    """市总工会 leads three tasks, one without an end, and the first asks for a figure. Its form, as it is sent."""
    cast = Cast(session)
    for due in (DUE, date(2026, 9, 30), None):
        cast.task(due, supporting=("市人社局",))
    add_indicator(cast, 1)
    with tempfile.TemporaryDirectory() as folder:
        return Form(cast, Path(folder)).file.read_bytes()


class Form:
    """A return form on a clerk's desk. What is done to it is saved when somebody next looks at the file."""

    def __init__(
        self,
        cast: Cast,
        folder: Path,
        unit: Unit | None = None,
        name: str = "回传表.xlsx",
        sent: bytes = b"",
    ) -> None:
        """The form of a unit, made now; or ``sent``, one that was made before."""
        self.cast = cast
        self.reads: Callable[[Path], list[SheetCells]] = cells_here
        self._file = folder / name
        self._changes: list[Callable[[Any], None]] = []
        if sent:
            self._file.write_bytes(sent)
        else:
            to_xlsx.write(return_form(cast.session, unit or cast.union, DAY), self._file)

    @property
    def file(self) -> Path:
        """Where it lies, with every change in it."""
        if self._changes:
            book = openpyxl.load_workbook(self._file)
            for change in self._changes:
                change(book)
            book.save(self._file)
            self._changes.clear()
        return self._file

    @file.setter
    def file(self, path: Path) -> None:
        self._changes.clear()
        self._file = path

    def fills(self, row: int, sheet: str = "回传表", **cells: Any) -> "Form":
        """Write into the cells of a row, by their headings."""
        return self.changes(lambda book: self._put(book[sheet], row, cells))

    def changes(self, change: Callable[[Any], None]) -> "Form":
        """Do anything to the workbook."""
        self._changes.append(change)
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
            self.cast.session, self.reads(self.file), self.file.name, self.file.read_bytes(),
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
