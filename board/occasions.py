"""逐期登记: the issues of a column and the classes of a training of one task."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session, col, select

from board.edge import Id, Now, Reading, Today, Writing
from board.pages import go_to, render
from board.posted import Posted, day, identifier, number, text
from board.units_to_choose import units_to_choose
from board.visitor import Anyone, Clerk, Hidden, Visitor
from models.assignment import Assignment
from models.task import Task
from supervision.lists import occasions
from supervision.visibility import visible

router = APIRouter(prefix="/tasks/{task_id}")


@router.get("/issues")
def show_issues(request: Request, task_id: Id, visitor: Anyone, session: Reading, today: Today) -> Response:
    """The issues of the column that this task is."""
    return render(
        request,
        "column_issues.html",
        task=_task(session, task_id, visitor),
        one=occasions.issues(session, task_id, today),
        may_enter=occasions.may_enter(session, task_id, visitor.actor),
        today=today,
    )


@router.post("/issues")
def add_issue(
    task_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """登记一期."""
    occasions.add_issue(
        session,
        _task(session, task_id, visitor),
        number(form, "number", "期号"),
        text(form, "title"),
        day(form, "on", "刊发日期"),
        text(form, "outlet"),
        text(form, "address"),
        visitor.actor,
        today,
        now,
    )
    return go_to(f"/tasks/{task_id}/issues", "occasion_entered")


@router.get("/trainings")
def show_trainings(
    request: Request, task_id: Id, visitor: Anyone, session: Reading, today: Today
) -> Response:
    """The classes held for this task, summed against what it asks for; a unit sees its own and the sum."""
    return render(
        request,
        "trainings.html",
        task=_task(session, task_id, visitor),
        one=occasions.trainings(session, task_id),
        may_enter=occasions.may_enter(session, task_id, visitor.actor),
        units=units_to_choose(session, today) if visitor.is_clerk else [],
        today=today,
    )


@router.post("/trainings")
def add_class(
    task_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """登记一期培训班."""
    occasions.add_class(
        session,
        _task(session, task_id, visitor),
        identifier(text(form, "unit")),
        text(form, "name"),
        day(form, "since", "开班日期"),
        day(form, "until", "结业日期"),
        number(form, "days", "天数"),
        number(form, "people", "人数"),
        text(form, "place"),
        visitor.actor,
        today,
        now,
    )
    return go_to(f"/tasks/{task_id}/trainings", "occasion_entered")


@router.post("/trainings/goal")
def set_goal(task_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """设定培训目标."""
    classes, days = number(form, "classes", "期数"), number(form, "days", "天数")
    people = number(form, "people", "人数")
    occasions.set_goal(session, _task(session, task_id, visitor), classes, days, people, visitor.actor, now)
    return go_to(f"/tasks/{task_id}/trainings", "edited")


def _task(session: Session, task_id: int, visitor: Visitor) -> Task:
    found = session.get(Task, task_id)
    if found is None:
        raise HTTPException(404)
    rows = select(Assignment.id).where(col(Assignment.task_id) == task_id, visible(visitor.actor))
    if not visitor.is_of_the_office and session.exec(rows.limit(1)).first() is None:
        raise Hidden
    return found
