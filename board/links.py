"""Signed links as the office handles them: making one, seeing it once, taking it back, seeing its uses."""

from datetime import datetime
from urllib.parse import urlsplit

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlalchemy import and_, or_
from sqlmodel import Session, col
from starlette.datastructures import FormData

from board.edge import Id, Now, Reading, Writing
from board.pages import go_to, render
from board.posted import Posted, text
from board.visitor import Clerk, OfTheOffice
from config.refusal import Refusal
from config.settings import settings
from models.assignment import Assignment
from models.hanging import has_rows
from models.link import Link
from models.task import Task
from models.unit import Unit
from supervision.returns.links import NewLink, links, make, renew, revoke, standing, terms, uses

router = APIRouter()

_ONLY_HERE = ("127.0.0.1", "localhost", "::1", "0.0.0.0")


@router.post("/units/{unit_id}/links")
def make_for_unit(
    request: Request, unit_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now
) -> Response:
    """A link for all that a unit holds."""
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise HTTPException(404)
    made = make(
        session,
        unit,
        visitor.actor,
        now,
        settings().link_days,
        person=_named(form),
        with_code=bool(text(form, "with_code")),
    )
    return _shown_once(request, session, made)


@router.post("/assignments/{assignment_id}/links")
def make_for_assignment(
    request: Request, assignment_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now
) -> Response:
    """A link for one assignment."""
    assignment = session.get(Assignment, assignment_id)
    if assignment is None:
        raise HTTPException(404)
    made = make(
        session,
        session.get_one(Unit, assignment.unit_id),
        visitor.actor,
        now,
        settings().link_days,
        assignment=assignment,
        person=_named(form),
        with_code=bool(text(form, "with_code")),
    )
    return _shown_once(request, session, made)


def _named(form: FormData) -> str:
    """Who the link is for: the record says who reported by it. Raises Refusal when nobody is named."""
    person = text(form, "person")
    if not person:
        raise Refusal("请写明填报人的姓名，记录里要写是谁填报的。")
    return person


@router.get("/links/{link_id}")
def show(request: Request, link_id: Id, _visitor: OfTheOffice, session: Reading, now: Now) -> Response:
    """A link with its uses; the address itself is kept nowhere."""
    link = _link(session, link_id)
    return render(
        request,
        "link.html",
        link=link,
        unit=session.get_one(Unit, link.unit_id),
        task=_task(session, link),
        stands=standing(link, now),
        terms=terms(link),
        uses=uses(session, link.id),
    )


@router.post("/links/{link_id}/revocation")
def take_back(link_id: Id, visitor: Clerk, _form: Posted, session: Writing, now: Now) -> Response:
    """收回."""
    revoke(session, _link(session, link_id), visitor.actor, now)
    return go_to(f"/links/{link_id}", "link_revoked")


@router.post("/links/{link_id}/renewal")
def send_again(
    request: Request, link_id: Id, visitor: Clerk, _form: Posted, session: Writing, now: Now
) -> Response:
    """重发: a fresh link in place of the old one."""
    made = renew(session, _link(session, link_id), visitor.actor, now, settings().link_days)
    return _shown_once(request, session, made)


def links_of_unit(session: Session, unit_id: int, now: datetime) -> list[Link]:
    """The links that were made for all that a unit holds; those of letters only while they stand."""
    if not has_rows(session, Link, "unit_id", unit_id):
        return []
    stands = and_(col(Link.revoked_at).is_(None), col(Link.expires_at) > now)
    return links(
        session,
        col(Link.unit_id) == unit_id,
        col(Link.assignment_id).is_(None),
        or_(col(Link.delivery_id).is_(None), stands),
    )


def _link(session: Session, link_id: int) -> Link:
    found = session.get(Link, link_id)
    if found is None:
        raise HTTPException(404)
    return found


def _task(session: Session, link: Link) -> Task | None:
    if link.assignment_id is None:
        return None
    return session.get_one(Task, session.get_one(Assignment, link.assignment_id).task_id)


def _shown_once(request: Request, session: Session, made: NewLink) -> Response:
    """The page itself and no redirect: afterwards nobody can show the address again."""
    return render(
        request,
        "link_made.html",
        link=made.link,
        address=f"{settings().address.rstrip('/')}/l/{made.token}",
        is_local=urlsplit(settings().address).hostname in _ONLY_HERE,
        code=made.code,
        unit=session.get_one(Unit, made.link.unit_id),
        task=_task(session, made.link),
        terms=terms(made.link),
    )
