"""How long the report of a campaign takes once its figures are there, and the reports of its units; bare is python-docx
writing the very same tables, cell by cell, with nothing set."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
from sqlmodel import Session, col, select

from benchmarks.campaign_office import frozen_office
from benchmarks.large_office import TODAY, moment
from benchmarks.measurement import Measurement, apart, is_quick
from benchmarks.places import place
from models import database
from models.campaign import Campaign, Freeze
from models.evaluation_words import PaperKind
from papers import to_docx
from papers.drawing import drawn
from papers.fonts import find
from papers.paper import Paper, TableOf
from papers.plain_form import from_plain
from reports.campaign_figures import figures_of
from supervision.campaigns import unit_papers
from supervision.campaigns.papers import compose

ROWS = 1_000_000
DATABASES = ("sqlite", "postgresql")
_UNITS_TAKEN = 40


def measure(rows: int, kind: str) -> Measurement:
    """The report over so many assignments (the square below): 1,000 tasks × 1,000 units for a million."""
    with place(kind) as made:
        office = made.empty("office")
        frozen_office(office, rows)
        return beside_bare(office, rows, kind)


def beside_bare(office: str, rows: int, kind: str) -> Measurement:
    """The reports of an office that was frozen."""
    with TemporaryDirectory() as folder:
        (seconds, bare, details), memory = apart(write_report, office, folder)
    (units, unit_seconds, unit_work), unit_memory = apart(write_units, office)
    per_minute = 60 * units / unit_seconds
    return Measurement(
        "reports",
        rows,
        kind,
        seconds,
        bare,
        memory,
        {
            "report_seconds": seconds,
            **details,
            "bare_is": "python-docx writing the same tables, cell by cell, with nothing set",
            "unit_reports_per_minute": round(per_minute),
            "minutes_for_1000_units_by_one_worker": round(1000 / per_minute, 1),
            "work_seconds_of_a_unit_report": round(unit_work / units, 3),
            "unit_reports_memory_mb": unit_memory,
        },
        details["work_seconds"],
    )


def write_report(url: str, folder: str) -> tuple[float, float, dict[str, Any]]:
    """The seconds from the figures to the Word file, those of python-docx for its tables, and what was written."""
    path = Path(folder) / "report.docx"
    with database.reading(url) as session:
        frozen = _freeze(session)
        begun = time.perf_counter()
        figures = figures_of(session, frozen)
        figures_seconds = time.perf_counter() - begun
        begun, worked = time.perf_counter(), time.process_time()
        composed = compose(session, frozen, PaperKind.OVERALL, figures=figures)
        composed_seconds = time.perf_counter() - begun
        paper = from_plain(composed.says["paper"])
        to_docx.write(drawn(paper, find()), path)
        seconds, work = time.perf_counter() - begun, time.process_time() - worked
    tables = [block for block in _blocks(paper) if isinstance(block, TableOf)]
    begun = time.perf_counter()
    _bare(tables, Path(folder) / "bare.docx")
    bare = time.perf_counter() - begun
    cells = sum(len(table.columns) * (len(table.rows) + 1) for table in tables)
    return (
        seconds,
        bare,
        {
            "figures_seconds": figures_seconds,
            "composing_seconds": composed_seconds,
            "work_seconds": work,
            "tables": len(tables),
            "cells": cells,
            "traces": len(composed.says["traces"]),
            "file_kb": path.stat().st_size // 1024,
        },
    )


def write_units(url: str) -> tuple[int, float, float]:
    """The reports of some units in all three forms, kept: how many, the seconds, and those that the processor worked."""
    with database.reading(url) as session:
        frozen = _freeze(session)
        units = unit_papers.units_of(session, frozen.id)[: 2 if is_quick() else _UNITS_TAKEN]
        figures = figures_of(session, frozen)
        freeze_id = frozen.id
    begun, worked = time.perf_counter(), time.process_time()
    written = unit_papers.write(
        lambda: database.transaction(url),
        lambda: database.reading(url),
        freeze_id,
        units,
        figures,
        "王敏",
        lambda: moment(TODAY),
    )
    return written, time.perf_counter() - begun, time.process_time() - worked


def _freeze(session: Session) -> Freeze:
    rows = select(Freeze).join(Campaign, col(Campaign.id) == col(Freeze.campaign_id))
    return session.exec(rows.order_by(col(Freeze.id))).one()


def _blocks(paper: Paper) -> list[object]:
    return [*paper.body, *(block for one in paper.appendices for block in one.body)]


def _bare(tables: list[TableOf], path: Path) -> None:
    document = docx.Document()
    for table in tables:
        laid = document.add_table(rows=1, cols=len(table.columns))
        for cell, column in zip(laid.rows[0].cells, table.columns, strict=True):
            cell.text = column.title
        for row in table.rows:
            for cell, text in zip(laid.add_row().cells, row, strict=True):
                cell.text = text
    document.save(str(path))
