"""What takes the place of a letter that failed goes out in the same run."""

import threading
from pathlib import Path

import pytest

from models.words import ContactLevel
from notices.message import DeliveryError, Message
from supervision.letters.sending import send_all
from tests.cast import DAY, Cast, at
from tests.channel_office import change_person, office_with_channels


@pytest.fixture
def office(home: Path) -> Cast:
    return office_with_channels(home)


def test_the_run_in_which_a_letter_fails_sends_what_takes_its_place(office: Cast) -> None:
    change_person(office, channels=["email", "sms"], phone="13800000000")
    sent: list[str] = []

    def send(message: Message) -> None:
        if message.channel == "email":
            raise DeliveryError("550", permanent=True)
        sent.append(message.channel)

    assert send_all(DAY, at(DAY), send=send).sent == 1
    assert sent == ["sms"]


def test_what_takes_its_place_does_not_wait_for_a_slow_channel_to_end(office: Cast) -> None:
    change_person(office, channels=["email", "sms"], phone="13800000000")
    change_person(office, ContactLevel.OFFICER, level=ContactLevel.CONTACT, channels=["group"])
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
