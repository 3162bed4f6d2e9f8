"""The page a form came from, shown again with what was typed: nobody writes a long report twice.

The page is asked for afresh, as the person who sent the form, and filled in (``board.refill``): so that whatever was
decided meanwhile shows, and only what the person may see.
"""

import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from anyio import from_thread
from fastapi import Request
from fastapi.responses import HTMLResponse
from starlette.datastructures import FormData

from board.edge import parts_of
from board.once import MARK
from board.refill import Typed, refill

_LOG = logging.getLogger(__name__)

SECRET = frozenset({"password", "new_password", "repeated"})
"""The fields of passwords: never shown again."""
NOT_TYPED = SECRET | {"form_token", MARK}
"""What the page itself puts into a form, and what is never shown again."""
_FILES_AGAIN = "选好的文件没有保存下来，请重新选择。"
_PASSED_ON = frozenset({b"host", b"user-agent", b"accept-language"})
_STEPS_UP = 3
_WRONG = 400


def typed(form: FormData) -> list[tuple[str, str]]:
    """What stands in the fields of a form, in order, without tokens and passwords."""
    return [
        (name, value)
        for name, value in form.multi_items()
        if isinstance(value, str) and name not in NOT_TYPED
    ]


def has_files(form: FormData) -> bool:
    """Whether files came with the form, which no page can fill in again."""
    return any(not isinstance(value, str) and value.filename for _, value in form.multi_items())


def page_again(
    request: Request,
    action: str,
    fields: Typed,
    notice: str,
    *,
    status: int,
    files: bool = False,
    origin: str = "",
    cookie: str = "",
) -> HTMLResponse | None:
    """The page with the form of this address filled in; None where no page has it. Waits: not for the event loop.

    ``origin`` is the page it came from, else that which the browser names, else what stands above the address.
    ``cookie`` is what the person now carries, where that is new.
    """
    for address in _pages(request, action, origin):
        page = from_thread.run(_page, request, address, cookie)
        if page is None:
            continue
        hint = _FILES_AGAIN if files else ""
        filled = refill(page, action, fields, notice, hint, is_wrong=status >= _WRONG)
        if filled is not None:
            return HTMLResponse(filled, status_code=status)
    return None


def came_from(request: Request) -> str:
    """The page of ours that the person came from, empty where the browser does not say."""
    where = parts_of(request.headers.get("referer", ""))
    # A browser takes a backslash for a slash, and two of them for another host.
    if where.netloc != request.url.netloc or not where.path.startswith("/") or "\\" in where.path:
        return ""
    path = "/" + where.path.lstrip("/")
    # What was done there before is not said again.
    kept = [(name, value) for name, value in parse_qsl(where.query) if name != "done"]
    return path + (f"?{urlencode(kept)}" if kept else "")


def _pages(request: Request, action: str, origin: str) -> Iterator[str]:
    first = origin or came_from(request)
    if first:
        yield first
    above = action
    for _ in range(_STEPS_UP):
        above = above.rpartition("/")[0]
        if above and above not in (first, "/l"):
            yield above


async def _page(request: Request, address: str, cookie: str) -> str | None:
    where = urlsplit(address)
    headers = [(name, value) for name, value in request.scope["headers"] if name in _PASSED_ON]
    carried = cookie or request.headers.get("cookie", "")
    if carried:
        headers.append((b"cookie", carried.encode("latin-1", "replace")))
    scope = {
        name: request.scope[name]
        for name in ("type", "asgi", "http_version", "scheme", "client", "server")
        if name in request.scope
    }
    scope |= {
        "method": "GET",
        "path": unquote(where.path),
        "raw_path": quote(where.path, safe="/%").encode(),
        "query_string": where.query.encode(errors="replace"),
        "root_path": "",
        "headers": headers,
    }
    answer: dict[str, Any] = {}
    body: list[bytes] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            answer["status"] = message["status"]
        body.append(message.get("body", b""))

    try:
        await request.app(scope, receive, send)
    except Exception:
        # The person gets the sentence all the same; why the page failed is for us.
        _LOG.exception("the page of a form could not be shown again")
        return None
    return b"".join(body).decode(errors="replace") if answer.get("status") == 200 else None
