"""Senders that are killed, servers that fail: nothing lost, nothing twice by itself, and all of it to be seen."""

import os
import random
import signal
import smtplib
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, func, select

from benchmarks.places import NoServerError, place
from config.settings import settings
from models import database
from models.document import Document
from models.notice import Delivery, DeliveryItem, Notice
from models.record import LogEntry
from models.unit import Contact
from models.words import ContactLevel, DeliveryStatus, UserRole
from notices import delivery
from notices.channels import open_channels
from notices.message import Message
from supervision.actor import Actor
from supervision.letters.sending import send_all
from supervision.letters.unsettled import settle
from tests.amounts import amount
from tests.cast import DAY, Cast, at
from tests.new_database import new_database
from tests.ports import free_port
from tests.servers import PostOffice, post_office

READERS = 12
CLERK = Actor("王敏", UserRole.CLERK)
KILLS = amount(10, 200)
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are divided and killed")


@pytest.fixture
def mail(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    """A mail server that the office's settings name, and an office with twelve readers of one unit."""
    with post_office() as server:
        monkeypatch.setenv("DUBAN_MAIL_URL", server.url)
        monkeypatch.setenv("DUBAN_MAIL_FROM", "duban@example.org")
        settings.cache_clear()
        new_database()
        found()
        yield server


def found() -> None:
    """The cast, with twelve people of the lead unit who hear of everything."""
    with database.transaction() as session:
        cast = Cast(session)
        for number in range(READERS - 1):
            session.add(
                Contact(
                    unit_id=cast.union.id,
                    level=ContactLevel.CONTACT,
                    name=f"第{number}人",
                    email=f"n{number}@example.org",
                )
            )


def hand_out(day: date) -> None:
    """One more duty, of which all twelve hear."""
    with database.transaction() as session:
        cast = Cast.__new__(Cast)
        cast.session = session
        cast.document = session.exec(select(Document)).one()
        cast.task(day + timedelta(90), on=day)


def divided(work: Callable[[], object]) -> int:
    """Do this in a process of its own; its id."""
    database.close_connections()
    child = os.fork()
    if child:
        return child
    try:
        work()
    finally:
        os._exit(0)


def accepted(server: PostOffice) -> Counter[str]:
    return Counter(str(arrived["Message-ID"]) for _, arrived in server.letters)


def letters() -> list[Delivery]:
    with database.reading() as session:
        return list(session.exec(select(Delivery).order_by(col(Delivery.id))))


def mark(letter: Delivery) -> str:
    return f"<duban-{letter.id}@example.org>"


def require_honest(server: PostOffice) -> None:
    """What the office believes is what the server saw; what nobody can know is marked."""
    seen = accepted(server)
    for letter in letters():
        times = seen[mark(letter)]
        assert letter.status in (DeliveryStatus.SENT, DeliveryStatus.UNKNOWN), letter
        assert times == 1 if letter.status is DeliveryStatus.SENT else times <= 1, letter
    with database.reading() as session:
        notices = session.exec(select(func.count()).select_from(Notice)).one()
        told = session.exec(select(DeliveryItem.notice_id, DeliveryItem.contact_id)).all()
    assert len(told) == len(set(told)) == notices * READERS


def test_a_sender_killed_at_any_moment_loses_nothing_and_repeats_nothing(mail: PostOffice) -> None:
    chance = random.Random(6)
    now = at(DAY)
    unknown = 0
    for round_ in range(KILLS):
        day = DAY + timedelta(round_ // 20)
        now = max(now + timedelta(minutes=20), at(day))
        hand_out(day)
        child = divided(lambda now=now: send_all(now.date(), now))  # type: ignore[misc]
        time.sleep(chance.random() * 0.5)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    for step in range(3):
        now += timedelta(days=step, minutes=20)
        unknown = send_all(now.date(), now).unknown
    require_honest(mail)
    resend_what_is_unknown(now)
    seen = accepted(mail)
    assert all(seen[mark(letter)] >= 1 for letter in letters())
    with database.reading() as session:
        log = session.exec(select(LogEntry).where(LogEntry.deed == "重新发送")).all()
    assert len(log) == unknown
    assert sum(times - 1 for times in seen.values()) <= unknown


def resend_what_is_unknown(now: datetime) -> None:
    for letter in letters():
        if letter.status is DeliveryStatus.UNKNOWN:
            with database.transaction() as session:
                settle(session, letter.id, CLERK, now, arrived=False)
    send_all(now.date(), now)


@pytest.mark.long
@pytest.mark.parametrize(
    "step", ["before the claim", "after the claim", "during the sending", "after the sending"]
)
def test_a_sender_killed_at_each_step_leaves_the_truth(mail: PostOffice, step: str) -> None:
    hand_out(DAY)

    def die(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def work() -> None:
        with open_channels(settings()) as senders:
            real = senders["email"]
            spoken = 0

            def send(message: Message) -> None:
                nonlocal spoken
                spoken += 1
                if spoken == 4 and step == "after the claim":
                    die()
                if spoken == 4 and step == "during the sending":
                    smtplib.SMTP.getreply = die  # type: ignore[method-assign,assignment]
                real(message)
                if spoken == 4 and step == "after the sending":
                    die()
                if spoken == 3 and step == "before the claim":
                    delivery._take = die

            send_all(DAY, at(DAY), send=send)

    child = divided(work)
    os.waitpid(child, 0)
    held = [letter for letter in letters() if letter.status is DeliveryStatus.SENDING]
    assert len(held) == 1
    send_all(DAY, at(DAY) + timedelta(minutes=20))
    require_honest(mail)
    assert sum(letter.status is DeliveryStatus.UNKNOWN for letter in letters()) == 1
    # The claim of one letter is written together with the outcome of the letter before.
    is_there = step in ("before the claim", "after the sending")
    assert step == "during the sending" or accepted(mail)[mark(held[0])] == is_there


@pytest.mark.long
def test_two_senders_on_one_outbox_send_nothing_twice(mail: PostOffice) -> None:
    for _ in range(3):
        hand_out(DAY)
    children = [divided(lambda: send_all(DAY, at(DAY))) for _ in range(2)]
    for child in children:
        os.waitpid(child, 0)
    require_honest(mail)
    assert all(letter.status is DeliveryStatus.SENT for letter in letters())


@pytest.mark.long
def test_four_senders_on_one_outbox_of_a_server_send_nothing_twice(
    mail: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.close_connections()
    try:
        with place("postgresql") as made:
            url = made.empty("faults")
            monkeypatch.setenv("DUBAN_DATABASE_URL", url)
            settings.cache_clear()
            database.migrate()
            found()
            for number in range(amount(2, 20)):
                hand_out(DAY + timedelta(number))
                day = DAY + timedelta(number)
                children = [divided(lambda day=day: send_all(day, at(day))) for _ in range(4)]  # type: ignore[misc]
                for child in children:
                    os.waitpid(child, 0)
            require_honest(mail)
            assert all(letter.status is DeliveryStatus.SENT for letter in letters())
            database.close_connections()
    except NoServerError as missing:
        pytest.skip(str(missing))


@pytest.mark.long
def test_a_mail_server_that_is_down_for_an_hour_holds_letters_up_and_loses_none(
    mail: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_out(DAY)
    away = f"mailto://127.0.0.1:{free_port()}?smtp=127.0.0.1&mode=insecure&cto=1"
    monkeypatch.setenv("DUBAN_MAIL_URL", away)
    settings.cache_clear()
    now = at(DAY)
    for _ in range(12):
        assert send_all(DAY, now).sent == 0
        now += timedelta(minutes=5)
    assert all(letter.status is DeliveryStatus.PENDING for letter in letters())
    monkeypatch.setenv("DUBAN_MAIL_URL", mail.url)
    settings.cache_clear()
    sent = send_all(DAY, now).sent
    assert sent >= READERS // 2  # the rest was tried in vain a moment ago and comes a little later
    sent += send_all(DAY, now + timedelta(hours=3)).sent
    assert sent == READERS
    require_honest(mail)


def test_one_reader_refused_keeps_no_other_letter_back(mail: PostOffice) -> None:
    hand_out(DAY)
    mail.refuses = lambda address: "550 no such user" if address == "n3@example.org" else ""
    sent = send_all(DAY, at(DAY))
    assert (sent.sent, sent.failed) == (READERS - 1, 1)
    assert max(accepted(mail).values()) == 1


def test_a_database_that_is_away_for_a_moment_costs_no_outcome(
    mail: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_out(DAY)
    monkeypatch.setattr("notices.delivery._PATIENCE", (0.0,) * 5)
    away: list[int] = []
    with open_channels(settings()) as senders:
        real = senders["email"]

        def send(message: Message) -> None:
            real(message)
            away[:] = [1, 1, 1]

        send_all(DAY, at(DAY), send=send, scope=_failing(away))
    require_honest(mail)
    assert all(letter.status is DeliveryStatus.SENT for letter in letters())


@pytest.mark.long
def test_a_claim_that_fails_costs_the_outcome_of_no_letter_before_it(
    mail: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_out(DAY)
    monkeypatch.setattr("notices.delivery._PATIENCE", (0.0, 0.0))
    take, record, failed = delivery._take, delivery._record, count()

    def noted(session: Session, *given: Any) -> Any:
        session.info["behind another"] = True
        return record(session, *given)

    def failing(session: Session, *given: Any) -> Any:
        if session.info.get("behind another"):
            next(failed)
            session.execute(text("SELECT what FROM nowhere"))
        return take(session, *given)

    monkeypatch.setattr("notices.delivery._record", noted)
    monkeypatch.setattr("notices.delivery._take", failing)
    send_all(DAY, at(DAY))
    assert next(failed) > 3
    require_honest(mail)
    assert all(letter.status is DeliveryStatus.SENT for letter in letters())


def _failing(away: list[int]) -> Callable[[], AbstractContextManager[Session]]:
    @contextmanager
    def scope() -> Iterator[Session]:
        with database.transaction() as session:
            if away:
                away.pop()
                raise OperationalError("select 1", {}, Exception("the server is restarting"))
            yield session

    return scope
