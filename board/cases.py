"""A task's whole file (案卷) to take away: for the office, and for those who look on at what they see of it."""

import shutil
import tempfile
from pathlib import Path

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse, Response
from sqlmodel import select
from starlette.background import BackgroundTask

from board.edge import Id, Now, Reading, Today
from board.visitor import Anyone, Hidden
from config.settings import home, settings
from models import database
from models.assignment import Assignment
from models.task import Task
from schedules.workdays import work_calendar
from supervision.cases.archive import note_case, safe_name, write_case
from supervision.pack_in_force import pack_in_force
from supervision.visibility import visible

router = APIRouter()


@router.get("/tasks/{task_id}/case")
def take(task_id: Id, visitor: Anyone, session: Reading, today: Today, now: Now) -> Response:
    """导出案卷. A unit has no use of the others' parts, so to it there is none."""
    task = session.get(Task, task_id)
    if task is None:
        raise HTTPException(404)
    seen = select(Assignment.id).where(Assignment.task_id == task_id, visible(visitor.actor)).limit(1)
    if not visitor.is_of_the_office and (not visitor.only_looks or session.exec(seen).first() is None):
        raise Hidden
    name = safe_name(f"案卷 {task.number}.zip")
    home().mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="case-", dir=home()))
    try:
        pack = pack_in_force(session, settings().ladder)
        items = write_case(session, task, visitor.actor, folder / name, today, work_calendar(), pack)
        with database.transaction() as writing:
            note_case(writing, task, items, visitor.actor.name, now)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    away = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
    return FileResponse(folder / name, media_type="application/zip", filename=name, background=away)
