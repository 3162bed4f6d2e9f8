"""From the sweep to the last e-mail that a mail server accepts: every assignment is overdue, 500 people hear of it.

Bare is ``smtplib`` handing the very same letters, ready made, to the same server over one kept connection: what is
left when nothing has to be found, claimed, worded or written down. ``lost`` and ``twice`` are counted by the server,
after a second run of the same day.
"""

import os
import smtplib
import tempfile
import time
from email.parser import BytesHeaderParser
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import String, cast, delete, literal, update
from sqlmodel import Session, col, select

from benchmarks.large_office import HANDED_OUT, TODAY, moment, register, settle
from benchmarks.mail_server import mail_server
from benchmarks.measurement import Measurement, apart
from benchmarks.places import place
from config.settings import settings
from models import database
from models.assignment import Assignment
from models.notice import Delivery, Notice
from models.office import Office
from models.unit import Contact
from models.words import DeliveryStatus, Status
from notices.digest import compose
from notices.letter import letter
from schedules.workdays import work_calendar
from supervision.duties.assignment import assign
from supervision.letters.sending import send_all
from supervision.letters.sweep import raise_notices

ROWS = 100_000
DATABASES = ("sqlite", "postgresql")
_UNITS = 500
_SENDER = "duban@example.org"


def measure(rows: int, kind: str) -> Measurement:
    """So many overdue assignments, of 500 units with one contact each (fewer where there are fewer rows)."""
    with place(kind) as made, mail_server() as (url, accepted), tempfile.TemporaryDirectory() as home:
        office = made.empty("office")
        units = min(_UNITS, rows)
        apart(prepare, office, rows, units)
        done, memory = apart(deliver, office, url, home)
        first = accepted()
        again, _ = apart(deliver, office, url, home)
        second = accepted()
        letters, _ = apart(written, office)
        bare = over_one_connection(url, letters)
        return Measurement(
            "deliver",
            rows,
            kind,
            done["seconds"],
            bare,
            memory,
            {
                "recipients": units,
                "notices": done["notices"],
                "letters": done["sent"],
                "sweep_seconds": done["sweep"],
                "gather_and_send_seconds": done["send"],
                "cpu_seconds": done["cpu"],
                "again_seconds": again["seconds"],
                "again_letters": again["sent"],
                "lost": done["sent"] - len(first),
                "twice": sum(count - 1 for count in (first + second).values()),
                "bare_is": "smtplib, the same letters ready made, one kept connection",
            },
            done["cpu"],
        )


def prepare(url: str, rows: int, units: int) -> None:
    """Hand everything out, tell of it, and let it all fall due on one day that has passed."""
    register(url, rows, units)
    with database.transaction(url) as session:
        session.add(Office(name="江临市产业工人队伍建设改革协调小组办公室", short_name="市产改办"))
        assign(session, "王敏", HANDED_OUT, moment(HANDED_OUT))
        session.execute(delete(Notice))
        due = work_calendar().shift(TODAY, -1)
        session.execute(update(Assignment).values(due_on=due, status=Status.ACCEPTED))
        name = literal("u").concat(cast(col(Contact.unit_id), String)).concat("@example.org")
        session.execute(update(Contact).values(email=name))
    settle(url)


def deliver(url: str, mail_url: str, home: str) -> dict[str, Any]:
    """The sweep of the day and everything that it gives to send: how long each took."""
    os.environ |= {"DUBAN_HOME": home, "DUBAN_MAIL_URL": mail_url, "DUBAN_MAIL_FROM": _SENDER}
    settings.cache_clear()
    database.is_open(url)
    begun, used = time.perf_counter(), time.process_time()
    with database.transaction(url) as session:
        swept = raise_notices(session, TODAY, moment(TODAY), settings(), work_calendar())
    raised = time.perf_counter()
    sent = send_all(TODAY, moment(TODAY), scope=lambda: database.transaction(url))
    ended = time.perf_counter()
    return {
        "notices": swept.total,
        "sent": sent.sent,
        "sweep": raised - begun,
        "send": ended - raised,
        "seconds": ended - begun,
        "cpu": time.process_time() - used,
    }


def written(url: str) -> list[bytes]:
    """The letters that went out, once more as they went."""
    with database.transaction(url) as session:
        return [_again(session, row) for row in session.exec(select(Delivery).order_by(col(Delivery.id)))]


def over_one_connection(url: str, letters: list[bytes]) -> float:
    """Seconds that ``smtplib`` takes to hand these over."""
    server = urlsplit(url)
    read = BytesHeaderParser()
    readers = [read.parsebytes(one[:4096])["To"] for one in letters]
    begun = time.perf_counter()
    with smtplib.SMTP(server.hostname or "", server.port or 0) as line:
        for one, reader in zip(letters, readers, strict=True):
            line.sendmail(_SENDER, [reader], one)
    return time.perf_counter() - begun


def _again(session: Session, row: Delivery) -> bytes:
    assert row.status is DeliveryStatus.SENT
    message = compose(session, row, moment(TODAY), work_calendar(), "http://127.0.0.1:8630")
    assert message is not None
    return letter(message, _SENDER)
