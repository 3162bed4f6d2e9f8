"""The tables and the picture of the mid-term report."""

from collections.abc import Iterable, Sequence

from papers import chart
from papers.fonts import Font
from papers.paper import Block, Column, Picture, TableOf, Text
from reports import wording
from reports.figures import Figures, OfTask, OfUnit
from reports.indicators import Reached
from reports.items import Item
from reports.tally import NOTHING, Tally, share
from schedules.lights import Light

# The units in the picture; more would not be readable on half a page.
MOST_BARS = 12

# Pale enough for black figures; the patterns tell the lights apart in a print without colour.
_COLOURS = {
    Light.RED: ("#E57368", "//"),
    Light.YELLOW: ("#F3CF5B", ".."),
    Light.GREEN: ("#8CC68C", ""),
    Light.GREY: ("#C9CDD2", "xx"),
    Light.BLUE: ("#86ACDD", ""),
}


def of_documents(figures: Figures) -> TableOf:
    """What came of every document."""
    rows = [
        (
            str(position),
            wording.cited(one.document),
            one.document.reference or NOTHING,
            wording.day(one.document.issued_on),
            str(one.tasks),
            str(one.tally.assigned),
            str(one.tally.due),
            str(one.tally.closed_of_due),
            one.tally.completion,
        )
        for position, one in enumerate(figures.documents, 1)
    ]
    columns = (
        Column("序号", 0.6),
        Column("公文", 4.2, "left"),
        Column("发文字号", 2.0),
        Column("成文日期", 1.5),
        Column("任务", 0.8),
        Column("交办", 0.8),
        Column("应办", 0.8),
        Column("办结", 0.8),
        Column("完成率", 1.1),
    )
    return TableOf(
        "评估范围内各公文任务落实情况",
        columns,
        tuple(rows),
        "任务以项计，其余以件计；办结为应办中已审核销号的件数。",
    )


def of_lights(figures: Figures) -> TableOf:
    """How many assignments burn in each colour."""
    lights = figures.whole.lights
    rows = [
        (light.label, light.meaning, str(lights[light]), share(lights[light], figures.whole.assigned))
        for light in Light
    ]
    rows.append(
        ("合计", "", str(figures.whole.assigned), share(figures.whole.assigned, figures.whole.assigned))
    )
    columns = (Column("灯", 0.8), Column("含义", 5, "left"), Column("件数", 1), Column("占比", 1.2))
    return TableOf("交办件亮灯情况", columns, tuple(rows))


def of_levels(figures: Figures) -> TableOf:
    """The three classes of units beside each other."""
    rows = [(level.label, *_tally_cells(tally)) for level, tally in figures.levels]
    rows.append(("合计", *_tally_cells(figures.whole)))
    columns = (Column("单位类别", 1.6), *_tally_columns())
    return TableOf("各类单位完成情况", columns, tuple(rows))


def picture_of_lights(figures: Figures, font: Font | None) -> Block:
    """The lights of the units that carry most; a sentence in its place where no font can draw it."""
    chosen = sorted(figures.units, key=lambda one: -one.tally.assigned)[:MOST_BARS]
    if not chosen:
        return Text("（图略：还没有交办件。）")
    labels = [one.unit.called for one in chosen]
    series = [
        chart.Series(
            f"{light.label}灯",
            tuple(one.tally.lights[light] for one in chosen),
            _COLOURS[light][0],
            _COLOURS[light][1],
        )
        for light in Light
    ]
    png = chart.bars(labels, series, "交办件（件）", font)
    if png is None:
        return Text("（图略：生成本报告的电脑上没有可用的中文字体，装上一种以后重新生成即可。）")
    caption = (
        f"交办件最多的{MOST_BARS}个单位亮灯情况" if len(figures.units) > MOST_BARS else "各单位交办件亮灯情况"
    )
    says = "；".join(
        f"{one.unit.called}：" + "，".join(f"{light.label}{one.tally.lights[light]}件" for light in Light)
        for one in chosen
    )
    return Picture(caption, png, says)


def of_indicators(figures: Figures) -> TableOf:
    """The indicators in short, for the body of the report."""
    rows = [
        (
            str(position),
            one.indicator.name,
            wording.target(one.indicator),
            wording.time_limit(one.indicator),
            reading(one),
            progress(one),
            time_gone(one),
            one.conclusion.label,
        )
        for position, one in enumerate(figures.indicators, 1)
    ]
    columns = (
        Column("序号", 0.6),
        Column("指标", 3.2, "left"),
        Column("目标", 1.7),
        Column("时限", 1.5),
        Column("最新值", 1.3),
        Column("进度", 1.1),
        Column("时间进度", 0.9),
        Column("结论", 1.5),
    )
    return TableOf("主要目标指标实现情况", columns, tuple(rows), "完整口径见附件1。")


def of_indicators_in_full(figures: Figures) -> TableOf:
    """Every indicator with all that is known of it."""
    rows = [
        (
            str(position),
            one.indicator.name,
            wording.kind(one.indicator),
            one.indicator.measure or NOTHING,
            "",
            wording.target(one.indicator),
            wording.time_limit(one.indicator),
            reading(one),
            wording.day(one.as_of),
            one.verification.label if one.verification else NOTHING,
            progress(one),
            time_gone(one),
            one.conclusion.label + (f"（{one.why}）" if one.why else ""),
        )
        for position, one in enumerate(figures.indicators, 1)
    ]
    columns = (
        Column("序号", 0.7),
        Column("指标", 3.4, "left"),
        Column("属性", 0.9),
        Column("计量单位", 1.1),
        Column("基期值", 1.0),
        Column("目标值", 1.9),
        Column("时限", 1.6),
        Column("最新值", 1.2),
        Column("数据截至", 1.6),
        Column("核验", 0.9),
        Column("进度", 1.2),
        Column("时间进度", 1.0),
        Column("结论", 2.2),
    )
    return TableOf("", columns, tuple(rows), "基期值没有登记，请据实填写。核验栏为“自报”的数值未经审核。")


def of_tasks(figures: Figures) -> TableOf:
    """Every task with its counts and the latest word on it."""
    rows = [_task_row(position, one, figures) for position, one in enumerate(figures.tasks, 1)]
    columns = (
        Column("序号", 0.7),
        Column("任务编号", 1.5),
        Column("任务", 4.0, "left"),
        Column("单位", 3.6, "left"),
        Column("时限", 1.7),
        Column("交办", 0.7),
        Column("应办", 0.7),
        Column("办结", 0.7),
        Column("待审核", 0.7),
        Column("逾期", 0.7),
        Column("最近进展", 4.4, "left"),
    )
    note = "办结为应办中已审核销号的件数；逾期为时限已过、尚未申请销号的件数。"
    return TableOf("", columns, tuple(rows), note)


def of_units(figures: Figures) -> TableOf:
    """Every unit with its figures, in the order of the directory."""
    rows = [_unit_row(str(position), one) for position, one in enumerate(figures.units, 1)]
    whole = figures.whole
    leading = sum(one.leading for one in figures.units)
    rows.append(("", "合计", str(leading), *_tally_cells(whole), *_light_cells(whole)))
    columns = (
        Column("序号", 0.7),
        Column("单位", 3.0, "left"),
        Column("其中牵头", 0.8),
        *_tally_columns(),
        *(Column(light.label, 0.6) for light in Light),
    )
    note = "完成率＝办结÷应办，按时率＝按时÷应办；应办为0的以“—”表示。自报完成未经审核。"
    return TableOf("", columns, tuple(rows), note)


def of_overdue(items: Sequence[Item], figures: Figures, caption: str = "") -> TableOf:
    """Assignments past their last day with nothing handed in, the latest first."""
    titles = {one.task.id: one.task for one in figures.tasks}
    rows = [
        (
            str(position),
            figures.unit_names[item.unit_id],
            item.role.label,
            titles[item.task_id].title,
            wording.day(item.due_on),
            str(item.workdays_late),
            f"{item.percent}%",
        )
        for position, item in enumerate(items, 1)
    ]
    columns = (
        Column("序号", 0.6),
        Column("单位", 2.2, "left"),
        Column("分工", 0.8),
        Column("任务", 4.6, "left"),
        Column("时限", 1.5),
        Column("逾期（工作日）", 1.1),
        Column("自报进度", 1.0),
    )
    return TableOf(caption, columns, tuple(rows))


def reading(one: Reached) -> str:
    """The latest value, or why there is none."""
    if one.value is None:
        return "未汇总" if one.scattered else NOTHING if one.as_of else "未报送"
    return f"{wording.amount(one.value)}{one.indicator.measure}"


def progress(one: Reached) -> str:
    """The value by the target; for a ceiling and a range whether it is kept."""
    if one.value is None:
        return NOTHING
    if one.progress is not None:
        return f"{one.progress}%"
    value, indicator = one.value, one.indicator
    if indicator.relation == "<=":
        return "未超上限" if value <= indicator.target else "超出上限"
    if indicator.relation == "range" and indicator.upper is not None:
        return (
            "低于下限" if value < indicator.target else "高于上限" if value > indicator.upper else "在区间内"
        )
    return NOTHING


def time_gone(one: Reached) -> str:
    """The share of the time gone on the day of the reading."""
    return NOTHING if one.time_gone is None else f"{one.time_gone}%"


def latest_words(items: Iterable[Item], figures: Figures, most: int, characters: int) -> list[str]:
    """What the units last reported, the newest first: 市教育局（截至5月31日）：…."""
    told = [item for item in items if item.latest is not None and item.latest.progress.strip()]
    told.sort(
        key=lambda item: (item.latest.as_of, item.latest.id or 0) if item.latest else (figures.as_of, 0)
    )
    words = []
    for item in reversed(told[-most:]):
        assert item.latest is not None
        said = wording.excerpt(item.latest.progress, characters)
        words.append(
            f"{figures.unit_names[item.unit_id]}（截至{wording.short_day(item.latest.as_of, figures.as_of)}）：{said}"
        )
    return words


def _task_row(position: int, one: OfTask, figures: Figures) -> tuple[str, ...]:
    return (
        str(position),
        one.task.number,
        one.task.title,
        wording.units_by_role(one.items, figures.unit_names, most=6) or "尚未交办",
        wording.deadlines(one.deadlines, "\n"),
        str(one.tally.assigned),
        str(one.tally.due),
        str(one.tally.closed_of_due),
        str(one.tally.waiting),
        str(one.tally.overdue),
        "\n".join(latest_words(one.items, figures, most=1, characters=45)) or NOTHING,
    )


def _unit_row(position: str, one: OfUnit) -> tuple[str, ...]:
    return (position, one.unit.called, str(one.leading), *_tally_cells(one.tally), *_light_cells(one.tally))


def _tally_columns() -> tuple[Column, ...]:
    return (
        Column("交办", 0.8),
        Column("应办", 0.8),
        Column("办结", 0.8),
        Column("完成率", 1.1),
        Column("按时", 0.8),
        Column("按时率", 1.1),
        Column("待审核", 0.8),
        Column("逾期未报", 0.9),
        Column("逾期工作日", 1.0),
        Column("自报完成", 0.9),
    )


def _tally_cells(tally: Tally) -> tuple[str, ...]:
    return (
        str(tally.assigned),
        str(tally.due),
        str(tally.closed_of_due),
        tally.completion,
        str(tally.on_time),
        tally.punctuality,
        str(tally.waiting),
        str(tally.overdue),
        str(tally.workdays_late),
        str(tally.reported_of_due),
    )


def _light_cells(tally: Tally) -> tuple[str, ...]:
    return tuple(str(tally.lights[light]) for light in Light)
