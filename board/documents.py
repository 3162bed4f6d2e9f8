"""The documents: uploading one, the list, the review of what was read, handing out what was registered."""

from datetime import date
from itertools import pairwise

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session, col, select
from starlette.datastructures import UploadFile

from board.document_list import STATES, document_page, replaceable
from board.edge import Id, Now, Reading, Today, Writing, once_only
from board.engine import nudge
from board.inbox import ENDINGS, keep, plain_name
from board.indicators import with_readings
from board.pages import go_to, render
from board.passages import marked
from board.posted import Posted, day, identifier, text
from board.review import look_at
from board.visitor import Clerk, OfTheOffice
from config.refusal import Refusal
from documents.burden_rules import burden_rules
from documents.comparison import Change
from models import database
from models.assignment import Assignment
from models.document import Document, Draft
from models.evaluation_words import DocumentTieKind
from models.task import Deadline, Indicator, Task
from models.unit import Unit
from models.words import DraftStatus, JobKind
from schedules.deadlines import CONVENTIONS
from supervision.directory.names import NameBook
from supervision.drafts.bulk import clear_drafts
from supervision.drafts.burden import below_county, hand_out, look_ahead
from supervision.drafts.document_ties import ties_of
from supervision.drafts.redrafting import changes
from supervision.drafts.registration import register_indicators
from supervision.drafts.review import doubts, drafts
from supervision.drafts.versions import earlier_drafts, next_version
from supervision.jobs import ask, recent
from supervision.lists.list_versions import versions

router = APIRouter(prefix="/documents")

_JOBS_SHOWN = 8
_TO_CHOOSE = 300  # documents in a list to choose from


@router.get("")
def index(
    request: Request, _visitor: OfTheOffice, session: Reading, q: str = "", state: str = "", page: str = ""
) -> Response:
    """The documents with how far each has come, and the latest uploads."""
    return render(
        request,
        "documents.html",
        listed=document_page(session, page, q, state),
        states=STATES,
        statuses=list(DraftStatus),
        replaceable=replaceable(session),
        jobs=recent(session, JobKind.INTAKE, _JOBS_SHOWN),
        endings=",".join(ENDINGS),
    )


@router.post("")
def upload(visitor: Clerk, form: Posted, now: Now) -> Response:
    """Keep the file and ask for it to be read. Its name is shown to people and never part of a path."""
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise Refusal("请先选择要上传的公文文件，再提交。")
    issued_on = day(form, "issued_on", "成文日期")
    called = plain_name(file.filename)
    replaces = _replaced(text(form, "replaces"))
    kept = keep(file.file, called)
    with once_only() as session:
        ask(
            session,
            JobKind.INTAKE,
            visitor.actor.name,
            now,
            path=str(kept),
            filename=called,
            issued_on=issued_on.isoformat() if issued_on else None,
            replaces=replaces,
        )
    # The job must be in the database before the engine looks for it.
    return go_to("/documents", "asked" if nudge("intake") else "queued")


@router.get("/{document_id}")
def show(request: Request, document_id: Id, visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """The text with its passages marked, and beside it the drafts, problems first."""
    document = _document(session, document_id)
    rows = [one for one in drafts(session, document_id) if one.status is not DraftStatus.MERGED]
    problems = doubts(session, document_id)
    every = [doubt for group in problems.values() for doubt in group]
    book = NameBook(session)
    tasks = {
        task.draft_id: task for task in session.exec(select(Task).where(Task.document_id == document_id))
    }
    low = below_county(session)
    views = [look_at(draft, problems.get(draft.id, []), book, today, low) for draft in rows]
    to_assign = visitor.is_clerk and _waits_for_assignment(session, document_id, today)
    return render(
        request,
        "document.html",
        conventions=CONVENTIONS,
        document=document,
        pieces=marked(document.text, rows, every),
        general=problems.get(None, []),
        indicators=with_readings(
            session,
            visitor,
            col(Indicator.document_id) == document_id,
            col(Indicator.task_id).is_(None),
        ),
        today=today,
        changes=changes(session, [draft.id for draft in rows]),
        clear=len(clear_drafts(session, document, today)) if visitor.is_clerk else 0,
        following=_following(rows),
        unclear=[view for view in views if view.doubts and view.draft.status is DraftStatus.PENDING],
        views=views,
        unchanged=[
            draft for draft in rows if draft.change == Change.SAME and draft.status is not DraftStatus.PENDING
        ],
        earlier=session.get(Document, document.earlier_id) if document.earlier_id else None,
        later=next_version(session, document),
        list_versions=versions(session, document_id),
        earlier_drafts=earlier_drafts(session, rows),
        tasks=tasks,
        units=session.exec(select(Unit).order_by(col(Unit.position))).all(),
        to_assign=to_assign,
        before=look_ahead(session, today, document_id=document_id) if to_assign else None,
        burden=burden_rules(),
        ties=ties_of(session, document_id),
        tie_kinds=list(DocumentTieKind),
        others=_others(session, document_id) if visitor.is_clerk else [],
    )


def _others(session: Session, document_id: int) -> list[tuple[int, str]]:
    """The latest other documents, to choose from."""
    rows = session.exec(
        select(Document.id, Document.reference, Document.title, Document.filename)
        .where(col(Document.id) != document_id)
        .order_by(col(Document.id).desc())
        .limit(_TO_CHOOSE)
    )
    return [
        (number, " ".join(part for part in (reference, title or filename) if part))
        for number, reference, title, filename in rows
    ]


@router.post("/{document_id}/assignment")
def give(document_id: Id, visitor: Clerk, form: Posted, session: Writing, today: Today, now: Now) -> Response:
    """交办: what was registered from this document and is not assigned yet, with the reason where the rules warn."""
    _document(session, document_id)
    made = hand_out(
        session, visitor.actor.name, today, now, reason=text(form, "reason"), document_id=document_id
    )
    return go_to(f"/documents/{document_id}", "assigned" if made else "nothing")


@router.post("/{document_id}/indicators")
def take_up_indicators(
    document_id: Id, visitor: Clerk, _form: Posted, session: Writing, now: Now
) -> Response:
    """列入指标: the targets that stand in no task."""
    register_indicators(session, _document(session, document_id), visitor.actor.name, now)
    return go_to(f"/documents/{document_id}", "indicators")


def _replaced(written: str) -> int | None:
    """The document of which the new one is a later version, None where none is named."""
    if not written:
        return None
    number = identifier(written)
    with database.reading() as session:
        if number is None or session.get(Document, number) is None:
            raise Refusal(
                f"没有登记号是“{written[:20]}”的公文。请在公文列表里核对旧版的登记号，不是新版就不填。"
            )
    return number


def _document(session: Session, document_id: int) -> Document:
    found = session.get(Document, document_id)
    if found is None:
        raise HTTPException(404)
    return found


def _following(rows: list[Draft]) -> dict[int, Draft]:
    """For each draft that waits, the next one that waits."""
    waiting = [draft for draft in rows if draft.status is DraftStatus.PENDING]
    return {draft.id: later for draft, later in pairwise(waiting)}


def _waits_for_assignment(session: Session, document_id: int, today: date) -> bool:
    """Whether a task of this document has a deadline that nobody has been given yet, though its time has come."""
    waiting = (
        select(Deadline.id)
        .join(Task, col(Task.id) == col(Deadline.task_id))
        .where(
            Task.document_id == document_id,
            (col(Deadline.opens_on).is_(None)) | (col(Deadline.opens_on) <= today),
            ~select(Assignment.id).where(col(Assignment.deadline_id) == col(Deadline.id)).exists(),
        )
    )
    return session.exec(waiting.limit(1)).first() is not None
