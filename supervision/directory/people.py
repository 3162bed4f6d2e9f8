"""The people of the directory: who of a unit is spoken to, how, when not, and who stands in."""

import re
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from config.refusal import Refusal
from config.settings import settings
from models.unit import Contact, Unit
from models.words import ContactLevel, Subject
from notices.addresses import called, is_mail_address, kinds, number, ways
from supervision.plain import plain
from supervision.record.log import log

_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_PHONE = re.compile(r"[0-9+()（）#*转、,，/ -]{3,40}")


def labels() -> dict[str, str]:
    """What people call the channels that a contact of this office may name, by the word that is stored."""
    return called(settings())


def channel(written: str) -> str:
    """The stored word of a channel from its label or word; what is neither stays as it is, for ``require_sound``."""
    return next(
        (word for word, label in labels().items() if written.strip() in (word, label)), written.strip()
    )


def require_sound(contact: Contact) -> None:
    """Raises Refusal with the first thing that cannot be: a wrong address, hour, order of days, or no name."""
    if not contact.name.strip():
        raise Refusal("联系人没有写姓名。请补上。")
    if contact.email and not is_mail_address(contact.email):
        raise Refusal(f"邮箱“{contact.email[:60]}”写得不对。请写成name@example.org这样的形式。")
    if contact.phone and not _PHONE.fullmatch(contact.phone):
        raise Refusal(f"电话“{contact.phone[:40]}”写得不对。请只写数字和横线，如0000-555-0100。")
    for what, hour in (("免打扰开始", contact.quiet_from), ("免打扰结束", contact.quiet_until)):
        if hour and not _TIME.fullmatch(hour):
            raise Refusal(f"{what}“{hour}”不是时间。请写成22:00这样的形式。")
    if bool(contact.quiet_from) != bool(contact.quiet_until):
        raise Refusal("免打扰时间要同时写开始和结束，如22:00和07:30。")
    if contact.quiet_from and contact.quiet_from == contact.quiet_until:
        raise Refusal("免打扰的开始和结束是同一时刻。请改正，或两个都不写。")
    if contact.away_from and contact.away_until and contact.away_from > contact.away_until:
        raise Refusal("外出的结束日期早于开始日期。请改正。")
    if contact.deputy and contact.deputy == contact.name:
        raise Refusal(f"{contact.name}不能作自己的代理人。请写同一单位另一位联系人的姓名。")
    if not contact.channels:
        raise Refusal(f"{contact.name}没有通知渠道。请至少写一个，如邮件。")
    for written in contact.channels:
        _require_channel(contact, written)


def _require_channel(contact: Contact, word: str) -> None:
    known = labels()
    if word not in known:
        raise Refusal(
            f"{contact.name}的通知渠道“{word[:40]}”不认识。可以写：{'、'.join(known.values())}；其他通道请先在 settings.toml 里设置。"
        )
    kind = kinds(settings()).get(word, word)
    if kind == "sms" and not number(contact.phone):
        raise Refusal(
            f"{contact.name}的通知渠道有{known[word]}，但没有一个能收短信的号码。请在电话里只写一个号码，不带分机。"
        )
    if kind == "phone" and not contact.phone:
        raise Refusal(f"{contact.name}的通知渠道有{known[word]}，但没有写电话。请补上。")


def add_contact(
    session: Session,
    unit: Unit,
    level: ContactLevel,
    name: str,
    by: str,
    now: datetime,
    *,
    is_checked: bool = False,
    **fields: Any,
) -> Contact:
    """A person of a unit on one of the four levels.

    Raises Refusal for wrong particulars and, unless the caller ``is_checked`` them, for the same person on the
    same level twice and for a deputy who is no contact of the unit.
    """
    contact = Contact(unit_id=unit.id, level=level, name=name.strip(), **fields)
    require_sound(contact)
    if not is_checked:
        _require_new(session, contact)
        _require_deputy(session, contact)
    session.add(contact)
    session.flush()
    log(
        session,
        Subject.UNIT,
        unit.id,
        "增加联系人",
        by,
        now,
        contact=contact.id,
        name=contact.name,
        level=level.label,
    )
    return contact


def change_contact(
    session: Session, contact: Contact, by: str, now: datetime, *, is_checked: bool = False, **wanted: Any
) -> list[str]:
    """Set particulars of a contact; the fields that did change. Raises Refusal for what cannot be."""
    changed = {field: value for field, value in wanted.items() if getattr(contact, field) != value}
    if not changed:
        return []
    tried = Contact(**{**contact.model_dump(), **changed})
    require_sound(tried)
    if not is_checked and changed.keys() & {"unit_id", "level", "name"}:
        _require_new(session, tried)
    if not is_checked and changed.keys() & {"unit_id", "deputy"}:
        _require_deputy(session, tried)
    before = {field: plain(getattr(contact, field)) for field in changed}
    for field, value in changed.items():
        setattr(contact, field, value)
    session.add(contact)
    session.flush()
    after = {field: plain(value) for field, value in changed.items()}
    log(
        session,
        Subject.UNIT,
        contact.unit_id,
        "修改联系人",
        by,
        now,
        contact=contact.id,
        name=contact.name,
        before=before,
        after=after,
    )
    return list(changed)


def reachable(contact: Contact, today: date) -> bool:
    """Whether letters to this contact can arrive: some channel has an address, and the person still has the post."""
    has_post = contact.left_on is None or contact.left_on > today
    return has_post and bool(ways(contact, "", kinds(settings())))


def contacts_astray(session: Session, today: date) -> list[str]:
    """Who names a channel that the office has not set up, with its name."""
    known = kinds(settings())
    return [
        f"{contact.name}的通知渠道“{labels().get(word, word)}”没有设置"
        for contact in session.exec(select(Contact).order_by(col(Contact.id)))
        if contact.left_on is None or contact.left_on > today
        for word in contact.channels
        if word not in known
    ]


def _require_new(session: Session, contact: Contact) -> None:
    same = select(Contact.id).where(
        Contact.unit_id == contact.unit_id,
        Contact.level == contact.level,
        Contact.name == contact.name,
        col(Contact.left_on).is_(None),
    )
    if any(other != contact.id for other in session.exec(same)):
        raise Refusal(f"{contact.name}已经是这个单位的{contact.level.label}。请改那一行，不要重复增加。")


def _require_deputy(session: Session, contact: Contact) -> None:
    if not contact.deputy:
        return
    named = select(Contact.id).where(Contact.unit_id == contact.unit_id, Contact.name == contact.deputy)
    if session.exec(named).first() is None:
        raise Refusal(
            f"代理人“{contact.deputy}”不是同一单位的联系人。请写同一单位联系人的姓名，或先把他加进联系人。"
        )
