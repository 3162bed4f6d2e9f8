"""The mid-term report: an outline that offices expect, with every figure filled in and every judgement left to people."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Protocol

from papers.fonts import Font
from papers.paper import Appendix, Block, Heading, Paper, Text, to_fill
from reports import evaluation_tables as tables
from reports import wording
from reports.evaluation_overall import overall
from reports.figures import Figures, OfTask
from reports.indicators import Conclusion
from reports.items import Item
from schedules.lights import Light
from schedules.wording import day_in_words

# How much the body tells before it points to the annex.
MOST_TASKS = 8
MOST_OVERDUE = 10
MOST_QUOTES = 8
# The annex is for reading; whoever wants every one of thousands opens the ledger.
MOST_LISTED = 200


class OfficeNames(Protocol):
    """What a report needs of the office that signs it."""

    name: str
    short_name: str


def lay_out(
    figures: Figures, office: OfficeNames, font: Font | None, period: str = "", dated: date | None = None
) -> Paper:
    """The mid-term report of the office for a period in words (2026年上半年), dated like the figures unless said.

    The same figures give the same paper. ``font`` draws the picture; without one a sentence says that it is
    left out. Places for people's judgement carry the mark of ``paper.to_fill``.
    """
    body = [
        *_foreword(figures, office),
        *_about(figures),
        *overall(figures, font),
        *_indicators(figures),
        *_tasks(figures),
        *_projects(),
        *_measures(figures),
        *_experience(),
        *_problems(figures),
        *_advice(figures),
    ]
    return Paper(
        title=f"关于{period}督办任务落实情况的中期评估报告",
        subtitle=f"（初稿，数据截至{day_in_words(figures.as_of)}）",
        masthead=office.name,
        number=to_fill("发文字号"),
        addressees=to_fill("主送机关"),
        body=tuple(body),
        signed_by=office.name,
        dated=dated or figures.as_of,
        appendices=_appendices(figures),
    )


def _foreword(figures: Figures, office: OfficeNames) -> Iterator[Block]:
    yield Text(
        f"按照工作安排，{office.short_name}对督办任务落实情况进行了中期评估。报告中的数字由督办台账汇总，"
        f"截至{day_in_words(figures.as_of)}，可在台账中逐件核对；需要研判的内容已留出位置并作标记，"
        "定稿前请逐处补充。现将有关情况报告如下。"
    )


def _about(figures: Figures) -> Iterator[Block]:
    yield Heading("评估工作概况")
    yield Heading("评估范围", 2)
    dispatched = sum(bool(one.items) for one in figures.tasks)
    missing = len(figures.tasks) - dispatched
    handed_out = (
        f"其中{dispatched}项已交办{len(figures.units)}个单位，共{figures.whole.assigned}件；另有{missing}项尚未交办"
        if missing
        else f"全部交办到{len(figures.units)}个单位，共{figures.whole.assigned}件"
    )
    yield Text(
        f"本次评估覆盖{len(figures.documents)}份公文立项的{len(figures.tasks)}项任务，{handed_out}。"
        "一项任务的一个时限交给一个单位，计为一件；已撤回的不计。"
    )
    if figures.documents:
        yield tables.of_documents(figures)
    yield Heading("统计口径", 2)
    yield Text(
        "应办，是指时限在数据截止日当日及以前的交办件；未定时限的单独列出，不计入应办。办结，是指督办单位审核"
        "同意并销号，单位自报完成但未经审核的不算办结。完成率为应办中已办结的件数与应办件数之比；按时率为应办中"
        "按时办结的件数与应办件数之比，是否按时以据以销号的那次申请日期为准。应办件数为零的，以“—”表示。"
        "逾期天数按工作日计算，节假日调休照算。"
    )
    yield Heading("组织实施", 2)
    yield Text(to_fill("评估的组织方式、参与单位，以及自查、座谈、实地核验的情况"))


def _indicators(figures: Figures) -> Iterator[Block]:
    yield Heading("主要目标指标实现情况")
    if not figures.indicators:
        yield Text("评估范围内没有登记量化指标。")
        return
    yield Text(_conclusions(figures))
    yield tables.of_indicators(figures)
    margin = abs(figures.limits.pace_yellow)
    yield Text(
        "进度为最新值与目标值之比，时间进度为公文成文日期（年度指标为年初）到填报值截止日的时间占全部时间的比重。"
        "到期前已达到目标的，为提前实现；进度比时间进度高出"
        f"{margin}个百分点以上的，为快于预期；相差不超过{margin}个百分点的，为基本符合预期；落后{margin}个百分点以上的，"
        "为滞后。比例、总量等指标没有基期值，只判断是否达到目标，未达到的列为待判断；设上限或区间的指标，只判断是否"
        "在限内。没有填报的不作判断。"
    )
    behind = [one for one in figures.indicators if one.conclusion in (Conclusion.BEHIND, Conclusion.MISSED)]
    if behind:
        names = "、".join(f"{wording.quoted(one.indicator.name)}（{one.conclusion.label}）" for one in behind)
        yield Text(f"需要关注的指标：{names}。{to_fill('原因和补救措施')}")
    yield Text(to_fill("指标趋势判断，以及比例、总量类指标的基期值"))


def _conclusions(figures: Figures) -> str:
    counted = Counter(one.conclusion for one in figures.indicators)
    listed = "，".join(
        f"{conclusion.label}{counted[conclusion]}项" for conclusion in Conclusion if counted[conclusion]
    )
    return f"共登记量化指标{len(figures.indicators)}项，按最新填报值判断：{listed}。"


def _tasks(figures: Figures) -> Iterator[Block]:
    yield Heading("重点任务推进情况")
    if not figures.tasks:
        yield Text("评估范围内没有任务。")
    for of_document in figures.documents:
        own = [one for one in figures.tasks if one.document.id == of_document.document.id]
        yield Heading(wording.cited(of_document.document), 2)
        shown = _told(own)
        done = sum(one.is_done for one in own)
        rest = f"其余{len(own) - len(shown)}项见附件2。" if len(shown) < len(own) else ""
        yield Text(f"共{len(own)}项任务，全部办结的{done}项。{rest}")
        for position, one in enumerate(shown, 1):
            yield Text(_task(one, figures), lead=f"{position}.{wording.excerpt(one.task.title, 60)}。")


def _told(tasks: list[OfTask]) -> list[OfTask]:
    """All of a short list; of a long one those with the most overdue and due parts, in the document's order."""
    weight = {id(one): (-one.tally.overdue, -one.tally.due, position) for position, one in enumerate(tasks)}
    chosen = sorted(tasks, key=lambda one: weight[id(one)])[:MOST_TASKS]
    return [one for one in tasks if one in chosen]


def _task(one: OfTask, figures: Figures) -> str:
    if not one.items:
        return f"时限：{wording.deadlines_in_words(one.deadlines)}。尚未交办。"
    tally = one.tally
    sentences = [
        f"{wording.units_by_role(one.items, figures.unit_names, most=6)}",
        f"时限：{wording.deadlines_in_words(one.deadlines)}",
        f"交办{tally.assigned}件，应办{tally.due}件，办结{tally.closed_of_due}件"
        + (f"，等待审核{tally.waiting}件" if tally.waiting else "")
        + (f"，逾期未报{tally.overdue}件" if tally.overdue else "")
        + (f"，提前办结{tally.closed_early}件" if tally.closed_early else ""),
    ]
    told = tables.latest_words(one.items, figures, most=2, characters=50)
    if told:
        sentences.append("最近进展：" + "；".join(told))
    return "。".join(sentences) + "。"


def _projects() -> Iterator[Block]:
    yield Heading("重大项目与示范点")
    yield Text(to_fill("重大项目、试点和示范点的建设情况"))


def _measures(figures: Figures) -> Iterator[Block]:
    yield Heading("政策措施与保障落实")
    if figures.notices:
        listed = "、".join(f"{kind.label}{number}件" for kind, number in figures.notices.items())
        unsigned = f"其中{figures.unsigned}件尚待签发、没有发出。" if figures.unsigned else ""
        yield Text(
            f"到数据截止日，督办系统共生成通知：{listed}。{unsigned}审核中退回补充{figures.returns}件次。"
        )
    else:
        yield Text(f"到数据截止日，督办系统没有生成通知。审核中退回补充{figures.returns}件次。")
    yield Text(to_fill("政策、资金、机制等保障措施的落实情况"))


def _experience() -> Iterator[Block]:
    yield Heading("主要做法和经验")
    yield Text(to_fill("可推广的做法和典型"))


def _problems(figures: Figures) -> Iterator[Block]:
    yield Heading("存在问题与原因")
    yield Heading("台账反映的问题", 2)
    overdue = figures.overdue
    behind = sum(item.light is Light.YELLOW for item in figures.items)
    yield Text(
        f"逾期未报{len(overdue)}件，尚未签收{figures.whole.unaccepted}件，亮黄灯{behind}件。"
        + ("逾期时间较长的如下表，详见附件4。" if overdue else "")
    )
    if overdue:
        yield tables.of_overdue(overdue[:MOST_OVERDUE], figures, "逾期未报事项（按逾期时间排列）")
    quotes = list(_quotes(figures, "problems"))
    if quotes:
        yield Heading("责任单位反映的问题", 2)
        for quote in quotes:
            yield Text(quote)
    yield Heading("原因分析", 2)
    yield Text(to_fill("问题的原因，含政策和环境变化"))


def _advice(figures: Figures) -> Iterator[Block]:
    yield Heading("下一步工作和指标调整建议")
    yield Heading("近期到期任务", 2)
    yield Text(_ahead(figures))
    quotes = list(_quotes(figures, "to_coordinate"))
    if quotes:
        yield Heading("责任单位提请协调的事项", 2)
        for quote in quotes:
            yield Text(quote)
    yield Heading("工作建议", 2)
    yield Text(to_fill("后半程对策建议和指标调整建议"))


def _ahead(figures: Figures) -> str:
    coming = [
        item
        for item in figures.items
        if item.due_on and 0 < (item.due_on - figures.as_of).days <= 30 and not item.is_closed
    ]
    if not coming:
        return "今后30天内没有到期的交办件。"
    units = len({item.unit_id for item in coming})
    waiting = sum(item.is_waiting for item in coming)
    handed_in = f"，其中{waiting}件已申请销号" if waiting else ""
    return f"今后30天内将有{len(coming)}件到期，涉及{units}个单位{handed_in}。"


def _quotes(figures: Figures, field: str) -> Iterator[str]:
    """What the units wrote in their last reports, newest first; a sentence said for several tasks comes once."""
    titles = {one.task.id: one.task.title for one in figures.tasks}
    said: dict[tuple[int, str], Item] = {}
    for item in figures.items:
        text = str(getattr(item.latest, field, "")).strip()
        if text and not item.is_closed:
            said.setdefault((item.unit_id, text), item)
    newest = sorted(said.items(), key=lambda pair: -pair[1].latest.as_of.toordinal() if pair[1].latest else 0)
    for (unit_id, text), item in newest[:MOST_QUOTES]:
        title = wording.quoted(wording.excerpt(titles[item.task_id], 30))
        yield f"{figures.unit_names[unit_id]}（{title}）：{wording.excerpt(text, 120)}。"


def _appendices(figures: Figures) -> tuple[Appendix, ...]:
    indicators: tuple[Block, ...] = (
        (tables.of_indicators_in_full(figures),) if figures.indicators else (Text("没有登记量化指标。"),)
    )
    return (
        Appendix("主要目标指标实现情况表", indicators, is_wide=True),
        Appendix("任务办理情况表", (tables.of_tasks(figures),), is_wide=True),
        Appendix("分单位完成情况表", (tables.of_units(figures),), is_wide=True),
        Appendix("逾期未报事项清单", tuple(_every_overdue(figures))),
        Appendix(
            "佐证材料目录和第三方意见", (Text(to_fill("佐证材料目录、第三方评估意见；没有的删去本附件")),)
        ),
    )


def _every_overdue(figures: Figures) -> Iterator[Block]:
    if not figures.overdue:
        yield Text("没有逾期未报的交办件。")
        return
    yield tables.of_overdue(figures.overdue[:MOST_LISTED], figures)
    if len(figures.overdue) > MOST_LISTED:
        yield Text(f"共{len(figures.overdue)}件，以上为逾期时间最长的{MOST_LISTED}件，其余见台账。")
