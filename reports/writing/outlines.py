"""The papers of a campaign, chapter by chapter in the outline that offices expect, every number traced."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.evaluation_words import PaperKind
from papers.paper import Appendix, Block, Column, Paper, TableOf, Text, to_fill
from reports.writing import beside, closing, overall, progress, tables
from reports.writing.gathering import MOST_LISTED, MOST_TASKS
from reports.writing.material import Material
from reports.writing.traces import Draft, Trace, table_of
from schedules.wording import day_in_words


@dataclass(frozen=True, slots=True)
class Written:
    """A paper and what stands behind its numbers."""

    paper: Paper
    traces: tuple[Trace, ...]


def lay_out(material: Material, kind: PaperKind) -> Written:
    """The report of this kind. The same material gives the same paper.

    Places for people's judgement carry the mark of ``paper.to_fill``.
    """
    draft = Draft(material.figures.freeze_id, material.figures.whole, material.evidence, material.evidence_of)
    draft.say(foreword(material, kind))
    if kind is PaperKind.ANNUAL:
        _annual(draft, material)
    else:
        _evaluation(draft, material, kind)
    title = titled(material, kind)
    return finish(draft, material, title, kind.label, _appendices(material))


def finish(
    draft: Draft, material: Material, title: str, called: str, appendices: Iterable[Appendix]
) -> Written:
    """The paper around what was drafted: cover, explanation, head, annexes, and last of these the traces."""
    figures = material.figures
    traced = Appendix(TRACES, (Text(TRACED), table_of(draft.traces)), is_wide=True)
    name = str(figures.office.get("name") or "")
    paper = Paper(
        title=title,
        subtitle=f"（初稿，数据截至{day_in_words(figures.as_of)}）",
        masthead=name,
        number=to_fill("发文字号"),
        addressees=to_fill("主送机关"),
        body=tuple(draft.blocks),
        signed_by=name,
        dated=figures.as_of,
        appendices=(*appendices, traced),
        explained=explained(material, called),
    )
    return Written(paper, tuple(draft.traces.values()))


TRACES = "数字溯源表"
"""The annex that says where each number comes from."""
TRACED = (
    "正文每个由系统汇总的数字列在下表，写明含义、口径、记录数和查看记录的地址；各表按同样的口径汇总，"
    "在查看地址后加上“&unit=单位编号”或“&task=任务编号”，即可查看表中一格的记录。位置为正文的章节；查看地址接在看板"
    "网址之后打开，所列为冻结时的记录，可从每条记录进入办理过程和佐证材料；佐证份数为这些记录在冻结时已有的份数。"
)


def _frozen_by(who: str) -> str:
    """A paper names people: whoever typed a command without a name is known by the machine's account, as the log keeps it."""
    return "" if who.startswith("命令行") else f"，冻结人{who}"


def explained(material: Material, called: str) -> tuple[tuple[str, str], ...]:
    """The page behind the cover: the period, the day of the data, the method, who took part."""
    one = material.occasion
    again = f"，第{one.number}次冻结（{one.reason}）" if one.number > 1 else ""
    return (
        ("文种", f"{called}（{one.title}）"),
        ("评估期", overall.period(one.starts_on, one.ends_on)),
        (
            "数据截至",
            f"{day_in_words(one.as_of)}；冻结于{day_in_words(one.frozen_at.date())}{_frozen_by(one.frozen_by)}{again}",
        ),
        (
            "数据来源",
            "督办台账冻结数据。冻结以后台账的变动不影响本报告的数字，可在数字溯源表中逐条打开核对。",
        ),
        ("数据校验码", one.digest[:16] or "—"),
        (
            "评估方法",
            "台账汇总、指标测算；单位自报与督办审核分别列示，核验级别分为自报、台账、实地、第三方。",
        ),
        ("评估依据", one.basis or to_fill("评估依据")),
        ("参与方", to_fill("牵头单位、参加单位和第三方机构")),
        ("待补充内容", "正文中标明“待补充”的地方由人工研判填写，系统不代为评价。"),
    )


def titled(material: Material, kind: PaperKind) -> str:
    """The title, broken where a reader would."""
    one = material.occasion
    if kind is PaperKind.ANNUAL:
        year = one.ends_on.year
        return f"{year}年度督办任务落实情况总结\n和{year + 1}年度工作计划"
    of_years = (
        f"{one.ends_on.year}年"
        if one.starts_on.year == one.ends_on.year
        else f"{one.starts_on.year}—{one.ends_on.year}年"
    )
    return f"关于{of_years}督办任务落实情况的\n{kind.label}"


def foreword(material: Material, kind: PaperKind) -> str:
    """What the report is, and what it leaves to people."""
    name = str(material.figures.office.get("short_name") or material.figures.office.get("name") or "本办")
    what = {PaperKind.MIDTERM: "中期评估", PaperKind.OVERALL: "总体评估", PaperKind.ANNUAL: "年度总结"}[kind]
    return (
        f"按照工作安排，{name}对督办任务落实情况进行了{what}。报告中的数字由“{material.occasion.title}”的冻结数据汇总，"
        f"截至{day_in_words(material.figures.as_of)}，可在附件数字溯源表中逐个核对；需要研判的内容已留出位置并作标记，"
        "定稿前请逐处补充。现将有关情况报告如下。"
    )


def _evaluation(draft: Draft, material: Material, kind: PaperKind) -> None:
    is_midterm = kind is PaperKind.MIDTERM
    overall.about(draft, material)
    overall.overall(draft, material, is_midterm=is_midterm)
    progress.indicators(draft, material)
    progress.tasks(draft, material)
    beside.projects(draft, material)
    beside.measures(draft, material)
    beside.practices(draft, material)
    beside.problems(draft, material)
    if is_midterm:
        closing.advice(draft, material)
    else:
        closing.goals(draft, material)
        closing.unfinished(draft, material)
        closing.next_term(draft, material)


def _annual(draft: Draft, material: Material) -> None:
    overall.overall(draft, material, "总体情况")
    progress.tasks(draft, material, "重点任务完成情况")
    progress.indicators(draft, material, "指标完成情况")
    beside.practices(draft, material, "主要做法与典型")
    beside.problems(draft, material, "存在问题及原因")
    closing.next_year(draft, material, material.occasion.ends_on.year + 1)


def _appendices(material: Material) -> list[Appendix]:
    figures = material.figures
    shown = list(figures.task_facts.values())[:MOST_TASKS]
    tasks: list[Block] = [tables.of_tasks(material, shown)] if shown else [Text("没有任务。")]
    if len(figures.task_facts) > len(shown):
        tasks.append(Text(f"共{len(figures.task_facts)}项任务，以上为前{len(shown)}项，其余见台账。"))
    made = [
        Appendix(
            "主要目标指标实现情况表",
            (tables.of_indicators_in_full(material),)
            if figures.indicators
            else (Text("没有登记量化指标。"),),
            is_wide=True,
        ),
        Appendix("任务办理情况表", tuple(tasks), is_wide=True),
        Appendix(
            "分单位完成情况表",
            (tables.of_units(material),) if figures.units else (Text("没有承担单位。"),),
            is_wide=True,
        ),
        Appendix("逾期未报事项清单", tuple(_overdue(material))),
        Appendix(
            "问题整改清单",
            (tables.of_findings(material, material.findings[:MOST_LISTED]),)
            if material.findings
            else (Text("评估期内没有登记问题。"),),
            is_wide=True,
        ),
    ]
    if material.standings:
        made.append(Appendix("考核得分与档次表", (tables.of_standings(material, material.standings),)))
    made.append(Appendix("佐证材料目录", tuple(_evidence(material))))
    made.append(Appendix("第三方意见", tuple(_third_party(material))))
    return made


def _overdue(material: Material) -> Iterable[Block]:
    if not material.overdue:
        yield Text("没有逾期未报的交办件。")
        return
    yield tables.of_overdue(material, material.overdue)
    whole = material.figures.whole.overdue
    if whole > len(material.overdue):
        yield Text(f"共{whole}件，以上为逾期时间最长的{len(material.overdue)}件，其余见台账。")


def _evidence(material: Material) -> Iterable[Block]:
    if not material.evidence_kinds:
        yield Text("冻结时没有佐证材料。")
        return
    kinds = "，".join(f"{kind.label}{number}份" for kind, number in material.evidence_kinds.items())
    yield Text(f"冻结时已有佐证材料：{kinds}。各项任务的份数如下，材料在任务页面逐份打开。")
    rows: list[tuple[str, ...]] = []
    for one in material.figures.task_facts.values():
        pieces = material.evidence_of.get(f"&task={one.id}")
        if pieces and len(rows) < MOST_TASKS:
            rows.append((str(len(rows) + 1), one.number, one.title, str(pieces), f"/tasks/{one.id}"))
    columns = (
        Column("序号", 0.6),
        Column("任务编号", 1.4),
        Column("任务", 5.0, "left"),
        Column("份数", 0.8),
        Column("查看地址", 1.8, "left"),
    )
    yield TableOf("", columns, tuple(rows))


def _third_party(material: Material) -> Iterable[Block]:
    for unit_id, reason in material.third_party:
        yield Text(reason, f"{material.called(unit_id)}：")
    yield Text(to_fill("第三方评估机构的意见；没有的删去本附件"))
