"""What a notice of a change says: old and new beside each other, for the unit that it goes to."""

from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import Select

from models.amendment import CALLED, WORDING, Amendment, ListVersion
from models.assignment import Assignment
from models.extension import DueChange
from models.notice import Notice
from models.task import Task
from models.unit import Unit
from schedules.wording import day_in_words

_VERSION = "v"  # begins the occasion of a notice about a version, its id behind
_ROLL_OVER = "r"  # begins that of a notice about a change of the day at the year's end
_BEFORE = 10  # characters shown of what stayed the same
_LONGEST = 60  # characters of a text on either side; the whole stands on the board


def occasion_of(version: ListVersion) -> str:
    """What tells the notices about one version from those about the next."""
    return f"{_VERSION}{version.id}"


def roll_over_occasion(change: DueChange) -> str:
    """What tells the notices about one year's end from those about the next."""
    return f"{_ROLL_OVER}{change.id}"


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
    """The sentences of a notice about a version or a roll-over: why, and each change; none about anything else."""
    if notice.occasion.startswith(_ROLL_OVER):
        change = session.get(DueChange, int(notice.occasion.removeprefix(_ROLL_OVER)))
        return _rolled_over(change) if change else ()
    if not notice.occasion.startswith(_VERSION):
        return ()
    version = session.get(ListVersion, int(notice.occasion.removeprefix(_VERSION)))
    if version is None:
        return ()
    reason = f"责任清单第{version.number}版，{version.issued_by}发布。理由：{version.reason}"
    return reason, *(
        f"〔{task.number}〕{CALLED[row.field]}：{_beside(row.before, row.after)}"
        for row, task, _ in session.exec(amended(version.id, unit_id))
    )


def _rolled_over(change: DueChange) -> tuple[str, ...]:
    before, after = (day_in_words(day) if day else "未定时限" for day in (change.before, change.after))
    return f"跨年结转，{change.by}办理。理由：{change.note}", f"时限：{_beside(before, after)}"


def _beside(before: str, after: str) -> str:
    """Both in one sentence, from a little before the place where they part."""
    old, new = (" ".join(text.split()) for text in (before, after))
    parting = (place for place, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1])
    common = next(parting, min(len(old), len(new)))
    start = max(common - _BEFORE, 0) if max(len(old), len(new)) > _LONGEST else 0
    return f"原“{_cut(old, start)}”，现“{_cut(new, start)}”"


def _cut(line: str, start: int) -> str:
    shown = line[start : start + _LONGEST]
    return f"{'……' if start and shown else ''}{shown}{'……' if start + _LONGEST < len(line) else ''}" or "无"
