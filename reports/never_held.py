"""今年没有记录: duties without a date (适时、定期) of which nothing was heard for a year.

They have no deadline, so nobody is reminded of them and no light burns; the office sees that they slept in.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from models.assignment import Assignment, Transition
from models.lifecycle import UNCOUNTED
from models.task import Task
from models.unit import Unit
from models.words import Move, Status
from papers.paper import Book, Sheet, SheetColumn
from schedules.periods import add_months
from schedules.wording import day_in_words

# What a unit does about a duty; to take it in is not to do anything.
_DOING = (Move.REPORT, Move.ATTACH, Move.PLAN, Move.SUBMIT)


@dataclass(frozen=True, slots=True)
class Silent:
    """A duty without a date on which its unit has done nothing since ``last_on`` (None: never)."""

    assignment_id: int
    task: Task
    unit: Unit
    assigned_on: date
    last_on: date | None


def never_held(session: Session, today: date, seen: ColumnElement[bool]) -> list[Silent]:
    """The open duties without a deadline, handed out a year ago or earlier, of which nothing was heard for a year.

    A report counts by the day it was made, whatever day it speaks of. The longest silent come first.
    """
    year_ago = add_months(today, -12)
    # Asked of each of the few: all moves of all years would be read to ask it of all at once.
    last_on = (
        select(func.max(col(Transition.on)))
        .where(col(Transition.assignment_id) == col(Assignment.id), col(Transition.move).in_(_DOING))
        .correlate(Assignment)
        .scalar_subquery()
    )
    rows = (
        select(col(Assignment.id), Task, Unit, col(Assignment.assigned_on), last_on)
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(
            col(Assignment.due_on).is_(None),
            col(Assignment.status).not_in((*UNCOUNTED, Status.CLOSED)),
            col(Assignment.parent_id).is_(None),
            col(Assignment.assigned_on) <= year_ago,
            func.coalesce(last_on, year_ago) <= year_ago,
            seen,
        )
        .order_by(func.coalesce(last_on, col(Assignment.assigned_on)), col(Assignment.id))
    )
    return [Silent(*row) for row in session.execute(rows).tuples()]


def lay_out(silent: list[Silent], office: str, today: date) -> Book:
    """The list as a workbook."""
    columns = (
        SheetColumn("序号", 6, "centre"),
        SheetColumn("任务编号", 14, "centre"),
        SheetColumn("任务名称", 44),
        SheetColumn("责任单位", 24),
        SheetColumn("交办日期", 16, "centre"),
        SheetColumn("最近一次记录", 18, "centre"),
    )
    rows = tuple(
        (
            place,
            one.task.number,
            one.task.title,
            one.unit.name,
            day_in_words(one.assigned_on),
            day_in_words(one.last_on) if one.last_on else "没有记录",
        )
        for place, one in enumerate(silent, 1)
    )
    title = "没有时限、一年没有办理记录的事项"
    note = f"{office}　数据截至{day_in_words(today)}。只供督办部门掌握，不提醒、不亮灯。"
    return Book(title, today, (Sheet("一年没有记录", title, columns, rows, note),))
