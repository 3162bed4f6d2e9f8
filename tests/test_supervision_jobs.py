"""Jobs that several take up at the same time: each goes to one, and what the living hold is not put back."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlmodel import col, select

from models import database
from models.job import Job
from models.words import JobKind, JobStatus
from supervision import jobs
from supervision.jobs import settling, taken_up
from tests.cast import DAY, at
from tests.new_database import new_database

_MANY = 40


@pytest.fixture(autouse=True)
def office() -> None:
    new_database()


def _ask(count: int) -> None:
    with database.transaction() as session:
        for number in range(count):
            jobs.ask(session, JobKind.INTAKE, "王敏", at(DAY), path=f"{number}.docx")


def _statuses() -> list[JobStatus]:
    with database.reading() as session:
        return [job.status for job in session.exec(select(Job).order_by(col(Job.id)))]


def test_several_at_once_take_every_job_up_once() -> None:
    _ask(_MANY)
    together = Barrier(4)

    def work() -> list[int]:
        done: list[int] = []
        together.wait()
        while True:
            with taken_up(database.transaction, JobKind.INTAKE, lambda: at(DAY)) as job:
                if job is None:
                    return done
                with settling(job.id, database.transaction, lambda: at(DAY)) as outcome:
                    outcome.result = str(job.id)
                done.append(job.id)

    with ThreadPoolExecutor(4) as threads:
        shares = [run.result() for run in [threads.submit(work) for _ in range(4)]]
    assert sorted(number for share in shares for number in share) == list(range(1, _MANY + 1))
    assert set(_statuses()) == {JobStatus.DONE}


def test_a_file_that_somebody_reads_is_not_read_by_the_next_who_looks() -> None:
    _ask(1)
    with taken_up(database.transaction, JobKind.INTAKE, lambda: at(DAY)) as job:
        assert job is not None
        with taken_up(database.transaction, JobKind.INTAKE, lambda: at(DAY)) as nothing:
            assert nothing is None
        assert _statuses() == [JobStatus.RUNNING]


def test_what_a_dead_one_left_is_taken_up_by_the_next() -> None:
    _ask(1)
    with taken_up(database.transaction, JobKind.INTAKE, lambda: at(DAY)) as job:
        assert job is not None
    # It is let go of, and nothing says that it was done.
    assert _statuses() == [JobStatus.RUNNING]
    with taken_up(database.transaction, JobKind.INTAKE, lambda: at(DAY)) as again:
        assert again is not None
        assert again.id == job.id
