"""How things stand, in counts: documents, assignments, notices, letters."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from models.assignment import Assignment
from models.document import Document
from models.notice import Delivery, Notice
from models.user import User
from models.words import DeliveryStatus, NoticeKind, Status
from reports.sources import without_texts
from reports.wholes import is_whole
from supervision.drafts.review import counts

_W = TypeVar("_W")


@dataclass(frozen=True, slots=True)
class Raised:
    """How many notices of a kind were raised, how many of them late, how many wait for a signature."""

    kind: NoticeKind
    count: int
    late: int
    unsigned: int


def documents(session: Session) -> list[dict[str, Any]]:
    """Every document with what it yielded, in order of receipt."""
    rows = session.scalars(select(Document).options(*without_texts()).order_by(col(Document.id)))
    return [{"id": row.id, "called": row.called, **counts(session, row)} for row in rows]


def assignments(session: Session) -> dict[Status, int]:
    """How many assignments of the office stand in each state; every state is named."""
    return dict.fromkeys(Status, 0) | _counted(session, col(Assignment.status), is_whole())


def letters(session: Session) -> dict[DeliveryStatus, int]:
    """How many letters have come how far; every step is named."""
    return dict.fromkeys(DeliveryStatus, 0) | _counted(session, col(Delivery.status))


def notices(session: Session) -> list[Raised]:
    """What was raised so far, by kind; kinds that never occurred are left out."""
    rows = session.execute(
        select(col(Notice.kind), col(Notice.late), col(Notice.needs_signature), col(Notice.signed_by))
    ).all()
    count = Counter(kind for kind, *_ in rows)
    late = Counter(kind for kind, is_late, *_ in rows if is_late)
    unsigned = Counter(kind for kind, _, needs, signed_by in rows if needs and not signed_by)
    return [Raised(kind, count[kind], late[kind], unsigned[kind]) for kind in NoticeKind if count[kind]]


def logins(session: Session) -> list[str]:
    """The accounts, by the name they sign in with."""
    return list(session.scalars(select(col(User.login)).order_by(col(User.login))))


def _counted(session: Session, column: Mapped[_W], *chosen: ColumnElement[bool]) -> dict[_W, int]:
    rows = select(column, func.count()).where(*chosen).group_by(column)
    return dict(session.execute(rows).tuples().all())
