"""The versions of a document's responsibility list, and one of them with old and new side by side."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.amendment import CALLED, Amendment, ListVersion
from models.hanging import has_rows
from models.task import Task
from notices.amended import amended


@dataclass(frozen=True, slots=True)
class IssuedLine:
    """One change of an issued version; ``unit`` is empty where it concerns every unit of the task."""

    task: Task
    unit: str
    called: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A version in the list: how many changes it holds, in how many tasks, for how many units."""

    version: ListVersion
    changes: int
    tasks: int
    units: int


@dataclass(frozen=True, slots=True)
class FirstVersion:
    """The list as it was registered (第1版): from when to when, by whom, who approved it, and how many tasks it holds."""

    begun_at: datetime
    ended_at: datetime
    issued_by: tuple[str, ...]
    approved_by: tuple[str, ...]
    tasks: int


def versions(session: Session, document_id: int) -> list[Listed]:
    """Every version issued of this document's list, newest first."""
    rows = session.exec(
        select(
            ListVersion,
            func.count(col(Amendment.id)),
            func.count(col(Amendment.task_id).distinct()),
            func.count(col(Amendment.unit_id).distinct()),
        )
        .join(Amendment, col(Amendment.version_id) == col(ListVersion.id))
        .where(ListVersion.document_id == document_id)
        .group_by(col(ListVersion.id))
        .order_by(col(ListVersion.number).desc())
    )
    return [Listed(*row) for row in rows]


def first_version(session: Session, document_id: int) -> FirstVersion | None:
    """The list as it was registered, None where nothing has been yet. Two clerks may have registered it, over days."""
    rows = select(Task).where(Task.document_id == document_id).order_by(col(Task.registered_at), col(Task.id))
    tasks = session.exec(rows).all()
    if not tasks:
        return None
    return FirstVersion(
        begun_at=tasks[0].registered_at,
        ended_at=tasks[-1].registered_at,
        issued_by=tuple(dict.fromkeys(task.registered_by for task in tasks)),
        approved_by=tuple(dict.fromkeys(task.approved_by for task in tasks if _was_approved(task))),
        tasks=len(tasks),
    )


def _was_approved(task: Task) -> bool:
    # Where the office wants no approval, who registers it stands there.
    return task.approved_by not in ("", task.registered_by)


def version(session: Session, document_id: int, number: int) -> ListVersion:
    """One version by its number. Raises Refusal where there is none, and for the first, which changed nothing."""
    if number == 1:
        raise Refusal("第1版是立项时的清单，没有变更。从第2版起可以看新旧对照。")
    rows = select(ListVersion).where(ListVersion.document_id == document_id, ListVersion.number == number)
    found = session.exec(rows).first()
    if found is None:
        raise Refusal(f"第{document_id}号公文的责任清单没有第{number}版。用 duban list versions 看全部版本。")
    return found


def lines(session: Session, issued: ListVersion, unit_id: int | None = None) -> list[IssuedLine]:
    """What a version changed, task by task; for a unit its own lines and those that concern all of its tasks."""
    rows = amended(issued.id, unit_id)
    return [
        IssuedLine(task, unit.called if unit else "", CALLED[row.field], row.before, row.after)
        for row, task, unit in session.exec(rows)
    ]


def lines_of_task(
    session: Session, task_id: int, unit_id: int | None = None
) -> list[tuple[ListVersion, list[IssuedLine]]]:
    """What the versions changed in one task, newest first; for a unit only its own lines."""
    if not has_rows(session, Amendment, "task_id", task_id):
        return []
    rows = session.exec(
        select(ListVersion)
        .where(col(ListVersion.id).in_(select(Amendment.version_id).where(Amendment.task_id == task_id)))
        .order_by(col(ListVersion.id).desc())
    )
    told = [
        (issued, [line for line in lines(session, issued, unit_id) if line.task.id == task_id])
        for issued in rows
    ]
    return [(issued, own) for issued, own in told if own]
