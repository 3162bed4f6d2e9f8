"""The figures of a campaign as a workbook, and the frozen rows that they were counted from."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from models.campaign import FrozenItem
from models.words import PlanLevel, Verification
from papers.paper import Book, Sheet, SheetColumn
from reports.campaign_counts import Counts, in_percent
from reports.campaign_figures import CampaignFigures
from reports.campaign_indicators import FrozenIndicator
from reports.measures.target import Measured
from schedules.lights import Light
from schedules.wording import day_in_words

Cell = str | int

COLUMNS: tuple[tuple[str, str], ...] = (
    ("交办", "assigned"),
    ("未定时限", "undated"),
    ("应办", "due"),
    ("应办中办结", "closed_of_due"),
    ("完成率", "completion"),
    ("按时办结", "on_time"),
    ("按时率", "punctuality"),
    ("到期待审核", "waiting"),
    ("逾期未办结", "overdue"),
    ("逾期工作日", "workdays_late"),
    ("自报完成率", "reported_completion"),
    ("核验率", "verified_rate"),
    ("退回次数", "returns"),
    ("延期次数", "extensions"),
)
"""What stands in each table of counts: the head of the column and the name of the number."""
MEANINGS = (
    (
        "交办",
        "截至数据截止日督办部门交办的件数：一项任务的一个时限交给一个单位为一件；已撤回、已转办的不计，评估期开始以前已经销号的不计",
    ),
    ("未定时限", "没有确定时限的件数，不计入应办"),
    ("应办", "时限（延期、恢复计时等以后的现行时限）在数据截止日当日及以前的件数"),
    ("应办中办结", "应办中已经审核销号的件数；单位自报完成但未经审核的不算"),
    ("完成率", "应办中办结的件数除以应办件数；应办为零的以“—”表示"),
    ("按时办结", "应办中据以销号的那次申请不晚于时限的件数；时限过后才获准延期的仍按逾期计算"),
    ("按时率", "按时办结的件数除以应办件数"),
    ("到期待审核", "应办中已经申请销号、尚未审核的件数"),
    ("逾期未办结", "时限已过、没有申请销号的件数；中止计时的和时限前已申请延期待批的不算"),
    ("逾期工作日", "逾期未办结的各件已逾期的工作日数之和，节假日调休照算"),
    ("自报完成率", "应办中已办结、待审核或单位自报进度为100%的件数除以应办件数"),
    ("核验率", "办结的件中经实地或第三方核验的比重"),
    ("一次通过率", "办结的件中没有被退回过的比重"),
    ("闭环率", "任务中已完成谋划、部署、落实、反馈、改进各步的比重"),
    ("未报送", "指标没有收到填报的数；不按零计算"),
)
"""What each number means (统计口径)."""


def lay_out(figures: CampaignFigures, title: str, office_name: str) -> Book:
    """All tables of the figures, a sheet each."""
    note = (
        f"数据截至{day_in_words(figures.as_of)}，第{figures.number}次冻结。评估期{day_in_words(figures.starts_on)}至"
        f"{day_in_words(figures.ends_on)}。各栏的口径见“口径”表。"
    )
    units = ((figures.unit_facts[number].name, counts) for number, counts in figures.units.items())
    tasks = (
        (f"{figures.task_facts[number].number} {figures.task_facts[number].title}", counts)
        for number, counts in figures.tasks.items()
    )
    sheets = [
        _table("总体", "范围", [("总体", figures.whole)], title, note),
        _table("分单位", "单位", units, title, note),
        _table("分类别", "单位类别", [(one.label, own) for one, own in figures.classes.items()], title, note),
        _table("分任务", "任务", tasks, title, note),
    ]
    if any(figures.categories):
        named = [(name or "未分类", own) for name, own in figures.categories.items()]
        sheets.append(_table("分一级任务", "一级任务", named, title, note))
    if figures.nodes:
        sheets.append(_table("分举措", "规划、举措、措施", headings(figures), title, note))
    sheets.append(
        _table("分责任", "承担方式", [(one.label, own) for one, own in figures.roles.items()], title, note)
    )
    sheets.append(_indicators(figures, title, note))
    sheets.append(
        Sheet("口径", "口径", (SheetColumn("指标", 14), SheetColumn("怎样计算", 90)), MEANINGS, size="A4")
    )
    return Book(f"{office_name}{title}", figures.as_of, tuple(sheets))


def lay_out_rows(figures: CampaignFigures, title: str, rows: Iterable[FrozenItem], said: str) -> Book:
    """The frozen rows themselves; they are written as they come."""
    columns = (
        SheetColumn("编号", 8, "centre"),
        SheetColumn("任务", 40),
        SheetColumn("单位", 22),
        SheetColumn("承担方式", 9, "centre"),
        SheetColumn("状态", 10, "centre"),
        SheetColumn("交办", 13, "centre"),
        SheetColumn("最初时限", 13, "centre"),
        SheetColumn("现行时限", 13, "centre"),
        SheetColumn("签收", 13, "centre"),
        SheetColumn("申请销号", 13, "centre"),
        SheetColumn("销号", 13, "centre"),
        SheetColumn("核验级别", 9, "centre"),
        SheetColumn("自报进度（%）", 9, "centre"),
        SheetColumn("逾期工作日", 9, "centre"),
        SheetColumn("亮灯", 6, "centre"),
        SheetColumn("退回次数", 8, "centre"),
        SheetColumn("延期次数", 8, "centre"),
        SheetColumn("结转次数", 8, "centre"),
    )
    note = f"数据截至{day_in_words(figures.as_of)}，第{figures.number}次冻结。{said}"

    def lines() -> Iterator[tuple[Cell, ...]]:
        for row in rows:
            yield _line(figures, row)

    sheet = Sheet("冻结明细", f"{title}冻结明细", columns, (), note, size="A3", kept=3, stream=lines)
    return Book(f"{title}冻结明细", figures.as_of, (sheet,))


def headings(figures: CampaignFigures) -> list[tuple[str, Counts]]:
    """The headings of the plan with their counts, each below the one it stands under."""
    known = {}
    for task in figures.task_facts.values():
        for depth, heading in enumerate(task.nodes):
            known[heading.id] = (tuple(one.id for one in task.nodes[: depth + 1]), heading)
    ways = sorted((way, heading) for way, heading in known.values() if heading.id in figures.nodes)
    return [
        ("　" * list(PlanLevel).index(heading.level) + heading.title, figures.nodes[heading.id])
        for _, heading in ways
    ]


def written(counts: Counts, name: str) -> Cell:
    """A number of the table as it is written."""
    value = getattr(counts, name)
    return value if isinstance(value, int) else in_percent(value)


def number(value: Decimal | None, measure: str = "") -> str:
    """A value as people write it; 未报送 where there is none, and never 0."""
    return "未报送" if value is None else f"{value.normalize():f}{measure}"


def _table(name: str, first: str, rows: Iterable[tuple[str, Counts]], title: str, note: str) -> Sheet:
    columns = (SheetColumn(first, 30), *(SheetColumn(head, 11, "centre") for head, _ in COLUMNS))
    lights = tuple(SheetColumn(light.label, 7, "centre", "亮灯（件）") for light in Light)
    levels = tuple(SheetColumn(level.label, 8, "centre", "办结的核验级别（件）") for level in Verification)
    made = tuple(
        (
            called,
            *(written(counts, key) for _, key in COLUMNS),
            *counts.lights.values(),
            *counts.levels.values(),
        )
        for called, counts in rows
    )
    return Sheet(name, f"{title}：{name}", (*columns, *lights, *levels), made, note, size="A3", kept=1)


def _indicators(figures: CampaignFigures, title: str, note: str) -> Sheet:
    columns = (
        SheetColumn("指标", 36),
        SheetColumn("单位", 22),
        SheetColumn("目标", 14, "centre"),
        SheetColumn("数值", 14, "centre"),
        SheetColumn("截至", 13, "centre"),
        SheetColumn("分子", 10, "centre"),
        SheetColumn("分母", 10, "centre"),
        SheetColumn("完成进度（%）", 10, "centre"),
        SheetColumn("时间进度（%）", 10, "centre"),
        SheetColumn("结论", 14, "centre"),
        SheetColumn("说明", 50),
    )

    def lines() -> Iterator[tuple[Cell, ...]]:
        for one in figures.indicators:
            yield _measured(one, "总体", one.whole)
            for unit_id, own in one.units.items():
                unit = figures.unit_facts.get(unit_id)
                yield _measured(one, unit.name if unit else "", own)

    return Sheet("指标", f"{title}：指标", columns, (), note, size="A3", kept=1, stream=lines)


def _measured(one: FrozenIndicator, called: str, own: Measured) -> tuple[Cell, ...]:
    return (
        one.name,
        called,
        "" if own.goal is None else number(own.goal, one.measure),
        number(own.value, one.measure),
        day_in_words(own.as_of) if own.as_of else "",
        "" if own.numerator is None else number(own.numerator),
        "" if own.denominator is None else number(own.denominator),
        "" if own.progress is None else number(own.progress),
        "" if own.pace is None else own.pace,
        own.conclusion.label,
        "；".join(part for part in (own.why, *own.notes) if part and part != own.conclusion.label),
    )


def _line(figures: CampaignFigures, row: FrozenItem) -> tuple[Cell, ...]:
    task, unit = figures.task_facts[row.task_id], figures.unit_facts[row.unit_id]
    days = (row.accepted_on, row.submitted_on, row.closed_on)
    return (
        row.assignment_id,
        f"{task.number} {task.title}",
        unit.name,
        row.role.label,
        row.status.label,
        row.assigned_on.isoformat(),
        row.first_due_on.isoformat() if row.first_due_on else "未定",
        row.due_on.isoformat() if row.due_on else "未定",
        *(day.isoformat() if day else "" for day in days),
        row.verification.label if row.verification else "",
        "" if row.percent is None else row.percent,
        row.workdays_late,
        Light(row.light).label,
        row.returns,
        row.extensions,
        row.roll_overs,
    )
