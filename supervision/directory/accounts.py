"""Accounts and signing in. There is no default password: each is made once and shown once."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, NamedTuple

from pwdlib import PasswordHash
from sqlalchemy import ColumnElement, Select, bindparam, delete
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.office import Office
from models.unit import Unit
from models.user import SignIn, User, UserScope
from models.words import Subject, UserRole
from supervision.directory import passwords
from supervision.directory.lockout import forgive
from supervision.directory.office_file import load_office
from supervision.directory.passwords import new_password
from supervision.record.log import log

_LONGEST_ADDRESS, _LONGEST_DEVICE = 60, 200
_FORGOTTEN_AFTER = timedelta(days=30)
# So far the clocks of an office's machines may differ. What is dated later was written by a clock that was ahead, and
# would otherwise stand until that day has come.
_AHEAD = timedelta(hours=1)

_hasher = PasswordHash.recommended()
# A hash takes 64 MB on purpose: at nine in the morning everybody signs in, and they would take all there is.
_in_turn = BoundedSemaphore(2)


def create(
    session: Session,
    login: str,
    name: str,
    role: UserRole,
    unit_id: int | None = None,
    password: str = "",
    *,
    by: str,
    now: datetime,
    is_active: bool = True,
    must_renew: bool = False,
) -> str:
    """Make an account and give back its password, which is stored nowhere else in clear.

    ``must_renew`` has the person choose another one before anything else. An account that is not active waits for
    somebody who grants. Raises Refusal for a login that is taken or cannot be one.
    """
    if not login.isprintable() or " " in login or not 1 <= len(login) <= 40:
        raise Refusal("登录名请用1到40个字母、数字，中间不留空格。")
    if not 1 <= len(name) <= 40:
        raise Refusal("请写姓名，不超过40个字。")
    if session.exec(select(User).where(User.login == login)).first():
        raise Refusal(f"已经有账号“{login}”。请换一个登录名，或用 duban password {login} 另设口令。")
    password = password or new_password()
    user = User(
        login=login,
        name=name,
        role=role,
        unit_id=unit_id,
        password_hash=hashed(password),
        is_active=is_active,
        password_set_at=now,
        must_renew=must_renew,
    )
    session.add(user)
    session.flush()
    log(
        session,
        Subject.ACCOUNT,
        user.id,
        "建立账号",
        by,
        now,
        note=f"{role.label} {name}",
        login=login,
        unit_id=unit_id,
    )
    return password


def renew_password(session: Session, login: str, *, by: str, now: datetime) -> str:
    """Give an account a new password and end its sessions; the person has to choose another one by it.

    A lock goes with the old password. Raises Refusal when there is no such account.
    """
    user = session.exec(select(User).where(User.login == login)).first()
    if user is None:
        raise Refusal(f"没有账号“{login}”。用 duban status 看现有账号。")
    password = new_password()
    _set_password(user, password, now)
    user.must_renew = True
    session.add(user)
    session.flush()
    forgive(session, user.id)
    for sign_in in session.exec(select(SignIn).where(SignIn.user_id == user.id)):
        session.delete(sign_in)
    log(session, Subject.ACCOUNT, user.id, "换新口令", by, now, note=user.name, login=login)
    return password


def change_password(session: Session, user: User, new: str, sign_in_id: int, now: datetime) -> None:
    """Let a person choose their own password; their other sessions end, the one they work in goes on.

    The old one has been asked for before. Raises Refusal for one that is easily guessed, and for the old one again.
    """
    passwords.require_sound(new, user.login, user.name)
    if is_hash_of(user.password_hash, new):
        raise Refusal("新口令和原来的一样。请换一个。")
    _set_password(user, new, now)
    user.must_renew = False
    session.add(user)
    for row in session.exec(select(SignIn).where(SignIn.user_id == user.id, SignIn.id != sign_in_id)):
        session.delete(row)
    log(session, Subject.ACCOUNT, user.id, "修改口令", user.name, now, login=user.login)


def put_password_out_of_use(user: User, now: datetime) -> None:
    """Leave an account a password that nobody knows: who comes by the organisation's sign-in needs none."""
    _set_password(user, secrets.token_urlsafe(32), now)
    user.must_renew = False


def is_too_old(user: User, days: int, now: datetime) -> bool:
    """Whether the password was chosen more than so many days ago; never where ``days`` is 0."""
    return bool(days) and (user.password_set_at is None or now - user.password_set_at > timedelta(days=days))


def _set_password(user: User, password: str, now: datetime) -> None:
    user.password_hash = hashed(password)
    user.password_set_at = now


def recognise(session: Session, login: str, password: str) -> User | None:
    """The person with this login and password, or None. Takes a tenth of a second on purpose: only look, never lock."""
    user = session.exec(select(User).where(User.login == login, col(User.is_active))).first()
    if user is None:
        # So that a wrong name takes as long as a wrong password.
        is_hash_of(_nobodys_hash(), password)
        return None
    return user if is_hash_of(user.password_hash, password) else None


def is_still_known(session: Session, user: User) -> bool:
    """Whether the account is in use and its password still the one that was looked at; asked where the session is begun.

    The account is held until then: a new password that is being set ends this session like the others, and one that
    was set while the old one was looked at lets nobody in by it.
    """
    same = select(User.id).where(
        User.id == user.id, User.password_hash == user.password_hash, col(User.is_active)
    )
    return session.exec(same.with_for_update()).first() is not None


@cache
def _nobodys_hash() -> str:
    return hashed(secrets.token_urlsafe(16))


def hashed(secret: str) -> str:
    """A password or a code as it is stored."""
    with _in_turn:
        return _hasher.hash(secret)


def is_hash_of(kept: str, secret: str) -> bool:
    """Whether this is what was stored. Takes a tenth of a second on purpose: only look, never lock."""
    with _in_turn:
        return _hasher.verify(secret, kept)


def sign_in(
    session: Session,
    user: User,
    now: datetime,
    address: str = "",
    device: str = "",
    *,
    is_outside: bool = False,
) -> str:
    """Begin a session for somebody recognised: its token, for the cookie, stored only as a hash.

    The token is new each time, whatever the browser brought along. ``address`` and ``device`` are for the person's
    own list of sessions; ``is_outside`` says that it is by the organisation's own sign-in.
    """
    token = secrets.token_urlsafe(32)
    row = SignIn(
        user_id=user.id,
        token_sha256=_digest(token),
        form_token=secrets.token_urlsafe(24),
        begun_at=now,
        seen_at=now,
        address=address[:_LONGEST_ADDRESS],
        device=device.replace("\0", "")[:_LONGEST_DEVICE],
        is_outside=is_outside,
    )
    session.add(row)
    session.flush()
    return token


class SignedIn(NamedTuple):
    """Who is signed in, and by which session; ``office`` is what the office is called for short, empty before it has a name."""

    user: User
    row: SignIn
    office: str


def signed_in(
    session: Session, token: str, now: datetime, hours: int, most_hours: int = 168
) -> SignedIn | None:
    """Whose token this is, if the session still stands: not ended, seen within ``hours``, begun within ``most_hours``,
    and not by a clock that was ahead."""
    within = {
        "seen_after": now - timedelta(hours=hours),
        "begun_after": now - timedelta(hours=most_hours),
        "latest": now + _AHEAD,
    }
    found = session.execute(_whose(), {"digest": _digest(token), **within}).first()
    return SignedIn(found[0], found[1], found[2] or "") if found else None


@cache
def _whose() -> Select[tuple[User, SignIn, str]]:
    # Every page asks: it is put together once.
    office = sa_select(col(Office.short_name)).limit(1).scalar_subquery()
    return (
        sa_select(User, SignIn, office)
        .join(SignIn, col(SignIn.user_id) == col(User.id))
        .where(
            col(SignIn.token_sha256) == bindparam("digest"),
            *_standing(bindparam("seen_after"), bindparam("begun_after"), bindparam("latest")),
            col(User.is_active),
        )
    )


def standing(now: datetime, hours: int, most_hours: int) -> tuple[ColumnElement[bool], ...]:
    """The conditions under which a session stands."""
    return _standing(now - timedelta(hours=hours), now - timedelta(hours=most_hours), now + _AHEAD)


def _standing(seen_after: Any, begun_after: Any, latest: Any) -> tuple[ColumnElement[bool], ...]:
    return (
        col(SignIn.ended_at).is_(None),
        col(SignIn.seen_at) > seen_after,
        col(SignIn.begun_at) > begun_after,
        col(SignIn.begun_at) <= latest,
        col(SignIn.seen_at) <= latest,
    )


def sign_out(session: Session, row: SignIn, now: datetime) -> None:
    """End a session from the server's side."""
    row.ended_at = now
    session.add(row)


def forget_sessions(session: Session, now: datetime, most_hours: int) -> int:
    """Delete the sessions that nobody has used for a month and that stand no more; how many. ``now`` is the machine's moment."""
    since = now - max(_FORGOTTEN_AFTER, timedelta(hours=most_hours))
    gone = session.execute(delete(SignIn).where(col(SignIn.seen_at) < since))
    return int(gone.rowcount)  # type: ignore[attr-defined]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account just made, with the password that is shown this once."""

    login: str
    name: str
    role: UserRole
    password: str


def open_accounts(
    session: Session, file: Path, *, by: str, now: datetime, must_renew: bool = False
) -> list[NewAccount]:
    """Make the accounts that an office file lists under ``users``, each with a password of its own."""
    units = dict(session.execute(select(Unit.name, Unit.id)).tuples().all())
    made = []
    for entry in load_office(file).users:
        role = UserRole.labelled(entry.role)
        unit_id = units[entry.unit] if role is UserRole.UNIT else None
        password = create(
            session, entry.login, entry.name, role, unit_id, by=by, now=now, must_renew=must_renew
        )
        user = session.exec(select(User).where(User.login == entry.login)).one()
        session.add_all(UserScope(user_id=user.id, unit_id=units[name]) for name in entry.units)
        made.append(NewAccount(entry.login, entry.name, role, password))
    return made
