"""The 整改台账 as a workbook and the 销号单 of one finding as a paper."""

from collections.abc import Sequence
from datetime import date

from models.evaluation_words import FindingStatus
from models.words import ClosingStep
from papers.paper import Block, Book, Column, Fields, Paper, Sheet, SheetColumn, TableOf, Text, Value
from reports.finding_stories import Link, Story, handed_out_on
from reports.loop_closure import LoopClosure
from schedules.wording import day_in_words

_COLUMNS = (
    SheetColumn("序号", 6, "centre", key="position"),
    SheetColumn("问题编号", 18, "centre", key="number"),
    SheetColumn("来源", 10, "centre", key="source"),
    SheetColumn("问题描述", 40, key="text"),
    SheetColumn("原因", 24, key="cause"),
    SheetColumn("整改目标", 28, key="goal"),
    SheetColumn("整改措施", 28, key="measure"),
    SheetColumn("责任单位", 16, key="unit"),
    SheetColumn("责任领导", 10, "centre", key="leader"),
    SheetColumn("发现日期", 12, "centre", key="found_on"),
    SheetColumn("下达日期", 12, "centre", key="handed_out_on"),
    SheetColumn("整改时限", 12, "centre", key="due_on"),
    SheetColumn("进展", 32, key="progress"),
    SheetColumn("佐证", 24, key="evidence"),
    SheetColumn("自查意见", 28, key="self_check"),
    SheetColumn("主管部门核查意见", 28, key="review"),
    SheetColumn("现场核查记录", 24, key="on_site"),
    SheetColumn("验收结论", 16, key="conclusion"),
    SheetColumn("公示", 20, key="publication"),
    SheetColumn("销号日期", 12, "centre", key="closed_on"),
    SheetColumn("回头看日期", 12, "centre", key="recheck_on"),
    SheetColumn("回头看结果", 28, key="recheck"),
    SheetColumn("反复次数", 8, "centre", key="recurrences"),
    SheetColumn("状态", 12, "centre", key="status"),
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
    struck_off = f"{day_in_words(one.closed_on)}" if one.closed_on else "　　　　年　　月　　日"
    look = story.rechecks[-1] if story.rechecks else None
    recheck = (
        f"{day_in_words(look.on)}，{'通过' if look.holds else '没有通过'}：{look.note}"
        if look
        else (f"定于{day_in_words(one.recheck_on)}" if one.recheck_on else "未定")
    )
    signs = "\n\n　　　　　　　　　　签字：　　　　　　　　　　年　　月　　日"
    rows = (
        ("问题编号", f"{one.number}（{one.source.label}{f'，{story.campaign}' if story.campaign else ''}）"),
        ("问题描述", one.text),
        ("原因", cause_in_words(story) or "—"),
        ("整改目标", one.goal or "—"),
        ("整改措施", one.measure or "由责任单位制定"),
        ("责任单位", story.unit.name + (f"　　责任领导：{story.leader}" if story.leader else "")),
        ("整改时限", day_in_words(story.due_on) if story.due_on else "未定时限"),
        ("整改情况", _progress(story) or "未报送"),
        ("佐证材料", "、".join(story.evidence) or "无"),
        ("自查意见", (story.submission.note if story.submission else "未报送") + signs + "（盖章）"),
        ("主管部门\n核查意见", (story.said_at(ClosingStep.REVIEW) or "未核查") + signs),
        ("现场核查\n记录", story.said_at(ClosingStep.ON_SITE) or "未作现场核查"),
        ("公示", story.said_at(ClosingStep.PUBLICATION) or "未公示"),
        ("验收结论", (conclusion(story) or "未销号") + signs),
        ("销号日期", struck_off),
        ("回头看", recheck + (f"（反复{one.recurrences}次）" if one.recurrences else "")),
    )
    table = TableOf(
        "",
        (Column("日期", 1.6), Column("环节", 1.2), Column("办理人", 1.3), Column("情况", 5, "left")),
        tuple((day_in_words(link.on), link.title, link.by, _shortened(link.text)) for link in links),
    )
    body: tuple[Block, ...] = (Fields(rows), Text("办理过程如下。"), table)
    return Paper(title="问题整改销号单", body=body, signed_by=office_name, dated=as_of, is_sealed=True)


def _shortened(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= 120 else said[:119] + "…"
