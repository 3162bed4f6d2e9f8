"""Who asks: the signed-in person behind a request, and what kinds of people a page admits."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Depends, HTTPException, Request
from sqlmodel import Session

from board.edge import Reading, RealNow
from board.rates import Rate
from config.refusal import NotTheirs
from config.settings import settings
from models import database
from models.user import SignIn, User
from models.words import UserRole
from schedules import clock
from supervision.actor import Actor
from supervision.directory.accounts import SignedIn, signed_in
from supervision.directory.rights import OFFICERS, Right, may, require
from supervision.messages import has_messages

COOKIE = "duban"

# Writing down every click would make every page a change.
_NOTE_EVERY = timedelta(minutes=5)


_LOOKS = frozenset({"GET", "HEAD"})
# What a person may reach whose password somebody else chose.
_WHILE_RENEWING = frozenset({"/account/password", "/sign-out"})
# The three officers see none of the office's business: of all pages these alone are there for them, also of pages
# that are yet to be written.
_OF_OFFICERS = re.compile(r"/|/sign-out|/(account|administration|directory|scopes|log)(/.*)?")
_DOWNLOADS = re.compile(
    r".*/(file|sheet|case|return-form)|.*/export\.\w+|.*/download/\w+|/evidence/[0-9]+|/reports/.+", re.ASCII
)


class NotSignedIn(Exception):
    """Nobody is signed in, or the session has ended."""


class PasswordWanted(Exception):
    """The person has to choose a password of their own before anything else."""


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
    must_renew: bool = False

    def may(self, right: Right) -> bool:
        """Whether this person has a right in the administration."""
        return may(self.actor.role, right)

    @property
    def rights(self) -> frozenset[str]:
        """The names of all rights of this person, for pages."""
        return frozenset(right.name for right in Right if self.may(right))

    @property
    def is_unit(self) -> bool:
        """Whether this is a unit's own account, which sees that unit alone."""
        return self.actor.role is UserRole.UNIT

    @property
    def has_messages(self) -> bool:
        """Whether there are messages for this person."""
        return has_messages(self.actor)

    @property
    def is_of_the_office(self) -> bool:
        """Whether this is a clerk or a leader, to whom every page is open."""
        return self.actor.is_of_the_office

    @property
    def only_looks(self) -> bool:
        """Whether this is a 督导单位 or an inspector, who reads what lies in their scope and changes nothing."""
        return self.actor.role in (UserRole.SUPERVISOR, UserRole.INSPECTOR)

    @property
    def sees_many(self) -> bool:
        """Whether this person looks at what several units hold: the office, a 督导单位, an inspector."""
        return self.is_of_the_office or self.only_looks

    @property
    def may_search(self) -> bool:
        """Whether this person has assignments to look at, and so something to search."""
        return self.sees_many or self.is_unit

    @property
    def is_clerk(self) -> bool:
        """Whether this person does the office's work."""
        return self.actor.role is UserRole.CLERK

    @property
    def is_leader(self) -> bool:
        """Whether this is the head of the office, who signs and is told what nobody else could settle."""
        return self.actor.role is UserRole.LEADER


def visitor(request: Request, now: RealNow, session: Reading) -> Visitor:
    """Who is signed in. Raises NotSignedIn, PasswordWanted, and Hidden for what no officer sees.

    A page that only looks is asked for in the session in which this is found out. A request that changes something
    takes the write lock only once it is at work.
    """
    found = _signed_in(session, request, now)
    if request.method not in _LOOKS:
        session.close()
    if found is None:
        raise NotSignedIn
    user, row, office = found
    _note_seen(row, now)
    known = Visitor(_actor(user), row.id, row.form_token, office, user.must_renew)
    request.state.visitor = known
    path = request.url.path
    if user.must_renew and path not in _WHILE_RENEWING:
        raise PasswordWanted
    if user.role in OFFICERS and not _OF_OFFICERS.fullmatch(path):
        raise Hidden
    downloads: Rate = request.app.state.downloads
    if request.method == "GET" and _DOWNLOADS.fullmatch(path) and not downloads.take(row.id, now):
        raise HTTPException(429)
    return known


def require_same(request: Request, known: Visitor) -> None:
    """Raises NotSignedIn where the session has ended since, or the account is another's by now or of another kind."""
    with database.reading() as session:
        found = _signed_in(session, request, clock.real_now())
        if found is None or known.actor != _actor(found[0]):
            raise NotSignedIn


def _signed_in(session: Session, request: Request, now: datetime) -> SignedIn | None:
    token = request.cookies.get(COOKIE, "")
    chosen = settings()
    return signed_in(session, token, now, chosen.session_hours, chosen.session_most_hours) if token else None


def _actor(user: User) -> Actor:
    return Actor(user.name, user.role, user.unit_id, user.id)


def require_office(visitor: Visitor) -> Visitor:
    """Raises Hidden for everybody but a clerk or a leader: to them the page does not exist."""
    if not visitor.is_of_the_office:
        raise Hidden
    return visitor


async def of_the_office(visitor: Annotated[Visitor, Depends(visitor)]) -> Visitor:
    """A clerk or a leader. To everybody else the page does not exist."""
    return require_office(visitor)


async def clerk(visitor: Annotated[Visitor, Depends(of_the_office)]) -> Visitor:
    """A clerk. Raises Refusal for a leader, who looks and signs and does nothing else."""
    if not visitor.is_clerk:
        raise NotTheirs("领导账号用于查看和签发，不能办理。请交由经办人员办理。")
    return visitor


def holding(*rights: Right) -> Callable[[Visitor], Awaitable[Visitor]]:
    """Somebody who holds one of these rights. To everybody else the page does not exist."""

    async def holder(visitor: Annotated[Visitor, Depends(visitor)]) -> Visitor:
        if not any(visitor.may(right) for right in rights):
            raise Hidden
        return visitor

    return holder


def looking(right: Right) -> Callable[[Visitor], Awaitable[Visitor]]:
    """The office, and who holds this right. To everybody else the page does not exist."""

    async def looker(visitor: Annotated[Visitor, Depends(visitor)]) -> Visitor:
        return visitor if visitor.may(right) else require_office(visitor)

    return looker


def keeping(right: Right) -> Callable[[Visitor], Awaitable[Visitor]]:
    """Who holds this right. Raises Refusal for the others of the office, who look; for nobody else the page exists."""

    async def keeper(visitor: Annotated[Visitor, Depends(looking(right))]) -> Visitor:
        require(visitor.actor, right)
        return visitor

    return keeper


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
