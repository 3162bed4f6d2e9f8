"""Deciding about a draft: 立项 or 不立项."""

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response
from sqlmodel import Session, col, select

from board.edge import Id, Now, Today, Writing
from board.pages import go_to
from board.posted import Posted
from board.review import decision
from board.visitor import Clerk
from config.refusal import Refusal
from models.document import Draft
from models.unit import Unit
from supervision.directory.names import NameBook
from supervision.drafts.decision import Decision
from supervision.drafts.registration import dismiss, register
from supervision.drafts.review import drafts

router = APIRouter(prefix="/drafts/{draft_id}")


@router.post("/registration")
def register_it(
    draft_id: Id, visitor: Clerk, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """立项, with what the person settled in the form."""
    draft = _draft(session, draft_id)
    settled = decision(form, draft, NameBook(session))
    _require_known(session, settled)
    register(session, draft, settled, visitor.actor.name, today, now)
    return _on(session, draft, "registered")


@router.post("/dismissal")
def dismiss_it(draft_id: Id, visitor: Clerk, _form: Posted, session: Writing, now: Now) -> Response:
    """不立项."""
    draft = _draft(session, draft_id)
    dismiss(session, draft, visitor.actor.name, now)
    return _on(session, draft, "dismissed")


def _draft(session: Session, draft_id: int) -> Draft:
    found = session.get(Draft, draft_id)
    if found is None:
        raise HTTPException(404)
    return found


def _require_known(session: Session, settled: Decision) -> None:
    chosen = {unit_id for ids in (*settled.units.values(), settled.responsible) for unit_id in ids}
    known = session.exec(select(Unit.id).where(col(Unit.id).in_(chosen))).all()
    if chosen - set(known):
        raise Refusal("选定的单位不在名录里。请返回刷新后重新选择。")


def _on(session: Session, draft: Draft, done: str) -> Response:
    """To the next draft of the document that waits, so that a clerk can work downward."""
    waiting = drafts(session, draft.document_id, pending=True)
    later = [other for other in waiting if other.position > draft.position]
    anchor = f"draft-{(later or waiting)[0].id}" if waiting else ""
    return go_to(f"/documents/{draft.document_id}", done, anchor)
