"""Reads an office package, whichever of the two kinds it turns out to be."""

import zipfile
import zlib
from pathlib import Path

from lxml import etree

from documents.package import Package
from documents.read_docx import read_docx
from documents.read_xlsx import read_xlsx
from documents.source import Source, UnreadableFile


def read_package(path: Path) -> Source:
    """The source of a .docx or .xlsx, told apart by content. Raises UnreadableFile for what is broken.

    Runs in the process it is called in: strangers' files are read by ``documents.reading.read``.
    """
    try:
        with Package(path) as package:
            return read_docx(package) if package.format() == "docx" else read_xlsx(package)
    except etree.XMLSyntaxError as fault:
        if getattr(fault, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from None
        raise UnreadableFile("文件已损坏或不完整，请重新保存或重新发送") from None
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise UnreadableFile("文件已损坏或不完整，请重新保存或重新发送") from None
