"""Which channels reach a person, and at what address each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from config.channels import MANUAL
from config.settings import Settings
from models.unit import Contact

LABELS = {"email": "邮件", "sms": "短信", "slip": "打印单", "phone": "电话"}
"""What people call the channels that every office may name."""

_NOT_DIALLED = re.compile(r"[\s()（）/-]")
_MAIL = re.compile(r"[A-Za-z0-9._%+'-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
_LONGEST_MAIL = 200
_NUMBER = re.compile(r"\+?\d{5,20}")


@dataclass(frozen=True, slots=True)
class Way:
    """A channel, by its name, and the address it has for one person."""

    channel: str
    address: str


def kinds(settings: Settings) -> dict[str, str]:
    """The kind of each channel that this office can use, by the channel's name."""
    named = {name: channel.kind for name, channel in settings.channels.items()}
    return {"email": "email", **named, **{name: name for name in MANUAL}}


def carriers(settings: Settings) -> frozenset[str]:
    """The channels that carry files: e-mail, save where the title and the link alone may be said."""
    return frozenset(
        name
        for name, kind in kinds(settings).items()
        if kind == "email" and not (name in settings.channels and settings.channels[name].title_only)
    )


def called(settings: Settings) -> dict[str, str]:
    """What people call each channel that a contact may name, by the channel's name."""
    named = {name: channel.label or name for name, channel in settings.channels.items()}
    return LABELS | {name: label for name, label in named.items() if name not in LABELS}


def ways(contact: Contact, unit: str, known: Mapping[str, str]) -> list[Way]:
    """How this person can be reached, in the order of the person's own channels.

    A channel that the office has not set up, or that lacks an address, is passed over. ``unit`` is what the
    person's unit is called: a robot and a printed slip have no better address than that and the name.
    """
    found = []
    for channel in contact.channels:
        match known.get(channel):
            case None:
                address = ""
            case "email":
                address = contact.email
            case "sms":
                address = number(contact.phone)
            case "phone":
                address = contact.phone
            case _:
                address = f"{unit}{contact.name}"
        if address:
            found.append(Way(channel, address[:200]))
    return found


def is_mail_address(written: str) -> bool:
    """Whether this can be an e-mail address."""
    return len(written) <= _LONGEST_MAIL and _MAIL.fullmatch(written) is not None


def number(phone: str) -> str:
    """A telephone number as it is dialled; empty where there is none, or several, or an extension."""
    bare = _NOT_DIALLED.sub("", phone)
    return bare if _NUMBER.fullmatch(bare) else ""
