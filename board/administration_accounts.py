"""管理·账号 and 登录: who may sign in and as what, their locks and passwords, and who is signed in now."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session, col, select
from starlette.datastructures import FormData

from board.account import HowLong
from board.devices import in_words
from board.edge import Id, Now, Reading, RealNow, Writing
from board.pages import go_to, render
from board.posted import Posted, identifier, text
from board.visitor import Visitor, holding
from config.refusal import Refusal
from config.settings import settings
from models.unit import Unit
from models.user import SignIn, User
from models.words import UserRole
from supervision.directory.account_changes import (
    deactivate,
    end_other_sessions,
    end_session,
    give_password,
    grant,
    link_subject,
    make_account,
    unlock,
)
from supervision.directory.account_list import accounts, live_sessions, sessions_of
from supervision.directory.rights import OFFICERS, Right

router = APIRouter(prefix="/administration")

_MOST = 200

Looking = Annotated[Visitor, Depends(holding(Right.ACCOUNTS, Right.ROLES, Right.SESSIONS))]
Watching = Annotated[Visitor, Depends(holding(Right.SESSIONS))]


@router.get("/accounts")
def index(request: Request, _visitor: Looking, session: Reading, now: RealNow, how_long: HowLong) -> Response:
    """The accounts, by login."""
    words, role = request.query_params.get("q", "").strip()[:40], request.query_params.get("role", "")
    chosen = next((one for one in UserRole if one.value == role), None)
    return render(
        request,
        "administration_accounts.html",
        listed=accounts(session, how_long, now, words=words, role=chosen, most=_MOST),
        most=_MOST,
        words=words,
        chosen=chosen,
        roles=list(UserRole),
        officers=OFFICERS,
        units=_units(session),
        real_now=now,
        three_officers=settings().three_officers,
    )


@router.post("/accounts")
def make(request: Request, visitor: Looking, form: Posted, session: Writing, now: Now) -> Response:
    """建立账号: its password is on the answer, and never again."""
    login, name, role = text(form, "login"), text(form, "name"), _role(form)
    made = make_account(session, login, name, role, identifier(text(form, "unit")), visitor.actor, now)
    user = session.exec(select(User).where(User.login == login)).one()
    return _shown_once(request, user, made)


@router.get("/accounts/{user_id}")
def show(
    request: Request, user_id: Id, visitor: Looking, session: Reading, now: RealNow, how_long: HowLong
) -> Response:
    """One account with all that can be done about it."""
    user = _user(session, user_id)
    may_watch = visitor.may(Right.SESSIONS)
    return render(
        request,
        "administration_account.html",
        user=user,
        unit=session.get(Unit, user.unit_id) if user.unit_id else None,
        sessions=sessions_of(session, user.id, how_long, now) if may_watch else [],
        device=in_words,
        roles=list(UserRole),
        units=_units(session),
        real_now=now,
        is_own=user.id == visitor.actor.user_id,
        is_officer=user.role in OFFICERS,
        issuer=settings().oidc_issuer,
        three_officers=settings().three_officers,
    )


@router.post("/accounts/{user_id}/password")
def renew(
    request: Request, user_id: Id, visitor: Looking, _form: Posted, session: Writing, now: Now
) -> Response:
    """换新口令: on the answer, and never again."""
    user = _user(session, user_id)
    return _shown_once(request, user, give_password(session, user, visitor.actor, now))


@router.post("/accounts/{user_id}/role")
def give_role(user_id: Id, visitor: Looking, form: Posted, session: Writing, now: Now) -> Response:
    """授予角色, and put in use."""
    user = _user(session, user_id)
    grant(session, user, _role(form), identifier(text(form, "unit")), visitor.actor, now)
    return _back(user, "granted_role")


@router.post("/accounts/{user_id}/deactivation")
def stop(user_id: Id, visitor: Looking, _form: Posted, session: Writing, now: Now) -> Response:
    """停用账号."""
    user = _user(session, user_id)
    deactivate(session, user, visitor.actor, now)
    return _back(user, "deactivated")


@router.post("/accounts/{user_id}/unlocking")
def open_lock(user_id: Id, visitor: Looking, _form: Posted, session: Writing, now: Now) -> Response:
    """解除锁定."""
    user = _user(session, user_id)
    unlock(session, user, visitor.actor, now)
    return _back(user, "unlocked")


@router.post("/accounts/{user_id}/subject")
def link(user_id: Id, visitor: Looking, form: Posted, session: Writing, now: Now) -> Response:
    """关联统一身份: by the number that the organisation's sign-in gives the person."""
    user = _user(session, user_id)
    issuer, number = settings().oidc_issuer, text(form, "subject")
    if not issuer:
        raise Refusal("没有设置统一身份认证。请先在 settings.toml 里写 oidc_issuer。")
    link_subject(session, user, f"{issuer}#{number}" if number else "", visitor.actor, now)
    return _back(user, "linked" if number else "unlinked")


@router.post("/accounts/{user_id}/sign-ins/removal")
def end_all(user_id: Id, visitor: Looking, _form: Posted, session: Writing, now: Now) -> Response:
    """End every session of an account."""
    user = _user(session, user_id)
    kept = visitor.sign_in_id if user.id == visitor.actor.user_id else 0
    end_other_sessions(session, user, kept, visitor.actor, now)
    return _back(user, "ended_others")


@router.get("/sign-ins")
def signed_in_now(
    request: Request, _visitor: Watching, session: Reading, now: RealNow, how_long: HowLong
) -> Response:
    """Who is signed in, from where and with what."""
    rows = live_sessions(session, how_long, now, _MOST)
    return render(
        request, "administration_sign_ins.html", rows=rows, device=in_words, lasting=how_long, most=_MOST
    )


@router.post("/sign-ins/{sign_in_id}/removal")
def end_one(sign_in_id: Id, visitor: Watching, _form: Posted, session: Writing, now: Now) -> Response:
    """End somebody's session."""
    row = session.get(SignIn, sign_in_id)
    if row is None:
        raise HTTPException(404)
    end_session(session, row, visitor.actor, now)
    return go_to("/administration/sign-ins", "ended_session")


def _user(session: Session, user_id: int) -> User:
    found = session.get(User, user_id)
    if found is None:
        raise HTTPException(404)
    return found


def _units(session: Session) -> list[Unit]:
    return list(session.exec(select(Unit).order_by(col(Unit.position), col(Unit.id))))


def _role(form: FormData) -> UserRole:
    try:
        return UserRole.stored(text(form, "role"))
    except ValueError:
        raise Refusal("请从列表中选择角色。") from None


def _back(user: User, done: str) -> Response:
    return go_to(f"/administration/accounts/{user.id}", done)


def _shown_once(request: Request, user: User, password: str) -> Response:
    """The page itself and no redirect: afterwards nobody can show the password again."""
    return render(request, "administration_password.html", user=user, password=password)
