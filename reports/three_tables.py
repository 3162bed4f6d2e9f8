"""时间表、路线图、责任分工表: one year's tasks as the three tables that a plan asks for, in one paper."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from models.document import Document
from models.plan import PlanNode
from models.task import Deadline, Task, TaskUnit
from models.unit import Unit
from models.words import Role
from papers.paper import Appendix, Column, Paper, TableOf, Text
from schedules.wording import day_in_words

_QUARTERS = ("一季度", "二季度", "三季度", "四季度")


@dataclass
class Planned:
    """A task with its days of the year and who has which part in it."""

    number: str
    title: str
    source: str
    heading: str
    days: list[date] = field(default_factory=list)
    units: dict[Role, list[str]] = field(default_factory=lambda: defaultdict(list))


def planned(session: Session, year: int) -> list[Planned]:
    """The tasks that have a deadline in a year, by their first day in it."""
    dated = session.execute(
        select(col(Deadline.task_id), col(Deadline.due_on))
        .where(col(Deadline.due_on) >= date(year, 1, 1), col(Deadline.due_on) <= date(year, 12, 31))
        .order_by(col(Deadline.due_on))
    ).all()
    ids = {task_id for task_id, _ in dated}
    rows = session.execute(
        select(Task, Document, PlanNode)
        .join(Document, col(Document.id) == col(Task.document_id))
        .outerjoin(PlanNode, col(PlanNode.id) == col(Task.node_id))
        .where(col(Task.id).in_(ids))
    )
    found = {
        task.id: Planned(task.number, task.title, document.called, node.title if node else "")
        for task, document, node in rows
    }
    for task_id, due_on in dated:
        if due_on not in found[task_id].days:
            found[task_id].days.append(due_on)
    parts = session.execute(
        select(TaskUnit, Unit)
        .join(Unit, col(Unit.id) == col(TaskUnit.unit_id))
        .where(col(TaskUnit.task_id).in_(ids), col(TaskUnit.removed_on).is_(None))
        .order_by(col(Unit.position), col(Unit.id))
    )
    for part, unit in parts:
        found[part.task_id].units[part.role].append(unit.called)
    return sorted(found.values(), key=lambda one: (one.days[0], one.number))


def three_tables(session: Session, year: int, office: str, today: date) -> Paper:
    """All three, each lying across on pages of its own."""
    tasks = planned(session, year)
    return Paper(
        f"{year}年重点任务时间表、路线图和责任分工表",
        (Text(f"{year}年有时限的任务共{len(tasks)}项，数据截至{day_in_words(today)}。"),),
        office,
        today,
        appendices=(
            Appendix("时间表", (timetable(tasks),), is_wide=True),
            Appendix("路线图", (route(tasks),), is_wide=True),
            Appendix("责任分工表", (division(tasks),), is_wide=True),
        ),
    )


def timetable_paper(session: Session, year: int, office: str, today: date) -> Paper:
    """The timetable alone."""
    tasks = planned(session, year)
    said = Text(f"{year}年有时限的任务共{len(tasks)}项，数据截至{day_in_words(today)}。")
    appendix = Appendix("时间表", (timetable(tasks),), is_wide=True)
    return Paper(f"{year}年任务时间安排", (said,), office, today, appendices=(appendix,))


def timetable(tasks: Sequence[Planned]) -> TableOf:
    """By when."""
    columns = (
        Column("序号", 0.5),
        Column("完成时限", 2.2, "left"),
        Column("任务", 4.6, "left"),
        Column("责任单位", 2.6, "left"),
        Column("来源", 2.0, "left"),
    )
    rows = tuple(
        (
            str(place),
            "、".join(day_in_words(day) for day in one.days),
            f"{one.number}　{one.title}",
            _who(one, Role.LEAD, Role.RESPONSIBLE),
            one.source,
        )
        for place, one in enumerate(tasks, 1)
    )
    return TableOf("时间表", columns, rows)


def route(tasks: Sequence[Planned]) -> TableOf:
    """Along which headings of the plan, quarter by quarter."""
    by_heading: dict[str, list[Planned]] = defaultdict(list)
    for one in tasks:
        by_heading[one.heading or one.source].append(one)
    columns = (Column("举措", 2.2, "left"), *(Column(one, 2.6, "left") for one in _QUARTERS))
    rows = []
    for heading, several in by_heading.items():
        cells: list[list[str]] = [[], [], [], []]
        for one in several:
            for quarter in dict.fromkeys((day.month - 1) // 3 for day in one.days):
                cells[quarter].append(one.title)
        rows.append((heading, *("；".join(cell) or "—" for cell in cells)))
    return TableOf("路线图", columns, tuple(rows))


def division(tasks: Sequence[Planned]) -> TableOf:
    """Who leads, who answers, who helps."""
    columns = (
        Column("序号", 0.5),
        Column("任务", 4.6, "left"),
        Column("牵头单位", 2.0, "left"),
        Column("责任单位", 2.8, "left"),
        Column("配合单位", 2.4, "left"),
    )
    rows = tuple(
        (
            str(place),
            f"{one.number}　{one.title}",
            _who(one, Role.LEAD),
            _who(one, Role.RESPONSIBLE),
            _who(one, Role.SUPPORTING),
        )
        for place, one in enumerate(tasks, 1)
    )
    return TableOf("责任分工表", columns, rows)


def _who(one: Planned, *roles: Role) -> str:
    return "、".join(name for role in roles for name in one.units.get(role, ())) or "—"
