"""Taking a document in: read once, stored with its drafts and doubts, refused the second time."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from config.refusal import Refusal
from documents.drafts import TaskDraft
from documents.extraction import Extraction, extract
from documents.reading import read
from documents.source import Problem, Source
from models.document import Document, Doubt, Draft
from models.words import Subject
from schedules import clock
from schedules.wording import day_in_words
from supervision.directory.names import NameBook
from supervision.drafts.document_ties import keep_citations
from supervision.drafts.versions import earlier_version, take_over
from supervision.plain import plain
from supervision.record.log import log


@dataclass(frozen=True, slots=True)
class Incoming:
    """A document as it was read, not yet stored. ``filename`` is what people call it."""

    digest: str
    filename: str
    source: Source
    extraction: Extraction


def look_at(path: Path, issued_on: date | None = None, filename: str = "") -> Incoming:
    """Read a file, without the database: it may take a minute, and nobody shall wait for that.

    Raises UnreadableFile when it cannot be read. ``filename`` is what people called it, if not the path's name.
    """
    name = filename or path.name
    source = read(path, name)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Incoming(digest, name, source, extract(source, issued_on))


def receive(
    session: Session, incoming: Incoming, by: str, now: datetime, *, replaces: int | None = None
) -> Document:
    """Store what a document says, with its drafts and doubts.

    ``replaces`` names the document of which this is the next version; one with the same number is taken for it unasked.
    Raises Refusal when the same file is here already, naming the first; nothing is stored then.
    """
    if first := session.exec(select(Document).where(Document.sha256 == incoming.digest)).first():
        received = day_in_words(clock.day_of(first.received_at))
        raise Refusal(
            f"这份文件已经登记过：第{first.id}号{first.cited}，{first.received_by}于{received}收文。"
            "请直接打开那一份；内容确有改动的，请用改动后的文件再试。"
        )
    earlier = earlier_version(session, incoming.extraction.document.reference, replaces)
    document = _document(incoming, by, now)
    session.add(document)
    try:
        session.flush()
    except IntegrityError:
        raise Refusal("这份文件刚刚由别人登记。请刷新后打开那一份。") from None
    _add_doubts(session, document, None, incoming.extraction.problems)
    book = NameBook(session)
    for position, draft in enumerate(incoming.extraction.tasks):
        _add_draft(session, document, position, draft, book)
    session.flush()
    if earlier is not None:
        take_over(session, document, earlier)
    keep_citations(session, document, incoming.extraction.document.cited, by, now)
    log(
        session,
        Subject.DOCUMENT,
        document.id,
        "收文",
        by,
        now,
        note=document.called,
        filename=document.filename,
        sha256=document.sha256,
        drafts=len(incoming.extraction.tasks),
        replaces=earlier.id if earlier else None,
    )
    return document


def _document(incoming: Incoming, by: str, now: datetime) -> Document:
    extraction, header = incoming.extraction, incoming.extraction.document
    return Document(
        sha256=incoming.digest,
        filename=incoming.filename,
        format=incoming.source.format,
        text=incoming.source.text,
        reference=header.reference,
        title=header.title,
        issuer=header.issuer,
        issued_on=header.issued_on,
        kind=header.kind,
        indicators=[plain(asdict(indicator)) for indicator in extraction.indicators],
        facts=[plain(asdict(fact)) for fact in extraction.facts],
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
        deadlines=[plain(asdict(reading)) for reading in draft.deadlines],
        indicators=[plain(asdict(indicator)) for indicator in draft.indicators],
        standard=draft.standard,
        effect=draft.effect,
    )
    session.add(row)
    session.flush()
    _add_doubts(session, document, row, (*draft.problems, *_unknown_units(draft, book)))


def _unknown_units(draft: TaskDraft, book: NameBook) -> list[Problem]:
    problems = []
    for name in dict.fromkeys((*draft.lead, *draft.units, *draft.supporting)):
        match = book.match(name)
        if match.inferred:
            said = f"“{name}”不是名录里的名称，按字认作“{match.inferred}”，请核对；常用的请在名录里加为别名。"
            problems.append(Problem(said, draft.start, draft.end))
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
