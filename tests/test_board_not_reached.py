"""The page of those whom nothing reached, the link in a letter, and what the office sees of a letter's fate."""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import docx
import pytest
from sqlmodel import col, select

from board import edge
from models import database
from models.link import Link
from models.notice import Delivery, DeliveryItem, Notice, PhoneCall
from models.unit import Contact
from models.words import DeliveryStatus, Status
from notices.digest import compose
from notices.outbox import gather
from schedules.workdays import work_calendar
from supervision.letters.letter_links import links_in_letters
from tests.cast import DAY, Cast, at
from tests.link_visit import Visit
from tests.office import BoardOffice, establish

BOARD = "http://board"
UGLY = '陆"知远<b>\n🏭'


def _failed(cast: Cast) -> None:
    gather(cast.session, DAY, at(DAY))
    for letter in cast.session.exec(select(Delivery)):
        letter.status, letter.error = DeliveryStatus.FAILED, "没有这个邮箱<script>"
        letter.settled_at = at(DAY)
    for contact in cast.session.exec(select(Contact).where(Contact.unit_id == cast.union.id)):
        contact.name, contact.phone = UGLY, "0000-555-0123"
        cast.session.add(contact)


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish(_failed)


def _on(office: BoardOffice, days: int) -> None:
    day = DAY + timedelta(days)
    office.app.dependency_overrides[edge.today] = lambda: day
    office.app.dependency_overrides[edge.now] = lambda: at(day)


def _letter_link(office: BoardOffice) -> tuple[Delivery, str]:
    """The letter to 市总工会 goes out after all; the address that it carries."""
    with database.transaction() as session:
        contact = session.exec(select(Contact.id).where(Contact.unit_id == office.union)).first()
        letter = session.exec(select(Delivery).where(Delivery.contact_id == contact)).one()
        message = compose(
            session, letter, at(DAY), work_calendar(), BOARD, links_in_letters(at(DAY), 30, BOARD)
        )
        letter.status, letter.error = DeliveryStatus.SENT, ""
        assert message is not None
        found = re.search(rf"{BOARD}(/l/\w+)", message.body)
        assert found
        return letter, found[1]


def _again(letter: Delivery) -> Delivery:
    with database.reading() as session:
        return session.get_one(Delivery, letter.id)


def test_the_list_names_the_unit_the_people_their_telephone_and_the_reason(office: BoardOffice) -> None:
    page = office.person("wangmin").sees("/not-reached")
    for words in (
        "没有送到的单位（2）",
        "市总工会",
        "市人社局",
        'href="tel:0000-555-0123"',
        "没有这个邮箱&lt;script&gt;",
    ):
        assert words in page
    assert "<b>\n🏭" not in page
    assert "2个单位的通知没有送到" in office.person("zhouheng").sees("/notices")


def test_a_clerk_records_a_call_and_the_unit_leaves_the_list(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    address = f"/not-reached/{office.union}/calls"
    page = clerk.does(address, person="", phone="0000-555-0123", outcome="not_reached", note="占线")
    assert "王敏没有打通" in page
    page = clerk.does(address, person="陆知远", phone="0000-555-0123", outcome="reached")
    assert "没有送到的单位（1）" in page
    again = clerk.posts(address, person="陆知远", outcome="reached")
    assert again.status_code == 409
    assert "可能已经有人办过" in again.text
    with database.reading() as session:
        calls = session.exec(select(PhoneCall).order_by("id")).all()
    assert [(call.is_reached, call.person, call.note) for call in calls] == [
        (False, "", "占线"),
        (True, "陆知远", ""),
    ]
    assert "已电话告知陆知远" in clerk.sees(f"/assignments/{office.lead_assignment}")


def test_neither_button_pressed_records_nothing(office: BoardOffice) -> None:
    answer = office.person("wangmin").posts(f"/not-reached/{office.union}/calls", person="陆知远")
    assert answer.status_code == 409


def test_the_slip_is_a_word_page_with_a_part_to_be_signed(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    answer = clerk.client.get(f"/not-reached/{office.union}/slip")
    assert answer.status_code == 200
    paper = docx.Document(BytesIO(answer.content))
    words = [paragraph.text for paragraph in paper.paragraphs]
    (receipt,) = paper.tables
    assert "督办事项送达单" in words
    assert any("〔2026-001〕办好职工技能竞赛" in line for line in words)
    assert "签收人、电话" in receipt.rows[1].cells[0].text
    assert "送达已记录" in clerk.does(
        f"/not-reached/{office.union}/hand-over", person="陆知远", on=DAY.isoformat(), by="李静"
    )
    assert clerk.client.get(f"/not-reached/{office.union}/slip").status_code == 409


@pytest.mark.parametrize("on", ["2026-03-10", "1999-01-01", "昨天"])
def test_a_day_that_cannot_be_is_refused(office: BoardOffice, on: str) -> None:
    address = f"/not-reached/{office.union}/hand-over"
    assert office.person("wangmin").posts(address, person="陆知远", on=on).status_code == 409


def test_a_leader_looks_and_does_not_record(office: BoardOffice) -> None:
    leader = office.person("zhouheng")
    page = leader.sees("/not-reached")
    assert "记录通话" not in page
    assert "打印送达单" in page
    address = f"/not-reached/{office.union}/calls"
    assert leader.posts(address, person="陆知远", outcome="reached").status_code == 409


def test_after_two_working_days_it_stands_first_on_the_leaders_page(office: BoardOffice) -> None:
    leader = office.person("zhouheng")
    _on(office, 1)
    assert "通知没有送到" not in leader.sees("/matrix")
    _on(office, 2)
    page = leader.sees("/matrix")
    assert page.index("2个单位的通知没有送到") < page.index("<h1>总览</h1>")
    assert "最长已等2个工作日" in leader.sees("/today")
    assert "通知没有送到" not in office.person("wangmin").sees("/matrix")


def test_the_clerk_who_makes_the_calls_hears_of_it_among_what_is_to_be_done_at_once(
    office: BoardOffice,
) -> None:
    _on(office, 0)
    assert "2个单位的通知没有送到，请打电话" in office.person("wangmin").sees("/today")


def test_a_look_at_the_link_of_a_letter_opens_it_and_changes_nothing_else(office: BoardOffice) -> None:
    letter, page = _letter_link(office)
    for path in ("", f"/assignments/{office.lead_assignment}"):
        assert office.stranger().get(page + path).status_code == 200
    found = _again(letter)
    assert (found.opened_at is not None, found.read_at) == (True, None)
    assert office.status(office.lead_assignment) is Status.ASSIGNED
    assert "已打开，未阅" in office.person("wangmin").sees(f"/assignments/{office.lead_assignment}")


def test_who_says_so_has_read_the_letter(office: BoardOffice) -> None:
    letter, page = _letter_link(office)
    visit = Visit(office, page)
    assert "我已阅" in visit.sees()
    answer = visit.client.post(f"{page}/reading", data={"form_token": visit.form_token})
    assert "已记为已阅" in answer.text
    assert "我已阅</button>" not in answer.text
    first = _again(letter).read_at
    assert first is not None
    visit.client.post(f"{page}/reading", data={"form_token": visit.form_token})
    assert _again(letter).read_at == first
    assert office.status(office.lead_assignment) is Status.ASSIGNED


def test_who_accepts_by_the_link_has_read_the_letter_and_accepted(office: BoardOffice) -> None:
    letter, page = _letter_link(office)
    assert Visit(office, page).posts(office.lead_assignment, "acceptance").status_code == 200
    assert _again(letter).read_at is not None
    assert office.status(office.lead_assignment) is Status.ACCEPTED


def test_a_form_without_the_links_token_reads_nothing(office: BoardOffice) -> None:
    letter, page = _letter_link(office)
    assert office.stranger().post(f"{page}/reading", data={"form_token": "x"}).status_code == 403
    assert _again(letter).read_at is None


def test_the_link_of_a_letter_is_taken_back_like_any_other(office: BoardOffice) -> None:
    _, page = _letter_link(office)
    with database.reading() as session:
        link = session.exec(select(Link)).one()
    clerk = office.person("wangmin")
    assert "随通知发出、还有效的（1）" in clerk.sees(f"/units/{office.union}")
    clerk.does(f"/links/{link.id}/revocation")
    assert office.stranger().get(page).status_code == 404
    assert "随通知发出" not in clerk.sees(f"/units/{office.union}")


def test_a_clerks_own_link_asks_nobody_whether_it_was_read(office: BoardOffice) -> None:
    page = office.person("wangmin").posts(f"/units/{office.union}/links", person="苏望")
    found = re.search(r"https?://[^/]+(/l/[\w-]+)", page.text)
    assert found
    assert "我已阅" not in Visit(office, found[1]).sees()


def test_a_letter_nobody_has_read_is_listed_apart(office: BoardOffice) -> None:
    _letter_link(office)
    clerk = office.person("wangmin")
    _on(office, 3)
    assert "1封已发出、3个工作日没有人阅" in clerk.sees("/notices")
    part = clerk.sees("/not-reached").split('id="unread"')[1]
    for words in ("已发出未阅（1）", "市总工会", "0000-555-0123", "未打开", "3个工作日"):
        assert words in part


def test_the_page_of_a_unit_says_who_of_it_nothing_reaches(office: BoardOffice) -> None:
    with database.transaction() as session:
        contact = session.exec(select(Contact).where(Contact.unit_id == office.union)).first()
        assert contact is not None
        contact.email, contact.channels = "", ["phone"]
        session.add(contact)
    clerk = office.person("wangmin")
    assert "通知送不到" not in clerk.sees(f"/units/{office.union}"), "there is a telephone"
    with database.transaction() as session:
        for contact in session.exec(select(Contact).where(Contact.unit_id == office.union)):
            contact.email, contact.channels = "", ["email"]
            session.add(contact)
    assert "没有可用的邮箱或号码，通知送不到" in clerk.sees(f"/units/{office.union}")
    with database.transaction() as session:
        for contact in session.exec(select(Contact).where(Contact.unit_id == office.union)):
            contact.left_on = DAY
            session.add(contact)
    assert "已离任" in clerk.sees(f"/units/{office.union}")


def test_many_units_are_folded_up_so_that_a_telephone_shows_them_all(office: BoardOffice) -> None:
    page = office.person("wangmin").sees("/not-reached")
    assert page.count('<details class="card missed"') == 2
    assert page.count('" open>') == 2, "a few stand open"
    with database.transaction() as session:
        notice = session.exec(select(Notice)).first()
        assert notice is not None
        for contact in session.exec(
            select(Contact).where(col(Contact.unit_id).not_in([office.union, office.labour]))
        ):
            letter = Delivery(
                contact_id=contact.id,
                day=DAY,
                address=f"x{contact.id}@example.org",
                status=DeliveryStatus.FAILED,
                not_before=at(DAY),
            )
            session.add(letter)
            session.flush()
            session.add(DeliveryItem(delivery_id=letter.id, notice_id=notice.id, contact_id=contact.id))
    page = office.person("wangmin").sees("/not-reached")
    assert page.count('<details class="card missed"') > 3
    assert '" open>' not in page
