"""A message to one person, and how a channel says that it could not be sent."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

_LINK = re.compile(r"https?://[!-~]+")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A kept file that goes with an e-mail. ``content`` is empty until the letter is on its way: files are large."""

    name: str
    media_type: str
    sha256: str
    content: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Message:
    """One digest, ready to send. ``identifier`` stays the same when it is sent again.

    ``body`` is the whole in plain text, ``html`` the same for mail programs, ``chat`` a few lines for robots and
    text messages, ``bare`` a title and the link alone. ``threads`` name the assignments it speaks of, so that mail programs put together what belongs
    together. ``channel`` is the name of the channel it leaves by. Only e-mail carries ``attachments``.
    """

    identifier: str
    address: str
    name: str
    subject: str
    body: str
    at: datetime
    html: str = ""
    chat: str = ""
    bare: str = ""
    threads: tuple[str, ...] = ()
    channel: str = "email"
    attachments: tuple[Attachment, ...] = ()


def title_only(message: Message) -> Message:
    """The same for a channel that others can read along: what has come, and the link, and no word of the matter."""
    title, _, _ = message.bare.partition("\n")
    return replace(
        message, subject=title, body=message.bare, html="", chat=message.bare, threads=(), attachments=()
    )


class DeliveryError(Exception):
    """A channel did not take a message: why, in a sentence, with the server's own words.

    ``permanent`` says that trying again is no use. ``is_channels`` says that the trouble is the channel's and
    not this message's: what waits behind it would fare no better now. ``is_uncertain`` says that the message
    was handed over and no answer came: it may have arrived, and is not sent again by itself.
    """

    def __init__(
        self, message: str, *, permanent: bool = False, is_channels: bool = False, is_uncertain: bool = False
    ) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.is_channels = is_channels
        self.is_uncertain = is_uncertain


Sender = Callable[[Message], None]
"""Sends or raises DeliveryError. One of the two seams at which tests put a fake."""


def link_of(message: Message) -> str:
    """The first link that the message carries; empty where it has none."""
    found = _LINK.search(message.chat) or _LINK.search(message.body)
    return found[0] if found else ""


def shortened(text: str, most: int) -> str:
    """The text in so many bytes at most, cut at its end."""
    if len(text.encode()) <= most:
        return text
    return f"{text.encode()[: most - len('……'.encode())].decode(errors='ignore')}……"
