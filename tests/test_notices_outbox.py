"""Who hears by which channel, what goes apart, and what happens when a channel fails."""

import itertools
import threading
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlmodel import select

from config.channels import ChannelSettings
from config.refusal import Refusal
from config.settings import settings
from models import database
from models.notice import Delivery, DeliveryItem, Notice
from models.unit import Contact
from models.words import ContactLevel, DeliveryStatus, NoticeKind
from notices.addresses import number
from notices.delivery import settle_lost, spacing
from notices.message import DeliveryError, Message
from notices.outbox import gather
from notices.pace import Pace
from supervision.directory.people import contacts_astray, require_sound
from supervision.letters.sending import send_all
from supervision.letters.unsettled import resend
from tests.cast import DAY, Cast, at
from tests.channel_office import change_person, office_with_channels
from tests.patience import PATIENCE_SECONDS


@pytest.fixture
def office(home: Path) -> Cast:
    return office_with_channels(home)


def _rows() -> list[Delivery]:
    with database.reading() as session:
        return list(session.exec(select(Delivery).order_by(Delivery.id)))  # type: ignore[arg-type]


def _gathered(day: date = DAY) -> list[tuple[str, str, str]]:
    with database.transaction() as session:
        gather(session, day, at(day))
    return [(row.channel, row.address, row.apart) for row in _rows()]


class Postman:
    """Keeps what it is given; refuses by channel."""

    def __init__(self, **refuses: DeliveryError) -> None:
        self.sent: list[Message] = []
        self.refuses = refuses

    def __call__(self, message: Message) -> None:
        if error := self.refuses.get(message.channel):
            raise error
        self.sent.append(message)


@pytest.mark.parametrize(
    ("channels", "expected"),
    [
        (["email", "sms"], ("email", "u1.contact@example.org")),
        (["sms", "email"], ("sms", "00005550100")),
        (["group"], ("group", "市总工会市总工会联系人")),
        (["nowhere", "slip"], ("slip", "市总工会市总工会联系人")),
        (["phone"], ("phone", "0000-555-0100")),
    ],
)
def test_a_reader_hears_by_the_first_channel_that_can_be_used(
    office: Cast, channels: list[str], expected: tuple[str, str]
) -> None:
    change_person(office, channels=channels, phone="0000-555-0100")
    assert _gathered() == [(*expected, "assignment")]


def test_a_channel_without_an_address_is_passed_over(office: Cast) -> None:
    change_person(office, channels=["email", "sms", "group"], email="", phone="总机转8")
    assert [row[0] for row in _gathered()] == ["group"]


def test_a_rung_that_names_a_channel_goes_by_it_where_the_reader_has_it(office: Cast) -> None:
    change_person(office, channels=["email", "sms"], phone="13800000000")
    _raise(office, "sms")
    assert {(channel, apart) for channel, _, apart in _gathered()} == {("email", "assignment"), ("sms", "")}


def test_a_rung_that_names_a_channel_the_reader_has_not_goes_by_the_first(office: Cast) -> None:
    change_person(office, channels=["email"], phone="13800000000")
    _raise(office, "sms")
    assert {(channel, apart) for channel, _, apart in _gathered()} == {("email", ""), ("email", "assignment")}


def _raise(office: Cast, channel: str) -> None:
    """A reminder whose rung names a channel."""
    with database.transaction() as session:
        notice = session.exec(select(Notice)).one()
        session.add(
            Notice(
                assignment_id=notice.assignment_id,
                in_force=notice.in_force,
                rung="three-days",
                kind=NoticeKind.REMINDER,
                level=ContactLevel.CONTACT,
                raised_on=DAY,
                channel=channel,
            )
        )


def test_nobody_to_write_to_leaves_the_notice_waiting(office: Cast) -> None:
    change_person(office, channels=["nowhere"])
    assert _gathered() == []
    change_person(office, channels=["email"])
    assert len(_gathered(DAY + timedelta(1))) == 1


def test_what_hands_out_and_each_order_go_in_letters_of_their_own(office: Cast) -> None:
    with database.transaction() as session:
        session.add_all(
            Notice(
                assignment_id=1,
                rung=f"{kind}-{number}",
                kind=kind,
                level=ContactLevel.CONTACT,
                raised_on=DAY,
                needs_signature=kind is NoticeKind.ORDER,
                signed_by="王敏" if number < 3 else "",
            )
            for kind, number in (
                (NoticeKind.ORDER, 1),
                (NoticeKind.ORDER, 2),
                (NoticeKind.ORDER, 3),
                (NoticeKind.CHASER, 4),
            )
        )
    with database.reading() as session:
        signed = session.exec(select(Notice.id).where(Notice.signed_by != "")).all()
    aparts = [apart for _, _, apart in _gathered()]
    assert sorted(aparts) == sorted(["", "assignment", *(f"order-{number}" for number in signed)])
    assert len(signed) == 2


def test_gathering_again_adds_nothing(office: Cast) -> None:
    first = _gathered()
    assert _gathered() == first
    with database.reading() as session:
        assert len(session.exec(select(DeliveryItem)).all()) == 1


def test_a_failed_letter_goes_on_by_the_next_channel_and_says_the_same(office: Cast) -> None:
    change_person(office, channels=["email", "sms", "slip"], phone="13800000000")
    postman = Postman(email=DeliveryError("550", permanent=True), sms=DeliveryError("空号", permanent=True))
    send_all(DAY, at(DAY), send=postman)
    send_all(DAY, at(DAY, 10), send=postman)
    first, second, third = _rows()
    assert [row.status for row in (first, second, third)] == [
        DeliveryStatus.FAILED,
        DeliveryStatus.FAILED,
        DeliveryStatus.PENDING,  # waits for somebody to hand the slip over
    ]
    assert (second.channel, second.replaces_id, third.channel, third.replaces_id) == (
        "sms",
        first.id,
        "slip",
        second.id,
    )
    send_all(DAY + timedelta(1), at(DAY + timedelta(1)), send=postman)
    assert postman.sent == []
    assert len(_rows()) == 3


def test_the_text_message_in_place_of_a_letter_carries_its_matters(office: Cast) -> None:
    change_person(office, channels=["email", "sms"], phone="13800000000")
    postman = Postman(email=DeliveryError("550", permanent=True))
    send_all(DAY, at(DAY), send=postman)
    send_all(DAY, at(DAY, 10), send=postman)
    assert [(message.channel, message.address) for message in postman.sent] == [("sms", "13800000000")]
    assert "2026-001" in postman.sent[0].body
    with database.transaction() as session, pytest.raises(Refusal, match="下一个通知渠道"):
        resend(session, _rows()[0].id, office.clerk, at(DAY))


def test_a_channel_out_of_order_wears_out_one_letter_only(office: Cast) -> None:
    with database.transaction() as session:
        office.session = session
        for contact in session.exec(select(Contact)):
            contact.level = ContactLevel.CONTACT
            session.add(contact)
    postman = Postman(email=DeliveryError("邮件服务器连不上", is_channels=True))
    send_all(DAY, at(DAY), send=postman)
    assert sorted(row.attempts for row in _rows()) == [0, 0, 0, 1]
    assert send_all(DAY, at(DAY, 11), send=Postman()).sent == 4


@pytest.mark.long
def test_after_two_days_a_broken_channel_gives_up_what_it_holds(office: Cast) -> None:
    change_person(office, channels=["email", "slip"])
    broken = Postman(email=DeliveryError("邮件服务器连不上", is_channels=True))
    for day in range(3):
        for hour in (9, 10, 11):
            send_all(DAY + timedelta(day), at(DAY + timedelta(day), hour), send=broken)
    assert [(row.channel, row.status) for row in _rows()] == [
        ("email", DeliveryStatus.FAILED),
        ("slip", DeliveryStatus.PENDING),
    ]


def test_an_answer_that_never_came_is_for_a_person_to_settle(office: Cast) -> None:
    doubtful = Postman(email=DeliveryError("没有等到答复", is_uncertain=True))
    assert send_all(DAY, at(DAY), send=doubtful).unknown == 1
    postman = Postman()
    assert send_all(DAY, at(DAY, 12), send=postman).sent == 0
    assert _rows()[0].error == "没有等到答复"


def test_a_channel_taken_out_of_the_settings_gives_its_letters_to_the_next(office: Cast, home: Path) -> None:
    change_person(office, channels=["group", "email"])
    _gathered()
    (home / "settings.toml").unlink()
    settings.cache_clear()
    postman = Postman()
    send_all(DAY, at(DAY), send=postman)
    assert [message.channel for message in postman.sent] == ["email"]
    assert "没有通道“group”" in _rows()[0].error


def test_a_retry_does_not_ring_in_the_quiet_hours(office: Cast) -> None:
    change_person(office, quiet_from="10:00", quiet_until="14:00")
    send_all(DAY, at(DAY, 9), send=Postman(email=DeliveryError("忙")))
    postman = Postman()
    send_all(DAY, at(DAY, 11), send=postman)
    assert postman.sent == []
    assert _rows()[0].not_before == at(DAY, 14)
    send_all(DAY, at(DAY, 14), send=postman)
    assert len(postman.sent) == 1


def test_a_slow_channel_holds_up_nobody_else(office: Cast) -> None:
    change_person(office, channels=["group"])
    change_person(office, ContactLevel.OFFICER, level=ContactLevel.CONTACT)
    order: list[str] = []
    mail_is_out = threading.Event()

    def send(message: Message) -> None:
        if message.channel == "group":
            assert mail_is_out.wait(PATIENCE_SECONDS)
        else:
            mail_is_out.set()
        order.append(message.channel)

    assert send_all(DAY, at(DAY), send=send).sent == 2
    assert order == ["email", "group"]


def test_the_clock_put_back_a_day_leaves_nothing_sending_for_ever(office: Cast) -> None:
    def die(_message: Message) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send_all(DAY, at(DAY), send=die)
    with database.transaction() as session:
        assert settle_lost(session, at(DAY - timedelta(1))) == 1


def test_the_clock_put_back_a_day_sends_nothing_twice(office: Cast) -> None:
    postman = Postman()
    send_all(DAY, at(DAY), send=postman)
    for day in (DAY - timedelta(1), DAY, DAY + timedelta(1)):
        send_all(day, at(day), send=postman)
    assert len(postman.sent) == 1


def test_attempts_are_spaced_and_scattered_but_the_same_for_the_same_letter() -> None:
    first = [spacing(number, 1) for number in range(1, 200)]
    assert first == [spacing(number, 1) for number in range(1, 200)]
    assert all(one and timedelta(minutes=8) <= one <= timedelta(minutes=12) for one in first)
    assert len(set(first)) > 150
    spaces = [spacing(7, attempt) for attempt in range(1, 5)]
    assert all(one and two and one < two for one, two in itertools.pairwise(spaces))
    assert spacing(7, 5) is None


def test_a_channel_keeps_its_pace_in_any_minute() -> None:
    watch = [0.0]
    pace = Pace(3, spoken=(50.0,), stopwatch=lambda: watch[0])
    said: list[float] = []
    while len(said) < 12:
        watch[0] += pace.pause()
        pace.speak()
        said.append(watch[0])
    assert said[:3] == [0.0, 0.0, 10.0]
    assert all(later - sooner >= 60 for sooner, later in zip(said, said[3:], strict=False))
    assert Pace(0, (), lambda: 0.0).pause() == 0.0


def test_a_channel_with_a_pace_waits_without_a_transaction_open(
    office: Cast, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_person(office, channels=["group"])
    change_person(office, ContactLevel.OFFICER, level=ContactLevel.CONTACT, channels=["group"])
    text = (home / "settings.toml").read_text(encoding="utf-8").replace("per_minute = 60", "per_minute = 1")
    (home / "settings.toml").write_text(text, encoding="utf-8")
    settings.cache_clear()
    slept: list[float] = []

    class Stopwatch:
        @staticmethod
        def monotonic() -> float:
            return sum(slept)

        @staticmethod
        def sleep(seconds: float) -> None:
            slept.append(seconds)
            with database.transaction() as session:  # the write lock is free
                session.exec(select(Delivery)).all()

    monkeypatch.setattr("supervision.letters.sending.time", Stopwatch)
    assert send_all(DAY, at(DAY), send=Postman()).sent == 2
    assert slept == [pytest.approx(60, abs=1)]


@pytest.mark.parametrize(
    ("phone", "dialled"),
    [
        ("138 0000 0000", "13800000000"),
        ("+86-138-0000-0000", "+8613800000000"),
        ("0000-555-0100转8", ""),
        ("13800000000、13900000000", ""),
        ("", ""),
    ],
)
def test_a_number_is_dialled_or_it_is_none(phone: str, dialled: str) -> None:
    assert number(phone) == dialled


def test_a_contact_names_channels_of_the_office_and_has_what_they_need(office: Cast) -> None:
    def person(**fields: Any) -> Contact:
        return Contact(unit_id=1, level=ContactLevel.CONTACT, name="张三", **fields)

    require_sound(person(channels=["group", "sms", "slip"], phone="13800000000"))
    with pytest.raises(Refusal, match="“fax”不认识。可以写：邮件、短信、打印单、电话、工作群"):
        require_sound(person(channels=["fax"]))
    with pytest.raises(Refusal, match="没有一个能收短信的号码"):
        require_sound(person(channels=["sms"], phone="8888转1"))
    with pytest.raises(Refusal, match="没有写电话"):
        require_sound(person(channels=["phone"]))


def test_who_names_a_channel_that_is_not_set_up_is_told(office: Cast) -> None:
    change_person(office, channels=["dingtalk", "email"])
    with database.reading() as session:
        assert contacts_astray(session, DAY) == ["市总工会联系人的通知渠道“dingtalk”没有设置"]


def test_no_secret_of_a_channel_gets_into_the_database(office: Cast, home: Path) -> None:
    change_person(office, channels=["group", "email"])
    send_all(DAY, at(DAY))
    assert [row.status for row in _rows()] == [DeliveryStatus.PENDING]
    assert "连不上" in _rows()[0].error
    database.close_connections()
    assert all(b"geheim-1" not in file.read_bytes() for file in home.glob("duban.db*"))


def test_settings_show_no_secret() -> None:
    made = ChannelSettings(kind="wecom", url=SecretStr("https://x/?key=geheim-1"))
    assert "geheim-1" not in repr(made) + str(made) + str(made.model_dump())
