"""What a person looks at before confirming: a document's drafts and their doubts."""

from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.document import Document, Doubt, Draft
from models.words import DraftStatus


def document(session: Session, document_id: int) -> Document:
    """A document by its number. Raises Refusal when there is none."""
    found = session.get(Document, document_id)
    if found is None:
        raise Refusal(f"没有第{document_id}号公文。用 duban status 看已经收到的公文。")
    return found


def drafts(session: Session, document_id: int, *, pending: bool = False) -> list[Draft]:
    """The drafts of a document in its own order, all or only those to be decided."""
    rows = (
        select(Draft)
        .where(col(Draft.document_id) == document_id)
        .order_by(col(Draft.start), col(Draft.position))
    )
    if pending:
        rows = rows.where(col(Draft.status) == DraftStatus.PENDING)
    return list(session.exec(rows))


def doubts(session: Session, document_id: int) -> dict[int | None, list[Doubt]]:
    """The doubts of a document by draft; under None those of the whole."""
    grouped: dict[int | None, list[Doubt]] = {}
    for doubt in session.exec(select(Doubt).where(col(Doubt.document_id) == document_id)):
        grouped.setdefault(doubt.draft_id, []).append(doubt)
    return grouped


def counts(session: Session, document: Document) -> dict[str, object]:
    """How much a document yielded: its kind, drafts, doubts and facts."""
    return {
        "kind": document.kind,
        "drafts": len(drafts(session, document.id)),
        "doubts": sum(len(group) for group in doubts(session, document.id).values()),
        "facts": len(document.facts),
    }
