"""The list of documents a page at a time: those called so, and those that something is still to be done with."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from board.paging import Paging, paging
from models.document import Document, Doubt, Draft
from models.task import Task
from models.words import DraftStatus
from reports.register import documents_named
from reports.sources import without_texts

_LONGEST = 60
_MOST_TO_CHOOSE = 200


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One page of the list: ``counts`` of drafts by document and status, ``doubts`` by document; ``every`` counts all
    documents, whatever was asked for."""

    documents: list[Document]
    counts: dict[tuple[int, DraftStatus], int]
    doubts: dict[int, int]
    pages: Paging
    every: int
    text: str
    state: str


def _pending() -> Select[tuple[int]]:
    return select(col(Draft.document_id)).where(col(Draft.status) == DraftStatus.PENDING)


def _doubtful() -> Select[tuple[int]]:
    return select(col(Doubt.document_id))


_STATES: dict[str, tuple[str, Callable[[], Select[tuple[int]]], bool]] = {
    "pending": ("有待确认", _pending, True),
    "doubts": ("有疑点", _doubtful, True),
    "without": ("没有立项", lambda: select(col(Task.document_id)), False),
}
STATES = {name: label for name, (label, _, _) in _STATES.items()}
"""What the list may be narrowed to, with what people call it."""


def document_page(session: Session, written: str, text: str = "", state: str = "") -> DocumentPage:
    """The page that an address asks for, the latest document first; of those called so the best first.

    ``state`` is one of ``STATES``; another asks nothing.
    """
    text, state = text.strip()[:_LONGEST], state if state in STATES else ""
    rows = select(col(Document.id)).order_by(col(Document.id).desc())
    if state:
        _, which, is_in = _STATES[state]
        among = which()
        rows = rows.where(col(Document.id).in_(among) if is_in else col(Document.id).not_in(among))
    ids = list(session.scalars(rows))
    if text:
        allowed = set(ids)
        ids = [number for number in documents_named(session, text) if number in allowed]
    pages = paging("/documents", written, len(ids), q=text, state=state)
    chosen = ids[pages.slice]
    found = session.scalars(
        select(Document).options(*without_texts()).where(col(Document.id).in_(chosen))
    ).all()
    by_id = {document.id: document for document in found}
    drafts = session.execute(
        select(col(Draft.document_id), col(Draft.status), func.count())
        .where(col(Draft.document_id).in_(chosen))
        .group_by(col(Draft.document_id), col(Draft.status))
    ).tuples()
    doubts = session.execute(
        select(col(Doubt.document_id), func.count())
        .where(col(Doubt.document_id).in_(chosen))
        .group_by(col(Doubt.document_id))
    ).tuples()
    return DocumentPage(
        documents=[by_id[number] for number in chosen],
        counts={(number, status): count for number, status, count in drafts},
        doubts=dict(doubts.all()),
        pages=pages,
        every=session.scalar(select(func.count(col(Document.id)))) or 0,
        text=text,
        state=state,
    )


def replaceable(session: Session) -> list[tuple[int, str]] | None:
    """The documents that a new one may take the place of, the latest first; None where they are too many to choose from."""
    replaced = select(col(Document.earlier_id)).where(col(Document.earlier_id).is_not(None))
    rows = session.execute(
        select(col(Document.id), col(Document.title), col(Document.filename))
        .where(col(Document.id).not_in(replaced))
        .order_by(col(Document.id).desc())
        .limit(_MOST_TO_CHOOSE + 1)
    ).all()
    if len(rows) > _MOST_TO_CHOOSE:
        return None
    return [(number, title or filename) for number, title, filename in rows]
