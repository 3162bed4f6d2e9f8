"""A message to one person, and how a channel says that it could not be sent."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Message:
    """One digest, ready to send. ``identifier`` stays the same when it is sent again.

    ``body`` is the whole in plain text, ``html`` the same for mail programs, ``chat`` a few lines for robots and
    text messages, ``bare`` a title and the link alone. ``threads`` name the assignments it speaks of, so that mail programs put together what belongs
    together. ``channel`` is the name of the channel it leaves by.
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


def title_only(message: Message) -> Message:
    """The same for a channel that others can read along: what has come, and the link, and no word of the matter."""
    title, _, _ = message.bare.partition("\n")
    return replace(message, subject=title, body=message.bare, html="", chat=message.bare, threads=())


class DeliveryError(Exception):
    """A channel refused a message. ``permanent`` says that trying again is no use."""

    def __init__(self, message: str, *, permanent: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent


Sender = Callable[[Message], None]
"""Sends or raises DeliveryError. One of the two seams at which tests put a fake."""
