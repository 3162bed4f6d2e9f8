"""What goes out cannot be led elsewhere, and nobody's name or address adds anything to it."""

from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from pydantic import ValidationError

from board.oidc_provider import NotProven, _web
from config.channels import ChannelSettings
from config.settings import CHECKOUT, settings
from notices.addresses import is_mail_address
from notices.channels import close_channel, mail, open_channel
from notices.letter import letter
from notices.message import DeliveryError, Message
from tests.cast import DAY, at
from tests.servers import gateway, post_office

_BREAKS = ("\r\n", "\n", "\r", "\r\n\t", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029")
_MESSAGE = Message(
    channel="email", address="a@example.gov.cn", name="张三", subject="督办", body="内容", at=at(DAY), identifier="1"
)  # fmt: skip


@pytest.mark.parametrize("brk", _BREAKS, ids=ascii)
def test_no_break_in_a_name_or_a_subject_adds_a_header_or_a_reader(brk: str) -> None:
    evil = f"督办{brk}Bcc: evil@evil.example{brk}{brk}<script>"
    read = message_from_bytes(
        letter(replace(_MESSAGE, subject=evil, name=evil), "d@example.gov.cn"), policy=policy.default
    )
    assert read["Bcc"] is None
    assert set(read.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "List-Id", "Auto-Submitted", "MIME-Version",
        "Content-Type", "Content-Transfer-Encoding",
    }  # fmt: skip
    assert [one.addr_spec for one in read["To"].addresses] == ["a@example.gov.cn"]


@pytest.mark.parametrize(
    "address",
    [
        "a@example.gov.cn\r\nRCPT TO:<evil@evil.example>", "a@example.gov.cn, evil@evil.example", "a@b.cn;c@d.cn",
        "<a@b.cn>", "a@b.cn ", "a@b", "@b.cn", "a@@b.cn", "a b@c.cn", "张三@b.cn", "a@b.cn\n", "a@b.cn\0", "|cmd@b.cn",
        "a@[127.0.0.1]", "a" * 300 + "@b.cn", "",
    ],
)  # fmt: skip
def test_what_is_no_single_address_is_none(address: str) -> None:
    assert not is_mail_address(address)


def test_an_address_with_a_line_end_reaches_nobody_even_if_it_was_stored() -> None:
    with post_office() as office:
        sender = mail(office.url, "d@example.gov.cn")
        for brk in _BREAKS:
            with pytest.raises(DeliveryError):
                sender(replace(_MESSAGE, address=f"a@example.gov.cn>{brk}RCPT TO:<evil@evil.example"))
        close_channel(sender)
        assert office.letters == []


@pytest.mark.parametrize("kind", ["webhook", "wecom", "dingtalk", "feishu", "sms"])
@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "gopher://127.0.0.1:6379/_x", "ftp://x/y", "dict://127.0.0.1:11211/", "json://x", "slack://x",
        "javascript:alert(1)", "//x/y", "http:///x", "http://", " http://x", "",
    ],
)  # fmt: skip
def test_no_scheme_but_those_of_the_web_is_an_address_of_a_channel(kind: str, url: str) -> None:
    more = {"success": "ok", "body": "{phone}{text}"} if kind == "sms" else {}
    with pytest.raises(ValidationError):
        ChannelSettings(kind=kind, url=url, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_gateway_that_sends_on_is_not_followed(
    status: int, monkeypatch: pytest.MonkeyPatch, home: object
) -> None:
    """Whoever answers at a gateway cannot have the server ask something within the office."""
    with gateway() as inside, gateway() as desk:
        desk.answers = [(status, "")]
        desk.location = f"{inside.url}/admin"
        channel = ChannelSettings(kind="webhook", url=f"{desk.url}/hook")  # type: ignore[arg-type]
        monkeypatch.setattr(settings(), "channels", {"hook": channel})
        sender = open_channel(settings(), "hook")
        with pytest.raises(DeliveryError):
            sender(_MESSAGE)
        close_channel(sender)
        assert len(desk.asked) == 1
        assert inside.asked == []


def test_no_form_of_the_board_takes_an_address_to_ask() -> None:
    """The addresses of channels and of the provider stand in the settings file alone."""
    for module in sorted((CHECKOUT / "board").rglob("*.py")):
        written = module.read_text(encoding="utf-8")
        assert "ChannelSettings(" not in written, module.name
        asks = "httpx" in written or "urlopen" in written or "create_connection" in written
        assert not asks or module.name in ("engine.py", "oidc_provider.py"), module.name


@pytest.mark.parametrize(
    "address", ["http://id.example.gov.cn/x", "file:///etc/passwd", "ftp://x", "", None, 3]
)
def test_a_provider_over_an_encrypted_line_names_no_open_one(
    address: object, monkeypatch: pytest.MonkeyPatch, home: object
) -> None:
    monkeypatch.setenv("DUBAN_OIDC_ISSUER", "https://id.example.gov.cn")
    settings.cache_clear()
    with pytest.raises(NotProven):
        _web(address)
    assert _web("https://id.example.gov.cn/token") == "https://id.example.gov.cn/token"
