"""Several deliveries at the same time: each letter goes out once, a channel keeps its pace, the head hears of it once."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func
from sqlmodel import col, select

from config.settings import settings
from models import database
from models.holding import hold
from models.notice import Delivery, DeliveryItem
from models.unit import Contact, Unit
from models.words import ContactLevel, DeliveryStatus, UnitLevel
from notices.ahead import Lanes
from notices.message import Message
from notices.outbox import gather
from supervision.letters.head_report import tell_the_head
from supervision.letters.sending import help_send, send_all
from tests.cast import DAY, Cast, at
from tests.channel_office import change_person, office_with_channels
from tests.new_database import new_database
from tests.patience import PATIENCE_SECONDS

_PEOPLE = 120


class _Post:
    """Keeps what several senders bring at the same time, and takes a moment over each."""

    def __init__(self) -> None:
        self.sent: Counter[str] = Counter()
        self._turn = threading.Lock()

    def __call__(self, message: Message) -> None:
        time.sleep(0.002)
        with self._turn:
            self.sent[message.identifier] += 1


@pytest.fixture
def many(home: Path) -> None:
    """An office with one duty of so many people that several are needed."""
    new_database()
    with database.transaction() as session:
        cast = Cast(session)
        for number in range(_PEOPLE):
            session.add(
                Unit(
                    name=f"第{number}局",
                    short_name=f"{number}局",
                    level=UnitLevel.DEPARTMENT,
                    position=100 + number,
                )
            )
        session.flush()
        units = [unit for unit in session.exec(select(Unit).order_by(col(Unit.id))) if unit.position >= 100]
        session.add_all(
            Contact(
                unit_id=unit.id,
                level=ContactLevel.CONTACT,
                name="张工",
                email=f"u{unit.id}@example.org",
                channels=["email"],
            )
            for unit in units
        )
        cast.task(date(2026, 6, 30), supporting=tuple(unit.name for unit in units))


def _together(*deeds: Callable[[], int]) -> list[int]:
    start = threading.Barrier(len(deeds))

    def begun(deed: Callable[[], int]) -> int:
        start.wait(PATIENCE_SECONDS)
        return deed()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return [run.result() for run in [threads.submit(begun, deed) for deed in deeds]]


def _letters() -> tuple[int, int]:
    with database.reading() as session:
        letters = session.exec(select(func.count()).select_from(Delivery)).one()
        return letters, session.exec(select(func.count()).select_from(DeliveryItem)).one()


def test_gatherings_at_the_same_time_make_one_letter_for_each_person(many: None) -> None:
    def gathered() -> int:
        with database.transaction() as session:
            return gather(session, DAY, at(DAY))

    put = _together(gathered, gathered, gathered)
    letters, items = _letters()
    assert letters == items == sum(put) >= _PEOPLE
    assert sorted(put)[:2] == [0, 0]


@pytest.mark.long
def test_deliveries_at_the_same_time_send_each_letter_once(many: None) -> None:
    post = _Post()
    sent = _together(
        lambda: send_all(DAY, at(DAY), send=post).sent,
        lambda: send_all(DAY, at(DAY), send=post).sent,
        lambda: help_send(at(DAY), send=post),
    )
    letters, _ = _letters()
    assert set(post.sent.values()) == {1}
    assert len(post.sent) == letters == sum(sent)


def test_who_helps_gathers_nothing(many: None) -> None:
    assert help_send(at(DAY), send=_Post()) == 0
    assert _letters() == (0, 0)


@pytest.mark.long
def test_a_delivery_says_how_much_there_is_before_the_first_letter_goes(many: None) -> None:
    post, heard = _Post(), []
    send_all(DAY, at(DAY), send=post, gathered=lambda due: heard.append((due, len(post.sent))))
    assert heard == [(_letters()[0], 0)]


def test_a_channel_with_a_pace_has_one_sender_at_a_time(home: Path) -> None:
    office = office_with_channels(home)
    change_person(office, channels=["group"])
    with database.transaction() as session:
        gather(session, DAY, at(DAY))
    post = _Post()
    with database.reading() as session, hold(session, "channel group"):
        assert help_send(at(DAY), send=post) == 0
    assert help_send(at(DAY), send=post) == 1


def test_the_head_is_told_once_by_two_at_the_same_time(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new_database()
    monkeypatch.setenv("DUBAN_LEADER_MAIL", "head@example.org")
    settings.cache_clear()
    with database.transaction() as session:
        cast = Cast(session)
        cast.task(date(2026, 6, 30))
        gather(session, DAY, at(DAY))
        letter = session.exec(select(Delivery)).one()
        letter.status, letter.error, letter.settled_at = DeliveryStatus.FAILED, "邮箱已满", at(DAY)
        session.add(letter)
    post, later = _Post(), date(2026, 3, 11)
    told = _together(*[lambda: tell_the_head(later, at(later), post)] * 3)
    assert sorted(told) == [0, 0, 1]
    assert sum(post.sent.values()) == 1


def test_who_meets_others_looks_elsewhere_and_comes_by_every_letter_in_the_end() -> None:
    lanes, seen = Lanes(), []
    assert str(lanes.condition) == "true"
    lanes.meet_others()
    lanes.meet_others()
    while str(lanes.condition) != "true":
        seen.append(str(lanes.condition.compile(compile_kwargs={"literal_binds": True})))
        assert lanes.leave()
    assert len(set(seen)) == 16
    assert not lanes.leave()
