"""What a document rests on, cites, has beside it and is explained by; and which cited papers were never received."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlmodel import Session, col

from config.refusal import Refusal
from documents.references import Citation
from models.document import Document
from models.evaluation_words import DocumentTieKind
from models.inserts import insert_new
from models.tie import DocumentTie
from models.words import Subject
from supervision.record.log import log

_LONGEST = 200
_BEFORE = 30  # characters in front of a citation that say what it is to the paper
_RESTS_ON = re.compile(r"(?:根据|依据|按照|依照|遵照|贯彻落实|为落实)[^。；]*$")


@dataclass(frozen=True, slots=True)
class Tied:
    """A tie as it is read from one of its two documents; ``other`` is None for a paper that was never received."""

    tie: DocumentTie
    other: Document | None
    is_from_here: bool


def keep_citations(
    session: Session, document: Document, cited: Sequence[Citation], by: str, now: datetime
) -> int:
    """Keep what a document cites, as it comes in: what it rests on apart from what it merely names; how many."""
    rows = []
    for one in cited:
        before = document.text[max(0, one.start - _BEFORE) : one.start]
        kind = DocumentTieKind.BASIS if _RESTS_ON.search(before) else DocumentTieKind.CITED
        known = _known(session, one.number, one.title, document.id)
        rows.append(
            {
                "document_id": document.id,
                "kind": kind,
                "other_id": known,
                "reference": (one.number or f"《{one.title}》")[:_LONGEST],
                "at": now,
                "by": by,
            }
        )
    made = len(insert_new(session, DocumentTie, rows)) if rows else 0
    _find_again(session, document)
    return made


def tie(
    session: Session, document: Document, kind: DocumentTieKind, other_id: int, by: str, now: datetime
) -> DocumentTie:
    """Tie two documents that were received: ``other_id`` is the basis, attachment or interpretation of ``document``.

    Raises Refusal for a document that is not there, for one tied to itself, and for what is tied already.
    """
    other = session.get(Document, other_id)
    if other is None:
        raise Refusal("没有这份公文。请从列表里选择。")
    if other.id == document.id:
        raise Refusal("不能把公文和它自己关联。请另选一份。")
    row = {
        "document_id": document.id,
        "kind": kind,
        "other_id": other.id,
        "reference": other.called[:_LONGEST],
        "at": now,
        "by": by,
    }
    # What was cited by number and is received now stands already, without its document.
    known = session.execute(
        update(DocumentTie)
        .where(
            col(DocumentTie.document_id) == document.id,
            col(DocumentTie.kind) == kind,
            col(DocumentTie.reference) == row["reference"],
            col(DocumentTie.other_id).is_(None),
        )
        .values(other_id=other.id)
    )
    if known.rowcount != 1 and not insert_new(session, DocumentTie, [row]):  # type: ignore[attr-defined]
        raise Refusal(f"{other.named}已经列为{kind.label}，不用再列。")
    log(
        session, Subject.DOCUMENT, document.id, "关联公文", by, now,
        note=f"{kind.label}：{other.called}", other_id=other.id,
    )  # fmt: skip
    return session.scalars(
        select(DocumentTie).where(
            col(DocumentTie.document_id) == document.id,
            col(DocumentTie.kind) == kind,
            col(DocumentTie.reference) == row["reference"],
        )
    ).one()


def untie(session: Session, document: Document, tie_id: int, by: str, now: datetime) -> None:
    """Take a tie of a document away; the entry stays in the log. Raises Refusal where there is none."""
    row = session.get(DocumentTie, tie_id)
    if row is None or document.id not in (row.document_id, row.other_id):
        raise Refusal("这一条关联已经不在。请刷新后再看。")
    session.execute(delete(DocumentTie).where(col(DocumentTie.id) == tie_id))
    log(
        session, Subject.DOCUMENT, document.id, "取消关联公文", by, now,
        note=f"{row.kind.label}：{row.reference}",
    )  # fmt: skip


def ties_of(session: Session, document_id: int) -> list[Tied]:
    """What belongs to a document, from both sides: by kind, in the order in which it was tied."""
    rows = session.scalars(
        select(DocumentTie)
        .where(or_(col(DocumentTie.document_id) == document_id, col(DocumentTie.other_id) == document_id))
        .order_by(col(DocumentTie.id))
    ).all()
    order = list(DocumentTieKind)
    found = []
    for row in sorted(rows, key=lambda one: order.index(one.kind)):
        here = row.document_id == document_id
        number = row.other_id if here else row.document_id
        found.append(Tied(row, session.get(Document, number) if number else None, here))
    return found


def not_received(session: Session) -> list[tuple[DocumentTie, Document]]:
    """Every paper that documents cite and that was never received, with who cites it, the latest first."""
    rows = session.execute(
        select(DocumentTie, Document)
        .join(Document, col(Document.id) == col(DocumentTie.document_id))
        .where(col(DocumentTie.other_id).is_(None))
        .order_by(col(DocumentTie.reference), col(DocumentTie.id).desc())
    )
    return [(tied, document) for tied, document in rows]


def _known(session: Session, number: str, title: str, own: int) -> int | None:
    named = col(Document.reference) == number if number else col(Document.title) == title
    rows = select(col(Document.id)).where(named, col(Document.id) != own).order_by(col(Document.id).desc())
    return session.scalars(rows.limit(1)).first()


def _find_again(session: Session, document: Document) -> None:
    """A paper that others cited before it came in is found by its number or its title."""
    names = [name for name in (document.reference, document.title and f"《{document.title}》") if name]
    if names:
        session.execute(
            update(DocumentTie)
            .where(
                col(DocumentTie.reference).in_(names),
                col(DocumentTie.other_id).is_(None),
                col(DocumentTie.document_id) != document.id,
            )
            .values(other_id=document.id)
        )
