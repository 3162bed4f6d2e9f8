"""消息: the board's own channel, for each signed-in person; see ``supervision.messages``."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from board.edge import Now, Reading, Writing
from board.pages import go_to, render
from board.posted import Posted
from board.visitor import Anyone, Hidden
from supervision.messages import has_messages, mark_seen, messages

router = APIRouter(prefix="/messages")

_MOST, _MOST_OF_ALL = 50, 300


@router.get("")
def show(request: Request, visitor: Anyone, session: Reading) -> Response:
    """The newest messages; those not seen before are marked."""
    if not has_messages(visitor.actor):
        raise Hidden
    wants_all = request.query_params.get("all") == "1"
    most = _MOST_OF_ALL if wants_all else _MOST
    found = messages(session, visitor.actor, most + 1)
    return render(
        request,
        "messages.html",
        messages=found[:most],
        has_more=len(found) > most,
        wants_all=wants_all,
        new=sum(one.is_new for one in found[:most]),
    )


@router.post("/reading")
def mark_all(visitor: Anyone, _form: Posted, session: Writing, now: Now) -> Response:
    """全部标为已读."""
    if not has_messages(visitor.actor):
        raise Hidden
    mark_seen(session, visitor.actor, now)
    return go_to("/messages", "messages_read")
