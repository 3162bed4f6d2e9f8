"""A unit's whole file (单位案卷): of every task that it has a part in, its own parts of the file, in one archive."""

import tempfile
import zipfile
from datetime import date, datetime
from pathlib import Path

from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.assignment import Assignment
from models.task import Task
from models.unit import Unit
from models.words import Subject, UserRole
from papers import package
from schedules.ladder import Pack
from schedules.wording import day_in_words
from schedules.workdays import WorkCalendar
from supervision.actor import Actor
from supervision.cases.archive import safe_name, write_case
from supervision.record.log import log

EXPORTED = "导出单位案卷"


def write_unit_case(
    session: Session, unit: Unit, path: Path, today: date, calendar: WorkCalendar, pack: Pack
) -> int:
    """Write the file of a unit to ``path``: a folder for each task with its own index; how many tasks.

    What lies in it is what the unit itself sees. Raises Refusal for another ending than .zip, and for a unit that
    never held anything.
    """
    if path.suffix.lower() != ".zip":
        raise Refusal(f"案卷是一个zip文件，不能写成“{path.name}”。请把文件名的后缀改为zip。")
    held = select(Assignment.task_id).where(Assignment.unit_id == unit.id)
    tasks = session.exec(select(Task).where(col(Task.id).in_(held)).order_by(col(Task.number))).all()
    if not tasks:
        raise Refusal(f"{unit.called}没有承担过任务，没有案卷可以导出。")
    theirs = Actor(unit.called, UserRole.UNIT, unit.id)
    lines = [f"{unit.name}案卷，制作于{day_in_words(today)}，共{len(tasks)}项任务。", ""]
    with tempfile.TemporaryDirectory(prefix="unit-case-") as folder, package.opened(path) as archive:
        for task in tasks:
            part = Path(folder) / "part.zip"
            items = write_case(session, task, theirs, part, today, calendar, pack)
            where = safe_name(f"{task.number} {task.title[:30]}")
            with zipfile.ZipFile(part) as one:
                for name in one.namelist():
                    archive.writestr(package.entry(f"{where}/{name}"), one.read(name))
            part.unlink()
            lines.append(f"{where}　{len(items)}份")
        archive.writestr(package.entry("目录.txt"), "\r\n".join(lines).encode("utf-8-sig"))
    return len(tasks)


def note_unit_case(session: Session, unit: Unit, tasks: int, by: str, now: datetime) -> None:
    """Leave an entry that the file was taken."""
    log(session, Subject.UNIT, unit.id, EXPORTED, by, now, note=unit.called, tasks=tasks)
