"""A signed letter goes with the e-mail that announces it: the very file, under its number, and nowhere else."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import docx
import pytest
from sqlmodel import select

from config.settings import settings
from models import database
from models.assignment import Assignment
from models.letter import Letter
from models.notice import Delivery, Notice
from models.progress import StoredFile
from models.unit import Contact
from models.words import ContactLevel, DeliveryStatus, LetterKind, NoticeKind, UserRole
from notices.digest import compose_all
from notices.message import Message
from schedules.workdays import work_calendar
from supervision.actor import Actor
from supervision.duties.file_store import path_of
from supervision.letters.drafting import begin_by_hand, fill_in
from supervision.letters.sending import send_all
from supervision.letters.signature import sign_letter
from tests.cast import DAY, Cast, at
from tests.new_database import new_database
from tests.post import everything_arrives
from tests.servers import PostOffice, post_office

LATER = date(2026, 7, 8)
NOW = at(LATER)
LEADER = Actor("周衡", UserRole.LEADER)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
INTERVIEW = {"when": "2026年7月15日上午9时", "place": "三楼会议室", "talker": "周衡"}


@pytest.fixture
def mail(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    """An office that sends by a mail server of ours, with one duty that is overdue on the day."""
    with post_office() as server:
        monkeypatch.setenv("DUBAN_MAIL_URL", server.url)
        monkeypatch.setenv("DUBAN_MAIL_FROM", "duban@example.org")
        settings.cache_clear()
        new_database()
        with database.transaction() as session:
            made = Cast(session)
            made.assignment(date(2026, 6, 30))
            everything_arrives(session, DAY)
        yield server


def _sign(kind: LetterKind = LetterKind.ORDER, **wording: str) -> Letter:
    with database.transaction() as session:
        own = session.exec(select(Assignment)).one()
        letter = begin_by_hand(session, own, kind, LEADER, LATER, NOW)
        fill_in(session, letter, wording, LEADER, LATER, NOW, work_calendar())
        return sign_letter(session, letter, LEADER, NOW)


def _frozen(letter: Letter) -> str:
    with database.reading() as session:
        return session.get_one(StoredFile, letter.file_id).sha256


def _files(arrived: EmailMessage) -> list[EmailMessage]:
    return [part for part in arrived.iter_attachments() if isinstance(part, EmailMessage)]


def test_the_signed_order_comes_with_the_mail_that_announces_it(mail: PostOffice) -> None:
    letter = _sign(answer_by="2026-07-10")
    assert send_all(LATER, NOW).sent == len(mail.letters) > 0
    for _, arrived in mail.letters:
        assert arrived.get_content_type() == "multipart/mixed"
        [file] = _files(arrived)
        assert file.get_filename() == "督办〔2026〕1号 督办通知单.docx"
        assert file.get_content_type() == WORD
        content = file.get_content()
        assert hashlib.sha256(content).hexdigest() == _frozen(letter)
        read = docx.Document(BytesIO(content))
        cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
        assert "2026年7月10日" in cells
        for form in ("plain", "html"):
            body = arrived.get_body((form,))
            assert body is not None
            said = body.get_content()
            assert "于2026年7月10日前书面反馈" in said
            assert "五个工作日内" not in said
            assert "附件：督办〔2026〕1号 督办通知单.docx" in said
        assert not arrived.defects


def test_the_day_that_was_proposed_is_the_letters_too(mail: PostOffice) -> None:
    _sign()
    send_all(LATER, NOW)
    body = mail.letters[0][1].get_body(("plain",))
    assert body is not None
    assert "于2026年7月15日前书面反馈" in body.get_content()


@pytest.mark.parametrize(("kind", "wording"), [(LetterKind.INTERVIEW, INTERVIEW), (LetterKind.CHASER, {})])
def test_what_is_announced_in_the_digest_comes_with_it(
    mail: PostOffice, kind: LetterKind, wording: dict[str, str]
) -> None:
    letter = _sign(kind, **wording)
    send_all(LATER, NOW)
    for _, arrived in mail.letters:
        assert [file.get_filename() for file in _files(arrived)] == [f"{letter.reference} {kind.label}.docx"]


def test_mail_without_a_letter_carries_no_file(mail: PostOffice) -> None:
    with database.transaction() as session:
        own = session.exec(select(Assignment)).one()
        session.add(
            Notice(
                assignment_id=own.id,
                rung="x",
                kind=NoticeKind.REMINDER,
                level=ContactLevel.CONTACT,
                raised_on=LATER,
            )
        )
    send_all(LATER, NOW)
    assert [arrived.get_content_type() for _, arrived in mail.letters] == ["multipart/alternative"]


def _with_settings(home: Path, text: str) -> None:
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text(text, encoding="utf-8")
    settings.cache_clear()


def test_where_the_title_and_the_link_alone_may_be_said_no_file_goes(mail: PostOffice, home: Path) -> None:
    _sign()
    _with_settings(home, f'[channels.email]\nkind = "email"\nurl = "{mail.url}"\ntitle_only = true\n')
    assert send_all(LATER, NOW).sent > 0
    for _, arrived in mail.letters:
        assert arrived.get_content_type() == "text/plain"
        assert "附件" not in arrived.get_content()


def test_only_mail_carries_files(mail: PostOffice, home: Path) -> None:
    _with_settings(
        home, '[channels.group]\nkind = "wecom"\nurl = "http://127.0.0.1:9/x"\n[channels.outside]\nkind = "email"\n'
        f'url = "{mail.url}"\n',
    )  # fmt: skip
    with database.transaction() as session:
        for contact in session.exec(select(Contact)):
            contact.channels = ["outside" if contact.level is ContactLevel.LEADER else "group"]
    _sign()
    sent: list[Message] = []
    send_all(LATER, NOW, send=sent.append)
    assert {message.channel for message in sent} == {"group", "outside"}
    for message in sent:
        assert bool(message.attachments) == (message.channel != "group")


def test_a_file_is_read_for_the_letter_that_leaves_and_not_before(mail: PostOffice) -> None:
    _sign()
    seen: list[tuple[int, int]] = []
    send_all(LATER, NOW, send=lambda message: seen.append((len(message.attachments), _bytes(message))))
    assert seen
    assert all(files == 1 and size > 5_000 for files, size in seen)
    with database.transaction() as session:
        letters = session.exec(select(Delivery).where(Delivery.day == LATER)).all()
        made = compose_all(session, letters, NOW, work_calendar(), "http://board")
    assert made
    assert all(_bytes(message) == 0 for message in made.values())


def _bytes(message: Message) -> int:
    return sum(len(one.content) for one in message.attachments)


def _lose(path: Path) -> None:
    path.unlink()


def _spoil(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1] + b"x")


@pytest.mark.parametrize("harm", [_lose, _spoil])
def test_a_file_that_is_not_the_signed_one_goes_to_nobody(
    mail: PostOffice, harm: Callable[[Path], None]
) -> None:
    letter = _sign()
    path = path_of(_frozen(letter))
    kept = path.read_bytes()
    harm(path)
    assert send_all(LATER, NOW).sent == 0
    assert mail.letters == []
    with database.reading() as session:
        waiting = session.exec(select(Delivery).where(Delivery.day == LATER)).all()
    assert {row.status for row in waiting} == {DeliveryStatus.PENDING}
    assert all("督办〔2026〕1号 督办通知单.docx" in row.error for row in waiting if row.error)
    assert any(row.error for row in waiting)
    path.write_bytes(kept)
    assert send_all(LATER, NOW + timedelta(minutes=15)).sent == len(waiting) == len(mail.letters)
