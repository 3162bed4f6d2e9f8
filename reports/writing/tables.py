"""The tables and charts of a report."""

from collections.abc import Iterable, Sequence

from papers.paper import Chart, Column, Series, TableOf
from reports.campaign_counts import Counts, in_percent
from reports.campaign_figures import TaskFacts
from reports.campaign_indicators import FrozenIndicator
from reports.tally import NOTHING
from reports.wording import amount, day, excerpt
from reports.writing import phrases
from reports.writing.material import Found, ItemScore, Material, Part, Planned, Standing
from reports.writing.traces import fraction
from schedules.lights import Light

# The units in a picture; more would not be readable on half a page.
MOST_BARS = 12
_MOST_LINES = 3
_LEAST_READINGS = 3

# Pale enough for black figures; the patterns tell the lights apart in a print without colour.
_COLOURS = {
    Light.RED: ("#E57368", "//"),
    Light.YELLOW: ("#F3CF5B", ".."),
    Light.GREEN: ("#8CC68C", ""),
    Light.GREY: ("#C9CDD2", "xx"),
    Light.BLUE: ("#86ACDD", ""),
}
_LINE_COLOURS = ("#2F6DB5", "#C0504D", "#4F8F4F")


def of_documents(material: Material) -> TableOf:
    """What came of every document."""
    figures = material.figures
    rows = []
    for position, (document_id, own) in enumerate(by_document(material).items(), 1):
        counts = [figures.tasks[one.id] for one in own]
        due, closed = sum(one.due for one in counts), sum(one.closed_of_due for one in counts)
        rows.append(
            (
                str(position), phrases.cited(own[0]), own[0].reference or NOTHING, str(len(own)),
                str(sum(one.assigned for one in counts)), str(due), str(closed), fraction(closed, due),
            )
        )  # fmt: skip
        del document_id
    columns = (
        Column("序号", 0.6), Column("公文", 4.6, "left"), Column("发文字号", 2.2), Column("任务", 0.8),
        Column("交办", 0.8), Column("应办", 0.8), Column("办结", 0.8), Column("完成率", 1.1),
    )  # fmt: skip
    note = "任务以项计，其余以件计；办结为应办中已审核销号的件数。"
    return TableOf("评估范围内各公文任务落实情况", columns, tuple(rows), note)


def by_document(material: Material) -> dict[int, list[TaskFacts]]:
    """The tasks by their document."""
    gathered: dict[int, list[TaskFacts]] = {}
    for one in material.figures.task_facts.values():
        gathered.setdefault(one.document_id, []).append(one)
    return gathered


def of_lights(counts: Counts, caption: str = "交办件亮灯情况") -> TableOf:
    """How many assignments burn in each colour."""
    rows = [
        (
            light.label,
            light.meaning,
            str(counts.lights[light]),
            fraction(counts.lights[light], counts.assigned),
        )
        for light in Light
    ]
    rows.append(("合计", "", str(counts.assigned), fraction(counts.assigned, counts.assigned)))
    columns = (Column("灯", 0.8), Column("含义", 5, "left"), Column("件数", 1), Column("占比", 1.2))
    return TableOf(caption, columns, tuple(rows))


def of_classes(material: Material) -> TableOf:
    """The classes of units beside each other."""
    figures = material.figures
    rows = [(level.label, *_cells(counts)) for level, counts in figures.classes.items()]
    rows.append(("合计", *_cells(figures.whole)))
    return TableOf("各类单位完成情况", (Column("单位类别", 1.6), *_columns()), tuple(rows), _RATES)


def of_groups(caption: str, head: str, groups: Sequence[tuple[str, int, Counts]]) -> TableOf:
    """Groups of tasks beside each other: their name, how many tasks, the counts."""
    rows = [(name, str(tasks), *_cells(counts)) for name, tasks, counts in groups]
    return TableOf(
        caption, (Column(head, 3.4, "left"), Column("任务", 0.8), *_columns()), tuple(rows), _RATES
    )


def chart_of_units(material: Material) -> Chart | None:
    """The lights of the units that carry most; None without any."""
    figures = material.figures
    carrying = [unit_id for unit_id, counts in figures.units.items() if counts.assigned]
    if not carrying:
        return None
    chosen = sorted(carrying, key=lambda unit_id: (-figures.units[unit_id].assigned, carrying.index(unit_id)))
    chosen = chosen[:MOST_BARS]
    labels = tuple(material.called(unit_id) for unit_id in chosen)
    series = tuple(
        Series(
            f"{light.label}灯",
            tuple(figures.units[unit_id].lights[light] for unit_id in chosen),
            *_COLOURS[light],
        )
        for light in Light
    )
    many = len(carrying) > MOST_BARS
    caption = f"交办件最多的{MOST_BARS}个单位亮灯情况" if many else "各单位交办件亮灯情况"
    says = "；".join(
        f"{label}：" + "，".join(f"{one.name}{one.values[place]}件" for one in series)
        for place, label in enumerate(labels)
    )
    return Chart(caption, labels, series, "交办件（件）", says)


def chart_of_trends(material: Material) -> Chart | None:
    """The values of the first indicators of one measure that were read often enough; None without any."""
    often = [
        one for one in material.figures.indicators if len(material.series.get(one.id, ())) >= _LEAST_READINGS
    ]
    chosen = [one for one in often if one.measure == often[0].measure][:_MOST_LINES]
    if not chosen:
        return None
    days = sorted({on for one in chosen for on, _ in material.series[one.id]})
    series = []
    for one, colour in zip(chosen, _LINE_COLOURS, strict=False):
        values = dict(material.series[one.id])
        series.append(
            Series(
                excerpt(one.name, 16),
                tuple(values[on].normalize() if on in values else None for on in days),
                colour,
            )
        )
    says = "；".join(
        f"{one.name}：" + "，".join(f"{day(on)} {amount(value)}" for on, value in material.series[one.id])
        for one in chosen
    )
    return Chart(
        "主要指标填报值变化", tuple(day(on) for on in days), tuple(series), chosen[0].measure, says, True
    )


def of_indicators(material: Material) -> TableOf:
    """The indicators in short, for the body."""
    rows = [
        (
            str(position), one.name, phrases.attribute(one), phrases.base(one), phrases.target(one),
            phrases.value(one), phrases.percent(one.whole.progress), phrases.percent(one.whole.pace),
            one.whole.conclusion.label,
        )
        for position, one in enumerate(material.figures.indicators, 1)
    ]  # fmt: skip
    columns = (
        Column("序号", 0.6), Column("指标", 3.0, "left"), Column("属性", 0.9), Column("基期", 1.1),
        Column("目标", 1.5), Column("最新值", 1.2), Column("进度", 1.0), Column("时间进度", 0.9), Column("结论", 1.4),
    )  # fmt: skip
    return TableOf("主要目标指标实现情况", columns, tuple(rows), "完整口径见附件1。")


def of_indicators_in_full(material: Material) -> TableOf:
    """Every indicator with all that is known of it."""
    rows = [
        _indicator_row(position, one, material) for position, one in enumerate(material.figures.indicators, 1)
    ]
    columns = (
        Column("序号", 0.6), Column("指标", 3.0, "left"), Column("类型", 0.8), Column("属性", 0.9),
        Column("单位", 0.8), Column("基期", 1.2), Column("目标", 1.6), Column("时限", 1.5),
        Column("最新值", 1.2), Column("数据截至", 1.5), Column("核验", 0.8), Column("进度", 1.0),
        Column("时间进度", 0.9), Column("趋势", 1.7), Column("结论", 2.0),
    )  # fmt: skip
    note = (
        "属性栏：原文写为力争等努力方向的列为预期性，其余列为约束性，与规划文本不一致的请改正。"
        "核验栏为“自报”的数值未经审核。没有填报的写“未报送”，不按零计算。"
    )
    return TableOf("", columns, tuple(rows), note)


def _indicator_row(position: int, one: FrozenIndicator, material: Material) -> tuple[str, ...]:
    whole = one.whole
    return (
        str(position), one.name, phrases.kind(one), phrases.attribute(one), one.measure or NOTHING, phrases.base(one),
        phrases.target(one), phrases.time_limit(one), phrases.value(one), day(whole.as_of),
        whole.verification.label if whole.verification else NOTHING, phrases.percent(whole.progress),
        phrases.percent(whole.pace), phrases.trend(material, one),
        whole.conclusion.label + (f"（{whole.why}）" if whole.why and whole.why != whole.conclusion.label else ""),
    )  # fmt: skip


def of_tasks(material: Material, tasks: Iterable[TaskFacts]) -> TableOf:
    """Tasks with their counts and the latest word on them."""
    figures = material.figures
    rows = []
    for position, one in enumerate(tasks, 1):
        counts = figures.tasks[one.id]
        rows.append(
            (
                str(position), one.number, one.title,
                phrases.units_in_words(material, material.shares.get(one.id, ())) or "尚未交办",
                phrases.days_in_cell(material.times.get(one.id)),
                str(counts.assigned), str(counts.due), str(counts.closed_of_due), str(counts.waiting),
                str(counts.overdue), one.loop.step.label if one.loop else NOTHING,
                phrases.said_in_words(material, material.latest.get(one.id, ())[:1], 45) or NOTHING,
            )
        )  # fmt: skip
    columns = (
        Column("序号", 0.6), Column("任务编号", 1.4), Column("任务", 3.8, "left"), Column("单位", 3.6, "left"),
        Column("时限", 1.6), Column("交办", 0.7), Column("应办", 0.7), Column("办结", 0.7), Column("待审核", 0.7),
        Column("逾期", 0.7), Column("所处环节", 0.9), Column("最近进展", 4.0, "left"),
    )  # fmt: skip
    note = "办结为应办中已审核销号的件数；逾期为时限已过、尚未申请销号的件数。"
    return TableOf("", columns, tuple(rows), note)


def of_units(material: Material) -> TableOf:
    """Every unit with its counts, in the order of the directory."""
    figures = material.figures
    rows = [
        (
            str(position),
            material.called(unit_id),
            str(counts.lead.assigned),
            *_cells(counts),
            *_lights(counts),
        )
        for position, (unit_id, counts) in enumerate(figures.units.items(), 1)
    ]
    whole = figures.whole
    rows.append(("", "合计", str(whole.lead.assigned), *_cells(whole), *_lights(whole)))
    columns = (
        Column("序号", 0.7), Column("单位", 2.8, "left"), Column("其中牵头", 0.8), *_columns(),
        *(Column(f"{light.label}灯", 0.7) for light in Light),
    )  # fmt: skip
    return TableOf("", columns, tuple(rows), _RATES + "自报完成未经审核。")


def of_overdue(material: Material, parts: Sequence[Part], caption: str = "") -> TableOf:
    """Assignments past their last day with nothing handed in, the latest first."""
    tasks = material.figures.task_facts
    rows = [
        (
            str(position), material.called(one.unit_id), one.role.label, tasks[one.task_id].title, day(one.due_on),
            str(one.workdays_late), "未反馈" if one.percent is None else f"{one.percent}%",
        )
        for position, one in enumerate(parts, 1)
    ]  # fmt: skip
    columns = (
        Column("序号", 0.6), Column("单位", 2.2, "left"), Column("分工", 0.8), Column("任务", 4.6, "left"),
        Column("时限", 1.5), Column("逾期（工作日）", 1.1), Column("自报进度", 1.0),
    )  # fmt: skip
    return TableOf(caption, columns, tuple(rows))


def of_parts(material: Material, parts: Sequence[Part]) -> TableOf:
    """What one unit carries, row by row."""
    tasks = material.figures.task_facts
    rows = [
        (
            str(position), tasks[one.task_id].number, tasks[one.task_id].title, one.role.label, day(one.due_on),
            Light(one.light).label, "未反馈" if one.percent is None else f"{one.percent}%", day(one.closed_on),
            str(one.workdays_late) if one.workdays_late else NOTHING, excerpt(one.told, 60) or NOTHING,
        )
        for position, one in enumerate(parts, 1)
    ]  # fmt: skip
    columns = (
        Column("序号", 0.6), Column("任务编号", 1.4), Column("任务", 4.2, "left"), Column("分工", 0.8),
        Column("时限", 1.5), Column("灯", 0.6), Column("自报进度", 0.9), Column("销号日期", 1.5),
        Column("逾期工作日", 0.9), Column("最近进展", 4.6, "left"),
    )  # fmt: skip
    return TableOf("", columns, tuple(rows), "自报进度未经审核；办结以销号日期为准。")


def of_findings(material: Material, findings: Sequence[Found]) -> TableOf:
    """Problems and how far their rectification has come."""
    rows = [
        (
            one.number, material.called(one.unit_id), one.source.label, excerpt(one.text, 80),
            excerpt(one.measure, 60) or NOTHING, day(one.due_on), one.status.label + ("（超期）" if one.is_late else ""),
            day(one.closed_on), str(one.recurrences) if one.recurrences else NOTHING,
        )
        for one in findings
    ]  # fmt: skip
    columns = (
        Column("编号", 1.4), Column("单位", 1.8, "left"), Column("来源", 1.0), Column("问题", 4.4, "left"),
        Column("整改措施", 3.6, "left"), Column("整改时限", 1.5), Column("状态", 1.4), Column("销号日期", 1.5),
        Column("反复次数", 0.8),
    )  # fmt: skip
    return TableOf("", columns, tuple(rows), "状态为数据截止日的情况。")


def of_standings(material: Material, standings: Sequence[Standing]) -> TableOf:
    """Totals, places and tiers, class by class."""
    rows = [
        (
            one.unit_class or NOTHING, str(one.place) if one.place else NOTHING, material.called(one.unit_id),
            NOTHING if one.total is None else amount(one.total), one.tier.label if one.tier else NOTHING,
            one.former_tier.label if one.former_tier else NOTHING,
        )
        for one in standings
    ]  # fmt: skip
    columns = (
        Column("类别", 1.6), Column("位次", 0.8), Column("单位", 3.0, "left"), Column("得分", 1.2),
        Column("档次", 1.0), Column("上次档次", 1.0),
    )  # fmt: skip
    return TableOf("", columns, tuple(rows), "同分同位次，其后位次空出。没有计算得分的以“—”表示。")


def of_scores(scores: Sequence[ItemScore]) -> TableOf:
    """The items of the sheet for one unit, with how the points came about."""
    rows = [
        (
            one.title,
            amount(one.full),
            NOTHING if one.points is None else amount(one.points),
            one.words or NOTHING,
        )
        for one in scores
    ]
    columns = (
        Column("考核项目", 2.6, "left"), Column("分值", 0.8), Column("得分", 0.8), Column("计算过程", 5.0, "left"),
    )  # fmt: skip
    return TableOf("考核得分明细", columns, tuple(rows))


def of_plan(planned: Sequence[Planned], year: int) -> TableOf:
    """The tasks of the year to come: content, who leads, who is responsible, standard, by when, effect."""
    rows = [
        (
            str(position), one.title, one.lead or NOTHING, one.responsible or NOTHING,
            excerpt(one.standard, 60) or NOTHING, one.due, excerpt(one.effect, 60) or NOTHING,
        )
        for position, one in enumerate(planned, 1)
    ]  # fmt: skip
    columns = (
        Column("序号", 0.6), Column("工作内容", 4.2, "left"), Column("牵头单位", 2.0), Column("责任单位", 2.6, "left"),
        Column("工作标准", 3.0, "left"), Column("完成时限", 1.8), Column("预期效果", 3.0, "left"),
    )  # fmt: skip
    return TableOf(
        f"{year}年工作任务", columns, tuple(rows), "工作标准、预期效果取自立项登记，没有登记的以“—”表示。"
    )


_RATES = "完成率＝办结÷应办，按时率＝按时÷应办；应办为0的以“—”表示。"


def _columns() -> tuple[Column, ...]:
    return (
        Column("交办", 0.8), Column("应办", 0.8), Column("办结", 0.8), Column("完成率", 1.1), Column("按时", 0.8),
        Column("按时率", 1.1), Column("待审核", 0.8), Column("逾期未报", 0.9), Column("逾期工作日", 1.0),
        Column("自报完成", 0.9),
    )  # fmt: skip


def _cells(counts: Counts) -> tuple[str, ...]:
    return (
        str(counts.assigned), str(counts.due), str(counts.closed_of_due), in_percent(counts.completion),
        str(counts.on_time), in_percent(counts.punctuality), str(counts.waiting), str(counts.overdue),
        str(counts.workdays_late), str(counts.reported_of_due),
    )  # fmt: skip


def _lights(counts: Counts) -> tuple[str, ...]:
    return tuple(str(counts.lights[light]) for light in Light)
