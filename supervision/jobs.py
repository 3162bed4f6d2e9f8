"""Long work that people ask for: stored, taken up once, its result kept."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.database import SessionScope
from models.holding import hold, is_held
from models.job import Job
from models.trouble import is_temporary
from models.words import JobKind, JobStatus, Subject
from supervision.record.log import log

_DEEDS = {
    JobKind.INTAKE: (Subject.DOCUMENT, "上传公文"),
    JobKind.EVALUATION: (Subject.LEDGER, "要求写出报告"),
    JobKind.SCORING: (Subject.CAMPAIGN, "要求计算得分"),
    JobKind.PAPER: (Subject.CAMPAIGN, "要求写出文稿"),
    JobKind.UNIT_PAPERS: (Subject.CAMPAIGN, "要求写出单位报告"),
    JobKind.FREEZE: (Subject.CAMPAIGN, "要求冻结数据"),
}

_JOB = "job"
_BROKEN_OFF = "broken_off"
_MOST_BROKEN_OFF = 5


def ask(session: Session, kind: JobKind, by: str, now: datetime, **arguments: Any) -> Job:
    """Write down that somebody wants this done."""
    job = Job(kind=kind, arguments=arguments, asked_at=now, asked_by=by)
    session.add(job)
    session.flush()
    subject, deed = _DEEDS[kind]
    about = arguments.get("filename") or arguments.get("as_of") or ""
    log(session, subject, None, deed, by, now, note=str(about), job_id=job.id)
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


@contextmanager
def taken_up(scope: SessionScope, kind: JobKind, now: Callable[[], datetime]) -> Iterator[Job | None]:
    """The oldest waiting job of this kind, ours until the end of the block; None where none is left to take.

    Any number of runs may do this at the same time, on any number of machines: each job goes to one of them. It is held
    meanwhile, so that only what a dead one left running is put back, which is done first.
    """
    with scope() as session:
        put_back(session, now(), kind)
        rows = select(Job.id).where(Job.kind == kind, Job.status == JobStatus.WAITING).order_by(col(Job.id))
        waiting = list(session.exec(rows))
    for job_id in waiting:
        # First held, then written down: nobody sees it running and not held.
        with hold(session, _JOB, job_id) as is_ours:
            job = _claimed(scope, job_id) if is_ours else None
            if job is not None:
                yield job
                return
    yield None


def _claimed(scope: SessionScope, job_id: int) -> Job | None:
    with scope() as session:
        changed = session.execute(
            update(Job)
            .where(col(Job.id) == job_id, col(Job.status) == JobStatus.WAITING)
            .values(status=JobStatus.RUNNING)
        )
        return session.get_one(Job, job_id) if changed.rowcount == 1 else None  # type: ignore[attr-defined]


@dataclass
class Outcome:
    """What comes of a job: where its result is, or the sentence that says why there is none."""

    result: str = ""
    error: str = ""


@contextmanager
def settling(job_id: int, scope: SessionScope, now: Callable[[], datetime]) -> Iterator[Outcome]:
    """See to it that a job ends, whatever happens to the work in this block.

    A refusal becomes the sentence that the person reads. Anything else is noted as a failure too, and goes
    on; only after trouble that passes does the job stay taken up, for ``put_back`` to let it wait again.
    """
    outcome = Outcome()
    try:
        yield outcome
    except Refusal as refusal:
        outcome.error = refusal.sentence
    except Exception as error:
        if not is_temporary(error):
            outcome.error = "系统出错，没有办成。请稍后再试一次；再不成，请联系系统管理员查看日志。"
            with scope() as session:
                _finish(session, job_id, outcome, now())
        raise
    with scope() as session:
        _finish(session, job_id, outcome, now())


def unfinished(session: Session, kind: JobKind) -> int:
    """How many jobs of a kind wait or are being worked on."""
    rows = (
        select(func.count())
        .select_from(Job)
        .where(Job.kind == kind, col(Job.status).in_((JobStatus.WAITING, JobStatus.RUNNING)))
    )
    return session.exec(rows).one()


def recent(session: Session, kind: JobKind, count: int = 10) -> list[Job]:
    """The latest jobs of a kind, newest first."""
    return list(session.exec(select(Job).where(Job.kind == kind).order_by(col(Job.id).desc()).limit(count)))


def put_back(session: Session, now: datetime, kind: JobKind | None = None) -> int:
    """Let what a dead process left running (of one kind, or of any) wait again; how many.

    What a living one holds stays with it. The work is safe to repeat. What was broken off too often is given up instead, with a
    sentence: a file that kills whoever reads it would hold up all the others for ever.
    """
    lost = select(Job).where(Job.status == JobStatus.RUNNING)
    if kind is not None:
        lost = lost.where(Job.kind == kind)
    waiting = 0
    for job in session.exec(lost.order_by(col(Job.id)).with_for_update(skip_locked=True)).all():
        if is_held(session, _JOB, job.id):
            continue
        broken_off = job.arguments.get(_BROKEN_OFF, 0) + 1
        job.arguments = {**job.arguments, _BROKEN_OFF: broken_off}
        if broken_off < _MOST_BROKEN_OFF:
            job.status = JobStatus.WAITING
            waiting += 1
        else:
            _settle(
                job,
                Outcome(
                    error=f"连续{broken_off}次没有办完就中断了，不再自动重试。请检查文件后再试一次；再不成，请联系系统管理员。"
                ),
                now,
            )
        session.add(job)
    session.flush()
    return waiting


def _finish(session: Session, job_id: int, outcome: Outcome, now: datetime) -> None:
    job = session.get_one(Job, job_id)
    _settle(job, outcome, now)
    session.add(job)


def _settle(job: Job, outcome: Outcome, now: datetime) -> None:
    job.status = JobStatus.FAILED if outcome.error else JobStatus.DONE
    job.result, job.error, job.settled_at = outcome.result, outcome.error, now
