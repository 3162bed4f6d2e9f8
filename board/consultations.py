"""征求意见: the rounds, the units' opinions, what became of each."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session

from board.edge import Id, Now, Reading, Today, Writing
from board.pages import go_to, render
from board.posted import Posted, day, identifier, text
from board.taking_away import as_excel
from board.units_to_choose import units_to_choose
from board.visitor import Anyone, Hidden, OfTheOffice, Visitor
from config.refusal import Refusal
from models.evaluation_words import Adoption
from models.meeting import Consultation, Opinion
from supervision.directory.founding import office
from supervision.meetings import asking, consultations
from supervision.meetings.consultations import Round

router = APIRouter()


@router.get("/consultations")
def index(request: Request, visitor: Anyone, session: Reading, today: Today) -> Response:
    """The rounds: for a unit those in which it was asked."""
    return render(
        request,
        "consultations.html",
        rounds=consultations.rounds(session, today, _own_unit(visitor)),
        units=units_to_choose(session, today) if visitor.is_clerk else [],
        today=today,
    )


@router.get("/consultations/{consultation_id}")
def show(request: Request, consultation_id: Id, visitor: Anyone, session: Reading, today: Today) -> Response:
    """One round; a unit sees its own opinions alone."""
    found = _found(session, consultation_id, visitor)
    return render(
        request,
        "consultation.html",
        one=_round(session, consultation_id, visitor, today),
        reminded=asking.reminders(session, found) if visitor.is_of_the_office else {},
        adoptions=[one for one in Adoption if one is not Adoption.PENDING],
        units={unit.id: unit for unit in units_to_choose(session, today)} if visitor.is_clerk else {},
        today=today,
    )


@router.get("/consultations/{consultation_id}/sheet")
def sheet(consultation_id: Id, visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """意见采纳情况表 as Excel."""
    one = _round(session, consultation_id, visitor, today)
    return as_excel(
        consultations.lay_out(one, office(session).name), f"意见采纳情况表-{consultation_id}.xlsx"
    )


@router.post("/consultations")
def ask(visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now) -> Response:
    """Begin a round."""
    ids = [identifier(value) or 0 for value in form.getlist("units") if isinstance(value, str)]
    due_on = day(form, "due_on", "答复时限")
    said = text(form, "title"), text(form, "text")
    tells = text(form, "tells") == "yes"
    made = consultations.ask(session, *said, ids, due_on, visitor.actor, today, now, tells=tells)
    return go_to(f"/consultations/{made.id}", "consulted")


@router.post("/consultations/{consultation_id}/opinions")
def say(
    consultation_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """An opinion: of the unit itself, or keyed in by a clerk."""
    found = _found(session, consultation_id, visitor)
    unit_id = visitor.actor.unit_id if visitor.is_unit else identifier(text(form, "unit"))
    consultations.say(
        session,
        found,
        unit_id or 0,
        text(form, "text"),
        visitor.actor,
        today,
        now,
        passage=text(form, "passage"),
        has_none=text(form, "none") == "yes",
    )
    return go_to(f"/consultations/{consultation_id}", "opinion_given", "opinions")


@router.post("/opinions/{opinion_id}/adoption")
def adopt(opinion_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, now: Now) -> Response:
    """采纳与否."""
    opinion = session.get(Opinion, opinion_id)
    if opinion is None:
        raise HTTPException(404)
    said = text(form, "adoption")
    chosen = next((one for one in Adoption if one.value == said), Adoption.PENDING)
    if chosen is Adoption.PENDING:
        raise Refusal("请选择采纳、部分采纳或未采纳。")
    consultations.adopt(session, opinion, chosen, text(form, "reason"), visitor.actor, now)
    return go_to(f"/consultations/{opinion.consultation_id}", "opinion_settled", "opinions")


@router.post("/opinions/{opinion_id}/change")
def trace(opinion_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, now: Now) -> Response:
    """登记采纳后的调整: which task the opinion changed, and in what."""
    opinion = session.get(Opinion, opinion_id)
    if opinion is None:
        raise HTTPException(404)
    consultations.trace(session, opinion, text(form, "number"), text(form, "became"), visitor.actor, now)
    return go_to(f"/consultations/{opinion.consultation_id}", "opinion_traced", "opinions")


@router.post("/consultations/{consultation_id}/end")
def end(
    consultation_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """结束这一轮."""
    consultations.end(session, _found(session, consultation_id, visitor), visitor.actor, today, now)
    return go_to(f"/consultations/{consultation_id}", "consultation_ended")


def _own_unit(visitor: Visitor) -> int | None:
    if visitor.is_of_the_office:
        return None
    if not visitor.is_unit:
        raise Hidden
    return visitor.actor.unit_id or 0


def _found(session: Session, consultation_id: int, visitor: Visitor) -> Consultation:
    unit_id = _own_unit(visitor)
    found = session.get(Consultation, consultation_id)
    if found is None:
        raise HTTPException(404)
    if unit_id is not None and (unit_id not in found.units or not asking.is_out(session, found)):
        raise Hidden
    return found


def _round(session: Session, consultation_id: int, visitor: Visitor, today: Today) -> Round:
    _found(session, consultation_id, visitor)
    rounds = consultations.rounds(session, today, _own_unit(visitor))
    return next(one for one in rounds if one.consultation.id == consultation_id)
