"""The channels that messages go out by; the only place that knows Apprise."""

import logging
from urllib.parse import quote

import apprise

from config.refusal import Refusal
from config.settings import Settings, home
from notices.mailbox import mailbox
from notices.message import DeliveryError, Message, Sender


def open_channel(settings: Settings) -> Sender:
    """The channel the office has set: its mail server, or the mailbox in the data folder until one is set."""
    url = settings.mail_url.get_secret_value()
    return mail(url, settings.mail_from) if url else mailbox(home() / "mail", settings.mail_from)


def mail(url: str, sender: str) -> Sender:
    """A sender by an Apprise ``mailto://`` or ``mailtos://`` address without recipients.

    Raises Refusal when the address is wrong: no letter shall be claimed for a channel that does not exist.
    """
    if not apprise.Apprise().add(_to(url, sender, sender)):
        raise Refusal(
            "邮件通道的地址写错了。请检查 settings.toml 里的 mail_url，样式如 mailtos://用户:口令@邮件服务器。"
        )

    def send(message: Message) -> None:
        channel = apprise.Apprise()
        if not channel.add(_to(url, sender, message.address)):
            raise DeliveryError(f"收件地址不对：{message.address}。请改正联系人的邮箱", permanent=True)
        # Apprise says only yes or no; why stands in its log.
        with _Reasons() as reasons:
            # `if not`, never `is False`: newer versions answer with an object.
            if not channel.notify(
                body=message.body, title=message.subject, body_format=apprise.NotifyFormat.TEXT
            ):
                raise DeliveryError(
                    f"邮件服务器没有接受。请检查服务器和收件人的邮箱（服务器的原话：{reasons.text}）"
                )

    return send


def _to(url: str, sender: str, address: str) -> str:
    joined = "&" if "?" in url else "?"
    return f"{url}{joined}to={quote(address)}&from={quote(sender)}&format=text"


class _Reasons(logging.Handler):
    """What Apprise logs while a message is sent."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(record.getMessage())

    @property
    def text(self) -> str:
        return "；".join(self._lines)[:500]

    def __enter__(self) -> "_Reasons":
        logging.getLogger("apprise").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("apprise").removeHandler(self)
