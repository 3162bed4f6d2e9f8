"""政策落实: policies by units, who has put what into practice."""

from datetime import date

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session, col, select

from board.edge import Id, Now, Reading, Today, Writing
from board.listing import document_names
from board.pages import go_to, render
from board.posted import Posted, identifier, text
from board.taking_away import as_excel
from board.visitor import OfTheOffice
from config.refusal import Refusal
from models.document import Document
from models.evaluation_words import PolicyState
from models.unit import Unit
from models.words import UnitLevel, Verification
from supervision.directory.founding import office
from supervision.policies import classes, lay_out, mark, policies

router = APIRouter(prefix="/policies")


@router.get("")
def index(
    request: Request, _visitor: OfTheOffice, session: Reading, today: Today, level: str = ""
) -> Response:
    """The matrix of one class of units."""
    levels, chosen, units = _units(session, today, level)
    return render(
        request,
        "policies.html",
        policies=policies(session),
        units=units,
        levels=levels,
        chosen=chosen,
        in_practice=PolicyState.DONE,
        stored=PolicyState.stored,
        documents=document_names(session),
    )


@router.get("/sheet")
def sheet(_visitor: OfTheOffice, session: Reading, today: Today, level: str = "") -> Response:
    """The matrix as Excel."""
    _, _, units = _units(session, today, level)
    book = lay_out(policies(session), units, office(session).name, today)
    return as_excel(book, f"政策落实情况表-{today.isoformat()}.xlsx")


@router.get("/of")
def choose(_visitor: OfTheOffice, document: str = "") -> Response:
    """On to the page of the chosen document."""
    return go_to(f"/policies/{number}" if (number := identifier(document)) else "/policies")


@router.get("/{document_id}")
def show(
    request: Request, document_id: Id, _visitor: OfTheOffice, session: Reading, today: Today, level: str = ""
) -> Response:
    """One policy with every unit of a class, and the form."""
    _document(session, document_id)
    levels, chosen, units = _units(session, today, level)
    policy = next(one for one in policies(session, also=document_id) if one.document.id == document_id)
    return render(
        request,
        "policy.html",
        policy=policy,
        units=units,
        levels=levels,
        chosen=chosen,
        states=list(PolicyState),
        stored=PolicyState.stored,
        verifications=list(Verification),
    )


@router.post("/{document_id}/marks")
def note(
    document_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """Write down how units stand; those left at 未了解 are not touched."""
    document = _document(session, document_id)
    states: dict[int, tuple[PolicyState, str]] = {}
    ids = session.scalars(select(Unit.id)).all()
    for unit_id in ids:
        if said := text(form, f"state_{unit_id}"):
            states[unit_id] = _state(said), text(form, f"text_{unit_id}")
    if not states:
        raise Refusal("没有填写任何单位的落实情况。请至少选一个单位。")
    level = text(form, "verification")
    checked = next((one for one in Verification if one.value == level), Verification.REPORTED)
    made = mark(session, document, states, checked, visitor.actor, today, now)
    return go_to(f"/policies/{document_id}", "policy_marked" if made else "unchanged")


def _units(session: Session, today: date, level: str) -> tuple[list[UnitLevel], UnitLevel | None, list[Unit]]:
    """The classes there are, the one that is asked for (the first where none is), and its units."""
    found = classes(session, today)
    chosen = next((one for one in found if one.value == level), next(iter(found), None))
    return list(found), chosen, found[chosen] if chosen else []


def _document(session: Session, document_id: int) -> Document:
    found = session.exec(select(Document).where(col(Document.id) == document_id)).first()
    if found is None:
        raise HTTPException(404)
    return found


def _state(said: str) -> PolicyState:
    for one in PolicyState:
        if one.value == said:
            return one
    raise Refusal("请从列出的落实情况里选择。")
