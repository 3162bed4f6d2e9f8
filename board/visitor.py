"""Who asks: the signed-in person behind a request, and what kinds of people a page admits."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Depends, HTTPException, Request
from sqlmodel import Session, select

from board.edge import RealNow
from config.refusal import NotTheirs
from config.settings import settings
from models import database
from models.office import Office
from models.user import SignIn
from models.words import UserRole
from supervision.actor import Actor
from supervision.directory.accounts import signed_in

COOKIE = "duban"

# Writing down every click would make every page a change.
_NOTE_EVERY = timedelta(minutes=5)


class NotSignedIn(Exception):
    """Nobody is signed in, or the session has ended."""


class Hidden(HTTPException):
    """What is there, but not for this person: to them it does not exist, and that they asked is recorded.

    ``assignment_id`` is what they asked for, if it was an assignment.
    """

    def __init__(self, assignment_id: int | None = None) -> None:
        super().__init__(404)
        self.assignment_id = assignment_id


@dataclass(frozen=True, slots=True)
class Visitor:
    """The person of this request; ``form_token`` has to come back with everything they post."""

    actor: Actor
    sign_in_id: int
    form_token: str
    office: str

    @property
    def is_unit(self) -> bool:
        """Whether this is a unit's own account, which sees that unit alone."""
        return self.actor.role is UserRole.UNIT

    @property
    def is_of_the_office(self) -> bool:
        """Whether this is a clerk or a leader, to whom every page is open."""
        return self.actor.is_of_the_office

    @property
    def only_looks(self) -> bool:
        """Whether this is a 督导单位 or an inspector, who reads what lies in their scope and changes nothing."""
        return self.actor.role in (UserRole.SUPERVISOR, UserRole.INSPECTOR)

    @property
    def may_search(self) -> bool:
        """Whether this person has assignments to look at, and so something to search."""
        return self.is_of_the_office or self.is_unit or self.only_looks

    @property
    def is_clerk(self) -> bool:
        """Whether this person does the office's work."""
        return self.actor.role is UserRole.CLERK

    @property
    def is_leader(self) -> bool:
        """Whether this is the head of the office, who signs and is told what nobody else could settle."""
        return self.actor.role is UserRole.LEADER


def visitor(request: Request, now: RealNow) -> Visitor:
    """Who is signed in. Raises NotSignedIn.

    It looks in a session of its own, so that a request takes the write lock only once it is at work.
    """
    token = request.cookies.get(COOKIE, "")
    with database.reading() as session:
        found = signed_in(session, token, now, settings().session_hours) if token else None
        if found is None:
            raise NotSignedIn
        user, row = found
        office = session.exec(select(Office.short_name)).first()
    _note_seen(row, now)
    known = Visitor(Actor(user.name, user.role, user.unit_id, user.id), row.id, row.form_token, office or "")
    request.state.visitor = known
    return known


def of_the_office(visitor: Annotated[Visitor, Depends(visitor)]) -> Visitor:
    """A clerk or a leader. To everybody else the page does not exist."""
    if not visitor.is_of_the_office:
        raise Hidden
    return visitor


def clerk(visitor: Annotated[Visitor, Depends(of_the_office)]) -> Visitor:
    """A clerk. Raises Refusal for a leader, who looks and signs and does nothing else."""
    if not visitor.is_clerk:
        raise NotTheirs("领导账号用于查看和签发，不能办理。请交由经办人员办理。")
    return visitor


Anyone = Annotated[Visitor, Depends(visitor)]
OfTheOffice = Annotated[Visitor, Depends(of_the_office)]
Clerk = Annotated[Visitor, Depends(clerk)]


def _note_seen(row: SignIn, now: datetime) -> None:
    if now - row.seen_at < _NOTE_EVERY:
        return
    with database.transaction() as session:
        _touch(session, row.id, now)


def _touch(session: Session, sign_in_id: int, now: datetime) -> None:
    row = session.get(SignIn, sign_in_id)
    if row is not None:
        row.seen_at = now
        session.add(row)
