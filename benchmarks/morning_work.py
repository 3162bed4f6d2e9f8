"""What the timetable does beside the people: the sweep, the letters, the documents that were handed in, the seals."""

import os
import time
from pathlib import Path
from threading import Event
from typing import Any

from benchmarks.large_office import TODAY, moment
from config.settings import settings
from models import database
from models.words import JobKind
from schedules import clock
from schedules.workdays import work_calendar
from supervision import jobs
from supervision.drafts.intake import look_at, receive
from supervision.letters.sending import send_all
from supervision.letters.sweep import raise_notices
from supervision.record.sealing import seal_all


def work_until_told(over: Event, folder: str, url: str, mail_url: str) -> dict[str, Any]:
    """One working day after the other, without a pause, until told to stop; what was done by then."""
    os.environ |= {
        "DUBAN_HOME": folder,
        "DUBAN_DATABASE_URL": url,
        "DUBAN_MAIL_URL": mail_url,
        "DUBAN_MAIL_FROM": "duban@example.org",
    }
    settings.cache_clear()
    day, done = TODAY, {"days": 0, "notices": 0, "letters": 0, "documents": 0, "sealed": 0}
    begun = time.perf_counter()
    while not over.is_set():
        with database.transaction() as session:
            done["notices"] += raise_notices(session, day, moment(day), settings(), work_calendar()).total
        done["letters"] += send_all(day, moment(day), scope=database.transaction).sent
        done["documents"] += read_what_came(over)
        done["sealed"] += seal_all(moment(day)).blocks
        done["days"] += 1
        day = work_calendar().shift(day, 1)
    return {**done, "seconds": round(time.perf_counter() - begun, 1)}


def read_what_came(over: Event) -> int:
    """Read the documents that wait; how many."""
    read = 0
    while not over.is_set():
        with database.transaction() as session:
            job = jobs.take_up(session, JobKind.INTAKE)
        if job is None:
            break
        with jobs.settling(job.id, database.transaction, clock.now) as outcome:
            incoming = look_at(Path(job.arguments["path"]), None, job.arguments["filename"])
            with database.transaction() as session:
                outcome.result = str(receive(session, incoming, job.asked_by, job.asked_at).id)
        read += 1
    return read
