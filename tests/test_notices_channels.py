"""Mail goes through a real server, and what the server says comes back as a sentence."""

from collections.abc import Iterator
from datetime import date
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from pydantic import SecretStr

from config.refusal import Refusal
from config.settings import Settings
from notices.channels import mail, open_channel
from notices.message import DeliveryError, Message
from tests.cast import at
from tests.ports import free_port

LETTER = Message(
    identifier="duban-7",
    address="contact@example.org",
    name="陆知远",
    subject="【市产改办】督办事项2件：催办1件、提醒1件",
    body="陆知远同志：\n\n　　请阅处。\n1. 〔2026-001〕办好“技能竞赛” <50%>\n",
    at=at(date(2026, 6, 8)),
)


class PostOffice:
    """Keeps the letters it accepts; refuses those to ``full@…``."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], EmailMessage]] = []

    async def handle_RCPT(  # noqa: N802 - the name is the protocol's
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address.startswith("full@"):
            return "552 mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        letter = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(envelope.content)
        self.letters.append((list(envelope.rcpt_tos), letter))
        return "250 OK"


@pytest.fixture
def post_office() -> Iterator[tuple[PostOffice, str]]:
    handler = PostOffice()
    port = free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, f"mailto://127.0.0.1:{port}?smtp=127.0.0.1&mode=insecure"
    controller.stop()


def test_a_letter_arrives_as_it_was_written(post_office: tuple[PostOffice, str]) -> None:
    handler, url = post_office
    mail(url, "duban@example.org")(LETTER)
    [(to, letter)] = handler.letters
    assert to == ["contact@example.org"]
    assert letter["Subject"] == LETTER.subject
    assert "duban@example.org" in letter["From"]
    body = letter.get_body(("plain",))
    assert body is not None
    assert body.get_content().splitlines() == LETTER.body.splitlines()


def test_each_letter_has_one_reader(post_office: tuple[PostOffice, str]) -> None:
    handler, url = post_office
    send = mail(url, "duban@example.org")
    send(LETTER)
    send(LETTER)
    assert [len(to) for to, _ in handler.letters] == [1, 1]


def test_a_refused_letter_says_why(post_office: tuple[PostOffice, str]) -> None:
    _, url = post_office
    full = Message("duban-8", "full@example.org", "甲", "乙", "丙", LETTER.at)
    with pytest.raises(DeliveryError, match="邮件服务器没有接受") as refused:
        mail(url, "duban@example.org")(full)
    assert not refused.value.permanent


def test_a_server_that_is_away_is_no_crash() -> None:
    with pytest.raises(DeliveryError, match="邮件服务器没有接受"):
        mail("mailto://127.0.0.1:9?smtp=127.0.0.1&mode=insecure&cto=1&rto=1", "duban@example.org")(LETTER)


@pytest.mark.parametrize("url", ["nonsense", "mailtoo://127.0.0.1"])
def test_a_wrong_address_of_the_channel_is_said_before_any_letter_is_taken_up(url: str) -> None:
    with pytest.raises(Refusal, match="mail_url"):
        mail(url, "duban@example.org")


def test_the_office_chooses_the_channel_by_its_settings(post_office: tuple[PostOffice, str]) -> None:
    handler, url = post_office
    open_channel(Settings(mail_url=SecretStr(url), mail_from="office@example.org"))(LETTER)
    assert "office@example.org" in handler.letters[0][1]["From"]
