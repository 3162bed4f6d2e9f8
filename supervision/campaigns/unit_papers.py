"""The reports of all units of a campaign: shared out among workers in parts, each claimed once, and put into one archive.

A part is a job of its own. What a dead worker left is claimed again, and what it had kept is found and not written twice.
"""

import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from sqlalchemy import func, select
from sqlmodel import Session, col

from config.refusal import Refusal
from models.campaign import Freeze, FrozenItem
from models.database import SessionScope
from models.evaluation_words import PaperKind
from models.job import Job
from models.unit import Unit
from models.words import JobKind, JobStatus
from models.written_paper import WrittenPaper
from papers import package
from reports.campaign_figures import CampaignFigures, figures_of
from supervision import jobs
from supervision.campaigns import papers

_PART = 20
# Written in one transaction: few enough that others wait no longer than a moment.
_KEPT_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Share:
    """How far the unit reports of a freeze have come."""

    written: int
    units: int
    failed: int = 0

    @property
    def percent(self) -> int:
        """The same in whole percent."""
        return 100 * self.written // self.units if self.units else 100


def share_out(session: Session, job: Job, now: datetime) -> int:
    """Make the parts of this job, unless that has been done; how many units they cover.

    Raises Refusal where no unit carries anything.
    """
    freeze_id = int(job.arguments["freeze"])
    units = units_of(session, freeze_id)
    if not units:
        raise Refusal("冻结的数据里没有承担交办件的单位，没有单位报告可写。")
    if not _parts(session, job.id):
        for start in range(0, len(units), _PART):
            arguments = {"freeze": freeze_id, "of": job.id, "units": list(units[start : start + _PART])}
            session.add(
                Job(kind=JobKind.UNIT_PAPERS_PART, arguments=arguments, asked_at=now, asked_by=job.asked_by)
            )
        session.flush()
    return len(units)


def units_of(session: Session, freeze_id: int) -> list[int]:
    """The units that carry something in a freeze, in the order of the directory."""
    carrying = select(col(FrozenItem.unit_id)).where(col(FrozenItem.freeze_id) == freeze_id)
    rows = select(col(Unit.id)).where(col(Unit.id).in_(carrying)).order_by(col(Unit.position), col(Unit.id))
    return list(session.scalars(rows))


def work(
    writing: SessionScope,
    reading: SessionScope,
    now: Callable[[], datetime],
    tell: Callable[[], object] = lambda: None,
    goes_on: Callable[[], bool] = lambda: True,
) -> int:
    """Claim part after part and write its reports, until none is left; how many were written.

    Any number of workers may do this at the same time: each part is claimed by one of them. ``tell`` is called after
    each part, and ``goes_on`` asked before each whether to go on.
    """
    counted: dict[int, CampaignFigures] = {}
    done = 0
    while goes_on():
        with jobs.taken_up(writing, JobKind.UNIT_PAPERS_PART, now) as part:
            if part is None:
                return done
            told, by = part.arguments, part.asked_by
            with jobs.settling(part.id, writing, now) as outcome:
                freeze_id = int(told["freeze"])
                if freeze_id not in counted:
                    with reading() as session:
                        # Once for all parts of it: a thousand units share the figures of the whole.
                        counted[freeze_id] = figures_of(session, session.get_one(Freeze, freeze_id))
                written = write(writing, reading, freeze_id, told["units"], counted[freeze_id], by, now)
                outcome.result = f"{written}份"
                done += written
        tell()
    return done


def write(
    writing: SessionScope,
    reading: SessionScope,
    freeze_id: int,
    units: Sequence[int],
    figures: CampaignFigures,
    by: str,
    now: Callable[[], datetime],
) -> int:
    """Write the reports of these units, a few at a time; how many there are. What has not changed is not written."""
    written = 0
    for start in range(0, len(units), _KEPT_AT_ONCE):
        made = []
        with reading() as session:
            freeze = session.get_one(Freeze, freeze_id)
            for unit_id in units[start : start + _KEPT_AT_ONCE]:
                composed = papers.compose(session, freeze, PaperKind.UNIT, unit_id, figures)
                last = papers.latest(session, PaperKind.UNIT, composed.campaign_id, unit_id)
                if last is not None and last.digest == composed.digest and last.files:
                    written += 1
                    continue
                made.append((composed, papers.in_forms(composed.says, dict(last.filled) if last else {})))
        with writing() as session:
            for composed, files in made:
                papers.keep(session, composed, files, by, now())
                written += 1
    return written


def share_of(session: Session, job: Job) -> Share:
    """How far this job has come."""
    parts = _parts(session, job.id)
    units = sum(len(part.arguments["units"]) for part in parts)
    written = sum(len(part.arguments["units"]) for part in parts if part.status is JobStatus.DONE)
    failed = sum(len(part.arguments["units"]) for part in parts if part.status is JobStatus.FAILED)
    return Share(written, units, failed)


def parts_waiting(session: Session, job_id: int) -> int:
    """How many parts of a job nobody has claimed."""
    return sum(part.status is JobStatus.WAITING for part in _parts(session, job_id))


def reports_of(session: Session, freeze_id: int) -> list[WrittenPaper]:
    """The latest report of each unit that was written of a freeze, in the order of the directory."""
    row = WrittenPaper
    last = (
        select(func.max(col(row.id)))
        .where(col(row.kind) == PaperKind.UNIT, col(row.freeze_id) == freeze_id)
        .group_by(col(row.unit_id))
    )
    chosen = (
        select(row)
        .join(Unit, col(Unit.id) == col(row.unit_id))
        .where(col(row.id).in_(last))
        .order_by(col(Unit.position), col(Unit.id))
    )
    return list(session.scalars(chosen))


def write_archive(session: Session, reports: Iterable[WrittenPaper], target: IO[bytes], form: str) -> int:
    """All reports in one form as a zip archive; how many went in. The same reports give the same bytes."""
    count = 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as made:
        for position, paper in enumerate(reports, 1):
            if form in paper.files:
                entry = package.entry(f"{position:04}-{Path(papers.named(paper, form)).name}")
                entry.compress_type = zipfile.ZIP_STORED
                made.writestr(entry, papers.file_of(session, paper, form))
                count += 1
    return count


def _parts(session: Session, job_id: int) -> list[Job]:
    # A part is younger than what it is a part of, and there are never many.
    rows = select(Job).where(col(Job.kind) == JobKind.UNIT_PAPERS_PART, col(Job.id) > job_id)
    return [part for part in session.scalars(rows) if part.arguments.get("of") == job_id]
