"""A message to one person, and how a channel says that it could not be sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Message:
    """One digest, ready to send. ``identifier`` stays the same when it is sent again."""

    identifier: str
    address: str
    name: str
    subject: str
    body: str
    at: datetime


class DeliveryError(Exception):
    """A channel refused a message. ``permanent`` says that trying again is no use."""

    def __init__(self, message: str, *, permanent: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent


Sender = Callable[[Message], None]
"""Sends or raises DeliveryError. One of the two seams at which tests put a fake."""
