"""期号登记: the series with their lists and numbers, what does not agree in them, and past issues entered."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session

from board import returned
from board.edge import Id, Now, Reading, Today, Writing
from board.pages import go_to, render
from board.posted import Posted, day, number, text
from board.taking_away import as_excel
from board.visitor import OfTheOffice
from models.bulletin import BulletinSeries
from supervision.bulletins.issuing import reference
from supervision.bulletins.readers import kept
from supervision.bulletins.recording import Past, form_book, record, record_list, register_book
from supervision.bulletins.series import (
    LISTS,
    SECTIONS,
    add_series,
    audit_of,
    change_series,
    every_series,
    list_of,
    next_numbers,
    set_list,
)
from supervision.directory.founding import office

router = APIRouter(prefix="/bulletins/series")


@router.get("")
def index(request: Request, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """Every series: its next numbers, its lists, its years, and what is wrong with it."""
    shown = []
    for series in every_series(session):
        found, by_year = audit_of(session, series)
        issues = kept(session, series.id)
        years = sorted({one.year for one in issues}, reverse=True)
        shown.append(
            {
                "series": series,
                "next": next_numbers(session, series, today.year, False),
                "found": found,
                "lists": {key: (word, list_of(series, word)) for key, word in LISTS.items()},
                "years": [
                    (
                        year,
                        sum(1 for one in issues if one.year == year and not one.is_supplement),
                        by_year.get(year),
                        sum(1 for one in issues if one.year == year and one.is_supplement),
                    )
                    for year in years
                ],
                "latest": reference(issues[0]) if issues else "",
            }
        )
    return render(
        request,
        "bulletin_series.html",
        shown=shown,
        sections=SECTIONS,
        office=office(session).name,
        today=today,
    )


@router.post("")
def add_it(visitor: OfTheOffice, form: Posted, session: Writing, now: Now) -> Response:
    """设立一种简报."""
    add_series(
        session,
        text(form, "name"),
        text(form, "editor"),
        visitor.actor,
        now,
        opening_total=number(form, "opening_total", "总期号从几开始") if text(form, "opening_total") else 1,
        has_total=not text(form, "without_total"),
        sections=text(form, "sections").splitlines(),
    )
    return go_to("/bulletins/series", "series_kept")


@router.post("/{series_id}/wording")
def change_it(series_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, now: Now) -> Response:
    """修改编发单位和栏目."""
    sections = text(form, "sections").splitlines()
    change_series(session, _series(session, series_id), text(form, "editor"), sections, visitor.actor, now)
    return go_to("/bulletins/series", "series_kept", f"series-{series_id}")


@router.post("/{series_id}/lists")
def set_lists(series_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, now: Now) -> Response:
    """调整报、送、发."""
    series = _series(session, series_id)
    changed = sum(
        set_list(session, series, word, text(form, key).splitlines(), visitor.actor, now)
        for key, word in LISTS.items()
    )
    return go_to("/bulletins/series", "lists_kept" if changed else "unchanged", f"series-{series_id}")


@router.post("/{series_id}/records")
def record_it(
    series_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """补录一期."""
    past = Past(
        number(form, "year", "年份"),
        number(form, "number", "期号"),
        number(form, "total", "总期号") if text(form, "total") else None,
        day(form, "dated_on", "日期"),
        text(form, "title"),
        bool(text(form, "is_supplement")),
    )
    record(session, _series(session, series_id), past, visitor.actor, today, now)
    return go_to("/bulletins/series", "past_recorded", f"series-{series_id}")


@router.post("/{series_id}/records-sheet")
def record_sheet(
    series_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """补录一批, from a workbook."""
    series = _series(session, series_id)
    token, sheets = returned.take(form, "bulletins", "补录表")
    returned.let_go(token, "bulletins")
    record_list(session, series, sheets, visitor.actor, today, now)
    return go_to("/bulletins/series", "past_recorded", f"series-{series_id}")


@router.get("/{series_id}/sheet")
def sheet(series_id: Id, _visitor: OfTheOffice, session: Reading, today: Today, blank: str = "") -> Response:
    """The issues of a series as Excel; ``blank`` asks for the empty form for past ones."""
    series = _series(session, series_id)
    called = series.name.rpartition(" ")[2]
    if blank:
        return as_excel(form_book(series, today), f"{called}补录表.xlsx")
    return as_excel(register_book(session, series, today), f"{called}期号登记-{today.isoformat()}.xlsx")


def _series(session: Session, series_id: int) -> BulletinSeries:
    found = session.get(BulletinSeries, series_id)
    if found is None:
        raise HTTPException(404)
    return found
