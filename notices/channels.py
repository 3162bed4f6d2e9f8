"""The channels that messages go out by; the only place that knows Apprise.

Apprise reads the addresses, knows the services' forms and signatures, and keeps the options of each. What goes over
the line is ours: its e-mail opens a connection for every message, and its robots look at the status alone, which is
200 for a refusal too. See docs/decisions/0016.
"""

import base64
import hashlib
import hmac
import json
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from apprise.plugins.custom_json import NotifyJSON
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.email.base import NotifyEmail
from apprise.plugins.email.common import SecureMailMode
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.wecombot import NotifyWeComBot

from config.channels import ChannelSettings
from config.refusal import Refusal
from config.settings import Settings, home
from notices.gateway import Gateway, filled
from notices.letter import letter
from notices.mailbox import mailbox
from notices.message import DeliveryError, Message, Sender, link_of, shortened, title_only
from notices.post import Post
from notices.robots import MOST_BYTES, require_taken
from schedules import clock

_READ_SECONDS = 60.0  # a mail server may look a letter over before it answers
_NOBODY = "duban"  # stands where a plugin wants a key of its own; the address has the real one


@contextmanager
def open_channels(settings: Settings) -> Iterator[dict[str, Sender]]:
    """The office's channels by their names, ``email`` among them; closed at the end.

    Without a mail server e-mail goes into the mailbox of the data folder. Nothing is connected before the first
    message. Raises Refusal when an address is wrong: no letter shall be claimed for a channel that does not exist.
    """
    with ExitStack() as opened:
        senders: dict[str, Sender] = {}
        for name in names(settings):
            senders[name] = open_channel(settings, name)
            opened.callback(close_channel, senders[name])
        yield senders


def names(settings: Settings) -> tuple[str, ...]:
    """The channels that messages can be sent by, the built-in ``email`` first."""
    return "email", *(name for name in settings.channels if name != "email")


def open_channel(settings: Settings, name: str = "email") -> Sender:
    """One channel. Raises Refusal when its address is wrong, or when there is none of the name."""
    url = settings.mail_url.get_secret_value()
    if name in settings.channels:
        channel = settings.channels[name]
        if channel.kind == "email":
            return _Mail(name, channel.url.get_secret_value(), settings.mail_from, channel)
        return _SMS(channel) if channel.kind == "sms" else _Robot(channel)
    if name != "email":
        raise Refusal(f"设置里没有通道“{name}”。请在 settings.toml 里写 [channels.{name}]。")
    return mail(url, settings.mail_from) if url else mailbox(home() / "mail", settings.mail_from)


def try_out(sender: Sender) -> None:
    """Look whether the channel can be reached, without sending anything. Raises DeliveryError when not."""
    if isinstance(sender, _Channel):
        sender.try_out()


def close_channel(sender: Sender) -> None:
    """Give back what the channel keeps open."""
    if isinstance(sender, _Channel):
        sender.close()


def mail(url: str, sender: str) -> "_Mail":
    """A sender by an Apprise ``mailto://`` or ``mailtos://`` address without recipients.

    Raises Refusal when the address is wrong.
    """
    return _Mail("mail_url", url, sender)


class _Channel:
    """A sender with something to close."""

    def __call__(self, message: Message) -> None:
        raise NotImplementedError

    def try_out(self) -> None:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError


class _Mail(_Channel):
    """E-mail over one kept connection."""

    def __init__(self, name: str, url: str, sender: str, channel: ChannelSettings | None = None) -> None:
        self._sender = sender
        self._title_only = channel is not None and channel.title_only
        plugin = _plugin(url, sender)
        if plugin is None:
            raise Refusal(
                f"邮件通道的地址写错了。请检查 settings.toml 里的 {name}，样式如 mailtos://用户:口令@邮件服务器。"
            )
        if channel is not None and not channel.verify:
            plugin.verify_certificate = False
        self._plugin = plugin

    def __call__(self, message: Message) -> None:
        message = title_only(message) if self._title_only else message
        self._plugin.carry(message.address, letter(message, self._sender))
        if not self._plugin.notify(body=message.body or message.subject, title=message.subject):
            raise DeliveryError("这封信没有内容，没有发出。请联系系统管理员。", permanent=True)

    def try_out(self) -> None:
        self._plugin.post.try_out()

    def close(self) -> None:
        self._plugin.post.close()


class _KeptMail(NotifyEmail):
    """Apprise's e-mail with its address and options, over a connection that is kept and with letters of ours."""

    request_rate_per_sec = 0
    socket_read_timeout = _READ_SECONDS

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.post = Post(self._dial)
        self._reader, self._letter = "", b""

    def carry(self, reader: str, prepared: bytes) -> None:
        """What the next sending hands over, and to whom."""
        self._reader, self._letter = reader, prepared

    def send(self, *_: Any, **__: Any) -> bool:
        """Hand it over. Raises DeliveryError."""
        self.post.send(str(self.from_addr[1]), self._reader, self._letter)
        return True

    def _dial(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if not self.verify_certificate:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        patience = self.socket_connect_timeout
        if self.secure_mode == SecureMailMode.SSL:
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                self.smtp_host, self.port or 0, timeout=patience, context=context
            )
        else:
            line = smtplib.SMTP(self.smtp_host, self.port or 0, timeout=patience)
        try:
            if self.secure_mode == SecureMailMode.STARTTLS:
                line.starttls(context=context)
            line.ehlo_or_helo_if_needed()
            if self.user and self.password:
                line.login(self.user, self.password)
            if line.sock is not None:
                line.sock.settimeout(self.socket_read_timeout)
        except BaseException:
            line.close()
            raise
        return line


def _plugin(url: str, sender: str) -> _KeptMail | None:
    if not url.startswith(("mailto://", "mailtos://")) or not urlsplit(url).hostname:
        return None
    joined = "&" if "?" in url else "?"
    read = NotifyEmail.parse_url(f"{url}{joined}to={quote(sender)}&from={quote(sender)}&format=text")
    if not read:
        return None
    try:
        made = _KeptMail(**read)
    except TypeError:
        return None
    return made if made.from_addr[1] else None


class _Robot(_Channel):
    """A group robot, or a webhook of the office's own."""

    def __init__(self, channel: ChannelSettings) -> None:
        self._channel = channel
        self._gateway = Gateway(channel)
        self._plugin = _ROBOTS[channel.kind](self._gateway)

    def __call__(self, message: Message) -> None:
        message = title_only(message) if self._channel.title_only else message
        text = message.chat or message.subject
        most = MOST_BYTES.get(self._channel.kind)
        self._plugin.message = message
        if not self._plugin.notify(body=shortened(text, most) if most else text):
            raise DeliveryError("这条消息没有内容，没有发出。请联系系统管理员。", permanent=True)

    def try_out(self) -> None:
        self._gateway.try_out()

    def close(self) -> None:
        self._gateway.close()


class _WeCom(NotifyWeComBot):
    request_rate_per_sec = 0

    def __init__(self, gateway: Gateway) -> None:
        super().__init__(key=_NOBODY)
        self.gateway = gateway

    def send(self, body: str, *_: Any, **__: Any) -> bool:
        return _post(self.gateway, {"msgtype": "text", "text": {"content": body}})


class _DingTalk(NotifyDingTalk):
    request_rate_per_sec = 0

    def __init__(self, gateway: Gateway) -> None:
        super().__init__(token=_NOBODY)
        self.gateway = gateway
        # Apprise would let through letters and digits alone.
        self.secret = gateway.channel.secret.get_secret_value()

    def send(self, body: str, *_: Any, **__: Any) -> bool:
        url = self.gateway.channel.url.get_secret_value()
        if self.secret:
            timestamp, sign = self.get_signature()
            joined = "&" if "?" in url else "?"
            url = f"{url}{joined}timestamp={timestamp}&sign={quote(unquote(sign), safe='')}"
        return _post(self.gateway, {"msgtype": "text", "text": {"content": body}}, url)


class _Feishu(NotifyFeishu):
    request_rate_per_sec = 0

    def __init__(self, gateway: Gateway) -> None:
        super().__init__(token=_NOBODY)
        self.gateway = gateway

    def send(self, body: str, *_: Any, **__: Any) -> bool:
        said: dict[str, object] = {"msg_type": "text", "content": {"text": body}}
        secret = self.gateway.channel.secret.get_secret_value()
        if secret:
            # Apprise does not sign for this robot.
            stamp = str(int(clock.real_now().timestamp()))
            mark = hmac.new(f"{stamp}\n{secret}".encode(), b"", hashlib.sha256).digest()
            said |= {"timestamp": stamp, "sign": base64.b64encode(mark).decode()}
        return _post(self.gateway, said)


class _Webhook(NotifyJSON):
    request_rate_per_sec = 0
    message: Message

    def __init__(self, gateway: Gateway) -> None:
        super().__init__(host=_NOBODY)
        self.gateway = gateway

    def send(self, body: str, *_: Any, **__: Any) -> bool:
        channel = self.gateway.channel
        url, content, headers = filled(channel, self.message)
        if content is None and channel.method == "POST":
            said = {"version": self.json_version, "title": self.message.subject, "message": body}
            content = json.dumps(said | {"link": link_of(self.message)}, ensure_ascii=False).encode()
            headers = {"Content-Type": "application/json; charset=utf-8"} | headers
        _ask(self.gateway, url, content, headers)
        return True


_ROBOTS: dict[str, Any] = {"wecom": _WeCom, "dingtalk": _DingTalk, "feishu": _Feishu, "webhook": _Webhook}


def _post(gateway: Gateway, said: dict[str, Any], url: str = "") -> bool:
    content = json.dumps(said, ensure_ascii=False).encode()
    answer = gateway.ask(content, url=url, headers={"Content-Type": "application/json; charset=utf-8"})
    require_taken(gateway, answer)
    return True


class _SMS(_Channel):
    """Text messages through the office's HTTP gateway; Apprise knows none of those that offices here use."""

    def __init__(self, channel: ChannelSettings) -> None:
        self._channel = channel
        self._gateway = Gateway(channel)

    def __call__(self, message: Message) -> None:
        message = title_only(message) if self._channel.title_only else message
        _ask(self._gateway, *filled(self._channel, message))

    def try_out(self) -> None:
        self._gateway.try_out()

    def close(self) -> None:
        self._gateway.close()


def _ask(gateway: Gateway, url: str, content: bytes | None, headers: dict[str, str]) -> None:
    """Ask in the office's own form; the settings say what the answer means."""
    channel = gateway.channel
    answer = gateway.ask(content, url=url, headers=headers)
    if channel.permanent and channel.permanent in answer.text:
        raise gateway.refused(answer, "没有接受", permanent=True)
    if channel.success and channel.success not in answer.text:
        raise gateway.refused(answer, "没有说发出了", permanent=False)
    if not channel.success and answer.fields.get("errcode", 0) not in (0, "0"):
        raise gateway.refused(answer, "没有接受", permanent=True)
