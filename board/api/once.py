"""Deeds by the interface: done once under the key that the program gives, answered alike when it comes again."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse
from sqlmodel import Session

from board.api.answers import ApiError
from board.api.client import unknown_token
from models import database
from models.client import Client
from schedules import clock
from supervision.clients import KeyReused, replayed, settle, stands

KEY = "Idempotency-Key"


def do_once(
    request: Request,
    client: Client,
    content: bytes,
    now: datetime,
    deed: Callable[[Session], tuple[int, dict[str, Any]]],
) -> JSONResponse:
    """Do it in one transaction with the note that it was done, or repeat the answer given before.

    Raises ApiError without a key, where the key came with another content, and for a program that was shut out while
    it was still sending.
    """
    key = request.headers.get(KEY, "")
    if not key:
        raise ApiError(400, "no_key", f"请在请求头 {KEY} 里写这次提交的编号；重发时用同一个。")
    try:
        with database.transaction() as session:
            if not stands(session, client, clock.real_now()):
                raise unknown_token()
            before = replayed(session, client, key, request.url.path, content, now)
            if before is not None:
                return JSONResponse(before.answer, before.status, {"Idempotent-Replayed": "true"})
            status, answer = deed(session)
            settle(session, client, key, status, answer)
    except KeyReused:
        raise ApiError(
            409, "key_reused", f"这个 {KEY} 已经用于另一次提交。内容不同的，请换一个编号。"
        ) from None
    return JSONResponse(answer, status)
