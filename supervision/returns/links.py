"""Signed links (填报链接): reporting without an account, on what a unit holds or on one assignment alone."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.assignment import Assignment
from models.link import Link, LinkUse
from models.rows_of import rows_of
from models.unit import Unit
from models.words import Subject, UserRole
from schedules.clock import day_of
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.directory.accounts import hashed, is_hash_of
from supervision.office_key import digest_of
from supervision.record.log import log

MOST_FAILURES = 5

_CODE_DIGITS = 6
_LONGEST_NAME = 20
_LONGEST_ADDRESS = 60
# A page looked at again and again is one use.
_SAME_USE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link just made, with the token and the code that are shown this once."""

    link: Link
    token: str
    code: str


def make(
    session: Session,
    unit: Unit,
    actor: Actor,
    now: datetime,
    days: int,
    *,
    assignment: Assignment | None = None,
    person: str = "",
    with_code: bool = False,
) -> NewLink:
    """Make a link for a unit, or for one of its assignments, that lasts so many days.

    ``person`` is who it is for. Raises Refusal unless a clerk makes it.
    """
    _require_clerk(actor)
    if assignment is not None and assignment.unit_id != unit.id:
        raise Refusal(f"这件事不是{unit.called}的，不能为它生成链接。")
    person = " ".join(person.split())
    if len(person) > _LONGEST_NAME:
        raise Refusal(f"填报人的姓名太长，请不要超过{_LONGEST_NAME}个字。")
    token = secrets.token_urlsafe(32)
    code = f"{secrets.randbelow(10**_CODE_DIGITS):0{_CODE_DIGITS}d}" if with_code else ""
    link = Link(
        unit_id=unit.id,
        assignment_id=assignment.id if assignment else None,
        token_sha256=digest_of(token),
        code_hash=hashed(code) if code else "",
        person=person,
        made_at=now,
        made_by=actor.name,
        expires_at=now + timedelta(days=days),
    )
    session.add(link)
    session.flush()
    log(
        session,
        Subject.LINK,
        link.id,
        "生成填报链接",
        actor.name,
        now,
        unit_id=unit.id,
        assignment_id=link.assignment_id,
        person=person,
        with_code=with_code,
        expires_at=link.expires_at.isoformat(),
    )
    return NewLink(link, token, code)


def revoke(session: Session, link: Link, actor: Actor, now: datetime) -> None:
    """Take a link back: it opens nothing from then on. Raises Refusal when it was taken back before."""
    _require_clerk(actor)
    changed = session.execute(
        update(Link)
        .where(col(Link.id) == link.id, col(Link.revoked_at).is_(None))
        .values(revoked_at=now, revoked_by=actor.name)
    )
    session.refresh(link)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(f"这个链接已由{link.revoked_by}收回，不必再收回。")
    log(session, Subject.LINK, link.id, "收回填报链接", actor.name, now, unit_id=link.unit_id)


def renew(session: Session, link: Link, actor: Actor, now: datetime, days: int) -> NewLink:
    """A fresh link on the same terms (重发); the old one is taken back."""
    if link.revoked_at is None:
        revoke(session, link, actor, now)
    return make(
        session,
        session.get_one(Unit, link.unit_id),
        actor,
        now,
        days,
        assignment=session.get_one(Assignment, link.assignment_id) if link.assignment_id else None,
        person=link.person,
        with_code=bool(link.code_hash),
    )


def standing(link: Link, now: datetime) -> str:
    """How a link stands, in a word: 有效, 已收回, 已锁定 or 已过期."""
    if link.revoked_at is not None:
        return "已收回"
    if link.failures >= MOST_FAILURES:
        return "已锁定"
    return "已过期" if link.expires_at <= now else "有效"


def opened(session: Session, token: str, now: datetime) -> Link | None:
    """The link of this token while it stands: known, not expired, not taken back, not locked. None for any other."""
    rows = select(Link).where(
        Link.token_sha256 == digest_of(token),
        col(Link.revoked_at).is_(None),
        col(Link.expires_at) > now,
        col(Link.failures) < MOST_FAILURES,
    )
    return session.exec(rows).first()


def holder(link: Link) -> Actor:
    """Who acts by this link: its person, marked, as the unit, and for one assignment alone where it is for one."""
    return Actor(
        f"{link.person or '填报人'}（链接）", UserRole.UNIT, link.unit_id, assignment_id=link.assignment_id
    )


def spend_try(session: Session, link: Link) -> bool:
    """Take one of the tries at the code before it is looked at, so that nobody gets more at the same time."""
    changed = session.execute(
        update(Link)
        .where(col(Link.id) == link.id, col(Link.failures) < MOST_FAILURES)
        .values(failures=Link.failures + 1)
    )
    session.refresh(link)
    return bool(changed.rowcount == 1)  # type: ignore[attr-defined]


def is_code(link: Link, code: str) -> bool:
    """Whether this is the link's code. Takes a tenth of a second on purpose: only look, never lock."""
    return bool(link.code_hash) and is_hash_of(link.code_hash, code)


def answer_try(session: Session, link: Link, address: str, now: datetime, *, is_right: bool) -> None:
    """Note how a try at the code ended. A right one gives the tries back; the last wrong one locks the link."""
    if is_right:
        session.execute(update(Link).where(col(Link.id) == link.id).values(failures=0))
        session.refresh(link)
        note_use(session, link, address, "口令正确", now)
        return
    note_use(session, link, address, f"口令不对（第{link.failures}次）", now)
    if link.failures >= MOST_FAILURES:
        log(
            session,
            Subject.LINK,
            link.id,
            "锁定填报链接",
            holder(link).name,
            now,
            note=f"口令连续输错{MOST_FAILURES}次",
            unit_id=link.unit_id,
        )


def note_use(session: Session, link: Link, address: str, what: str, now: datetime) -> None:
    """Write down one use of a link: when, from where, for what."""
    session.add(LinkUse(link_id=link.id, at=now, address=address[:_LONGEST_ADDRESS], what=what))
    session.flush()


def note_look(session: Session, link: Link, address: str, what: str, now: datetime) -> None:
    """Write down that somebody looked, unless the same was written a moment ago."""
    before = select(LinkUse.id).where(
        LinkUse.link_id == link.id,
        LinkUse.address == address[:_LONGEST_ADDRESS],
        LinkUse.what == what,
        col(LinkUse.at) > now - _SAME_USE,
    )
    if session.exec(before.limit(1)).first() is None:
        note_use(session, link, address, what, now)


def links(session: Session, *chosen: ColumnElement[bool]) -> list[Link]:
    """The links that meet these conditions, the newest first."""
    return list(session.exec(select(Link).where(*chosen).order_by(col(Link.id).desc())))


def links_of_assignment(session: Session, assignment_id: int) -> list[Link]:
    """The links that were made for one assignment, the newest first."""
    return rows_of(session, Link, "assignment_id", assignment_id, newest_first=True)


def uses(session: Session, link_id: int, most: int = 500) -> list[LinkUse]:
    """What was done by a link, the latest first."""
    rows = select(LinkUse).where(LinkUse.link_id == link_id).order_by(col(LinkUse.id).desc())
    return list(session.exec(rows.limit(most)))


def terms(link: Link) -> str:
    """Who a link is for and how long it lasts, in a sentence for the office."""
    asked = "，要输口令" if link.code_hash else ""
    return f"{link.person or '未写填报人'}，{day_in_words(day_of(link.expires_at))}到期{asked}"


def _require_clerk(actor: Actor) -> None:
    if actor.role is not UserRole.CLERK:
        raise Refusal("填报链接由经办人员生成和收回。请交由经办人员办理。")
