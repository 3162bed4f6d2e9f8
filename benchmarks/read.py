"""How long a document takes to read; bare is a process that unpacks the same file and walks its XML once."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import docx

from benchmarks.measurement import DUBAN, ROOT, Measurement, in_turn

ROWS = 20
DATABASES = ("sqlite",)
_CHARACTERS_A_PAGE = 22 * 28  # GB/T 9704: 22 lines of 28 characters
_BARE = """
import sys, zipfile
from lxml import etree
with zipfile.ZipFile(sys.argv[1]) as package:
    tree = etree.fromstring(package.read("word/document.xml"))
print(len("".join(tree.itertext())))
"""


def measure(rows: int) -> Measurement:
    """``duban read FILE --json`` on a plan of so many pages."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "plan.docx"
        write_plan(file, rows)
        runs = in_turn(
            3,
            bare=([sys.executable, "-c", _BARE, str(file)], ""),
            read=([*DUBAN, "read", str(file), "--json"], ""),
        )
    read, bare = runs["read"], runs["bare"]
    return Measurement("read", rows, "sqlite", read.seconds, bare.seconds, read.memory_mb)


def write_plan(file: Path, pages: int) -> None:
    """A plan of about so many pages: the sample plan's paragraphs over and over, as an author would number them."""
    sample = docx.Document(str(ROOT / "samples" / "documents" / "1-实施方案.docx"))
    paragraphs = [paragraph.text for paragraph in sample.paragraphs if paragraph.text.strip()]
    made = docx.Document()
    written = 0
    while written < pages * _CHARACTERS_A_PAGE:
        for text in paragraphs:
            made.add_paragraph(text)
            written += len(text)
    made.save(str(file))
