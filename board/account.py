"""本人账号: who one is here, one's password, and where one is signed in."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session

from board.devices import in_words
from board.edge import Id, Now, Reading, RealNow, Writing, address_of
from board.errors import Denied
from board.pages import go_to, render
from board.posted import Posted
from board.visitor import Anyone
from config.refusal import Refusal
from config.settings import settings
from models import database
from models.unit import Unit
from models.user import SignIn, User
from supervision.actor import Actor
from supervision.directory.account_changes import end_other_sessions, end_session
from supervision.directory.account_list import Lasting, sessions_of
from supervision.directory.accounts import change_password, recognise
from supervision.directory.lockout import count_try, forgive
from supervision.directory.passwords import RULE
from supervision.feeds import feeds_of
from supervision.record.access import note_failed_sign_in

router = APIRouter(prefix="/account")


def lasting() -> Lasting:
    """How long a session of this office stands."""
    return Lasting(settings().session_hours, settings().session_most_hours)


HowLong = Annotated[Lasting, Depends(lasting)]


@router.get("")
def show(request: Request, visitor: Anyone, session: Reading, now: RealNow, how_long: HowLong) -> Response:
    """One's own account."""
    user = _own(session, visitor.actor)
    return render(
        request,
        "account.html",
        user=user,
        unit=session.get(Unit, user.unit_id) if user.unit_id else None,
        sessions=sessions_of(session, user.id, how_long, now),
        device=in_words,
        lasting=how_long,
        password_days=settings().password_days,
        feeds=feeds_of(session, user.id),
    )


@router.get("/password")
def password(request: Request, visitor: Anyone) -> Response:
    """The form for a password of one's own."""
    return _password_page(request, must_renew=visitor.must_renew)


@router.post("/password")
def choose(request: Request, visitor: Anyone, form: Posted, now: RealNow, at: Now) -> Response:
    """修改口令: by the old one, which is guessed at here no more often than at the door."""
    old, new = str(form.get("password", "")), str(form.get("new_password", ""))
    with database.reading() as session:
        login = _own(session, visitor.actor).login
    try:
        if not old or not new:
            raise Refusal("原口令和新口令都要填写。")
        if new != str(form.get("repeated", "")):
            raise Refusal("两次填写的新口令不一样。请重新填写。")
        with database.transaction() as writing:
            tried = count_try(writing, login, now)
        if tried.locked_until is not None:
            raise Denied(429, "原口令连续输错，暂停修改。请稍后再试，或联系督办部门。")
        with database.reading() as session:
            is_known = recognise(session, login, old) is not None
        if not is_known:
            with database.transaction() as writing:
                note_failed_sign_in(writing, login, address_of(request), at, is_last=tried.is_last)
            raise Refusal("原口令不对。请重新填写。")
        with database.transaction() as writing:
            user = _own(writing, visitor.actor)
            forgive(writing, user.id)
            change_password(writing, user, new, visitor.sign_in_id, at)
    except Refusal as refusal:
        return _password_page(request, str(refusal), 409, must_renew=visitor.must_renew)
    return go_to("/account", "new_password")


@router.post("/sign-ins/removal")
def end_others(visitor: Anyone, _form: Posted, session: Writing, now: Now) -> Response:
    """End all sessions but this one."""
    end_other_sessions(session, _own(session, visitor.actor), visitor.sign_in_id, visitor.actor, now)
    return go_to("/account", "ended_others")


@router.post("/sign-ins/{sign_in_id}/removal")
def end_one(sign_in_id: Id, visitor: Anyone, _form: Posted, session: Writing, now: Now) -> Response:
    """End one session of one's own."""
    row = session.get(SignIn, sign_in_id)
    if row is None or row.user_id != visitor.actor.user_id:
        raise HTTPException(404)
    end_session(session, row, visitor.actor, now)
    return go_to("/account", "ended_session")


def _own(session: Session, actor: Actor) -> User:
    return session.get_one(User, actor.user_id)


def _password_page(request: Request, problem: str = "", status: int = 200, *, must_renew: bool) -> Response:
    return render(request, "password.html", status=status, problem=problem, rule=RULE, must_renew=must_renew)
