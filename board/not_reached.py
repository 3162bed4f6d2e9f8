"""Whom nothing reached: the list with telephone numbers, the call and the slip on record; and letters nobody read."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session

from board.edge import Id, Now, Reading, Today, Writing
from board.pages import go_to, render
from board.paging import paging
from board.personal import note_look
from board.posted import Posted, day, pressed, text
from board.visitor import Clerk, OfTheOffice
from config.settings import home, settings
from models import database
from models.unit import Unit
from papers.to_docx import write
from schedules.workdays import work_calendar
from supervision.cases.archive import safe_name
from supervision.directory.founding import office
from supervision.letters.calls import hand_over, note_printing, record_call
from supervision.letters.not_reached import not_reached_for_all
from supervision.letters.slip import slip
from supervision.letters.unread import Unread, in_words, unread

router = APIRouter(prefix="/not-reached")

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST_UNREAD = 100


@router.get("")
def show(
    request: Request, visitor: OfTheOffice, session: Reading, today: Today, now: Now, page: str = ""
) -> Response:
    """The units that something did not reach, the longest waiting first, and the letters nobody has read."""
    note_look(request, visitor, "未送达名单", now)
    days = settings().unread_workdays
    missed = not_reached_for_all(session, today, work_calendar())
    late = unread(session, today, work_calendar(), days, _MOST_UNREAD)
    return render(
        request,
        "not_reached.html",
        today=today,
        missed=missed,
        pages=paging("/not-reached", page, len(missed)),
        limit=settings().not_reached_workdays,
        unread=late,
        unread_by_unit=_by_unit(late),
        unread_days=days,
        most_unread=_MOST_UNREAD,
        in_words=in_words,
    )


@router.post("/{unit_id}/calls")
def note_call(unit_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """记录通话: who spoke to whom, and whether the message was taken."""
    call = record_call(
        session,
        _unit(session, unit_id),
        visitor.actor,
        now,
        work_calendar(),
        person=text(form, "person"),
        phone=text(form, "phone"),
        is_reached=pressed(form, "outcome", "reached", "not_reached"),
        note=text(form, "note"),
    )
    return go_to("/not-reached", "called" if call.is_reached else "tried")


@router.get("/{unit_id}/slip")
def take_slip(unit_id: Id, visitor: OfTheOffice, session: Reading, today: Today, now: Now) -> Response:
    """打印送达单: the Word page with the part that comes back signed."""
    unit = _unit(session, unit_id)
    with database.transaction() as writing:
        missed = note_printing(writing, unit, visitor.actor, now, work_calendar())
    name = safe_name(f"送达单 {unit.called} {today.isoformat()}.docx")
    home().mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="slip-", dir=home()))
    try:
        write(slip(missed, office(session), today), folder / name)
        content = (folder / name).read_bytes()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(content, media_type=_WORD, headers=headers)


@router.post("/{unit_id}/hand-over")
def note_hand_over(
    unit_id: Id, visitor: Clerk, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """记录送交: who took the slip, on which day, and who brought it."""
    on = day(form, "on", "送达日期") or today
    hand_over(
        session,
        _unit(session, unit_id),
        visitor.actor,
        now,
        work_calendar(),
        person=text(form, "person"),
        on=on,
        by=text(form, "by"),
    )
    return go_to("/not-reached", "handed_over")


def _by_unit(late: Sequence[Unread]) -> list[list[Unread]]:
    """The letters that nobody read, unit by unit, the longest waiting first."""
    found: dict[int, list[Unread]] = {}
    for one in late:
        found.setdefault(one.unit.id, []).append(one)
    return list(found.values())


def _unit(session: Session, unit_id: int) -> Unit:
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise HTTPException(404)
    return unit
