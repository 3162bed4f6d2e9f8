"""A workbook as a file to take away, gone from the disk once it was sent."""

from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from papers import to_xlsx
from papers.paper import Book

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_excel(book: Book, name: str) -> FileResponse:
    """The book as Excel under this name."""
    folder = Path(mkdtemp(prefix="duban-sheet-"))
    try:
        to_xlsx.write(book, folder / "book.xlsx")
    except BaseException:
        rmtree(folder, ignore_errors=True)
        raise
    return FileResponse(
        folder / "book.xlsx",
        media_type=_EXCEL,
        filename=name,
        background=BackgroundTask(rmtree, folder, ignore_errors=True),
    )
