"""A file of changes to the responsibility list, as a person or another program writes it: TOML or JSON."""

import json
import tomllib
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.document import Document
from models.task import Deadline, Task
from models.words import Role
from schedules.wording import day_in_words
from supervision.directory.names import NameBook
from supervision.lists.amendment_plan import TaskChange


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DayEntry(_Entry):
    """A new last day; ``was`` or ``period`` names the deadline where the task has several."""

    due_on: date
    was: date | None = None
    period: str | None = None


class PartEntry(_Entry):
    """A unit and its role by its label (牵头, 责任, 配合)."""

    unit: str
    role: str


class TaskEntry(_Entry):
    """The changes of one task, which is named by its number."""

    number: str
    title: str | None = None
    text: str | None = None
    standard: str | None = None
    effect: str | None = None
    deadlines: tuple[DayEntry, ...] = ()
    units: tuple[PartEntry, ...] = ()
    remove: tuple[str, ...] = ()


class ChangesFile(_Entry):
    """The whole file. ``base`` is the number of the version that it was written on, where somebody noted it."""

    reason: str = ""
    base: int | None = None
    tasks: tuple[TaskEntry, ...]


_REASONS = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这个名字的项目",
    "date_from_datetime_parsing": "不是日期，请写成2026-06-30这样的形式",
    "date_parsing": "不是日期，请写成2026-06-30这样的形式",
    "date_type": "不是日期，请写成2026-06-30这样的形式",
}


def load_changes(file: Path) -> ChangesFile:
    """The file's entries. Raises Refusal with the place of the first mistake."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        if file.suffix.lower() == ".json":
            return ChangesFile.model_validate(json.loads(text))
        return ChangesFile.model_validate(tomllib.loads(text))
    except UnicodeDecodeError:
        raise Refusal(f"{file.name}不是 UTF-8 文本。请用 UTF-8 编码另存后再试。") from None
    except (tomllib.TOMLDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise Refusal(
            f"{file.name}的写法不对：{error}。请写成 TOML 或 JSON（文件名以 .json 结尾）。"
        ) from None
    except ValidationError as error:
        first = error.errors()[0]
        # Positions count from 0 in the file's lists, from 1 for people.
        place = "·".join(f"第{part + 1}项" if isinstance(part, int) else part for part in first["loc"])
        reason = _REASONS.get(first["type"], "类型不对")
        raise Refusal(f"{file.name}的“{place or '开头'}”写得不对：{reason}。请改正后再试。") from None


def wanted_changes(session: Session, document: Document, entries: ChangesFile) -> list[TaskChange]:
    """The entries with the office's own tasks, deadlines and units. Raises Refusal for a name nobody knows."""
    book = NameBook(session)
    return [_wanted(session, document, entry, book) for entry in entries.tasks]


def _wanted(session: Session, document: Document, entry: TaskEntry, book: NameBook) -> TaskChange:
    task = session.exec(select(Task).where(Task.number == entry.number)).first()
    if task is None or task.document_id != document.id:
        raise Refusal(
            f"{document.named}的清单里没有任务{entry.number}。用 duban status 核对公文号和任务编号。"
        )
    wording = {
        name: text
        for name in ("title", "text", "standard", "effect")
        if (text := getattr(entry, name)) is not None
    }
    days = {_deadline(session, task, day).id: day.due_on for day in entry.deadlines}
    if len(days) < len(entry.deadlines):
        raise Refusal(f"任务{task.number}的同一个时限写了两次。请只写一次。")
    roles = {
        unit_id: _role(part.role) for part in entry.units for unit_id in _units(book, part.unit, task.number)
    }
    removed = tuple(unit_id for name in entry.remove for unit_id in _units(book, name, task.number))
    return TaskChange(task.id, wording, days, roles, removed)


def _deadline(session: Session, task: Task, entry: DayEntry) -> Deadline:
    rows = session.exec(
        select(Deadline).where(Deadline.task_id == task.id).order_by(col(Deadline.due_on), col(Deadline.id))
    ).all()
    chosen = [
        row
        for row in rows
        if (entry.was is None or row.due_on == entry.was) and entry.period in (None, row.period)
    ]
    if len(chosen) == 1:
        return chosen[0]
    known = "、".join(
        (day_in_words(row.due_on) if row.due_on else "未定时限") + (f"（{row.period}）" if row.period else "")
        for row in rows[:12]
    )
    which = "没有这样的时限" if not chosen else "不止一个时限，请用 was（原时限）或 period（周期）指明"
    raise Refusal(f"任务{task.number}{which}。现有：{known}。")


def _units(book: NameBook, name: str, number: str) -> tuple[int, ...]:
    match = book.match(name)
    if not match.unit_ids:
        hint = f"是否指{'、'.join(match.hints)}？" if match.hints else ""
        raise Refusal(f"任务{number}：单位名录里没有“{name}”。{hint}请改正后再试。")
    return match.unit_ids


def _role(label: str) -> Role:
    try:
        return Role.labelled(label)
    except ValueError:
        known = "、".join(role.label for role in Role)
        raise Refusal(f"分工“{label}”不认识，可以写：{known}。") from None
