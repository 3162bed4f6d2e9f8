"""Full days of an office whose program is killed at any moment: the days come out as if nothing had happened."""

import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, select

from config.refusal import Refusal
from config.settings import settings
from models import database
from models.assignment import Assignment, Transition
from models.document import Document, Draft
from models.ladder import Sweep
from models.notice import Delivery, DeliveryItem, Notice
from models.record import LogEntry
from models.words import DeliveryStatus, DraftStatus, Subject, UserRole
from schedules.ladder_files import load_pack
from schedules.workdays import work_calendar
from supervision.actor import Actor
from supervision.drafts.decision import Decision
from supervision.drafts.intake import look_at, receive
from supervision.drafts.registration import register
from supervision.duties.assignment import assign
from supervision.duties.recurring import continue_recurring
from supervision.evaluation import write_evaluation
from supervision.invariants import look_at_all
from supervision.letters.sending import help_send, send_all
from supervision.letters.sweep import raise_notices
from supervision.letters.unsettled import settle
from supervision.record.log import log
from supervision.record.sealing import seal_all
from tests.amounts import amount
from tests.cast import DAY, Cast, at
from tests.new_database import new_database, take_away
from tests.random_life import do_something
from tests.servers import PostOffice, post_office

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are divided and killed")

DAYS = amount(3, 50)
DEEDS_A_DAY = 4
EVALUATION_EVERY, EVALUATION_AT = 10, 2
LONGEST_SECONDS = 1.5
CLERK = Actor("王敏", UserRole.CLERK)
_BETWEEN_TRIES = timedelta(minutes=20)


@pytest.fixture
def mail(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    """A mail server that the office's settings name."""
    with post_office() as server:
        monkeypatch.setenv("DUBAN_MAIL_URL", server.url)
        monkeypatch.setenv("DUBAN_MAIL_FROM", "duban@example.org")
        settings.cache_clear()
        yield server


@dataclass(frozen=True)
class Lived:
    """What the days came to: every move, every notice, and who was written to."""

    moves: list[tuple[object, ...]]
    notices: list[tuple[object, ...]]
    letters: Counter[tuple[object, ...]]
    told: list[tuple[int, int]]


def _day(number: int) -> date:
    return work_calendar().shift(DAY, number) if number else DAY


def _live(number: int, now: datetime, papers: Path) -> None:
    """Everything that is done on a day, each deed in its own transaction; begun again, it goes on where it stood."""
    day = now.date()
    _take_in(number, day, now, papers)
    with database.transaction() as session:
        for draft in session.exec(select(Draft).where(Draft.status == DraftStatus.PENDING)).all():
            register(session, draft, Decision(accepts_past=True), "王敏", day, now)
    with database.transaction() as session:
        continue_recurring(session, day)
        assign(session, "王敏", day, now)
    seal_all(now)
    with database.transaction() as session:
        # As the timetable does: a sweep that came to its end is not begun again after the deeds of the same day.
        if session.exec(select(Sweep).where(Sweep.day == day)).first() is None:
            raise_notices(session, day, now, settings(), work_calendar())
    send_all(day, now)
    for deed in range(DEEDS_A_DAY):
        _do_once(number, deed, now)
    seal_all(now)
    if number % EVALUATION_EVERY == EVALUATION_AT:
        write_evaluation(
            database.transaction,
            database.reading,
            day,
            papers / f"{number}",
            work_calendar(),
            load_pack("standard"),
            "王敏",
            now,
        )
    send_all(day, now)


def _take_in(number: int, day: date, now: datetime, papers: Path) -> None:
    due = day + timedelta(days=(3, 12, 40)[number % 3])
    paper = papers / f"第{number}号通知.txt"
    paper.write_text(
        f"关于报送第{number}期小结的通知\n\n市总工会：\n市总工会要于{due.month}月{due.day}日前报送第{number}期小结。\n\n"
        f"江临市产业工人队伍建设改革协调小组办公室\n{day.year}年{day.month}月{day.day}日\n",
        encoding="utf-8",
    )
    with database.reading() as session:
        if session.exec(select(Document).where(Document.filename == paper.name)).first():
            return
    incoming = look_at(paper)
    with database.transaction() as session:
        receive(session, incoming, "王敏", now)


def _do_once(number: int, deed: int, now: datetime) -> None:
    """One deed about one duty; that it was done is written down with it, so that it is done once."""
    name = f"第{number}天第{deed}件"
    with database.transaction() as session:
        if session.exec(select(LogEntry).where(LogEntry.note == name)).first():
            return
        cast = Cast(session)
        # Late in the day: what is said does not depend on how often the program was killed before.
        moment = at(now.date(), 17) + timedelta(minutes=deed)
        chance = random.Random(f"{number}.{deed}")
        duty = chance.choice(session.exec(select(Assignment).order_by(col(Assignment.id))).all())
        try:
            with session.begin_nested():
                do_something(cast, duty, chance, moment)
        except Refusal:
            pass
        log(session, Subject.RECORD, None, "导出日志", "王敏", moment, note=name)


def _divided(work: Callable[[], object]) -> int:
    database.close_connections()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)


def _mark(letter: Delivery) -> str:
    return f"<duban-{letter.id}@example.org>"


def _arrived(server: PostOffice) -> Counter[str]:
    return Counter(str(one["Message-ID"]) for _, one in server.letters)


def _settle(server: PostOffice, now: datetime) -> int:
    """As a clerk does in the evening: what nobody knows of is asked of the readers. How many there were."""
    with database.reading() as session:
        unknown = session.exec(select(Delivery).where(Delivery.status == DeliveryStatus.UNKNOWN)).all()
    arrived = _arrived(server)
    for letter in unknown:
        with database.transaction() as session:
            settle(session, letter.id, CLERK, now, arrived=bool(arrived[_mark(letter)]))
    if unknown:
        # Only that: what the day said after its letter was on its way goes tomorrow, as on a day without kills. Put
        # into the letter that goes again, it would be heard a day earlier, and the next morning would propose more.
        help_send(now)
    return len(unknown)


def _found_anew() -> None:
    take_away()
    new_database()
    with database.transaction() as session:
        Cast(session)


def _ranks(session: Session, column: Mapped[int]) -> dict[int, int]:
    """Which of them each is: a server that is killed gives no number twice, so the numbers themselves have gaps."""
    return {number: rank for rank, number in enumerate(session.scalars(select(column).order_by(column)))}


def _what_came_of_it() -> Lived:
    with database.reading() as session:
        parts, notices = _ranks(session, col(Assignment.id)), _ranks(session, col(Notice.id))
        told = session.execute(select(DeliveryItem.notice_id, DeliveryItem.contact_id)).tuples()
        return Lived(
            [
                (parts[one.assignment_id], one.move, one.before, one.after, one.on, one.by, one.note)
                for one in session.exec(select(Transition).order_by(col(Transition.id)))
            ],
            sorted(
                (parts[one.assignment_id], one.in_force, one.rung, one.occasion, str(one.raised_on), one.late)
                for one in session.exec(select(Notice))
            ),
            Counter((one.address, one.day, one.apart) for one in session.exec(select(Delivery))),
            sorted((notices[notice], contact) for notice, contact in told),
        )


def _broken(session: Session) -> list[str]:
    return [f"{one.sentence}{one.broken}" for one in look_at_all(session) if not one.holds]


def test_days_in_which_the_program_is_killed_come_out_like_days_in_which_it_is_not(
    home: Path, mail: PostOffice, tmp_path: Path
) -> None:
    (tmp_path / "papers").mkdir()
    _found_anew()
    for number in range(DAYS):
        _live(number, at(_day(number)), tmp_path / "papers")
    undisturbed, letters = _what_came_of_it(), len(mail.letters)
    assert letters == undisturbed.letters.total() > DAYS

    mail.letters.clear()
    _found_anew()
    chance = random.Random(9)
    kills = in_doubt = 0
    for number in range(DAYS):
        now = at(_day(number))
        for _ in range(chance.choice((1, 2, 4))):
            child = _divided(lambda number=number, now=now: _live(number, now, tmp_path / "papers"))  # type: ignore[misc]
            time.sleep(chance.random() ** 2 * LONGEST_SECONDS)
            os.kill(child, signal.SIGKILL)
            kills += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
            now += _BETWEEN_TRIES
        last = _divided(lambda number=number, now=now: _live(number, now, tmp_path / "papers"))  # type: ignore[misc]
        assert os.waitstatus_to_exitcode(os.waitpid(last, 0)[1]) == 0
        in_doubt += _settle(mail, now + timedelta(hours=2))
        with database.reading() as session:
            assert _broken(session) == [], f"day {number}"
    assert kills >= DAYS // 2
    print(f"\n{DAYS} days, killed {kills} times, {len(mail.letters)} letters, {in_doubt} in doubt")

    came_of_it = _what_came_of_it()
    assert came_of_it.moves == undisturbed.moves
    assert came_of_it.notices == undisturbed.notices
    assert came_of_it.told == undisturbed.told
    with database.reading() as session:
        sent = session.exec(select(Delivery)).all()
    assert {letter.status for letter in sent} == {DeliveryStatus.SENT}
    # Everybody was written to once for each letter, and nobody got anything else.
    assert _arrived(mail) == Counter(_mark(letter) for letter in sent)
    assert came_of_it.letters == undisturbed.letters
