"""Voiding a letter (作废) tells those who had it, promptly and once each, and nobody else."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from config.settings import settings
from models import database
from models.assignment import Assignment
from models.letter import Letter
from models.notice import Delivery, Notice
from models.unit import Contact
from models.words import ContactLevel, DeliveryStatus, LetterKind, NoticeKind, UserRole
from notices.message import DeliveryError, Message
from schedules.workdays import work_calendar
from supervision.actor import Actor
from supervision.duties.acceptance import accept
from supervision.duties.extensions import TimeRequest, ask, grant
from supervision.letters.drafting import begin_again, begin_by_hand, begin_reply
from supervision.letters.not_reached import not_reached
from supervision.letters.sending import send_all
from supervision.letters.signature import sign_letter, void
from supervision.letters.voiding import is_told_of, told_of
from tests.cast import DAY, Cast, at
from tests.new_database import new_database
from tests.post import everything_arrives

LATER = date(2026, 7, 8)
NEXT = date(2026, 7, 9)
NOW = at(LATER)
LEADER = Actor("周衡", UserRole.LEADER)


class Postman:
    """Keeps what it is given, and does not bring anything to those it refuses."""

    def __init__(self) -> None:
        self.sent: list[Message] = []
        self.refuses: set[str] = set()

    def __call__(self, message: Message) -> None:
        if message.address in self.refuses:
            raise DeliveryError("没有这个邮箱", permanent=True)
        self.sent.append(message)

    def take(self) -> list[Message]:
        taken, self.sent = self.sent, []
        return taken


@pytest.fixture
def postman(home: Path) -> Postman:
    """A postman of an office with one duty that is handed out."""
    new_database()
    with database.transaction() as session:
        made = Cast(session)
        made.assignment(date(2026, 6, 30))
        everything_arrives(session, DAY)
    return Postman()


def _sign(kind: LetterKind = LetterKind.ORDER) -> int:
    with database.transaction() as session:
        own = session.exec(select(Assignment)).one()
        return sign_letter(session, begin_by_hand(session, own, kind, LEADER, LATER, NOW), LEADER, NOW).id


def _void(letter_id: int, by: Actor = LEADER, day: date = NEXT) -> None:
    with database.transaction() as session:
        void(session, session.get_one(Letter, letter_id), by, at(day), "承办单位有误")


def _send(postman: Postman, day: date, hour: int = 9) -> list[Message]:
    send_all(day, at(day, hour), send=postman)
    return postman.take()


@pytest.mark.parametrize(("by", "whose"), [(LEADER, "领导"), (Actor("王敏", UserRole.CLERK), "经办人")])
def test_who_had_the_letter_is_told_that_it_was_voided_by_whom_and_why(
    postman: Postman, by: Actor, whose: str
) -> None:
    letter = _sign()
    had = {message.address for message in _send(postman, LATER)}
    assert len(had) == 2, "the unit's leader and its contact"
    _void(letter, by)
    told = _send(postman, NEXT)
    assert {message.address for message in told} == had
    for message in told:
        assert message.subject == "【市产改办】作废通知：督办〔2026〕1号"
        for form in (message.body, message.html):
            assert (
                f"督办〔2026〕1号督办通知单（2026年7月8日签发）已于2026年7月9日由督办部门{whose}作废，"
                "理由：承办单位有误。原件不再作为办理依据" in form
            )
            assert "办好职工技能竞赛" in form
        assert "督办〔2026〕1号" in message.chat
        assert message.attachments == ()
    for hour in (10, 11):
        assert _send(postman, NEXT, hour) == []
    assert _send(postman, NEXT + timedelta(1)) == []
    with database.reading() as session:
        rows = told_of(session, session.get_one(Letter, letter))
        assert [(row.unit, row.status) for row in rows] == [("市总工会", DeliveryStatus.SENT)] * 2
        assert not_reached(session, NEXT + timedelta(7), work_calendar()) == []


def test_whose_letter_never_went_out_hears_nothing(postman: Postman) -> None:
    letter = _sign()
    _void(letter, day=LATER)
    assert _send(postman, LATER) == []
    assert _send(postman, NEXT) == []
    with database.reading() as session:
        assert not is_told_of(session, session.get_one(Letter, letter))
        assert session.exec(select(Notice).where(Notice.kind == NoticeKind.VOIDING)).all() == []


def test_of_two_readers_the_one_whose_letter_failed_hears_nothing(postman: Postman) -> None:
    with database.reading() as session:
        rows = select(Contact).where(Contact.level == ContactLevel.LEADER).order_by(col(Contact.id))
        leader = session.exec(rows).first()
    assert leader is not None
    postman.refuses = {leader.email}
    letter = _sign()
    [had] = _send(postman, LATER)
    postman.refuses = set()
    _void(letter)
    assert [message.address for message in _send(postman, NEXT)] == [had.address]


@pytest.mark.long
def test_who_had_it_by_the_next_channel_is_told_too(postman: Postman, home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text(
        "[channels.sms]\nkind = 'sms'\nurl = 'http://127.0.0.1:9/?{phone}{text}'\nsuccess = 'ok'\n",
        encoding="utf-8",
    )
    settings.cache_clear()
    with database.transaction() as session:
        for contact in session.exec(select(Contact)):
            contact.channels, contact.phone = ["email", "sms"], f"1380000{contact.id:04}"
        postman.refuses = {contact.email for contact in session.exec(select(Contact))}
    letter = _sign()
    had = _send(postman, LATER) + _send(postman, LATER, 10)
    assert {message.channel for message in had} == {"sms"}
    assert len(had) == 2
    _void(letter)
    told = _send(postman, NEXT) + _send(postman, NEXT, 10)
    assert {message.address for message in told} == {message.address for message in had}
    assert all("督办〔2026〕1号" in message.chat for message in told)
    with database.reading() as session:
        rows = told_of(session, session.get_one(Letter, letter))
        assert [(row.channel, row.status) for row in rows] == [("sms", DeliveryStatus.SENT)] * 2


def test_the_successor_goes_out_under_its_own_number_beside_the_voiding(postman: Postman) -> None:
    letter = _sign()
    _send(postman, LATER)
    _void(letter)
    with database.transaction() as session:
        again = begin_again(session, session.get_one(Letter, letter), LEADER, NEXT, at(NEXT))
        sign_letter(session, again, LEADER, at(NEXT))
    subjects = sorted(message.subject for message in _send(postman, NEXT))
    assert (
        subjects
        == ["【市产改办】作废通知：督办〔2026〕1号"] * 2
        + ["【市产改办】督办单：〔2026-001〕办好职工技能竞赛"] * 2
    )


@pytest.mark.parametrize("has_gone_before", [True, False])
def test_the_paper_of_a_decision_is_taken_back_from_those_it_went_to(
    postman: Postman, has_gone_before: bool
) -> None:
    with database.transaction() as session:
        own = session.exec(select(Assignment)).one()
        unit = Actor("苏望", UserRole.UNIT, own.unit_id)
        accept(session, own, unit, DAY, at(DAY))
        wish = TimeRequest(date(2026, 7, 31), "场地没有落实", "正在比选", "每周调度")
        asked = ask(session, own, wish, unit, DAY, at(DAY))
        grant(session, asked, date(2026, 7, 20), LEADER, DAY, at(DAY), "情况属实")
        if has_gone_before:
            everything_arrives(session, DAY)
    with database.transaction() as session:
        letter = begin_reply(session, session.merge(asked), LEADER, DAY, at(DAY, 11))
        letter_id = sign_letter(session, letter, LEADER, at(DAY, 11)).id
    first = _send(postman, DAY, 12)
    assert [len(message.attachments) for message in first] == ([] if has_gone_before else [1])
    _void(letter_id, day=DAY + timedelta(1))
    told = _send(postman, DAY + timedelta(1))
    assert len(told) == len(first)
    assert all("延期审批的结果不变" in message.body for message in told)


def test_a_letter_whose_outcome_nobody_knows_may_have_arrived(postman: Postman) -> None:
    letter = _sign()
    _send(postman, LATER)
    with database.transaction() as session:
        for row in session.exec(select(Delivery).where(Delivery.day == LATER)):
            row.status = DeliveryStatus.UNKNOWN
    _void(letter)
    assert len(_send(postman, NEXT)) == 2
