"""Signing in by the organisation's own account (统一身份认证, OIDC): out to the provider, and back from it."""

import logging
import secrets
from datetime import datetime
from urllib.parse import quote, unquote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from board.carried import LASTS, pick_up, set_down, unpack
from board.edge import Now, Reading, RealNow, address_of
from board.errors import Denied
from board.oidc_provider import Attempt, Known, NotProven, Providers
from board.posted import PostedByNobody, text
from board.rates import Rate
from board.signing_in import local, onward, sign_in_page, signed_in_answer
from config.settings import settings
from models import database
from models.user import User
from supervision.directory.account_changes import admit_by_subject
from supervision.office_key import is_sealed, sealed
from supervision.record.access import note_refused_outside

router = APIRouter(prefix="/sign-in/oidc")

_COOKIE, _KEY, _PATH = "duban_oidc", "duban_carried", "/sign-in/oidc"
_WHOLE, _STATE, _NONCE, _VERIFIER = "oidc attempt", "oidc state", "oidc nonce", "oidc verifier"
_log = logging.getLogger(__name__)


@router.get("")
def go(request: Request, session: Reading, now: RealNow) -> Response:
    """Out to the provider. What belongs to this attempt stays with this browser for ten minutes, whichever process it meets."""
    _require_may_ask(request, now)
    wanted = local(request.query_params.get("next", "/"))
    secret = secrets.token_urlsafe(32)
    try:
        address = _providers(request).authorization_address(_attempt(secret), now)
    except NotProven as problem:
        _log.warning("OIDC: %s", problem)
        sentence = "统一身份认证现在打不开。请稍后再试，或者用本系统的登录名和口令登录。"
        return sign_in_page(request, session, wanted=wanted, problem=sentence, status=503)
    answer = RedirectResponse(address, status_code=303)
    answer.set_cookie(
        _COOKIE,
        _written(secret, wanted, now),
        max_age=int(LASTS.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=settings().is_https,
        path=_PATH,
    )
    return answer


@router.post("")
def go_with_a_form(request: Request, form: PostedByNobody, now: RealNow) -> Response:
    """Out to the provider with what was typed set down here; the browser has the key to it for as long as the attempt lasts."""
    _require_may_ask(request, now)
    address = f"{_PATH}?next={quote(local(text(form, 'next')), safe='')}"
    kept = unpack(form)
    answer = onward(request, address, f"正在转到{settings().oidc_label}，登录以后把刚才填写的内容填回。")
    if kept is None:
        return answer
    with database.transaction() as session:
        key = set_down(session, kept, now)
    answer.set_cookie(
        _KEY,
        key,
        max_age=int(LASTS.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=settings().is_https,
        path=_PATH,
    )
    return answer


@router.get("/return")
def come_back(request: Request, session: Reading, now: RealNow, at: Now) -> Response:
    """Back from the provider: who it says it is comes in, if an account is theirs. The attempt is used up."""
    _require_may_ask(request, now)
    asked = request.query_params
    secret, wanted = _read(request.cookies.get(_COOKIE, ""), now)
    attempt = _attempt(secret) if secret else None
    code = asked.get("code", "")
    kept = None
    if key := request.cookies.get(_KEY, ""):
        with database.transaction() as writing:
            kept = pick_up(writing, key, now)
    try:
        if attempt is None or not secrets.compare_digest(
            asked.get("state", "").encode(), attempt.state.encode()
        ):
            raise NotProven("the state is not that of this browser's attempt")
        # Before the provider is asked, and by no more than one of those who come with it at once.
        returns: Rate = request.app.state.returns
        if not returns.take(attempt.state, now):
            raise NotProven("this attempt was used before, or it cannot be counted whether it was")
        if asked.get("iss", settings().oidc_issuer) != settings().oidc_issuer:
            raise NotProven("another provider answers")
        if "error" in asked or not code:
            raise NotProven("the provider declined")
        known = _providers(request).who(code, attempt, now)
    except NotProven as problem:
        _log.warning("OIDC: %s", problem)
        sentence = "统一身份认证没有确认您的身份，没有登录。请重新登录；反复出现时请联系系统管理人员。"
        return _used_up(
            sign_in_page(request, session, wanted=wanted, problem=sentence, status=401, carried=kept)
        )
    user = _admitted(request, known, at)
    if user is None:
        number = known.subject.partition("#")[2]
        sentence = f"您的统一身份（{number[:100]}）在本系统没有账号，或者账号没有启用。请把括号里的编号告诉督办部门，由管理员关联以后再登录。"
        return _used_up(
            sign_in_page(request, session, wanted=wanted, problem=sentence, status=403, carried=kept)
        )
    return _used_up(signed_in_answer(request, user, wanted, now, at, by_password=False, kept=kept))


def _admitted(request: Request, known: Known, at: datetime) -> User | None:
    with database.transaction() as session:
        user = admit_by_subject(
            session, known.subject, known.login[:40], at, by_login=settings().oidc_by_login
        )
        if user is None:
            note_refused_outside(session, known.subject, "统一身份没有对应的账号", address_of(request), at)
    return user


def _require_may_ask(request: Request, now: datetime) -> None:
    if not settings().oidc_issuer:
        raise HTTPException(404)
    # Whoever asks here has us ask elsewhere.
    outward: Rate = request.app.state.outward
    if not outward.take(address_of(request), now):
        raise Denied(429, "登录得太频繁，请稍等一分钟再试。")


def _providers(request: Request) -> Providers:
    found: Providers = request.app.state.providers
    return found


def _attempt(secret: str) -> Attempt:
    # The browser holds one secret; what the provider and its answer carry is made of it and tells nothing of it.
    return Attempt(
        sealed(_STATE, secret),
        sealed(_NONCE, secret),
        sealed(_VERIFIER, secret) + sealed(_VERIFIER, secret, "2"),
    )


def _written(secret: str, wanted: str, now: datetime) -> str:
    until = str(int((now + LASTS).timestamp()))
    return ".".join(
        (secret, until, sealed(_WHOLE, secret, until, wanted), quote(wanted, safe="").replace(".", "%2E"))
    )


def _read(cookie: str, now: datetime) -> tuple[str, str]:
    """The secret of this browser's attempt and where it wanted to go; no secret where there is none that stands."""
    parts = cookie.split(".")
    if len(parts) != 4:
        return "", "/"
    secret, until, seal, wanted = *parts[:3], unquote(parts[3])
    if not is_sealed(seal, _WHOLE, secret, until, wanted) or int(until) <= now.timestamp():
        return "", "/"
    return secret, local(wanted)


def _used_up(answer: Response) -> Response:
    answer.delete_cookie(_COOKIE, path=_PATH)
    answer.delete_cookie(_KEY, path=_PATH)
    return answer
