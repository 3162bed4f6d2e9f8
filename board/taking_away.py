"""A workbook or a paper as a file to take away, gone from the disk once it was sent."""

from collections.abc import Callable
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from papers import to_docx, to_xlsx
from papers.paper import Book, Paper

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_excel(book: Book, name: str) -> FileResponse:
    """The book as Excel under this name."""
    return _file(lambda path: to_xlsx.write(book, path), _EXCEL, name)


def as_word(paper: Paper, name: str) -> FileResponse:
    """The paper as Word under this name."""
    return _file(lambda path: to_docx.write(paper, path), _WORD, name)


def _file(write: Callable[[Path], None], media_type: str, name: str) -> FileResponse:
    folder = Path(mkdtemp(prefix="duban-sheet-"))
    try:
        write(folder / "file")
    except BaseException:
        rmtree(folder, ignore_errors=True)
        raise
    return FileResponse(
        folder / "file",
        media_type=media_type,
        filename=name,
        background=BackgroundTask(rmtree, folder, ignore_errors=True),
    )
