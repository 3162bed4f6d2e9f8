"""审批: what waits for this person, and the chain of a paper as its own page shows it."""

from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session

from board.edge import Id, Now, Reading, Writing
from board.pages import go_to, render
from board.posted import Posted, pressed, text
from board.visitor import OfTheOffice, Visitor
from models.meeting import ApprovalStep
from supervision.meetings import approvals
from supervision.meetings.approvals import Outgoing

router = APIRouter()

STEPS = ("核稿", "会签", "签发")
"""What the steps of a chain are usually called, in their order."""


@router.get("/approvals")
def index(request: Request, visitor: OfTheOffice, session: Reading) -> Response:
    """The papers that wait for this person."""
    return render(request, "approvals.html", waiting=approvals.waiting_for(session, visitor.actor))


@router.post("/approvals/{paper}/{number}")
def begin(paper: str, number: Id, visitor: OfTheOffice, form: Posted, session: Writing, now: Now) -> Response:
    """送审."""
    outgoing = Outgoing.of(paper)
    steps = [(name, text(form, f"login_{place}")) for place, name in enumerate(STEPS)]
    approvals.begin(session, outgoing, number, steps, visitor.actor, now)
    return go_to(outgoing.address(number), "sent_for_approval", "approval")


@router.post("/approval-steps/{step_id}/answer")
def answer(step_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, now: Now) -> Response:
    """Agree, or send back."""
    step = session.get(ApprovalStep, step_id)
    if step is None:
        raise HTTPException(404)
    grants = pressed(form, "decision", "grant", "refuse")
    approvals.answer(session, step, grants, text(form, "opinion"), visitor.actor, now)
    outgoing = Outgoing.of(step.subject)
    return go_to(outgoing.address(step.subject_id), "approved_step" if grants else "sent_back", "approval")


def chain_of(session: Session, paper: Outgoing, number: int, visitor: Visitor) -> dict[str, Any]:
    """What ``approval.html`` needs to show the chain of a paper on its own page."""
    chain = approvals.chain(session, paper, number)
    mine = {one.step.id for one in approvals.waiting_for(session, visitor.actor)}
    return {
        "paper": paper,
        "number": number,
        "chain": chain,
        "names": approvals.names(session, [*chain.steps, *chain.earlier]),
        "is_mine": chain.current is not None and chain.current.id in mine,
        "approvers": approvals.approvers(session) if visitor.is_clerk else [],
        "steps": STEPS,
    }
