"""Acceptance (签收): a unit says that it has the duty in hand."""

from datetime import date, datetime

from sqlmodel import Session

from models.assignment import Assignment, Transition
from models.words import Move
from supervision.actor import Actor
from supervision.duties.moves import move


def accept(session: Session, assignment: Assignment, actor: Actor, today: date, now: datetime) -> Transition:
    """Accept an assignment. Raises Refusal when it has been accepted before."""
    return move(session, assignment, Move.ACCEPT, actor, today, now)
