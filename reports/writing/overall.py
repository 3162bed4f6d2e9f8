"""The chapters on what was looked at and how far the whole has come."""

from datetime import date
from fractions import Fraction

from models.words import Verification
from papers.paper import to_fill
from reports.campaign_counts import Counts, in_percent
from reports.writing import tables
from reports.writing.material import Material
from reports.writing.traces import WHOLE, Draft, Of
from schedules.lights import Light
from schedules.wording import day_in_words


def about(draft: Draft, material: Material) -> None:
    """评估工作概况: what is in scope, how it is counted, how it was organised."""
    draft.heading("评估工作概况")
    draft.heading("评估范围", 2)
    draft.say(_scope(draft, material))
    if material.figures.task_facts:
        draft.lay(tables.of_documents(material))
    draft.heading("统计口径", 2)
    draft.say(HOW_COUNTED)
    draft.heading("组织实施", 2)
    draft.say(to_fill("评估的组织方式、参与单位，以及自查、座谈、实地核验的情况"))


HOW_COUNTED = (
    "应办，是指时限在数据截止日当日及以前的交办件；未定时限的单独列出，不计入应办。办结，是指督办单位审核"
    "同意并销号，单位自报完成但未经审核的不算办结。完成率为应办中已办结的件数与应办件数之比；按时率为应办中"
    "按时办结的件数与应办件数之比，是否按时以据以销号的那次申请日期为准。应办件数为零的，以“—”表示。"
    "逾期天数按工作日计算，节假日调休照算。没有填报的指标写“未报送”，不按零计算。"
)


def _scope(draft: Draft, material: Material) -> str:
    figures = material.figures
    tasks = len(figures.task_facts)
    if not tasks:
        return "评估范围内没有立项的任务。"
    documents = draft.number(len(tables.by_document(material)), "公文份数", "评估范围内任务所依据的公文")
    given = sum(1 for counts in figures.tasks.values() if counts.assigned)
    carrying = sum(1 for counts in figures.units.values() if counts.assigned)
    all_tasks = draft.number(
        tasks, "任务项数", "冻结时已立项的任务", tasks, f"{draft.address('assigned')}&by=task"
    )
    said = f"本次评估覆盖{documents}份公文立项的{all_tasks}项任务，"
    if not given:
        return f"{said}均未交办。"
    units = draft.number(carrying, "承担单位数", "有交办件的单位", carrying)
    assigned = draft.n("assigned")
    if given == tasks:
        said += f"全部交办到{units}个单位，共{assigned}件。"
    else:
        handed = draft.number(given, "已交办任务项数", "至少有一件交办件的任务", given)
        waiting = draft.number(tasks - given, "未交办任务项数", "冻结时没有交办件的任务", tasks - given)
        said += f"其中{handed}项已交办{units}个单位，共{assigned}件；另有{waiting}项尚未交办。"
    said += "一项任务的一个时限交给一个单位，计为一件；已撤回的不计。"
    if figures.withdrawn:
        withdrawn = draft.number(
            figures.withdrawn, "已撤回转办件数", "截至数据截止日已撤回或转办", figures.withdrawn
        )
        said += f"已撤回或转办{withdrawn}件。"
    if figures.over_before:
        over = draft.number(
            figures.over_before, "评估期前办结件数", "评估期开始前已销号，不计入", figures.over_before
        )
        said += f"评估期开始前已办结的{over}件不计入。"
    return said


def overall(draft: Draft, material: Material, title: str = "总体进展", *, is_midterm: bool = False) -> None:
    """The chapter on the whole: due, closed, on time, by their own word, pace, lights, loops, classes."""
    figures = material.figures
    draft.heading(title)
    draft.heading("任务完成情况", 2)
    draft.say(completion(draft, figures.whole))
    draft.say(splits(draft, figures.whole))
    draft.say(reported(draft, figures.whole))
    draft.heading("时间过半与任务过半对比" if is_midterm else "时间进度与任务进度对比", 2)
    draft.say(_time(draft, material))
    draft.say(pace(draft, figures.whole))
    draft.heading("亮灯情况", 2)
    draft.say(lights(draft, material, figures.whole))
    draft.lay(tables.of_lights(figures.whole))
    chart = tables.chart_of_units(material)
    if chart is not None:
        draft.lay(chart)
    draft.heading("闭环情况", 2)
    draft.say(_loops(draft, material))
    draft.heading("各类单位情况", 2)
    if figures.classes:
        draft.say("各类单位完成情况如下表，分单位情况见附件3。")
        draft.lay(tables.of_classes(material))
    else:
        draft.say("没有承担交办件的单位。")
    _tiers(draft, material)
    draft.say(to_fill("对总体进展的评价"))


def completion(draft: Draft, counts: Counts, of: Of = WHOLE) -> str:
    """What was due and closed, with what was divided by what."""

    def n(name: str) -> str:
        return draft.n(name, of, counts)

    if not counts.assigned:
        return "截至数据截止日，没有交办件。"
    if counts.due == 0:
        return f"截至数据截止日，{n('assigned')}件交办件均未到时限，没有应办件，完成率、按时率暂不计算。"
    undated = f"另有{n('undated')}件未定时限" if counts.undated else "没有未定时限的交办件"
    return (
        f"{n('assigned')}件交办件中，有时限的{n('dated')}件，{undated}。到数据截止日应办{n('due')}件，"
        f"已办结{n('closed_of_due')}件，完成率为{n('closed_of_due')}/{n('due')}，即{n('completion')}；"
        f"其中按时办结{n('on_time')}件，按时率为{n('on_time')}/{n('due')}，即{n('punctuality')}。"
    )


def splits(draft: Draft, counts: Counts, of: Of = WHOLE) -> str:
    """What became of what was due, down to the last one."""

    def n(name: str) -> str:
        return draft.n(name, of, counts)

    parts = []
    if counts.due:
        if counts.due == counts.on_time:
            parts.append("应办的全部按时办结")
        else:
            late = f"逾期办结{n('closed_late')}件" if counts.closed_late else "没有逾期办结的"
            unfinished = counts.due - counts.closed_of_due
            parts.append(
                f"应办中{late}，" + (f"尚未办结{n('open_of_due')}件" if unfinished else "没有尚未办结的")
            )
            if unfinished:
                split = [
                    f"{label}{n(name)}件"
                    for name, label in (
                        ("waiting", "已申请销号、等待审核"),
                        ("overdue", "逾期未报"),
                        ("due_today", "当日到期或计时中止"),
                    )
                    if getattr(counts, name)
                ]
                parts.append("尚未办结的，" + "，".join(split))
    if counts.longest_late:
        parts.append(f"逾期最长的已{n('longest_late')}个工作日")
    if counts.rolled_over:
        parts.append(f"跨年结转{n('rolled_over')}件，仍保留最初时限，结转前已逾期的按逾期统计")
    if counts.closed_early:
        parts.append(f"时限未到、提前办结{n('closed_early')}件")
    if counts.closed - counts.closed_of_due - counts.closed_early:
        parts.append(f"未定时限、已办结{n('closed_undated')}件")
    if counts.extended:
        parts.append(f"经批准延期{n('extended')}件、{n('extensions')}次")
    return "；".join(parts) + "。" if parts else ""


def reported(draft: Draft, counts: Counts, of: Of = WHOLE) -> str:
    """What units say themselves beside what was checked, and on which level."""

    def n(name: str) -> str:
        return draft.n(name, of, counts)

    said = ""
    gap = counts.reported_of_due - counts.closed_of_due
    if gap:
        said = (
            f"按单位自报口径，应办中已完成{n('reported_of_due')}件（含已办结、已申请销号和填报进度达到全部的），"
            f"自报完成率为{n('reported_of_due')}/{n('due')}，即{n('reported_completion')}，"
            f"比审核口径多{n('only_reported')}件，这{n('only_reported')}件未经审核。"
        )
    elif counts.due:
        said = f"按单位自报口径，应办中已完成{n('reported_of_due')}件，与审核口径一致。"
    if counts.closed:
        levels = "、".join(
            f"{level.label}{n(f'level-{level.value}')}件" for level in Verification if counts.levels[level]
        )
        said += f"已办结的{n('closed')}件按核验级别分：{levels}。"
    return said


def pace(draft: Draft, counts: Counts, of: Of = WHOLE) -> str:
    """What deadlines asked for beside what was done."""

    def n(name: str) -> str:
        return draft.n(name, of, counts)

    if counts.dated == 0:
        return "没有有时限的交办件，不作任务进度对比。"
    ahead = counts.closed_of_due + counts.closed_early - counts.due
    if ahead:
        compared = f"实际办结比时限要求{'多' if ahead > 0 else '少'}{n('ahead')}件"
    else:
        compared = "与时限要求持平"
    return (
        f"有时限的{n('dated')}件中，按时限要求到数据截止日应完成{n('due')}件，占{n('due_share')}；"
        f"实际办结{n('closed_dated')}件（含提前办结），占{n('closed_share')}，{compared}。"
    )


def lights(draft: Draft, material: Material, counts: Counts, of: Of = WHOLE) -> str:
    """How many burn in each colour, and what the colours mean."""
    if not counts.assigned:
        return "没有交办件，没有亮灯。"
    listed = "，".join(
        f"{light.label}灯{draft.n(f'light-{light.value}', of, counts)}件"
        for light in Light
        if counts.lights[light]
    )
    rule = draft.note_numbers(material.limits.in_words(), "亮灯规则中的界限", "冻结时有效的规则包")
    return f"{draft.n('assigned', of, counts)}件中，{listed}。{rule}"


def time_gone(material: Material) -> Fraction:
    """The share of the period that was gone on the day of the figures."""
    figures = material.figures
    whole = (figures.ends_on - figures.starts_on).days + 1
    return Fraction(min(whole, max(0, (figures.as_of - figures.starts_on).days + 1)), whole)


def period(start: date, end: date) -> str:
    """2026年1月1日至12月31日."""
    first, last = day_in_words(start), day_in_words(end)
    return f"{first}至{last.partition('年')[2] if start.year == end.year else last}"


def _time(draft: Draft, material: Material) -> str:
    figures = material.figures
    gone = draft.number(
        in_percent(time_gone(material)),
        "时间进度",
        "评估期第一天到数据截止日的天数÷评估期总天数（按自然日）",
    )
    return f"评估期为{period(figures.starts_on, figures.ends_on)}，到数据截止日时间已过{gone}。"


def _loops(draft: Draft, material: Material) -> str:
    tally = material.figures.loops
    if not tally.whole:
        return "没有计入闭环的任务。"
    words = draft.note_numbers(
        tally.in_words(),
        "闭环情况（依次）",
        "按任务的立项、交办、申请销号、销号、改进记录推算所处的环节",
        tally.whole,
        "/tasks",
    )
    return f"任务按记录分为谋划、部署、落实、反馈、改进五步，全部销号并在其后写明改进情况的为闭环。{words}。"


def _tiers(draft: Draft, material: Material) -> None:
    scored = [one for one in material.standings if one.total is not None]
    if not scored:
        return
    draft.heading("考核得分情况", 2)
    count = draft.number(len(scored), "已计算得分的单位数", "按评分表计算出总分的单位", len(scored))
    tiers: dict[str, int] = {}
    for one in scored:
        if one.tier is not None:
            tiers[one.tier.label] = tiers.get(one.tier.label, 0) + 1
    said = f"按评分表计算得分的单位{count}个"
    if tiers:
        said += "，其中" + "，".join(
            f"{label}{draft.number(number, f'{label}单位数', '按评分表的档次线划分', number)}个"
            for label, number in tiers.items()
        )
    draft.say(f"{said}。各单位得分、位次和档次见附件“考核得分与档次表”。")
