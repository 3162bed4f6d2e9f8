"""The steps that write papers: reports of a campaign one after the other, unit reports shared out among workers."""

import os
import subprocess
import sys
import time
from collections.abc import Callable

from config.settings import CHECKOUT
from flows.artifacts import progress, progress_of
from flows.helpers import call_helpers, seats
from flows.steps import step
from models import database
from models.evaluation_words import PaperKind
from models.job import Job
from models.words import JobKind
from schedules import clock
from supervision import jobs
from supervision.campaigns import unit_papers
from supervision.evaluation import renew_paper, write_paper

_MOST_WORKERS = 4
_LOOK_EVERY_SECONDS = 0.5
# A worker takes seconds to start; fewer parts are written sooner here.
_PARTS_WORTH_A_WORKER = 2


def write_papers() -> int:
    """Write every paper that was asked for; how many were written."""
    written = done = 0
    with progress("paper", "写出文稿", JobKind.PAPER) as tell:
        while (outcome := write_next_paper()) is not None:
            written += outcome
            done += 1
            tell(done)
    while (units := write_next_units()) is not None:
        written += units
    return written


@step("write-paper")
def write_next_paper() -> bool | None:
    """Write the oldest paper asked for: whether it could be written, or None when none is waiting."""
    with jobs.taken_up(database.transaction, JobKind.PAPER, clock.now) as job:
        if job is None:
            return None
        with jobs.settling(job.id, database.transaction, clock.now) as outcome:
            scopes = (database.transaction, database.reading)
            if "paper" in job.arguments:
                number = renew_paper(*scopes, int(job.arguments["paper"]), clock.now())
            else:
                kind = PaperKind.stored(job.arguments["what"])
                unit_id = job.arguments.get("unit")
                freeze_id = int(job.arguments["freeze"])
                number = write_paper(*scopes, freeze_id, kind, unit_id, job.asked_by, clock.now())
            outcome.result = str(number)
        return not outcome.error


@step("write-unit-papers")
def write_next_units() -> int | None:
    """Write the unit reports that were asked for first: how many, or None when none were asked for."""
    written = 0
    with jobs.taken_up(database.transaction, JobKind.UNIT_PAPERS, clock.now) as job:
        if job is None:
            return None
        with jobs.settling(job.id, database.transaction, clock.now) as outcome:
            with database.transaction() as session:
                jobs.put_back(session, clock.now(), JobKind.UNIT_PAPERS_PART)
                units = unit_papers.share_out(session, session.get_one(Job, job.id), clock.now())
            with progress_of("unit-papers", "写出单位报告", units) as tell:
                written = _write_units(job.id, tell)
            outcome.result = f"{written}份"
            if written < units:
                outcome.error = (
                    f"{units}个单位中写出了{written}份，其余没有写成。请再要求一次，已写出的不会重写。"
                )
    return written


@step("help-with-unit-papers")
def help_with_units() -> int:
    """Write parts of unit reports until none is left, for the run that shared them out; how many reports."""
    return unit_papers.work(database.transaction, database.reading, clock.now)


def _write_units(job_id: int, tell: Callable[[int], None]) -> int:
    """Write every part, with whoever helps, and wait for the last; how many reports there are.

    Help comes from further runs where the deployment has seats for them, else from processes of this machine.
    """
    with database.reading() as session:
        parts = unit_papers.parts_waiting(session, job_id)
    helpers = parts // _PARTS_WORTH_A_WORKER
    if seats() > 1:
        call_helpers(helpers)
    elif (workers := min(_MOST_WORKERS, os.cpu_count() or 1, helpers)) > 1:
        _follow_workers(workers, lambda: tell(_written(job_id)))
    while True:
        # Also what a worker that died left taken up.
        unit_papers.work(database.transaction, database.reading, clock.now, lambda: tell(_written(job_id)))
        with database.reading() as session:
            share = unit_papers.share_of(session, session.get_one(Job, job_id))
        tell(share.written)
        if share.written + share.failed >= share.units:
            return share.written
        time.sleep(_LOOK_EVERY_SECONDS)


def _follow_workers(workers: int, tell: Callable[[], None]) -> None:
    """Let so many processes of this machine write until they find nothing more."""
    started = [
        subprocess.Popen([sys.executable, "-m", "flows.paper_worker"], cwd=CHECKOUT) for _ in range(workers)
    ]
    try:
        while any(worker.poll() is None for worker in started):
            time.sleep(_LOOK_EVERY_SECONDS)
            tell()
    finally:
        for worker in started:
            if worker.poll() is None:
                worker.terminate()
                worker.wait()


def _written(job_id: int) -> int:
    with database.reading() as session:
        return unit_papers.share_of(session, session.get_one(Job, job_id)).written
