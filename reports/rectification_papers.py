"""The 整改台账 as a workbook and the 销号单 of one finding as a paper."""

from collections.abc import Sequence
from datetime import date

from models.evaluation_words import FindingStatus
from models.words import ClosingStep
from papers.paper import Appendix, Book, Column, Fields, Paper, Sheet, SheetColumn, TableOf, Value
from reports.finding_stories import Link, Story, handed_out_on
from reports.loop_closure import LoopClosure
from schedules.wording import day_in_words

_COLUMNS = (
    SheetColumn("序号", 5, "centre", key="position"),
    SheetColumn("问题编号", 11, "centre", key="number"),
    SheetColumn("来源", 8, "centre", key="source"),
    SheetColumn("问题描述", 26, key="text"),
    SheetColumn("原因", 14, key="cause"),
    SheetColumn("整改目标", 16, key="goal"),
    SheetColumn("整改措施", 18, key="measure"),
    SheetColumn("责任单位", 12, key="unit"),
    SheetColumn("责任领导", 8, "centre", key="leader"),
    SheetColumn("发现日期", 11, "centre", key="found_on"),
    SheetColumn("下达日期", 11, "centre", key="handed_out_on"),
    SheetColumn("整改时限", 11, "centre", key="due_on"),
    SheetColumn("进展", 20, key="progress"),
    SheetColumn("佐证", 12, key="evidence"),
    SheetColumn("自查意见", 18, key="self_check"),
    SheetColumn("主管部门核查意见", 18, key="review"),
    SheetColumn("现场核查记录", 14, key="on_site"),
    SheetColumn("验收结论", 10, key="conclusion"),
    SheetColumn("公示", 10, key="publication"),
    SheetColumn("销号日期", 11, "centre", key="closed_on"),
    SheetColumn("回头看日期", 11, "centre", key="recheck_on"),
    SheetColumn("回头看结果", 16, key="recheck"),
    SheetColumn("反复次数", 6, "centre", key="recurrences"),
    SheetColumn("状态", 8, "centre", key="status"),
)


def register(
    stories: Sequence[Story], counted: LoopClosure, office_name: str, as_of: date, asked: str = ""
) -> Book:
    """整改台账; ``asked`` says in words which findings it holds."""
    title = f"{office_name}问题整改台账"
    note = (
        f"数据截至{day_in_words(as_of)}。共列问题{counted.found}个，已销号{counted.struck_off}个，"
        f"整改闭环率{counted.rate}，从发现到销号的中位天数{counted.median_in_words}。{asked}"
    )
    rows = tuple((number, *_row(story)) for number, story in enumerate(stories, 1))
    return Book(title, as_of, (Sheet("整改台账", title, _COLUMNS, rows, note, "A3", kept=2),))


def _row(story: Story) -> tuple[Value, ...]:
    one = story.finding
    look = story.rechecks[-1] if story.rechecks else None
    return (
        one.number,
        one.source.label,
        one.text,
        cause_in_words(story),
        one.goal,
        one.measure,
        story.unit.name,
        story.leader,
        one.found_on,
        handed_out_on(story),
        story.due_on,
        _progress(story),
        "、".join(story.evidence),
        story.submission.note if story.submission else "",
        story.said_at(ClosingStep.REVIEW),
        story.said_at(ClosingStep.ON_SITE),
        conclusion(story),
        story.said_at(ClosingStep.PUBLICATION),
        one.closed_on,
        look.on if look else one.recheck_on,
        f"{'通过' if look.holds else '没有通过'}：{look.note}" if look else "",
        one.recurrences,
        one.status.label,
    )


def cause_in_words(story: Story) -> str:
    """The cause by its code and in words."""
    one = story.finding
    return "：".join(part for part in (one.cause.label if one.cause else "", one.cause_text) if part)


def conclusion(story: Story) -> str:
    """验收结论, empty before it is struck off."""
    if story.closure is None or story.finding.status not in (FindingStatus.CLOSED, FindingStatus.HELD):
        return story.finding.dropped_reason
    return f"同意销号（{story.closure.verification.label}）"


def _progress(story: Story) -> str:
    if story.latest is None:
        return "" if story.assignment is None else "未报送"
    said = story.latest
    return f"{said.percent}%（截至{day_in_words(said.as_of)}）：{said.progress}"


def closing_slip(story: Story, links: Sequence[Link], office_name: str, as_of: date) -> Paper:
    """销号单: the finding, its rectification, the opinions of everybody who has one, with places to sign and seal."""
    one = story.finding
    struck_off = day_in_words(one.closed_on) if one.closed_on else "　　　　年　　月　　日"
    look = story.rechecks[-1] if story.rechecks else None
    recheck = (
        f"{day_in_words(look.on)}，{'通过' if look.holds else '没有通过'}：{look.note}"
        if look
        else (f"定于{day_in_words(one.recheck_on)}" if one.recheck_on else "未定")
    )
    source = "，".join(part for part in (one.source.label, story.campaign) if part)
    signs = "\n\n　　　　　　　　签字：　　　　　　　　　年　　月　　日"
    sealed = signs.replace("　　　　签字：", "签字（盖章）：")
    rows = (
        ("督办部门", office_name),
        ("问题编号", f"{one.number}（{source}）"),
        ("问题描述", one.text),
        ("原因", cause_in_words(story) or "—"),
        ("整改目标", one.goal or "—"),
        ("整改措施", one.measure or "由责任单位制定"),
        ("责任单位", story.unit.name + (f"　　责任领导：{story.leader}" if story.leader else "")),
        ("整改时限", day_in_words(story.due_on) if story.due_on else "未定时限"),
        ("整改情况", _progress(story) or "未报送"),
        ("佐证材料", "、".join(story.evidence) or "无"),
        ("自查意见", (story.submission.note if story.submission else "未报送") + sealed),
        ("主管部门\n核查意见", (story.said_at(ClosingStep.REVIEW) or "未核查") + signs),
        ("现场核查\n记录", story.said_at(ClosingStep.ON_SITE) or "未作现场核查"),
        ("公示", story.said_at(ClosingStep.PUBLICATION) or "未公示"),
        ("验收结论", (conclusion(story) or "未销号") + signs),
        ("销号日期", struck_off),
        ("回头看", recheck + (f"（反复{one.recurrences}次）" if one.recurrences else "")),
    )
    table = TableOf(
        "",
        (Column("日期", 1.4), Column("环节", 1.2), Column("办理人", 1.4), Column("情况", 5, "left")),
        tuple((link.on.strftime("%Y.%m.%d"), link.title, link.by, _shortened(link.text)) for link in links),
    )
    return Paper(
        title="问题整改销号单",
        body=(Fields(rows),),
        signed_by="",
        dated=as_of,
        appendices=(Appendix("整改办理过程", (table,), is_listed=False),),
    )


def _shortened(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= 120 else said[:119] + "…"
