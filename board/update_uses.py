"""What became of the progress entries of an assignment: pieces of bulletins, experience."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from board.visitor import Visitor
from models.progress import ProgressUpdate
from supervision.bulletins.readers import used_in
from supervision.examples.experience import taken_from


def uses_of(session: Session, visitor: Visitor, reported: Sequence[ProgressUpdate]) -> dict[str, Any]:
    """What ``update_uses.html`` needs; others than the office are not told."""
    ids = [one.id for one in reported] if visitor.is_of_the_office else []
    return {
        "in_bulletins": used_in(session, ids) if ids else {},
        "as_experience": taken_from(session, ids) if ids else {},
    }
