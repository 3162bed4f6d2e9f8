"""A unit's page: what it holds, the most urgent first, and whom to speak to."""

from collections import Counter
from datetime import date

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session, col

from board.edge import Id, Now, Reading, Today
from board.in_order import in_order
from board.lines import lines
from board.links import links_of_unit
from board.listing import document_names
from board.pages import render
from board.paging import paging
from board.personal import note_look
from board.visitor import Anyone, Hidden, Visitor
from models.assignment import Assignment
from models.finding import Finding
from models.lifecycle import IN_HAND
from models.rows_of import rows_of
from models.unit import Contact, Unit
from models.words import Status
from reports.causes import reds_without_cause
from reports.kept import kept
from reports.loop_closure import LoopClosure, closure, facts_of_findings
from schedules.lights import Light
from supervision.desk import waiting_for_unit_above
from supervision.directory.people import reachable
from supervision.duties.coordination_queue import waiting_for
from supervision.duties.passed_instructions import Passed, units_to_answer, waiting_for_answer
from supervision.feeds import feeds_of_unit
from supervision.findings.findings import visible_findings
from supervision.returns.return_import import forms_taken
from supervision.visibility import visible

router = APIRouter()


@router.get("/units/{unit_id}")
def show(
    request: Request,
    unit_id: Id,
    visitor: Anyone,
    session: Reading,
    today: Today,
    now: Now,
    light: str = "",
    status: str = "",
    page: str = "",
) -> Response:
    """A unit's assignments. To another unit, and to who sees nothing of it, the page does not exist."""
    if visitor.is_unit and unit_id != visitor.actor.unit_id:
        raise Hidden
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise HTTPException(404)
    own = in_order(
        session, visitor, today, ("unit", unit_id), col(Assignment.unit_id) == unit_id, visible(visitor.actor)
    )
    if visitor.only_looks and not own:
        raise HTTPException(404)
    if not visitor.is_unit:
        note_look(request, visitor, "单位页", now, unit_id=unit_id)
    of_light = next((one for one in Light if one.value == light), None)
    of_status = next((one for one in Status if one.value == status), None)
    chosen = [one.id for one in own if of_light in (None, one.light) and of_status in (None, one.status)]
    pages = paging(
        f"/units/{unit_id}",
        page,
        len(chosen),
        light=of_light.value if of_light else "",
        status=of_status.value if of_status else "",
    )
    ids = chosen[pages.slice]
    lights = Counter(one.light for one in own if one.light)
    statuses = Counter(one.status for one in own)
    contacts = rows_of(session, Contact, "unit_id", unit_id)
    return render(
        request,
        "unit.html",
        unit=unit,
        held=lines(session, today, ids),
        total=len(own),
        pages=pages,
        lights={one: lights[one] for one in Light},
        statuses=[(one, statuses[one]) for one in Status if statuses[one]],
        chosen={"light": of_light, "status": of_status},
        today=today,
        contacts=contacts,
        cut_off={contact.id for contact in contacts if not reachable(contact, today)},
        documents=document_names(session),
        links=links_of_unit(session, unit_id, now) if visitor.is_of_the_office else [],
        links_to=f"/units/{unit_id}/links",
        unit_feeds=feeds_of_unit(session, unit_id) if visitor.is_of_the_office else [],
        now_at=now,
        has_open=any(statuses[one] for one in IN_HAND),
        forms=forms_taken(session, unit_id)[:5] if visitor.is_of_the_office else [],
        to_answer=waiting_for(session, unit_id),
        instructions=_to_answer(session, visitor, unit_id, today),
        to_review=waiting_for_unit_above(session, unit_id),
        without_cause=kept(
            session,
            "reds without cause",
            (unit_id, today),
            lambda: reds_without_cause(session, today, unit_id),
        ),
        findings=_findings(session, visitor, unit_id, today),
    )


def _to_answer(session: Session, visitor: Visitor, unit_id: int, today: date) -> list[Passed]:
    """The instructions that the unit still has to answer; most units have none."""
    waited_for = kept(session, "units to answer", today, lambda: units_to_answer(session))
    if unit_id not in waited_for:
        return []
    return waiting_for_answer(session, today, col(Assignment.unit_id) == unit_id, visible(visitor.actor))


def _findings(session: Session, visitor: Visitor, unit_id: int, today: date) -> LoopClosure:
    """How the findings at this unit stand, of those that the person sees."""
    actor = visitor.actor

    def count() -> LoopClosure:
        seen = visible_findings(actor)
        return closure(facts_of_findings(session, seen, col(Finding.unit_id) == unit_id), today)

    return kept(
        session, "findings of a unit", (actor.role, actor.user_id, actor.unit_id, unit_id, today), count
    )
