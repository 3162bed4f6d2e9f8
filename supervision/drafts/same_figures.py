"""The same figure asked of the same unit twice: found before it is handed out, and the answer given once is used again."""

import unicodedata
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from config.refusal import Refusal
from models.task import Indicator, Reading, Task, TaskUnit
from models.unit import Unit
from models.words import Subject, UserRole
from schedules.periods import Recurrence, period_end
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.duties.progress import read_off
from supervision.record.log import log

_AT_ONCE = 500  # ids in one statement


@dataclass(frozen=True, slots=True)
class SameFigure:
    """That a unit is asked for a figure in ``task`` which ``earlier_task`` asks of it too.

    ``reading`` is what it answered there for the running period, None where nothing yet.
    """

    unit: Unit
    task: Task
    indicator: Indicator
    earlier_task: Task
    earlier: Indicator
    reading: Reading | None

    @property
    def sentence(self) -> str:
        """What a person should know, in one sentence."""
        said = (
            f"已填报{self.reading.value.normalize():f}{self.indicator.measure}"
            f"（截至{day_in_words(self.reading.as_of)}），可以沿用"
            if self.reading
            else "还没有填报，一处填报后可以沿用"
        )
        return (
            f"{self.task.number}要{self.unit.called}填报的“{self.indicator.name}”，"
            f"{self.earlier_task.number}已经要过：{said}。"
        )


def same_figures(
    session: Session, task_ids: Collection[int], today: date, *, unit_id: int | None = None
) -> tuple[SameFigure, ...]:
    """Every figure of these tasks that another task asks of the same unit; for one unit only its own.

    The same figure has the same name, measure and period. Of several earlier asks the one with the newest
    answer is named. What the unit has answered here itself for the running period is not asked again.
    """
    ours = _asked(session, task_ids)
    if not ours:
        return ()
    others: dict[tuple[str, ...], list[tuple[Indicator, Task]]] = defaultdict(list)
    measures = {indicator.measure for indicator, _ in ours}
    rows = session.execute(
        select(Indicator, Task)
        .join(Task, col(Task.id) == col(Indicator.task_id))
        .where(col(Indicator.measure).in_(measures))
        .order_by(col(Indicator.id))
    )
    wanted = {_key(indicator) for indicator, _ in ours}
    for indicator, task in rows:
        if (key := _key(indicator)) in wanted:
            others[key].append((indicator, task))
    involved = {indicator.id for group in others.values() for indicator, _ in group}
    parts = _parts(session, {task.id for group in others.values() for _, task in group}, unit_id)
    readings = _readings(session, involved)
    found = []
    for indicator, task in ours:
        for unit in parts.get(task.id, {}).values():
            if _running(indicator, readings.get((indicator.id, unit.id), ()), today):
                continue
            asked = [
                (_running(other, readings.get((other.id, unit.id), ()), today), other, other_task)
                for other, other_task in others[_key(indicator)]
                if other_task.id != task.id and unit.id in parts.get(other_task.id, {})
                # Of two that come at once one is the first.
                and (other_task.id not in task_ids or other.id < indicator.id or (other.id, unit.id) in readings)
            ]  # fmt: skip
            if asked:
                reading, other, other_task = max(
                    asked, key=lambda one: (one[0].as_of if one[0] else date.min, one[1].id)
                )
                found.append(SameFigure(unit, task, indicator, other_task, other, reading))
    return tuple(found)


def reuse(
    session: Session, indicator: Indicator, reading: Reading, actor: Actor, today: date, now: datetime
) -> None:
    """沿用: take what a unit answered elsewhere as its answer here, with the same day; where it came from is logged.

    The copy is as reported: it is checked where it is used. Raises Refusal unless both ask the same figure, for
    a leader or another unit, and where this day has its value already.
    """
    earlier = session.get_one(Indicator, reading.indicator_id)
    if reading.unit_id is None:
        raise Refusal("汇总数不能沿用为一个单位的数。请由单位填报。")
    if actor.role is UserRole.UNIT and reading.unit_id != actor.unit_id:
        raise Refusal("这个数不是贵单位填报的，不能沿用。请填报本单位的数。")
    if earlier.id == indicator.id or _key(earlier) != _key(indicator):
        raise Refusal(f"“{indicator.name}”和“{earlier.name}”不是同一个数，不能沿用。请按本项指标填报。")
    _require_part(session, indicator, reading.unit_id)
    read_off(session, indicator, reading.value, reading.as_of, actor, today, now, unit_id=reading.unit_id)
    source = session.get(Task, earlier.task_id) if earlier.task_id else None
    log(
        session, Subject.INDICATOR, indicator.id, "沿用已填报的数", actor.name, now,
        reading=reading.id, value=f"{reading.value.normalize():f}", as_of=reading.as_of.isoformat(),
        task=source.number if source else "",
    )  # fmt: skip


def _require_part(session: Session, indicator: Indicator, unit_id: int) -> None:
    part = select(col(TaskUnit.id)).where(
        col(TaskUnit.task_id) == indicator.task_id,
        col(TaskUnit.unit_id) == unit_id,
        col(TaskUnit.removed_on).is_(None),
    )
    if session.execute(part).first() is None:
        raise Refusal(f"填报这个数的单位不承担“{indicator.name}”所在的任务，不能沿用。")


def _key(indicator: Indicator) -> tuple[str, ...]:
    """What makes two figures the same: name and measure as people read them, and the period."""
    period = indicator.recurrence or (str(indicator.by.year) if indicator.by else "")
    return _plain(indicator.name), _plain(indicator.measure), period


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum() or character in "%‰")


def _running(indicator: Indicator, readings: Collection[Reading], today: date) -> Reading | None:
    """The newest answer for the period that ``today`` lies in; a year where the indicator does not recur."""
    known = {one.value for one in Recurrence}
    cadence = Recurrence(indicator.recurrence) if indicator.recurrence in known else Recurrence.YEARLY
    end = period_end(cadence, today)
    running = [one for one in readings if one.as_of <= today and period_end(cadence, one.as_of) == end]
    return max(running, key=lambda one: one.as_of, default=None)


def _asked(session: Session, task_ids: Collection[int]) -> list[tuple[Indicator, Task]]:
    numbers = sorted(task_ids)
    return [
        (indicator, task)
        for place in range(0, len(numbers), _AT_ONCE)
        for indicator, task in session.execute(
            select(Indicator, Task)
            .join(Task, col(Task.id) == col(Indicator.task_id))
            .where(col(Indicator.task_id).in_(numbers[place : place + _AT_ONCE]))
            .order_by(col(Indicator.id))
        ).tuples()
    ]


def _parts(session: Session, task_ids: Collection[int], unit_id: int | None) -> dict[int, dict[int, Unit]]:
    """The units of these tasks, by task."""
    numbers = sorted(task_ids)
    parts: dict[int, dict[int, Unit]] = defaultdict(dict)
    for place in range(0, len(numbers), _AT_ONCE):
        rows = (
            select(col(TaskUnit.task_id), Unit)
            .join(Unit, col(Unit.id) == col(TaskUnit.unit_id))
            .where(
                col(TaskUnit.task_id).in_(numbers[place : place + _AT_ONCE]),
                col(TaskUnit.removed_on).is_(None),
            )
            .order_by(col(Unit.position), col(Unit.id))
        )
        if unit_id is not None:
            rows = rows.where(col(TaskUnit.unit_id) == unit_id)
        for task_id, unit in session.execute(rows):
            parts[task_id][unit.id] = unit
    return parts


def _readings(session: Session, indicator_ids: Collection[int]) -> dict[tuple[int, int], list[Reading]]:
    """What units answered, by indicator and unit."""
    numbers = sorted(indicator_ids)
    readings: dict[tuple[int, int], list[Reading]] = defaultdict(list)
    for place in range(0, len(numbers), _AT_ONCE):
        chosen = numbers[place : place + _AT_ONCE]
        for reading in session.scalars(select(Reading).where(col(Reading.indicator_id).in_(chosen))):
            if reading.unit_id is not None:
                readings[reading.indicator_id, reading.unit_id].append(reading)
    return readings
