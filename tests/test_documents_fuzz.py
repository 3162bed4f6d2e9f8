"""Thousands of broken files: each is read or refused with a sentence, and none harms anything."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from sqlmodel import Session, func, select

from config.settings import CHECKOUT
from documents.sandbox import MEMORY, SECONDS
from documents.source import UnreadableFile
from models import database
from models.document import Document, Doubt, Draft
from supervision.drafts.intake import look_at, receive
from tests import ofd_writer
from tests.amounts import amount
from tests.mutation import mutant
from tests.ole_writer import compound_file
from tests.pdf_writer import Page, pdf
from tests.test_documents_read_html import REGISTER
from tests.test_documents_read_ofd import register

SAMPLES = CHECKOUT / "samples" / "documents"
WORDS = "市总工会牵头，市人社局配合，2026年6月15日前建立台账。"


def sample(name: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(SAMPLES.glob(name))]


def documents(folder: Path) -> list[bytes]:
    made = docx.Document()
    table = made.add_table(3, 3)
    for row in table.rows:
        for cell in row.cells:
            cell.text = "完成时限"
    table.cell(0, 0).merge(table.cell(1, 1))
    for style in ("List Number", "List Bullet", "Heading 1"):
        made.add_paragraph(WORDS, style=style)
    made.save(str(folder / "a.docx"))
    return [*sample("*.docx"), (folder / "a.docx").read_bytes()]


def workbooks(folder: Path) -> list[bytes]:
    return sample("*.xlsx")


def plain_texts(folder: Path) -> list[bytes]:
    return [*sample("*.txt"), WORDS.encode("gb18030"), WORDS.encode("utf-16")]


def pages(folder: Path) -> list[bytes]:
    page = f"<html><head><meta charset='utf-8'></head><body><div><ol><li>{WORDS}<li>二</ol>{REGISTER}<pre>甲\n乙</pre></div></body></html>"
    return [page.encode(), page.encode("gb18030")]


def ofd_files(folder: Path) -> list[bytes]:
    table = register(
        [["任务", "责任单位", "完成时限"], ["建立台账", "市总工会", "6月底前"]], 150, (40, 40, 40)
    )
    page: list[ofd_writer.Text | str] = [*ofd_writer.paragraph(WORDS * 3), ofd_writer.PICTURE, *table]
    head = [ofd_writer.Text("市总工会文件", 70, 30, 8)]
    return [ofd_writer.write(folder / "a.ofd", [page, page], template=head).read_bytes()]


def old_files(folder: Path) -> list[bytes]:
    # Only what they are is tried: LibreOffice, which reads them, is a program of its own.
    data = CHECKOUT / "tests" / "data" / "conversion"
    return [
        *(path.read_bytes() for path in sorted(data.iterdir())),
        compound_file({"WordDocument": b"\xec\xa5"}, ("A",)),
    ]


def pdf_files(folder: Path) -> list[bytes]:
    page = Page(has_picture=True).write(80, 100, WORDS, 14).write(120, 300, "内部资料", 40, lean=0.6)
    page.table(80, 400, [60, 200, 160], [["序号", "任务", "责任单位"], ["1", "建立台账", "市总工会"]])
    other = Page().write(80, 100, WORDS * 2, 12).write(290, 800, "— 2 —", 12)
    odd = Page(shown_turned=90).upwards(100, 700, WORDS, 12).hide(80, 80, "不可见").glyphs(80, 90, "\u0345")
    odd.note("/Subtype /Widget /FT /Tx /V (25)").draw(
        "20 20 500 700 re f 30 30 40 40 re S 9 9 m 1 1 2 2 3 3 c f"
    )
    odd.table(80, 400, [60, 200], [["序号", "任务"], ["", "并按月报送"]])
    return [pdf([page, other, odd]), pdf([page, other], owner="x")]


FORMATS = [documents, workbooks, plain_texts, pages, ofd_files, pdf_files, old_files]


def mutants(folder: Path, make: Callable[[Path], list[bytes]], count: int) -> list[Path]:
    """This many broken versions of the files of one format, as files."""
    sound = make(folder)
    made = folder / "mutants"
    made.mkdir()
    for number in range(count):
        seed = f"{make.__name__} {number}"
        (made / f"{number:05}").write_bytes(mutant(sound[number % len(sound)], seed))
    return sorted(made.iterdir())


def outcomes(folder: Path) -> list[dict[str, Any]]:
    """How the child fared with each file."""
    command = [sys.executable, "-m", "tests.batch_reading", str(folder), str(MEMORY), "3600"]
    child = subprocess.run(command, cwd=CHECKOUT, capture_output=True, check=False)
    assert child.returncode == 0, (child.returncode, child.stdout[-300:], child.stderr[-3000:])
    return [json.loads(line) for line in child.stdout.splitlines()]


@pytest.mark.parametrize("make", FORMATS)
def test_a_broken_file_is_read_or_refused_and_nothing_else(
    tmp_path: Path, make: Callable[[Path], list[bytes]]
) -> None:
    count = amount(50, 2000)
    mutants(tmp_path, make, count)
    found = outcomes(tmp_path / "mutants")
    how = Counter(one["how"] for one in found)
    print(make.__name__, dict(how), "slowest", max(one["seconds"] for one in found))
    assert len(found) == count
    assert [one for one in found if one["how"] in ("unforeseen", "out of memory")] == []
    assert max(one["seconds"] for one in found) < SECONDS
    for one in found:
        if one["how"] == "refused":
            assert one["said"]
            assert not one["said"].endswith("。")


def stored() -> tuple[int, ...]:
    with Session(database.engine()) as session:
        return tuple(
            session.exec(select(func.count()).select_from(table)).one() for table in (Document, Draft, Doubt)
        )


def test_of_a_broken_file_either_everything_is_stored_or_nothing(tmp_path: Path) -> None:
    database.migrate()
    counts: tuple[int, ...] = (0, 0, 0)
    kept = 0
    for make in FORMATS[:-1]:
        folder = tmp_path / make.__name__
        folder.mkdir()
        for path in mutants(folder, make, amount(1, 20)):
            before = counts
            try:
                incoming = look_at(path)
            except UnreadableFile:
                assert stored() == before
                continue
            with database.transaction() as session:
                document = receive(session, incoming, "clerk", datetime(2026, 3, 1, tzinfo=UTC))
                assert document.text == incoming.source.text
            counts = stored()
            kept += 1
            drafts = incoming.extraction.tasks
            assert counts[0] == kept
            assert counts[1] == before[1] + len(drafts)
            assert counts[2] >= before[2] + len(incoming.extraction.problems) + sum(
                len(draft.problems) for draft in drafts
            )
    assert kept
