"""Taking a document in: read once, stored with its drafts and doubts, refused the second time."""

import hashlib
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from config.refusal import Refusal
from documents.drafts import TaskDraft
from documents.extraction import Extraction, extract
from documents.reading import read
from documents.source import Problem, Source
from models.document import Document, Doubt, Draft
from supervision.names import NameBook


def receive(
    session: Session, path: Path, by: str, now: datetime, issued_on: date | None = None, filename: str = ""
) -> Document:
    """Read a file and store what it says. ``filename`` is what people called it, if not the path's name.

    Raises Refusal when the same file is here already (naming the first), UnreadableFile when it
    cannot be read; nothing is stored then.
    """
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if first := session.exec(select(Document).where(Document.sha256 == digest)).first():
        raise Refusal(
            f"这份文件已经登记过：第{first.id}号《{first.called}》，{first.received_by}于{first.received_at:%Y-%m-%d}收文。"
            "请直接打开那一份；内容确有改动的，请用改动后的文件再试。"
        )
    source = read(path)
    extraction = extract(source, issued_on)
    document = _document(source, extraction, digest, filename or path.name, by, now)
    session.add(document)
    session.flush()
    _add_doubts(session, document, None, extraction.problems)
    book = NameBook(session)
    for position, draft in enumerate(extraction.tasks):
        _add_draft(session, document, position, draft, book)
    session.flush()
    return document


def _document(
    source: Source, extraction: Extraction, digest: str, filename: str, by: str, now: datetime
) -> Document:
    header = extraction.document
    return Document(
        sha256=digest,
        filename=filename,
        format=source.format,
        text=source.text,
        reference=header.reference,
        title=header.title,
        issuer=header.issuer,
        issued_on=header.issued_on,
        kind=header.kind,
        indicators=[_plain(asdict(indicator)) for indicator in extraction.indicators],
        facts=[_plain(asdict(fact)) for fact in extraction.facts],
        received_at=now,
        received_by=by,
    )


def _add_draft(session: Session, document: Document, position: int, draft: TaskDraft, book: NameBook) -> None:
    row = Draft(
        document_id=document.id,
        position=position,
        code=draft.code,
        title=draft.title,
        text=draft.text,
        start=draft.start,
        end=draft.end,
        lead=list(draft.lead),
        units=list(draft.units),
        supporting=list(draft.supporting),
        deadlines=[_plain(asdict(reading)) for reading in draft.deadlines],
        indicators=[_plain(asdict(indicator)) for indicator in draft.indicators],
    )
    session.add(row)
    session.flush()
    _add_doubts(session, document, row, (*draft.problems, *_unknown_units(draft, book)))


def _unknown_units(draft: TaskDraft, book: NameBook) -> list[Problem]:
    problems = []
    for name in dict.fromkeys((*draft.lead, *draft.units, *draft.supporting)):
        match = book.match(name)
        if match.unit_ids:
            continue
        hint = f"是否指{'、'.join(match.hints)}？" if match.hints else ""
        problems.append(
            Problem(
                f"单位名录里没有“{name}”。{hint}请在立项时选定单位，或先在名录里补上。",
                draft.start,
                draft.end,
            )
        )
    return problems


def _add_doubts(
    session: Session, document: Document, draft: Draft | None, problems: tuple[Problem, ...] | list[Problem]
) -> None:
    session.add_all(
        Doubt(
            document_id=document.id,
            draft_id=draft.id if draft else None,
            message=problem.message,
            start=problem.start,
            end=problem.end,
        )
        for problem in problems
    )


def _plain(value: Any) -> Any:
    """The same with days as text, fit for a JSON column."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
