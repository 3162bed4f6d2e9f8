"""Needs coordination (需协调事项): the queue, one matter, and what the office and the asked units do about it."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session, col, select

from board.edge import Id, Now, Reading, Today, Writing
from board.found import assignment_of
from board.pages import go_to, render
from board.posted import Posted, identifier, identifiers, text
from board.units_to_choose import units_to_choose
from board.visitor import Anyone, OfTheOffice, Visitor
from config.refusal import Refusal
from models.coordination import Coordination
from models.unit import Unit
from models.words import Stance
from supervision.duties import coordination, countersigning
from supervision.duties.coordination_queue import Matter, matter, queue
from supervision.visibility import may_see

router = APIRouter()

_CHOICES = {"": "未办结", "overdue": "超期", "mine": "待本单位答复", "decided": "已办结", "all": "全部"}


@router.get("/coordination")
def index(
    request: Request, visitor: Anyone, session: Reading, today: Today, show: str = "", unit: str = ""
) -> Response:
    """The matters that this person may see, the overdue first."""
    every = queue(session, visitor.actor, today)
    raisers = {one.unit.id: one.unit for one in every}
    shown = [
        one
        for one in every
        if _is_chosen(one, show, visitor) and (not unit or one.unit.id == identifier(unit))
    ]
    return render(
        request,
        "coordination.html",
        matters=shown,
        total=len(every),
        choices={
            key: (label, sum(_is_chosen(one, key, visitor) for one in every))
            for key, label in _CHOICES.items()
            if visitor.is_unit or key != "mine"
        },
        chosen={"show": show if show in _CHOICES else "", "unit": unit},
        raisers=sorted(raisers.values(), key=lambda one: (one.position, one.id)),
    )


@router.get("/coordination/{coordination_id}")
def show_one(
    request: Request, coordination_id: Id, visitor: Anyone, session: Reading, today: Today
) -> Response:
    """One matter with the opinions and, for whoever may, the forms."""
    _found(session, coordination_id, visitor)
    one = queue(session, visitor.actor, today, col(Coordination.id) == coordination_id)[0]
    return render(
        request,
        "coordination_matter.html",
        one=one,
        sees_assignment=may_see(session, visitor.actor, one.assignment),
        units=_to_ask(session, one) if visitor.is_clerk and one.is_open else [],
        all_units=units_to_choose(session, today) if visitor.is_clerk and one.is_open else [],
        stances=list(Stance),
        own_reply=one.reply_of(visitor.actor.unit_id) if visitor.is_unit else None,
    )


@router.post("/assignments/{assignment_id}/coordination")
def put_it_forward(
    assignment_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """提出需协调事项."""
    own = assignment_of(session, assignment_id, visitor)
    coordination.put_forward(session, own, text(form, "text"), visitor.actor, today, now)
    return go_to(f"/assignments/{assignment_id}", "put_forward", "coordination")


@router.post("/coordination/{coordination_id}/requests")
def ask_units(
    coordination_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """受理并征求意见."""
    found = _found(session, coordination_id, visitor)
    ids = identifiers(form, "units")
    coordination.ask(session, found, ids, visitor.actor, today, now)
    return _back(coordination_id, "handed_on")


@router.post("/coordination/{coordination_id}/replies")
def give_opinion(
    coordination_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """答复协调意见: a unit for itself, a clerk for a unit."""
    found = _found(session, coordination_id, visitor)
    unit_id = visitor.actor.unit_id if visitor.is_unit else identifier(text(form, "unit"))
    coordination.reply(session, found, unit_id or 0, text(form, "opinion"), visitor.actor, today, now)
    return _back(coordination_id, "opinion_given")


@router.post("/coordination/{coordination_id}/decision")
def decide(
    coordination_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """议定, or 不予协调."""
    found = _found(session, coordination_id, visitor)
    words = text(form, "words")
    match text(form, "decision"):
        case "settle":
            coordination.settle(session, found, words, visitor.actor, today, now)
        case "decline":
            coordination.decline(session, found, words, visitor.actor, today, now)
        case _:
            raise Refusal("请选择议定或不予协调。")
    return _back(coordination_id, "coordinated")


@router.post("/coordination/{coordination_id}/proposal")
def circulate(
    coordination_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """送会签."""
    found = _found(session, coordination_id, visitor)
    ids = identifiers(form, "units")
    countersigning.circulate(session, found, text(form, "proposal"), ids, visitor.actor, today, now)
    return _back(coordination_id, "circulated")


@router.post("/coordination/{coordination_id}/signatures")
def sign(
    coordination_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """会签: a unit for itself, a clerk for a unit."""
    found = _found(session, coordination_id, visitor)
    unit_id = visitor.actor.unit_id if visitor.is_unit else identifier(text(form, "unit"))
    said = text(form, "stance")
    stance = next((one for one in Stance if one.value == said), None)
    if stance is None:
        raise Refusal(f"请选择{'、'.join(one.label for one in Stance)}中的一项。")
    countersigning.sign(
        session,
        found,
        unit_id or 0,
        stance,
        text(form, "remarks"),
        text(form, "signer"),
        identifier(text(form, "round")) or 0,
        visitor.actor,
        today,
        now,
    )
    return _back(coordination_id, "signed_together")


def _found(session: Session, coordination_id: int, visitor: Visitor) -> Coordination:
    found = matter(session, visitor.actor, coordination_id)
    if found is None:
        raise HTTPException(404)
    return found


def _is_chosen(one: Matter, show: str, visitor: Visitor) -> bool:
    match show:
        case "overdue":
            return one.is_overdue
        case "mine":
            return one.waits_for(visitor.actor.unit_id)
        case "decided":
            return not one.is_open
        case "all":
            return True
        case _:
            return one.is_open


def _to_ask(session: Session, one: Matter) -> list[Unit]:
    """The units that may still be asked, in the order of the directory."""
    asked = [one.unit.id, *(reply.unit.id for reply in one.asked)]
    rows = select(Unit).where(col(Unit.id).not_in(asked), col(Unit.ended_on).is_(None))
    return list(session.exec(rows.order_by(col(Unit.position), col(Unit.id))))


def _back(coordination_id: int, done: str) -> RedirectResponse:
    return go_to(f"/coordination/{coordination_id}", done)
