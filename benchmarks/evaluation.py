"""How long a campaign over a large office takes: freezing its data, and counting what was frozen.

1,000 units, every one in each of so many tasks, half a year into the work, with returns, extensions and reopenings among
them; 200 indicators broken down among 20 units each, with four readings a unit. ``freeze_seconds`` is the copying (what is
known of every assignment on the day, its light, its days late, the digest over all), ``figures_seconds`` every figure from
the frozen rows, ``scores_seconds`` the points of every unit from these; by the clock, with the processor's time beside
(of PostgreSQL only our own part). Bare of the freeze is one INSERT … SELECT of the
finished rows; of the figures, which the ratio goes by, the same questions at the database alone.
"""

import time
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import insert, literal, select, text

from benchmarks.campaign_office import frozen_office, timed
from benchmarks.measurement import Measurement, apart
from benchmarks.places import place
from benchmarks.plans import cost_at_the_database, heard
from benchmarks.reports import write_report
from benchmarks.scoring import score_all
from models import database
from models.base import Table
from models.campaign import Freeze, FrozenItem
from reports.campaign_figures import figures_of

ROWS = 1_000_000
DATABASES = ("sqlite", "postgresql")
_BARE_TIMES = 3


def measure(rows: int, kind: str) -> Measurement:
    """So many assignments of 1,000 units, or of as many as there are tasks where they are fewer."""
    with place(kind) as made:
        office = made.empty("office")
        return beside_bare(office, kind, frozen_office(office, rows))


def beside_bare(office: str, kind: str, done: tuple[dict[str, Any], float]) -> Measurement:
    """The evaluation of an office that was frozen; ``done`` is what ``frozen_office`` says of it."""
    frozen, freeze_memory = done
    with TemporaryDirectory() as folder:
        counted, memory = apart(count_all, office)
        scored, scores_memory = apart(score_all, office)
        (report_seconds, report_bare, report), report_memory = apart(write_report, office, folder)
        bare, _ = apart(copy_again, office)
    return Measurement(
        "evaluation",
        frozen["items"],
        kind,
        counted["seconds"],
        counted["bare_seconds"],
        max(memory, freeze_memory),
        {
            "figures_seconds": counted["seconds"],
            "figures_processor_seconds": counted["processor_seconds"],
            "freeze_seconds": frozen["seconds"],
            "freeze_processor_seconds": frozen["processor_seconds"],
            "freeze_bare_seconds": bare,
            "freeze_ratio": frozen["seconds"] / bare,
            "bare_is": "the questions of the figures at the database alone; of the freeze, INSERT ... SELECT of the finished rows",
            "freeze_memory_mb": freeze_memory,
            "figures_memory_mb": memory,
            "scores_seconds": scored["without_figures_seconds"],
            "scores_processor_seconds": scored["without_figures_processor_seconds"],
            "scores_memory_mb": scores_memory,
            "scored_points": scored["points"],
            "report_seconds": report_seconds,
            "report_processor_seconds": report["work_seconds"],
            "report_bare_seconds": report_bare,
            "report_memory_mb": report_memory,
            "report_cells": report["cells"],
            **{
                name: counted[name] for name in ("units", "tasks", "indicators", "readings", "due", "overdue")
            },
        },
        counted["processor_seconds"],
    )


def count_all(url: str) -> dict[str, Any]:
    """Every figure from the frozen rows, and the same questions at the database alone."""
    with database.reading(url) as session:
        frozen = session.scalars(select(Freeze)).one()
        figures, seconds, used = timed(lambda: figures_of(session, frozen))
        measured = {
            "seconds": seconds,
            "processor_seconds": used,
            "units": len(figures.units),
            "tasks": len(figures.tasks),
            "indicators": len(figures.indicators),
            "readings": frozen.readings,
            "due": figures.whole.due,
            "overdue": figures.whole.overdue,
        }
        del figures
        with heard(database.engine(url)) as questions:
            figures_of(session, frozen)
    cost = cost_at_the_database(database.engine(url), questions, _BARE_TIMES)
    return {**measured, "bare_seconds": cost.median_seconds}


def copy_again(url: str) -> float:
    """What it takes to insert the finished rows, with the same keys and indexes, once more."""
    columns = [
        column for column in Table.metadata.tables["frozen_item"].columns if column.name != "freeze_id"
    ]
    with database.transaction(url) as session:
        first = session.scalars(select(Freeze)).one()
        second = Freeze(campaign_id=first.campaign_id, number=2, as_of=first.as_of, at=first.at, by="王敏")
        session.add(second)
        session.flush()
        begun = time.perf_counter()
        chosen = select(literal(second.id).label("freeze_id"), *columns).where(
            text(f"frozen_item.freeze_id = {first.id}")
        )
        session.execute(insert(FrozenItem).from_select(list(chosen.selected_columns.keys()), chosen))
        return time.perf_counter() - begun
