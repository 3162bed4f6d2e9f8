"""The chapters on indicators and on tasks."""

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote

from models.words import PlanLevel
from papers.paper import to_fill
from reports.campaign_counts import Counts
from reports.campaign_figures import CampaignFigures, TaskFacts
from reports.measures.conclusion import Conclusion
from reports.wording import excerpt, quoted
from reports.writing import phrases, tables
from reports.writing.material import Material
from reports.writing.traces import Draft, Of

# How much the body tells of a group of tasks before it points to the annex.
MOST_TOLD = 8
# A heading of the plan brings the number that it has there; here it gets another.
_OWN_NUMBER = re.compile(r"^(第?[一二三四五六七八九十百]+[、．.]|（[一二三四五六七八九十]+）|\d+[.、．])\s*")


def indicators(draft: Draft, material: Material, title: str = "主要目标指标实现情况") -> None:
    """The chapter on indicators: what they came to, which need a look."""
    figures = material.figures
    draft.heading(title)
    if not figures.indicators:
        draft.say("评估范围内没有登记量化指标。")
        return
    draft.say(_conclusions(draft, material))
    draft.lay(tables.of_indicators(material))
    margin = draft.number(abs(material.limits.pace_yellow), "判断余地（百分点）", "规则包规定的序时差")
    draft.say(
        "进度为从基期（新增、累计类指标从零）到目标已走过的部分，时间进度为填报值截止日的时间占全部时间的比重。"
        "到期前已达到目标的，为提前实现；进度比时间进度高出"
        f"{margin}个百分点以上的，为快于预期；相差不超过{margin}个百分点的，为基本符合预期；落后{margin}个百分点以上的，"
        "为滞后。没有基期值、不能与时间进度比较的，只判断是否达到目标。没有填报的写“未报送”，不作判断。"
    )
    chart = tables.chart_of_trends(material)
    if chart is not None:
        draft.lay(chart)
    worried = (Conclusion.BEHIND, Conclusion.MISSED, Conclusion.UNMET)
    behind = [one for one in figures.indicators if one.whole.conclusion in worried]
    if behind:
        names = "、".join(f"{quoted(one.name)}（{one.whole.conclusion.label}）" for one in behind)
        draft.say(f"需要关注的指标：{names}。{to_fill('原因和补救措施')}")
    silent = [one for one in figures.indicators if one.whole.value is None]
    if silent:
        names = "、".join(quoted(one.name) for one in silent)
        count = draft.number(len(silent), "未报送指标项数", "数据截止日没有填报值的指标", len(silent))
        draft.say(f"未报送的指标{count}项：{names}。")
    draft.say(to_fill("指标趋势研判"))


def _conclusions(draft: Draft, material: Material) -> str:
    every = material.figures.indicators
    counted = Counter(one.whole.conclusion for one in every)
    total = draft.number(len(every), "量化指标项数", "评估范围内登记的量化指标", len(every), "/indicators")
    listed = "，".join(
        f"{conclusion.label}{draft.number(counted[conclusion], f'{conclusion.label}指标项数', '按最新填报值和指标类型判断', counted[conclusion])}项"
        for conclusion in Conclusion
        if counted[conclusion]
    )
    return f"共登记量化指标{total}项，按最新填报值判断：{listed}。"


def groups_of(figures: CampaignFigures) -> list[tuple[str, str, list[TaskFacts]]]:
    """The tasks by 举措 of the plan, else by 一级任务, else by document: the name, how the page is asked for it, the
    tasks; in the order in which they were registered."""
    gathered: dict[tuple[str, str], list[TaskFacts]] = {}
    for one in figures.task_facts.values():
        gathered.setdefault(_group(one), []).append(one)
    return [(name, query, own) for (name, query), own in gathered.items()]


def _group(task: TaskFacts) -> tuple[str, str]:
    for level in (PlanLevel.INITIATIVE, PlanLevel.PLAN):
        for node in task.nodes:
            if node.level is level:
                return _OWN_NUMBER.sub("", node.title) or node.title, f"&node={node.id}"
    if task.category:
        return task.category, f"&category={quote(task.category)}"
    return phrases.cited(task), f"&document={task.document_id}"


def told(figures: CampaignFigures, tasks: Sequence[TaskFacts]) -> list[TaskFacts]:
    """All of a short list; of a long one those with the most overdue and due parts, in their order."""
    places = {one.id: place for place, one in enumerate(tasks)}

    def weight(one: TaskFacts) -> tuple[int, int, int]:
        counts = figures.tasks[one.id]
        return -counts.overdue, -counts.due, places[one.id]

    chosen = {one.id for one in sorted(tasks, key=weight)[:MOST_TOLD]}
    return [one for one in tasks if one.id in chosen]


def tasks(draft: Draft, material: Material, title: str = "重点任务推进情况") -> None:
    """The chapter on tasks, group by group and one by one."""
    figures = material.figures
    draft.heading(title)
    found = groups_of(figures)
    if not found:
        draft.say("评估范围内没有任务。")
        return
    if len(found) > 1:
        listed = [
            (name, len(own), Counts.together(figures.tasks[one.id] for one in own)) for name, _, own in found
        ]
        draft.lay(tables.of_groups("各项举措完成情况", "举措", listed))
    for name, query, own in found:
        draft.heading(excerpt(name, 60), 2)
        counts = Counts.together(figures.tasks[one.id] for one in own)
        of = Of(f"{excerpt(name, 20)}：", query)
        shown = told(figures, own)
        done = sum(1 for one in own if is_done(figures.tasks[one.id]))
        total = draft.number(len(own), "任务项数", "冻结时已立项的任务", len(own), of=of)
        finished = (
            f"全部办结的{draft.number(done, '全部办结的任务项数', '各件都已销号的任务', done, of=of)}项"
            if done
            else "尚无全部办结的"
        )
        said = f"共{total}项任务，{finished}"
        if counts.due:
            said += f"；应办{draft.n('due', of, counts)}件，办结{draft.n('closed_of_due', of, counts)}件，完成率{draft.n('completion', of, counts)}"
        rest = len(own) - len(shown)
        if rest:
            said += f"。其余{draft.number(rest, '未逐项列出的任务项数', '见附件2', rest, of=of)}项见附件2"
        draft.say(f"{said}。")
        for position, one in enumerate(shown, 1):
            _tell(draft, material, position, one)


def is_done(counts: Counts) -> bool:
    """Whether a task was handed out and every part of it is closed."""
    return bool(counts.assigned) and counts.closed == counts.assigned


def _tell(draft: Draft, material: Material, position: int, task: TaskFacts) -> None:
    counts = material.figures.tasks[task.id]
    lead = f"{position}.{excerpt(task.title, 60)}。"
    days = phrases.days_in_words(material.times.get(task.id))
    if not counts.assigned:
        draft.say("尚未交办。", lead)
        return
    of = Of(f"任务{task.number}：", f"&task={task.id}")

    def n(name: str) -> str:
        return draft.n(name, of, counts)

    units = phrases.units_in_words(material, material.shares.get(task.id, ()))
    draft.note_numbers(f"{units}。{days}", "承担单位数、时点数", "冻结时的承担单位、现行时限", of=of)
    pieces = [f"交办{n('assigned')}件"]
    if counts.due:
        pieces.append(f"应办{n('due')}件，办结{n('closed_of_due')}件")
    elif counts.undated < counts.assigned:
        pieces.append("均未到时限" if counts.assigned > 1 else "未到时限")
    pieces += [
        f"{label}{n(name)}件"
        for name, label in (("waiting", "等待审核"), ("overdue", "逾期未报"), ("closed_early", "提前办结"))
        if getattr(counts, name)
    ]
    draft.say(f"{units}。时限：{days}。{'，'.join(pieces)}。", lead)
    said = material.latest.get(task.id, ())
    if said:
        draft.say(phrases.said_in_words(material, said, 50) + "。", "最近进展：")
