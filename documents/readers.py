"""Each kind of file and what reads it, in the process that may die of it."""

import errno
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from documents.identify import Container
from documents.package import Package
from documents.source import Source, UnreadableFile
from documents.workbook import NO_WORKBOOK, SheetCells


def read_as(container: Container, path: Path) -> Source:
    """The source of a page, a PDF or a package. Raises UnreadableFile for what is broken.

    Runs in the process it is called in: strangers' files are read by ``documents.reading.read``.
    """
    # Each only where it is needed: a child reads one file, and the readers take longer to load than most files
    # take to read.
    with _in_sentences():
        if container is Container.HTML:
            from documents.read_html import read_html

            return read_html(path.read_bytes())
        if container is Container.PDF:
            from documents.read_pdf import read_pdf

            return read_pdf(path)
        with Package(path) as package:
            return _package(package)


def _package(package: Package) -> Source:
    match package.format():
        case "docx":
            from documents.read_docx import read_docx

            return read_docx(package)
        case "xlsx":
            from documents.read_xlsx import read_xlsx

            return read_xlsx(package)
        case _:
            from documents.read_ofd import read_ofd

            return read_ofd(package)


def read_cells_of(path: Path) -> list[SheetCells]:
    """The sheets of a workbook, cell by cell. Raises UnreadableFile for what is broken or none.

    Runs in the process it is called in, as ``read_as`` does.
    """
    from documents.read_xlsx import read_cells

    with _in_sentences(), Package(path) as package:
        if package.format() != "xlsx":
            raise UnreadableFile(NO_WORKBOOK)
        return read_cells(package)


@contextmanager
def _in_sentences() -> Iterator[None]:
    """What is broken inside becomes a sentence."""
    try:
        yield
    except etree.XMLSyntaxError as fault:
        if getattr(fault, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from None
        raise UnreadableFile(_DAMAGED) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as fault:
        # zipfile seeks to places that there are not; lxml calls a wrong encoding an error of reading.
        if isinstance(fault, OSError) and fault.errno == errno.ENOMEM:
            raise MemoryError from None
        raise UnreadableFile(_DAMAGED) from None


_DAMAGED = "文件已损坏或不完整，请重新保存或重新发送"
