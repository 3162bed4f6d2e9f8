"""The intake flow: read the documents that were handed in on the board."""

from pathlib import Path

import prefect

from config.refusal import Refusal
from config.settings import home
from documents.source import UnreadableFile
from flows.artifacts import progress
from flows.helpers import call_helpers
from flows.steps import step
from models import database
from models.words import JobKind
from schedules import clock
from supervision import jobs
from supervision.drafts.intake import look_at, receive

# A run takes seconds to start; fewer documents are read sooner here.
_WORTH_A_RUN = 3


@prefect.flow(name="intake")
def intake(helping: bool = False) -> int:
    """Take up every waiting document; how many were read. One that cannot be read is told so, the next is read.

    Where many wait, further runs are called to help; each document is read by one of them.
    """
    if not helping:
        with database.reading() as session:
            waiting = jobs.unfinished(session, JobKind.INTAKE)
        call_helpers(waiting // _WORTH_A_RUN)
    read = done = 0
    with progress("intake", "读取公文", JobKind.INTAKE) as tell:
        while (outcome := read_next()) is not None:
            read += outcome
            done += 1
            tell(done)
    return read


@step("read-document")
def read_next() -> bool | None:
    """Read the oldest waiting document: whether it could be read, or None when none is waiting."""
    with jobs.taken_up(database.transaction, JobKind.INTAKE, clock.now) as job:
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
                        receive(
                            session, incoming, job.asked_by, job.asked_at, replaces=asked.get("replaces")
                        ).id
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
