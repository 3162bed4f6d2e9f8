"""The outbox: one digest per person and day, claimed once, sent once, told honestly."""

import email
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from config.refusal import Refusal
from config.settings import settings
from models import database
from models.assignment import Assignment
from models.notice import Delivery, DeliveryItem, Notice
from models.unit import Contact
from models.words import ContactLevel, DeliveryStatus, NoticeKind
from notices import digest as wording_of_letters
from notices.delivery import deliver_all, deliver_next, settle_lost
from notices.digest import compose
from notices.mailbox import mailbox
from notices.message import DeliveryError, Message, Sender
from notices.outbox import gather
from notices.wording import Wording
from schedules.workdays import work_calendar
from supervision.duties.acceptance import accept
from supervision.duties.closure import close, reopen, withdraw
from supervision.duties.submission import submit
from supervision.letters.sending import send_all
from supervision.letters.signature import sign
from supervision.letters.sweep import raise_notices
from supervision.letters.unsettled import resend, settle
from tests.cast import DAY, Cast, at
from tests.new_database import new_database

CALENDAR = work_calendar()
JUNE_16 = date(2026, 6, 16)
BOARD = "http://board"


class Postman:
    """A sender that keeps what it was given, or refuses."""

    def __init__(self, error: DeliveryError | None = None) -> None:
        self.sent: list[Message] = []
        self.error = error

    def __call__(self, message: Message) -> None:
        if self.error:
            raise self.error
        self.sent.append(message)


@pytest.fixture
def office(home: Path) -> Cast:
    """A cast whose rows are committed: sending opens transactions of its own."""
    new_database()
    with database.transaction() as session:
        made = Cast(session)
        for due in (date(2026, 6, 15), date(2026, 6, 30)):
            accept(session, made.assignment(due), made.lead, DAY, at(DAY))
    return made


def _send(day: date, send: Sender) -> int:
    with database.transaction() as session:
        raise_notices(session, day, at(day), settings(), CALENDAR)
    return send_all(day, at(day), send=send).sent


def _deliveries() -> list[Delivery]:
    with database.reading() as session:
        return list(session.exec(select(Delivery).order_by(Delivery.id)))  # type: ignore[arg-type]


@pytest.mark.long
def test_two_duties_make_one_letter(office: Cast) -> None:
    postman = Postman()
    assert _send(DAY, postman) == 1
    letter = postman.sent[0]
    assert letter.subject == "【市产改办】新交办2件，请签收（3月9日）"
    assert letter.address.endswith("contact@example.org")
    assert "〔2026-001〕" in letter.body
    assert "〔2026-002〕" in letter.body
    assert "依据：江产改办发〔2026〕3号第二（一）1项" in letter.body


@pytest.mark.long
def test_nobody_gets_a_second_letter_on_the_same_day(office: Cast) -> None:
    postman = Postman()
    _send(DAY, postman)
    with database.transaction() as session:
        office.session = session
        office.task(date(2026, 7, 31))
    assert _send(DAY, postman) == 0
    assert _send(DAY + timedelta(1), postman) == 1
    assert "〔2026-003〕" in postman.sent[1].body
    assert "〔2026-001〕" not in postman.sent[1].body


@pytest.mark.long
def test_a_chaser_reaches_the_leader_and_the_contact(office: Cast) -> None:
    postman = Postman()
    _send(DAY, postman)
    postman.sent.clear()
    _send(JUNE_16, postman)
    assert sorted(letter.name for letter in postman.sent) == ["市总工会联系人", "市总工会责任领导"]
    assert all("已逾期1个工作日" in letter.body for letter in postman.sent)


@pytest.mark.long
def test_an_outsider_hears_nothing(office: Cast) -> None:
    postman = Postman()
    for day in (DAY, date(2026, 6, 15), JUNE_16):
        _send(day, postman)
    assert {letter.name[:4] for letter in postman.sent} == {"市总工会"}


@pytest.mark.long
def test_an_order_goes_out_only_when_signed(office: Cast) -> None:
    postman = Postman()
    day = date(2026, 6, 23)
    _send(day, postman)
    assert all("督办单" not in letter.subject for letter in postman.sent)
    with database.transaction() as session:
        order = session.exec(select(Notice).where(Notice.kind == NoticeKind.ORDER)).one()
        sign(session, order.id, office.clerk, at(day))
    postman.sent.clear()
    _send(day + timedelta(1), postman)
    assert len(postman.sent) == 2
    assert all("签发：王敏" in letter.body for letter in postman.sent)


def test_what_was_handed_in_meanwhile_is_left_out(office: Cast) -> None:
    _send(DAY, Postman())
    with database.transaction() as session:
        raise_notices(session, JUNE_16, at(JUNE_16), settings(), CALENDAR)
        gather(session, JUNE_16, at(JUNE_16))
        for duty in session.exec(select(Assignment)):
            submit(session, duty, office.lead, JUNE_16, at(JUNE_16), "已办结")
    postman = Postman()
    assert send_all(JUNE_16, at(JUNE_16, 11), send=postman).sent == 0
    assert postman.sent == []
    assert {row.status for row in _deliveries() if row.day == JUNE_16} == {DeliveryStatus.NEEDLESS}


def test_a_refused_letter_is_tried_again_with_growing_spaces_and_then_given_up(office: Cast) -> None:
    postman = Postman(DeliveryError("邮箱已满"))
    now = at(DAY)
    send_all(DAY, now, send=postman)
    spaces = []
    while (row := _deliveries()[0]).status is DeliveryStatus.PENDING:
        assert not deliver_next(
            database.transaction, postman, row.not_before - timedelta(seconds=1), CALENDAR, BOARD
        )
        spaces.append(row.not_before - now)
        now = row.not_before
        assert deliver_next(database.transaction, postman, now, CALENDAR, BOARD)
    assert (row.status, row.attempts, row.error) == (DeliveryStatus.FAILED, 5, "邮箱已满")
    assert spaces == sorted(spaces)
    assert len(set(spaces)) == 4


def test_a_wrong_address_is_not_tried_again(office: Cast) -> None:
    send_all(DAY, at(DAY), send=Postman(DeliveryError("没有这个人", permanent=True)))
    assert [(row.status, row.attempts) for row in _deliveries()] == [(DeliveryStatus.FAILED, 1)]


def test_a_sender_that_died_leaves_an_unknown_outcome_and_nothing_goes_twice(office: Cast) -> None:
    def die(_message: Message) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send_all(DAY, at(DAY, 9), send=die)
    assert [row.status for row in _deliveries()] == [DeliveryStatus.SENDING]
    postman = Postman()
    assert send_all(DAY, at(DAY, 10), send=postman).unknown == 1
    assert postman.sent == []


def test_a_sender_still_at_it_is_left_alone(office: Cast) -> None:
    def die(_message: Message) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send_all(DAY, at(DAY, 9), send=die)
    with database.transaction() as session:
        assert settle_lost(session, at(DAY, 9) + timedelta(minutes=14)) == 0


@pytest.mark.long
def test_a_notice_reaches_a_person_once_ever(office: Cast) -> None:
    day = DAY
    while day <= date(2026, 7, 20):
        _send(day, Postman())
        day += timedelta(1)
    with database.reading() as session:
        pairs = [(item.notice_id, item.contact_id) for item in session.exec(select(DeliveryItem))]
    assert len(pairs) == len(set(pairs)) > 10
    per_day = [(row.address, row.day) for row in _deliveries()]
    assert len(per_day) == len(set(per_day))


def test_without_a_mail_server_letters_become_files(office: Cast, home: Path) -> None:
    send_all(DAY, at(DAY), send=mailbox(home / "mail", "duban@example.org"))
    file = next((home / "mail" / "2026-03-09").glob("*.eml"))
    letter = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert letter["Message-ID"] == f"<{file.stem}@example.org>"
    assert "市总工会联系人" in letter["To"]
    plain, marked_up = letter.iter_parts()
    assert "2件督办事项" in plain.get_content()
    assert "交办通知（2件）" in marked_up.get_content()


def test_the_letter_reads_as_an_office_writes(session: Session, cast: Cast) -> None:
    cast.task(date(2026, 6, 30))
    gather(session, DAY, at(DAY))
    digest = session.exec(select(Delivery)).one()
    digest.apart = ""
    message = compose(session, digest, at(DAY), CALENDAR, BOARD)
    assert message is not None
    assert message.body.splitlines() == [
        "市总工会联系人同志：",
        "",
        "　　截至2026年3月9日，贵单位有督办事项1件：交办通知1件。请阅处。",
        "",
        "　　办理和反馈请登录：http://board",
        "",
        "一、交办通知（1件）",
        "1. 〔2026-001〕办好职工技能竞赛",
        "   时限：2026年6月30日",
        "   依据：江产改办发〔2026〕3号第二（一）1项；市总工会为牵头单位",
        "   请在两个工作日内签收，并按时限组织落实。",
        "",
        "　　有账号的也可以登录办理：http://board",
        "　　本系统为非涉密系统，严禁填报涉密内容。",
        "",
        "江临市产业工人队伍建设改革协调小组办公室",
        "2026年3月9日",
        "联系电话：0000-555-0100",
    ]


def test_one_person_on_two_levels_gets_one_letter(office: Cast) -> None:
    with database.transaction() as session:
        for contact in session.exec(select(Contact).where(Contact.unit_id == office.union.id)):
            contact.email = "same@example.org"
            session.add(contact)
    _send(DAY, Postman())
    postman = Postman()
    assert _send(JUNE_16, postman) == 1
    assert postman.sent[0].body.count("〔2026-001〕") == 1


def test_a_withdrawn_duty_is_not_handed_out_any_more(office: Cast) -> None:
    with database.transaction() as session:
        gather(session, DAY, at(DAY))
        for duty in session.exec(select(Assignment)):
            withdraw(session, duty, office.clerk, DAY, at(DAY), "任务合并")
    postman = Postman()
    send_all(DAY, at(DAY), send=postman)
    assert [letter.subject for letter in postman.sent] == ["【市产改办】督办事项2件：撤回通知2件（3月9日）"]


def test_a_reopened_duty_is_told_of(office: Cast) -> None:
    with database.transaction() as session:
        duty = session.exec(select(Assignment)).first()
        assert duty is not None
        submit(session, duty, office.lead, DAY, at(DAY), "已办结")
        close(session, duty, office.clerk, DAY, at(DAY))
        reopen(session, duty, office.clerk, DAY, at(DAY), "实地核查不符")
    postman = Postman()
    send_all(DAY, at(DAY), send=postman)
    assert "重启通知1件" in postman.sent[0].subject


def test_a_full_disk_puts_letters_back_instead_of_losing_them(office: Cast, tmp_path: Path) -> None:
    in_the_way = tmp_path / "mail"
    in_the_way.write_text("这里是个文件", encoding="utf-8")
    send_all(DAY, at(DAY), send=mailbox(in_the_way, "duban@example.org"))
    [row] = _deliveries()
    assert row.status is DeliveryStatus.PENDING
    assert "请检查磁盘空间和权限" in row.error


def test_a_letter_that_cannot_be_worded_does_not_hold_up_the_others(
    office: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    _send(DAY, Postman())
    real = wording_of_letters._worded

    def stumble(words: Wording, delivery: Delivery, *rest: Any) -> Message:
        if "leader" in delivery.address:
            raise ZeroDivisionError
        return real(words, delivery, *rest)

    monkeypatch.setattr(wording_of_letters, "_worded", stumble)
    postman = Postman()
    assert _send(JUNE_16, postman) == 1
    failed = [row for row in _deliveries() if row.status is DeliveryStatus.FAILED]
    assert len(failed) == 1
    assert "请联系系统管理员" in failed[0].error


def test_what_is_put_into_a_letter_after_it_was_worded_goes_out_with_it(office: Cast) -> None:
    _send(DAY, Postman())
    sent: list[Message] = []

    def send(message: Message) -> None:
        sent.append(message)
        if len(sent) > 1:
            return
        with database.transaction() as session:
            later = session.exec(select(Assignment).where(Assignment.due_on == date(2026, 6, 30))).one()
            session.add(
                Notice(
                    assignment_id=later.id,
                    rung="said-late",
                    kind=NoticeKind.CHASER,
                    level=ContactLevel.LEADER,
                    raised_on=JUNE_16,
                )
            )
            assert gather(session, JUNE_16, at(JUNE_16)) == 1

    with database.transaction() as session:
        raise_notices(session, JUNE_16, at(JUNE_16), settings(), CALENDAR)
    send_all(JUNE_16, at(JUNE_16), send=send)
    assert len(sent) == 2
    assert "催办2件" in sent[1].subject


def test_what_is_handed_in_while_a_slow_line_holds_letters_up_is_left_out(office: Cast) -> None:
    _send(DAY, Postman())
    with database.transaction() as session:
        raise_notices(session, JUNE_16, at(JUNE_16), settings(), CALENDAR)
        gather(session, JUNE_16, at(JUNE_16))
    sent: list[Message] = []
    hour = at(JUNE_16)

    def send(message: Message) -> None:
        nonlocal hour
        sent.append(message)
        hour += timedelta(minutes=1)
        with database.transaction() as session:
            for duty in session.exec(select(Assignment)):
                submit(session, duty, office.lead, JUNE_16, hour, "已办结")

    deliver_all(database.transaction, send, lambda: hour, CALENDAR, BOARD)
    assert len(sent) == 1


@pytest.mark.long
def test_an_old_notice_signed_today_still_finds_its_letter(office: Cast) -> None:
    day = date(2026, 6, 23)
    for passed in (DAY, JUNE_16, day):
        _send(passed, Postman())
    later = date(2027, 3, 1)
    with database.transaction() as session:
        order = session.exec(select(Notice).where(Notice.kind == NoticeKind.ORDER)).one()
        sign(session, order.id, office.clerk, at(later))
        assert gather(session, later, at(later)) == 2


def test_a_failed_letter_is_sent_again_when_a_person_says_so(office: Cast) -> None:
    send_all(DAY, at(DAY), send=Postman(DeliveryError("没有这个人", permanent=True)))
    with database.transaction() as session:
        with pytest.raises(Refusal, match="责任单位账号不能操作"):
            resend(session, _deliveries()[0].id, office.lead, at(DAY))
        resend(session, _deliveries()[0].id, office.clerk, at(DAY))
    postman = Postman()
    assert send_all(DAY, at(DAY), send=postman).sent == 1
    with database.transaction() as session, pytest.raises(Refusal, match="不是“未送达”"):
        resend(session, _deliveries()[0].id, office.clerk, at(DAY))


@pytest.mark.parametrize(("arrived", "letters"), [(True, 0), (False, 1)])
def test_a_person_settles_what_is_unknown(office: Cast, arrived: bool, letters: int) -> None:
    def die(_message: Message) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send_all(DAY, at(DAY, 9), send=die)
    send_all(DAY, at(DAY, 10), send=Postman())
    with database.transaction() as session:
        settle(session, _deliveries()[0].id, office.clerk, at(DAY, 11), arrived=arrived)
    postman = Postman()
    send_all(DAY, at(DAY, 11), send=postman)
    assert len(postman.sent) == letters
    assert _deliveries()[0].status is DeliveryStatus.SENT
