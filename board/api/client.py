"""Who asks by the interface: the program behind the token, if it may do what the address does."""

from collections.abc import Callable, Coroutine, Iterator
from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from board.api.answers import ApiError
from board.edge import Now, RealNow
from board.rates import Rate
from models import database
from models.client import Client
from models.words import Subject
from schedules import clock
from supervision.clients import Scope, known, note_seen
from supervision.record.log import log

_bearer = HTTPBearer(auto_error=False, description="系统接入时给的令牌")
_NOTE_EVERY = timedelta(minutes=5)
_LONGEST_NAME = 40


class KnownFirst(APIRoute):
    """An address that takes in what is sent only once the token stands: a stranger's file is not read at all.

    The framework by itself reads the whole body before it asks who sends it.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, behind the question who asks."""
        answer = super().get_route_handler()

        async def answer_the_known(request: Request) -> Response:
            credentials = await _bearer(request)
            request.state.client = await run_in_threadpool(
                _recognised, request, credentials, clock.real_now()
            )
            return await answer(request)

        return answer_the_known


def caller(
    request: Request,
    now: RealNow,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Client:
    """The program. Raises ApiError without a token that stands, for one that asks too often, or by what does not exist."""
    before: Client | None = getattr(request.state, "client", None)
    client = before or _recognised(request, credentials, now)
    _require_known_questions(request)
    return client


def _require_known_questions(request: Request) -> None:
    """Raises ApiError for a parameter that the address does not have: misspelt, a filter would filter nothing, in silence."""
    has = set(_questions(request.scope["route"].dependant))
    for name in request.query_params:
        if name not in has:
            raise ApiError(
                422, "unknown_parameter", f"没有“{name[:_LONGEST_NAME]}”这个参数，请对照接口说明。"
            )


def _questions(of: Dependant) -> Iterator[str]:
    yield from (one.alias for one in of.query_params)
    for below in of.dependencies:
        yield from _questions(below)


def unknown_token() -> ApiError:
    """What is said of a token that does not stand, whatever the reason."""
    return ApiError(401, "unknown_token", "令牌不对，或者已经到期、收回。请与督办部门的管理员联系。")


def _recognised(request: Request, credentials: HTTPAuthorizationCredentials | None, now: datetime) -> Client:
    strangers: Rate = request.app.state.api_strangers
    address = request.client.host if request.client else ""
    if credentials is None:
        raise ApiError(401, "no_token", "请在请求头 Authorization 里写 Bearer 和令牌。")
    with database.reading() as session:
        found = known(session, credentials.credentials, now)
    if found is None:
        if not strangers.take(address, now):
            raise ApiError(429, "too_many", "试得太多，请稍等一分钟。")
        raise unknown_token()
    calls: Rate = request.app.state.api_calls
    if not calls.take(found.id, now):
        raise ApiError(429, "too_many", "请求得太频繁，请稍等一分钟。")
    if found.seen_at is None or now - found.seen_at >= _NOTE_EVERY:
        with database.transaction() as session:
            note_seen(session, found, now)
    return found


def holding(scope: Scope) -> Callable[..., Client]:
    """A program that may do this. Raises ApiError for another."""

    def holder(client: Annotated[Client, Depends(caller)]) -> Client:
        if scope.code not in client.scopes:
            raise ApiError(403, "not_in_scope", f"这个令牌不能{scope.label}（{scope.code}）。")
        return client

    return holder


def looking(scope: Scope) -> Callable[..., Client]:
    """A program that may read this; once an hour the record says that it did."""
    holder = holding(scope)

    def looker(request: Request, now: Now, client: Annotated[Client, Depends(holder)]) -> Client:
        looks: Rate = request.app.state.looks
        if looks.take(("client", client.id, scope.code), now):
            with database.transaction() as session:
                _note_look(session, client, scope, now)
        return client

    return looker


def _note_look(session: Session, client: Client, scope: Scope, now: Now) -> None:
    log(session, Subject.ACCOUNT, client.id, "接口读取", client.name, now, note=scope.label)
