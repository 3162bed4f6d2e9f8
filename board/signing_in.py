"""Signing in and out."""

from datetime import datetime
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session, col, select

from board import known_devices
from board.attempts import Attempts, Strangers
from board.carried import Carried, give_back, owner_of, unpack
from board.edge import Now, Reading, RealNow, address_of, once_only
from board.errors import Denied, sorry
from board.limited import note_locked, note_wait
from board.oidc_provider import Providers
from board.pages import go_to, render
from board.posted import Posted, PostedByNobody, text
from board.visitor import COOKIE, Anyone
from config.settings import settings
from models import database
from models.office import Office
from models.user import SignIn, User
from schedules.clock import ZONE
from schedules.wording import day_in_words
from supervision.directory.accounts import (
    is_still_known,
    is_too_old,
    recognise,
    sign_in,
    sign_out,
    signed_in,
)
from supervision.directory.lockout import count_try, forgive
from supervision.record.access import note_failed_sign_in, note_sign_in, note_sign_out

router = APIRouter()

_WRONG = "登录名或口令不对，请重新输入。"
_CHANGED = "这个账号的口令刚刚改过，或者账号已停用，没有登录。请用新口令重新登录。"


@router.get("/sign-in")
def show(request: Request, session: Reading) -> Response:
    """The form to sign in by."""
    return sign_in_page(request, session)


@router.post("/sign-in")
def begin(request: Request, session: Reading, now: RealNow, at: Now, form: PostedByNobody) -> Response:
    """Begin a session and go to the page that was wanted."""
    login = text(form, "login")[:40]
    wanted = local(text(form, "next"))
    kept = unpack(form)
    password = str(form.get("password", ""))
    own = _of_this_browser(request, session, login, now)
    user = recognise(session, login, password) if own is not None else None
    if own is not None and user is None:
        with database.transaction() as writing:
            note_failed_sign_in(writing, login, address_of(request), at, is_last=False)
        return sign_in_page(request, session, login, wanted, _WRONG, 401, kept)
    if user is not None:
        # What others tried elsewhere stays counted against them.
        return signed_in_answer(request, user, wanted, now, at, by_password=True, forgives=False, kept=kept)
    user, problem, status = _look_at(request, session, login, password, now, at)
    if user is None:
        return sign_in_page(request, session, login, wanted, problem, status, kept)
    return signed_in_answer(request, user, wanted, now, at, by_password=True, kept=kept)


@router.post("/sign-out")
def end(request: Request, visitor: Anyone, _form: Posted, now: RealNow, at: Now) -> Response:
    """End the session here and in the browser; whoever came by the organisation's sign-in leaves there too."""
    with once_only() as session:
        row = session.get_one(SignIn, visitor.sign_in_id)
        was_outside = row.is_outside
        sign_out(session, row, now)
        note_sign_out(session, session.get_one(User, row.user_id), at)
    answer: Response = go_to("/sign-in", "signed_out")
    # Asked after the transaction: nobody waits for the provider with the database in hand.
    if was_outside and settings().oidc_issuer:
        providers: Providers = request.app.state.providers
        address = providers.end_address(now)
        if address:
            label = settings().oidc_label
            answer = onward(request, address, f"已退出本系统，正在退出{label}。")
    answer.delete_cookie(COOKIE, path="/")
    return answer


def onward(request: Request, address: str, sentence: str) -> Response:
    """A page that goes on by itself to an address elsewhere: no form of ours may be answered by leading there."""
    request.state.visitor = None
    answer = render(request, "onward.html", address=address, sentence=sentence)
    answer.headers["Refresh"] = f"0; url={address}"
    return answer


def _kept_for(request: Request, kept: Carried, user: User, token: str) -> Response:
    """What this person was writing when their session ended, in its form again; nothing of anybody else's."""
    if kept.owner != owner_of(user.id):
        return go_to("/", "left_behind")
    sentence = "已登录，但原来的页面现在打不开。刚才填写的内容没有提交，请复制后再填。"
    return give_back(request, kept, f"{COOKIE}={token}") or sorry(request, 409, sentence, kept.fields)


def signed_in_answer(
    request: Request,
    user: User,
    wanted: str,
    now: datetime,
    at: datetime,
    *,
    by_password: bool,
    forgives: bool = True,
    kept: Carried | None = None,
) -> Response:
    """Begin a session for somebody recognised, with a token that no browser has had before; on to what was wanted, or was ``kept``.

    The session that this browser had until now ends. A password beyond its age is taken once more, to change it.
    ``forgives`` takes back the wrong tries that were counted for the account. Raises Denied where the password was
    changed while it was looked at.
    """
    address = address_of(request)
    device = request.headers.get("user-agent", "")
    chosen = settings()
    with database.transaction() as writing:
        if by_password:
            if not is_still_known(writing, user):
                raise Denied(401, _CHANGED)
            if forgives:
                forgive(writing, user.id)
            if is_too_old(user, chosen.password_days, at):
                writing.get_one(User, user.id).must_renew = True
        before = signed_in(
            writing, request.cookies.get(COOKIE, ""), now, chosen.session_hours, chosen.session_most_hours
        )
        if before is not None:
            sign_out(writing, before.row, now)
        token = sign_in(writing, user, now, address, device, is_outside=not by_password)
        note_sign_in(writing, user, address, at)
    answer: Response = RedirectResponse(wanted, status_code=303)
    if kept is not None:
        answer = _kept_for(request, kept, user, token)
    answer.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=chosen.is_https, path="/")
    if by_password:
        known_devices.remember(answer, user, now)
    return answer


def sign_in_page(
    request: Request,
    session: Session,
    login: str = "",
    wanted: str | None = None,
    problem: str = "",
    status: int = 200,
    carried: Carried | None = None,
) -> Response:
    """The form, with what went wrong; the name that was typed stays in it, the password does not."""
    wanted = wanted or local(request.query_params.get("next", "/"))
    chosen = settings()
    return render(
        request,
        "sign_in.html",
        status=status,
        office=session.exec(select(Office.name)).first(),
        login=login,
        wanted=wanted,
        problem=problem,
        other_way=chosen.oidc_label if chosen.oidc_issuer else "",
        carried=carried,
    )


def local(address: str) -> str:
    """An address on this board: a link that signs people in must not carry them elsewhere."""
    is_ours = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if is_ours and address.isprintable() and not address.startswith("/sign-") else "/"


def _of_this_browser(request: Request, session: Session, login: str, now: datetime) -> User | None:
    """The account of this name, if it has signed in in this browser before and a try is left here."""
    user = session.exec(select(User).where(User.login == login, col(User.is_active))).first()
    return user if user is not None and known_devices.may_try(request, user, now) else None


def _look_at(
    request: Request, session: Session, login: str, password: str, now: datetime, at: datetime
) -> tuple[User | None, str, int]:
    """Who this is; if nobody, what to say and the status. A name that nobody has is treated like one that is known."""
    addresses: Attempts = request.app.state.address_attempts
    strangers: Strangers = request.app.state.strangers
    address = address_of(request)
    if addresses.is_blocked(address, now):
        sentence = "这个网络地址登录失败次数太多，请15分钟后再试。"
        note_wait(request, sentence)
        return None, sentence, 429
    with database.transaction() as writing:
        tried = count_try(writing, login, now)
    until = tried.locked_until if tried.user_id else strangers.locked_until(login, now)
    if until is not None:
        note_locked(request, login)
        return None, _locked(until), 429
    is_last = tried.is_last if tried.user_id else strangers.count_try(login, now)
    user = recognise(session, login, password)
    if user is not None:
        return user, "", 200
    addresses.note_failure(address, now)
    with database.transaction() as writing:
        note_failed_sign_in(writing, login, address, at, is_last=is_last)
    return None, _WRONG, 401


def _locked(until: datetime) -> str:
    local_time = until.astimezone(ZoneInfo(ZONE))
    return (
        f"口令连续输错，这个登录名已暂停登录，到{day_in_words(local_time.date())}{local_time:%H:%M}恢复。"
        "急用或者忘了口令，请联系督办部门。"
    )
