"""The return form of a unit without a network: to take away, and to hand in again."""

from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session
from starlette.datastructures import UploadFile

from board.edge import Id, Now, Reading, Today, once_only
from board.pages import go_to, render
from board.posted import Posted
from board.visitor import Clerk, OfTheOffice
from config.refusal import Refusal
from documents.reading import read_cells
from documents.source import UnreadableFile
from models import database
from models.unit import Unit
from papers import to_xlsx
from supervision.returns.return_form import return_form
from supervision.returns.return_import import FormRefused, take_form

router = APIRouter(prefix="/units/{unit_id}/return-form")

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("")
def take_away(unit_id: Id, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """A fresh form of what the unit has in hand."""
    unit = _unit(session, unit_id)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "form.xlsx"
        to_xlsx.write(return_form(session, unit, today), file)
        content = file.read_bytes()
    name = quote(f"{unit.called}回传表{today}.xlsx", safe="")
    return Response(
        content, media_type=_XLSX, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    )


@router.post("")
def hand_in(request: Request, unit_id: Id, visitor: Clerk, form: Posted, today: Today, now: Now) -> Response:
    """Do what a filled form says. It is read before the transaction begins: nobody shall wait for that."""
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise Refusal("请先选择填好的回传表，再导入。")
    content = file.file.read()
    with database.reading() as session:
        unit = _unit(session, unit_id)
    with TemporaryDirectory() as folder:
        kept = Path(folder) / "form.xlsx"
        kept.write_bytes(content)
        try:
            sheets = read_cells(kept, file.filename)
        except UnreadableFile as reason:
            raise Refusal(str(reason)) from None
    try:
        with once_only() as session:
            take_form(session, sheets, file.filename, content, visitor.actor, today, now, expected=unit)
    except FormRefused as refused:
        return render(request, "return_refused.html", status=409, unit=unit, rows=refused.rows)
    return go_to(f"/units/{unit_id}", "form_taken", "return-form")


def _unit(session: Session, unit_id: int) -> Unit:
    found = session.get(Unit, unit_id)
    if found is None:
        raise HTTPException(404)
    return found
