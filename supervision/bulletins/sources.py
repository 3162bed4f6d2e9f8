"""Where pieces come from: the latest progress entries of the units, and experience, as far as no issue has them."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from models.assignment import Assignment
from models.bulletin import Bulletin, BulletinItem
from models.evaluation_words import BulletinStatus
from models.example import Experience
from models.progress import ProgressUpdate
from models.task import Task
from models.unit import Unit

_DAYS = 120
_LOOKED_AT = 2000


@dataclass(frozen=True, slots=True)
class Source:
    """A progress entry that may become a piece."""

    report: ProgressUpdate
    unit: Unit
    task: Task


def reports_to_choose(
    session: Session, today: date, *, text: str = "", unit_id: int | None = None, most: int = 10
) -> list[Source]:
    """The latest entries that stand in no issue, drafts included, the newest first.

    ``text`` is looked for in what they say, in the task and the unit. Entries older than 120 days are left out.
    """
    used = (
        select(BulletinItem.update_id)
        .join(Bulletin, col(Bulletin.id) == col(BulletinItem.bulletin_id))
        .where(col(BulletinItem.update_id).is_not(None), col(Bulletin.status) != BulletinStatus.VOIDED)
    )
    rows = (
        select(ProgressUpdate, Unit, Task)
        .join(Assignment, col(Assignment.id) == col(ProgressUpdate.assignment_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .where(
            col(ProgressUpdate.as_of) >= today - timedelta(_DAYS),
            col(ProgressUpdate.progress) != "",
            col(ProgressUpdate.id).not_in(used),
        )
        .order_by(col(ProgressUpdate.id).desc())
        .limit(_LOOKED_AT if text else most)
    )
    if unit_id is not None:
        rows = rows.where(col(Assignment.unit_id) == unit_id)
    said = text.strip()
    found = [
        Source(report, unit, task)
        for report, unit, task in session.exec(rows)
        if not said or any(said in one for one in (report.progress, task.title, unit.name, unit.short_name))
    ]
    return found[:most]


def experience_to_choose(session: Session, most: int = 10) -> list[tuple[Experience, Unit]]:
    """The experiences that stand in no issue, the latest first."""
    used = (
        select(BulletinItem.experience_id)
        .join(Bulletin, col(Bulletin.id) == col(BulletinItem.bulletin_id))
        .where(col(BulletinItem.experience_id).is_not(None), col(Bulletin.status) != BulletinStatus.VOIDED)
    )
    rows = (
        select(Experience, Unit)
        .join(Unit, col(Unit.id) == col(Experience.unit_id))
        .where(col(Experience.id).not_in(used))
        .order_by(col(Experience.on).desc(), col(Experience.id).desc())
    )
    return list(session.exec(rows.limit(most)))
