"""How long a plan of so many pages takes from file to drafts, as text, Word and PDF.

Bare are processes that do the least: read the text, unpack the Word file and walk its XML, take the text of each PDF page.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import docx

from benchmarks.measurement import DUBAN, ROOT, Measurement, in_turn
from tests.pdf_writer import Page, pdf

ROWS = 100
DATABASES = ("sqlite",)
_CHARACTERS_A_PAGE = 1500
_LINE, _LINES = 27, 24  # characters of a line and lines of a page of the PDF
_TURNS = 3
_BARE = {
    "txt": "import sys; print(len(open(sys.argv[1], encoding='utf-8').read().splitlines()))",
    "docx": (
        "import sys, zipfile; from lxml import etree\n"
        "with zipfile.ZipFile(sys.argv[1]) as package: tree = etree.fromstring(package.read('word/document.xml'))\n"
        "print(len(''.join(tree.itertext())))"
    ),
    "pdf": (
        "import sys, pypdfium2\n"
        "document = pypdfium2.PdfDocument(sys.argv[1]); count = 0\n"
        "for number in range(len(document)):\n"
        "    page = document[number]; text = page.get_textpage(); count += len(text.get_text_bounded()); text.close(); page.close()\n"
        "print(count)"
    ),
}


def measure(rows: int) -> Measurement:
    """``duban read FILE --json`` on each of the three."""
    with TemporaryDirectory() as folder:
        files = _write(Path(folder), rows)
        commands = {}
        for kind, file in files.items():
            commands[f"bare_{kind}"] = (
                [sys.executable, "-c", _BARE[kind].replace("\\\n", "\n"), str(file)],
                "",
            )
            commands[kind] = ([*DUBAN, "read", str(file), "--json"], "")
        runs = in_turn(_TURNS if rows <= ROWS else 1, **commands)
    details = {}
    for kind in files:
        details[f"{kind}_seconds"] = runs[kind].seconds
        details[f"{kind}_ratio"] = runs[kind].seconds / runs[f"bare_{kind}"].seconds
        details[f"{kind}_memory_mb"] = runs[kind].memory_mb
    return Measurement(
        "documents",
        rows,
        "sqlite",
        sum(runs[kind].seconds for kind in files),
        sum(runs[f"bare_{kind}"].seconds for kind in files),
        max(runs[kind].memory_mb for kind in files),
        details,
    )


def _write(folder: Path, pages: int) -> dict[str, Path]:
    """The paragraphs of the sample plan over and over, in each format."""
    sample = docx.Document(str(ROOT / "samples" / "documents" / "1-实施方案.docx"))
    paragraphs = [paragraph.text for paragraph in sample.paragraphs if paragraph.text.strip()]
    wanted = pages * _CHARACTERS_A_PAGE
    chosen: list[str] = []
    written = 0
    while written < wanted:
        chosen += paragraphs
        written += sum(map(len, paragraphs))
    files = {kind: folder / f"plan.{kind}" for kind in ("txt", "docx", "pdf")}
    files["txt"].write_text("\n".join(chosen), encoding="utf-8")
    made = docx.Document()
    for text in chosen:
        made.add_paragraph(text)
    made.save(str(files["docx"]))
    files["pdf"].write_bytes(pdf(_laid_out(chosen)))
    return files


def _laid_out(paragraphs: list[str]) -> list[Page]:
    lines: list[tuple[int, str]] = []
    for text in paragraphs:
        lines.append((2, text[: _LINE - 2]))
        lines += [(0, text[begin : begin + _LINE]) for begin in range(_LINE - 2, len(text), _LINE)]
    pages: list[Page] = []
    for first in range(0, len(lines), _LINES):
        page = Page()
        for place, (indent, text) in enumerate(lines[first : first + _LINES]):
            page.write(80 + 16 * indent, 90 + 28 * place, text)
        pages.append(page.write(280, 800, f"— {len(pages) + 1} —", 14))
    return pages
