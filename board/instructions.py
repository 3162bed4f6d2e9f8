"""批示 on a task: written by the leader, or keyed in from paper; corrected only by another in its place."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session
from starlette.datastructures import FormData

from board.edge import Id, Now, Reading, Today, Writing
from board.found import assignment_of
from board.pages import go_to, render
from board.paging import paging
from board.posted import Posted, day, identifier, identifiers, text
from board.visitor import Anyone, OfTheOffice
from config.settings import settings
from models.assignment import Assignment
from models.instruction import Instruction
from models.task import Task
from models.unit import Unit
from schedules.workdays import work_calendar
from supervision.duties.instructions import (
    AnswerState,
    Given,
    Said,
    correct,
    given,
    instruct,
    instruction_ids,
)
from supervision.duties.passed_instructions import answer, could_get, count_waiting, pass_on, passed_to
from supervision.pack_in_force import pack_in_force

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Followed:
    """An instruction, and the units that it can still be passed on to."""

    given: Given
    others: list[tuple[Assignment, Unit]]


def instructions_of(session: Session, task_id: int, today: date) -> list[Followed]:
    """What leaders said about this task, what holds of it, and what the units answered."""
    limits = pack_in_force(session, settings().ladder).lights
    found = given(session, today, work_calendar(), limits, task_id=task_id)
    return [Followed(one, could_get(session, one.instruction)) for one in found]


@router.get("/instructions")
def index(
    request: Request,
    _visitor: OfTheOffice,
    session: Reading,
    today: Today,
    state: str = "",
    page: str = "",
) -> Response:
    """Every instruction that holds, the latest first, with what the units answered."""
    chosen = next((one for one in AnswerState if one.value == state), None)
    ids = instruction_ids(session, chosen)
    pages = paging("/instructions", page, len(ids), state=chosen.value if chosen else "")
    limits = pack_in_force(session, settings().ladder).lights
    waiting, late = count_waiting(session, today)
    return render(
        request,
        "instruction_list.html",
        instructions=given(session, today, work_calendar(), limits, among=ids[pages.slice]),
        pages=pages,
        states=list(AnswerState),
        chosen=chosen,
        waiting=waiting,
        late=late,
        today=today,
    )


@router.post("/tasks/{task_id}/instructions")
def add(
    task_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """An instruction on this task."""
    task = session.get(Task, task_id)
    if task is None:
        raise HTTPException(404)
    instruct(session, task, _said(form), visitor.actor, today, now)
    return go_to(f"/tasks/{task_id}", "instructed", "instructions")


@router.post("/instructions/{instruction_id}/passing")
def pass_it_on(
    instruction_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """传达: to the units that were ticked."""
    row = session.get(Instruction, instruction_id)
    if row is None:
        raise HTTPException(404)
    due_on = day(form, "due_on", "答复时限")
    pass_on(session, row, identifiers(form, "parts"), visitor.actor, today, now, due_on=due_on)
    return go_to(f"/tasks/{row.task_id}", "passed_on", "instructions")


@router.post("/assignments/{assignment_id}/instructions/{passed_id}/answer")
def answer_it(
    assignment_id: Id,
    passed_id: Id,
    visitor: Anyone,
    form: Posted,
    session: Writing,
    today: Today,
    now: Now,
) -> Response:
    """办理情况: what the unit did about it."""
    own = assignment_of(session, assignment_id, visitor)
    row = passed_to(session, passed_id, own)
    if row is None:
        raise HTTPException(404)
    answer(session, row, text(form, "answer"), visitor.actor, today, now, seen=identifier(text(form, "seen")))
    return go_to(f"/assignments/{own.id}", "instruction_answered", "instructions")


@router.post("/instructions/{instruction_id}/correction")
def replace(
    instruction_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """Another in the place of one that was written down wrongly."""
    row = session.get(Instruction, instruction_id)
    if row is None:
        raise HTTPException(404)
    correct(session, row, _said(form), visitor.actor, today, now)
    return go_to(f"/tasks/{row.task_id}", "instruction_corrected", "instructions")


def _said(form: FormData) -> Said:
    return Said(
        text=text(form, "words"),
        leader=text(form, "leader"),
        on=day(form, "on", "批示日期"),
        due_on=day(form, "due_on", "答复时限"),
    )
