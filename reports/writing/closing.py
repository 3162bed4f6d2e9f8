"""The last chapters: what is due next, advice, whether goals were reached, what is left over, the year to come."""

from collections import Counter

from papers.paper import to_fill
from reports.measures.conclusion import Conclusion
from reports.wording import excerpt, quoted
from reports.writing import phrases, tables
from reports.writing.beside import quoted as quote_units
from reports.writing.gathering import COMING_DAYS
from reports.writing.material import Material
from reports.writing.progress import is_done
from reports.writing.traces import Draft, Of

_REACHED = (Conclusion.EARLY, Conclusion.REACHED, Conclusion.MET)
_NOT_REACHED = (Conclusion.MISSED, Conclusion.UNMET, Conclusion.BEHIND)
_RUNNING = (Conclusion.AHEAD, Conclusion.ON_PACE)
_MOST_NAMED = 20


def advice(draft: Draft, material: Material, title: str = "后半程对策建议与指标调整建议") -> None:
    """What falls due soon, what units ask for, and the place for advice."""
    draft.heading(title)
    draft.heading("近期到期任务", 2)
    draft.say(ahead(draft, material))
    quote_units(draft, material, material.requests, "责任单位提请协调的事项")
    draft.heading("对策建议", 2)
    draft.say(to_fill("后半程对策建议"))
    draft.heading("指标调整建议", 2)
    draft.say(to_fill("需要调整的指标、调整理由和建议值；没有的写明不作调整"))


def ahead(draft: Draft, material: Material) -> str:
    """What falls due in the next days."""
    days = draft.number(COMING_DAYS, "预告天数", "报告固定的预告期")
    soon = material.coming
    if not soon.assigned:
        return f"今后{days}天内没有到期的交办件。"
    address = draft.address("coming")
    total = draft.number(
        soon.assigned, "即将到期件数", "预告期内到期、没有销号的件数", soon.assigned, address
    )
    of_units = ""
    if soon.units > 1:
        units = draft.number(soon.units, "涉及单位数", "即将到期各件的承担单位", soon.units, address)
        of_units = f"，涉及{units}个单位"
    handed_in = ""
    if soon.waiting:
        waiting = draft.number(
            soon.waiting, "即将到期中已申请销号件数", "已申请销号、尚未审核", soon.waiting, address
        )
        handed_in = f"，其中{waiting}件已申请销号"
    return f"今后{days}天内将有{total}件到期{of_units}{handed_in}。"


def goals(draft: Draft, material: Material) -> None:
    """目标达成结论: how many goals were reached, not reached, or cannot be told; tasks likewise."""
    figures = material.figures
    draft.heading("目标达成结论")
    draft.heading("指标达成情况", 2)
    if figures.indicators:
        counted = Counter(one.whole.conclusion for one in figures.indicators)
        reached = sum(counted[one] for one in _REACHED)
        missed = sum(counted[one] for one in _NOT_REACHED)
        running = sum(counted[one] for one in _RUNNING)
        open_ = len(figures.indicators) - reached - missed - running
        total = draft.number(
            len(figures.indicators), "量化指标项数", "评估范围内登记的量化指标", len(figures.indicators)
        )
        parts = [
            f"{label}{draft.number(number, f'{label}的指标项数', definition, number)}项"
            for number, label, definition in (
                (reached, "已达到目标", "结论为提前实现、如期实现或已达标"),
                (missed, "未达到目标或滞后", "结论为到期未实现、未达标或滞后"),
                (running, "尚未到期、按进度推进", "结论为快于预期或基本符合预期"),
                (open_, "按现有填报尚不能判定", "其余结论，含未报送"),
            )
            if number
        ]
        draft.say(f"{total}项量化指标中，{'，'.join(parts)}。逐项结论见附件1。")
    else:
        draft.say("评估范围内没有登记量化指标。")
    draft.heading("任务完成情况", 2)
    done = [one for one in figures.tasks.values() if is_done(one)]
    if figures.tasks:
        total = draft.number(len(figures.tasks), "任务项数", "冻结时已立项的任务", len(figures.tasks))
        finished = (
            f"全部办结{draft.number(len(done), '全部办结的任务项数', '各件都已销号的任务', len(done))}项"
            if done
            else "没有全部办结的"
        )
        draft.say(f"{total}项任务中，{finished}。")
    draft.say(to_fill("总体目标是否达成的结论，由评估组研判后填写"))


def unfinished(draft: Draft, material: Material) -> None:
    """未完成事项处置: the list of tasks that are not over, with the place for what becomes of each."""
    figures = material.figures
    draft.heading("未完成事项处置")
    left = [one for one in figures.task_facts.values() if not is_done(figures.tasks[one.id])]
    if not left:
        draft.say("各项任务均已办结，没有未完成事项。")
        return
    count = draft.number(len(left), "未全部办结的任务项数", "至少有一件没有销号，或尚未交办的任务", len(left))
    draft.say(f"未全部办结的任务{count}项，逐项提出处置意见：转入下一规划期、限期完成或按程序终止。")
    for position, one in enumerate(left[:_MOST_NAMED], 1):
        counts = figures.tasks[one.id]
        days = phrases.days_in_words(material.times.get(one.id))
        state = (
            f"{counts.closed}/{counts.assigned}件已办结，时限：{days}。" if counts.assigned else "尚未交办。"
        )
        draft.note_numbers(
            state,
            "办结件数、交办件数",
            "冻结时的件数",
            address=draft.address("assigned") + f"&task={one.id}",
            of=Of(f"任务{one.number}：", f"&task={one.id}"),
        )
        draft.say(f"{state}{to_fill(f'{one.number}的处置意见')}", f"{position}.{excerpt(one.title, 60)}。")
    rest = len(left) - _MOST_NAMED
    if rest > 0:
        more = draft.number(rest, "未逐项列出的未完成任务项数", "见附件2", rest)
        draft.say(f"其余{more}项见附件2，处置意见一并提出。{to_fill('其余未完成任务的处置意见')}")


def next_term(draft: Draft, material: Material) -> None:
    """对下一规划的建议, with what units ask for."""
    draft.heading("对下一规划的建议")
    soft = [one for one in material.figures.indicators if one.whole.conclusion in _NOT_REACHED]
    if soft:
        names = "、".join(quoted(one.name) for one in soft)
        draft.say(f"本期未达到目标或滞后的指标：{names}，下一规划是否延续、如何设定目标，需逐项研究。")
    quote_units(draft, material, material.requests, "责任单位提请协调的事项")
    draft.heading("建议", 2)
    draft.say(to_fill("对下一规划目标、任务、机制的建议"))


def next_year(draft: Draft, material: Material, year: int) -> None:
    """下一年度工作计划: the registered tasks of the year as a table, and the place for what is new."""
    draft.heading(f"{year}年度工作计划")
    draft.note(str(year), "计划年度", "评估期最后一天的下一年")
    if material.planned:
        count = draft.number(
            len(material.planned),
            "已立项的下年任务项数",
            "立项登记中该年有时限的任务",
            len(material.planned),
            "/plan",
        )
        draft.say(f"已立项、时限在{year}年的任务{count}项，如下表。")
        draft.lay(tables.of_plan(material.planned, year))
    else:
        draft.say(f"还没有立项的任务时限在{year}年。")
    draft.say(to_fill("新增工作任务的内容、牵头单位、责任单位、工作标准、完成时限和预期效果"))
