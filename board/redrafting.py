"""Working on the drafts of a document before they are registered: edit, split, merge, add; the review sheet out and in."""

from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session
from starlette.datastructures import FormData, UploadFile

from board.edge import Id, Now, Reading, Today, Writing
from board.pages import go_to, render
from board.posted import Posted, identifier, text
from board.visitor import Clerk, OfTheOffice
from config.refusal import Refusal
from documents.reading import read
from documents.source import UnreadableFile
from models import database
from models.document import Document, Draft
from papers import to_xlsx
from supervision.drafts.bulk import register_clear
from supervision.drafts.redrafting import DraftEdit, add, edit, mark, merge, names_in, split
from supervision.drafts.review_sheet import read_back, review_sheet

router = APIRouter()

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.post("/drafts/{draft_id}/edit")
def edit_it(draft_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """修改."""
    draft = _seen(session, draft_id, form)
    changed = edit(session, draft, _wanted(form), visitor.actor.name, now)
    return _to(draft, "edited" if changed else "unchanged")


@router.post("/drafts/{draft_id}/split")
def split_it(draft_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """拆分, before every sentence that was ticked."""
    draft = _seen(session, draft_id, form)
    cuts = sorted({cut for value in form.getlist("cut") if (cut := identifier(str(value)))}, reverse=True)
    if not cuts:
        raise Refusal("请先在要另起一项的句子前打勾，再拆分。")
    # From the end, so that the numbers of the sentences before stay what they are.
    for cut in cuts:
        split(session, draft, cut, visitor.actor.name, now)
    return _to(draft, "split")


@router.post("/drafts/{draft_id}/merger")
def merge_it(draft_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """合并, with the draft that the form names."""
    draft = _seen(session, draft_id, form)
    other = session.get(Draft, identifier(text(form, "other")) or 0)
    if other is None:
        raise Refusal("要并入的那一项已经不在了。请刷新后再看。")
    merge(session, draft, other, visitor.actor.name, now)
    return _to(draft, "merged")


@router.post("/documents/{document_id}/drafts")
def add_one(document_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """增加 a task that the reader missed."""
    draft = add(session, _document(session, document_id), _wanted(form), visitor.actor.name, now)
    return _to(draft, "added")


@router.post("/documents/{document_id}/registrations")
def register_all(
    request: Request, document_id: Id, visitor: Clerk, _form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """立项 every draft about which nothing is unclear."""
    document = _document(session, document_id)
    outcomes = register_clear(session, document, visitor.actor.name, today, now)
    if not any(one.refused for one in outcomes):
        return go_to(f"/documents/{document_id}", "registered" if outcomes else "nothing_clear")
    return render(request, "outcomes.html", document=document, outcomes=outcomes)


@router.get("/documents/{document_id}/sheet")
def take_sheet(document_id: Id, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """The review sheet to take away."""
    book = review_sheet(session, _document(session, document_id), today)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "sheet.xlsx"
        to_xlsx.write(book, file)
        content = file.read_bytes()
    name = f"review-{document_id}.xlsx"
    return Response(
        content, media_type=_XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@router.post("/documents/{document_id}/sheet")
def read_sheet(
    request: Request, document_id: Id, visitor: Clerk, form: Posted, today: Today, now: Now
) -> Response:
    """Do what a review sheet says. It is read before the transaction begins: nobody shall wait for that."""
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise Refusal("请先选择改好的审核表，再读回。")
    with TemporaryDirectory() as folder:
        kept = Path(folder) / "sheet.xlsx"
        kept.write_bytes(file.file.read())
        try:
            source = read(kept, "审核表")
        except UnreadableFile as reason:
            raise Refusal(str(reason)) from None
    with database.transaction() as session:
        document = _document(session, document_id)
        outcomes = read_back(session, document, source, visitor.actor.name, today, now)
        return render(request, "outcomes.html", document=document, outcomes=outcomes)


def _wanted(form: FormData) -> DraftEdit:
    return DraftEdit(
        title=text(form, "title"),
        lead=names_in(text(form, "lead")),
        units=names_in(text(form, "units")),
        supporting=names_in(text(form, "supporting")),
        time=text(form, "time"),
        standard=text(form, "standard"),
        effect=text(form, "effect"),
    )


def _seen(session: Session, draft_id: int, form: FormData) -> Draft:
    """The draft, as the person saw it. Raises Refusal when somebody has changed it since."""
    found = session.get(Draft, draft_id)
    if found is None:
        raise HTTPException(404)
    if text(form, "seen") != mark(found):
        raise Refusal(f"“{found.title[:20]}”刚才被别人改过。请刷新，看过最新的内容再办。")
    return found


def _document(session: Session, document_id: int) -> Document:
    found = session.get(Document, document_id)
    if found is None:
        raise HTTPException(404)
    return found


def _to(draft: Draft, done: str) -> Response:
    return go_to(f"/documents/{draft.document_id}", done, f"draft-{draft.id}")
