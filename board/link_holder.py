"""Who comes by a signed link: no account, no sign-in, and nothing beyond what the link is for."""

import secrets
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session, select
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from board import once
from board.attempts import Attempts
from board.carried import Carried, link_owner, pack
from board.edge import Now, RealNow, address_of
from board.errors import Denied, record_refused, sorry
from board.pages import render
from board.posted import text
from board.rates import Rate
from config.settings import settings
from models import database
from models.link import Link
from models.notice import Delivery
from models.office import Office
from models.unit import Unit
from supervision.actor import Actor
from supervision.letters.letter_links import letter_of
from supervision.office_key import is_sealed, sealed
from supervision.returns.links import holder, note_look, note_use, opened

COOKIE = "duban_link"

_CODE, _FORM = "code of a link", "form of a link"


class NoLink(Exception):
    """No link that stands has this token."""


class CodeWanted(Exception):
    """The link stands, and its code has not been given yet."""

    def __init__(self, link: Link, token: str) -> None:
        super().__init__()
        self.link = link
        self.link_token = token


class OutOfReach(Exception):
    """Somebody asked by a link for what is not the link's."""

    def __init__(self, by: "Holder", now: datetime) -> None:
        super().__init__()
        self.by = by
        self.now = now


@dataclass(frozen=True, slots=True)
class Holder:
    """The person of this request; ``form_token`` has to come back with everything they post.

    ``letter`` is the one that carries the link, where one does.
    """

    link: Link
    token: str
    actor: Actor
    unit: Unit
    form_token: str
    address: str
    letter: Delivery | None = None

    @property
    def page(self) -> str:
        """Where this link leads."""
        return f"/l/{self.token}"


def link_of(request: Request, token: str, now: Now, real_now: RealNow) -> Link:
    """The link of the token in the address. Raises NoLink for any that does not stand.

    What is asked of somebody who guesses is to wait; who has a link is never held up by others' mistakes.
    """
    with database.reading() as session:
        link = opened(session, token, now)
    if link is None:
        attempts: Attempts = request.app.state.link_attempts
        address = address_of(request)
        if attempts.is_blocked(address, real_now):
            raise Denied(429, "打开的链接有误，次数太多。请15分钟后再试，或者与督办部门联系。")
        attempts.note_failure(address, real_now)
        raise NoLink
    return link


OfLink = Annotated[Link, Depends(link_of)]


def by_link(request: Request, token: str, link: OfLink, real_now: RealNow) -> Holder:
    """Who holds the link, once the code was given where one is asked for. Raises NoLink and CodeWanted."""
    if link.code_hash and not _has_code(request.cookies.get(COOKIE, ""), link, real_now):
        raise CodeWanted(link, token)
    with database.reading() as session:
        unit = session.get_one(Unit, link.unit_id)
        letter = letter_of(session, link)
    known = Holder(link, token, holder(link), unit, _form_token(link), address_of(request), letter)
    request.state.holder = known
    return known


ByLink = Annotated[Holder, Depends(by_link)]


async def posted_by_link(request: Request, by: ByLink, real_now: RealNow) -> AsyncIterator[FormData]:
    """The form. Raises Denied when it does not carry the link's token: it came from somewhere else."""
    async with request.form() as form:
        if not secrets.compare_digest(text(form, "form_token").encode(), by.form_token.encode()):
            raise Denied(403, "这个表单已经失效，没有办理。请返回原页面，刷新后再提交。")
        request.state.posted = form
        posts: Rate = request.app.state.posts
        if not posts.take(("link", by.link.id), real_now):
            raise Denied(429, "提交得太快，这一次没有办理。请稍等一分钟再提交。")
        once.take(request, form)
        yield form


PostedByLink = Annotated[FormData, Depends(posted_by_link)]


def use(session: Session, by: Holder, what: str, now: datetime) -> None:
    """Write a deed down beside the link, in its own transaction. Raises NoLink when the link was taken back meanwhile."""
    if opened(session, by.token, now) is None:
        raise NoLink
    note_use(session, by.link, by.address, what, now)


def remember_code(answer: Response, token: str, value: str) -> None:
    """Spare the browser the code for as long as a session lasts; ``value`` is that of ``code_given``."""
    answer.set_cookie(
        COOKIE,
        value,
        httponly=True,
        samesite="lax",
        secure=settings().is_https,
        path=f"/l/{token}",
    )


def code_given(link: Link, real_now: datetime) -> str:
    """What a browser keeps to show that the code of this link was given, for as long as a session lasts."""
    until = str(int((real_now + timedelta(hours=settings().session_hours)).timestamp()))
    return f"{until}.{sealed(_CODE, str(link.id), link.code_hash, until)}"


def no_link(request: Request, _error: Exception) -> Response:
    """One answer for every link that does not open, whatever the reason: it tells a stranger nothing."""
    with database.reading() as session:
        office = session.exec(select(Office)).first()
    return render(request, "link_gone.html", status=404, office=office)


async def code_wanted(request: Request, error: Exception) -> Response:
    """The page that asks for the code, and nothing else; it carries along a form that came too late."""
    assert isinstance(error, CodeWanted)
    if request.method == "GET":
        return code_page(request, error.link_token)
    kept = None
    with suppress(Denied, HTTPException):
        async with request.form() as form:
            token = form.get("form_token", "")
            if isinstance(token, str) and secrets.compare_digest(
                token.encode(), _form_token(error.link).encode()
            ):
                kept = pack(request, form, link_owner(error.link.id))
    if kept is None:
        return RedirectResponse(f"/l/{error.link_token}", status_code=303)
    problem = "口令已过期，刚才填写的内容还没有提交。"
    return code_page(request, error.link_token, problem, 401, kept)


def out_of_reach(request: Request, error: Exception) -> Response:
    """What is not the link's does not exist; that somebody asked for it is written down."""
    assert isinstance(error, OutOfReach)
    with database.transaction() as session:
        note_look(session, error.by.link, error.by.address, "要看链接范围以外的事项，未准", error.now)
    reason = "不在这个链接的范围内"
    record_refused(request, error.by.actor, error.now, reason=reason, link_id=error.by.link.id)
    return sorry(request, 404, "没有这个页面，或者它不在这个链接的范围内。")


def code_page(
    request: Request, token: str, problem: str = "", status: int = 200, carried: Carried | None = None
) -> Response:
    """The form for the code; ``carried`` is what somebody was writing when it had to be given again."""
    return render(request, "link_code.html", status=status, token=token, problem=problem, carried=carried)


def _form_token(link: Link) -> str:
    return sealed(_FORM, str(link.id), link.token_sha256)


def _has_code(cookie: str, link: Link, real_now: datetime) -> bool:
    until, _, seal = cookie.partition(".")
    if not is_sealed(seal, _CODE, str(link.id), link.code_hash, until):
        return False
    # One that lasts longer than any was given by a clock that was ahead.
    most = timedelta(hours=settings().session_hours + 1)
    return real_now.timestamp() < int(until) <= (real_now + most).timestamp()
