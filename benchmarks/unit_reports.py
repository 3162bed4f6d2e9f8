"""How long the reports of all units of a campaign take: 1,000 of them through the flow, in three forms each.

The office is that of ``evaluation``, frozen and scored. The flow runs as it does for an office on one machine, with a
Prefect server of its own and as many processes writing as the machine has processors. ``unit_reports_seconds`` is from
its first line to its last, the server's start included. Bare is as many times one report, written alone and without
a flow, of a few units drawn at even steps; these few are found written and not written again.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from benchmarks.campaign_office import frozen_office
from benchmarks.large_office import TODAY, moment
from benchmarks.measurement import ROOT, Measurement, apart
from benchmarks.places import place
from benchmarks.scoring import score_all
from models import database
from models.campaign import Freeze
from models.job import Job
from models.office import Office
from models.words import JobKind
from models.written_paper import WrittenPaper
from reports.campaign_figures import figures_of
from schedules import clock
from supervision import jobs
from supervision.campaigns import unit_papers

ROWS = 1_000_000
DATABASES = ("sqlite", "postgresql")
_ALONE = 10
_FLOW = "from flows.evaluation import evaluation; evaluation()"


def measure(rows: int, kind: str) -> Measurement:
    """The reports of every unit that stands in a campaign over so many assignments."""
    with place(kind) as made, TemporaryDirectory(prefix="duban-bench-") as home:
        office = made.empty("office")
        frozen_office(office, rows)
        scored, _ = apart(score_all, office)
        alone, memory = apart(write_some, office, home)
        os.environ["DUBAN_HOME"] = home
        begun = time.perf_counter()
        environment = {
            **os.environ,
            "DUBAN_DATABASE_URL": office,
            "PREFECT_HOME": f"{home}/prefect",
            "PREFECT_LOGGING_LEVEL": "WARNING",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        }
        subprocess.run([sys.executable, "-c", _FLOW], cwd=ROOT, env=environment, check=True)
        seconds = time.perf_counter() - begun
        written, _ = apart(count_written, office)
    return Measurement(
        "unit-reports",
        rows,
        kind,
        seconds,
        alone["seconds"] * written["units"],
        memory,
        {
            "unit_reports_seconds": seconds,
            **written,
            "one_report_seconds": alone["seconds"],
            "scores_seconds": scored["without_figures_seconds"],
            "scores_processor_seconds": scored["without_figures_processor_seconds"],
            "processors": os.cpu_count(),
            "bare_is": "as many times one report, written alone without a flow",
            "load": [round(one, 1) for one in os.getloadavg()],
        },
    )


def write_some(url: str, home: str) -> dict[str, float]:
    """Found the office, ask for the reports of all units, and write a few alone: seconds for one."""
    os.environ["DUBAN_HOME"] = home
    Path(home).mkdir(exist_ok=True)
    clock.found("sample", TODAY)
    with database.transaction(url) as session:
        if session.scalar(select(func.count()).select_from(Office)) == 0:
            session.add(Office(name="江临市督办", short_name="市督办"))
        freeze = session.scalars(select(Freeze).order_by(col(Freeze.id)).limit(1)).one()
        freeze_id = freeze.id
        figures = figures_of(session, freeze)
        units = unit_papers.units_of(session, freeze_id)
        jobs.ask(session, JobKind.UNIT_PAPERS, "王敏", moment(TODAY), freeze=freeze_id)
    chosen = units[:: max(1, len(units) // _ALONE)][:_ALONE]
    begun = time.perf_counter()
    unit_papers.write(
        lambda: database.transaction(url),
        lambda: database.reading(url),
        freeze_id,
        chosen,
        figures,
        "王敏",
        lambda: moment(TODAY),
    )
    return {"seconds": (time.perf_counter() - begun) / len(chosen)}


def count_written(url: str) -> dict[str, Any]:
    """How many units have their report, and what the job said of it."""
    with database.reading(url) as session:
        rows = select(func.count(col(WrittenPaper.unit_id).distinct()))
        job = session.scalars(select(Job).where(col(Job.kind) == JobKind.UNIT_PAPERS)).one()
        return {"units": session.scalar(rows), "said": job.result, "error": job.error}
