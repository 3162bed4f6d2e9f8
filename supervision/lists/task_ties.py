"""What a task goes with: other tasks (关联), and the entries of other organs' lists that are the same work."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlmodel import Session, col

from config.refusal import Refusal
from models.inserts import insert_new
from models.task import Task
from models.tie import TaskTie
from models.words import Subject
from supervision.actor import Actor
from supervision.record.log import log

_LONGEST_LIST, _LONGEST_ITEM, _LONGEST_NOTE = 100, 300, 500


@dataclass(frozen=True, slots=True)
class TiedTask:
    """A tie as one of its tasks sees it; ``other`` is None for an entry of another organ's list."""

    tie: TaskTie
    other: Task | None


def relate(session: Session, task: Task, number: str, note: str, actor: Actor, now: datetime) -> TaskTie:
    """Say that two tasks go together, by the other's number. Raises Refusal where there is none, or they do already."""
    _require_clerk(actor)
    other = session.scalars(select(Task).where(col(Task.number) == number.strip())).first()
    if other is None:
        raise Refusal(f"没有编号为“{number.strip()[:30]}”的任务。请核对任务编号。")
    if other.id == task.id:
        raise Refusal("不能把任务和它自己关联。请另填一个编号。")
    # One row for both directions, so that nobody has to enter it twice.
    first, second = sorted((task.id, other.id))
    made = _insert(
        session, task_id=first, other_id=second, list_name=None, item="", note=note, actor=actor, now=now
    )
    if not made:
        raise Refusal(f"这项任务和{other.number}已经关联，不用再关联。")
    log(session, Subject.TASK, task.id, "关联任务", actor.name, now, note=other.number, other_id=other.id)
    return session.get_one(TaskTie, made)


def list_elsewhere(
    session: Session, task: Task, list_name: str, item: str, note: str, actor: Actor, now: datetime
) -> TaskTie:
    """Say that an entry of another organ's list is this same task, so that it is asked for once.

    Raises Refusal without the name of the list or the entry, and where it stands already.
    """
    _require_clerk(actor)
    called, entry = list_name.strip(), item.strip()
    if not called or not entry:
        raise Refusal("请填写外部清单的名称和其中的条目。")
    if len(called) > _LONGEST_LIST or len(entry) > _LONGEST_ITEM:
        raise Refusal(f"清单名称不超过{_LONGEST_LIST}个字，条目不超过{_LONGEST_ITEM}个字。请缩短。")
    made = _insert(
        session, task_id=task.id, other_id=None, list_name=called, item=entry, note=note, actor=actor, now=now
    )
    if not made:
        raise Refusal("这一条已经挂在这项任务下，不用再挂。")
    log(session, Subject.TASK, task.id, "挂接外部清单", actor.name, now, note=f"{called}：{entry}")
    return session.get_one(TaskTie, made)


def untie(session: Session, task: Task, tie_id: int, actor: Actor, now: datetime) -> None:
    """Take a tie away; the entry stays in the log. Raises Refusal where there is none."""
    _require_clerk(actor)
    row = session.get(TaskTie, tie_id)
    if row is None or task.id not in (row.task_id, row.other_id):
        raise Refusal("这一条关联已经不在。请刷新后再看。")
    session.execute(delete(TaskTie).where(col(TaskTie.id) == tie_id))
    log(session, Subject.TASK, task.id, "取消任务关联", actor.name, now, note=row.list_name or "关联任务")


def ties_of(session: Session, task_id: int) -> list[TiedTask]:
    """What a task goes with: tasks first, then entries of lists."""
    rows = session.scalars(
        select(TaskTie)
        .where(or_(col(TaskTie.task_id) == task_id, col(TaskTie.other_id) == task_id))
        .order_by(col(TaskTie.list_name).is_not(None), col(TaskTie.id))
    ).all()
    found = []
    for row in rows:
        other = row.other_id if row.task_id == task_id else row.task_id
        found.append(TiedTask(row, session.get(Task, other) if row.other_id else None))
    return found


def external_lists(session: Session) -> list[tuple[TaskTie, Task]]:
    """Every entry of other organs' lists with the task that it is, by list."""
    rows = session.execute(
        select(TaskTie, Task)
        .join(Task, col(Task.id) == col(TaskTie.task_id))
        .where(col(TaskTie.list_name).is_not(None))
        .order_by(col(TaskTie.list_name), col(TaskTie.id))
    )
    return [(tied, task) for tied, task in rows]


def _insert(
    session: Session,
    *,
    task_id: int,
    other_id: int | None,
    list_name: str | None,
    item: str,
    note: str,
    actor: Actor,
    now: datetime,
) -> int | None:
    said = note.strip()
    if len(said) > _LONGEST_NOTE:
        raise Refusal(f"说明不超过{_LONGEST_NOTE}个字。请缩短。")
    row = {
        "task_id": task_id,
        "other_id": other_id,
        "list_name": list_name,
        "item": item,
        "note": said,
        "at": now,
        "by": actor.name,
    }
    made = insert_new(session, TaskTie, [row])
    return made[0] if made else None


def _require_clerk(actor: Actor) -> None:
    if not actor.is_of_the_office:
        raise Refusal(f"任务的关联由督办部门登记，{actor.role.label}账号不能操作。")
