"""Entries about who came in, who did not, and who was turned away."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.record import LogEntry
from models.user import User
from models.words import Subject
from schedules.clock import day_of
from supervision.actor import Actor
from supervision.record.log import log

SAME_LIMIT = timedelta(minutes=15)
"""Within so long the same person is entered once as having been made to wait."""

_LONGEST = 200
_SEEN_OF_A_STRANGER = 2


def note_sign_in(session: Session, user: User, address: str, now: datetime) -> None:
    """That somebody signed in, and from which network address."""
    log(session, Subject.ACCOUNT, user.id, "登录", user.name, now, login=user.login, address=address)


def note_sign_out(session: Session, user: User, now: datetime) -> None:
    """That somebody signed out."""
    log(session, Subject.ACCOUNT, user.id, "退出登录", user.name, now, login=user.login)


def note_personal_data(
    session: Session, actor: Actor, what: str, now: datetime, *, unit_id: int | None = None
) -> None:
    """That somebody looked at the telephone numbers and addresses of people: on which page, and of which unit."""
    log(
        session,
        Subject.UNIT,
        unit_id,
        "查看联系方式",
        actor.name,
        now,
        note=f"{actor.role.label}账号：{what}",
        user_id=actor.user_id,
    )


def note_refused_outside(session: Session, subject: str, why: str, address: str, now: datetime) -> None:
    """That somebody whom the organisation's own sign-in knows was not let in here."""
    log(
        session,
        Subject.ACCOUNT,
        None,
        "登录失败",
        "未核实身份",
        now,
        note=why,
        identity=subject,
        address=address,
    )


def note_failed_sign_in(
    session: Session, login: str, address: str, now: datetime, *, is_last: bool = False
) -> None:
    """That an attempt to sign in failed. ``is_last`` says that the name has to wait from now on.

    A name that no account has is not written out: it may be a password that slipped into the wrong field.
    """
    user = session.exec(select(User).where(User.login == login)).first()
    shown = login if user else _masked(login)
    log(
        session,
        Subject.ACCOUNT,
        user.id if user else None,
        "停止登录" if is_last else "登录失败",
        "未核实身份",
        now,
        note="连续失败次数太多，暂停登录" if is_last else "" if user else "没有这个账号",
        login=shown,
        address=address,
    )


def note_limited(
    session: Session,
    actor: Actor | None,
    what: str,
    address: str,
    now: datetime,
    *,
    link_id: int | None = None,
    login: str = "",
) -> bool:
    """That somebody was made to wait: too much at once, or a name that is locked; whether it was entered.

    The same of the same person, link, name or network address is entered once within ``SAME_LIMIT``, so that nobody
    fills the log by going on. ``actor`` is None for who was not recognised; ``login`` is the name that they gave, of
    which a name that no account has is not written out. ``address`` is where it came from.
    """
    user = session.exec(select(User).where(User.login == login)).first() if login else None
    shown = login if user else _masked(login)
    subject = Subject.LINK if link_id is not None else Subject.ACCOUNT
    subject_id = link_id if link_id is not None else actor.user_id if actor else user.id if user else None
    where = "" if actor else f"{address}：" if not login else f"登录名{shown}："
    note = f"{where}{what[:_LONGEST]}"
    since = now - SAME_LIMIT
    same = select(LogEntry.id).where(
        LogEntry.subject == subject,
        LogEntry.subject_id == subject_id,
        LogEntry.deed == "限制访问",
        LogEntry.note == note,
        col(LogEntry.on) >= day_of(since),
        col(LogEntry.at) > since,
    )
    if session.exec(same.limit(1)).first() is not None:
        return False
    by = actor.name if actor else "未核实身份"
    log(session, subject, subject_id, "限制访问", by, now, note=note, address=address, login=shown)
    return True


def note_refused(
    session: Session,
    actor: Actor,
    what: str,
    now: datetime,
    *,
    reason: str = "",
    about: int | None = None,
    link_id: int | None = None,
) -> None:
    """That a person was refused what is not theirs. ``about`` is the assignment that was asked for, if it was one.

    ``link_id`` is the signed link by which they came, who have no account. It belongs into a transaction of its own,
    for the one in which they were refused is taken back.
    """
    subject, subject_id = Subject.ACCOUNT, actor.user_id
    if about is not None:
        subject, subject_id = Subject.ASSIGNMENT, about
    elif link_id is not None:
        subject, subject_id = Subject.LINK, link_id
    who = "填报链接" if link_id is not None else f"{actor.role.label}账号"
    log(
        session,
        subject,
        subject_id,
        "拒绝越权",
        actor.name,
        now,
        note=f"{who}：{what[:_LONGEST]}" + (f"（{reason}）" if reason else ""),
        unit_id=actor.unit_id,
        user_id=actor.user_id,
        link_id=link_id,
    )


def _masked(login: str) -> str:
    return login[:_SEEN_OF_A_STRANGER] + "…" if login else ""
