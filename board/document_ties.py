"""What belongs to a document, and the list of cited papers that were never received."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session

from board.edge import Id, Now, Reading, Writing
from board.pages import go_to, render
from board.posted import Posted, identifier, text
from board.visitor import Clerk, OfTheOffice
from config.refusal import Refusal
from models.document import Document
from models.evaluation_words import DocumentTieKind
from supervision.drafts import document_ties

router = APIRouter()


@router.post("/documents/{document_id}/ties")
def tie(document_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """关联公文: its basis, a cited paper, an attachment, an interpretation."""
    document = _document(session, document_id)
    kind = next((one for one in DocumentTieKind if one.value == text(form, "kind")), None)
    if kind is None:
        raise Refusal("请选择是依据、引用、附件还是解读。")
    document_ties.tie(session, document, kind, identifier(text(form, "other")) or 0, visitor.actor.name, now)
    return go_to(f"/documents/{document_id}", "tied", "ties")


@router.post("/documents/{document_id}/ties/removal")
def untie(document_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """取消关联."""
    document = _document(session, document_id)
    number = identifier(text(form, "tie")) or 0
    document_ties.untie(session, document, number, visitor.actor.name, now)
    return go_to(f"/documents/{document_id}", "untied", "ties")


@router.get("/register/cited")
def cited(request: Request, _visitor: OfTheOffice, session: Reading) -> Response:
    """未收到的引用文件."""
    return render(request, "cited.html", cited=document_ties.not_received(session))


def _document(session: Session, document_id: int) -> Document:
    found = session.get(Document, document_id)
    if found is None:
        raise HTTPException(404)
    return found
