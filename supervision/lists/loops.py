"""The loop of each task as it stands now, and its last step: what was improved in the end, or why nothing needs to be."""

from datetime import date, datetime

from sqlalchemy import Row, func, select
from sqlmodel import Session, col

from config.refusal import Refusal
from models.assignment import Assignment
from models.closing import Closure
from models.lifecycle import IN_HAND, UNCOUNTED
from models.plan import Improvement
from models.task import Task
from models.words import Status, Subject, UserRole
from reports.loop import Loop, LoopStep, Parts, loop_of
from reports.wholes import is_whole
from supervision.actor import Actor
from supervision.record.log import log

_LONGEST = 2000  # characters


def loops(session: Session, task_ids: tuple[int, ...] | None = None) -> dict[int, Loop | None]:
    """Where these tasks, or all, stand in the loop today; None for one of which everything was taken back."""
    chosen = () if task_ids is None else (col(Task.id).in_(task_ids),)
    parts, closed_on = _parts(session, task_ids), _closed_on(session, task_ids)
    improved = dict(
        session.execute(
            select(col(Improvement.task_id), func.max(col(Improvement.on))).group_by(col(Improvement.task_id))
        )
        .tuples()
        .all()
    )
    rows = session.execute(select(col(Task.id), col(Task.approved_at)).where(*chosen).order_by(col(Task.id)))
    return {
        task_id: loop_of(
            approved_at is not None,
            _counted(parts.get(task_id), closed_on.get(task_id)),
            improved.get(task_id),
        )
        for task_id, approved_at in rows
    }


def improvements(session: Session, task_id: int) -> list[Improvement]:
    """What was improved after a task, newest first."""
    rows = select(Improvement).where(col(Improvement.task_id) == task_id).order_by(col(Improvement.id).desc())
    return list(session.scalars(rows))


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


def _parts(
    session: Session, task_ids: tuple[int, ...] | None
) -> dict[int, Row[tuple[int, int, int, int, int, int]]]:
    status = col(Assignment.status)
    counts = status.not_in(UNCOUNTED)
    number = func.count(col(Assignment.id))
    rows = (
        select(
            col(Assignment.task_id),
            number,
            number.filter(counts),
            number.filter(status == Status.ASSIGNED),
            number.filter(status.in_(IN_HAND)),
            number.filter(counts, status != Status.CLOSED),
        )
        .where(is_whole())
        .group_by(col(Assignment.task_id))
    )
    if task_ids is not None:
        rows = rows.where(col(Assignment.task_id).in_(task_ids))
    return {row[0]: row for row in session.execute(rows)}


def _closed_on(session: Session, task_ids: tuple[int, ...] | None) -> dict[int, date]:
    rows = (
        select(col(Assignment.task_id), func.max(col(Closure.on)))
        .join(Assignment, col(Assignment.id) == col(Closure.assignment_id))
        .where(col(Closure.reopened_on).is_(None), col(Assignment.status) == Status.CLOSED, is_whole())
        .group_by(col(Assignment.task_id))
    )
    if task_ids is not None:
        rows = rows.where(col(Assignment.task_id).in_(task_ids))
    return dict(session.execute(rows).tuples().all())


def _counted(row: Row[tuple[int, int, int, int, int, int]] | None, closed_on: date | None) -> Parts:
    if row is None:
        return Parts()
    _, given, counted, unaccepted, in_hand, unclosed = row
    return Parts(given, counted, unaccepted, in_hand, unclosed, closed_on)
