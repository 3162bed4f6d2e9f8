"""批示 on a task: written by the leader, or keyed in from paper; corrected only by another in its place."""

from datetime import date

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response
from sqlmodel import Session
from starlette.datastructures import FormData

from board.edge import Id, Now, Today, Writing
from board.pages import go_to
from board.posted import Posted, day, text
from board.visitor import OfTheOffice
from config.settings import settings
from models.instruction import Instruction
from models.task import Task
from schedules.workdays import work_calendar
from supervision.duties.instructions import Given, Said, correct, given, instruct
from supervision.pack_in_force import pack_in_force

router = APIRouter()


def of_task(session: Session, task_id: int, today: date) -> list[Given]:
    """What leaders said about this task and what holds of it."""
    limits = pack_in_force(session, settings().ladder).lights
    return given(session, today, work_calendar(), limits, task_id=task_id)


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
