"""今日: what waits for the office's hand, on one page, so that nothing that was handed in lies unseen."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from board.edge import Reading, Today
from board.pages import render
from board.visitor import OfTheOffice
from config.settings import settings
from reports.kept import kept
from schedules.workdays import work_calendar
from supervision.desk import counts_on_the_desk, first_on_the_desk, on_the_desk
from supervision.drafts.approval import awaiting_approval
from supervision.letters.not_reached import not_reached
from supervision.letters.queue import waiting

router = APIRouter()

_SHOWN = 50


@router.get("/today")
def show(request: Request, visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """Submissions, requests for more time, measures and joint closures that the office has to answer."""
    to_sign = kept(session, ("to sign", today), lambda: waiting(session, today, work_calendar()))
    return render(
        request,
        "today.html",
        today=today,
        desk=on_the_desk(
            session, kept(session, "first on the desk", lambda: first_on_the_desk(session, _SHOWN))
        ),
        counts=kept(session, "counts on the desk", lambda: counts_on_the_desk(session)),
        shown=_SHOWN,
        missed=not_reached(session, today, work_calendar()),
        limit=settings().not_reached_workdays,
        to_approve=awaiting_approval(session),
        to_sign=[one for one in to_sign if one.may_be_signed_by(visitor.actor)],
    )
