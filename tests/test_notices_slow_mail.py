"""A mail server that is slow with every command: it holds up nobody else, loses nothing and gets nothing twice."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlmodel import col, select

from config.settings import settings
from models import database
from models.notice import Delivery
from models.unit import Contact
from models.words import ContactLevel, DeliveryStatus
from supervision.letters.sending import send_all
from tests.cast import DAY, Cast, at
from tests.new_database import new_database
from tests.ports import free_port
from tests.servers import Desk, gateway

pytestmark = pytest.mark.long  # real servers, some of them slow


PAUSE = 0.15
PATIENCE = 1


@dataclass
class SlowOffice:
    """Keeps when it accepted what; each command takes ``pause`` seconds, the end of a letter ``at_the_end``."""

    pause: float = PAUSE
    at_the_end: float = PAUSE
    before_the_letter: float = 0
    accepted: list[tuple[float, str]] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802 - the names are the protocol's
        self, _server: Any, _session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        await asyncio.sleep(self.pause + self.before_the_letter)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        await asyncio.sleep(self.pause)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        # What it has in hand it keeps, also when nobody waits for its answer any more.
        self.accepted.append((time.monotonic(), envelope.rcpt_tos[0]))
        await asyncio.sleep(self.at_the_end)
        return "250 OK"


@contextmanager
def slow_office(made: SlowOffice) -> Iterator[str]:
    """The server until the end of the block; its address, with a patience of a second for each answer."""
    port = free_port()
    controller = Controller(made, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield f"mailto://127.0.0.1:{port}?smtp=127.0.0.1&mode=insecure&cto={PATIENCE}&rto={PATIENCE}"
    finally:
        controller.stop()


@pytest.fixture(name="slow")
def _slow(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[SlowOffice, Desk]]:
    """An office with six readers by a slow mail server and six by a group robot."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    made = SlowOffice()
    with slow_office(made) as url, gateway() as desk:
        home.mkdir(exist_ok=True)
        (home / "settings.toml").write_text(
            f'mail_url = "{url}"\nmail_from = "duban@example.org"\n'
            f'[channels.group]\nkind = "wecom"\nurl = "{desk.url}/send?key=geheim-1"\n',
            encoding="utf-8",
        )
        settings.cache_clear()
        new_database()
        with database.transaction() as session:
            cast = Cast(session)
            cast.assignment(DAY + timedelta(90))
            for number in range(12):
                session.add(
                    Contact(
                        unit_id=cast.union.id,
                        level=ContactLevel.CONTACT,
                        name=f"第{number}人",
                        email=f"n{number}@example.org",
                        channels=["email" if number % 2 else "group"],
                    )
                )
        yield made, desk


def _rows(channel: str) -> list[Delivery]:
    with database.reading() as session:
        rows = select(Delivery).where(Delivery.channel == channel).order_by(col(Delivery.id))
        return list(session.exec(rows))


def test_a_mail_server_that_is_slow_but_answers_holds_up_nobody_and_loses_nothing(
    slow: tuple[SlowOffice, Desk],
) -> None:
    office, desk = slow
    begun = time.monotonic()
    ended: dict[str, float] = {}

    def watch() -> None:
        while len(desk.asked) < 6:
            time.sleep(0.01)
        ended["group"] = time.monotonic() - begun

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    sent = send_all(DAY, at(DAY)).sent
    taken = time.monotonic() - begun
    watcher.join(5)
    mailed = [address for _, address in office.accepted]
    assert len(mailed) == len(set(mailed)) == len(_rows("email")) == 7, "each reader once"
    assert sent == 7 + 6
    assert {row.status for row in [*_rows("email"), *_rows("group")]} == {DeliveryStatus.SENT}
    assert len(desk.asked) == 6
    assert taken > 7 * 3 * PAUSE, "the server was slow"
    assert ended["group"] < taken / 2, "the robot did not wait for it"
    assert send_all(DAY, at(DAY, 10)).sent == 0
    assert len(office.accepted) == 7


def test_an_answer_that_comes_too_late_leaves_each_letter_in_doubt_and_none_goes_again(
    slow: tuple[SlowOffice, Desk],
) -> None:
    office, _ = slow
    office.at_the_end = PATIENCE + 1
    office.pause = 0
    with database.transaction() as session:
        for contact in session.exec(
            select(Contact).where(col(Contact.email).in_(["n3@example.org", "n5@example.org"]))
        ):
            contact.channels = ["group"]
        for contact in session.exec(select(Contact).where(col(Contact.email).like("n%1@example.org"))):
            contact.channels = ["group"]
    send_all(DAY, at(DAY))
    rows = _rows("email")
    assert rows
    assert {row.status for row in rows} == {DeliveryStatus.UNKNOWN}
    assert all("不能确定对方是否收到" in row.error for row in rows)
    assert {row.status for row in _rows("group")} == {DeliveryStatus.SENT}
    for hours in (1, 7, 24):
        send_all(DAY + timedelta(hours // 24), at(DAY) + timedelta(hours=hours))
    mailed = [address for _, address in office.accepted]
    assert sorted(mailed) == sorted({row.address for row in rows}), (
        "handed over once each, never again by itself"
    )


def test_a_server_too_slow_to_begin_is_tried_later_and_each_letter_arrives_once(
    slow: tuple[SlowOffice, Desk],
) -> None:
    office, _ = slow
    office.before_the_letter = PATIENCE + 1
    send_all(DAY, at(DAY))
    assert office.accepted == []
    rows = _rows("email")
    assert {row.status for row in rows} == {DeliveryStatus.PENDING}
    assert sum(row.attempts for row in rows) == 1, "the trouble is the channel's: the rest were not tried"
    assert {row.status for row in _rows("group")} == {DeliveryStatus.SENT}
    office.before_the_letter = 0
    send_all(DAY, at(DAY, 11))
    mailed = [address for _, address in office.accepted]
    assert len(mailed) == len(set(mailed)) == len(rows)
    assert {row.status for row in _rows("email")} == {DeliveryStatus.SENT}
