"""统计: the cross-table with its rates, what each figure means, and the same as Excel."""

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlmodel import Session

from board.asked import Asked, AskedFor, choices, view_of
from board.charts import Part, stacked_bars
from board.edge import Reading, Today
from board.pages import render
from board.taking_away import as_excel
from board.visitor import Anyone, Hidden, Visitor
from reports.listing import PAGE
from reports.statistics import ACROSS, MEANINGS, By, CrossTable, cross_table
from reports.statistics_sheet import lay_out
from supervision.directory.founding import office

router = APIRouter(prefix="/statistics")


@router.get("")
def index(
    request: Request,
    visitor: Anyone,
    session: Reading,
    today: Today,
    asked_for: AskedFor,
    down: str = "",
    across: str = "",
) -> Response:
    """The table, a page of its lines at a time; the totals are of all lines."""
    table = _table(session, visitor, today, asked_for, down, across)
    pages = max(1, -(-len(table.lines) // PAGE))
    number = min(asked_for.page, pages)
    lines = table.lines[(number - 1) * PAGE : number * PAGE]
    bars = stacked_bars(
        [
            (
                line.label,
                [Part(f"{light.label}灯", light.value, count) for light, count in line.counts.lights.items()],
            )
            for line in lines
        ]
    )
    return render(
        request,
        "statistics.html",
        today=today,
        asked=asked_for,
        choices=choices(session, visitor, asked_for.wanted),
        table=table,
        lines=lines,
        bars=bars,
        page={"number": number, "pages": pages},
        downs=list(By),
        acrosses=ACROSS,
        meanings=MEANINGS,
    )


@router.get("/sheet")
def sheet(
    visitor: Anyone,
    session: Reading,
    today: Today,
    asked_for: AskedFor,
    down: str = "",
    across: str = "",
) -> Response:
    """The same as Excel, all lines of it."""
    table = _table(session, visitor, today, asked_for, down, across)
    said = "只统计符合所选条件的事项。" if asked_for.wanted.is_anything else ""
    return as_excel(lay_out(table, office(session).name, today, said), f"督办统计-{today.isoformat()}.xlsx")


def _table(
    session: Session, visitor: Visitor, today: date, asked_for: Asked, down: str, across: str
) -> CrossTable:
    if not visitor.sees_many:
        raise Hidden
    by = next((one for one in By if one.value == down), By.UNIT)
    beside = next((one for one in ACROSS if one.value == across), By.LIGHT)
    return cross_table(session, view_of(session, visitor, today), asked_for.wanted, by, beside)
