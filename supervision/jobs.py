"""Long work that people ask for: stored, taken up once, its result kept."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from models.job import Job
from models.words import JobKind, JobStatus


def ask(session: Session, kind: JobKind, by: str, now: datetime, **arguments: Any) -> Job:
    """Write down that somebody wants this done."""
    job = Job(kind=kind, arguments=arguments, asked_at=now, asked_by=by)
    session.add(job)
    session.flush()
    return job


def take_up(session: Session, kind: JobKind) -> Job | None:
    """The oldest waiting job of this kind, now running; None when there is none, or another was quicker."""
    rows = select(Job).where(Job.kind == kind, Job.status == JobStatus.WAITING).order_by(col(Job.id)).limit(1)
    job = session.exec(rows).first()
    if job is None:
        return None
    changed = session.execute(
        update(Job)
        .where(col(Job.id) == job.id, col(Job.status) == JobStatus.WAITING)
        .values(status=JobStatus.RUNNING)
    )
    session.refresh(job)
    return job if changed.rowcount == 1 else None  # type: ignore[attr-defined]


def finish(session: Session, job_id: int, now: datetime, result: str = "", error: str = "") -> None:
    """Write down what came of a job: where its result is, or the sentence that says why there is none."""
    job = session.get_one(Job, job_id)
    job.status = JobStatus.FAILED if error else JobStatus.DONE
    job.result, job.error, job.settled_at = result, error, now
    session.add(job)


def recent(session: Session, kind: JobKind, count: int = 10) -> list[Job]:
    """The latest jobs of a kind, newest first."""
    return list(session.exec(select(Job).where(Job.kind == kind).order_by(col(Job.id).desc()).limit(count)))


def put_back(session: Session) -> int:
    """Let what a dead process left running wait again; how many. Both kinds of work are safe to repeat."""
    changed = session.execute(
        update(Job).where(col(Job.status) == JobStatus.RUNNING).values(status=JobStatus.WAITING)
    )
    return int(changed.rowcount)  # type: ignore[attr-defined]
