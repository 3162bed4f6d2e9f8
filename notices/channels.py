"""The channels that messages go out by; the only place that knows Apprise."""

import logging
from urllib.parse import quote

import apprise

from config.settings import Settings, home
from notices.mailbox import mailbox
from notices.message import DeliveryError, Message, Sender


def open_channel(settings: Settings) -> Sender:
    """The channel the office has set: its mail server, or the mailbox in the data folder until one is set."""
    url = settings.mail_url.get_secret_value()
    return mail(url, settings.mail_from) if url else mailbox(home() / "mail", settings.mail_from)


def mail(url: str, sender: str) -> Sender:
    """A sender by an Apprise ``mailto://`` or ``mailtos://`` address without recipients."""

    def send(message: Message) -> None:
        joined = "&" if "?" in url else "?"
        address = f"{url}{joined}to={quote(message.address)}&from={quote(sender)}&format=text"
        channel = apprise.Apprise()
        if not channel.add(address):
            raise DeliveryError("邮件通道的地址写错了，请检查 settings.toml 里的 mail_url", permanent=True)
        # Apprise says only yes or no; why stands in its log.
        with _Reasons() as reasons:
            # `if not`, never `is False`: newer versions answer with an object.
            if not channel.notify(
                body=message.body, title=message.subject, body_format=apprise.NotifyFormat.TEXT
            ):
                raise DeliveryError(f"邮件没有发出：{reasons.text or '邮件服务器没有接受'}")

    return send


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
