"""What a letter on paper makes known by mail: what is signed goes out, what is voided does not, once each."""

from datetime import date, timedelta

from sqlalchemy import update
from sqlmodel import select

from models.assignment import Assignment
from models.letter import LetterItem
from models.notice import Delivery, Notice
from models.words import ContactLevel, DeliveryStatus, LetterKind, NoticeKind
from notices.digest import compose
from notices.outbox import gather
from schedules.workdays import work_calendar
from supervision.duties.acceptance import accept
from supervision.duties.extensions import TimeRequest, ask, grant
from supervision.letters.drafting import begin_again, begin_by_hand, begin_reply, fill_in
from supervision.letters.not_reached import not_reached
from supervision.letters.signature import sign, sign_letter, void
from supervision.letters.told import is_told
from tests.cast import DAY, Cast, at

LATER = date(2026, 7, 8)
NOW = at(LATER)
DUE = date(2026, 6, 30)
CALENDAR = work_calendar()


def _order(cast: Cast, own: Assignment) -> Notice:
    row = Notice(
        assignment_id=own.id,
        in_force=DUE.isoformat(),
        rung="order",
        kind=NoticeKind.ORDER,
        level=ContactLevel.LEADER,
        raised_on=LATER,
        needs_signature=True,
    )
    cast.session.add(row)
    cast.session.flush()
    return row


def test_what_a_voided_letter_would_have_said_does_not_go_out(cast: Cast) -> None:
    own = cast.assignment(DUE)
    gather(cast.session, DAY, at(DAY))
    cast.session.execute(update(Delivery).values(status=DeliveryStatus.SENT))
    early = sign(cast.session, _order(cast, own).id, cast.clerk, NOW)
    void(cast.session, early, cast.clerk, NOW, "单位名称有误")
    assert gather(cast.session, LATER, NOW) == 0, "voided before it stood in a letter"
    again = sign_letter(
        cast.session, begin_again(cast.session, early, cast.clerk, LATER, NOW), cast.clerk, NOW
    )
    assert gather(cast.session, LATER, NOW) > 0
    void(cast.session, again, cast.clerk, NOW, "又写错了")
    waiting_to_go = cast.session.exec(select(Delivery).where(Delivery.status == DeliveryStatus.PENDING)).all()
    assert waiting_to_go
    for delivery in waiting_to_go:
        assert compose(cast.session, delivery, NOW, CALENDAR, "http://board") is None
    assert not_reached(cast.session, LATER + timedelta(7), CALENDAR) == []
    assert cast.session.exec(select(Assignment).where(is_told(LATER + timedelta(7)))).all() == [own]


def test_a_rectification_is_told_to_the_unit_with_the_next_letter(cast: Cast) -> None:
    own = cast.assignment(DUE)
    gather(cast.session, DAY, at(DAY))
    letter = begin_by_hand(cast.session, own, LetterKind.RECTIFICATION, cast.clerk, LATER, NOW)
    wording = {"source": "实地核查", "problem": "台账与现场不符", "goal": "账实相符", "measures": "逐项核对"}
    fill_in(cast.session, letter, wording, cast.clerk, LATER, NOW, CALENDAR)
    sign_letter(cast.session, letter, cast.clerk, NOW)
    assert gather(cast.session, LATER, NOW) > 0
    delivery = cast.session.exec(select(Delivery).where(Delivery.day == LATER)).first()
    assert delivery is not None
    message = compose(cast.session, delivery, NOW, CALENDAR, "http://board")
    assert message is not None
    for form in (message.body, message.html):
        assert f"已发整改通知（签发：王敏，{letter.reference}）" in form
    assert "整改通知1件" in message.chat


def test_an_answer_on_paper_to_a_request_for_time_tells_nothing_twice(cast: Cast) -> None:
    own = cast.assignment(DUE)
    accept(cast.session, own, cast.lead, DAY, at(DAY))
    asked = ask(
        cast.session,
        own,
        TimeRequest(date(2026, 7, 31), "场地没有落实", "正在比选", "每周调度"),
        cast.lead,
        DAY,
        at(DAY),
    )
    grant(cast.session, asked, date(2026, 7, 20), cast.clerk, DAY, at(DAY), "情况属实")
    letter = begin_reply(cast.session, asked, cast.clerk, DAY, at(DAY))
    sign_letter(cast.session, letter, cast.clerk, at(DAY))
    void(cast.session, letter, cast.clerk, at(DAY), "文字有误")
    again = begin_again(cast.session, letter, cast.clerk, DAY, at(DAY))
    sign_letter(cast.session, again, cast.clerk, at(DAY))
    told = cast.session.exec(select(Notice).where(Notice.kind == NoticeKind.EXTENSION)).one()
    items = cast.session.exec(select(LetterItem).where(LetterItem.notice_id == told.id)).all()
    assert [item.letter_id for item in items] == [letter.id, again.id]
    assert gather(cast.session, DAY, at(DAY)) > 0


def test_an_interview_is_announced_with_its_number_its_time_and_its_place(cast: Cast) -> None:
    own = cast.assignment(DUE)
    gather(cast.session, DAY, at(DAY))
    letter = begin_by_hand(cast.session, own, LetterKind.INTERVIEW, cast.leader, LATER, NOW)
    wording = {"when": "2026年7月15日上午9时", "place": "三楼会议室", "talker": "周衡"}
    fill_in(cast.session, letter, wording, cast.leader, LATER, NOW, CALENDAR)
    sign_letter(cast.session, letter, cast.leader, NOW)
    gather(cast.session, LATER, NOW)
    delivery = cast.session.exec(select(Delivery).where(Delivery.day == LATER)).first()
    assert delivery is not None
    message = compose(cast.session, delivery, NOW, CALENDAR, "http://board")
    assert message is not None
    for form in (message.body, message.html):
        assert letter.reference in form
        assert "2026年7月15日上午9时，三楼会议室" in form
        assert "另行通知" not in form


def test_a_chaser_of_what_is_not_overdue_does_not_say_that_it_is(cast: Cast) -> None:
    own = cast.assignment(date(2026, 9, 30))
    gather(cast.session, DAY, at(DAY))
    letter = begin_by_hand(cast.session, own, LetterKind.CHASER, cast.clerk, LATER, NOW)
    sign_letter(cast.session, letter, cast.clerk, NOW)
    gather(cast.session, LATER, NOW)
    delivery = cast.session.exec(select(Delivery).where(Delivery.day == LATER)).first()
    assert delivery is not None
    message = compose(cast.session, delivery, NOW, CALENDAR, "http://board")
    assert message is not None
    assert "已过时限" not in message.body
    assert letter.reference in message.body
