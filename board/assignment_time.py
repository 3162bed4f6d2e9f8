"""The time of an assignment: asking for more, deciding on it, stopping the clock."""

from fastapi import APIRouter, HTTPException
from fastapi.responses import RedirectResponse, Response

from board.assignment_forms import time_asked
from board.edge import Id, Now, Today, Writing
from board.found import assignment_of
from board.pages import go_to
from board.posted import Posted, day, text
from board.visitor import Anyone
from config.refusal import Refusal
from models.extension import Extension
from supervision.duties.clock_stops import restart, stop
from supervision.duties.extensions import ask, grant, refuse, take_back

router = APIRouter()


@router.post("/assignments/{assignment_id}/extensions")
def ask_for_time(
    assignment_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """申请延期."""
    own = assignment_of(session, assignment_id, visitor)
    ask(session, own, time_asked(form), visitor.actor, today, now)
    return _back(assignment_id, "asked_time")


@router.post("/extensions/{extension_id}/decision")
def decide_on_time(
    extension_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """批复延期: grant it until the day asked for or another, refuse it, or take it back."""
    extension = session.get(Extension, extension_id)
    if extension is None:
        raise HTTPException(404)
    assignment_of(session, extension.assignment_id, visitor)
    opinion = text(form, "opinion")
    match text(form, "decision"):
        case "grant":
            until = day(form, "until", "批准的时限") or extension.proposed_on
            grant(session, extension, until, visitor.actor, today, now, opinion)
            done = "granted_time"
        case "refuse":
            refuse(session, extension, visitor.actor, today, now, opinion)
            done = "refused_time"
        case "take_back":
            take_back(session, extension, visitor.actor, today, now)
            done = "took_back"
        case _:
            raise Refusal("请选择同意或不同意。")
    return _back(extension.assignment_id, done)


@router.post("/assignments/{assignment_id}/clock-stop")
def stop_the_clock(
    assignment_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """中止计时."""
    stop(
        session,
        assignment_of(session, assignment_id, visitor),
        visitor.actor,
        today,
        now,
        text(form, "reason"),
    )
    return _back(assignment_id, "stopped")


@router.post("/assignments/{assignment_id}/clock-restart")
def restart_the_clock(
    assignment_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """恢复计时."""
    restart(
        session,
        assignment_of(session, assignment_id, visitor),
        visitor.actor,
        today,
        now,
        text(form, "note"),
    )
    return _back(assignment_id, "restarted")


def _back(assignment_id: int, done: str) -> RedirectResponse:
    return go_to(f"/assignments/{assignment_id}", done)
