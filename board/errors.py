"""What people read when something does not go: a sentence and a way back, never a traceback."""

import logging
import re
from contextlib import suppress
from datetime import datetime
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.exc import DBAPIError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from board.again import NOT_TYPED, SECRET, came_from, has_files, page_again, typed
from board.carried import owner_of, pack, user_of, was_begun
from board.headers import headers
from board.limited import note_wait
from board.once import SentBefore
from board.pages import render
from board.places import in_words
from board.visitor import COOKIE, Hidden, NotSignedIn, PasswordWanted, visitor
from config.refusal import NotTheirs
from config.settings import settings
from models import database
from models.trouble import sentence as what_to_do
from schedules import clock
from supervision.actor import Actor
from supervision.record.access import note_refused

_SENTENCES = {
    404: "没有这个页面，或者它不在您可以查看的范围内。",
    405: "这个地址不能这样打开。请从页面上的按钮进入。",
    429: "一分钟里下载得太多，请稍等一会儿再试。",
}
_TOO_MUCH = "内容太多，或者没有传完整，没有接收。请分几次填写，文件压缩后再上传。"
_TITLES = {
    403: "没有办理",
    404: "找不到",
    409: "不能办理",
    413: "文件太大",
    422: "没有看懂",
    429: "请稍等",
    500: "出错了",
    503: "现在办不了",
}
_DIGITS_OF_A_FORM = 7
_log = logging.getLogger(__name__)
_TOO_MANY = 429


class Denied(Exception):
    """A request that is turned away before any rule of the office is asked."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


def refused(request: Request, refusal: Exception) -> Response:
    """The rules forbid it. The page is shown again with what was written, so that only the mistake has to be mended."""
    if isinstance(refusal, NotTheirs):
        _record(request, reason=str(refusal))
        holder = getattr(request.state, "holder", None)
        if holder is not None:
            record_refused(request, holder.actor, clock.now(), reason=str(refusal), link_id=holder.link.id)
        return sorry(request, 409, str(refusal), written=_written(request))
    return _filled_in(request, 409, str(refusal))


def denied(request: Request, denial: Exception) -> Response:
    """Turned away: a stale form, a file too large."""
    assert isinstance(denial, Denied)
    if denial.status == _TOO_MANY:
        note_wait(request, denial.sentence)
    return _filled_in(request, denial.status, denial.sentence)


def sent_before(request: Request, error: Exception) -> Response:
    """The same form came twice: the second is answered as the first was."""
    assert isinstance(error, SentBefore)
    return RedirectResponse(error.answer or _way_back(request), status_code=303)


async def not_signed_in(request: Request, _error: Exception) -> Response:
    """To the sign-in page, and afterwards back to where the person wanted to go, with what they had written."""
    if request.method != "GET":
        return await _sign_in_again(request) or RedirectResponse("/sign-in?done=ended", status_code=303)
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/sign-in?next={quote(wanted, safe='')}", status_code=303)


def password_wanted(request: Request, _error: Exception) -> Response:
    """Somebody else chose this person's password: nothing goes before choosing another."""
    return RedirectResponse("/account/password", status_code=303)


def answered(request: Request, error: Exception) -> Response:
    """What the framework answers by itself: no such page, no such method."""
    assert isinstance(error, HTTPException)
    _recognise(request)
    if error.status_code == 400 and request.method == "POST":
        # The reader of forms stops where a field or a form grows too large.
        return sorry(request, 413, _TOO_MUCH)
    if isinstance(error, Hidden):
        _record(request, about=error.assignment_id)
    sentence = _SENTENCES.get(error.status_code, "这个请求不能办理。")
    if error.status_code == _TOO_MANY:
        note_wait(request, sentence)
    return sorry(request, error.status_code, sentence)


def not_understood(request: Request, error: Exception) -> Response:
    """A value of the wrong kind. In an address it is simply a page that does not exist."""
    where = {part["loc"][0] for part in error.errors()}  # type: ignore[attr-defined]
    if "path" in where:
        return sorry(request, 404, _SENTENCES[404])
    return sorry(request, 422, "提交的内容没有看懂。请返回原页面，检查填写的内容后再试。")


async def in_trouble(request: Request, error: Exception) -> Response:
    """The database or the disk is in trouble: what it is, and what was written. Any other fault is a mistake of ours."""
    said = what_to_do(error)
    if not said:
        raise error
    _log.error("the database or the disk is in trouble: %s", type(error).__name__, exc_info=error)
    await _read_after_all(request)
    return await run_in_threadpool(_in_trouble, request, said)


def _in_trouble(request: Request, said: str) -> Response:
    return sorry(request, 503, said, written=_written(request), again=_as_sent(request))


async def _read_after_all(request: Request) -> None:
    """Read the form of somebody whom the database could not be asked about: what they wrote is theirs to have back."""
    if hasattr(request.state, "posted") or request.method in ("GET", "HEAD") or not _is_small(request):
        return
    # What was read in part, or is no form that can be read, is let be.
    with suppress(Denied, HTTPException, RuntimeError):
        async with request.form() as form:
            request.state.posted = form


def broken(request: Request, _error: Exception) -> Response:
    """A mistake of ours; the traceback is in the log."""
    response = sorry(request, 500, "系统出错，刚才的操作没有保存。请稍后再试；反复出现时请联系系统管理人员。")
    response.headers.update(headers())  # this answer is given outside the guard
    return response


def sorry(
    request: Request,
    status: int,
    sentence: str,
    written: list[tuple[str, str]] | None = None,
    again: list[tuple[str, str]] | None = None,
) -> Response:
    """The page that says it. ``again`` is a form that may be sent once more just as it is."""
    response = render(
        request,
        "sorry.html",
        status=status,
        title=_TITLES.get(status, "不能办理"),
        sentence=sentence,
        back=_way_back(request),
        home=link_page(request.url.path) or "/",
        written=written or [],
        again=again or [],
    )
    if status == _TOO_MANY:
        response.headers["Retry-After"] = "60"
    return response


def _filled_in(request: Request, status: int, sentence: str) -> Response:
    """The page of the form with what was typed; where there is no such page, the sentence and the words alone."""
    form = getattr(request.state, "posted", None)
    if isinstance(form, FormData):
        fields, files = typed(form), has_files(form)
        page = page_again(request, request.url.path, fields, sentence, status=status, files=files)
        if page is not None:
            return page
    return sorry(request, status, sentence, written=_written(request))


async def _sign_in_again(request: Request) -> Response | None:
    """The sign-in page that carries a form whose session has ended; None where nothing has to be carried."""
    token = request.cookies.get(COOKIE, "")
    if not _is_small(request) and not await run_in_threadpool(_was_begun, token):
        return None
    with suppress(Denied, HTTPException):
        async with request.form() as form:
            return await run_in_threadpool(_sign_in_page, request, form, token)
    return None


def _is_small(request: Request) -> bool:
    """Whether it says of itself that it is no larger than a form: a stranger's large body is not read at all."""
    declared = request.headers.get("content-length", "")
    return declared.isdecimal() and len(declared) < _DIGITS_OF_A_FORM


def _was_begun(token: str) -> bool:
    with database.reading() as session:
        return was_begun(session, token)


def _sign_in_page(request: Request, form: FormData, token: str) -> Response | None:
    with database.reading() as session:
        given = form.get("form_token", "")
        user_id = user_of(session, token, given) if isinstance(given, str) else None
    kept = pack(request, form, owner_of(user_id)) if user_id is not None else None
    if kept is None:
        return None
    chosen = settings()
    return render(
        request,
        "sign_in.html",
        status=401,
        office=None,
        login="",
        wanted=kept.origin or "/",
        problem="登录已失效，刚才填写的内容还没有提交。",
        other_way=chosen.oidc_label if chosen.oidc_issuer else "",
        carried=kept,
    )


def _as_sent(request: Request) -> list[tuple[str, str]]:
    form = getattr(request.state, "posted", None)
    # A password is not written into a page, not even out of sight.
    if not isinstance(form, FormData) or has_files(form) or not SECRET.isdisjoint(form):
        return []
    return [(name, value) for name, value in form.multi_items() if isinstance(value, str)]


def _recognise(request: Request) -> None:
    """Let the page know who visits, where an unknown address kept the request from asking."""
    if hasattr(request.state, "visitor"):
        return
    astray = suppress(NotSignedIn, PasswordWanted, HTTPException, DBAPIError)
    with astray, database.reading() as session:
        visitor(request, clock.real_now(), session)


def _record(request: Request, *, reason: str = "", about: int | None = None) -> None:
    """Leave an entry about the refusal of a person with an account."""
    known = getattr(request.state, "visitor", None)
    if known is not None:
        record_refused(request, known.actor, clock.now(), reason=reason, about=about)


def record_refused(
    request: Request,
    actor: Actor,
    at: datetime,
    *,
    reason: str = "",
    about: int | None = None,
    link_id: int | None = None,
) -> None:
    """Leave an entry about a refusal, in a transaction of its own: that of the request was taken back."""
    wanted = in_words(request.url.path, is_post=request.method not in ("GET", "HEAD"))
    # Where the database is busy the refusal stands all the same.
    with suppress(DBAPIError), database.transaction() as session:
        note_refused(session, actor, wanted, at, reason=reason, about=about, link_id=link_id)


def _way_back(request: Request) -> str:
    """The page the person came from, if it is one of ours, else the first page; by a link, that of the link."""
    return came_from(request) or link_page(request.url.path) or "/"


def link_page(path: str) -> str:
    """Where the signed link of this address leads, empty for any other address."""
    parts = path.split("/")
    return f"/l/{quote(parts[2], safe='')}" if path.startswith("/l/") else ""


def _written(request: Request) -> list[tuple[str, str]]:
    form = getattr(request.state, "posted", None)
    if not isinstance(form, FormData):
        return []
    return [
        (name, value)
        for name, value in form.multi_items()
        if name not in NOT_TYPED and isinstance(value, str) and _is_written(value)
    ]


def _is_written(value: str) -> bool:
    """Whether a person wrote it, and not the page: what a form carries by itself is short, one lowercase word or a mark."""
    return len(value.strip()) > 10 and not re.fullmatch("[a-z_]+|[0-9a-f]{16,}", value)
