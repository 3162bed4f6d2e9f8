"""单位与人员: the tree of units, groups, people, what is amiss, proposed members, the workbook out and in."""

from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlmodel import col, select
from starlette.datastructures import UploadFile

from board.edge import Id, Now, Reading, Today, Writing
from board.pages import go_to, render
from board.posted import Posted, text
from board.visitor import Clerk, OfTheOffice
from config.refusal import Refusal
from documents.reading import read_cells
from documents.source import UnreadableFile
from models import database
from models.unit import Contact, GroupMember, UnitGroup
from papers import to_xlsx
from supervision.directory_check import gaps
from supervision.directory_groups import accept, decline, proposals
from supervision.directory_import import take_in
from supervision.directory_sheet import directory_book
from supervision.directory_units import tree

router = APIRouter(prefix="/directory")

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LARGEST = 20 * 1024 * 1024


@router.get("")
def index(request: Request, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """The whole directory on one page."""
    people: dict[int, list[Contact]] = {}
    for contact in session.exec(select(Contact).order_by(col(Contact.id))):
        people.setdefault(contact.unit_id, []).append(contact)
    units = tree(session)
    called = {unit.id: unit.called for unit, _ in units}
    members: dict[int, list[str]] = {}
    for row in session.exec(select(GroupMember).order_by(col(GroupMember.id))):
        members.setdefault(row.group_id, []).append(called[row.unit_id])
    return render(
        request,
        "directory.html",
        units=units,
        people=people,
        groups=session.exec(select(UnitGroup).order_by(col(UnitGroup.id))).all(),
        members=members,
        gaps=gaps(session, today),
        proposals=proposals(session, today),
        today=today,
    )


@router.get("/sheet")
def take_sheet(_visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """The directory as a workbook to take away."""
    book = directory_book(session, today)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "directory.xlsx"
        to_xlsx.write(book, file)
        content = file.read_bytes()
    headers = {"Content-Disposition": 'attachment; filename="directory.xlsx"'}
    return Response(content, media_type=_XLSX, headers=headers)


@router.post("/sheet")
def read_sheet(request: Request, visitor: Clerk, form: Posted, today: Today, now: Now) -> Response:
    """Show what a workbook would change, or change it where the clerk has seen that."""
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise Refusal("请先选择改好的单位名录，再导入。")
    content = file.file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise Refusal("文件超过20MB，不像单位名录。请核对后再导入。")
    with TemporaryDirectory() as folder:
        kept = Path(folder) / "directory.xlsx"
        kept.write_bytes(content)
        try:
            sheets = read_cells(kept)
        except UnreadableFile as reason:
            raise Refusal(f"单位名录读不了：{reason}。") from None
    keep = text(form, "keep") == "yes"
    with database.transaction() as session:
        outcome = take_in(session, sheets, visitor.actor.name, today, now, keep=keep)
    if keep and not outcome.mistakes:
        return go_to("/directory", "took_in" if outcome.changes else "unchanged")
    return render(request, "directory_preview.html", outcome=outcome)


@router.post("/proposals/{task_id}/{unit_id}/acceptance")
def take_along(
    task_id: Id, unit_id: Id, visitor: Clerk, _form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """加入任务."""
    accept(session, task_id, unit_id, visitor.actor, today, now)
    return go_to("/directory", "took_along")


@router.post("/proposals/{task_id}/{unit_id}/refusal")
def leave_out(
    task_id: Id, unit_id: Id, visitor: Clerk, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """不加入任务, with the reason."""
    decline(session, task_id, unit_id, visitor.actor, today, now, text(form, "reason"))
    return go_to("/directory", "left_out")
