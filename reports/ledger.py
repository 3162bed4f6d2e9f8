"""The ledger (台账) as a workbook: one row a task and deadline, and beside it one row an assignment."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.assignment import Assignment
from models.notice import Notice
from models.progress import ProgressUpdate
from models.task import Deadline
from models.unit import Contact
from models.words import ContactLevel, NoticeKind, Role
from papers.paper import Book, Sheet, SheetColumn, Value
from reports import wording
from reports.figures import Figures, OfTask
from reports.indicators import Reached
from reports.items import Item
from reports.wholes import is_whole
from schedules.lights import Light
from schedules.wording import day_in_words

COLUMNS = (
    SheetColumn("序号", 4.5, "centre"),
    SheetColumn("任务编号", 9, "centre"),
    SheetColumn("一级任务", 8),
    SheetColumn("任务名称", 18),
    SheetColumn("工作举措", 28),
    SheetColumn("依据", 14),
    SheetColumn("责任领导", 8, "centre"),
    SheetColumn("牵头单位", 11),
    SheetColumn("责任单位", 14),
    SheetColumn("配合单位", 12),
    SheetColumn("责任人", 8, "centre"),
    SheetColumn("起始时间", 10, "centre", "时间"),
    SheetColumn("完成时限", 10, "centre", "时间"),
    SheetColumn("目标值", 9, "centre", "量化指标"),
    SheetColumn("单位", 5.5, "centre", "量化指标"),
    SheetColumn("完成值", 8, "centre", "量化指标"),
    SheetColumn("完成率", 7.5, "centre", "量化指标"),
    SheetColumn("序时进度", 7, "centre", "进度"),
    SheetColumn("进展情况", 32, "left", "进度"),
    SheetColumn("存在问题", 18, "left", "进度"),
    SheetColumn("下一步措施", 18, "left", "进度"),
    SheetColumn("需协调事项", 16, "left", "进度"),
    SheetColumn("佐证材料", 8),
    SheetColumn("完成情况", 12),
    SheetColumn("延期情况", 8),
    SheetColumn("灯", 4, "centre"),
    SheetColumn("督办情况", 9),
    SheetColumn("截至日期", 10, "centre"),
    SheetColumn("备注", 8),
)
PART_COLUMNS = (
    SheetColumn("序号", 5, "centre"),
    SheetColumn("单位", 18),
    SheetColumn("任务编号", 10, "centre"),
    SheetColumn("任务名称", 32),
    SheetColumn("分工", 6, "centre"),
    SheetColumn("期别", 9, "centre"),
    SheetColumn("交办日期", 11, "centre"),
    SheetColumn("完成时限", 11, "centre"),
    SheetColumn("状态", 9, "centre"),
    SheetColumn("自报进度", 8, "centre", format='0"%"'),
    SheetColumn("时间进度", 8, "centre", format='0"%"'),
    SheetColumn("申请销号", 11, "centre"),
    SheetColumn("销号日期", 11, "centre"),
    SheetColumn("逾期工作日", 8, "centre"),
    SheetColumn("灯", 5, "centre"),
    SheetColumn("亮灯原因", 30),
    SheetColumn("进展情况", 40),
    SheetColumn("存在问题", 24),
    SheetColumn("下一步措施", 24),
    SheetColumn("需协调事项", 20),
    SheetColumn("数据截至", 11, "centre"),
)

_FILLS = {
    Light.RED: "F4B6B0",
    Light.YELLOW: "FBE8A6",
    Light.GREEN: "C6E6C3",
    Light.GREY: "DDDFE2",
    Light.BLUE: "BFD4EF",
}


def lay_out(session: Session, figures: Figures, office_name: str) -> Book:
    """The ledger of the day of the figures.

    A task that was not handed out yet stands in it too. Columns of which nothing is stored so far (一级任务,
    佐证材料) are there and empty, since offices fill them by hand. 备注 says why a vague time was settled so.
    """
    beside = _beside(session, figures)
    day = day_in_words(figures.as_of)
    note = f"数据截至{day}。灯色以截止日为准；进展、问题等为各单位自报，销号后方为办结。"
    rows = [
        (one, deadline, [item for item in one.items if deadline and item.deadline_id == deadline.id])
        for one in figures.tasks
        for deadline in one.deadlines or (None,)
    ]
    tasks = tuple(_row(n, *row, figures, beside) for n, row in enumerate(rows, 1))
    titles = {one.task.id: one for one in figures.tasks}
    parts = sorted(figures.items, key=lambda item: list(figures.unit_names).index(item.unit_id))
    units = tuple(_part_row(n, item, titles[item.task_id], figures) for n, item in enumerate(parts, 1))
    return Book(
        title=f"{office_name}督办台账",
        dated=figures.as_of,
        sheets=(
            Sheet(
                "台账", f"{office_name}督办台账", COLUMNS, tasks, note, "A3", kept=4,
                fills=tuple(_fills(tasks, COLUMNS)),
            ),
            Sheet(
                "分单位", f"{office_name}督办台账（分单位）", PART_COLUMNS, units, note, "A3", kept=4,
                fills=tuple(_fills(units, PART_COLUMNS)),
            ),
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside a task in the ledger: its indicators, the people of the units, the notices it drew."""

    indicators: dict[int, list[Reached]]
    people: dict[tuple[int, ContactLevel], list[str]]
    notices: dict[int, Counter[NoticeKind]]


def _beside(session: Session, figures: Figures) -> _Beside:
    indicators: dict[int, list[Reached]] = defaultdict(list)
    for one in figures.indicators:
        if one.indicator.task_id is not None:
            indicators[one.indicator.task_id].append(one)
    people: dict[tuple[int, ContactLevel], list[str]] = defaultdict(list)
    for contact in session.exec(select(Contact).order_by(col(Contact.id))):
        people[contact.unit_id, contact.level].append(contact.name)
    notices: dict[int, Counter[NoticeKind]] = defaultdict(Counter)
    chosen = (
        select(col(Assignment.deadline_id), col(Notice.kind), func.count(col(Notice.id)))
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .where(col(Notice.raised_on) <= figures.as_of, is_whole())
        .group_by(col(Assignment.deadline_id), col(Notice.kind))
    )
    for deadline_id, kind, number in session.exec(chosen):
        notices[deadline_id][kind] = number
    return _Beside(indicators, people, notices)


def _row(
    number: int,
    one: OfTask,
    deadline: Deadline | None,
    items: Sequence[Item],
    figures: Figures,
    beside: _Beside,
) -> tuple[Value, ...]:
    task, names = one.task, figures.unit_names
    # Next year's row of a yearly duty has no value yet; this year's must not stand in it.
    is_begun = bool(items) or len(one.deadlines) <= 1
    numbers = beside.indicators.get(task.id or 0, []) if is_begun else []
    return (
        number,
        task.number,
        None,
        task.title + (f"（{deadline.period}）" if deadline and deadline.period else ""),
        task.text,
        _basis(one),
        _people(items, ContactLevel.LEADER, beside),
        *(_units(items, role, names) for role in Role),
        _people(items, ContactLevel.CONTACT, beside),
        min((item.assigned_on for item in items), default=None),
        (deadline.due_on or deadline.phrase or None) if deadline else None,
        _lines(wording.target(each.indicator) for each in numbers),
        _lines(each.indicator.measure for each in numbers),
        _lines(wording.amount(each.reading.value) if each.reading else "" for each in numbers),
        _lines(f"{each.progress}%" if each.progress is not None else "" for each in numbers),
        _time_gone(items),
        _told(items, names, "progress"),
        _told(items, names, "problems"),
        _told(items, names, "next_steps"),
        _told(items, names, "to_coordinate"),
        None,
        _state(items),
        wording.time_moved(items),
        _light(items),
        _notices(beside.notices.get((deadline.id if deadline else None) or 0, Counter())),
        figures.as_of,
        _lines(part for part in (task.remark, wording.settled(deadline)) if part),
    )


def _part_row(number: int, item: Item, one: OfTask, figures: Figures) -> tuple[Value, ...]:
    latest = item.latest
    return (
        number,
        figures.unit_names[item.unit_id],
        one.task.number,
        one.task.title,
        item.role.label,
        item.period or None,
        item.assigned_on,
        item.due_on,
        item.status.label,
        item.percent,
        item.time_gone,
        item.submitted_on,
        item.closed_on,
        item.workdays_late,
        item.light.label,
        item.lamp.why,
        latest.progress if latest else None,
        latest.problems if latest else None,
        latest.next_steps if latest else None,
        latest.to_coordinate if latest else None,
        latest.as_of if latest else None,
    )


def _basis(one: OfTask) -> str:
    reference = f"（{one.document.reference}）" if one.document.reference else ""
    return wording.cited(one.document) + reference + one.task.code


def _units(items: Iterable[Item], role: Role, names: dict[int, str]) -> str | None:
    return "、".join(dict.fromkeys(names[item.unit_id] for item in items if item.role is role)) or None


def _people(items: Sequence[Item], level: ContactLevel, beside: _Beside) -> str | None:
    """The people of the leading units; where the text names no lead, of the responsible ones."""
    leading = [item for item in items if item.role is Role.LEAD]
    asked = leading or [item for item in items if item.role is Role.RESPONSIBLE]
    names = (name for item in asked for name in beside.people.get((item.unit_id, level), ()))
    return "、".join(dict.fromkeys(names)) or None


def _time_gone(items: Iterable[Item]) -> str | None:
    gone = [item.time_gone for item in items if item.time_gone is not None]
    return f"{max(gone)}%" if gone else None


def _told(items: Iterable[Item], names: dict[int, str], field: str) -> str | None:
    return _lines(_named(items, names, field))


def _named(items: Iterable[Item], names: dict[int, str], field: str) -> Iterator[str]:
    for item in items:
        text = _said(item.latest, field)
        if text:
            yield f"{names[item.unit_id]}：{text}"


def _said(update: ProgressUpdate | None, field: str) -> str:
    return str(getattr(update, field)).strip() if update else ""


def _state(items: Sequence[Item]) -> str:
    """How many parts are closed; how far the others are by their own word."""
    if not items:
        return "尚未交办"
    closed = sum(item.is_closed for item in items)
    if closed == len(items):
        return f"已办结（{closed}/{len(items)}）"
    late = max((item.workdays_late for item in items if item.is_overdue), default=0)
    open_ = [item.percent for item in items if not item.is_closed]
    parts = [f"已办结{closed}/{len(items)}", f"未办结的自报进度最低{min(open_)}%"]
    if late:
        parts.append(f"逾期{late}个工作日")
    return "；".join(parts)


def _light(items: Iterable[Item]) -> str | None:
    """The most urgent of the lights."""
    urgency = list(Light)
    burning = sorted((item.light for item in items), key=urgency.index)
    return burning[0].label if burning else None


def _notices(raised: Counter[NoticeKind]) -> str | None:
    return "、".join(f"{kind.label}{raised[kind]}次" for kind in NoticeKind if raised[kind]) or None


def _lines(parts: Iterable[str]) -> str | None:
    """One line a part, empty ones kept in their place; None where nothing is said at all."""
    listed = list(parts)
    return "\n".join(listed) if any(listed) else None


def _fills(
    rows: Sequence[tuple[Value, ...]], columns: Sequence[SheetColumn]
) -> Iterator[tuple[int, int, str]]:
    """The light's colour under its word, so that a print without colour still says it."""
    position = next(n for n, column in enumerate(columns) if column.title == "灯")
    by_label = {light.label: colour for light, colour in _FILLS.items()}
    for number, row in enumerate(rows):
        if row[position] in by_label:
            yield number, position, by_label[str(row[position])]
