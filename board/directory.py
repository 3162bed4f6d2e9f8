"""单位与人员: the tree of units, groups, people, what is amiss, proposed members, the workbook out and in."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlmodel import col, select

from board import returned
from board.edge import Id, Now, Reading, Today, Writing
from board.pages import go_to, render
from board.personal import note_look
from board.posted import Posted, text
from board.visitor import Anyone, Clerk, Visitor, require_office
from config.refusal import Refusal
from models import database
from models.unit import Contact, GroupMember, UnitGroup
from papers import to_xlsx
from supervision.directory.check import gaps
from supervision.directory.groups import accept, decline, proposals
from supervision.directory.rights import Right, require
from supervision.directory.sheet import directory_book
from supervision.directory.sheet_import import take_in
from supervision.directory.units import tree

router = APIRouter(prefix="/directory")


def _looking(visitor: Anyone) -> Visitor:
    """The office, and who keeps the directory."""
    if not visitor.may(Right.DIRECTORY):
        require_office(visitor)
    return visitor


def _keeping(visitor: Annotated[Visitor, Depends(_looking)]) -> Visitor:
    """Who keeps the directory. Raises Refusal for the others of the office, who look."""
    require(visitor.actor, Right.DIRECTORY)
    return visitor


Looking = Annotated[Visitor, Depends(_looking)]
Keeping = Annotated[Visitor, Depends(_keeping)]

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("")
def index(request: Request, visitor: Looking, session: Reading, today: Today, now: Now) -> Response:
    """The whole directory on one page."""
    note_look(request, visitor, "单位与人员", now)
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
        # Which tasks wait for new members is the office's business.
        proposals=proposals(session, today) if visitor.is_of_the_office else [],
        today=today,
    )


@router.get("/sheet")
def take_sheet(request: Request, visitor: Looking, session: Reading, today: Today, now: Now) -> Response:
    """The directory as a workbook to take away."""
    note_look(request, visitor, "导出单位名录", now, always=True)
    book = directory_book(session, today)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "directory.xlsx"
        to_xlsx.write(book, file)
        content = file.read_bytes()
    headers = {"Content-Disposition": 'attachment; filename="directory.xlsx"'}
    return Response(content, media_type=_XLSX, headers=headers)


@router.post("/sheet")
def preview(request: Request, visitor: Keeping, form: Posted, today: Today, now: Now) -> Response:
    """Show what a workbook would change; nothing is changed yet."""
    token, sheets = returned.take(form, "directory", "单位名录")
    try:
        with database.transaction() as session:
            outcome = take_in(session, sheets, visitor.actor.name, today, now, keep=False)
    except Refusal:
        returned.let_go(token, "directory")
        raise
    if outcome.mistakes or not outcome.changes:
        returned.let_go(token, "directory")
    return render(request, "directory_preview.html", outcome=outcome, token=token)


@router.post("/sheet/confirmed")
def confirm(request: Request, visitor: Keeping, form: Posted, today: Today, now: Now) -> Response:
    """Change what was shown, if it still is what was shown."""
    token = text(form, "token")
    sheets = returned.again(token, "directory", "单位名录")
    with database.transaction() as session:
        outcome = take_in(session, sheets, visitor.actor.name, today, now, keep=True)
        is_as_shown = outcome.mark == text(form, "seen")
        if not is_as_shown:
            session.rollback()
    if outcome.mistakes:
        return render(request, "directory_preview.html", outcome=outcome, token="")
    if not is_as_shown:
        raise Refusal("看过预览之后情况又有变化，没有导入。请重新上传，看过新的预览再确认。")
    returned.let_go(token, "directory")
    return go_to("/directory", "took_in")


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
