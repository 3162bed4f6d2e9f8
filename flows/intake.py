"""The intake flow: read the documents that were handed in on the board."""

from pathlib import Path

import prefect

from config.refusal import Refusal
from documents.source import UnreadableFile
from models import database
from models.words import JobKind
from schedules import clock
from supervision import jobs
from supervision.intake import receive


@prefect.flow(name="intake")
def intake() -> int:
    """Take up every waiting document; how many were read. One that cannot be read is told so, the next is read."""
    read = 0
    while (outcome := read_next()) is not None:
        read += outcome
    return read


@prefect.task(name="read-document")
def read_next() -> bool | None:
    """Read the oldest waiting document: whether it could be read, or None when none is waiting."""
    with database.transaction() as session:
        job = jobs.take_up(session, JobKind.INTAKE)
        if job is None:
            return None
        arguments, by = dict(job.arguments), job.asked_by
    try:
        with database.transaction() as session:
            document = receive(
                session,
                Path(arguments["path"]),
                by,
                clock.now(),
                issued_on=clock.as_day(arguments.get("issued_on")),
                filename=arguments.get("filename", ""),
            )
            jobs.finish(session, job.id, clock.now(), result=str(document.id))
        return True
    except (UnreadableFile, Refusal) as refusal:
        with database.transaction() as session:
            jobs.finish(session, job.id, clock.now(), error=str(refusal))
        return False
