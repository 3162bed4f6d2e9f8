"""通报, 会议材料, 一页纸: what each will say, and the Word file to take away."""

from datetime import date
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session

from board.edge import Now, Reading, Today, identifier
from board.pages import render
from board.visitor import OfTheOffice, Visitor
from config.settings import settings
from models.campaign import Campaign
from papers.one_page import OnePage
from papers.paper import Paper
from papers.to_lines import lines
from schedules.lights import LightLimits
from schedules.workdays import work_calendar
from supervision.briefings import (
    as_word,
    campaigns_to_tell,
    circular_of_campaign,
    circular_of_day,
    leaders_sheet,
    meeting_material,
)
from supervision.pack_in_force import pack_in_force

router = APIRouter(prefix="/briefings")

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LONGEST = 60


@router.get("")
def index(request: Request, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """The three papers and what each is asked for."""
    return render(request, "briefings.html", campaigns=campaigns_to_tell(session), today=today)


@router.get("/circular")
def show_circular(
    request: Request,
    _visitor: OfTheOffice,
    session: Reading,
    today: Today,
    campaign: str = "",
    as_of: str = "",
    ranked: str = "",
    named: str = "",
) -> Response:
    """The circular as it reads now."""
    paper = _circular(session, today, campaign, as_of, bool(ranked), bool(named))
    here = f"/briefings/circular/file?{request.url.query}"
    return render(request, "briefing.html", title="通报", lines=lines(paper), here=here)


@router.get("/circular/file")
def take_circular(
    _visitor: OfTheOffice,
    session: Reading,
    today: Today,
    campaign: str = "",
    as_of: str = "",
    ranked: str = "",
    named: str = "",
) -> Response:
    """The circular as a Word file."""
    return _file(_circular(session, today, campaign, as_of, bool(ranked), bool(named)), "通报", today)


@router.get("/meeting")
def show_meeting(
    request: Request, visitor: OfTheOffice, session: Reading, today: Today, title: str = ""
) -> Response:
    """The material of a meeting as it reads now."""
    paper = _meeting(session, visitor, today, title)
    here = f"/briefings/meeting/file?{request.url.query}"
    return render(request, "briefing.html", title="会议材料", lines=lines(paper), here=here)


@router.get("/meeting/file")
def take_meeting(visitor: OfTheOffice, session: Reading, today: Today, title: str = "") -> Response:
    """The material of a meeting as a Word file."""
    return _file(_meeting(session, visitor, today, title), "会议材料", today)


@router.get("/one-page/file")
def take_sheet(visitor: OfTheOffice, session: Reading, today: Today, now: Now) -> Response:
    """The leader's sheet as a Word file."""
    sheet = leaders_sheet(session, visitor.actor, today, now, work_calendar(), _limits(session))
    return _file(sheet, "领导一页纸", today)


def _circular(
    session: Session, today: date, campaign: str, as_of: str, is_ranked: bool, is_named: bool
) -> Paper:
    if campaign:
        found = session.get(Campaign, identifier(campaign) or 0)
        if found is None:
            raise HTTPException(404)
        return circular_of_campaign(session, found, today, is_ranked=is_ranked, is_named=is_named)
    return circular_of_day(
        session,
        _day(as_of) or today,
        today,
        work_calendar(),
        _limits(session),
        is_ranked=is_ranked,
        is_named=is_named,
    )


def _meeting(session: Session, visitor: Visitor, today: date, title: str) -> Paper:
    return meeting_material(
        session, title[:_LONGEST], visitor.actor, today, work_calendar(), _limits(session)
    )


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _limits(session: Session) -> LightLimits:
    return pack_in_force(session, settings().ladder).lights


def _file(paper: Paper | OnePage, called: str, today: date) -> Response:
    name = quote(f"{called}-{today.isoformat()}.docx")
    headers = {"content-disposition": f"attachment; filename*=utf-8''{name}"}
    return Response(as_word(paper), media_type=_WORD, headers=headers)
