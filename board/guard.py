"""What stands before every page: constant headers, no posts from other sites, no bodies without end."""

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from board.api.answers import is_for_programs, told
from board.edge import parts_of
from board.errors import Denied, sorry
from board.headers import headers as constant
from config.settings import settings
from documents.reading import LARGEST_WORKBOOK

_MB = 1024 * 1024
LARGEST_FILE = 50 * _MB
_LARGEST_FORM = _MB
# Where files are handed in; everything else is a form of text.
_UPLOADS = re.compile(r"(/api/v1)?/documents|(/l/[\w-]+)?/assignments/[0-9]+/(evidence|progress)", re.ASCII)
_WORKBOOKS = re.compile(
    r"/units/[0-9]+/return-form|/ledger/return|/directory/sheet|/documents/[0-9]+/sheet", re.ASCII
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\"';\s]*)")
# What programs write. In others half a character can be written (utf-7), which no database and no page takes.
_CHARSETS = frozenset({"utf-8", "utf8", "us-ascii", "ascii", "gbk", "gb2312", "gb18030"})
_LOOKING = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Wraps the application; see the module."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_static = scope["path"].startswith("/static/")

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # How long a part of the page may be kept is its own to say.
                own = headers.get("Cache-Control") if is_static else None
                headers.update(constant())
                if own:
                    headers["Cache-Control"] = own
            await send(message)

        if scope["method"] not in _LOOKING and not _is_from_here(Headers(scope=scope)):
            answer = _from_elsewhere(Request(scope))
            await answer(scope, receive, send_guarded)
            return
        if not _is_in_known_characters(Headers(scope=scope)):
            answer = _turned_away(
                Request(scope), 415, "提交的内容用的编码不认识，没有接收。请用UTF-8编码提交。"
            )
            await answer(scope, receive, send_guarded)
            return
        await self._app(scope, _limited(scope, receive), send_guarded)


def _from_elsewhere(request: Request) -> Response:
    return _turned_away(request, 403, "这个请求来自别的网站，没有办理。请在本系统的页面上操作。")


def _turned_away(request: Request, status: int, sentence: str) -> Response:
    if is_for_programs(request):
        return told(request, Denied(status, sentence))
    return sorry(request, status, sentence)


def _is_in_known_characters(headers: Headers) -> bool:
    """Whether a form says of itself nothing, or an encoding that people use: the reader of forms believes any that it names."""
    kind = headers.get("content-type", "").lower()
    if not kind.startswith("multipart/"):
        return True
    named = _CHARSET.findall(kind)
    # One that is named in a way of its own (charset*=) is not known either.
    return len(named) == kind.count("charset") and _CHARSETS.issuperset(named)


def _is_from_here(headers: Headers) -> bool:
    """Whether a page of ours sent this. Old browsers send neither header; the form's token then decides."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    # An address that is none comes from nowhere, and so does "null".
    return origin is None or (parts_of(origin).netloc or None) in (
        headers.get("host", ""),
        urlsplit(settings().address).netloc,
    )


def _limited(scope: Scope, receive: Receive) -> Receive:
    """The same body, cut off with a sentence where it grows too large. The declared length is not trusted."""
    file = _largest_file(scope["path"])
    most = file + _LARGEST_FORM
    declared = Headers(scope=scope).get("content-length", "0")
    came = 0

    async def receive_limited() -> Message:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        if came > most or _is_more(declared, most):
            raise Denied(413, _too_large(file))
        return message

    return receive_limited


def _largest_file(path: str) -> int:
    """How large a file may come with a form at this address; 0 where none is expected."""
    if _UPLOADS.fullmatch(path):
        return LARGEST_FILE
    if _WORKBOOKS.fullmatch(path):
        return LARGEST_WORKBOOK
    return 0


def _too_large(file: int) -> str:
    if not file:
        return "内容太多，没有接收。请分几次填写。"
    return f"内容太大，没有接收。一次提交的文件不超过{file // _MB}MB，请压缩或拆分后再上传。"


def _is_more(declared: str, most: int) -> bool:
    # A number of thousands of digits is not read: its length says enough.
    return declared.isdecimal() and (len(declared) > len(str(most)) or int(declared) > most)
