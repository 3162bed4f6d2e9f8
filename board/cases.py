"""A task's whole file (案卷) to take away: for the office, and for those who look on at what they see of it."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse, Response
from sqlmodel import select
from starlette.background import BackgroundTask

from board.edge import Id, Now, Reading, Today
from board.visitor import Anyone, Hidden, OfTheOffice
from config.settings import home, settings
from models import database
from models.assignment import Assignment
from models.task import Task
from models.unit import Unit
from schedules.workdays import work_calendar
from supervision.cases.archive import note_case, safe_name, write_case
from supervision.cases.unit_archive import note_unit_case, write_unit_case
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

    def write(path: Path) -> None:
        pack = pack_in_force(session, settings().ladder)
        items = write_case(session, task, visitor.actor, path, today, work_calendar(), pack)
        with database.transaction() as writing:
            note_case(writing, task, items, visitor.actor.name, now)

    return _archive(f"案卷 {task.number}.zip", write)


@router.get("/units/{unit_id}/case")
def take_of_unit(unit_id: Id, visitor: OfTheOffice, session: Reading, today: Today, now: Now) -> Response:
    """导出单位案卷: everything that a unit handed in and was told, task by task."""
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise HTTPException(404)

    def write(path: Path) -> None:
        pack = pack_in_force(session, settings().ladder)
        count = write_unit_case(session, unit, path, today, work_calendar(), pack)
        with database.transaction() as writing:
            note_unit_case(writing, unit, count, visitor.actor.name, now)

    return _archive(f"单位案卷 {unit.called}.zip", write)


def _archive(called: str, write: Callable[[Path], None]) -> Response:
    """What ``write`` puts into a file, as a download that is gone from the disk afterwards."""
    name = safe_name(called)
    home().mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="case-", dir=home()))
    try:
        write(folder / name)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    away = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
    return FileResponse(folder / name, media_type="application/zip", filename=name, background=away)
