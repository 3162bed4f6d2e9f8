"""What takes the place of a letter that failed goes out in the same run."""

import threading
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from config.settings import settings
from models import database
from models.unit import Contact
from models.words import ContactLevel
from notices.message import DeliveryError, Message
from supervision.letters.sending import send_all
from tests.cast import DAY, Cast, at
from tests.new_database import new_database


@pytest.fixture
def office(home: Path) -> Cast:
    """A committed cast with one duty handed out, in an office with a group robot and a text gateway."""
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text(
        "[channels.group]\nkind = 'wecom'\nlabel = '工作群'\nurl = 'http://127.0.0.1:9/send?key=geheim-1'\nper_minute = 60\n"
        "[channels.sms]\nkind = 'sms'\nurl = 'http://127.0.0.1:9/?{phone}{text}'\nsuccess = 'ok'\n",
        encoding="utf-8",
    )
    settings.cache_clear()
    new_database()
    with database.transaction() as session:
        made = Cast(session)
        made.assignment(date(2026, 6, 15))
        return made


def _person(office: Cast, of: ContactLevel = ContactLevel.CONTACT, **changed: object) -> None:
    with database.transaction() as session:
        rows = select(Contact).where(Contact.unit_id == office.union.id, Contact.level == of)
        person = session.exec(rows).one()
        for field, value in changed.items():
            setattr(person, field, value)
        session.add(person)


def test_the_run_in_which_a_letter_fails_sends_what_takes_its_place(office: Cast) -> None:
    _person(office, channels=["email", "sms"], phone="13800000000")
    sent: list[str] = []

    def send(message: Message) -> None:
        if message.channel == "email":
            raise DeliveryError("550", permanent=True)
        sent.append(message.channel)

    assert send_all(DAY, at(DAY), send=send).sent == 1
    assert sent == ["sms"]


def test_what_takes_its_place_does_not_wait_for_a_slow_channel_to_end(office: Cast) -> None:
    _person(office, channels=["email", "sms"], phone="13800000000")
    _person(office, ContactLevel.OFFICER, level=ContactLevel.CONTACT, channels=["group"])
    order: list[str] = []
    text_is_out = threading.Event()

    def send(message: Message) -> None:
        if message.channel == "email":
            raise DeliveryError("550", permanent=True)
        if message.channel == "group":
            assert text_is_out.wait(20)
        else:
            text_is_out.set()
        order.append(message.channel)

    assert send_all(DAY, at(DAY), send=send).sent == 2
    assert order == ["sms", "group"]
