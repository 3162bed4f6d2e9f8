"""The matrix: units and tasks with their lights, a window of a large office at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from board.compressed import compressed
from board.edge import Reading, Today
from board.listing import DocumentName, document_names
from board.matrix import Matrix, counts, lay_out
from board.matrix_view import View, keep
from board.pages import render
from board.posted import identifier
from board.visitor import Anyone, Hidden, Visitor
from config.settings import settings
from models.assignment import Assignment
from models.plan import TaskTag
from models.task import Task
from models.unit import Unit
from models.words import UnitLevel
from reports.edges import Edges, edges
from reports.kept import kept
from reports.matrix import PAGE, TaskName, UnitName, is_office_own, read_fields, task_names, unit_names
from schedules.lights import Light
from schedules.workdays import work_calendar
from supervision.desk import count_on_the_desk
from supervision.duties.coordination_queue import standing
from supervision.letters.head_report import for_the_head
from supervision.pack_in_force import pack_in_force
from supervision.visibility import counted

router = APIRouter()

# A window weighs several megabytes as it is drawn.
_MOST_DRAWN = 8


@dataclass(frozen=True, slots=True)
class Options:
    """What there is to choose from in the filters."""

    lines: Sequence[str]
    regions: Sequence[str]
    tags: Sequence[str]
    years: Sequence[int]
    levels: Sequence[UnitLevel]
    documents: Sequence[DocumentName]


@router.get("/matrix")
def show(request: Request, visitor: Anyone, session: Reading, today: Today) -> Response:
    """Units × tasks with their lights; the filters stand in the address."""
    if visitor.is_unit:
        raise Hidden
    view = View.read(request.query_params)
    seen = is_office_own() if visitor.is_of_the_office else counted(visitor.actor)
    calendar, limits = work_calendar(), pack_in_force(session, settings().ladder).lights
    seen_as = "office" if visitor.is_of_the_office else visitor.actor.user_id
    found = edges(session, today, calendar, limits, view.choice, seen, seen_as)
    units = [unit for unit in unit_names(session, view.choice) if _is_shown(view, found.by_unit.get(unit.id))]
    tasks = [task for task in task_names(session, view.choice) if _is_shown(view, found.by_task.get(task.id))]
    if not visitor.is_of_the_office:
        # The names of what lies outside their view are not theirs to read.
        units = [unit for unit in units if unit.id in found.by_unit]
        tasks = [task for task in tasks if task.id in found.by_task]
    unit_id, task_id = _place_of(session, view.at)
    view = _brought_to(view, units, tasks, unit_id, task_id)
    down = units[view.units_from : view.units_from + PAGE]
    across = tasks[view.tasks_from : view.tasks_from + PAGE]

    def draw() -> tuple[Matrix, bool]:
        ids = [unit.id for unit in down], [task.id for task in across]
        fields = read_fields(session, today, calendar, limits, *ids, seen, *view.choice.of_assignments())
        here = identifier(view.at)
        table = lay_out(down, across, fields, found.by_unit, found.by_task, only=view.light, here=here)
        return table, bool(unit_id and task_id and unit_id in fields.get(task_id, {}))

    about = (today, calendar, limits, view, seen_as)
    matrix, has_field = kept(session, "matrix", about, draw, most=_MOST_DRAWN, of_moves=True)
    documents = document_names(session)
    waiting, overdue = standing(session, visitor.actor, today)
    page = render(
        request,
        "matrix.html",
        today=today,
        view=view,
        page_size=PAGE,
        matrix=matrix,
        here={"unit": unit_id, "task": task_id, "field": has_field},
        all_units=len(units),
        all_tasks=len(tasks),
        edges=found,
        whole=counts(found.lights),
        documents=documents,
        options=_options(session, visitor, found, documents),
        waiting=waiting,
        # The head of the office hears of it here first, whatever else is on the page.
        missed=for_the_head(session, today, calendar) if visitor.is_leader else [],
        on_desk=kept(session, "desk", (), lambda: count_on_the_desk(session))
        if visitor.is_of_the_office
        else 0,
        overdue=overdue,
    )
    keep(request, page, view)
    return compressed(request, page)


def _is_shown(view: View, lights: Mapping[Light, int] | None) -> bool:
    """Whether a unit or a task with these counts has a line or a column."""
    if view.every:
        return True
    return bool(lights) and (view.light is None or bool(lights and lights[view.light]))


def _place_of(session: Session, at: str) -> tuple[int | None, int | None]:
    """The unit and the task of what the view is to come back to."""
    if at.startswith("u"):
        return identifier(at[1:]), None
    if at.startswith("t"):
        return None, identifier(at[1:])
    row = None
    if at:
        rows = select(col(Assignment.unit_id), col(Assignment.task_id)).where(
            col(Assignment.id) == identifier(at)
        )
        row = session.execute(rows).first()
    return (row[0], row[1]) if row else (None, None)


def _brought_to(
    view: View, units: Sequence[UnitName], tasks: Sequence[TaskName], unit_id: int | None, task_id: int | None
) -> View:
    """The view on the page where this unit and this task stand, or the last there is."""
    rows = {unit.id: place for place, unit in enumerate(units)} if unit_id else {}
    columns = {task.id: place for place, task in enumerate(tasks)} if task_id else {}
    down = rows.get(unit_id or 0, min(view.units_from, max(0, len(units) - 1)))
    across = columns.get(task_id or 0, min(view.tasks_from, max(0, len(tasks) - 1)))
    return replace(view, units_from=down // PAGE * PAGE, tasks_from=across // PAGE * PAGE)


def _options(
    session: Session, visitor: Visitor, found: Edges, documents: Mapping[int, DocumentName]
) -> Options:
    """Everything, or outside the office what those units and tasks have that the person sees."""
    of_units: tuple[ColumnElement[bool], ...] = ()
    of_tasks: tuple[ColumnElement[bool], ...] = ()
    if not visitor.is_of_the_office:
        of_units = (col(Unit.id).in_(list(found.by_unit)),)
        of_tasks = (col(Task.id).in_(list(found.by_task)),)
    kinds = session.execute(
        select(col(Unit.line), col(Unit.region), col(Unit.level)).where(*of_units).distinct()
    ).all()
    levels = {level for _, _, level in kinds}
    tags = select(col(TaskTag.name)).distinct().order_by(col(TaskTag.name))
    if not visitor.is_of_the_office:
        tags = tags.join(Task, col(Task.id) == col(TaskTag.task_id)).where(*of_tasks)
    first, last = session.execute(
        select(
            select(func.min(col(Assignment.due_on))).scalar_subquery(),
            select(func.max(col(Assignment.due_on))).scalar_subquery(),
        )
    ).one()
    of_documents = select(col(Task.document_id)).where(*of_tasks).distinct()
    with_tasks = set(session.scalars(of_documents))
    return Options(
        lines=sorted({line for line, _, _ in kinds if line}),
        regions=sorted({region for _, region, _ in kinds if region}),
        tags=session.scalars(tags).all(),
        years=range(first.year, last.year + 1) if first and last else (),
        levels=[level for level in UnitLevel if level in levels],
        documents=[name for number, name in documents.items() if number in with_tasks],
    )
