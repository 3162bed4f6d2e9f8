"""The signed link in a letter, and what became of the letter: opened, read."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from models.inserts import insert_new
from models.link import Link
from models.notice import Delivery
from models.unit import Contact
from notices.digest import LinksOf
from supervision.office_key import digest_of, sealed

MADE_BY = "系统（随信发出）"

_PURPOSE = "link in a letter"
_LONGEST_NAME = 20  # as for the links that a clerk makes


def links_in_letters(now: datetime, days: int, address: str) -> LinksOf:
    """What makes the links of letters that are worded now: each lasts so many days, the board is at ``address``.

    A letter worded again carries the same link, counted from now; one that was taken back is not given out again.
    """
    ends = now + timedelta(days=days)

    def links_of(
        session: Session, wanted: Sequence[tuple[Delivery, Contact, int]]
    ) -> dict[tuple[int, int], str]:
        tokens = {(letter.id, unit_id): _token(letter, unit_id) for letter, _, unit_id in wanted}
        digests = {key: digest_of(token) for key, token in tokens.items()}
        rows = [
            {
                "unit_id": unit_id,
                "token_sha256": digests[letter.id, unit_id],
                "code_hash": "",
                "person": " ".join(reader.name.split())[:_LONGEST_NAME],
                "made_at": now,
                "made_by": MADE_BY,
                "expires_at": ends,
                "revoked_by": "",
                "failures": 0,
                "delivery_id": letter.id,
            }
            # Always in one order, or two senders wait for each other.
            for letter, reader, unit_id in sorted(wanted, key=lambda one: (one[0].id, one[2]))
        ]
        valid = set(digests.values())
        if len(insert_new(session, Link, rows)) < len(rows):
            valid = _prolonged(session, valid, ends)
        return {
            key: f"{address.rstrip('/')}/l/{token}" if digests[key] in valid else ""
            for key, token in tokens.items()
        }

    return links_of


def _prolonged(session: Session, digests: Collection[str], ends: datetime) -> set[str]:
    """Let those of these links that were not taken back last until then; the digests of those."""
    standing = session.execute(
        select(Link.id, Link.token_sha256)
        .where(col(Link.token_sha256).in_(digests), col(Link.revoked_at).is_(None))
        .order_by(col(Link.id))
        .with_for_update()
    ).all()
    session.execute(
        update(Link)
        .where(col(Link.id).in_([row.id for row in standing]))
        .values(expires_at=ends)
        .execution_options(synchronize_session=False)
    )
    return {row.token_sha256 for row in standing}


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
