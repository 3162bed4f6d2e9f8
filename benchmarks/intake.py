"""How long the office's documents take from the file to the drafts that a person reviews: read, understood, stored.

As many tasks as an office of so many assignments has (the square root), in Word files of fifty, each task with its units and
its deadline; the office knows its units already. Through ``supervision.drafts.intake``, a transaction a document. Bare is
reading the same files, unpacking them and walking their XML.
"""

import zipfile
from math import isqrt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
from lxml import etree
from sqlalchemy import func, select
from sqlmodel import col

from benchmarks.large_office import HANDED_OUT, moment, register
from benchmarks.measurement import Measurement, apart
from benchmarks.places import place
from benchmarks.processor import Spent, spent
from models import database
from models.document import Draft
from supervision.drafts.intake import look_at, receive

ROWS = 1_000_000
DATABASES = ("sqlite", "postgresql")
_A_DOCUMENT = 50
_NAMED = 4


def measure(rows: int, kind: str) -> Measurement:
    """The documents of an office of so many assignments (the square below)."""
    tasks = isqrt(rows)
    with place(kind) as made, TemporaryDirectory() as folder:
        office = made.empty("office")
        apart(register, office, rows)
        written, _ = apart(write, Path(folder), tasks)
        (found, used), memory = apart(take_in, office, Path(folder))
        bare, _ = apart(read_bare, office, Path(folder))
    if found["drafts"] != tasks:
        raise SystemExit(f"not all was read: {found['drafts']} drafts of {tasks} tasks")
    return Measurement(
        "intake",
        rows,
        kind,
        used.seconds,
        bare.seconds,
        memory,
        {
            "documents": written,
            **found,
            "documents_per_minute": round(60 * written / used.seconds, 1),
            "ms_a_task": 1000 * used.seconds / tasks,
            "bare_is": "reading the same files, unpacking them, walking their XML",
        },
        used.processor_seconds,
        bare.processor_seconds,
    )


def write(folder: Path, tasks: int) -> int:
    """Write the documents; how many."""
    first = range(0, tasks, _A_DOCUMENT)
    for number, begin in enumerate(first, 1):
        made = docx.Document()
        made.add_paragraph(f"江临市2026年度重点工作第{number}批任务分工方案")
        made.add_paragraph("各有关单位：")
        for task in range(begin, min(tasks, begin + _A_DOCUMENT)):
            units = "、".join(f"江临市第{(task * 7 + one) % tasks + 1}局" for one in range(_NAMED))
            made.add_paragraph(
                f"{task - begin + 1}.推进第{task + 1}项重点建设。完善工作机制，落实资金和人员，按季度报送进展。"
                f"责任单位：{units}。完成时限：2026年{task % 9 + 4}月底前。"
            )
        made.save(str(folder / f"plan-{number:04}.docx"))
    return len(first)


def take_in(url: str, folder: Path) -> tuple[dict[str, Any], Spent]:
    """The real intake of all of them: the drafts that came of it, and what it took."""
    database.is_open(url)
    before = _drafts(url)
    with spent(url) as used:
        for file in sorted(folder.glob("*.docx")):
            incoming = look_at(file, HANDED_OUT)
            with database.transaction(url) as session:
                receive(session, incoming, "王敏", moment(HANDED_OUT))
    return {"drafts": _drafts(url) - before}, used


def read_bare(url: str, folder: Path) -> Spent:
    """The same files as bare as can be; what it took."""
    with spent(url) as used:
        for file in sorted(folder.glob("*.docx")):
            with zipfile.ZipFile(file) as package:
                tree = etree.fromstring(package.read("word/document.xml"))
            "".join(str(text) for text in tree.itertext())
    return used


def _drafts(url: str) -> int:
    with database.reading(url) as session:
        return session.scalar(select(func.count(col(Draft.id)))) or 0
