"""The ledger on the board: to take away as a file, and to bring back after it was edited in Excel."""

import re
import secrets
import time
from pathlib import Path
from tempfile import mkdtemp

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse, Response
from starlette.background import BackgroundTask
from starlette.datastructures import UploadFile

from board.edge import Now, Reading, Today
from board.pages import go_to, render
from board.posted import Posted, text
from board.visitor import Clerk, OfTheOffice
from config.refusal import Refusal
from config.settings import home, settings
from documents.reading import LARGEST_WORKBOOK, read_cells
from documents.source import UnreadableFile
from documents.workbook import SheetCells
from models import database
from schedules.ladder import load_pack
from schedules.workdays import work_calendar
from supervision.ledger_export import ledger_of, write_ledger
from supervision.ledger_return import enter

router = APIRouter(prefix="/ledger")

_KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
_TOKEN = re.compile(r"[0-9a-f]{32}")
_KEPT_SECONDS = 24 * 3600
# A page of thousands of rows is no preview; the number of all stands above it.
_MOST_SHOWN = 500


@router.get("")
def index(request: Request, _visitor: OfTheOffice, today: Today) -> Response:
    """What can be taken away, and where an edited one comes back."""
    return render(request, "ledger.html", today=today)


@router.get("/download/{kind}")
def take(kind: str, _visitor: OfTheOffice, session: Reading, today: Today, sheet: int = 0) -> Response:
    """The ledger of today as Excel, CSV (one of its two sheets) or JSON."""
    if kind not in _KINDS or sheet not in (0, 1):
        raise HTTPException(404)
    book = ledger_of(session, today, work_calendar(), load_pack(settings().ladder).lights)
    folder = Path(mkdtemp(prefix="ledger-"))
    try:
        files = write_ledger(book, folder / f"督办台账-{today.isoformat()}.{kind}")
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
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise Refusal("请先选择改好的台账，再上传。")
    token = secrets.token_hex(16)
    kept = _place(token)
    kept.parent.mkdir(parents=True, exist_ok=True)
    _sweep(kept.parent)
    kept.write_bytes(file.file.read(LARGEST_WORKBOOK + 1))
    try:
        sheets = _read(kept)
    except Refusal:
        kept.unlink(missing_ok=True)
        raise
    limits = load_pack(settings().ladder).lights
    with database.transaction() as session:
        outcome = enter(session, sheets, visitor.actor, today, now, work_calendar(), limits)
        session.rollback()
    if outcome.faults or not outcome.changes:
        kept.unlink(missing_ok=True)
    return render(
        request, "ledger_return.html", outcome=outcome, token=token, shown=outcome.changes[:_MOST_SHOWN]
    )


@router.post("/return/confirmed")
def confirm(request: Request, visitor: Clerk, form: Posted, today: Today, now: Now) -> Response:
    """Enter what was shown, if it still is what was shown."""
    token = text(form, "token")
    kept = _place(token) if _TOKEN.fullmatch(token) else None
    if kept is None or not kept.is_file():
        raise Refusal("这个台账已经读回过，或上传超过一天已清除。请重新上传。")
    sheets = _read(kept)
    limits = load_pack(settings().ladder).lights
    with database.transaction() as session:
        outcome = enter(session, sheets, visitor.actor, today, now, work_calendar(), limits)
        is_as_shown = outcome.mark == text(form, "seen")
        if outcome.faults or not is_as_shown:
            session.rollback()
    if outcome.faults:
        return render(request, "ledger_return.html", outcome=outcome, token="", shown=[])
    if not is_as_shown:
        raise Refusal("看过预览之后情况又有变化，没有写入。请重新上传，看过新的预览再确认。")
    kept.unlink(missing_ok=True)
    return go_to("/ledger", "entered")


def _read(kept: Path) -> list[SheetCells]:
    try:
        return read_cells(kept, "台账")
    except UnreadableFile as reason:
        raise Refusal(str(reason)) from None


def _place(token: str) -> Path:
    return home() / "ledger" / f"{token}.xlsx"


def _sweep(folder: Path) -> None:
    """Take away what was uploaded and never confirmed."""
    for file in folder.glob("*.xlsx"):
        if time.time() - file.stat().st_mtime > _KEPT_SECONDS:
            file.unlink(missing_ok=True)


def _clear(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink(missing_ok=True)
    folder.rmdir()
