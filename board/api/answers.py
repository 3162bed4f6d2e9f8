"""How the interface answers what does not go: JSON with a code for programs and a sentence for people."""

from collections.abc import Awaitable, Callable
from inspect import iscoroutinefunction
from typing import cast

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from sqlalchemy.exc import DBAPIError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from board.headers import headers
from config.refusal import Refusal
from models.trouble import sentence as what_to_do

PREFIX = "/api/v1"
_SECONDS_TO_WAIT = "60"
_TOO_MANY, _BUSY = 429, 503

_Plain = Callable[[Request, Exception], Response]
Handler = Callable[[Request, Exception], Response | Awaitable[Response]]


class ApiError(Exception):
    """What the interface refuses: the HTTP status, a code for programs, a sentence for people."""

    def __init__(self, status: int, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.code, self.sentence = status, code, sentence


def is_for_programs(request: Request) -> bool:
    """Whether this address belongs to the interface."""
    return request.url.path == PREFIX or request.url.path.startswith(f"{PREFIX}/")


def by_address(handler: Handler) -> Callable[[Request, Exception], Awaitable[Response]]:
    """The same answer for people, JSON for programs."""

    async def answer(request: Request, error: Exception) -> Response:
        if is_for_programs(request):
            return told(request, error)
        if iscoroutinefunction(handler):
            made: Response = await handler(request, error)
            return made
        return await run_in_threadpool(cast("_Plain", handler), request, error)

    return answer


def told(_request: Request, error: Exception) -> Response:
    """The error as JSON."""
    # The framework takes whatever stops the reading of a body for a body it could not read.
    if isinstance(error, HTTPException) and error.status_code == 400 and hasattr(error.__cause__, "sentence"):
        error = error.__cause__  # type: ignore[assignment]
    match error:
        case ApiError():
            status, code, sentence = error.status, error.code, error.sentence
        case Refusal():
            status, code, sentence = 409, "refused", error.sentence
        case RequestValidationError():
            where = "、".join(dict.fromkeys(".".join(map(str, one["loc"])) for one in error.errors()))
            status, code, sentence = 422, "not_understood", f"这些地方看不懂：{where[:500]}。"
        case HTTPException():
            status, code, sentence = error.status_code, _CODES.get(error.status_code, "error"), ""
        case DBAPIError() | OSError() if said := what_to_do(error):
            status, code, sentence = _BUSY, "busy", f"{said}再试时请用同一个 Idempotency-Key。"
        case _ if hasattr(error, "status") and hasattr(error, "sentence"):
            status, code, sentence = error.status, _CODES.get(error.status, "error"), error.sentence
        case _:
            status, code, sentence = 500, "broken", "系统出错，没有保存。"
    made = JSONResponse(
        {"error": {"code": code, "sentence": sentence or _SENTENCES.get(status, "这个请求不能办理。")}},
        status_code=status,
    )
    if status in (_TOO_MANY, _BUSY):
        made.headers["Retry-After"] = _SECONDS_TO_WAIT
    if status == 401:
        made.headers["WWW-Authenticate"] = "Bearer"
    if status == 500:
        made.headers.update(headers())  # given outside the guard
    return made


_CODES = {
    404: "not_found",
    405: "no_such_method",
    413: "too_large",
    415: "not_understood",
    400: "not_understood",
    403: "denied",
}
_SENTENCES = {404: "没有这个地址，或没有这条记录。", 405: "这个地址不能这样请求。"}
