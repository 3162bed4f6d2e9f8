"""What 督导单位 and inspectors may look at, set by a clerk."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import col, select

from board.edge import Id, Now, Reading, Writing
from board.pages import go_to, render
from board.posted import Posted, identifier, text
from board.visitor import Anyone, Visitor, require_office
from config.refusal import Refusal
from models.task import Task
from models.unit import Unit
from models.user import UserScope
from supervision.directory.rights import Right, require
from supervision.directory.scopes import admit, lookers, shut_out

router = APIRouter()


def _looking(visitor: Anyone) -> Visitor:
    """The office, and who sets scopes."""
    if not visitor.may(Right.SCOPES):
        require_office(visitor)
    return visitor


def _setting(visitor: Annotated[Visitor, Depends(_looking)]) -> Visitor:
    """Who sets scopes. Raises Refusal for the others of the office, who look."""
    require(visitor.actor, Right.SCOPES)
    return visitor


Looking = Annotated[Visitor, Depends(_looking)]
Setting = Annotated[Visitor, Depends(_setting)]


@router.get("/scopes")
def index(request: Request, visitor: Looking, session: Reading) -> Response:
    """The accounts that only look, and what each may look at."""
    units = session.exec(select(Unit).order_by(col(Unit.position), col(Unit.id))).all()
    return render(
        request, "scopes.html", lookers=lookers(session, with_titles=visitor.is_of_the_office), units=units
    )


@router.post("/scopes")
def widen(visitor: Setting, form: Posted, session: Writing, now: Now) -> Response:
    """Let an account look at a unit or a task."""
    unit_id, number = identifier(text(form, "unit")), text(form, "task")
    unit = session.get(Unit, unit_id) if unit_id else None
    task = session.exec(select(Task).where(Task.number == number)).first() if number else None
    if number and task is None:
        raise Refusal(f"没有编号为“{number[:20]}”的任务。编号见任务页面。")
    admit(session, identifier(text(form, "user")) or 0, visitor.actor.name, now, unit=unit, task=task)
    return go_to("/scopes", "scoped")


@router.post("/scopes/{scope_id}/removal")
def narrow(scope_id: Id, visitor: Setting, _form: Posted, session: Writing, now: Now) -> Response:
    """Take a scope away."""
    scope = session.get(UserScope, scope_id)
    if scope is None:
        raise HTTPException(404)
    shut_out(session, scope, visitor.actor.name, now)
    return go_to("/scopes", "scoped")
