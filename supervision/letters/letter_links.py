"""The signed link in a letter, and what became of the letter: opened, read."""

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from models.inserts import insert_new
from models.link import Link
from models.notice import Delivery
from models.unit import Contact
from notices.digest import LinkOf
from supervision.office_key import digest_of, sealed

MADE_BY = "系统（随信发出）"

_PURPOSE = "link in a letter"
_LONGEST_NAME = 20  # as for the links that a clerk makes


def links_in_letters(now: datetime, days: int, address: str) -> LinkOf:
    """What makes the links of letters that are worded now: each lasts so many days, the board is at ``address``.

    A letter worded again carries the same link, counted from now; one that was taken back is not given out again.
    """

    def link_of(session: Session, delivery: Delivery, unit_id: int) -> str:
        token = _token(delivery, unit_id)
        contact = session.get_one(Contact, delivery.contact_id)
        made = insert_new(
            session,
            Link,
            [
                {
                    "unit_id": unit_id,
                    "token_sha256": digest_of(token),
                    "code_hash": "",
                    "person": " ".join(contact.name.split())[:_LONGEST_NAME],
                    "made_at": now,
                    "made_by": MADE_BY,
                    "expires_at": now + timedelta(days=days),
                    "revoked_by": "",
                    "failures": 0,
                    "delivery_id": delivery.id,
                }
            ],
        )
        if not made:
            standing = session.execute(
                update(Link)
                .where(col(Link.token_sha256) == digest_of(token), col(Link.revoked_at).is_(None))
                .values(expires_at=now + timedelta(days=days))
            )
            if standing.rowcount != 1:  # type: ignore[attr-defined]
                return ""
        return f"{address.rstrip('/')}/l/{token}"

    return link_of


def letter_of(session: Session, link: Link) -> Delivery | None:
    """The letter that carries this link; None for a link that a clerk made."""
    return session.get(Delivery, link.delivery_id) if link.delivery_id is not None else None


def mark_opened(session: Session, link: Link, now: datetime) -> None:
    """Note the first look at the link of a letter. It may have been a mail scanner's: nothing else follows from it."""
    if link.delivery_id is None:
        return
    session.execute(
        update(Delivery)
        .where(col(Delivery.id) == link.delivery_id, col(Delivery.opened_at).is_(None))
        .values(opened_at=now)
    )


def mark_read(session: Session, link: Link, now: datetime) -> None:
    """Note the first deed through the link of a letter: now a person has read it."""
    if link.delivery_id is None:
        return
    mark_opened(session, link, now)
    session.execute(
        update(Delivery)
        .where(col(Delivery.id) == link.delivery_id, col(Delivery.read_at).is_(None))
        .values(read_at=now)
    )


def letter_links(session: Session, delivery_id: int) -> list[Link]:
    """The links that a letter carries."""
    return list(session.exec(select(Link).where(Link.delivery_id == delivery_id).order_by(col(Link.id))))


def _token(delivery: Delivery, unit_id: int) -> str:
    # The address and the day too: an office founded anew in the same folder counts its letters from one again.
    return sealed(_PURPOSE, str(delivery.id), delivery.day.isoformat(), delivery.address, str(unit_id))
