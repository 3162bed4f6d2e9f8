"""The loop of each task as it stands now, and its last step: what was improved in the end, or why nothing needs to be."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlmodel import Session, col

from config.refusal import Refusal
from models.assignment import Assignment
from models.closing import Closure
from models.lifecycle import IN_HAND, UNCOUNTED
from models.plan import Improvement
from models.rows_of import rows_of
from models.task import Task
from models.words import Status, Subject, UserRole
from reports.loop import Loop, LoopStep, Parts, loop_of
from reports.wholes import is_whole
from supervision.actor import Actor
from supervision.record.log import log

_LONGEST = 2000  # characters


def loops(session: Session, task_ids: tuple[int, ...] | None = None) -> dict[int, Loop | None]:
    """Where these tasks, or all, stand in the loop today; None for one of which everything was taken back."""
    rows = session.execute(_standing(task_ids is not None), {} if task_ids is None else {"tasks": task_ids})
    return {
        task_id: loop_of(approved_at is not None, _counted(counts, closed_on), improved_on)
        for task_id, approved_at, improved_on, closed_on, *counts in rows
    }


def improvements(session: Session, task_id: int) -> list[Improvement]:
    """What was improved after a task, newest first."""
    return rows_of(session, Improvement, "task_id", task_id, newest_first=True)


def improve(
    session: Session,
    task: Task,
    text: str,
    actor: Actor,
    today: date,
    now: datetime,
    *,
    is_needless: bool = False,
) -> Improvement:
    """改进: note what was changed for the better, or why nothing needs to be; this closes the loop.

    Raises Refusal without words, for anybody but a clerk, and while a part of the task is not closed: what is
    to be learned shows at the end.
    """
    if actor.role is not UserRole.CLERK:
        raise Refusal("改进情况由督办部门经办人员填写。请交由经办人员办理。")
    said = text.strip()
    if not said:
        raise Refusal(
            "请写明不需要改进的理由。"
            if is_needless
            else "请写明改进了什么：改了哪项制度、做法，或立了什么新任务。"
        )
    if len(said) > _LONGEST:
        raise Refusal(f"改进情况超过{_LONGEST}字。请写得简短些。")
    loop = loops(session, (task.id,))[task.id]
    if loop is None or loop.step is not LoopStep.IMPROVE:
        at = f"现在处在“{loop.label}”" if loop else "已全部撤回"
        raise Refusal(f"任务{task.number}{at}，改进情况在全部销号后填写。")
    row = Improvement(task_id=task.id, text=said, is_needless=is_needless, on=today, by=actor.name)
    session.add(row)
    session.flush()
    deed = "确认不需要改进" if is_needless else "填写改进情况"
    log(session, Subject.TASK, task.id, deed, actor.name, now, note=said, number=task.number)
    return row


@cache
def _standing(of_some: bool) -> Select[Any]:
    """What the loop of each task goes by, of all or of those asked for, in one statement that is put together once."""
    asked: Any = bindparam("tasks", expanding=True)
    parts, closed, improved = _parts(), _closed_on(), _improved_on()
    if of_some:
        parts = parts.where(col(Assignment.task_id).in_(asked))
        closed = closed.where(col(Assignment.task_id).in_(asked))
        improved = improved.where(col(Improvement.task_id).in_(asked))
    counted, ended, learned = parts.subquery(), closed.subquery(), improved.subquery()
    rows: Select[Any] = (
        select(
            col(Task.id),
            col(Task.approved_at),
            learned.c.on,
            ended.c.on,
            *[counted.c[one] for one in _COUNTS],
        )
        .outerjoin(counted, counted.c.task_id == col(Task.id))
        .outerjoin(ended, ended.c.task_id == col(Task.id))
        .outerjoin(learned, learned.c.task_id == col(Task.id))
        .order_by(col(Task.id))
    )
    return rows.where(col(Task.id).in_(asked)) if of_some else rows


_COUNTS = ("given", "counted", "unaccepted", "in_hand", "unclosed")


def _parts() -> Select[Any]:
    status = col(Assignment.status)
    counts = status.not_in(UNCOUNTED)
    number = func.count(col(Assignment.id))
    numbers = (
        number,
        number.filter(counts),
        number.filter(status == Status.ASSIGNED),
        number.filter(status.in_(IN_HAND)),
        number.filter(counts, status != Status.CLOSED),
    )
    return (
        select(
            col(Assignment.task_id),
            *(each.label(name) for name, each in zip(_COUNTS, numbers, strict=True)),
        )
        .where(is_whole())
        .group_by(col(Assignment.task_id))
    )


def _closed_on() -> Select[Any]:
    return (
        select(col(Assignment.task_id), func.max(col(Closure.on)).label("on"))
        .join(Assignment, col(Assignment.id) == col(Closure.assignment_id))
        .where(col(Closure.reopened_on).is_(None), col(Assignment.status) == Status.CLOSED, is_whole())
        .group_by(col(Assignment.task_id))
    )


def _improved_on() -> Select[Any]:
    return select(col(Improvement.task_id), func.max(col(Improvement.on)).label("on")).group_by(
        col(Improvement.task_id)
    )


def _counted(counts: Sequence[int | None], closed_on: date | None) -> Parts:
    given, counted, unaccepted, in_hand, unclosed = (number or 0 for number in counts)
    return Parts(given, counted, unaccepted, in_hand, unclosed, closed_on)
