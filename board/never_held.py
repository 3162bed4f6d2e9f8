"""Duties without a date of which nothing was heard for a year, and regular meetings that were not held."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from board.edge import Reading, Today
from board.pages import render
from board.paging import paging
from board.taking_away import as_excel
from board.visitor import OfTheOffice
from reports.never_held import lay_out, never_held
from supervision.directory.founding import office
from supervision.meetings.records import regular
from supervision.visibility import visible

router = APIRouter(prefix="/never-held")


@router.get("")
def index(request: Request, visitor: OfTheOffice, session: Reading, today: Today, page: str = "") -> Response:
    """The list, the longest silent first."""
    silent = never_held(session, today, visible(visitor.actor))
    pages = paging("/never-held", page, len(silent))
    missed = [one for one in regular(session, today) if one.missed]
    return render(request, "never_held.html", silent=silent[pages.slice], pages=pages, missed=missed)


@router.get("/sheet")
def sheet(visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """The same as Excel."""
    silent = never_held(session, today, visible(visitor.actor))
    return as_excel(
        lay_out(silent, office(session).name, today), f"一年没有记录的事项-{today.isoformat()}.xlsx"
    )
