"""Taking in figures of other surveys: the workbook to fill in, and handing it in with the name of the survey."""

from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import FormData, UploadFile

from board.edge import Now, Reading, Today, once_only
from board.pages import go_to, render
from board.posted import Posted, text
from board.taking_away import as_excel
from board.visitor import Clerk
from config.refusal import Refusal
from documents.reading import read_cells
from documents.source import UnreadableFile
from documents.workbook import SheetCells
from supervision.returns.indicator_rows import RowsRefused
from supervision.returns.reading_import import reading_book, take_readings
from supervision.returns.share_import import share_book, take_shares

router = APIRouter(prefix="/indicator-import")


@router.get("")
def show(request: Request, _visitor: Clerk) -> Response:
    """The form."""
    return render(request, "indicator_import.html", refused=[])


@router.get("/sheet")
def blank(_visitor: Clerk, session: Reading, today: Today) -> Response:
    """The workbook to be filled in."""
    return as_excel(reading_book(session, today), f"指标填报表-{today.isoformat()}.xlsx")


@router.get("/shares/sheet")
def blank_shares(_visitor: Clerk, session: Reading, today: Today) -> Response:
    """The workbook of how the indicators are broken down."""
    return as_excel(share_book(session, today), f"指标分解表-{today.isoformat()}.xlsx")


@router.post("")
def take(request: Request, visitor: Clerk, form: Posted, today: Today, now: Now) -> Response:
    """Take figures in, all or nothing."""
    name, content, sheets = _workbook(form)
    source = text(form, "source")[:100]
    try:
        with once_only() as session:
            take_readings(session, sheets, name, content, source, visitor.actor, today, now)
    except RowsRefused as refused:
        return render(request, "indicator_import.html", status=409, refused=refused.rows)
    return go_to("/indicators", "readings_taken")


@router.post("/shares")
def break_down_by_it(request: Request, visitor: Clerk, form: Posted, today: Today, now: Now) -> Response:
    """Break indicators down as a workbook says, all or nothing."""
    _, _, sheets = _workbook(form)
    try:
        with once_only() as session:
            changed = take_shares(session, sheets, visitor.actor, today, now)
    except RowsRefused as refused:
        return render(request, "indicator_import.html", status=409, refused=refused.rows)
    return go_to("/indicators", "broken_down" if changed else "unchanged")


def _workbook(form: FormData) -> tuple[str, bytes, list[SheetCells]]:
    """The file as it was read, before any transaction begins: nobody shall wait for that. Raises Refusal without one."""
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise Refusal("请先选择填好的表，再导入。")
    content = file.file.read()
    with TemporaryDirectory() as folder:
        kept = Path(folder) / "rows.xlsx"
        kept.write_bytes(content)
        try:
            return file.filename, content, read_cells(kept, file.filename)
        except UnreadableFile as reason:
            raise Refusal(str(reason)) from None
