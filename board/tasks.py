"""The tasks: the list, and one task with its source sentence, units, deadlines and indicators."""

from collections.abc import Collection
from datetime import date
from functools import partial

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlalchemy import bindparam
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from board.edge import Id, Now, Reading, Today, Writing
from board.in_order import in_order
from board.indicators import units_of, with_readings
from board.instructions import instructions_of
from board.lines import Line, lines
from board.listing import document_names
from board.pages import go_to, render
from board.paging import paging
from board.passages import passage
from board.posted import Posted, identifier, text
from board.progress_lines import beside_each_other
from board.visitor import Anyone, Clerk, Hidden, Visitor
from config.settings import settings
from models.assignment import Assignment
from models.document import Document
from models.task import Deadline, Indicator, Task, TaskUnit
from models.unit import Unit
from models.words import ClosingStep, Urgency
from reports.edges import Choice, edges
from reports.kept import kept, kept_by_unit
from reports.light_sql import count_lights_by, lit, worst_of_tasks
from reports.loop import Loop, LoopStep, LoopTally, count_loops
from reports.matrix import is_office_own
from reports.wholes import is_whole
from schedules.ladder_files import ladder_titles
from schedules.lights import Light
from schedules.periods import Recurrence
from schedules.workdays import work_calendar
from supervision.drafts.explanations import explained
from supervision.drafts.same_figures import SameFigure, same_figures
from supervision.drafts.task_rules import REPORTING
from supervision.duties.closing_steps import steps_of
from supervision.duties.instructions import may_correct
from supervision.lists import plan
from supervision.lists.list_versions import lines_of_task
from supervision.lists.loops import improve, improvements, loops
from supervision.lists.tag_owners import in_charge
from supervision.lists.task_ties import TiedTask, ties_of
from supervision.pack_in_force import pack_in_force
from supervision.visibility import counted, visible

router = APIRouter()


@router.get("/tasks")
def index(
    request: Request,
    visitor: Anyone,
    session: Reading,
    today: Today,
    node: str = "",
    tag: str = "",
    page: str = "",
) -> Response:
    """Every task the person may see, with the lights of its parts; of one heading of the plan, or one tag."""
    lights = _lights_by_task(session, visitor, today)
    names, tagged = kept(session, "tasks", (), lambda: _tasks(session), of_moves=True)
    seen = names if visitor.is_of_the_office else [one for one in names if one[0] in lights]
    within = set(plan.ids_below(session, identifier(node) or 0)) if node else set()
    chosen = [
        number
        for number, at in seen
        if (not node or at in within) and (not tag or tag in tagged.get(number, ()))
    ]
    pages = paging("/tasks", page, len(chosen), node=node, tag=tag)
    ids = chosen[pages.slice]
    rows = {task.id: task for task in session.execute(_ROWS, {"ids": ids})}
    standing, tally = (
        kept_by_unit(session, "loops", (), partial(_loops, session), _tallied, of=Assignment.task_id)
        if visitor.is_of_the_office
        else ({}, count_loops(()))
    )
    return render(
        request,
        "tasks.html",
        tasks=[(rows[number], lights.get(number, {})) for number in ids],
        worst=_worst(session, visitor, today, ids),
        pages=pages,
        documents=document_names(session),
        tagged=tagged,
        headings=_headings(session, {at for _, at in seen if at}),
        tags=sorted({name for number, _ in seen for name in tagged.get(number, ())}),
        chosen={"node": node, "tag": tag},
        loops=standing,
        tally=tally,
    )


def _tasks(session: Session) -> tuple[list[tuple[int, int | None]], dict[int, list[str]]]:
    """Every task with the heading that it hangs on, in the order of the documents; and the tags on them."""
    rows = sa_select(col(Task.id), col(Task.node_id)).order_by(
        col(Task.document_id), col(Task.start), col(Task.id)
    )
    return [(number, node_id) for number, node_id in session.execute(rows)], plan.tags(session)


def _loops(session: Session, task_ids: Collection[int] | None) -> dict[int, Loop | None]:
    return loops(session, None if task_ids is None else tuple(task_ids))


def _tallied(standing: dict[int, Loop | None]) -> tuple[dict[int, Loop | None], LoopTally]:
    return standing, count_loops(standing.values())


_ROWS = sa_select(
    col(Task.id), col(Task.number), col(Task.title), col(Task.code), col(Task.document_id)
).where(col(Task.id).in_(bindparam("ids", expanding=True)))


def _lights_by_task(session: Session, visitor: Visitor, today: date) -> dict[int, dict[Light, int]]:
    """How many parts of each task burn in each light, of those that the person sees."""
    calendar, limits = work_calendar(), pack_in_force(session, settings().ladder).lights
    if visitor.is_of_the_office:
        found = edges(session, today, calendar, limits, Choice(), is_office_own(), "office")
        return found.by_task
    parts = lit(today, calendar, limits, counted(visitor.actor))
    return count_lights_by(session, parts, parts.c.task_id)


def _worst(session: Session, visitor: Visitor, today: date, task_ids: list[int]) -> dict[int, Line]:
    """The most urgent part of each of these tasks, of those that the person sees: its reason is the task's."""
    if not task_ids:
        return {}
    calendar, limits = work_calendar(), pack_in_force(session, settings().ladder).lights

    def find(touched: Collection[int] | None) -> dict[int, int]:
        among = task_ids if touched is None else [number for number in task_ids if number in touched]
        chosen = (col(Assignment.task_id).in_(among), counted(visitor.actor))
        return worst_of_tasks(session, lit(today, calendar, limits, *chosen)) if among else {}

    about = (tuple(task_ids), visitor.actor, today, calendar, limits)
    first = kept_by_unit(session, "worst of tasks", about, find, _ids_of, of=Assignment.task_id)
    return {one.task_id: one for one in lines(session, today, first)}


def _ids_of(worst: dict[int, int]) -> list[int]:
    return list(worst.values())


def _headings(session: Session, hung: set[int]) -> list[plan.Branch]:
    """The headings of the plan on which, or below which, any of these tasks hang, from top to bottom."""
    return [branch for branch in plan.walk(plan.tree(session, [])) if _is_hung(branch, hung)]


def _is_hung(branch: plan.Branch, hung: set[int]) -> bool:
    return branch.node.id in hung or any(_is_hung(below, hung) for below in branch.branches)


@router.get("/tasks/{task_id}")
def show(
    request: Request, task_id: Id, visitor: Anyone, session: Reading, today: Today, page: str = ""
) -> Response:
    """One task. Who is not of the office sees it only with a part that concerns them, and then only that part."""
    task = session.get(Task, task_id)
    if task is None:
        raise HTTPException(404)
    of_this = (col(Assignment.task_id) == task_id, counted(visitor.actor))
    parts = in_order(session, visitor, today, ("task", task_id), *of_this)
    if not parts and not visitor.is_of_the_office:
        raise Hidden
    deadlines = session.exec(
        select(Deadline).where(Deadline.task_id == task_id).order_by(col(Deadline.due_on), col(Deadline.id))
    ).all()
    document = session.get_one(Document, task.document_id)
    pages = paging(f"/tasks/{task_id}", page, len(parts))
    ids = [part.id for part in parts[pages.slice]]
    indicators = with_readings(session, visitor, col(Indicator.task_id) == task_id)
    return render(
        request,
        "task.html",
        task=task,
        document=document,
        passage=passage(document.text, task.start, task.end, deadlines, context=visitor.is_of_the_office),
        deadlines=deadlines,
        held=(here := lines(session, today, ids)),
        lines=beside_each_other(session, here, today),
        pages=pages,
        unassigned=_unassigned(session, task_id) if visitor.is_of_the_office else [],
        indicators=indicators,
        units=units_of(session, task_id) if indicators else [],
        above=plan.path(session, task.node_id),
        headings=plan.walk(plan.tree(session, [])) if visitor.is_clerk else [],
        tags=plan.tags_of(session, task_id),
        amended=lines_of_task(session, task_id, visitor.actor.unit_id if visitor.is_unit else None)
        if visitor.is_unit or visitor.is_of_the_office
        else [],
        same=_same(session, visitor, task_id, today) if indicators else [],
        task_loop=loops(session, (task_id,))[task_id] if visitor.is_of_the_office else None,
        loop_steps=list(LoopStep),
        improvements=improvements(session, task_id) if visitor.is_of_the_office else [],
        instructions=instructions_of(session, task_id, today) if visitor.is_of_the_office else [],
        may_correct=may_correct,
        today=today,
        steps=steps_of(task),
        all_steps=list(ClosingStep),
        cadences=REPORTING,
        urgencies=list(Urgency),
        ladders=ladder_titles(),
        ties=_ties(session, visitor, task_id),
        explained=explained(session, task),
        in_charge=in_charge(session, plan.tags_of(session, task_id)),
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


def _ties(session: Session, visitor: Visitor, task_id: int) -> list[TiedTask]:
    """What the task goes with, of what the person sees."""
    found = ties_of(session, task_id)
    if visitor.is_of_the_office:
        return found
    theirs = set(session.exec(select(Assignment.task_id).where(visible(visitor.actor)))) if found else set()
    return [one for one in found if one.other is None or one.other.id in theirs]


def _same(session: Session, visitor: Visitor, task_id: int, today: date) -> list[SameFigure]:
    """Figures that another task asks too; a unit hears only of tasks that were handed out to it."""
    if visitor.is_of_the_office:
        return list(same_figures(session, [task_id], today))
    if not visitor.is_unit:
        return []
    found = same_figures(session, [task_id], today, unit_id=visitor.actor.unit_id)
    theirs = set(session.exec(select(Assignment.task_id).where(visible(visitor.actor))))
    return [one for one in found if one.earlier_task.id in theirs]


def _unassigned(session: Session, task_id: int) -> list[tuple[TaskUnit, Unit]]:
    """The units that stand in the task and were given nothing of it."""
    return [(part, unit) for part, unit in session.execute(_UNASSIGNED, {"task": task_id})]


_UNASSIGNED = (
    sa_select(TaskUnit, Unit)
    .join(Unit, col(Unit.id) == col(TaskUnit.unit_id))
    .where(
        col(TaskUnit.task_id) == bindparam("task"),
        col(TaskUnit.removed_on).is_(None),
        ~sa_select(col(Assignment.id))
        .where(
            col(Assignment.task_id) == col(TaskUnit.task_id),
            col(Assignment.unit_id) == col(TaskUnit.unit_id),
            is_whole(),
        )
        .exists(),
    )
    .order_by(col(TaskUnit.id))
)
