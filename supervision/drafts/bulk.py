"""Registering at one go all drafts of a document about which nothing is unclear."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from config.refusal import Refusal
from models.document import Document, Draft
from supervision.directory.names import NameBook
from supervision.drafts.deadlines import needs_date, past_dates
from supervision.drafts.decision import Decision
from supervision.drafts.registration import register
from supervision.drafts.review import doubts, drafts


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What came of one draft, or of one row of a sheet: what was done, or why nothing was."""

    row: str
    title: str
    done: str = ""
    refused: str = ""


def clear_drafts(session: Session, document: Document, today: date) -> list[Draft]:
    """The drafts that wait and leave nothing to decide: no doubt, known units, a time that is not past."""
    about = doubts(session, document.id)
    book = NameBook(session)
    return [
        draft
        for draft in drafts(session, document.id, pending=True)
        if not about.get(draft.id)
        and not needs_date(draft)
        and not past_dates(draft, today)
        and (names := (*draft.lead, *draft.units, *draft.supporting))
        and all(book.match(name).unit_ids for name in names)
    ]


def register_clear(
    session: Session, document: Document, by: str, today: date, now: datetime
) -> list[RowOutcome]:
    """Register them; one that turns out not to be clear is told, and the others go on."""
    outcomes = []
    for draft in clear_drafts(session, document, today):
        called = draft.code or draft.title[:20]
        try:
            with session.begin_nested():
                task = register(session, draft, Decision(), by, today, now)
        except Refusal as refusal:
            outcomes.append(RowOutcome(called, draft.title, refused=refusal.sentence))
        else:
            outcomes.append(RowOutcome(called, draft.title, done=f"立项（{task.number}）"))
    return outcomes
