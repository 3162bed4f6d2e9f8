"""标签: what tasks are tagged with, how many bear each, and the unit in charge (行业主管)."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from board.edge import Now, Reading, Today, Writing
from board.pages import go_to, render
from board.posted import Posted, identifier, text
from board.units_to_choose import units_to_choose
from board.visitor import OfTheOffice
from supervision.lists import tag_owners

router = APIRouter(prefix="/tags")


@router.get("")
def index(request: Request, visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """Every tag."""
    units = units_to_choose(session, today) if visitor.is_clerk else []
    return render(request, "tags.html", tags=tag_owners.tags(session), units=units)


@router.post("/owner")
def own(visitor: OfTheOffice, form: Posted, session: Writing, now: Now) -> Response:
    """设定行业主管."""
    unit_id = identifier(text(form, "unit"))
    tag_owners.give_charge(session, text(form, "name"), unit_id, visitor.actor, now)
    return go_to("/tags", "tagged")
