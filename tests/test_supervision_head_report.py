"""The office's head hears whom nothing reached: after two working days, once, and not because a sender died."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from config.settings import settings
from models import database
from models.notice import Delivery
from models.words import DeliveryStatus
from notices.message import DeliveryError, Message
from notices.outbox import gather
from schedules.workdays import work_calendar
from supervision.letters.head_report import for_the_head, tell_the_head
from supervision.letters.sending import send_all
from supervision.letters.unsettled import resend
from tests.cast import DAY, Cast, at
from tests.new_database import new_database

CALENDAR = work_calendar()
TUESDAY, WEDNESDAY, THURSDAY = (DAY + timedelta(days) for days in (1, 2, 3))


class _Post:
    def __init__(self) -> None:
        self.sent: list[Message] = []
        self.error: DeliveryError | None = None

    def __call__(self, message: Message) -> None:
        if self.error:
            raise self.error
        self.sent.append(message)


@pytest.fixture
def failing(home: Path, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """An office in whose name a letter failed on the Monday; its head has an address."""
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
    return cast


def test_the_head_hears_of_it_after_two_working_days_and_once(failing: Cast) -> None:
    post = _Post()
    told = [tell_the_head(day, at(day), post) for day in (DAY, TUESDAY, WEDNESDAY, WEDNESDAY, THURSDAY)]
    assert told == [0, 0, 1, 0, 0]
    (letter,) = post.sent
    assert letter.address == "head@example.org"
    assert letter.subject == "【市产改办】1个单位的督办通知没有送到（3月11日）"
    for form in (letter.body, letter.html):
        assert "已等2个工作日" in form
        assert "邮箱已满" in form


def test_it_is_told_when_the_outbox_is_emptied(failing: Cast) -> None:
    post = _Post()
    assert [send_all(day, at(day), send=post).told for day in (TUESDAY, WEDNESDAY, THURSDAY)] == [0, 1, 0]


def test_a_new_occasion_is_told_again(failing: Cast) -> None:
    post = _Post()
    tell_the_head(WEDNESDAY, at(WEDNESDAY), post)
    with database.transaction() as session:
        letter = session.exec(select(Delivery)).one()
        resend(session, letter.id, failing.clerk, at(THURSDAY))
        letter.status, letter.day = DeliveryStatus.FAILED, THURSDAY
        session.add(letter)
    later = CALENDAR.shift(THURSDAY, 2)
    assert tell_the_head(later, at(later), post) == 1


def test_a_refused_report_is_tried_again_the_next_day_and_not_before(failing: Cast) -> None:
    post = _Post()
    post.error = DeliveryError("服务器没有应答")
    assert tell_the_head(WEDNESDAY, at(WEDNESDAY), post) == 0
    post.error = None
    assert tell_the_head(WEDNESDAY, at(WEDNESDAY, 11), post) == 0
    assert tell_the_head(THURSDAY, at(THURSDAY), post) == 1


def test_a_sender_that_dies_does_not_make_it_a_daily_letter(failing: Cast) -> None:
    def die(_message: Message) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tell_the_head(WEDNESDAY, at(WEDNESDAY), die)
    post = _Post()
    assert tell_the_head(THURSDAY, at(THURSDAY), post) == 0
    with database.reading() as session:
        assert [one.unit.id for one in for_the_head(session, THURSDAY, CALENDAR)] == [failing.union.id]


def test_without_an_address_the_board_alone_says_it(failing: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DUBAN_LEADER_MAIL")
    settings.cache_clear()
    post = _Post()
    assert tell_the_head(WEDNESDAY, at(WEDNESDAY), post) == 0
    assert post.sent == []
