"""Names of documents for lists and filters, without the texts."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from models.document import Document


@dataclass(frozen=True, slots=True)
class DocumentName:
    """What a list says of a document."""

    id: int
    called: str
    title: str


def document_names(session: Session) -> dict[int, DocumentName]:
    """Every document by its id, in the order of arrival."""
    rows = session.execute(
        select(
            col(Document.id), col(Document.reference), col(Document.title), col(Document.filename)
        ).order_by(col(Document.id))
    )
    return {
        number: DocumentName(number, reference or title or filename, title or filename)
        for number, reference, title, filename in rows
    }
