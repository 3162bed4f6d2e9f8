"""On-site checks: whom to visit, the check list to print, and the form that is filled in on the spot; causes of red items."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlalchemy import select
from sqlmodel import Session, col

from board.edge import Id, Now, Reading, Today, Writing
from board.found import assignment_of
from board.pages import go_to, render
from board.paging import paging
from board.posted import Posted, identifier, text
from board.standing import held
from board.taking_away import as_excel
from board.visitor import Anyone, Clerk, OfTheOffice
from config.refusal import Refusal
from models.assignment import Assignment
from models.campaign import Campaign
from models.evaluation_words import Cause
from models.lifecycle import UNCOUNTED
from models.task import Task
from models.unit import Unit
from reports.check_list import CheckedDuty, check_list
from reports.wholes import is_whole
from supervision.directory.founding import office
from supervision.findings.causes import note_cause
from supervision.findings.on_site import Seen, check, checks_of, labels, stated_lines

router = APIRouter()

_MOST_PRINTED = 300


@router.get("/on-site")
def index(
    request: Request,
    _visitor: OfTheOffice,
    session: Reading,
    today: Today,
    unit: str = "",
    campaign: str = "",
    page: str = "",
) -> Response:
    """The units, and what one of them holds, each with what was checked last."""
    rows = select(Unit).where(col(Unit.ended_on).is_(None)).order_by(col(Unit.position), col(Unit.id))
    units = session.scalars(rows).all()
    chosen = next((one for one in units if one.id == identifier(unit)), None)
    ids = _ids(session, chosen.id) if chosen else []
    pages = paging("/on-site", page, len(ids), unit=unit, campaign=campaign)
    shown = held(session, today, col(Assignment.id).in_(ids[pages.slice])) if ids else []
    return render(
        request,
        "on_site.html",
        today=today,
        units=units,
        chosen=chosen,
        campaigns=session.scalars(select(Campaign).order_by(col(Campaign.id).desc())).all(),
        campaign=session.get(Campaign, identifier(campaign) or 0),
        held=shown,
        checks={one.assignment.id: checks_of(session, one.assignment.id) for one in shown},
        pages=pages,
    )


@router.get("/on-site/units/{unit_id}/sheet")
def sheet(unit_id: Id, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """核查表: what the ledger states of a unit's duties, line by line, with room for what is seen."""
    chosen = session.get(Unit, unit_id)
    if chosen is None:
        raise HTTPException(404)
    duties = []
    for assignment_id in _ids(session, chosen.id)[:_MOST_PRINTED]:
        own = session.get_one(Assignment, assignment_id)
        task = session.get_one(Task, own.task_id)
        lines = tuple((line.label, line.stated) for line in stated_lines(session, own))
        duties.append(CheckedDuty(task.number, task.title, lines))
    book = check_list(chosen.name, duties, office(session).name, today)
    return as_excel(book, f"实地核查表-{chosen.called}-{today.isoformat()}.xlsx")


@router.get("/on-site/{assignment_id}")
def lay_out(
    request: Request,
    assignment_id: Id,
    visitor: OfTheOffice,
    session: Reading,
    today: Today,
    campaign: str = "",
) -> Response:
    """The form on the spot: each line that the ledger states, 相符 or 不符, and what was seen."""
    own = assignment_of(session, assignment_id, visitor)
    made = checks_of(session, own.id)
    return render(
        request,
        "on_site_check.html",
        today=today,
        own=own,
        task=session.get_one(Task, own.task_id),
        unit=session.get_one(Unit, own.unit_id),
        lines=stated_lines(session, own),
        made=made,
        called=labels(session, made),
        campaign=session.get(Campaign, identifier(campaign) or 0),
        is_over=own.status in UNCOUNTED,
    )


@router.post("/on-site/{assignment_id}")
def keep(
    assignment_id: Id, visitor: Clerk, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """Keep what was seen; what differs becomes a finding in the same step."""
    own = assignment_of(session, assignment_id, visitor)
    seen, lines = {}, stated_lines(session, own)
    for line in lines:
        said = text(form, f"agrees-{line.field}")
        if said in ("yes", "no"):
            seen[line.field] = Seen(said == "yes", text(form, f"seen-{line.field}"))
        elif text(form, f"seen-{line.field}"):
            raise Refusal(f"“{line.label}”写了看到的情况，请选择相符还是不符。")
    # What the page showed and the ledger no longer states is refused, not passed over.
    for name in form:
        field = name.removeprefix("agrees-")
        if field != name and field not in {line.field for line in lines}:
            seen[field] = Seen(True)
    checked = check(
        session,
        own,
        seen,
        visitor.actor,
        today,
        now,
        campaign_id=identifier(text(form, "campaign")),
        makes_finding=text(form, "makes_finding") == "yes",
    )
    if checked.finding is not None:
        return go_to(f"/findings/{checked.finding.id}", "checked_found")
    return go_to(f"/on-site/{assignment_id}", "checked")


@router.post("/assignments/{assignment_id}/cause")
def say_why(
    assignment_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """分析原因 of a red item."""
    own = assignment_of(session, assignment_id, visitor)
    try:
        cause = Cause.stored(text(form, "cause"))
    except ValueError:
        raise Refusal("请选择原因的分类。") from None
    note_cause(session, own, cause, text(form, "text"), text(form, "measure"), visitor.actor, today, now)
    return go_to(f"/assignments/{assignment_id}", "cause_noted", "cause")


def _ids(session: Session, unit_id: int) -> list[int]:
    rows = select(col(Assignment.id)).where(
        col(Assignment.unit_id) == unit_id, is_whole(), col(Assignment.status).not_in(UNCOUNTED)
    )
    return list(
        session.scalars(
            rows.order_by(col(Assignment.due_on).is_(None), col(Assignment.due_on), col(Assignment.id))
        )
    )
