"""通报 on how far the units have come: with the places or without, with names in the criticism or without.

It states what was counted and nothing else; what has to be weighed is left to people, in marked places.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.evaluation_words import Tier
from papers.paper import Appendix, Block, Column, Heading, Paper, TableOf, Text, han, to_fill
from reports.tally import NOTHING, share
from schedules.wording import day_in_words

_MOST_NAMED = 12
_WIDE_FROM = 8


@dataclass(frozen=True, slots=True)
class UnitStands:
    """A unit in a circular. ``points`` and ``place`` are None where it was not scored."""

    called: str
    unit_class: str
    due: int
    closed_of_due: int
    on_time: int
    overdue: int
    longest_late: int = 0
    points: Decimal | None = None
    place: int | None = None
    tier: Tier | None = None

    @property
    def completion(self) -> str:
        """完成率."""
        return share(self.closed_of_due, self.due)

    @property
    def punctuality(self) -> str:
        """按时率."""
        return share(self.on_time, self.due)

    @property
    def has_all_done(self) -> bool:
        """Whether all that was due is closed, and something was."""
        return self.due > 0 and self.closed_of_due == self.due


@dataclass(frozen=True, slots=True)
class CircularMatter:
    """What a circular is about. ``campaign`` is the evaluation that it tells the result of, empty for the day's state.

    ``is_ranked`` is whether places and points are shown, ``is_named`` whether those who are behind are named.
    """

    office: str
    as_of: date
    dated: date
    units: tuple[UnitStands, ...]
    campaign: str = ""
    is_ranked: bool = False
    is_named: bool = True


def lay_out(matter: CircularMatter) -> Paper:
    """The circular as an official paper: how all stand, who does well, what is behind, what is asked, the table."""
    subject = matter.campaign or "重点任务落实"
    day = day_in_words(matter.as_of)
    body: list[Block] = [
        Text(
            f"为推动各项任务落地见效，现将截至{day}{f'“{matter.campaign}”' if matter.campaign else '各单位重点任务'}"
            "的有关情况通报如下。"
        ),
        Heading("总体情况"),
        Text(_whole(matter)),
        Text(_read_so(matter), lead="统计口径。"),
        Heading("做得好的单位"),
        *_praise(matter),
        Heading("存在的问题"),
        *_criticism(matter),
        Heading("下一步要求"),
        Text(
            "各单位要对照附表查找差距，逾期事项逐项明确措施、责任人和完成时间；"
            "按期完成的要巩固成效，确有困难的及时提出需协调事项或者申请延期。"
            + to_fill("对下一步工作的具体要求和报送时间")
        ),
    ]
    return Paper(
        title=f"关于{subject}情况的通报",
        body=tuple(body),
        signed_by=matter.office,
        dated=matter.dated,
        masthead=matter.office,
        number=to_fill("发文字号"),
        addressees="各责任单位",
        appendices=(_table(matter),),
        is_sealed=True,
    )


def _whole(matter: CircularMatter) -> str:
    counted = [one for one in matter.units if one.due]
    due = sum(one.due for one in counted)
    closed = sum(one.closed_of_due for one in matter.units)
    on_time = sum(one.on_time for one in matter.units)
    overdue = sum(one.overdue for one in matter.units)
    if not due:
        return f"承担任务的{len(matter.units)}家单位，到截止日都没有到期的事项。"
    done = sum(one.has_all_done for one in matter.units)
    return (
        f"承担任务的{len(matter.units)}家单位中，{len(counted)}家有到期事项，应办{due}件，已办结{closed}件，完成率{share(closed, due)}，"
        f"按时办结{on_time}件，按时率{share(on_time, due)}，逾期未办结{overdue}件。"
        f"到期事项全部办结的有{done}家。"
    )


def _read_so(matter: CircularMatter) -> str:
    said = "应办是时限在截止日以前（含当日）的，办结以督办部门销号为准，逾期按工作日计。"
    if _has_points(matter):
        said += "位次在同类单位中排列，得分相同的位次相同。"
    return said


def _has_points(matter: CircularMatter) -> bool:
    return matter.is_ranked and any(one.points is not None for one in matter.units)


def _praise(matter: CircularMatter) -> list[Block]:
    scored = [one for one in matter.units if one.tier is Tier.LEADING]
    if scored:
        scored.sort(key=lambda one: (one.place is None, one.place))
        ranked = "，按得分依次是" if matter.is_ranked else "，"
        return [
            Text(f"评价结果为“{Tier.LEADING.label}”的有{len(scored)}家{ranked}{_names(scored)}。"),
            _why(),
        ]
    done = [one for one in matter.units if one.has_all_done]
    if not done:
        return [Text("没有一家单位办结全部到期事项。" + to_fill("其他做得好的单位和做法"))]
    return [Text(f"到期事项全部办结的有{len(done)}家：{_names(done)}。"), _why()]


def _why() -> Text:
    return Text(to_fill("做得好的单位的具体做法"))


def _criticism(matter: CircularMatter) -> list[Block]:
    late = sorted(
        (one for one in matter.units if one.overdue), key=lambda one: (-one.overdue, -one.longest_late)
    )
    weak = [one for one in matter.units if one.tier is Tier.WEAK]
    points = [("逾期未办结", _of_late(late, matter.is_named))] if late else []
    if weak:
        named = f"：{_names(weak)}" if matter.is_named else ""
        points.append(("评价结果靠后", f"评价结果为“{Tier.WEAK.label}”的有{len(weak)}家{named}。"))
    # A list of one needs no ordinal.
    heads = [f"{han(place)}是" for place in range(1, len(points) + 1)] if len(points) > 1 else [""]
    blocks: list[Block] = [
        Text(f"{head}{called}。{said}") for head, (called, said) in zip(heads, points, strict=False)
    ]
    if not late:
        blocks.insert(0, Text("没有逾期未办结的事项。"))
    blocks.append(Text(to_fill("问题产生的原因和典型事例")))
    return blocks


def _of_late(late: Sequence[UnitStands], is_named: bool) -> str:
    if not is_named:
        return f"{len(late)}家单位有逾期未办结事项{sum(one.overdue for one in late)}件。"
    listed = "、".join(
        f"{one.called}（{one.overdue}件，最长逾期{one.longest_late}个工作日）"
        if one.longest_late
        else f"{one.called}（{one.overdue}件）"
        for one in late[:_MOST_NAMED]
    )
    more = f"等{len(late)}家" if len(late) > _MOST_NAMED else ""
    return f"有逾期未办结事项的{len(late)}家：{listed}{more}。"


def _names(units: Sequence[UnitStands]) -> str:
    named = "、".join(one.called for one in units[:_MOST_NAMED])
    return f"{named}等" if len(units) > _MOST_NAMED else named


def _table(matter: CircularMatter) -> Appendix:
    has_points = _has_points(matter)
    # A row of dashes tells nothing.
    units = [one for one in matter.units if one.due or (has_points and one.points is not None)]
    if has_points:
        units.sort(key=lambda one: (one.unit_class, one.place is None, one.place or 0))
    columns = [Column("序号", 0.7), Column("单位", 3.2, "left")]
    if has_points:
        columns += [Column("类别", 1.4), Column("得分", 1.1), Column("位次", 0.9), Column("档次", 1)]
    columns += [
        Column("应办", 0.9),
        Column("办结", 0.9),
        Column("完成率", 1.2),
        Column("按时率", 1.2),
        Column("逾期", 0.9),
        Column("最长逾期（工作日）", 1.5),
    ]
    rows = []
    for number, one in enumerate(units, 1):
        row = [str(number), one.called]
        if has_points:
            row += [
                one.unit_class or NOTHING,
                NOTHING if one.points is None else f"{one.points.quantize(Decimal('0.01'))}",
                str(one.place) if one.place is not None else NOTHING,
                one.tier.label if one.tier else NOTHING,
            ]
        row += [
            str(one.due),
            str(one.closed_of_due),
            one.completion,
            one.punctuality,
            str(one.overdue),
            str(one.longest_late) if one.longest_late else NOTHING,
        ]
        rows.append(tuple(row))
    title = "各单位得分和完成情况表" if has_points else "各单位完成情况表"
    table = TableOf("", tuple(columns), tuple(rows))
    return Appendix(title, (table,), is_wide=len(columns) > _WIDE_FROM)
