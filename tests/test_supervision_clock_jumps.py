"""A machine whose clock is set forward or back by hours or days: nothing is raised or sent twice, nothing is lost or stuck."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlmodel import select

from config.settings import settings
from models import database
from models.notice import Delivery, Notice
from models.words import DeliveryStatus
from notices.outbox import gather
from schedules.workdays import work_calendar
from supervision.invariants import look_at_all
from supervision.letters.sending import send_all
from supervision.letters.sweep import raise_notices
from supervision.record.sealing import seal_all
from tests.cast import DAY, Cast, at
from tests.new_database import new_database
from tests.servers import PostOffice, post_office

DUE = DAY + timedelta(days=10)


@pytest.fixture
def mail(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    with post_office() as server:
        monkeypatch.setenv("DUBAN_MAIL_URL", server.url)
        monkeypatch.setenv("DUBAN_MAIL_FROM", "duban@example.org")
        settings.cache_clear()
        new_database()
        with database.transaction() as session:
            Cast(session).task(DUE, supporting=("市人社局",))
        yield server


def _sweep(day: date, now: datetime | None = None) -> int:
    with database.transaction() as session:
        return raise_notices(session, day, now or at(day), settings(), work_calendar()).total


def _raised() -> list[tuple[object, ...]]:
    with database.reading() as session:
        return sorted((one.assignment_id, one.rung, one.occasion) for one in session.exec(select(Notice)))


def _require_all_sent_once(mail: PostOffice) -> None:
    with database.reading() as session:
        letters = session.exec(select(Delivery)).all()
        broken = [one.sentence for one in look_at_all(session) if not one.holds]
    assert {letter.status for letter in letters} == {DeliveryStatus.SENT}
    assert sorted(str(one["Message-ID"]) for _, one in mail.letters) == sorted(
        f"<duban-{letter.id}@example.org>" for letter in letters
    )
    assert broken == []


@pytest.mark.long
@pytest.mark.parametrize("back", [timedelta(hours=5), timedelta(days=1), timedelta(days=30)])
def test_a_clock_that_is_set_back_between_two_sweeps_raises_and_sends_nothing_twice(
    mail: PostOffice, back: timedelta
) -> None:
    for day in (DAY, DUE - timedelta(3), DUE + timedelta(4)):
        _sweep(day)
        send_all(day, at(day))
    before, letters = _raised(), len(mail.letters)
    earlier = at(DUE + timedelta(4)) - back
    _sweep(earlier.date(), earlier)
    send_all(earlier.date(), earlier)
    seal_all(earlier)
    assert _raised() == before
    assert len(mail.letters) == letters
    # And when it is right again, the work goes on from where it was.
    _sweep(DUE + timedelta(7))
    send_all(DUE + timedelta(7), at(DUE + timedelta(7)))
    assert len(set(_raised())) == len(_raised()) >= len(before)
    seal_all(at(DUE + timedelta(7)))
    _require_all_sent_once(mail)


@pytest.mark.long
def test_a_clock_that_jumps_ahead_and_back_leaves_each_matter_raised_once(mail: PostOffice) -> None:
    _sweep(DAY)
    send_all(DAY, at(DAY))
    ahead = DUE + timedelta(60)
    _sweep(ahead)
    send_all(ahead, at(ahead))
    after = _raised()
    for day in (DAY + timedelta(1), DUE, DUE + timedelta(1), ahead):
        _sweep(day)
        send_all(day, at(day))
    assert len(_raised()) == len(set(_raised()))
    assert set(after) <= set(_raised())
    _require_all_sent_once(mail)


@pytest.mark.parametrize("ahead", [timedelta(hours=3), timedelta(days=40)])
def test_a_letter_claimed_by_a_clock_that_was_ahead_is_not_held_for_ever(
    mail: PostOffice, ahead: timedelta
) -> None:
    _sweep(DAY)
    now = at(DAY)
    with database.transaction() as session:
        gather(session, DAY, now)
        session.execute(
            update(Delivery).values(status=DeliveryStatus.SENDING, claimed_at=now + ahead, attempts=1)
        )
    send_all(DAY, now + timedelta(minutes=20))
    with database.reading() as session:
        assert {one.status for one in session.exec(select(Delivery))} == {DeliveryStatus.UNKNOWN}
    assert mail.letters == []


def test_letters_put_off_by_a_clock_that_was_ahead_go_out_when_it_is_right(mail: PostOffice) -> None:
    _sweep(DAY)
    mail.at_the_end = "451 later"
    ahead = at(DAY) + timedelta(days=2)
    send_all(DAY, ahead)
    mail.at_the_end = "250 OK"
    mail.letters.clear()
    send_all(DAY + timedelta(3), at(DAY + timedelta(3)))
    _require_all_sent_once(mail)
