"""Signing in and out."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import select

from board.attempts import Attempts
from board.carried import Carried, give_back, owner_of, unpack
from board.edge import Now, Reading, RealNow, Writing
from board.pages import go_to, render
from board.posted import Posted, PostedByNobody, text
from board.visitor import COOKIE, Anyone
from config.settings import settings
from models import database
from models.office import Office
from models.user import SignIn, User
from supervision.directory.accounts import recognise, sign_in, sign_out
from supervision.record.access import note_failed_sign_in, note_sign_in, note_sign_out

router = APIRouter()


@router.get("/sign-in")
def show(request: Request, session: Reading) -> Response:
    """The form to sign in by."""
    return _page(request, session.exec(select(Office.name)).first())


@router.post("/sign-in")
def begin(request: Request, session: Reading, now: RealNow, at: Now, form: PostedByNobody) -> Response:
    """Begin a session and go to the page that was wanted."""
    attempts: Attempts = request.app.state.attempts
    login = text(form, "login")[:40]
    wanted = _local(text(form, "next"))
    kept = unpack(form)
    if attempts.is_blocked(login, now):
        return _page(
            request,
            None,
            login,
            wanted,
            "登录失败次数太多，请15分钟后再试。忘了口令，请联系督办部门。",
            429,
            kept,
        )
    user = recognise(session, login, str(form.get("password", "")))
    if user is None:
        attempts.note_failure(login, now)
        with database.transaction() as writing:
            is_last = attempts.is_blocked(login, now)
            note_failed_sign_in(writing, login, _address(request), at, is_last=is_last)
        return _page(request, None, login, wanted, "登录名或口令不对，请重新输入。", 401, kept)
    attempts.forget(login)
    with database.transaction() as writing:
        token = sign_in(writing, user, now)
        note_sign_in(writing, user, _address(request), at)
    answer: Response = RedirectResponse(wanted, status_code=303)
    if kept is not None:
        answer = _kept_for(request, kept, user, token) or answer
    is_https = settings().address.startswith("https://")
    answer.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=is_https, path="/")
    return answer


@router.post("/sign-out")
def end(visitor: Anyone, _form: Posted, session: Writing, now: RealNow, at: Now) -> Response:
    """End the session here and in the browser."""
    row = session.get_one(SignIn, visitor.sign_in_id)
    sign_out(session, row, now)
    note_sign_out(session, session.get_one(User, row.user_id), at)
    answer = go_to("/sign-in", "signed_out")
    answer.delete_cookie(COOKIE, path="/")
    return answer


def _kept_for(request: Request, kept: Carried, user: User, token: str) -> Response | None:
    """What this person was writing when their session ended, in its form again; nothing of anybody else's."""
    if kept.owner != owner_of(user.id):
        return go_to("/", "left_behind")
    return give_back(request, kept, f"{COOKIE}={token}")


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _page(
    request: Request,
    office: str | None,
    login: str = "",
    wanted: str | None = None,
    problem: str = "",
    status: int = 200,
    carried: Carried | None = None,
) -> Response:
    wanted = wanted or _local(request.query_params.get("next", "/"))
    return render(
        request,
        "sign_in.html",
        status=status,
        office=office,
        login=login,
        wanted=wanted,
        problem=problem,
        carried=carried,
    )


def _local(address: str) -> str:
    """An address on this board: a link that signs people in must not carry them elsewhere."""
    is_ours = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if is_ours and address.isprintable() and not address.startswith("/sign-") else "/"
