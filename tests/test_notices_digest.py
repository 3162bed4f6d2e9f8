"""What a letter says: short, counts first, the worst first, in three forms, with one link for each unit."""

import html
from datetime import date, timedelta
from email import message_from_bytes, policy
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from models.assignment import Assignment
from models.link import Link
from models.notice import Delivery, DeliveryItem, Notice
from models.task import Deadline, Task
from models.unit import Contact
from models.words import ContactLevel, NoticeKind
from notices.digest import MOST_OF_CHAT, compose
from notices.mailbox import mailbox
from notices.message import Message, title_only
from schedules.workdays import work_calendar
from supervision.duties.acceptance import accept
from supervision.duties.closure import close
from supervision.duties.submission import submit
from supervision.letters.letter_links import links_in_letters
from supervision.letters.signature import sign
from supervision.returns.links import opened, revoke
from tests.cast import DAY, Cast, at

CALENDAR = work_calendar()
BOARD = "https://duban.example.gov.cn"
JUNE_16 = date(2026, 6, 16)
UGLY = '建好"工匠\n学院" <script>alert(1)</script> & 🏭\u202e\x0b'


def _notice(cast: Cast, own: Assignment, kind: NoticeKind, signed_by: str = "") -> Notice:
    row = Notice(
        assignment_id=own.id,
        in_force=own.due_on.isoformat() if own.due_on else "",
        rung=f"some {kind.value}",
        kind=kind,
        level=ContactLevel.CONTACT,
        raised_on=JUNE_16,
        signed_by=signed_by,
    )
    cast.session.add(row)
    cast.session.flush()
    return row


def _contact(cast: Cast, unit_id: int) -> Contact:
    rows = select(Contact).where(Contact.unit_id == unit_id, Contact.level == ContactLevel.CONTACT)
    return cast.session.exec(rows).one()


def _letter(cast: Cast, *notices: Notice, apart: str = "", unit_id: int | None = None) -> Delivery:
    contact = _contact(cast, unit_id or cast.union.id)
    row = Delivery(
        contact_id=contact.id, day=JUNE_16, address=contact.email, apart=apart, not_before=at(JUNE_16)
    )
    cast.session.add(row)
    cast.session.flush()
    for notice in notices:
        cast.session.add(DeliveryItem(delivery_id=row.id, notice_id=notice.id, contact_id=contact.id))
    cast.session.flush()
    return row


def _worded(session: Session, letter: Delivery, on: date = JUNE_16) -> Message:
    message = compose(session, letter, at(on), CALENDAR, BOARD, links_in_letters(at(on), 30, BOARD))
    assert message is not None
    return message


def _overdue(cast: Cast, due: date, kind: NoticeKind = NoticeKind.CHASER) -> Notice:
    return _notice(cast, cast.assignment(due), kind)


def _links(text: str) -> list[str]:
    return [word for word in text.split() if word.startswith(f"{BOARD}/l/")]


def test_counts_come_first_and_the_worst_matter_before_the_others(cast: Cast) -> None:
    late, later = _overdue(cast, date(2026, 6, 15)), _overdue(cast, date(2026, 6, 1))
    soon = _overdue(cast, date(2026, 6, 30), NoticeKind.REMINDER)
    message = _worded(cast.session, _letter(cast, soon, late, later))
    assert message.subject == "【市产改办】督办事项3件：催办2件、提醒1件（6月16日）"
    first = message.body.split("。")[0]
    assert first.endswith("贵单位有督办事项3件：催办2件、提醒1件")
    assert "其中已逾期2件，最长逾期11个工作日" in message.body
    places = [message.body.index(f"〔2026-00{number}〕") for number in (2, 1, 3)]
    assert places == sorted(places)
    assert message.threads == tuple(f"assignment-{notice.assignment_id}" for notice in (later, late, soon))


def _copy(cast: Cast, own: Assignment, number: int, due: date) -> Assignment:
    """Another task like that of an assignment, handed to the same unit."""
    session = cast.session
    draft = cast.draft(due=due)
    old_task, old_deadline = session.get_one(Task, own.task_id), session.get_one(Deadline, own.deadline_id)
    task = Task.model_validate(
        old_task.model_dump(exclude={"id"}) | {"number": f"T{number:03}", "draft_id": draft.id}
    )
    session.add(task)
    session.flush()
    deadline = Deadline.model_validate(
        old_deadline.model_dump(exclude={"id"}) | {"task_id": task.id, "due_on": due}
    )
    session.add(deadline)
    session.flush()
    made = Assignment.model_validate(
        own.model_dump(exclude={"id"}) | {"task_id": task.id, "deadline_id": deadline.id, "due_on": due}
    )
    session.add(made)
    session.flush()
    return made


@pytest.mark.long
def test_a_letter_of_hundreds_stays_short_in_every_form(cast: Cast) -> None:
    own = cast.assignment(date(2026, 6, 1))
    many = [own, *(_copy(cast, own, number, date(2026, 6, 2 + number % 9)) for number in range(299))]
    message = _worded(cast.session, _letter(cast, *(_notice(cast, one, NoticeKind.CHASER) for one in many)))
    assert "督办事项300件" in message.subject
    assert message.body.count("时限：") == 10
    assert "另有催办290件，没有逐件列出" in message.body
    assert len(message.body) < 2000
    assert len(message.html) < 20000
    assert len(message.chat.encode()) <= MOST_OF_CHAT
    assert len(_links(message.body)) == 1
    assert len(message.threads) == 10


def test_a_matter_of_which_two_rungs_speak_is_told_once_by_the_graver(cast: Cast) -> None:
    own = cast.assignment(date(2026, 6, 15))
    message = _worded(
        cast.session,
        _letter(cast, _notice(cast, own, NoticeKind.REMINDER), _notice(cast, own, NoticeKind.CHASER)),
    )
    assert message.subject == "【市产改办】督办事项1件：催办1件（6月16日）"


def test_what_somebody_hears_for_two_units_stands_apart_each_with_its_link(cast: Cast) -> None:
    own = _overdue(cast, date(2026, 6, 15))
    letter = _letter(cast, own)
    cast.task(date(2026, 6, 30), supporting=("市人社局",))
    theirs = cast.session.exec(select(Assignment).where(Assignment.unit_id == cast.labour.id)).one()
    other = _notice(cast, theirs, NoticeKind.REMINDER)
    contact = _contact(cast, cast.labour.id)
    cast.session.add(DeliveryItem(delivery_id=letter.id, notice_id=other.id, contact_id=contact.id))
    cast.session.flush()
    message = _worded(cast.session, letter)
    assert "您联系的2个单位有督办事项2件" in message.body
    first, second = message.body.split("◆")[1:]
    for part, unit in ((first, cast.union), (second, cast.labour)):
        assert part.strip().startswith(unit.called)
        (address,) = _links(part)
        link = opened(cast.session, address.rpartition("/")[2], at(JUNE_16))
        assert link is not None
        assert (link.unit_id, link.delivery_id) == (unit.id, letter.id)
        assert address in message.html
        assert address in message.chat


def test_a_letter_worded_again_carries_the_same_link_and_only_its_digest_is_kept(cast: Cast) -> None:
    letter = _letter(cast, _overdue(cast, date(2026, 6, 15)))
    (first,) = _links(_worded(cast.session, letter).body)
    later = JUNE_16 + timedelta(3)
    assert _links(_worded(cast.session, letter, later).body) == [first]
    (link,) = cast.session.exec(select(Link)).all()
    cast.session.refresh(link)
    assert first.rpartition("/")[2] not in str(link.model_dump())
    assert link.expires_at == at(later) + timedelta(30)


def test_a_link_taken_back_is_not_given_out_again(cast: Cast) -> None:
    letter = _letter(cast, _overdue(cast, date(2026, 6, 15)))
    (address,) = _links(_worded(cast.session, letter).body)
    (link,) = cast.session.exec(select(Link)).all()
    revoke(cast.session, link, cast.clerk, at(JUNE_16))
    message = _worded(cast.session, letter)
    assert _links(message.body) == []
    assert f"办理和反馈请登录：{BOARD}" in message.body
    assert opened(cast.session, address.rpartition("/")[2], at(JUNE_16)) is None


def test_what_is_handed_out_goes_in_a_letter_of_its_own(cast: Cast) -> None:
    own = cast.assignment(date(2026, 6, 30), on=DAY)
    notice = cast.session.exec(select(Notice).where(Notice.assignment_id == own.id)).one()
    message = _worded(cast.session, _letter(cast, notice, apart="assignment"), DAY)
    assert message.subject == "【市产改办】新交办1件，请签收（3月9日）"
    assert "现将以下1件督办事项交办贵单位。" in message.body
    assert "新交办1件，请在两个工作日内签收" in message.chat


def test_an_order_is_a_letter_of_its_own_and_needless_once_handed_in(cast: Cast) -> None:
    own = cast.assignment(date(2026, 6, 15))
    order = _notice(cast, own, NoticeKind.ORDER, signed_by="王敏")
    letter = _letter(cast, order, apart=f"order-{order.id}")
    message = _worded(cast.session, letter)
    assert message.subject == "【市产改办】督办单：〔2026-001〕办好职工技能竞赛"
    for form in (message.body, message.html):
        assert "市总工会承办的下列事项已逾期1个工作日，现予督办。" in form
        assert "签发：王敏" in form
        assert "五个工作日内书面反馈" in form
    assert "督办单（签发：王敏）" in message.chat
    accept(cast.session, own, cast.lead, JUNE_16, at(JUNE_16))
    submit(cast.session, own, cast.lead, JUNE_16, at(JUNE_16), "已办结")
    assert compose(cast.session, letter, at(JUNE_16), CALENDAR, BOARD) is None


def test_an_order_with_a_paper_names_its_number_and_the_day_that_it_says(cast: Cast) -> None:
    own = cast.assignment(date(2026, 6, 15))
    order = _notice(cast, own, NoticeKind.ORDER)
    order.needs_signature = True
    cast.session.flush()
    signed = sign(cast.session, order.id, cast.clerk, at(JUNE_16))
    message = _worded(cast.session, _letter(cast, order, apart=f"order-{order.id}"))
    for form in (message.body, message.html, message.chat):
        assert "于2026年6月24日前书面反馈" in form
        assert "五个工作日内" not in form
    assert signed.reference in message.body


def test_a_public_robot_gets_a_title_and_the_link_and_no_word_of_the_matter(cast: Cast) -> None:
    message = title_only(_worded(cast.session, _letter(cast, _overdue(cast, date(2026, 6, 15)))))
    (link,) = _links(message.body)
    assert message.body == f"【市产改办】有督办事项请您查阅\n{link}"
    assert message.subject == "【市产改办】有督办事项请您查阅"
    assert (message.html, message.chat, message.threads) == ("", message.body, ())


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.attributes |= {name for name, _ in attrs}


def test_names_with_quotes_markup_and_line_breaks_do_no_harm(cast: Cast, tmp_path: Path) -> None:
    notice = _overdue(cast, date(2026, 6, 15))
    own = cast.session.get_one(Assignment, notice.assignment_id)
    task = cast.session.get_one(Task, own.task_id)
    task.title, cast.union.short_name = UGLY, '总"工会\r\nBcc: x@example.org'
    contact = _contact(cast, cast.union.id)
    contact.name = '<b>陆"知\n远</b>'
    cast.session.flush()
    order = _notice(cast, own, NoticeKind.ORDER, signed_by="王<敏>")
    letter = _letter(cast, order, apart=f"order-{order.id}")
    message = _worded(cast.session, letter)
    assert "\n" not in message.subject + message.name
    assert '建好"工匠 学院" <script>alert(1)</script> & 🏭' in message.body
    tags = _Tags()
    tags.feed(message.html)
    assert "script" not in tags.seen
    assert tags.attributes <= {"style", "href", "lang", "charset", "name", "content"}
    assert "<script>alert(1)</script>" in html.unescape(message.html)
    mailbox(tmp_path, "duban@example.org")(message)
    (file,) = tmp_path.rglob("*.eml")
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert mail["Bcc"] is None


def test_nothing_is_said_to_somebody_who_left_meanwhile(cast: Cast) -> None:
    letter = _letter(cast, _overdue(cast, date(2026, 6, 15)))
    _contact(cast, cast.union.id).left_on = JUNE_16
    cast.session.flush()
    assert compose(cast.session, letter, at(JUNE_16), CALENDAR, BOARD) is None


def test_a_letter_that_takes_the_place_of_a_failed_one_says_the_same(cast: Cast) -> None:
    failed = _letter(cast, _overdue(cast, date(2026, 6, 15)))
    other = Delivery(
        contact_id=failed.contact_id,
        day=JUNE_16,
        channel="sms",
        address="13900000000",
        replaces_id=failed.id,
        not_before=at(JUNE_16),
    )
    cast.session.add(other)
    cast.session.flush()
    first, second = _worded(cast.session, failed), _worded(cast.session, other)
    assert (second.subject, second.channel) == (first.subject, "sms")
    assert _links(first.body) != _links(second.body)


def test_a_settled_matter_is_left_out(cast: Cast) -> None:
    letter = _letter(cast, _overdue(cast, date(2026, 6, 15)), _overdue(cast, date(2026, 6, 12)))
    own = cast.session.exec(select(Assignment).order_by(col(Assignment.id))).first()
    assert own is not None
    accept(cast.session, own, cast.lead, JUNE_16, at(JUNE_16))
    submit(cast.session, own, cast.lead, JUNE_16, at(JUNE_16), "已办结")
    close(cast.session, own, cast.clerk, JUNE_16, at(JUNE_16))
    assert "督办事项1件" in _worded(cast.session, letter).subject


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_every_kind_is_worded_in_all_three_forms(cast: Cast, kind: NoticeKind) -> None:
    own = cast.assignment(date(2026, 6, 30))
    message = _worded(cast.session, _letter(cast, _notice(cast, own, kind, signed_by="王敏")))
    assert f"{kind.label}（1件）" in message.body
    assert f"{kind.label}（1件）" in message.html
    assert f"{kind.label}1件" in message.chat
