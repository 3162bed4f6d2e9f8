"""逐期登记: the issues of a column and the classes of a training, entered one by one and summed against what is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlmodel import Session, col

from config.refusal import NotTheirs, Refusal
from models.inserts import insert_new
from models.occasion import ColumnIssue, TrainingClass, TrainingGoal
from models.task import Deadline, Task, TaskUnit
from models.unit import Unit
from models.words import Subject, UserRole
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.record.log import log

_LONGEST = 100
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Issues:
    """The issues of a column, the latest first; ``gaps`` are the numbers left out, ``missed`` the periods without any."""

    issues: tuple[ColumnIssue, ...]
    gaps: tuple[int, ...]
    missed: tuple[str, ...]

    @property
    def next_number(self) -> int:
        """The number that comes next."""
        return max((one.number for one in self.issues), default=0) + 1


@dataclass(frozen=True, slots=True)
class Trainings:
    """The classes of a training, the latest first, with their units and what the task asks for in all."""

    classes: tuple[tuple[TrainingClass, Unit], ...]
    goal: TrainingGoal | None

    @property
    def sums(self) -> tuple[tuple[str, int, int], ...]:
        """What is counted, how much there is, and how much is asked for (0: nothing said)."""
        goal = self.goal
        return (
            ("期数", len(self.classes), goal.classes if goal else 0),
            ("天数", sum(one.days for one, _ in self.classes), goal.days if goal else 0),
            ("人数", sum(one.people for one, _ in self.classes), goal.people if goal else 0),
        )

    @property
    def by_unit(self) -> list[tuple[str, int, int, int]]:
        """For each unit its classes, days and people, in the order of the directory."""
        units = {unit.id: unit for _, unit in self.classes}
        found = []
        for unit in sorted(units.values(), key=lambda one: (one.position, one.id)):
            own = [one for one, of in self.classes if of.id == unit.id]
            found.append((unit.called, len(own), sum(o.days for o in own), sum(o.people for o in own)))
        return found


def add_issue(
    session: Session,
    task: Task,
    number: int,
    title: str,
    on: date | None,
    outlet: str,
    address: str,
    actor: Actor,
    today: date,
    now: datetime,
) -> ColumnIssue:
    """Enter an issue that came out. Raises Refusal without title or day, for a day to come, and for a number entered before."""
    unit_id = _require_theirs(session, task, actor)
    words = title.strip()
    if not words or len(words) > _LONGEST:
        raise Refusal(f"请写明这一期的题目，不超过{_LONGEST}字。")
    if not 1 <= number <= _MOST:
        raise Refusal("期号要从1数起。")
    if on is None or on > today:
        raise Refusal("请填写刊发日期，不能晚于今天。")
    link = address.strip()
    if link and not link.startswith(("http://", "https://")):
        raise Refusal("网址要以 http:// 或 https:// 开头；没有网址的不填。")
    row = {
        "task_id": task.id,
        "number": number,
        "title": words,
        "on": on,
        "outlet": outlet.strip()[:_LONGEST],
        "address": link[:500],
        "unit_id": unit_id,
        "at": now,
        "by": actor.name,
    }
    made = insert_new(session, ColumnIssue, [row])
    if not made:
        raise Refusal(f"第{number}期已经登记过。请核对期号。")
    log(session, Subject.TASK, task.id, "登记栏目期次", actor.name, now, note=f"第{number}期：{words}")
    return session.get_one(ColumnIssue, made[0])


def issues(session: Session, task_id: int, today: date) -> Issues:
    """The issues of a task, the numbers left out, and the periods of its deadlines that passed without an issue."""
    rows = session.scalars(
        select(ColumnIssue)
        .where(col(ColumnIssue.task_id) == task_id)
        .order_by(col(ColumnIssue.number).desc())
    ).all()
    numbers = {one.number for one in rows}
    gaps = tuple(n for n in range(1, max(numbers, default=0)) if n not in numbers)
    return Issues(tuple(rows), gaps, _missed(session, task_id, rows, today))


def set_goal(
    session: Session, task: Task, classes: int, days: int, people: int, actor: Actor, now: datetime
) -> None:
    """Say what the task asks for in all. Raises Refusal for anybody but a clerk and for nothing at all."""
    if actor.role is not UserRole.CLERK:
        raise NotTheirs("培训的目标由督办部门经办人员设定。请交由经办人员办理。")
    if min(classes, days, people) < 0 or max(classes, days, people) > _MOST or not classes + days + people:
        raise Refusal("请填写期数、天数、人数中的至少一项，不计的填0。")
    session.execute(delete(TrainingGoal).where(col(TrainingGoal.task_id) == task.id))
    row = {
        "task_id": task.id,
        "classes": classes,
        "days": days,
        "people": people,
        "at": now,
        "by": actor.name,
    }
    insert_new(session, TrainingGoal, [row])
    log(
        session, Subject.TASK, task.id, "设定培训目标", actor.name, now,
        note=f"{classes}期、{days}天、{people}人",
    )  # fmt: skip


def add_class(
    session: Session,
    task: Task,
    unit_id: int | None,
    name: str,
    since: date | None,
    until: date | None,
    days: int,
    people: int,
    place: str,
    actor: Actor,
    today: date,
    now: datetime,
) -> TrainingClass:
    """Enter a class that was held. Days are those taught, no more than from the first to the last.

    Raises Refusal without name, unit or days, for one that is not over, and for the same one again.
    """
    own = _require_theirs(session, task, actor)
    unit = session.get(Unit, own or unit_id or 0)
    words = name.strip()
    if unit is None or not words or len(words) > _LONGEST:
        raise Refusal(f"请写明哪个单位办的什么班，名称不超过{_LONGEST}字。")
    if since is None or until is None or not since <= until <= today:
        raise Refusal("请填写开班和结业的日期。办完以后再登记，结业日期不能晚于今天。")
    if not 1 <= days <= (until - since).days + 1:
        raise Refusal("培训天数至少1天，不能多于开班到结业的天数。")
    if not 1 <= people <= _MOST:
        raise Refusal("请填写参加的人数。")
    row = {
        "task_id": task.id,
        "unit_id": unit.id,
        "name": words,
        "since": since,
        "until": until,
        "days": days,
        "people": people,
        "place": place.strip()[:_LONGEST],
        "at": now,
        "by": actor.name,
    }
    made = insert_new(session, TrainingClass, [row])
    if not made:
        raise Refusal(f"{unit.called}{day_in_words(since)}开班的“{words}”已经登记过。")
    log(
        session, Subject.TASK, task.id, "登记培训班", actor.name, now,
        note=f"{unit.called}：{words}，{days}天，{people}人", unit_id=unit.id,
    )  # fmt: skip
    return session.get_one(TrainingClass, made[0])


def trainings(session: Session, task_id: int) -> Trainings:
    """The classes of a task and what it asks for."""
    rows = session.execute(
        select(TrainingClass, Unit)
        .join(Unit, col(Unit.id) == col(TrainingClass.unit_id))
        .where(col(TrainingClass.task_id) == task_id)
        .order_by(col(TrainingClass.since).desc(), col(TrainingClass.id).desc())
    )
    goal = session.scalars(select(TrainingGoal).where(col(TrainingGoal.task_id) == task_id)).first()
    return Trainings(tuple((one, unit) for one, unit in rows), goal)


def may_enter(session: Session, task_id: int, actor: Actor) -> bool:
    """Whether this person may enter what was done for the task: a clerk, or a unit that has a part in it."""
    if actor.role is UserRole.CLERK:
        return True
    part = select(col(TaskUnit.id)).where(
        col(TaskUnit.task_id) == task_id,
        col(TaskUnit.unit_id) == actor.unit_id,
        col(TaskUnit.removed_on).is_(None),
    )
    return actor.role is UserRole.UNIT and session.scalars(part).first() is not None


def _require_theirs(session: Session, task: Task, actor: Actor) -> int | None:
    """The unit that enters it, None for a clerk. Raises Refusal for anybody else."""
    if not may_enter(session, task.id, actor):
        raise NotTheirs("由承办这项任务的单位登记，或请督办部门代录。")
    return actor.unit_id if actor.role is UserRole.UNIT else None


def _missed(session: Session, task_id: int, rows: Sequence[ColumnIssue], today: date) -> tuple[str, ...]:
    """The periods of a recurring task whose last day has passed and in which nothing came out."""
    deadlines = session.execute(
        select(col(Deadline.period), col(Deadline.opens_on), col(Deadline.due_on))
        .where(col(Deadline.task_id) == task_id, col(Deadline.period) != "", col(Deadline.due_on) < today)
        .order_by(col(Deadline.due_on))
    ).all()
    missed, before = [], date.min
    for period, opens_on, due_on in deadlines:
        first = opens_on or before
        if not any(first <= one.on <= due_on for one in rows):
            missed.append(period)
        before = due_on
    return tuple(missed)
