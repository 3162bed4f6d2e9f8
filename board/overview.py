"""The overview: units and tasks with their lights."""

from typing import TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlmodel import Session, col, select

from board.edge import Reading, Today
from board.listing import DocumentName, document_names
from board.matrix import lay_out
from board.pages import render
from board.posted import identifier
from board.standing import held, light_counts
from board.visitor import Anyone, Hidden, Visitor
from models.assignment import Assignment
from models.lifecycle import UNCOUNTED
from models.task import Task
from models.unit import Unit
from models.words import UnitLevel
from schedules.lights import Light
from schedules.workdays import work_calendar
from supervision.desk import count_on_the_desk
from supervision.duties.coordination_queue import standing
from supervision.letters.head_report import for_the_head
from supervision.visibility import counted, visible

router = APIRouter()

_T = TypeVar("_T", Light, UnitLevel)


@router.get("/matrix")
def show(
    request: Request,
    visitor: Anyone,
    session: Reading,
    today: Today,
    light: str = "",
    level: str = "",
    document: str = "",
) -> Response:
    """Units × tasks with their lights, filtered by light, level of unit, document."""
    if visitor.is_unit:
        raise Hidden
    only_light, only_level = _chosen(Light, light), _chosen(UnitLevel, level)
    conditions = []
    if only_level:
        conditions.append(col(Unit.level) == only_level)
    if document.isdecimal():
        # A document that cannot be has no tasks.
        conditions.append(col(Task.document_id) == (identifier(document) or 0))
    seen = held(session, today, counted(visitor.actor), *conditions)
    every = [one for one in seen if one.assignment.status not in UNCOUNTED]
    waiting, overdue = standing(session, visitor.actor, today)
    shown = [one for one in every if only_light in (None, one.light)]
    return render(
        request,
        "matrix.html",
        today=today,
        matrix=lay_out(shown),
        total=len(every),
        lights=light_counts(every),
        reported=sum(one.is_reported_done for one in every),
        closed=sum(one.stood.closed_on is not None for one in every),
        verified=sum(one.is_verified for one in every),
        documents=_documents(session, visitor),
        waiting=waiting,
        # The head of the office hears of it here first, whatever else is on the page.
        missed=for_the_head(session, today, work_calendar()) if visitor.is_leader else [],
        on_desk=count_on_the_desk(session) if visitor.is_of_the_office else 0,
        overdue=overdue,
        levels=list(UnitLevel),
        chosen={"light": only_light, "level": only_level, "document": document},
    )


def _documents(session: Session, visitor: Visitor) -> dict[int, DocumentName]:
    """The documents to choose from: outside the office those of the tasks that the person sees."""
    names = document_names(session)
    if visitor.is_of_the_office:
        return names
    rows = (
        select(Task.document_id)
        .join(Assignment, col(Assignment.task_id) == col(Task.id))
        .where(visible(visitor.actor))
    )
    seen = set(session.exec(rows))
    return {number: name for number, name in names.items() if number in seen}


def _chosen(words: type[_T], value: str) -> _T | None:
    """The word of this value; an unknown or empty one filters nothing."""
    return next((word for word in words if word.value == value), None)
