"""What a task means (政策解读): the questions and answers of an interpretation that speak of it, beside the task."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from models.document import Document
from models.evaluation_words import DocumentTieKind
from models.task import Task
from models.tie import DocumentTie

_LENGTH = 4  # characters in a row that both have
_LEAST = 3  # of such pieces, so that a chance phrase is no answer
_MOST = 2
_SHORTEST, _LONGEST = 12, 400


@dataclass(frozen=True, slots=True)
class Explained:
    """An interpretation of the task's document, and the passages of it that come nearest to the task."""

    document: Document
    passages: tuple[str, ...]


def explained(session: Session, task: Task) -> list[Explained]:
    """The interpretations tied to the document of a task, each with at most two passages that speak of it."""
    rows = session.scalars(
        select(Document)
        .join(DocumentTie, col(DocumentTie.other_id) == col(Document.id))
        .where(
            col(DocumentTie.document_id) == task.document_id,
            col(DocumentTie.kind) == DocumentTieKind.INTERPRETATION,
        )
        .order_by(col(DocumentTie.id))
    ).all()
    wanted = _pieces(f"{task.title}。{task.text}")
    return [Explained(document, _nearest(document.text, wanted)) for document in rows]


def _nearest(text: str, wanted: set[str]) -> tuple[str, ...]:
    lines = [line.strip() for line in text.splitlines()]
    scored = [
        (len(_pieces(line) & wanted), place, line)
        for place, line in enumerate(lines)
        if len(line) >= _SHORTEST
    ]
    best = sorted((one for one in scored if one[0] >= _LEAST), key=lambda one: (-one[0], one[1]))[:_MOST]
    return tuple(
        line if len(line) <= _LONGEST else f"{line[:_LONGEST]}……"
        for _, _, line in sorted(best, key=lambda one: one[1])
    )


def _pieces(text: str) -> set[str]:
    bare = "".join(one for one in text if one.isalnum())
    return {bare[place : place + _LENGTH] for place in range(len(bare) - _LENGTH + 1)}
