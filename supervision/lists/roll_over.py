"""Roll-over (跨年结转): what a year leaves unfinished is carried to the next, with a new day and a reason each.

The first deadline stays as it was, and what was overdue stays counted as overdue. Recurring duties start again by
themselves: their periods of the next year are made here where they are not there yet.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from config.refusal import Refusal
from models.assignment import Assignment
from models.extension import DueChange, Extension
from models.lifecycle import IN_HAND
from models.task import Deadline, Task
from models.unit import Unit
from models.words import Answer, DueChangeKind, Move, NoticeKind, Status, Subject, UserRole
from notices.amended import roll_over_occasion
from reports.wholes import is_whole
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.duties.answers import tell_unit
from supervision.duties.due_dates import change_due
from supervision.duties.moves import move
from supervision.duties.overdue import is_overdue
from supervision.duties.recurring import continue_recurring
from supervision.record.log import log

_FIRST_MONTH = 12  # a year can be settled from its last month on
_LONGEST = 500  # characters of a reason


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What a year leaves open. ``why_not`` says why it cannot be carried now, empty where it can.

    ``proposed`` is the same day of the next year; ``times`` counts how often it was carried before.
    """

    assignment: Assignment
    task: Task
    unit: Unit
    deadline: Deadline
    proposed: date
    times: int
    why_not: str


@dataclass(frozen=True, slots=True)
class Carried:
    """One row that a person carries over: which, to which day, why."""

    assignment_id: int
    due_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Restart:
    """A recurring task that starts again in the next year, and its first day there."""

    task: Task
    due_on: date
    periods: int


def unfinished(session: Session, year: int, today: date) -> list[Unfinished]:
    """What is due by the end of ``year`` and not closed, by task, day and unit, each with whether it can be carried.

    What a unit has split among its own follows the unit's own arrangement. Raises Refusal before the year's end.
    """
    _require_end_of(year, today)
    last = date(year, 12, 31)
    waiting = select(col(Extension.assignment_id)).where(col(Extension.answer) == Answer.PENDING)
    rows = session.execute(
        select(Assignment, Task, Unit, Deadline, col(Assignment.id).in_(waiting))
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .join(Deadline, col(Deadline.id) == col(Assignment.deadline_id))
        .where(
            col(Assignment.due_on) <= last,
            col(Assignment.status).in_((*IN_HAND, Status.SUBMITTED)),
            is_whole(),
        )
        .order_by(
            col(Task.document_id), col(Task.start), col(Task.id), col(Assignment.due_on), col(Unit.position),
            col(Assignment.id),
        )
    ).tuples().all()  # fmt: skip
    times = dict(
        session.execute(
            select(col(DueChange.assignment_id), func.count())
            .where(col(DueChange.kind) == DueChangeKind.ROLL_OVER)
            .group_by(col(DueChange.assignment_id))
        )
        .tuples()
        .all()
    )
    return [
        Unfinished(
            assignment,
            task,
            unit,
            deadline,
            _proposed(assignment.due_on or last, year + 1, today),
            times.get(assignment.id, 0),
            _why_not(assignment, waits=waits),
        )
        for assignment, task, unit, deadline, waits in rows
    ]


def restarts(session: Session, year: int) -> list[Restart]:
    """The recurring tasks that have periods in the year after ``year``, in the order of the list."""
    first, last = date(year + 1, 1, 1), date(year + 1, 12, 31)
    rows = session.execute(
        select(Task, func.min(col(Deadline.due_on)), func.count())
        .join(Deadline, col(Deadline.task_id) == col(Task.id))
        .where(col(Deadline.period) != "", col(Deadline.due_on).between(first, last))
        .group_by(col(Task.id))
        .order_by(col(Task.document_id), col(Task.start), col(Task.id))
    )
    return [Restart(task, due_on, periods) for task, due_on, periods in rows]


def carried(session: Session, year: int) -> int:
    """How many assignments were carried out of ``year`` so far."""
    first, last = date(year + 1, 1, 1), date(year + 1, 12, 31)
    rows = select(func.count(col(DueChange.assignment_id).distinct())).where(
        col(DueChange.kind) == DueChangeKind.ROLL_OVER,
        col(DueChange.after).between(first, last),
        or_(col(DueChange.before).is_(None), col(DueChange.before) < first),
    )
    return session.scalar(rows) or 0


def roll_over(
    session: Session, year: int, rows: Sequence[Carried], actor: Actor, today: date, now: datetime
) -> int:
    """Carry these rows into the next year, all of them or none; how many periods of recurring duties were made.

    Raises Refusal, naming the row, for anybody but a clerk, without a reason, for a day outside the next year or
    gone by, and for what is no longer open or cannot be carried now.
    """
    if actor.role is not UserRole.CLERK:
        raise Refusal("跨年结转由督办部门经办人员办理。请交由经办人员办理。")
    if not rows:
        raise Refusal("没有选定要结转的事项。请勾选要结转的行，写明理由，再办理。")
    twice = [number for number, count in Counter(row.assignment_id for row in rows).items() if count > 1]
    open_ = {one.assignment.id: one for one in unfinished(session, year, today)}
    if twice:
        raise Refusal(f"{_called(open_.get(twice[0]), twice[0])}写了两次。请只留一行。")
    for row in rows:
        _carry(session, year, row, open_.get(row.assignment_id), actor, today, now)
    made = continue_recurring(session, today)
    log(
        session, Subject.TASK, None, "跨年结转", actor.name, now, year=year,
        assignments=[row.assignment_id for row in rows][:1000], count=len(rows), periods=made,
    )  # fmt: skip
    return made


def _carry(
    session: Session,
    year: int,
    row: Carried,
    one: Unfinished | None,
    actor: Actor,
    today: date,
    now: datetime,
) -> None:
    called, reason = _called(one, row.assignment_id), row.reason.strip()
    if one is None:
        called = _name(session, row.assignment_id) or called
        raise Refusal(f"{called}不在{year}年可以结转的事项里：可能已办结、已结转或已撤回。请刷新后再选。")
    if one.why_not:
        raise Refusal(f"{called}不能结转：{one.why_not}。")
    if not reason:
        raise Refusal(f"{called}没有写结转的理由。请逐行写明理由，或填写统一理由。")
    if len(reason) > _LONGEST:
        raise Refusal(f"{called}的结转理由超过{_LONGEST}字。请写得简短些。")
    if row.due_on.year != year + 1:
        raise Refusal(f"{called}的新时限{day_in_words(row.due_on)}不在{year + 1}年内。请改定时限。")
    if row.due_on < today:
        raise Refusal(f"{called}的新时限{day_in_words(row.due_on)}已经过去。请改定时限。")
    late = is_overdue(session, one.assignment, today)
    before = one.assignment.due_on
    change = change_due(
        session, one.assignment, DueChangeKind.ROLL_OVER, row.due_on, actor.name, today, now,
        is_late=late, note=reason,
    )  # fmt: skip
    said = (
        f"由{day_in_words(before) if before else '未定时限'}结转到{day_in_words(row.due_on)}。理由：{reason}"
    )
    move(session, one.assignment, Move.ROLL_OVER, actor, today, now, said)
    occasion = roll_over_occasion(change)
    tell_unit(session, one.assignment, NoticeKind.AMENDMENT, occasion=occasion, today=today)


def _require_end_of(year: int, today: date) -> None:
    if not 1900 < year < 9000 or today < date(year, _FIRST_MONTH, 1):
        raise Refusal(f"{year}年的跨年结转从{year}年{_FIRST_MONTH}月1日起办理，现在还早。请核对年份。")


def _proposed(due_on: date, year: int, today: date) -> date:
    """The same day of that year, or its last one where that has passed."""
    try:
        same = due_on.replace(year=year)
    except ValueError:  # a 29th of February
        same = date(year, 2, 28)
    return same if same >= today else date(year, 12, 31)


def _why_not(assignment: Assignment, *, waits: bool) -> str:
    if assignment.status is Status.SUBMITTED:
        return "已申请销号，请先审核"
    if waits:
        return "有延期申请待批复，请先批复"
    if assignment.stopped_on is not None:
        return "正在中止计时，恢复后再结转"
    return ""


def _called(one: Unfinished | None, assignment_id: int) -> str:
    if one is None:
        return f"第{assignment_id}号交办事项"
    due_on = one.assignment.due_on
    return f"任务{one.task.number}（{one.unit.called}，时限{day_in_words(due_on) if due_on else '未定'}）"


def _name(session: Session, assignment_id: int) -> str:
    """What an assignment that cannot be carried over any more is called; empty where there is none."""
    rows = (
        select(col(Task.number), Unit)
        .join(Assignment, col(Assignment.task_id) == col(Task.id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(col(Assignment.id) == assignment_id)
    )
    found = session.execute(rows).first()
    return f"任务{found[0]}（{found[1].called}）" if found else ""
