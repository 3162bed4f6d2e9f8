"""Finding what an address names, for the person who asks: what does not concern them does not exist."""

from fastapi import HTTPException
from sqlmodel import Session

from board.visitor import Hidden, Visitor
from models.assignment import Assignment
from models.finding import Finding
from supervision.findings.findings import finding_seen
from supervision.visibility import may_see


def assignment_of(session: Session, assignment_id: int, visitor: Visitor) -> Assignment:
    """The assignment, if there is one and it concerns the person. Raises HTTPException 404 otherwise, in the second case
    as ``Hidden``, which is recorded."""
    found = session.get(Assignment, assignment_id)
    if found is None:
        raise HTTPException(404)
    if not may_see(session, visitor.actor, found):
        raise Hidden(assignment_id)
    return found


def finding_of(session: Session, finding_id: int, visitor: Visitor) -> Finding:
    """The finding, if there is one and the person sees it. Raises HTTPException 404 otherwise, in the second case as
    ``Hidden``, which is recorded."""
    found = finding_seen(session, visitor.actor, finding_id)
    if found is None:
        if session.get(Finding, finding_id) is None:
            raise HTTPException(404)
        raise Hidden
    return found
