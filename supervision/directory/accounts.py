"""Accounts and signing in. There is no default password: each is made once and shown once."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pwdlib import PasswordHash
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.unit import Unit
from models.user import SignIn, User, UserScope
from models.words import Subject, UserRole
from supervision.directory.office_file import load_office
from supervision.record.log import log

_hasher = PasswordHash.recommended()


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
) -> str:
    """Make an account and give back its password, which is stored nowhere else in clear."""
    if session.exec(select(User).where(User.login == login)).first():
        raise Refusal(f"已经有账号“{login}”。请换一个登录名，或用 duban password {login} 另设口令。")
    password = password or new_password()
    user = User(login=login, name=name, role=role, unit_id=unit_id, password_hash=_hasher.hash(password))
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
    """Give an account a new password and end its sessions. Raises Refusal when there is no such account."""
    user = session.exec(select(User).where(User.login == login)).first()
    if user is None:
        raise Refusal(f"没有账号“{login}”。用 duban status 看现有账号。")
    password = new_password()
    user.password_hash = _hasher.hash(password)
    session.add(user)
    for sign_in in session.exec(select(SignIn).where(SignIn.user_id == user.id)):
        session.delete(sign_in)
    log(session, Subject.ACCOUNT, user.id, "换新口令", by, now, note=user.name, login=login)
    return password


def new_password() -> str:
    """A password that can be read out over the telephone: four groups of three, no look-alikes."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(3)) for _ in range(4))


def recognise(session: Session, login: str, password: str) -> User | None:
    """The person with this login and password, or None. Takes a tenth of a second on purpose: only look, never lock."""
    user = session.exec(select(User).where(User.login == login, col(User.is_active))).first()
    if user is None:
        _hasher.hash(password)  # so that a wrong name takes as long as a wrong password
        return None
    return user if _hasher.verify(password, user.password_hash) else None


def hashed(secret: str) -> str:
    """A password or a code as it is stored."""
    return _hasher.hash(secret)


def is_hash_of(kept: str, secret: str) -> bool:
    """Whether this is what was stored. Takes a tenth of a second on purpose: only look, never lock."""
    return _hasher.verify(secret, kept)


def sign_in(session: Session, user: User, now: datetime) -> str:
    """Begin a session for somebody recognised: its token, for the cookie, stored only as a hash."""
    token = secrets.token_urlsafe(32)
    row = SignIn(
        user_id=user.id,
        token_sha256=_digest(token),
        form_token=secrets.token_urlsafe(24),
        begun_at=now,
        seen_at=now,
    )
    session.add(row)
    session.flush()
    return token


def signed_in(session: Session, token: str, now: datetime, hours: int) -> tuple[User, SignIn] | None:
    """Whose token this is, if the session still stands: not ended, and seen within so many hours."""
    rows = (
        select(User, SignIn)
        .join(SignIn, col(SignIn.user_id) == col(User.id))
        .where(
            SignIn.token_sha256 == _digest(token),
            col(SignIn.ended_at).is_(None),
            SignIn.seen_at > now - timedelta(hours=hours),
            col(User.is_active),
        )
    )
    return session.exec(rows).first()


def sign_out(session: Session, row: SignIn, now: datetime) -> None:
    """End a session from the server's side."""
    row.ended_at = now
    session.add(row)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account just made, with the password that is shown this once."""

    login: str
    name: str
    role: UserRole
    password: str


def open_accounts(session: Session, file: Path, *, by: str, now: datetime) -> list[NewAccount]:
    """Make the accounts that an office file lists under ``users``, each with a password of its own."""
    units = dict(session.execute(select(Unit.name, Unit.id)).tuples().all())
    made = []
    for entry in load_office(file).users:
        role = UserRole.labelled(entry.role)
        unit_id = units[entry.unit] if role is UserRole.UNIT else None
        password = create(session, entry.login, entry.name, role, unit_id, by=by, now=now)
        user = session.exec(select(User).where(User.login == entry.login)).one()
        session.add_all(UserScope(user_id=user.id, unit_id=units[name]) for name in entry.units)
        made.append(NewAccount(entry.login, entry.name, role, password))
    return made
