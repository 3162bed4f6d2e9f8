"""Browsers in which an account has signed in before: who guesses elsewhere does not shut its owner out of them.

Five wrong passwords lock an account for everybody, so anybody who knows a name could keep its owner out for ever. A
browser that once got in carries a sealed mark of that; its tries are counted by themselves, as few as at the door,
and neither the lock of the account nor that of the network address stands in their way.
"""

import secrets
from datetime import datetime, timedelta

from fastapi import Request
from fastapi.responses import Response

from board.rates import Rate
from config.settings import settings
from models.user import User
from supervision.office_key import is_sealed, sealed

COOKIE = "duban_device"
WITHIN = timedelta(minutes=15)
"""Within this span a known browser has as few tries as there are at the door."""

_PURPOSE = "device of an account"
_PATH = "/sign-in"
_LASTS = timedelta(days=180)
_AHEAD = timedelta(hours=1)
_PARTS = 4


def may_try(request: Request, user: User, now: datetime) -> bool:
    """Whether this browser is one of the account's and has a try left, which is then counted."""
    number = _number(request.cookies.get(COOKIE, ""), user, now)
    counted: Rate = request.app.state.device_tries
    return bool(number) and counted.take((user.id, number), now)


def remember(answer: Response, user: User, now: datetime) -> None:
    """Let the browser that got in be known by it. A new password of the account ends that."""
    number, until = secrets.token_urlsafe(16), str(int((now + _LASTS).timestamp()))
    value = ".".join((str(user.id), number, until, _seal(user, number, until)))
    answer.set_cookie(
        COOKIE,
        value,
        max_age=int(_LASTS.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=settings().is_https,
        path=_PATH,
    )


def _number(cookie: str, user: User, now: datetime) -> str:
    parts = cookie.split(".")
    if len(parts) != _PARTS:
        return ""
    user_id, number, until, seal = parts
    if user_id != str(user.id) or not is_sealed(seal, _PURPOSE, *_sealed_parts(user, number, until)):
        return ""
    # One that lasts longer than any was made by a clock that was ahead.
    return number if now.timestamp() < int(until) <= (now + _LASTS + _AHEAD).timestamp() else ""


def _seal(user: User, number: str, until: str) -> str:
    return sealed(_PURPOSE, *_sealed_parts(user, number, until))


def _sealed_parts(user: User, number: str, until: str) -> tuple[str, ...]:
    return str(user.id), number, until, user.password_hash
