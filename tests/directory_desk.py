"""The directory's workbook on a clerk's desk: it goes out, is edited, and comes back."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlmodel import Session

from papers import to_xlsx
from supervision.directory.sheet import directory_book
from supervision.directory.sheet_import import take_in
from supervision.directory.work import Outcome
from tests.cast import DAY, Cast, at
from tests.read_here import cells_here

OFFICE = Path("samples/office.toml")
FIRST = 4


def the_cast_and_its_directory(session: Session) -> bytes:
    """The units of the cast in the database, and the workbook of them."""
    Cast(session)
    with tempfile.TemporaryDirectory() as folder:
        return Desk(session, Path(folder)).file.read_bytes()


class Desk:
    """The workbook on a clerk's desk."""

    def __init__(self, session: Session, folder: Path, exported: bytes = b"") -> None:
        """The directory as it is now; or ``exported``, a workbook that was made before."""
        self.session, self.file = session, folder / "名录.xlsx"
        if exported:
            self.file.write_bytes(exported)
        else:
            self.goes_out()

    def goes_out(self) -> "Desk":
        """Export it anew."""
        to_xlsx.write(directory_book(self.session, DAY), self.file)
        return self

    def edits(self, how: Callable[[Workbook], object]) -> "Desk":
        """Open, change, save."""
        workbook = openpyxl.load_workbook(self.file)
        how(workbook)
        workbook.save(self.file)
        return self

    def comes_back(self, *, keep: bool = True) -> Outcome:
        """Read it back."""
        return take_in(self.session, cells_here(self.file), "王敏", DAY, at(DAY), keep=keep)


def column(sheet: Worksheet, heading: str) -> int:
    return next(cell.column for cell in sheet[FIRST - 1] if cell.value == heading)


def put(sheet: Worksheet, row: int, **values: object) -> None:
    for heading, value in values.items():
        sheet.cell(row, column(sheet, heading)).value = value  # type: ignore[assignment]


def add(sheet: Worksheet, **values: object) -> int:
    row = sheet.max_row + 1
    put(sheet, row, **values)
    return row


def told(outcome: Outcome) -> list[str]:
    return [one.sentence for one in outcome.changes]


def refused(outcome: Outcome) -> str:
    return "\n".join(one.sentence for one in outcome.mistakes)
