"""专班和起草小组: who is in them, until when, and what they work on."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session

from board.edge import Id, Now, Reading, Today, Writing
from board.pages import go_to, render
from board.posted import Posted, day, identifier, text
from board.units_to_choose import units_to_choose
from board.visitor import OfTheOffice
from models.team import Team
from supervision.meetings import teams

router = APIRouter(prefix="/teams")


@router.get("")
def index(request: Request, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """The teams, those that stand first."""
    return render(request, "teams.html", teams=teams.teams(session), today=today)


@router.get("/{team_id}")
def show(request: Request, team_id: Id, visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """One team."""
    units = units_to_choose(session, today) if visitor.is_clerk else []
    return render(request, "team.html", one=teams.whole(session, _team(session, team_id)), units=units)


@router.post("")
def add(visitor: OfTheOffice, form: Posted, session: Writing, now: Now) -> Response:
    """成立专班."""
    since = day(form, "since", "成立日期")
    made = teams.set_up(session, text(form, "name"), text(form, "purpose"), since, visitor.actor, now)
    return go_to(f"/teams/{made.id}", "team_made")


@router.post("/{team_id}/members")
def join(
    team_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """Somebody joins."""
    unit_id = identifier(text(form, "unit"))
    name, duty = text(form, "name"), text(form, "duty")
    teams.join(session, _team(session, team_id), name, duty, unit_id, visitor.actor, today, now)
    return go_to(f"/teams/{team_id}", "team_changed")


@router.post("/{team_id}/members/leaving")
def leave(
    team_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """Somebody leaves."""
    number = identifier(text(form, "member")) or 0
    teams.leave(session, _team(session, team_id), number, visitor.actor, today, now)
    return go_to(f"/teams/{team_id}", "team_changed")


@router.post("/{team_id}/tasks")
def take_on(team_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, now: Now) -> Response:
    """The team works on a task."""
    teams.take_on(session, _team(session, team_id), text(form, "number"), visitor.actor, now)
    return go_to(f"/teams/{team_id}", "team_changed")


@router.post("/{team_id}/end")
def dissolve(
    team_id: Id, visitor: OfTheOffice, _form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """撤销专班."""
    teams.dissolve(session, _team(session, team_id), visitor.actor, today, now)
    return go_to(f"/teams/{team_id}", "team_ended")


def _team(session: Session, team_id: int) -> Team:
    found = session.get(Team, team_id)
    if found is None:
        raise HTTPException(404)
    return found
