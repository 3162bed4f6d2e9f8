"""The ledger on the board: as a table, to take away as a file, and to bring back after it was edited in Excel."""

from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse, Response
from sqlmodel import Session
from starlette.background import BackgroundTask

from board import returned
from board.asked import Asked, AskedFor, choices, leads_of, tags_on, view_of
from board.edge import Now, Reading, Today
from board.lines import lines
from board.pages import go_to, render
from board.posted import Posted, text
from board.visitor import Anyone, Clerk, Hidden, OfTheOffice, Visitor
from config.refusal import Refusal
from config.settings import settings
from models import database
from reports.ledger import Chosen
from reports.listing import count_by_light, find, find_all
from schedules.workdays import work_calendar
from supervision.pack_in_force import pack_in_force
from supervision.returns.ledger_export import ledger_of, write_ledger
from supervision.returns.ledger_return import enter

router = APIRouter(prefix="/ledger")

_KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
# A page of thousands of rows is no preview; the number of all stands above it.
_MOST_SHOWN = 500


@router.get("")
def index(request: Request, visitor: Anyone, session: Reading, today: Today, asked_for: AskedFor) -> Response:
    """The table, sorted and filtered; below it what can be taken away, and where an edited one comes back."""
    if not visitor.sees_many:
        raise Hidden
    view = view_of(session, visitor, today)
    page = find(session, view, asked_for.wanted, asked_for.order, falls=asked_for.falls, page=asked_for.page)
    held = lines(session, today, page.ids)
    task_ids = {one.task_id for one in held}
    return render(
        request,
        "ledger.html",
        today=today,
        asked=asked_for,
        choices=choices(session, visitor, asked_for.wanted),
        page=page,
        held=held,
        lights=count_by_light(session, view, asked_for.wanted),
        leads=leads_of(session, visitor, task_ids),
        tagged=tags_on(session, task_ids),
    )


@router.get("/download/{kind}")
def take(
    kind: str,
    visitor: OfTheOffice,
    session: Reading,
    today: Today,
    asked_for: AskedFor,
    sheet: int = 0,
) -> Response:
    """The ledger of today as Excel, CSV (one of its two sheets) or JSON; of what was asked for, all pages of it."""
    if kind not in _KINDS or sheet not in (0, 1):
        raise HTTPException(404)
    chosen = _chosen(session, visitor, today, asked_for)
    limits = pack_in_force(session, settings().ladder).lights
    book = ledger_of(session, today, work_calendar(), limits, chosen)
    folder = Path(mkdtemp(prefix="ledger-"))
    try:
        part = "-部分" if chosen else ""
        files = write_ledger(book, folder / f"督办台账{part}-{today.isoformat()}.{kind}")
    except BaseException:
        _clear(folder)
        raise
    file = files[min(sheet, len(files) - 1)]
    return FileResponse(
        file, media_type=_KINDS[kind], filename=file.name, background=BackgroundTask(_clear, folder)
    )


@router.post("/return")
def preview(request: Request, visitor: Clerk, form: Posted, today: Today, now: Now) -> Response:
    """Show every change that an edited ledger asks for; nothing is entered yet."""
    token, sheets = returned.take(form, "ledger", "台账")
    with database.transaction() as session:
        limits = pack_in_force(session, settings().ladder).lights
        outcome = enter(session, sheets, visitor.actor, today, now, work_calendar(), limits)
        session.rollback()
    if outcome.faults or not outcome.changes:
        returned.let_go(token, "ledger")
    return render(
        request, "ledger_return.html", outcome=outcome, token=token, shown=outcome.changes[:_MOST_SHOWN]
    )


@router.post("/return/confirmed")
def confirm(request: Request, visitor: Clerk, form: Posted, today: Today, now: Now) -> Response:
    """Enter what was shown, if it still is what was shown."""
    token = text(form, "token")
    sheets = returned.again(token, "ledger", "台账")
    with database.transaction() as session:
        limits = pack_in_force(session, settings().ladder).lights
        outcome = enter(session, sheets, visitor.actor, today, now, work_calendar(), limits)
        is_as_shown = outcome.mark == text(form, "seen")
        if outcome.faults or not is_as_shown:
            session.rollback()
    if outcome.faults:
        return render(request, "ledger_return.html", outcome=outcome, token="", shown=[])
    if not is_as_shown:
        raise Refusal("看过预览之后情况又有变化，没有写入。请重新上传，看过新的预览再确认。")
    returned.let_go(token, "ledger")
    return go_to("/ledger", "entered")


def _chosen(session: Session, visitor: Visitor, today: date, asked_for: Asked) -> Chosen | None:
    """The assignments that the page shows on all its pages, None where nothing was asked and all are taken."""
    if not asked_for.wanted.is_anything:
        return None
    view = view_of(session, visitor, today)
    found = find_all(session, view, asked_for.wanted, asked_for.order, falls=asked_for.falls)
    words = "，".join(asked_for.in_words(choices(session, visitor, asked_for.wanted)))
    return Chosen(found, f"只含：{words}。")


def _clear(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink(missing_ok=True)
    folder.rmdir()
