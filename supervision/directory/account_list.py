"""Accounts and sessions as they are listed: for the person themselves and for who looks after them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from models.unit import Unit
from models.user import SignIn, User
from models.words import UserRole
from supervision.directory.accounts import standing


@dataclass(frozen=True, slots=True)
class Listed:
    """An account with its unit, how many sessions stand, and when somebody was last seen in one of them."""

    user: User
    unit: Unit | None
    sessions: int
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long a session stands: hours without use, and hours at most."""

    idle: int
    most: int

    def __str__(self) -> str:
        """Both as people say it."""
        return f"不操作满{_span(self.idle)}，或者登录满{_span(self.most)}，会自动退出"


def accounts(
    session: Session,
    lasting: Lasting,
    now: datetime,
    *,
    words: str = "",
    role: UserRole | None = None,
    most: int,
) -> list[Listed]:
    """The accounts, by login: those whose login or name holds the words, and of one role if one is given."""
    sessions = (
        select(
            col(SignIn.user_id).label("user_id"),
            func.count().label("many"),
            func.max(col(SignIn.seen_at)).label("seen_at"),
        )
        .where(*standing(now, lasting.idle, lasting.most))
        .group_by(col(SignIn.user_id))
        .subquery()
    )
    rows = (
        select(User, Unit, sessions.c.many, sessions.c.seen_at)
        .join(Unit, col(Unit.id) == col(User.unit_id), isouter=True)
        .join(sessions, sessions.c.user_id == col(User.id), isouter=True)
        .order_by(col(User.login))
        .limit(most)
    )
    if words:
        like = f"%{_plain(words)}%"
        rows = rows.where(
            or_(col(User.login).like(like, escape="\\"), col(User.name).like(like, escape="\\"))
        )
    if role is not None:
        rows = rows.where(User.role == role)
    return [Listed(user, unit, many or 0, seen) for user, unit, many, seen in session.execute(rows).tuples()]


def sessions_of(session: Session, user_id: int, lasting: Lasting, now: datetime) -> list[SignIn]:
    """The sessions of an account that stand, the one used last first."""
    rows = select(SignIn).where(SignIn.user_id == user_id, *standing(now, lasting.idle, lasting.most))
    return list(session.exec(rows.order_by(col(SignIn.seen_at).desc(), col(SignIn.id).desc())))


def live_sessions(session: Session, lasting: Lasting, now: datetime, most: int) -> list[tuple[SignIn, User]]:
    """Everybody's sessions that stand, the one used last first."""
    rows = (
        select(SignIn, User)
        .join(User, col(User.id) == col(SignIn.user_id))
        .where(*standing(now, lasting.idle, lasting.most), col(User.is_active))
        .order_by(col(SignIn.seen_at).desc(), col(SignIn.id).desc())
        .limit(most)
    )
    return list(session.execute(rows).tuples())


def _span(hours: int) -> str:
    return f"{hours}小时" if hours % 24 else f"{hours // 24}天"


def _plain(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
