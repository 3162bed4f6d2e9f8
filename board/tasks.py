"""The tasks: the list, and one task with its source sentence, units, deadlines and indicators."""

from collections import defaultdict
from datetime import date

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from board.edge import Id, Now, Reading, Today, Writing
from board.indicators import units_of, with_readings
from board.listing import document_names
from board.pages import go_to, render
from board.passages import passage
from board.posted import Posted, text
from board.standing import Held, held, light_counts
from board.visitor import Anyone, Clerk, Hidden, Visitor
from models.assignment import Assignment
from models.document import Document
from models.task import Deadline, Indicator, Task, TaskUnit
from models.unit import Unit
from models.words import ClosingStep
from reports.loop import LoopStep, count_loops
from schedules.periods import Recurrence
from supervision.closing_steps import steps_of
from supervision.list_versions import lines_of_task
from supervision.loops import improve, improvements, loops
from supervision.same_figures import SameFigure, same_figures
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
    standing = {} if visitor.is_unit else loops(session)
    return render(
        request,
        "tasks.html",
        tasks=shown,
        documents=document_names(session),
        loops=standing,
        tally=count_loops(standing.values()),
    )


@router.get("/tasks/{task_id}")
def show(request: Request, task_id: Id, visitor: Anyone, session: Reading, today: Today) -> Response:
    """One task. A unit sees it only when it has a part in it, and then only its own part."""
    task = session.get(Task, task_id)
    if task is None:
        raise HTTPException(404)
    parts = held(session, today, col(Assignment.task_id) == task_id, *_own(visitor))
    if visitor.is_unit and not parts:
        raise Hidden
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
        amended=lines_of_task(session, task_id, visitor.actor.unit_id if visitor.is_unit else None),
        same=_same(session, visitor, task_id, today),
        task_loop=None if visitor.is_unit else loops(session, (task_id,))[task_id],
        loop_steps=list(LoopStep),
        improvements=[] if visitor.is_unit else improvements(session, task_id),
        today=today,
        steps=steps_of(task),
        all_steps=list(ClosingStep),
        cadences=REPORTING,
        reporting_label=Recurrence(task.reporting).label if task.reporting else "",
    )


@router.post("/tasks/{task_id}/improvement")
def note_improvement(
    task_id: Id, visitor: Clerk, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """改进: the last step of the loop."""
    task = session.get(Task, task_id)
    if task is None:
        raise HTTPException(404)
    needless = text(form, "needless") == "yes"
    improve(session, task, text(form, "text"), visitor.actor, today, now, is_needless=needless)
    return go_to(f"/tasks/{task_id}", "improved", "loop")


def _own(visitor: Visitor) -> list[ColumnElement[bool]]:
    return [col(Assignment.unit_id) == visitor.actor.unit_id] if visitor.is_unit else []


def _same(session: Session, visitor: Visitor, task_id: int, today: date) -> list[SameFigure]:
    """Figures that another task asks too; a unit hears only of tasks that were handed out to it."""
    found = same_figures(
        session, [task_id], today, unit_id=visitor.actor.unit_id if visitor.is_unit else None
    )
    if not visitor.is_unit:
        return list(found)
    theirs = set(session.exec(select(Assignment.task_id).where(*_own(visitor))))
    return [one for one in found if one.earlier_task.id in theirs]


def _unassigned(session: Session, task_id: int, parts: list[Held]) -> list[tuple[TaskUnit, Unit]]:
    rows = session.exec(
        select(TaskUnit, Unit)
        .join(Unit, col(Unit.id) == col(TaskUnit.unit_id))
        .where(TaskUnit.task_id == task_id, col(TaskUnit.removed_on).is_(None))
        .order_by(col(TaskUnit.id))
    )
    reached = {one.unit.id for one in parts}
    return [(part, unit) for part, unit in rows if unit.id not in reached]
