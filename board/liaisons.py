"""挂钩联系: which leader is linked to which unit, and the visits."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session

from board.edge import Id, Now, Reading, Today, Writing
from board.pages import go_to, render
from board.posted import Posted, day, identifier, number, text
from board.units_to_choose import units_to_choose
from board.visitor import OfTheOffice
from config.refusal import Refusal
from models.meeting import Liaison
from supervision.meetings import liaisons

router = APIRouter()


@router.get("/liaisons")
def index(request: Request, visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """The links with their visits."""
    return render(
        request,
        "liaisons.html",
        linked=liaisons.linked(session, today),
        units=units_to_choose(session, today) if visitor.is_clerk else [],
        today=today,
    )


@router.post("/liaisons")
def add(visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now) -> Response:
    """Link a leader to a unit."""
    visits = number(form, "visits", "每年走访次数") if text(form, "visits") else 0
    since = day(form, "since", "开始日期") or today
    said = text(form, "leader"), text(form, "title"), identifier(text(form, "unit"))
    liaisons.link(session, *said, since, visits, visitor.actor, today, now)
    return go_to("/liaisons", "linked_leader")


@router.post("/liaisons/{liaison_id}/visits")
def visit(
    liaison_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """登记走访."""
    on = day(form, "on", "走访日期")
    if on is None:
        raise Refusal("请填写走访日期。")
    row = _found(session, liaison_id)
    liaisons.visit(session, row, on, text(form, "text"), text(form, "settled"), visitor.actor, today, now)
    return go_to("/liaisons", "visited")


@router.post("/liaisons/{liaison_id}/end")
def end(
    liaison_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """End a link."""
    liaisons.end(session, _found(session, liaison_id), visitor.actor, today, now)
    return go_to("/liaisons", "unlinked_leader")


def _found(session: Session, liaison_id: int) -> Liaison:
    found = session.get(Liaison, liaison_id)
    if found is None:
        raise HTTPException(404)
    return found
