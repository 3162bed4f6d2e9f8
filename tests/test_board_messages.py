"""Messages in the board: who hears of what, what is new to whom, and that looking delivers nothing."""

from pathlib import Path

import pytest
from sqlmodel import select

from models import database
from models.assignment import Assignment
from models.notice import Delivery, DeliveryItem, Notice
from models.unit import Contact
from models.words import ContactLevel, DeliveryStatus, NoticeKind
from tests.cast import DAY, Cast, at
from tests.office import BoardOffice, establish
from tests.on_the_desk import proposed_order


def _with_notices(cast: Cast) -> None:
    session = cast.session
    for own in session.exec(select(Assignment).order_by("id")):
        row = Notice(
            assignment_id=own.id,
            in_force="2026-06-30",
            rung="first",
            kind=NoticeKind.REMINDER,
            level=ContactLevel.CONTACT,
            raised_on=DAY,
        )
        session.add(row)
        session.flush()
        contact = session.exec(select(Contact).where(Contact.unit_id == own.unit_id)).first()
        assert contact is not None
        letter = Delivery(
            contact_id=contact.id,
            day=DAY,
            address=f"{own.id}@example.org",
            status=DeliveryStatus.SENT,
            not_before=at(DAY),
            settled_at=at(DAY),
        )
        session.add(letter)
        session.flush()
        session.add(DeliveryItem(delivery_id=letter.id, notice_id=row.id, contact_id=contact.id))
    proposed_order(session, 1)


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish(_with_notices)


def _badge(page: str) -> str:
    return page.partition('href="/messages">消息')[2].partition("</a>")[0]


def test_a_unit_reads_what_was_said_to_it_and_to_nobody_else(office: BoardOffice) -> None:
    page = office.person("suwang").sees("/messages")
    assert f'href="/assignments/{office.lead_assignment}"' in page
    assert f'href="/assignments/{office.supporting_assignment}"' not in page
    assert "提醒" in page
    assert "督办单" not in page, "what nobody has signed is not said yet"
    assert "不代替签收" in page
    assert "还没有消息" in office.person("tianye").sees("/messages")


def test_what_is_new_is_counted_on_every_page_until_it_was_marked(office: BoardOffice) -> None:
    unit = office.person("suwang")
    page = unit.sees(f"/units/{office.union}")
    assert "<b>" in _badge(page)
    unit.does("/messages/reading")
    assert "<b>" not in _badge(unit.sees("/tasks"))
    assert "新消息" not in unit.sees("/messages")
    assert "<b>" in _badge(office.person("jiming").sees("/tasks")), "each reads for themselves"


def test_an_order_is_news_to_the_unit_when_it_is_signed(office: BoardOffice) -> None:
    unit = office.person("suwang")
    unit.does("/messages/reading")
    with database.transaction() as session:
        order = session.exec(select(Notice).where(Notice.kind == NoticeKind.ORDER)).one()
        order.signed_by, order.signed_at = "周衡", at(DAY, 23).replace(year=2099)
        session.add(order)
    assert "<b>1</b>" in _badge(unit.sees("/tasks"))
    assert "督办单" in unit.sees("/messages")


def test_the_office_hears_of_what_came_in_and_what_waits_for_a_signature(office: BoardOffice) -> None:
    clerk, unit = office.person("wangmin"), office.person("suwang")
    assert "待签发" in clerk.does("/messages/reading")
    here = f"/assignments/{office.lead_assignment}"
    unit.does(f"{here}/acceptance")
    unit.does(f"{here}/submission", note="三场<b>全部</b>办完")
    page = clerk.sees("/messages")
    assert "<b>1</b>" in _badge(page)
    assert "三场&lt;b&gt;全部" in page
    assert "申请销号" in page
    assert "待签发" not in page, "what was handed in needs no order any more"


def test_a_look_at_a_message_delivers_nothing(office: BoardOffice) -> None:
    unit = office.person("suwang")
    unit.sees("/messages")
    unit.does("/messages/reading")
    with database.reading() as session:
        letters = session.exec(select(Delivery)).all()
    assert {(one.status, one.opened_at, one.read_at) for one in letters} == {
        (DeliveryStatus.SENT, None, None)
    }


def test_marking_twice_is_no_trouble(office: BoardOffice) -> None:
    unit = office.person("suwang")
    unit.does("/messages/reading")
    unit.does("/messages/reading")
