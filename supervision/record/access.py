"""Entries about who came in, who did not, and who was turned away."""

from datetime import datetime

from sqlmodel import Session, select

from models.user import User
from models.words import Subject
from supervision.actor import Actor
from supervision.record.log import log

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
