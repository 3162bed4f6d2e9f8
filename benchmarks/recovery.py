"""How long an office takes to stand again after everything was killed at once, with letters still to go out.

``duban up`` on the sample office, a mail server that takes its time, and an outbox of ``--rows`` letters. In the middle
of sending, every process is killed with -9: ``duban up``, the engine, the board, the timetable and the runs. Then
``duban up`` is typed again. ``recovery_seconds`` is until the board answers, the timetable serves and the first
letter has gone out again; ``drained_seconds`` until none is left. ``lost`` and ``twice`` are counted by the server;
``in_doubt`` are the letters that were under way, which a person settles.
"""

import os
import signal
import tempfile
import time
from pathlib import Path

from sqlalchemy import func, select
from sqlmodel import Session, col

from benchmarks.living_office import (
    PATIENCE_SECONDS,
    Up,
    answers,
    brought_up,
    end,
    fill,
    processes,
    start,
    until,
)
from benchmarks.mail_server import mail_server
from benchmarks.measurement import Measurement, apart
from config.settings import settings
from models import database
from models.notice import Delivery, DeliveryItem, Notice
from models.unit import Contact
from models.words import ContactLevel, DeliveryStatus
from schedules import clock

ROWS = 400
DATABASES = ("sqlite",)
_SECONDS_A_LETTER = 0.1
_KILL_AFTER = 0.2
_IN_DOUBT = (DeliveryStatus.SENDING, DeliveryStatus.UNKNOWN)


def measure(rows: int) -> Measurement:
    """So many letters wait."""
    with (
        tempfile.TemporaryDirectory(prefix="duban-recovery-") as folder,
        mail_server(_SECONDS_A_LETTER) as (mail_url, accepted),
    ):
        apart(fill, folder)
        url = f"sqlite:///{folder}/duban.db"
        apart(write_to_many, folder, rows)
        more = {"DUBAN_MAIL_URL": mail_url, "DUBAN_MAIL_FROM": "duban@example.org"}
        with brought_up(Path(folder), more) as up:
            until(lambda: up.is_served("delivery"))
            before = _standing(url)
            up.ask_for("delivery")
            until(
                lambda: (
                    _standing(url).get(DeliveryStatus.SENT, 0) - before.get(DeliveryStatus.SENT, 0)
                    >= _KILL_AFTER * rows
                )
            )
            kill_everything(up)
        sent = _standing(url).get(DeliveryStatus.SENT, 0)
        begun = time.monotonic()
        again = start(Path(folder), up.environment)
        try:
            answers(again)
            board = time.monotonic() - begun
            until(lambda: again.is_served("delivery"))
            served = time.monotonic() - begun
            # As its place in the timetable does every quarter of an hour.
            asked = [again.ask_for("delivery")]
            until(lambda: _goes_on(again, asked) and _standing(url).get(DeliveryStatus.SENT, 0) > sent)
            recovered = time.monotonic() - begun
            until(lambda: _goes_on(again, asked) and not _standing(url).get(DeliveryStatus.PENDING))
            drained = time.monotonic() - begun
        finally:
            end(again)
        after, letters = _standing(url), accepted()
    in_doubt = sum(after.get(status, 0) for status in _IN_DOUBT)
    whole = sum(after.values()) - sum(before.values()) + before.get(DeliveryStatus.PENDING, 0)
    return Measurement(
        "recovery",
        rows,
        "sqlite",
        recovered,
        None,
        0.0,
        {
            "recovery_seconds": round(recovered, 1),
            "board_answers_seconds": round(board, 1),
            "timetable_serves_seconds": round(served, 1),
            "drained_seconds": round(drained, 1),
            "letters": len(letters),
            "waiting": after.get(DeliveryStatus.PENDING, 0),
            "in_doubt": in_doubt,
            "lost": max(0, whole - len(letters) - in_doubt),
            "twice": sum(times - 1 for times in letters.values()),
            "load": [round(one, 1) for one in os.getloadavg()],
        },
    )


def write_to_many(folder: str, rows: int) -> None:
    """One notice of the office, and so many people of its unit who have not been told of it."""
    os.environ["DUBAN_HOME"] = folder
    settings.cache_clear()
    with database.transaction() as session:
        notice = session.scalars(select(Notice).order_by(col(Notice.id).desc()).limit(1)).one()
        _write(session, notice.id, rows)


def _write(session: Session, notice_id: int, rows: int) -> None:
    unit_id = session.scalars(select(col(Contact.unit_id)).limit(1)).one()
    day = clock.today()
    for number in range(rows):
        contact = Contact(
            unit_id=unit_id, level=ContactLevel.CONTACT, name=f"第{number}人", email=f"n{number}@example.org"
        )
        session.add(contact)
        session.flush()
        letter = Delivery(contact_id=contact.id, day=day, address=contact.email, not_before=clock.on_day(day))
        session.add(letter)
        session.flush()
        session.add(DeliveryItem(delivery_id=letter.id, notice_id=notice_id, contact_id=contact.id))


def kill_everything(up: Up) -> None:
    """Kill ``duban up`` and all that it has started, at once and with -9; returns when nothing is left."""
    everybody = processes()
    ours = [up.process.pid]
    for pid in ours:
        ours += [number for number, (parent, _) in everybody.items() if parent == pid]
    for pid in ours:
        os.kill(pid, signal.SIGKILL)
    up.process.wait(PATIENCE_SECONDS)
    until(lambda: not set(ours) & set(processes()))


def _standing(url: str) -> dict[DeliveryStatus, int]:
    with database.reading(url) as session:
        rows = select(col(Delivery.status), func.count()).group_by(col(Delivery.status))
        return dict(session.execute(rows).tuples().all())


def _goes_on(up: Up, asked: list[str]) -> bool:
    """See to it that a delivery is under way: one that found no place is asked for again."""
    if up.state(asked[-1]) == "CANCELLED":
        asked.append(up.ask_for("delivery"))
    return True
