"""The tasks: the list, and one task with its source sentence, units, deadlines and indicators."""

from collections import defaultdict

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from board.edge import Id, Now, Reading, Today, Writing
from board.listing import document_names
from board.pages import go_to, render
from board.passages import passage
from board.posted import Posted, day, figure, identifier, text
from board.standing import Held, held, light_counts
from board.visitor import Anyone, Visitor
from config.refusal import Refusal
from models.assignment import Assignment
from models.document import Document
from models.task import Deadline, Indicator, Task, TaskUnit
from models.task import Reading as IndicatorReading
from models.unit import Unit
from supervision.progress import read_off

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
        indicators=_indicators(session, task_id, visitor),
        units=_units(session, task_id),
        today=today,
    )


@router.post("/tasks/{task_id}/indicators/{indicator_id}/readings")
def note_reading(
    task_id: Id,
    indicator_id: Id,
    visitor: Anyone,
    form: Posted,
    session: Writing,
    today: Today,
    now: Now,
) -> Response:
    """填报: the value of an indicator, by a unit for itself, by a clerk for a unit or for the whole."""
    units = {unit.id for unit in _units(session, task_id)}
    indicator = session.get(Indicator, indicator_id)
    is_visible = not visitor.is_unit or visitor.actor.unit_id in units
    if indicator is None or indicator.task_id != task_id or not is_visible:
        raise HTTPException(404)
    unit_id = visitor.actor.unit_id if visitor.is_unit else _chosen(text(form, "unit"), units)
    value, as_of = figure(form, "value", "填报值"), day(form, "as_of", "数据截至日期") or today
    read_off(session, indicator, value, as_of, visitor.actor, today, now, unit_id=unit_id)
    return go_to(f"/tasks/{task_id}", "read_off", f"indicator-{indicator_id}")


def _own(visitor: Visitor) -> list[ColumnElement[bool]]:
    return [col(Assignment.unit_id) == visitor.actor.unit_id] if visitor.is_unit else []


def _units(session: Session, task_id: int) -> list[Unit]:
    """The units that have a part in the task."""
    rows = select(Unit).join(TaskUnit, col(TaskUnit.unit_id) == col(Unit.id))
    return list(session.exec(rows.where(TaskUnit.task_id == task_id).order_by(col(TaskUnit.id))))


def _chosen(written: str, units: set[int]) -> int | None:
    """The unit a clerk keys a value in for, None for the whole. Raises Refusal for one without a part."""
    if not written:
        return None
    unit_id = identifier(written)
    if unit_id not in units:
        raise Refusal("选定的单位不承担这项任务。请返回刷新后重新选择。")
    return unit_id


def _unassigned(session: Session, task_id: int, parts: list[Held]) -> list[tuple[TaskUnit, Unit]]:
    rows = session.exec(
        select(TaskUnit, Unit)
        .join(Unit, col(Unit.id) == col(TaskUnit.unit_id))
        .where(TaskUnit.task_id == task_id)
        .order_by(col(TaskUnit.id))
    )
    reached = {one.unit.id for one in parts}
    return [(part, unit) for part, unit in rows if unit.id not in reached]


def _indicators(
    session: Session, task_id: Id, visitor: Visitor
) -> list[tuple[Indicator, list[tuple[IndicatorReading, str]]]]:
    """Each indicator with what was reported of it and by whom, the latest first."""
    indicators = session.exec(select(Indicator).where(Indicator.task_id == task_id)).all()
    rows = (
        select(IndicatorReading, Unit)
        .join(Unit, col(Unit.id) == col(IndicatorReading.unit_id), isouter=True)
        .where(col(IndicatorReading.indicator_id).in_([one.id for one in indicators]))
        .order_by(col(IndicatorReading.as_of).desc(), col(IndicatorReading.id).desc())
    )
    if visitor.is_unit:
        rows = rows.where(col(IndicatorReading.unit_id) == visitor.actor.unit_id)
    said: dict[int, list[tuple[IndicatorReading, str]]] = defaultdict(list)
    for reading, unit in session.exec(rows) if indicators else ():
        said[reading.indicator_id].append((reading, unit.called if unit else "督办部门"))
    return [(one, said[one.id]) for one in indicators]
