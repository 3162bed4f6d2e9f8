"""The report of one unit: what it carries, its indicators, its points, its problems, what is next."""

from papers.paper import Appendix, Text, to_fill
from reports.campaign_counts import Counts
from reports.wording import amount, excerpt, quoted
from reports.writing import beside, closing, overall, phrases, tables
from reports.writing.gathering import MOST_LISTED
from reports.writing.material import Material
from reports.writing.outlines import Written, finish
from reports.writing.traces import Draft, Of
from schedules.wording import day_in_words


def lay_out_unit(material: Material, unit_id: int) -> Written:
    """The report of a unit, from material that holds its own rows alone beside the figures of the whole."""
    figures = material.figures
    facts = figures.unit_facts[unit_id]
    counts = figures.units.get(unit_id, Counts())
    of = Of(query=f"&unit={unit_id}")
    draft = Draft(figures.freeze_id, counts, material.evidence, material.evidence_of)
    draft.say(
        f"根据“{material.occasion.title}”的冻结数据，现将{facts.name}承担督办任务的情况反馈如下。"
        f"数据截至{day_in_words(figures.as_of)}；对数字有异议的，可按附件数字溯源表核对后提出。"
    )
    _overall(draft, material, counts, of, unit_id)
    _indicators(draft, material, unit_id)
    _scores(draft, material)
    draft.heading("存在问题与整改")
    draft.say(beside.rectified(draft, material.findings))
    if material.findings:
        draft.say("问题清单见附件2。" if material.parts else "问题清单见附件。")
    beside.quoted(draft, material, material.problems, "本单位反映的问题")
    draft.say(to_fill("对该单位存在问题的分析"))
    draft.heading("下一步工作")
    draft.say(closing.ahead(draft, material))
    draft.say(to_fill("对该单位下一步工作的要求"))
    return finish(
        draft,
        material,
        f"{facts.called}承担督办任务情况报告",
        "单位报告",
        _appendices(material),
    )


def _overall(draft: Draft, material: Material, counts: Counts, of: Of, unit_id: int) -> None:
    figures = material.figures
    facts = figures.unit_facts[unit_id]
    draft.heading("总体情况")
    if not counts.assigned:
        draft.say("评估期内没有交办给该单位的事项。")
        return
    joined = (
        f"{facts.called}于{day_in_words(facts.joined_on)}加入，此前的任务不计。" if facts.joined_on else ""
    )
    leading = (
        f"其中牵头{draft.number(counts.lead.assigned, '牵头件数', '分工为牵头的交办件', counts.lead.assigned)}件。"
        if counts.lead.assigned
        else ""
    )
    draft.say(f"{joined}{overall.completion(draft, counts, of)}{leading}")
    draft.say(overall.splits(draft, counts, of))
    draft.say(overall.reported(draft, counts, of))
    draft.say(overall.pace(draft, counts, of))
    draft.heading("亮灯情况", 2)
    draft.say(overall.lights(draft, material, counts, of))
    draft.lay(tables.of_lights(counts))
    draft.heading("承担任务", 2)
    more = counts.assigned - len(material.parts)
    rest = f"，其余{draft.number(more, '未逐件列出的件数', '见台账', more)}件见台账" if more > 0 else ""
    draft.say(f"承担的事项逐件列在附件1{rest}。")


def _indicators(draft: Draft, material: Material, unit_id: int) -> None:
    own = [one for one in material.figures.indicators if unit_id in one.units]
    draft.heading("指标完成情况")
    if not own:
        draft.say("没有分解到该单位、也没有由该单位填报的指标。")
        return
    for position, one in enumerate(own, 1):
        measured = one.units[unit_id]
        value = "未报送" if measured.value is None else f"{amount(measured.value)}{one.measure}"
        goal = "" if measured.goal is None else f"，目标{amount(measured.goal)}{one.measure}"
        progress = "" if measured.progress is None else f"，进度{phrases.percent(measured.progress)}"
        said = f"{value}{goal}{progress}，{measured.conclusion.label}。"
        draft.note_numbers(
            said,
            f"{quoted(excerpt(one.name, 20))}的填报值、目标和进度",
            "按指标类型测算，取数据截止日以前的填报值",
            len(measured.used),
            f"/indicators/{one.id}",
        )
        draft.say(said, f"{position}.{one.name}：")


def _scores(draft: Draft, material: Material) -> None:
    if not material.standings:
        return
    one = material.standings[0]
    draft.heading("考核得分")
    if one.total is None:
        draft.say("按评分表没有可以计算的得分。")
    else:
        total = draft.number(
            amount(one.total), "考核总分", "各项得分之和，计算过程见下表", len(material.scores)
        )
        said = f"按评分表计算，总分{total}分"
        if one.place is not None:
            place = draft.number(one.place, "位次", "同类单位按总分排列，同分同位次")
            said += f"，在{one.unit_class or '同类单位'}中列第{place}位"
        if one.tier is not None:
            said += f"，档次为{one.tier.label}"
        draft.say(f"{said}。")
    if material.scores:
        draft.lay(tables.of_scores(material.scores))


def _appendices(material: Material) -> list[Appendix]:
    made = [
        Appendix(
            "承担任务办理情况表",
            (tables.of_parts(material, material.parts[:MOST_LISTED]),)
            if material.parts
            else (Text("没有交办件。"),),
            is_wide=True,
        )
    ]
    if material.findings:
        made.append(
            Appendix("问题整改清单", (tables.of_findings(material, material.findings),), is_wide=True)
        )
    return made
