"""Whom nothing reached: who stands on the list and why, what takes them off it, and when the head hears of it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from config.refusal import Refusal
from models.assignment import Assignment
from models.link import Link
from models.notice import Delivery, DeliveryItem, Notice, PhoneCall
from models.office import Office
from models.unit import Contact
from models.words import ContactLevel, DeliveryStatus, NoticeKind
from notices.outbox import gather
from papers.to_docx import write
from schedules.workdays import work_calendar
from supervision.actor import Actor
from supervision.duties.acceptance import accept
from supervision.duties.closure import withdraw
from supervision.letters.calls import hand_over, record_call
from supervision.letters.letter_links import mark_opened, mark_read
from supervision.letters.not_reached import NotReached, not_reached
from supervision.letters.slip import slip
from supervision.letters.told import is_told
from supervision.letters.unread import arrivals, count_unread, unread
from tests.cast import DAY, Cast, at

CALENDAR = work_calendar()
TUESDAY, WEDNESDAY, THURSDAY = (DAY + timedelta(days) for days in (1, 2, 3))


def _listed(cast: Cast, today: date = DAY) -> list[NotReached]:
    return not_reached(cast.session, today, CALENDAR)


def _letter(cast: Cast, status: DeliveryStatus, error: str = "", channel: str = "email") -> Delivery:
    """The letter about a new task of 市总工会, which came so far."""
    cast.task(date(2026, 6, 30))
    gather(cast.session, DAY, at(DAY))
    letter = cast.session.exec(select(Delivery)).one()
    letter.status, letter.error, letter.channel = status, error, channel
    letter.settled_at = None if status is DeliveryStatus.PENDING else at(DAY)
    cast.session.flush()
    return letter


def _people(cast: Cast) -> list[Contact]:
    return list(cast.session.exec(select(Contact).where(Contact.unit_id == cast.union.id)))


def _call(
    cast: Cast, actor: Actor | None = None, *, is_reached: bool = True, person: str = "陆知远"
) -> PhoneCall:
    return record_call(
        cast.session,
        cast.union,
        actor or cast.clerk,
        at(DAY, 15),
        CALENDAR,
        person=person,
        phone="0000-555-0123",
        is_reached=is_reached,
        note="",
    )


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (DeliveryStatus.FAILED, "对方服务器拒收：没有这个邮箱"),
        (DeliveryStatus.UNKNOWN, "发送中断，不能确定对方是否收到"),
    ],
)
def test_who_a_letter_failed_to_reach_is_listed_with_the_reason(
    cast: Cast, status: DeliveryStatus, words: str
) -> None:
    _letter(cast, status, "对方服务器拒收：没有这个邮箱")
    (one,) = _listed(cast, WEDNESDAY)
    assert (one.unit.id, one.since, one.workdays) == (cast.union.id, DAY, 2)
    assert [(reason.channel, reason.words) for reason in one.reasons] == [("邮件", words)]
    assert [(matter.kind, matter.number) for matter in one.matters] == [(NoticeKind.ASSIGNMENT, "2026-001")]


@pytest.mark.parametrize("status", [DeliveryStatus.PENDING, DeliveryStatus.SENDING, DeliveryStatus.SENT])
def test_what_is_on_its_way_or_sent_is_not_listed(cast: Cast, status: DeliveryStatus) -> None:
    _letter(cast, status)
    assert _listed(cast) == []


def test_a_printed_slip_and_a_call_wait_for_people(cast: Cast) -> None:
    _letter(cast, DeliveryStatus.PENDING, channel="slip")
    (one,) = _listed(cast)
    assert one.reasons[0].words == "等打印送达单，当面送交"
    assert one.is_by_hand


def test_where_the_next_channel_has_taken_over_that_one_counts(cast: Cast) -> None:
    failed = _letter(cast, DeliveryStatus.FAILED, "邮箱已满")
    other = Delivery(
        contact_id=failed.contact_id,
        day=DAY,
        channel="slip",
        address="市总工会",
        apart="for-1",
        replaces_id=failed.id,
        not_before=at(DAY),
    )
    cast.session.add(other)
    cast.session.flush()
    (one,) = _listed(cast)
    assert one.letters == [other]
    assert one.reasons[0].words == "等打印送达单，当面送交（邮件没有送到：邮箱已满）"
    assert len(one.matters) == 1
    other.status = DeliveryStatus.SENT
    cast.session.flush()
    assert _listed(cast) == []


def test_a_later_letter_on_the_same_matter_that_went_out_says_it_too(cast: Cast) -> None:
    failed = _letter(cast, DeliveryStatus.FAILED)
    own = cast.session.exec(select(Assignment)).one()
    for kind, listed in ((NoticeKind.EXTENSION, 1), (NoticeKind.REMINDER, 0)):
        notice = Notice(
            assignment_id=own.id, rung=kind.value, kind=kind, level=ContactLevel.CONTACT, raised_on=TUESDAY
        )
        letter = Delivery(
            contact_id=failed.contact_id, day=TUESDAY, address=kind.value, not_before=at(TUESDAY),
            status=DeliveryStatus.SENT,
        )  # fmt: skip
        cast.session.add_all([notice, letter])
        cast.session.flush()
        cast.session.add(
            DeliveryItem(delivery_id=letter.id, notice_id=notice.id, contact_id=failed.contact_id)
        )
        cast.session.flush()
        assert len(_listed(cast, TUESDAY)) == listed, kind


def test_a_colleague_who_got_it_is_enough(cast: Cast) -> None:
    failed = _letter(cast, DeliveryStatus.FAILED)
    notice = cast.session.exec(select(Notice)).one()
    leader = next(one for one in _people(cast) if one.level is ContactLevel.LEADER)
    letter = Delivery(
        contact_id=leader.id,
        day=failed.day,
        address=leader.email,
        not_before=at(DAY),
        status=DeliveryStatus.SENT,
    )
    cast.session.add(letter)
    cast.session.flush()
    cast.session.add(DeliveryItem(delivery_id=letter.id, notice_id=notice.id, contact_id=leader.id))
    cast.session.flush()
    assert _listed(cast) == []


def test_what_is_pointless_by_now_keeps_nobody_on_the_list(cast: Cast) -> None:
    _letter(cast, DeliveryStatus.FAILED)
    own = cast.session.exec(select(Assignment)).one()
    withdraw(cast.session, own, cast.clerk, DAY, at(DAY), "任务合并")
    gather(cast.session, TUESDAY, at(TUESDAY))
    assert _listed(cast, TUESDAY) == []


def test_a_matter_is_told_once_by_its_gravest_rung_whatever_was_raised_before(cast: Cast) -> None:
    letter = _letter(cast, DeliveryStatus.FAILED)
    own = cast.session.exec(select(Assignment)).one()
    for kind in (NoticeKind.REMINDER, NoticeKind.CHASER):
        notice = Notice(
            assignment_id=own.id,
            in_force="2026-06-30",
            rung=kind.value,
            kind=kind,
            level=ContactLevel.CONTACT,
            raised_on=DAY,
        )
        cast.session.add(notice)
        cast.session.flush()
        cast.session.add(
            DeliveryItem(delivery_id=letter.id, notice_id=notice.id, contact_id=letter.contact_id)
        )
    cast.session.flush()
    (one,) = _listed(cast)
    assert len(one.matters) == 3, "all of it counts as said after a call"
    assert [matter.kind for matter in one.to_say] == [NoticeKind.CHASER]


def test_a_unit_that_has_acted_on_it_since_knows_of_it(cast: Cast) -> None:
    _letter(cast, DeliveryStatus.FAILED)
    accept(cast.session, cast.session.exec(select(Assignment)).one(), cast.lead, TUESDAY, at(TUESDAY))
    assert _listed(cast, TUESDAY) == []


def test_who_stands_on_the_list_is_not_told_and_who_was_called_is(cast: Cast) -> None:
    _letter(cast, DeliveryStatus.FAILED)
    told = select(Assignment).where(is_told(TUESDAY))
    assert cast.session.exec(told).all() == []
    _call(cast)
    assert len(cast.session.exec(told).all()) == 1


def test_a_unit_without_contact_or_address_is_listed_at_once(cast: Cast) -> None:
    for contact in _people(cast):
        contact.email = ""
    cast.task(date(2026, 6, 30))
    (one,) = _listed(cast)
    assert "没有可用的邮箱或号码" in one.reasons[0].words
    for contact in _people(cast):
        contact.left_on = DAY
    cast.session.flush()
    (one,) = _listed(cast)
    assert one.reasons[0].words == "联系人已经离任，名录里没有接手的人"
    for contact in _people(cast):
        cast.session.delete(contact)
    cast.session.flush()
    (one,) = _listed(cast)
    assert one.reasons[0].words == "名录里没有联系人，请补上"
    assert one.people == []


def test_a_contact_who_left_after_the_letter_was_made_leaves_the_unit_on_the_list(cast: Cast) -> None:
    _letter(cast, DeliveryStatus.NEEDLESS)
    for contact in _people(cast):
        contact.left_on = TUESDAY
    cast.session.flush()
    assert [one.unit.id for one in _listed(cast, TUESDAY)] == [cast.union.id]


def test_a_call_that_reached_somebody_settles_it_and_says_how(cast: Cast) -> None:
    letter = _letter(cast, DeliveryStatus.FAILED, "邮箱已满")
    _call(cast)
    assert _listed(cast) == []
    cast.session.refresh(letter)
    assert (letter.status, letter.read_at) == (DeliveryStatus.SENT, at(DAY, 15))
    notice = cast.session.exec(select(Notice)).one()
    (told,) = arrivals(cast.session, [notice.id])[notice.id]
    assert told.words == "3月9日王敏已电话告知陆知远；原来的结果：邮箱已满"


def test_a_call_that_reached_nobody_is_kept_and_the_unit_stays(cast: Cast) -> None:
    _letter(cast, DeliveryStatus.FAILED)
    _call(cast, is_reached=False, person="")
    (one,) = _listed(cast)
    assert [(call.by, call.is_reached, call.phone) for call in one.calls] == [
        ("王敏", False, "0000-555-0123")
    ]


def test_after_a_call_to_a_contact_without_address_nothing_is_said_again(cast: Cast) -> None:
    people = _people(cast)
    for contact in people:
        contact.email = ""
    cast.task(date(2026, 6, 30))
    _call(cast)
    assert _listed(cast, TUESDAY) == []
    people[0].email = "now@example.org"
    cast.session.flush()
    assert gather(cast.session, TUESDAY, at(TUESDAY)) == 0


def test_a_unit_without_any_contact_is_settled_by_the_call_alone(cast: Cast) -> None:
    for contact in _people(cast):
        cast.session.delete(contact)
    cast.task(date(2026, 6, 30))
    _call(cast)
    assert _listed(cast, TUESDAY) == []
    cast.task(date(2026, 7, 31), on=TUESDAY)
    assert [len(one.matters) for one in _listed(cast, TUESDAY)] == [1]


def test_a_unit_without_any_contact_that_was_called_is_told_and_the_ladder_goes_on(cast: Cast) -> None:
    for contact in _people(cast):
        cast.session.delete(contact)
    cast.task(date(2026, 6, 30))
    told = select(Assignment).where(is_told(TUESDAY))
    assert cast.session.exec(told).all() == [], "nobody has said anything to it"
    _call(cast, is_reached=False, person="")
    assert cast.session.exec(told).all() == []
    _call(cast)
    assert len(cast.session.exec(told).all()) == 1
    cast.task(date(2026, 7, 31), on=TUESDAY)
    assert len(cast.session.exec(select(Assignment).where(is_told(WEDNESDAY))).all()) == 1, (
        "the call was before"
    )


def test_a_call_is_refused_where_it_cannot_be(cast: Cast) -> None:
    with pytest.raises(Refusal, match="现在没有等着送达的通知"):
        _call(cast)
    _letter(cast, DeliveryStatus.FAILED)
    with pytest.raises(Refusal, match="请写明是谁接的电话"):
        _call(cast, person=" ")
    with pytest.raises(Refusal, match="责任单位账号不能操作"):
        _call(cast, cast.lead)
    with pytest.raises(Refusal, match="太长"):
        _call(cast, person="陆" * 41)


def test_the_slip_is_handed_over_by_somebody_on_a_day(cast: Cast) -> None:
    letter = _letter(cast, DeliveryStatus.PENDING, channel="slip")
    for on, why in ((THURSDAY, "还没有到"), (DAY - timedelta(1), "不会在那以前送达")):
        with pytest.raises(Refusal, match=why):
            hand_over(cast.session, cast.union, cast.clerk, at(TUESDAY), CALENDAR, person="陆知远", on=on)
    call = hand_over(
        cast.session, cast.union, cast.clerk, at(TUESDAY), CALENDAR, person="陆知远", on=DAY, by="李静"
    )
    assert call.note == "送达单由李静于2026年3月9日送交，陆知远签收"
    cast.session.refresh(letter)
    assert (letter.status, letter.read_at) == (DeliveryStatus.SENT, at(DAY, 12))
    assert _listed(cast, TUESDAY) == []


def test_the_slip_takes_ugly_names_and_hundreds_of_matters(cast: Cast, tmp_path: Path) -> None:
    _letter(cast, DeliveryStatus.FAILED)
    cast.union.name = '江临市"总\n工会" <b>🏭</b>\x0b'
    cast.session.flush()
    (one,) = _listed(cast)
    one.matters = [replace(one.matters[0], notice_id=number, assignment_id=number) for number in range(300)]
    office = cast.session.exec(select(Office)).one()
    paper = slip(one, office, DAY)
    assert "300件" in str(paper.body[0])
    assert any("另有280件" in str(block) for block in paper.body)
    write(paper, tmp_path / "slip.docx")
    assert (tmp_path / "slip.docx").stat().st_size > 5000


def test_a_letter_nobody_read_is_listed_after_its_days_and_opening_is_not_reading(cast: Cast) -> None:
    letter = _letter(cast, DeliveryStatus.SENT)
    link = Link(
        unit_id=cast.union.id, token_sha256="0" * 64, made_at=at(DAY), made_by="x", expires_at=at(THURSDAY),
        delivery_id=letter.id,
    )  # fmt: skip
    cast.session.add(link)
    cast.session.flush()
    assert unread(cast.session, WEDNESDAY, CALENDAR, 3) == []
    mark_opened(cast.session, link, at(TUESDAY))
    (one,) = unread(cast.session, THURSDAY, CALENDAR, 3)
    assert (one.letter.id, one.workdays, one.unit.id) == (letter.id, 3, cast.union.id)
    assert count_unread(cast.session, THURSDAY, CALENDAR, 3) == 1
    notice = cast.session.exec(select(Notice)).one()
    words = [arrival.words for arrival in arrivals(cast.session, [notice.id])[notice.id]]
    assert words == ["邮件3月9日已发出，3月10日已打开，未阅"]
    mark_read(cast.session, link, at(WEDNESDAY))
    cast.session.refresh(letter)
    assert (letter.opened_at, letter.read_at) == (at(TUESDAY), at(WEDNESDAY))
    assert count_unread(cast.session, THURSDAY, CALENDAR, 3) == 0


def test_who_accepted_by_another_way_has_read_it(cast: Cast) -> None:
    _letter(cast, DeliveryStatus.SENT)
    accept(cast.session, cast.session.exec(select(Assignment)).one(), cast.lead, TUESDAY, at(TUESDAY))
    assert count_unread(cast.session, THURSDAY, CALENDAR, 3) == 0
