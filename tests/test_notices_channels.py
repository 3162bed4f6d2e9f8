"""Messages go through real servers, and what these say comes back as a sentence."""

import base64
import email
import hashlib
import hmac
import json
import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import SecretStr

from config.channels import ChannelSettings
from config.refusal import Refusal
from config.settings import Settings
from notices.channels import close_channel, mail, names, open_channel, open_channels
from notices.gateway import Gateway
from notices.letter import letter
from notices.message import DeliveryError, Message, shortened
from tests.cast import at
from tests.ports import free_port
from tests.servers import Desk, PostOffice, gateway, mute_mail_server, post_office

pytestmark = pytest.mark.long  # real servers, some of them slow


LETTER = Message(
    identifier="duban-7",
    address="contact@example.org",
    name="陆知远",
    subject="【市产改办】督办事项2件：催办1件、提醒1件",
    body="陆知远同志：\n\n　　请阅处。\n.一个点\n1. 〔2026-001〕办好“技能竞赛” <50%>\n　　http://board/l/abc\n",
    at=at(date(2026, 6, 8)),
    bare="【市产改办】督办事项2件，催办1件\nhttp://board/l/abc",
)
CHAT = replace(LETTER, chat="催办1件，提醒1件：\n办好“技能竞赛”\nhttp://board/l/abc", address="13800000000")
KEY = "key-8f2c41d9"


@pytest.fixture(name="office")
def _office() -> Iterator[PostOffice]:
    with post_office() as made:
        yield made


@pytest.fixture(name="desk")
def _desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with gateway() as made:
        yield made


def _post(url: str, message: Message = LETTER) -> None:
    channel = mail(url, "duban@example.org")
    try:
        channel(message)
    finally:
        close_channel(channel)


def _say(desk: Desk, kind: str, message: Message = CHAT, path: str = f"/send?key={KEY}", **more: Any) -> None:
    made = ChannelSettings(kind=kind, url=SecretStr(desk.url + path), **more)  # type: ignore[arg-type]
    channel = open_channel(
        Settings(channels={"sms" if kind == "sms" else "robot": made}), "sms" if kind == "sms" else "robot"
    )
    try:
        channel(message)
    finally:
        close_channel(channel)


def test_a_letter_arrives_as_it_was_written(office: PostOffice) -> None:
    _post(office.url)
    [(to, arrived)] = office.letters
    assert to == ["contact@example.org"]
    assert arrived["Subject"] == LETTER.subject
    assert "duban@example.org" in arrived["From"]
    assert arrived.get_content_type() == "text/plain"
    assert arrived.get_content().splitlines() == LETTER.body.splitlines()


def test_a_letter_carries_what_threads_and_doubles_are_known_by(office: PostOffice) -> None:
    _post(office.url, replace(LETTER, threads=("assignment-3", "assignment-5")))
    _post(office.url, replace(LETTER, threads=("assignment-3", "assignment-5")))
    first, second = (arrived for _, arrived in office.letters)
    assert first["Message-ID"] == second["Message-ID"] == "<duban-7@example.org>"
    assert first["List-Id"] == "<duban.example.org>"
    assert first["In-Reply-To"] == "<assignment-3@example.org>"
    assert first["References"].split() == ["<assignment-3@example.org>", "<assignment-5@example.org>"]
    assert first["Auto-Submitted"] == "auto-generated"


def test_a_letter_with_a_page_comes_as_text_and_as_page(office: PostOffice) -> None:
    _post(office.url, replace(LETTER, html="<p>请阅处，“技能竞赛”。</p>"))
    [(_, arrived)] = office.letters
    assert [part.get_content_type() for part in arrived.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    page = arrived.get_body(("html",))
    assert page is not None
    assert page.get_content().strip() == "<p>请阅处，“技能竞赛”。</p>"


def test_a_line_break_in_a_title_makes_no_header_of_its_own() -> None:
    made = replace(
        LETTER,
        subject="甲\r\nBcc: spy@example.org",
        name="陆\nX: y",
        threads=tuple(f"a-{n}" for n in range(50)),
    )
    arrived = email.message_from_bytes(letter(made, "督办 <duban@example.org>"), policy=email.policy.default)
    assert arrived["Bcc"] is None
    assert arrived["X"] is None
    assert arrived["Subject"] == "甲 Bcc: spy@example.org"
    assert len(arrived["References"].split()) == 20


def test_the_same_letter_is_the_same_bytes() -> None:
    made = replace(LETTER, html="<p>一</p>")
    assert letter(made, "duban@example.org") == letter(made, "duban@example.org")


def test_letters_share_a_connection_and_each_has_one_reader(office: PostOffice) -> None:
    channel = mail(office.url, "duban@example.org")
    for _ in range(3):
        channel(LETTER)
    close_channel(channel)
    assert [len(to) for to, _ in office.letters] == [1, 1, 1]


@pytest.mark.parametrize(
    ("said", "permanent", "channels"),
    [
        ("550 no such user", True, False),
        ("552 mailbox full", True, False),
        ("450 mailbox busy", False, False),
        ("421 going down", False, True),
    ],
)
def test_a_refused_reader_is_told_apart_and_the_next_letter_goes(
    office: PostOffice, said: str, permanent: bool, channels: bool
) -> None:
    office.refuses = lambda address: said if address.startswith("full@") else ""
    channel = mail(office.url, "duban@example.org")
    with pytest.raises(DeliveryError, match=said) as refused:
        channel(replace(LETTER, address="full@example.org"))
    channel(LETTER)
    close_channel(channel)
    assert (refused.value.permanent, refused.value.is_channels) == (permanent, channels)
    assert [to for to, _ in office.letters] == [["contact@example.org"]]


@pytest.mark.parametrize(("said", "permanent"), [("554 looks like spam", True), ("451 try later", False)])
def test_a_refused_letter_is_told_apart(office: PostOffice, said: str, permanent: bool) -> None:
    office.at_the_end = said
    with pytest.raises(DeliveryError, match=said) as refused:
        _post(office.url)
    assert refused.value.permanent is permanent
    assert not refused.value.is_uncertain


def test_a_server_that_is_away_is_the_channels_trouble() -> None:
    with pytest.raises(DeliveryError, match="邮件服务器连不上") as refused:
        _post(f"mailto://127.0.0.1:{free_port()}?smtp=127.0.0.1&mode=insecure&cto=1&rto=1")
    assert refused.value.is_channels
    assert not refused.value.permanent


def _silenced(words: bytes, after: bytes) -> DeliveryError:
    """What is said of a server that falls silent there; on a slow machine it is given more time to come so far."""
    for seconds in (1, 10, 100):
        with mute_mail_server(words, after) as server:
            with pytest.raises(DeliveryError) as refused:
                _post(server.url(seconds))
            if server.fell_silent.is_set():
                return refused.value
    raise AssertionError("the server never heard what it waits for")


def test_a_server_that_never_greets_is_the_channels_trouble() -> None:
    with (
        mute_mail_server(b"", b"nobody says this") as server,
        pytest.raises(DeliveryError, match="邮件服务器连不上") as refused,
    ):
        _post(server.url(1))
    assert refused.value.is_channels


def test_a_server_that_falls_silent_before_the_letter_leaves_no_doubt() -> None:
    cut = _silenced(b"220 hello\r\n", b"RCPT")
    assert "连接断了" in str(cut)
    assert not cut.is_uncertain


def test_a_server_that_falls_silent_after_the_letter_leaves_its_outcome_unknown() -> None:
    cut = _silenced(b"220 hello\r\n", b"\r\n.\r\n")
    assert "不能确定" in str(cut)
    assert cut.is_uncertain


def test_a_connection_that_went_stale_is_opened_anew(office: PostOffice) -> None:
    channel = mail(office.url, "duban@example.org")
    channel(LETTER)
    plugin: Any = channel._plugin
    plugin.post._line.sock.shutdown(2)
    channel(LETTER)
    close_channel(channel)
    assert len(office.letters) == 2


@pytest.mark.parametrize("url", ["nonsense", "mailtoo://127.0.0.1", "mailto://", "http://127.0.0.1"])
def test_a_wrong_address_of_the_channel_is_said_before_any_letter_is_taken_up(url: str) -> None:
    with pytest.raises(Refusal, match="mail_url"):
        mail(url, "duban@example.org")


def test_the_office_chooses_its_channels_by_its_settings(office: PostOffice, desk: Desk) -> None:
    chosen = Settings(
        mail_url=SecretStr(office.url),
        mail_from="office@example.org",
        channels={"group": ChannelSettings(kind="wecom", url=SecretStr(desk.url + "/x"))},
    )
    assert names(chosen) == ("email", "group")
    with open_channels(chosen) as senders:
        senders["email"](LETTER)
        senders["group"](CHAT)
    assert "office@example.org" in office.letters[0][1]["From"]
    assert len(desk.asked) == 1


OK = {
    "wecom": '{"errcode":0,"errmsg":"ok"}',
    "dingtalk": '{"errcode":0}',
    "feishu": '{"code":0,"msg":"success"}',
}


@pytest.mark.parametrize("kind", ["wecom", "dingtalk", "feishu"])
def test_a_robot_says_the_few_lines_written_for_it(desk: Desk, kind: str) -> None:
    desk.answers = [(200, OK[kind])]
    _say(desk, kind)
    said = desk.asked[0].said
    text = said["content"]["text"] if kind == "feishu" else said["text"]["content"]
    assert text.splitlines() == CHAT.chat.splitlines()
    assert parse_qs(urlsplit(desk.asked[0].path).query)["key"] == [KEY]


@pytest.mark.parametrize("kind", ["wecom", "dingtalk", "feishu", "webhook", "sms"])
def test_a_public_channel_hears_the_title_and_the_link_alone(desk: Desk, kind: str) -> None:
    desk.answers = [(200, OK.get(kind, "ok"))]
    own: dict[str, Any] = (
        {"success": "ok", "body": '{"to":"{phone}","text":"{text}"}'} if kind == "sms" else {}
    )
    _say(desk, kind, title_only=True, **own)
    assert "技能竞赛" not in desk.asked[0].body
    assert "催办1件" in desk.asked[0].body
    assert "http://board/l/abc" in desk.asked[0].body


@pytest.mark.parametrize(
    ("kind", "status", "answer", "permanent", "channels"),
    [
        ("wecom", 200, '{"errcode":93000,"errmsg":"invalid webhook url"}', True, False),
        ("wecom", 200, '{"errcode":45009,"errmsg":"api freq out of limit"}', False, True),
        ("wecom", 200, '{"errcode":-1,"errmsg":"system busy"}', False, True),
        ("dingtalk", 200, '{"errcode":310000,"errmsg":"keywords not in content"}', True, False),
        ("dingtalk", 200, '{"errcode":130101,"errmsg":"send too fast"}', False, True),
        ("feishu", 200, '{"code":19024,"msg":"Key Words Not Found"}', True, False),
        ("feishu", 200, '{"code":9499,"msg":"too many request"}', False, True),
        ("feishu", 400, '{"code":9499,"msg":"Bad Request"}', True, False),
        ("feishu", 200, '{"code":11232,"msg":"frequency limited"}', False, True),
        ("wecom", 200, "<html>请先登录上网</html>", False, True),
        ("wecom", 200, "", False, True),
        ("wecom", 200, "[1]", False, True),
        ("wecom", 500, "oops", False, False),
        ("wecom", 429, "slow down", False, True),
        ("wecom", 404, "gone", True, False),
        ("webhook", 200, '{"errcode":7,"errmsg":"no"}', True, False),
        ("webhook", 503, "", False, False),
        ("webhook", 302, "", True, False),
    ],
)
def test_what_a_robot_answers_is_read(
    desk: Desk, kind: str, status: int, answer: str, permanent: bool, channels: bool
) -> None:
    desk.answers = [(status, answer)]
    with pytest.raises(DeliveryError) as refused:
        _say(desk, kind)
    assert (refused.value.permanent, refused.value.is_channels) == (permanent, channels)
    assert not set('{}[]<>"') & set(str(refused.value)), "what a machine wrote is no sentence"
    assert str(refused.value).endswith(("系统会再发", "重新发送"))


def test_an_older_feishu_answer_counts_too(desk: Desk) -> None:
    desk.answers = [(200, '{"StatusCode":0,"StatusMessage":"success"}')]
    _say(desk, "feishu")


def test_a_signed_robot_gets_a_sign_that_holds(desk: Desk) -> None:
    _say(desk, "dingtalk", path="/robot/send?access_token=abc", secret=SecretStr("SEC+/=秘"))
    asked = parse_qs(urlsplit(desk.asked[0].path).query)
    [stamp] = asked["timestamp"]
    mark = hmac.new("SEC+/=秘".encode(), f"{stamp}\nSEC+/=秘".encode(), hashlib.sha256).digest()
    assert asked["sign"] == [base64.b64encode(mark).decode()]


def test_feishu_signs_in_the_body(desk: Desk) -> None:
    desk.answers = [(200, OK["feishu"])]
    _say(desk, "feishu", secret=SecretStr("geheim"))
    said = desk.asked[0].said
    mark = hmac.new(f"{said['timestamp']}\ngeheim".encode(), b"", hashlib.sha256).digest()
    assert said["sign"] == base64.b64encode(mark).decode()


def test_a_long_text_is_cut(desk: Desk) -> None:
    _say(desk, "wecom", replace(CHAT, chat="http://board/l/abc\n" + "事项\n" * 2000))
    text = desk.asked[0].said["text"]["content"]
    assert len(text.encode()) <= 2048
    assert text.startswith("http://board/l/abc\n")
    assert text.endswith("……")
    assert shortened("短", 10) == "短"


def test_a_webhook_gets_title_text_and_link(desk: Desk) -> None:
    _say(desk, "webhook", headers={"X-Token": SecretStr("t-123456")})
    asked = desk.asked[0]
    assert asked.said["title"] == CHAT.subject
    assert asked.said["message"] == CHAT.chat
    assert asked.said["link"] == "http://board/l/abc"
    assert asked.headers["X-Token"] == "t-123456"


def test_a_text_message_is_written_into_the_offices_own_form(desk: Desk) -> None:
    desk.answers = [(200, '{"code":0}')]
    tricky = replace(CHAT, chat='他说"好"\\{phone}\n第二行')
    _say(
        desk, "sms", tricky, body=SecretStr('{"to":"{phone}","text":"{text}","n":"{id}"}'), success='"code":0'
    )
    assert desk.asked[0].said == {"to": "13800000000", "text": '他说"好"\\{phone}\n第二行', "n": "duban-7"}
    assert desk.asked[0].headers["Content-Type"].startswith("application/json")


def test_a_text_message_goes_by_get_or_form_as_well(desk: Desk) -> None:
    desk.answers = [(200, "OK 1")]
    _say(desk, "sms", path="/s?to={phone}&t={text}&k=1", method="GET", success="OK")
    assert parse_qs(urlsplit(desk.asked[0].path).query)["t"] == [CHAT.chat]
    _say(desk, "sms", path="/s", body=SecretStr("to={phone}&t={text}"), success="OK")
    assert parse_qs(desk.asked[1].body)["t"] == [CHAT.chat]


@pytest.mark.parametrize(
    ("answer", "permanent"), [('{"code":7}', False), ('{"code":4,"msg":"号码错误"}', True)]
)
def test_what_a_text_gateway_answers_is_read(desk: Desk, answer: str, permanent: bool) -> None:
    desk.answers = [(200, answer)]
    with pytest.raises(DeliveryError, match="短信网关") as refused:
        _say(desk, "sms", body=SecretStr("{phone}{text}"), success='"code":0', permanent="号码错误")
    assert refused.value.permanent is permanent


def test_a_gateway_that_is_away_is_the_channels_trouble(desk: Desk) -> None:
    with pytest.raises(DeliveryError, match="连不上") as refused:
        _say(Desk(url=f"http://127.0.0.1:{free_port()}"), "wecom")
    assert refused.value.is_channels
    assert not refused.value.is_uncertain


def test_a_gateway_that_never_answers_leaves_the_outcome_unknown(desk: Desk) -> None:
    desk.holds = threading.Event()
    made = Gateway(ChannelSettings(kind="wecom", url=SecretStr(desk.url + "/x")), seconds=(600, 0.3))
    with pytest.raises(DeliveryError, match="不能确定") as refused:
        made.ask(b"{}")
    made.close()
    assert refused.value.is_uncertain


@pytest.mark.parametrize("kind", ["wecom", "dingtalk", "feishu", "webhook"])
def test_no_secret_gets_into_a_log_or_a_reason(
    desk: Desk, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    desk.answers = [(403, json.dumps({"msg": f"unknown key {KEY}"}))]
    with pytest.raises(DeliveryError) as refused:
        _say(desk, kind, path=f"/hook/{KEY}?key={KEY}")
    away = Desk(url=f"http://127.0.0.1:{free_port()}")
    with pytest.raises(DeliveryError) as gone:
        _say(away, kind, path=f"/hook/{KEY}?key={KEY}")
    for said in (str(refused.value), str(gone.value), caplog.text, repr(refused.value.__cause__)):
        assert KEY not in said
