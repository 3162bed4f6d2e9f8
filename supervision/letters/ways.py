"""How people may be reached, as far as it concerns the office's own hands: what channels are called, what needs a person."""

from config.settings import settings
from models.unit import Contact
from notices import addresses

BY_HAND = {"slip": "等打印送达单，当面送交", "phone": "等打电话告知"}
"""The channels that people are, and what has to be done."""


def called(channel: str) -> str:
    """What people call a channel; its own name where the office has taken it out of its settings."""
    return addresses.called(settings()).get(channel, channel)


def is_within_reach(contact: Contact) -> bool:
    """Whether one of the channels of this contact leads to them."""
    return bool(addresses.ways(contact, "", addresses.kinds(settings())))
