"""A message to one person, and how a channel says that it could not be sent."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

_LINK = re.compile(r"https?://[!-~]+")


@dataclass(frozen=True, slots=True)
class Message:
    """One digest, ready to send. ``identifier`` stays the same when it is sent again.

    ``body`` is the whole in plain text, ``html`` the same for mail programs, ``chat`` a few lines for robots and
    text messages. ``threads`` name the assignments it speaks of, so that mail programs put together what belongs
    together. ``channel`` is the name of the channel it leaves by, ``link`` the one link it carries.
    """

    identifier: str
    address: str
    name: str
    subject: str
    body: str
    at: datetime
    html: str = ""
    chat: str = ""
    threads: tuple[str, ...] = ()
    channel: str = "email"
    link: str = ""


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


def gist(message: Message, *, title_only: bool = False) -> str:
    """What robots and text messages say: the few lines written for them, or the title and the link alone."""
    if title_only or not message.chat:
        return f"{message.subject}\n{link_of(message)}".strip()
    return message.chat


def link_of(message: Message) -> str:
    """The one link of the message; the first in its text where none is given apart."""
    if message.link:
        return message.link
    found = _LINK.search(message.chat) or _LINK.search(message.body)
    return found[0] if found else ""


def shortened(text: str, most: int) -> str:
    """The text in so many bytes at most, cut in its middle: its last line is the link."""
    if len(text.encode()) <= most:
        return text
    head, _, last = text.rpartition("\n")
    room = most - len(f"……\n{last}".encode())
    return f"{head.encode()[: max(room, 0)].decode(errors='ignore')}……\n{last}"
