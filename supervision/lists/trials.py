"""Trials (试点): a task tried at a unit until a day, and at its end what it came to and what was learnt."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select, update
from sqlmodel import Session, col

from config.refusal import Refusal
from models.evaluation_words import TrialOutcome
from models.inserts import insert_new
from models.task import Task
from models.team import Trial
from models.unit import Unit
from models.words import Subject
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.record.log import log


def begin(
    session: Session,
    task: Task,
    unit_id: int | None,
    since: date | None,
    until: date | None,
    actor: Actor,
    now: datetime,
) -> Trial:
    """列为试点. Raises Refusal without a unit or days, for an end before its beginning, and for one entered before."""
    _require_office(actor)
    unit = session.get(Unit, unit_id) if unit_id else None
    if unit is None:
        raise Refusal("请选择试点单位。")
    if since is None or until is None or until <= since:
        raise Refusal("请填写试点的起止日期，结束日期应在开始日期之后。")
    row = {
        "task_id": task.id,
        "unit_id": unit.id,
        "since": since,
        "until": until,
        "result": "",
        "lessons": "",
        "assessed_by": "",
        "at": now,
        "by": actor.name,
    }
    made = insert_new(session, Trial, [row])
    if not made:
        raise Refusal(f"{unit.called}从{day_in_words(since)}起的试点已经登记。请直接打开那一条。")
    log(
        session, Subject.TASK, task.id, "列为试点", actor.name, now, note=unit.called, until=until.isoformat()
    )
    return session.get_one(Trial, made[0])


def assess(
    session: Session,
    trial: Trial,
    outcome: TrialOutcome,
    result: str,
    lessons: str,
    actor: Actor,
    today: date,
    now: datetime,
) -> None:
    """试点评估: what it came to, what was learnt, and what becomes of it.

    Raises Refusal without both in words, and where it was assessed before.
    """
    _require_office(actor)
    said, learnt = result.strip(), lessons.strip()
    if not said or not learnt:
        raise Refusal("试点评估要写明成效和可以推广的经验或教训。")
    taken = session.execute(
        update(Trial)
        .where(col(Trial.id) == trial.id, col(Trial.outcome).is_(None))
        .values(outcome=outcome, result=said, lessons=learnt, assessed_on=today, assessed_by=actor.name)
    )
    session.refresh(trial)
    if taken.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(f"这项试点已由{trial.assessed_by}评估（{trial.outcome and trial.outcome.label}）。")
    log(
        session,
        Subject.TASK,
        trial.task_id,
        "试点评估",
        actor.name,
        now,
        note=outcome.label,
        trial_id=trial.id,
    )


def trials(session: Session, task_id: int | None = None) -> Sequence[tuple[Trial, Task, Unit]]:
    """The trials, those that are to be assessed first; ``task_id`` those of one task."""
    rows = (
        select(Trial, Task, Unit)
        .join(Task, col(Task.id) == col(Trial.task_id))
        .join(Unit, col(Unit.id) == col(Trial.unit_id))
        .order_by(col(Trial.assessed_on).is_not(None), col(Trial.until), col(Trial.id))
    )
    if task_id is not None:
        rows = rows.where(col(Trial.task_id) == task_id)
    return [(trial, task, unit) for trial, task, unit in session.execute(rows)]


def is_due(trial: Trial, today: date) -> bool:
    """Whether it has ended and nobody has said what it came to."""
    return trial.assessed_on is None and trial.until <= today


def _require_office(actor: Actor) -> None:
    if not actor.is_of_the_office:
        raise Refusal(f"试点由督办部门登记和评估，{actor.role.label}账号不能操作。")
