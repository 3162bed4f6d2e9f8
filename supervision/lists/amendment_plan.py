"""What a new version of the responsibility list would change: worked out first, shown, and only then done."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.amendment import CALLED, WORDING
from models.assignment import Assignment
from models.document import Document
from models.lifecycle import IN_HAND
from models.task import Deadline, Task, TaskUnit
from models.unit import Unit
from models.words import NoticeKind, Role, Status
from schedules.wording import day_in_words

_OPEN = (*IN_HAND, Status.SUBMITTED)
_YEARS_BACK, _YEARS_AHEAD = 10, 50
_LONGEST = 4000  # characters of a field that a person types
_UNDATED = "未定时限"


@dataclass(frozen=True, slots=True)
class TaskChange:
    """What a person wants of one task; what is not named stays.

    ``wording`` holds the new texts by their names in ``WORDING``; ``days`` the new last day by the id of a
    deadline; ``roles`` the role by the id of a unit, which joins the task where it has no part in it yet;
    ``removed`` the ids of units that leave it.
    """

    task_id: int
    wording: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[int, date] = field(default_factory=dict)
    roles: Mapping[int, Role] = field(default_factory=dict)
    removed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that changes, old and new in words; ``unit`` is None where it concerns every unit of the task."""

    task: Task
    unit: Unit | None
    field: str
    before: str
    after: str

    @property
    def called(self) -> str:
        """What is changed, as people call it."""
        return CALLED[self.field]


@dataclass(slots=True)
class TaskPlan:
    """The changes of one task with the rows they touch. ``given`` are its assignments that are still open.

    ``told`` is by which notice each unit is told; a unit without an open duty is told nothing.
    """

    task: Task
    is_handed_out: bool
    given: list[Assignment]
    wording: dict[str, str] = field(default_factory=dict)
    days: list[tuple[Deadline, date]] = field(default_factory=list)
    moved: list[tuple[Assignment, date]] = field(default_factory=list)
    added: list[tuple[Unit, Role]] = field(default_factory=list)
    roles: list[tuple[TaskUnit, Role, list[Assignment]]] = field(default_factory=list)
    removed: list[tuple[TaskUnit, list[Assignment]]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    told: dict[int, NoticeKind] = field(default_factory=dict)

    def of(self, unit_id: int) -> list[Line]:
        """The lines that this unit gets to see: its own, and those of all where it is told of them."""
        return [
            line
            for line in self.lines
            if (line.unit is not None and line.unit.id == unit_id)
            or (line.field in WORDING and self.told.get(unit_id) is NoticeKind.AMENDMENT)
        ]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a version means for one unit: its lines, and the notices it gets, none where it has nothing open."""

    unit: Unit
    lines: tuple[Line, ...]
    notices: tuple[NoticeKind, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a version would change. ``effects`` come in the order of the directory."""

    document: Document
    tasks: tuple[TaskPlan, ...]
    effects: tuple[Effect, ...]

    @property
    def lines(self) -> list[Line]:
        """All changes, task by task."""
        return [line for task in self.tasks for line in task.lines]


def plan(
    session: Session,
    document: Document,
    wanted: Sequence[TaskChange],
    today: date,
    *,
    accepts_past: bool = False,
) -> Plan:
    """Work out what these changes come to. Nothing is changed yet.

    Raises Refusal where nothing would change, where a task, deadline or unit is unknown, where the duty is
    closed, and where a new day has passed and nobody accepts that.
    """
    if len({change.task_id for change in wanted}) < len(wanted):
        raise Refusal("同一项任务在变更里出现了两次。请合在一起再发布。")
    units = {unit.id: unit for unit in session.exec(select(Unit))}
    every = [_task_plan(session, document, one, units, today, accepts_past) for one in wanted]
    tasks = tuple(one for one in every if one.lines)
    if not tasks:
        raise Refusal("没有需要变更的内容：填写的与现行清单相同。请先修改时限、单位或表述，再发布新的版本。")
    return Plan(document, tasks, _effects(tasks, units))


def open_assignments(session: Session, task_id: int) -> list[Assignment]:
    """What is still open of a task, as the office handed it out.

    What a unit has split among its own is its own arrangement, and follows when the unit changes it.
    """
    rows = select(Assignment).where(
        Assignment.task_id == task_id,
        col(Assignment.status).in_(_OPEN),
        col(Assignment.parent_id).is_(None),
    )
    return list(session.exec(rows.order_by(col(Assignment.id))))


def _task_plan(
    session: Session,
    document: Document,
    change: TaskChange,
    units: Mapping[int, Unit],
    today: date,
    accepts_past: bool,
) -> TaskPlan:
    task = session.get(Task, change.task_id)
    if task is None or task.document_id != document.id:
        raise Refusal(f"{document.named}的清单里没有第{change.task_id}号任务。请核对任务编号。")
    given_once = session.exec(select(Assignment.id).where(Assignment.task_id == task.id).limit(1)).first()
    made = TaskPlan(task, given_once is not None, open_assignments(session, task.id))
    _plan_wording(made, change.wording)
    _plan_days(session, made, change.days, units, today, accepts_past)
    _plan_units(session, made, change, units, today)
    _require_open(made)
    leaving = {part.unit_id for part, _ in made.removed}
    if made.wording:
        for assignment in made.given:
            if assignment.unit_id not in leaving:
                made.told.setdefault(assignment.unit_id, NoticeKind.AMENDMENT)
    return made


def _plan_wording(made: TaskPlan, wording: Mapping[str, str]) -> None:
    for name, text in wording.items():
        if name not in WORDING:
            raise Refusal(
                f"清单里没有“{name}”这一栏，可以变更的是{'、'.join(CALLED[one] for one in WORDING)}。"
            )
        after, before = text.strip(), getattr(made.task, name).strip()
        if name in ("title", "text") and not after:
            raise Refusal(f"任务{made.task.number}的{CALLED[name]}不能改成空的。")
        if len(after) > _LONGEST:
            raise Refusal(f"任务{made.task.number}的{CALLED[name]}超过{_LONGEST}字。请写得简短些。")
        if after != before:
            made.wording[name] = after
            made.lines.append(Line(made.task, None, name, before, after))


def _plan_days(
    session: Session,
    made: TaskPlan,
    days: Mapping[int, date],
    units: Mapping[int, Unit],
    today: date,
    accepts_past: bool,
) -> None:
    for deadline_id, day in days.items():
        deadline = session.get(Deadline, deadline_id)
        if deadline is None or deadline.task_id != made.task.id:
            raise Refusal(f"任务{made.task.number}没有要变更的这个时限。请核对后再试。")
        if deadline.due_on == day:
            continue  # what was granted to single units beside it stays
        moved = [one for one in made.given if one.deadline_id == deadline_id and one.due_on != day]
        _require_possible(made.task, deadline, day, today, accepts_past)
        of_deadline = select(Assignment.id).where(Assignment.deadline_id == deadline_id)
        is_handed_out = session.exec(of_deadline.limit(1)).first() is not None
        if is_handed_out and not any(one.deadline_id == deadline_id for one in made.given):
            raise Refusal(
                f"任务{made.task.number}{_worded(deadline.due_on)}的事项都已办结，时限不能再变更。"
                "确需继续办理的，请先重启。"
            )
        made.days.append((deadline, day))
        for one in moved:
            made.moved.append((one, day))
            made.told[one.unit_id] = NoticeKind.AMENDMENT
            made.lines.append(
                Line(made.task, units[one.unit_id], "deadline", _worded(one.due_on), _worded(day))
            )
        if not moved:
            made.lines.append(Line(made.task, None, "deadline", _worded(deadline.due_on), _worded(day)))


def _require_possible(task: Task, deadline: Deadline, day: date, today: date, accepts_past: bool) -> None:
    if not today.year - _YEARS_BACK <= day.year <= today.year + _YEARS_AHEAD:
        raise Refusal(f"任务{task.number}的新时限{day_in_words(day)}不合情理。请核对年份。")
    if deadline.opens_on is not None and day < deadline.opens_on:
        raise Refusal(
            f"任务{task.number}的新时限{day_in_words(day)}早于这一期的开始日{day_in_words(deadline.opens_on)}。"
            "请改定时限。"
        )
    if day < today and not accepts_past:
        raise Refusal(
            f"任务{task.number}的新时限{day_in_words(day)}已经过去。请改定时限，或确认仍按这个时限变更。"
        )


def _plan_units(
    session: Session, made: TaskPlan, change: TaskChange, units: Mapping[int, Unit], today: date
) -> None:
    rows = session.exec(select(TaskUnit).where(TaskUnit.task_id == made.task.id)).all()
    standing = {row.unit_id: row for row in rows if row.removed_on is None}
    for unit_id in (*change.roles, *change.removed):
        if unit_id not in units:
            raise Refusal(f"单位名录里没有第{unit_id}号单位。请核对后再试。")
        if unit_id in change.roles and unit_id in change.removed:
            raise Refusal(f"{units[unit_id].called}既要承担任务{made.task.number}又要去掉。请只选一样。")
    for unit_id, role in change.roles.items():
        unit, part = units[unit_id], standing.get(unit_id)
        if part is None:
            _plan_joining(session, made, unit, role, change.days, today)
        elif part.role is not role:
            given = [one for one in made.given if one.unit_id == unit_id]
            made.roles.append((part, role, given))
            made.lines.append(Line(made.task, unit, "role", part.role.label, role.label))
            if given:
                made.told[unit_id] = NoticeKind.AMENDMENT
            elif made.is_handed_out:
                raise Refusal(f"{_nothing_open(made, unit)}，分工不能再变更。")
    for unit_id in dict.fromkeys(change.removed):
        _plan_leaving(made, units[unit_id], standing.get(unit_id))
    if len(made.removed) == len(standing) and not made.added and made.removed:
        raise Refusal(
            f"任务{made.task.number}去掉这些单位后就没有承担单位了。请同时增加单位，或撤回这项任务。"
        )


def _plan_joining(
    session: Session, made: TaskPlan, unit: Unit, role: Role, days: Mapping[int, date], today: date
) -> None:
    if unit.ended_on is not None and unit.ended_on <= today:
        raise Refusal(f"{unit.called}已于{day_in_words(unit.ended_on)}撤销，不能再承担新的任务。")
    if made.is_handed_out:
        lasting = [
            deadline
            for deadline in session.exec(select(Deadline).where(Deadline.task_id == made.task.id))
            if (day := days.get(deadline.id, deadline.due_on)) is None or day >= today
        ]
        if not lasting:
            raise Refusal(
                f"任务{made.task.number}的时限都已过去，{unit.called}没有可以承担的。请同时改定时限，再增加单位。"
            )
        made.told[unit.id] = NoticeKind.ASSIGNMENT
    made.added.append((unit, role))
    made.lines.append(Line(made.task, unit, "unit", "", role.label))


def _plan_leaving(made: TaskPlan, unit: Unit, part: TaskUnit | None) -> None:
    if part is None:
        raise Refusal(f"任务{made.task.number}的清单里没有{unit.called}。请核对后再试。")
    given = [one for one in made.given if one.unit_id == unit.id]
    if made.is_handed_out and not given:
        raise Refusal(f"{_nothing_open(made, unit)}，不能再从清单里去掉。")
    # What it was told to do by another day it need not do at all.
    made.lines = [line for line in made.lines if line.unit is None or line.unit.id != unit.id]
    made.moved = [(one, day) for one, day in made.moved if one.unit_id != unit.id]
    made.told.pop(unit.id, None)
    made.removed.append((part, given))
    made.lines.append(Line(made.task, unit, "unit", part.role.label, "不再承担"))
    if given:
        made.told[unit.id] = NoticeKind.WITHDRAWAL


def _nothing_open(made: TaskPlan, unit: Unit) -> str:
    return f"{unit.called}承担的任务{made.task.number}没有在办的事项（已办结、已撤回或已转办）"


def _require_open(made: TaskPlan) -> None:
    if made.wording and made.is_handed_out and not made.given and not made.added:
        raise Refusal(f"任务{made.task.number}已经办结，内容不能再变更。确需继续办理的，请先重启。")


def _effects(tasks: Sequence[TaskPlan], units: Mapping[int, Unit]) -> tuple[Effect, ...]:
    lines: dict[int, list[Line]] = defaultdict(list)
    notices: dict[int, list[NoticeKind]] = defaultdict(list)
    for one in tasks:
        own = {line.unit.id for line in one.lines if line.unit is not None}
        for unit_id in own | one.told.keys():
            lines[unit_id].extend(one.of(unit_id))
            kind = one.told.get(unit_id)
            if kind is not None and kind not in notices[unit_id]:
                notices[unit_id].append(kind)
    concerned = sorted((units[number] for number in lines), key=lambda unit: (unit.position, unit.id))
    return tuple(Effect(unit, tuple(lines[unit.id]), tuple(notices[unit.id])) for unit in concerned)


def _worded(day: date | None) -> str:
    return day_in_words(day) if day else _UNDATED
