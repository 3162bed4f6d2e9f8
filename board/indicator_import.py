"""Taking in figures of other surveys: the workbook to fill in, and handing it in with the name of the survey."""

from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import UploadFile

from board.edge import Now, Reading, Today, once_only
from board.pages import go_to, render
from board.posted import Posted, text
from board.taking_away import as_excel
from board.visitor import Clerk
from config.refusal import Refusal
from documents.reading import read_cells
from documents.source import UnreadableFile
from supervision.returns.reading_import import ReadingsRefused, reading_book, take_readings

router = APIRouter(prefix="/indicator-import")


@router.get("")
def show(request: Request, _visitor: Clerk) -> Response:
    """The form."""
    return render(request, "indicator_import.html", refused=[])


@router.get("/sheet")
def blank(_visitor: Clerk, session: Reading, today: Today) -> Response:
    """The workbook to be filled in."""
    return as_excel(reading_book(session, today), f"指标填报表-{today.isoformat()}.xlsx")


@router.post("")
def take(request: Request, visitor: Clerk, form: Posted, today: Today, now: Now) -> Response:
    """Take it in, all or nothing. It is read before the transaction begins: nobody shall wait for that."""
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise Refusal("请先选择填好的表，再导入。")
    source, content = text(form, "source")[:100], file.file.read()
    with TemporaryDirectory() as folder:
        kept = Path(folder) / "readings.xlsx"
        kept.write_bytes(content)
        try:
            sheets = read_cells(kept, file.filename)
        except UnreadableFile as reason:
            raise Refusal(str(reason)) from None
    try:
        with once_only() as session:
            take_readings(session, sheets, file.filename, content, source, visitor.actor, today, now)
    except ReadingsRefused as refused:
        return render(request, "indicator_import.html", status=409, refused=refused.rows)
    return go_to("/indicators", "readings_taken")
