"""Sub-assignment on the board: what a unit needs to see of its parts, and splitting as a resource."""

from datetime import date
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response
from sqlmodel import Session, col, select

from board.edge import Id, Now, Today, Writing
from board.found import assignment_of
from board.pages import go_to
from board.posted import Posted, day, identifiers, text
from board.visitor import Anyone, Visitor
from models.assignment import Assignment, Transition
from models.lifecycle import UNCOUNTED
from models.unit import Unit
from models.words import Move
from supervision.duties.rolled_figures import roll_up_figures
from supervision.duties.splitting import Share, parts, roll_up, split
from supervision.unit_tree import units_below
from supervision.visibility import may_see

router = APIRouter()


@router.post("/assignments/{assignment_id}/parts")
def split_it(
    assignment_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """分解下达: the same words and day for every unit chosen; another time for others."""
    due_on = day(form, "due_on", "时限")
    units = identifiers(form, "units")
    shares = [Share(unit_id, text(form, "wording"), due_on) for unit_id in units]
    split(session, assignment_of(session, assignment_id, visitor), shares, visitor.actor, today, now)
    return go_to(f"/assignments/{assignment_id}", "handed_down", "parts")


def with_parts(
    session: Session, own: Assignment, visitor: Visitor, moves: list[Move], today: date
) -> dict[str, Any]:
    """What the page of an assignment shows of the whole it belongs to and of its own parts."""
    held = parts(session, own.id)
    whole = session.get(Assignment, own.parent_id) if own.parent_id else None
    has_one = {part.unit.id for part in held if part.assignment.status not in UNCOUNTED}
    return {
        "split_off": held,
        "has_open_parts": any(part.is_open for part in held),
        "rolled": roll_up(held),
        "figures": roll_up_figures(session, own.task_id, held),
        "whole": whole if whole is not None and may_see(session, visitor.actor, whole) else None,
        "unit_above": session.get_one(Unit, whole.unit_id) if whole is not None else None,
        "share": _wording(session, own) if whole is not None else "",
        "is_above": visitor.is_unit and own.unit_id != visitor.actor.unit_id,
        "below": [
            unit
            for unit in (units_below(session, own.unit_id, today) if Move.SPLIT in moves else [])
            if unit.id not in has_one
        ],
    }


def _wording(session: Session, part: Assignment) -> str:
    """What the unit above wants, as it was told last."""
    rows = select(Transition.note).where(Transition.assignment_id == part.id, Transition.move == Move.ASSIGN)
    return session.exec(rows.order_by(col(Transition.id).desc())).first() or ""
