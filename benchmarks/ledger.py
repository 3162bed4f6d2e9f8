"""How long the ledger of a whole office takes; bare is openpyxl writing the very same cells, write-only, without styles."""

import csv
import os
import random
import time
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from openpyxl import Workbook
from sqlalchemy import insert
from sqlmodel import Session

from benchmarks.measurement import DUBAN, Measurement, apart, is_quick, run
from models import database
from models.assignment import Assignment, Transition
from models.document import Document, Draft
from models.office import Office
from models.progress import ProgressUpdate
from models.task import Deadline, Task
from models.unit import Contact, Unit
from models.words import ContactLevel, Move, Role, Status, UnitLevel

ROWS = 100_000
DATABASES = ("sqlite",)
_UNITS = 100
_GIVEN = date(2026, 3, 9)
_AS_OF = "2026-06-08"
_AT = datetime(2026, 3, 9, 2, tzinfo=UTC)
_TURNS = 3


def measure(rows: int) -> Measurement:
    """``duban ledger FILE.xlsx`` of so many assignments, 100 units to a task."""
    with TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        url = f"sqlite:///{home}/duban.db"
        home.mkdir()
        database.migrate(url)
        with database.transaction(url) as session:
            fill(session, max(1, rows // _UNITS))
        database.close_connections()
        file, sheet = Path(folder) / "ledger.xlsx", Path(folder) / "cells.csv"
        said = {"DUBAN_HOME": str(home)}
        run([*DUBAN, "ledger", str(sheet), "--as-of", _AS_OF], environment=said)
        runs, bare = [], []
        for _ in range(1 if is_quick() else _TURNS):
            # A process begins with the peak of the one that starts it, so the cells are held elsewhere.
            (seconds, written, cells), _ = apart(_bare, sheet, Path(folder) / "bare.xlsx")
            bare.append(seconds)
            runs.append(run([*DUBAN, "ledger", str(file), "--as-of", _AS_OF], environment=said))
        return Measurement(
            "ledger",
            rows,
            "sqlite",
            median(one.seconds for one in runs),
            median(bare),
            max(one.memory_mb for one in runs),
            {
                "rows_written": written,
                "cells": cells,
                "file_mb": round(os.path.getsize(file) / 1024 / 1024, 1),
            },
        )


def fill(session: Session, tasks: int) -> None:
    """An office of 100 units, each with a part in every task; four fifths of the parts were reported on."""
    chance = random.Random(1)
    session.add(Office(name="江临市产业工人队伍建设改革协调小组办公室", short_name="市产改办"))
    units = range(1, _UNITS + 1)
    numbers = range(1, tasks + 1)
    _insert(
        session,
        Unit,
        (
            {"id": n, "name": f"江临市第{n}单位", "short_name": f"第{n}单位", "level": UnitLevel.DEPARTMENT, "position": n}
            for n in units
        ),
    )  # fmt: skip
    _insert(
        session,
        Contact,
        ({"unit_id": n, "name": f"联系人{n}", "level": ContactLevel.CONTACT} for n in units),
    )
    session.add(
        Document(
            id=1, sha256="0" * 64, filename="方案.txt", format="txt", text="", title="关于印发实施方案的通知",
            reference="江产改办发〔2026〕3号", issued_on=_GIVEN, received_at=_AT, received_by="王敏",
        )
    )  # fmt: skip
    session.flush()
    for n in numbers:
        session.add(
            Draft(id=n, document_id=1, position=n, code=f"一（一）{n}", title="任务", text="", start=n, end=n)
        )
    session.flush()
    _insert(
        session,
        Task,
        (
            {
                "id": n, "document_id": 1, "draft_id": n, "number": f"2026-{n:05}", "code": f"一（一）{n}",
                "title": f"开展第{n}项职工技能竞赛", "text": "组织职工技能竞赛，年内举办不少于十二场，覆盖全部重点产业。",
                "start": n, "end": n + 1, "registered_at": _AT, "registered_by": "王敏", "recurring": [],
            }
            for n in numbers
        ),
    )  # fmt: skip
    _insert(
        session,
        Deadline,
        (
            {"id": n, "task_id": n, "due_on": date(2026, 4 + n % 8, 28), "confirmed_by": "王敏"}
            for n in numbers
        ),
    )
    number = 0
    for task in numbers:
        due = date(2026, 4 + task % 8, 28)
        assignments, moves, updates = [], [], []
        for unit in units:
            number += 1
            is_told = chance.random() < 0.8
            status = Status.UNDERWAY if is_told else Status.ASSIGNED
            assignments.append(
                {
                    "id": number, "task_id": task, "deadline_id": task, "unit_id": unit, "status": status,
                    "role": Role.LEAD if unit == 1 else Role.RESPONSIBLE, "assigned_on": _GIVEN,
                    "first_due_on": due, "due_on": due,
                }
            )  # fmt: skip
            done: list[tuple[Move, Status | None, Status]] = [(Move.ASSIGN, None, Status.ASSIGNED)]
            if is_told:
                done += [
                    (Move.ACCEPT, Status.ASSIGNED, Status.ACCEPTED),
                    (Move.REPORT, Status.ACCEPTED, Status.UNDERWAY),
                ]
                updates.append(
                    {
                        "assignment_id": number, "as_of": date(2026, 5, 22), "percent": chance.randrange(100),
                        "progress": f"已完成第{number}批次的组织发动，报名{chance.randrange(900)}人，正在开展初赛。",
                        "problems": "经费尚未到位" if chance.random() < 0.2 else "", "next_steps": "抓紧组织决赛",
                        "at": _AT, "by": "联系人",
                    }
                )  # fmt: skip
            moves += [
                {"assignment_id": number, "move": move, "before": before, "after": after, "at": _AT, "on": _GIVEN, "by": "王敏"}
                for move, before, after in done
            ]  # fmt: skip
        _insert(session, Assignment, assignments)
        _insert(session, Transition, moves)
        _insert(session, ProgressUpdate, updates)


def _insert(session: Session, table: type, rows: object) -> None:
    listed = list(rows)  # type: ignore[call-overload]
    if listed:
        session.execute(insert(table), listed)


def _cells(sheet: Path) -> list[list[list[str]]]:
    """The cells of both sheets, read before the clock starts."""
    pages = []
    for file in (sheet, sheet.with_name(f"{sheet.stem}-分单位{sheet.suffix}")):
        with file.open(encoding="utf-8-sig", newline="") as lines:
            pages.append(list(csv.reader(lines)))
    return pages


def _bare(sheet: Path, file: Path) -> tuple[float, int, int]:
    """The seconds it took, the rows below the headings, the cells."""
    cells = _cells(sheet)
    begun = time.perf_counter()
    book = Workbook(write_only=True)
    for number, rows in enumerate(cells):
        page = book.create_sheet(f"{number}")
        for row in rows:
            page.append(row)
    book.save(file)
    seconds = time.perf_counter() - begun
    return seconds, sum(len(page) - 1 for page in cells), sum(len(row) for page in cells for row in page)
