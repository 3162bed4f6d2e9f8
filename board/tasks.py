"""The tasks: the list, and one task with its source sentence, units, deadlines and indicators."""

from collections import defaultdict

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from board.edge import Id, Reading, Today
from board.indicators import units_of, with_readings
from board.listing import document_names
from board.pages import render
from board.passages import passage
from board.standing import Held, held, light_counts
from board.visitor import Anyone, Visitor
from models.assignment import Assignment
from models.document import Document
from models.task import Deadline, Indicator, Task, TaskUnit
from models.unit import Unit
from models.words import ClosingStep
from schedules.periods import Recurrence
from supervision.closing_steps import steps_of
from supervision.task_rules import REPORTING

router = APIRouter()


@router.get("/tasks")
def index(request: Request, visitor: Anyone, session: Reading, today: Today) -> Response:
    """Every task the person may see, with the lights of its parts."""
    parts: dict[int, list[Held]] = defaultdict(list)
    for one in held(session, today, *_own(visitor)):
        parts[one.task.id].append(one)
    tasks = session.exec(select(Task).order_by(col(Task.document_id), col(Task.start), col(Task.id))).all()
    shown = [
        (task, min(parts[task.id], key=lambda one: one.urgency, default=None), light_counts(parts[task.id]))
        for task in tasks
        if not visitor.is_unit or task.id in parts
    ]
    return render(request, "tasks.html", tasks=shown, documents=document_names(session))


@router.get("/tasks/{task_id}")
def show(request: Request, task_id: Id, visitor: Anyone, session: Reading, today: Today) -> Response:
    """One task. A unit sees it only when it has a part in it, and then only its own part."""
    task = session.get(Task, task_id)
    if task is None:
        raise HTTPException(404)
    parts = held(session, today, col(Assignment.task_id) == task_id, *_own(visitor))
    if visitor.is_unit and not parts:
        raise HTTPException(404)
    deadlines = session.exec(
        select(Deadline).where(Deadline.task_id == task_id).order_by(col(Deadline.due_on), col(Deadline.id))
    ).all()
    document = session.get_one(Document, task.document_id)
    return render(
        request,
        "task.html",
        task=task,
        document=document,
        passage=passage(document.text, task.start, task.end, deadlines, context=not visitor.is_unit),
        deadlines=deadlines,
        held=sorted(parts, key=lambda one: one.urgency),
        unassigned=[] if visitor.is_unit else _unassigned(session, task_id, parts),
        indicators=with_readings(session, visitor, col(Indicator.task_id) == task_id),
        units=units_of(session, task_id),
        today=today,
        steps=steps_of(task),
        all_steps=list(ClosingStep),
        cadences=REPORTING,
        reporting_label=Recurrence(task.reporting).label if task.reporting else "",
    )


def _own(visitor: Visitor) -> list[ColumnElement[bool]]:
    return [col(Assignment.unit_id) == visitor.actor.unit_id] if visitor.is_unit else []


def _unassigned(session: Session, task_id: int, parts: list[Held]) -> list[tuple[TaskUnit, Unit]]:
    rows = session.exec(
        select(TaskUnit, Unit)
        .join(Unit, col(Unit.id) == col(TaskUnit.unit_id))
        .where(TaskUnit.task_id == task_id)
        .order_by(col(TaskUnit.id))
    )
    reached = {one.unit.id for one in parts}
    return [(part, unit) for part, unit in rows if unit.id not in reached]
