"""Loading the sample office by running the real flows on its documents. ``python -m flows.samples samples``."""

import logging
import sys
from datetime import date, datetime
from pathlib import Path

from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from rich.progress import Progress, TaskID

from flows.delivery import delivery
from flows.dispatch import dispatch
from flows.evaluation import evaluation
from flows.intake import intake
from flows.sweep import daily_sweep
from models import database
from models.words import JobKind
from schedules import clock
from schedules.workdays import work_calendar
from supervision import jobs
from supervision.rehearsal import Machinery, rehearse
from supervision.story import load_story


def load(folder: Path) -> None:
    """Play the story of a folder of samples through the flows, with a bar for each step, up to the demo day and its report."""
    story = load_story(folder)
    machinery = Machinery(_intake, _dispatch, _sweep, _deliver)
    with Progress() as progress:
        bars: dict[str, TaskID] = {}
        for step in rehearse(story, machinery, work_calendar()):
            if step.what not in bars:
                bars[step.what] = progress.add_task(step.what, total=step.of)
            progress.update(bars[step.what], completed=step.done)
        bar = progress.add_task("写出报告", total=1)
        _report()
        progress.update(bar, completed=1)
    clock.finish_story()


def _intake(path: Path, by: str, issued_on: date | None, now: datetime) -> None:
    clock.move_demo_day(clock.day_of(now))
    with database.transaction() as session:
        day = issued_on.isoformat() if issued_on else None
        jobs.ask(session, JobKind.INTAKE, by, now, path=str(path), filename=path.name, issued_on=day)
    intake()


def _dispatch(by: str, day: date, _now: datetime) -> None:
    dispatch(by, day)


def _sweep(day: date) -> None:
    # The sample office lives through its story; the board shows it doing so.
    clock.move_demo_day(day)
    daily_sweep(day)


def _deliver(day: date, _now: datetime) -> None:
    delivery(day)


def _report() -> None:
    with database.transaction() as session:
        jobs.ask(session, JobKind.EVALUATION, "王敏", clock.now())
    evaluation()


if __name__ == "__main__":
    # What goes wrong comes up as an exception; the engine's own lines would run into the bars.
    logging.getLogger("prefect").setLevel(logging.CRITICAL + 1)
    # The heartbeat thread costs every run a second; these runs are too short to need watching.
    with temporary_settings(updates={PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        load(Path(sys.argv[1]))
