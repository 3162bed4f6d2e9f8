"""What a task goes with: other tasks, entries of other organs' lists, records of meetings, opinions, teams, trials."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session, col, select

from board.edge import Id, Now, Reading, Today, Writing
from board.pages import go_to, render
from board.posted import Posted, day, identifier, text
from board.units_to_choose import units_to_choose
from board.visitor import Anyone, Clerk, Hidden, OfTheOffice, Visitor
from config.refusal import Refusal
from models.assignment import Assignment
from models.evaluation_words import TrialOutcome
from models.task import Task
from models.team import Trial
from supervision.lists import task_ties, trials
from supervision.meetings import about, consultations, teams
from supervision.visibility import visible

router = APIRouter()


@router.get("/tasks/{task_id}/ties")
def show(request: Request, task_id: Id, visitor: Anyone, session: Reading, today: Today) -> Response:
    """All that belongs to a task; who is not of the office sees the tasks of it that are theirs, and the lists."""
    task = _task(session, task_id)
    if not visitor.is_of_the_office and not _seen(session, visitor, task_id):
        raise Hidden
    tied = [
        one
        for one in task_ties.ties_of(session, task_id)
        if one.other is None or visitor.is_of_the_office or _seen(session, visitor, one.other.id)
    ]
    office = visitor.is_of_the_office
    return render(
        request,
        "task_ties.html",
        task=task,
        tied=tied,
        records=about.records_of(session, task_id) if office else [],
        opinions=consultations.that_changed(session, task_id) if office else [],
        teams=teams.teams(session, task_id) if office else [],
        trials=trials.trials(session, task_id) if office else [],
        outcomes=list(TrialOutcome),
        units=units_to_choose(session, today) if visitor.is_clerk else [],
        today=today,
    )


@router.post("/tasks/{task_id}/ties")
def relate(task_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """关联任务, or 挂接外部清单 where the name of a list is given."""
    task = _task(session, task_id)
    note = text(form, "note")
    if text(form, "list_name"):
        list_name, item = text(form, "list_name"), text(form, "item")
        task_ties.list_elsewhere(session, task, list_name, item, note, visitor.actor, now)
    else:
        task_ties.relate(session, task, text(form, "number"), note, visitor.actor, now)
    return go_to(f"/tasks/{task_id}/ties", "tied")


@router.post("/tasks/{task_id}/ties/removal")
def untie(task_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """取消关联."""
    task = _task(session, task_id)
    task_ties.untie(session, task, identifier(text(form, "tie")) or 0, visitor.actor, now)
    return go_to(f"/tasks/{task_id}/ties", "untied")


@router.post("/tasks/{task_id}/trials")
def try_out(task_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """列为试点."""
    task = _task(session, task_id)
    unit_id = identifier(text(form, "unit"))
    since, until = day(form, "since", "开始日期"), day(form, "until", "结束日期")
    trials.begin(session, task, unit_id, since, until, visitor.actor, now)
    return go_to(f"/tasks/{task_id}/ties", "trial_begun", "trials")


@router.post("/tasks/{task_id}/trials/assessment")
def assess(
    task_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """试点评估."""
    trial = session.get(Trial, identifier(text(form, "trial")) or 0)
    if trial is None or trial.task_id != task_id:
        raise HTTPException(404)
    outcome = next((one for one in TrialOutcome if one.value == text(form, "outcome")), None)
    if outcome is None:
        raise Refusal("请选择试点结束后怎样办：推广、延长还是终止。")
    trials.assess(
        session, trial, outcome, text(form, "result"), text(form, "lessons"), visitor.actor, today, now
    )
    return go_to(f"/tasks/{task_id}/ties", "trial_assessed", "trials")


@router.get("/trials")
def index(request: Request, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """Every trial, those to be assessed first."""
    return render(
        request,
        "trials.html",
        trials=trials.trials(session),
        lists=task_ties.external_lists(session),
        is_due=trials.is_due,
        today=today,
    )


def _seen(session: Session, visitor: Visitor, task_id: int) -> bool:
    rows = select(Assignment.id).where(col(Assignment.task_id) == task_id, visible(visitor.actor))
    return session.exec(rows.limit(1)).first() is not None


def _task(session: Session, task_id: int) -> Task:
    found = session.get(Task, task_id)
    if found is None:
        raise HTTPException(404)
    return found
