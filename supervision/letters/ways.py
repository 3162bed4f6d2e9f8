"""How people may be reached, as far as it concerns the office's own hands: what they are called, what needs a person."""

from models.unit import Contact

BY_HAND = {"slip": "等打印送达单，当面送交", "phone": "等打电话告知"}
"""The channels that people are, and what has to be done."""

_CALLED = {"email": "邮件", "sms": "短信", "slip": "送达单", "phone": "电话"}


def called(channel: str) -> str:
    """What people call a channel."""
    return _CALLED.get(channel, channel)


def is_within_reach(contact: Contact) -> bool:
    """Whether one of the channels of this contact leads to them."""
    return any(_address(contact, channel) for channel in contact.channels)


def _address(contact: Contact, channel: str) -> str:
    match channel:
        case "email":
            return contact.email
        case "sms" | "phone":
            return contact.phone
        case _:
            return contact.name
