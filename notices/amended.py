"""What a notice of a change says: old and new beside each other, for the unit that it goes to."""

from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import Select

from models.amendment import CALLED, WORDING, Amendment, ListVersion
from models.assignment import Assignment
from models.notice import Notice
from models.task import Task
from models.unit import Unit

_VERSION = "v"  # begins the occasion of a notice about a version, its id behind
_LONGEST = 60  # characters of a text on either side; the whole stands on the board


def occasion_of(version: ListVersion) -> str:
    """What tells the notices about one version from those about the next."""
    return f"{_VERSION}{version.id}"


def amended(version_id: int, unit_id: int | None = None) -> "Select[Amendment, Task, Unit]":
    """What a version changed, task by task; for a unit its own lines and those that concern all of its tasks."""
    rows = (
        select(Amendment, Task, Unit)
        .join(Task, col(Task.id) == col(Amendment.task_id))
        .outerjoin(Unit, col(Unit.id) == col(Amendment.unit_id))
        .where(Amendment.version_id == version_id)
        .order_by(col(Task.start), col(Task.id), col(Amendment.id))
    )
    if unit_id is not None:
        theirs = select(Assignment.task_id).where(Assignment.unit_id == unit_id)
        of_all = col(Amendment.unit_id).is_(None) & col(Amendment.field).in_(WORDING)
        rows = rows.where(or_(col(Amendment.unit_id) == unit_id, of_all & col(Amendment.task_id).in_(theirs)))
    return rows


def said_of(session: Session, notice: Notice, unit_id: int) -> tuple[str, ...]:
    """The sentences of a notice about a version: why, and each change; none for a notice about anything else."""
    if not notice.occasion.startswith(_VERSION):
        return ()
    version = session.get(ListVersion, int(notice.occasion.removeprefix(_VERSION)))
    if version is None:
        return ()
    reason = f"责任清单第{version.number}版，{version.issued_by}发布。理由：{version.reason}"
    return reason, *(
        f"〔{task.number}〕{CALLED[row.field]}：原“{_short(row.before)}”，现“{_short(row.after)}”"
        for row, task, _ in session.exec(amended(version.id, unit_id))
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}……"
