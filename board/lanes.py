"""三线对照: one task in three lanes."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import col

from board.edge import Id, Reading, Today
from board.in_order import in_order
from board.pages import render
from board.visitor import Anyone, Hidden
from models.assignment import Assignment
from models.task import Task
from reports.lanes import Lane, lanes
from supervision.visibility import counted

router = APIRouter()


@router.get("/tasks/{task_id}/lanes")
def show(request: Request, task_id: Id, visitor: Anyone, session: Reading, today: Today) -> Response:
    """What was done, who was answerable, what the office did: of the parts that this person sees."""
    task = session.get(Task, task_id)
    if task is None:
        raise HTTPException(404)
    seen = counted(visitor.actor)
    parts = in_order(session, visitor, today, ("task", task_id), col(Assignment.task_id) == task_id, seen)
    if not parts and not visitor.is_of_the_office:
        raise Hidden
    return render(
        request,
        "lanes.html",
        task=task,
        days=lanes(session, task, seen, is_office=visitor.is_of_the_office, today=today),
        all_lanes=list(Lane),
    )
