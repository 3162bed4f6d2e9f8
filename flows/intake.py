"""The intake flow: read the documents that were handed in on the board."""

from pathlib import Path

import prefect

from config.refusal import Refusal
from config.settings import home
from documents.source import UnreadableFile
from models import database
from models.words import JobKind
from schedules import clock
from supervision import jobs
from supervision.drafts.intake import look_at, receive


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
    asked = job.arguments
    with jobs.settling(job.id, database.transaction, clock.now) as outcome:
        try:
            incoming = look_at(
                Path(asked["path"]), clock.as_day(asked.get("issued_on")), asked.get("filename", "")
            )
            with database.transaction() as session:
                outcome.result = str(
                    receive(session, incoming, job.asked_by, job.asked_at, replaces=asked.get("replaces")).id
                )
        except UnreadableFile as unreadable:
            raise Refusal(str(unreadable)) from None
    if outcome.error:
        _throw_away(Path(asked["path"]))
    return not outcome.error


def _throw_away(file: Path) -> None:
    """Nothing of a refused upload stays; a file that lies elsewhere is not ours to delete."""
    if file.parent == home() / "inbox":
        file.unlink(missing_ok=True)
