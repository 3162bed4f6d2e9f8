"""What people read when something does not go: a sentence and a way back, never a traceback."""

import re
from contextlib import suppress
from datetime import datetime
from urllib.parse import quote, urlsplit

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.exc import OperationalError
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from board.edge import now, real_now
from board.headers import headers
from board.pages import render
from board.places import in_words
from board.visitor import Hidden, NotSignedIn, PasswordWanted, visitor
from config.refusal import NotTheirs
from models import database
from supervision.actor import Actor
from supervision.record.access import note_refused

_SENTENCES = {
    404: "没有这个页面，或者它不在您可以查看的范围内。",
    405: "这个地址不能这样打开。请从页面上的按钮进入。",
    429: "一分钟里下载得太多，请稍等一会儿再试。",
}
_TITLES = {
    403: "没有办理",
    404: "找不到",
    409: "不能办理",
    413: "文件太大",
    422: "没有看懂",
    429: "请稍等",
    500: "出错了",
    503: "现在忙",
}
_TOO_MANY = 429
_KEPT_BACK = frozenset({"form_token", "password", "new_password", "repeated"})


class Denied(Exception):
    """A request that is turned away before any rule of the office is asked."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


def refused(request: Request, refusal: Exception) -> Response:
    """The rules forbid it. What was written is shown again, so that it is not lost."""
    if isinstance(refusal, NotTheirs):
        _record(request, reason=str(refusal))
        holder = getattr(request.state, "holder", None)
        if holder is not None:
            record_refused(request, holder.actor, now(), reason=str(refusal), link_id=holder.link.id)
    return sorry(request, 409, str(refusal), written=_written(request))


def denied(request: Request, denial: Exception) -> Response:
    """Turned away: a stale form, a file too large."""
    assert isinstance(denial, Denied)
    return sorry(request, denial.status, denial.sentence, written=_written(request))


def not_signed_in(request: Request, _error: Exception) -> Response:
    """To the sign-in page, and afterwards back to where the person wanted to go."""
    if request.method != "GET":
        return RedirectResponse("/sign-in?done=ended", status_code=303)
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/sign-in?next={quote(wanted, safe='')}", status_code=303)


def password_wanted(request: Request, _error: Exception) -> Response:
    """Somebody else chose this person's password: nothing goes before choosing another."""
    return RedirectResponse("/account/password", status_code=303)


def answered(request: Request, error: Exception) -> Response:
    """What the framework answers by itself: no such page, no such method."""
    assert isinstance(error, HTTPException)
    _recognise(request)
    if isinstance(error, Hidden):
        _record(request, about=error.assignment_id)
    return sorry(request, error.status_code, _SENTENCES.get(error.status_code, "这个请求不能办理。"))


def not_understood(request: Request, error: Exception) -> Response:
    """A value of the wrong kind. In an address it is simply a page that does not exist."""
    where = {part["loc"][0] for part in error.errors()}  # type: ignore[attr-defined]
    if "path" in where:
        return sorry(request, 404, _SENTENCES[404])
    return sorry(request, 422, "提交的内容没有看懂。请返回原页面，检查填写的内容后再试。")


def busy(request: Request, error: Exception) -> Response:
    """Somebody else is writing for longer than we wait. Any other fault of the database is a mistake of ours."""
    if "database is locked" not in str(error):
        raise error
    sentence = "现在忙，请稍后再试。刚才的操作没有保存。"
    return sorry(request, 503, sentence, written=_written(request))


def broken(request: Request, _error: Exception) -> Response:
    """A mistake of ours; the traceback is in the log."""
    response = sorry(request, 500, "系统出错，刚才的操作没有保存。请稍后再试；反复出现时请联系系统管理人员。")
    response.headers.update(headers())  # this answer is given outside the guard
    return response


def sorry(
    request: Request, status: int, sentence: str, written: list[tuple[str, str]] | None = None
) -> Response:
    """The page that says it."""
    response = render(
        request,
        "sorry.html",
        status=status,
        title=_TITLES.get(status, "不能办理"),
        sentence=sentence,
        back=_way_back(request),
        home=link_page(request.url.path) or "/",
        written=written or [],
    )
    if status == _TOO_MANY:
        response.headers["Retry-After"] = "60"
    return response


def _recognise(request: Request) -> None:
    """Let the page know who visits, where an unknown address kept the request from asking."""
    if hasattr(request.state, "visitor"):
        return
    with suppress(NotSignedIn, PasswordWanted, HTTPException, OperationalError):
        visitor(request, real_now())


def _record(request: Request, *, reason: str = "", about: int | None = None) -> None:
    """Leave an entry about the refusal of a person with an account."""
    known = getattr(request.state, "visitor", None)
    if known is not None:
        record_refused(request, known.actor, now(), reason=reason, about=about)


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
    with suppress(OperationalError), database.transaction() as session:
        note_refused(session, actor, wanted, at, reason=reason, about=about, link_id=link_id)


def _way_back(request: Request) -> str:
    """The page the person came from, if it is one of ours, else the first page; by a link, that of the link."""
    came_from = urlsplit(request.headers.get("referer", ""))
    if came_from.netloc != request.url.netloc or not came_from.path.startswith("/"):
        return link_page(request.url.path) or "/"
    path = "/" + came_from.path.lstrip("/")
    return path + (f"?{came_from.query}" if came_from.query else "")


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
        if name not in _KEPT_BACK and isinstance(value, str) and _is_written(value)
    ]


def _is_written(value: str) -> bool:
    """Whether a person wrote it, and not the page: what a form carries by itself is short, one lowercase word or a mark."""
    return len(value.strip()) > 10 and not re.fullmatch("[a-z_]+|[0-9a-f]{16,}", value)
