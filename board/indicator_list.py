"""The indicators of the office in one list, those likely to be missed first, and the same as Excel."""

from collections import Counter
from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlmodel import Session, select

from board.edge import Reading, Today
from board.pages import render
from board.paging import paging
from board.taking_away import as_excel
from board.visitor import OfTheOffice
from config.settings import settings
from models.indicator_words import Outlook, TargetKind
from models.unit import Unit
from reports.measures import wording
from reports.measures.lines import Line, lines
from reports.measures.sheet import lay_out
from reports.measures.standings import stood
from supervision.directory.founding import office
from supervision.pack_in_force import pack_in_force

router = APIRouter(prefix="/indicators")


@router.get("")
def index(
    request: Request,
    _visitor: OfTheOffice,
    session: Reading,
    today: Today,
    q: str = "",
    outlook: str = "",
    kind: str = "",
    document: str = "",
    main: str = "",
    page: str = "",
) -> Response:
    """The list by worry: what is broken or likely to be missed stands first."""
    every = lines(session, today, margin_of(session))
    counts = Counter(one.ahead.outlook for one in every)
    found = _filtered(every, q.strip(), outlook, kind, document, main)
    pages = paging(
        "/indicators", page, len(found), q=q, outlook=outlook, kind=kind, document=document, main=main
    )
    return render(
        request,
        "indicators.html",
        today=today,
        rows=found[pages.slice],
        pages=pages,
        total=len(every),
        counts=[(one, counts[one]) for one in Outlook],
        kinds=[one for one in TargetKind if any(row.measured.target.kind is one for row in every)],
        documents={row.document_id: row.document for row in every},
        asked={"q": q, "outlook": outlook, "kind": kind, "document": document, "main": main},
        main=sum(one.is_main for one in every),
        said=wording,
    )


@router.get("/sheet")
def sheet(
    _visitor: OfTheOffice,
    session: Reading,
    today: Today,
    q: str = "",
    outlook: str = "",
    kind: str = "",
    document: str = "",
    main: str = "",
) -> Response:
    """The same as Excel: all of the list, by unit, by class, and every reading with its source."""
    margin = margin_of(session)
    wanted = [
        one.id for one in _filtered(lines(session, today, margin), q.strip(), outlook, kind, document, main)
    ]
    found = sorted(stood(session, today, margin, wanted), key=lambda one: wanted.index(one.indicator.id))
    book = lay_out(found, names(session), office(session).name, today)
    return as_excel(book, f"指标-{today.isoformat()}.xlsx")


def margin_of(session: Session) -> int:
    """How many percentage points around the pace still count as being on it."""
    return abs(pack_in_force(session, settings().ladder).lights.pace_yellow)


def names(session: Session) -> dict[int, str]:
    """What every unit is called."""
    return {unit.id: unit.called for unit in session.exec(select(Unit))}


def _filtered(
    several: Sequence[Line], q: str, outlook: str, kind: str, document: str, main: str
) -> list[Line]:
    return [
        one
        for one in several
        if (not q or q in one.name or q in one.text)
        and (not main or one.is_main)
        and (not kind or one.measured.target.kind.value == kind)
        and (not document or str(one.document_id) == document)
        and (not outlook or one.ahead.outlook.value == outlook)
    ]
