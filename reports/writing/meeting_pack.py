"""会议材料: what is overdue, what has to be coordinated, what the last meetings decided and what became of it."""

from dataclasses import dataclass
from datetime import date

from papers.paper import Appendix, Block, Column, Heading, Paper, TableOf, Text, to_fill
from reports.tally import NOTHING
from schedules.wording import day_in_words

_MOST_ROWS = 5
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class LateDuty:
    """An overdue duty. ``said`` is the unit's latest word on it, ``taken_to`` what went out about it."""

    unit: str
    number: str
    title: str
    due_on: date
    workdays_late: int
    taken_to: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class ToCoordinate:
    """A matter that a unit cannot settle by itself; ``opinions`` are what the units that were asked answered."""

    unit: str
    text: str
    days: int
    opinions: str = ""


@dataclass(frozen=True, slots=True)
class DecidedBefore:
    """What a meeting decided, and what became of it; ``days_over`` counts calendar days past its day."""

    meeting: str
    held_on: date
    text: str
    unit: str
    due_on: date | None
    outcome: str
    is_open: bool
    days_over: int = 0


@dataclass(frozen=True, slots=True)
class PackMatter:
    """What is put before a meeting; ``late_in_all`` counts the overdue duties beyond those that are listed."""

    office: str
    as_of: date
    late: tuple[LateDuty, ...]
    late_in_all: int
    to_coordinate: tuple[ToCoordinate, ...]
    decided: tuple[DecidedBefore, ...]
    title: str = ""


def lay_out(matter: PackMatter) -> Paper:
    """The material of a meeting: agenda, lists, and an empty table for what it decides."""
    day = day_in_words(matter.as_of)
    still = [one for one in matter.decided if one.is_open]
    over = [one for one in still if one.days_over]
    body: list[Block] = [
        Heading("建议议题"),
        *[Text(line) for line in _agenda(matter, len(still))],
        Heading("逾期事项"),
        Text(_of_late(matter, day)),
    ]
    appendices: list[Appendix] = []
    body += _list(appendices, "逾期事项清单", _late_table(matter)) if matter.late else []
    body += [Heading("需协调解决的问题"), Text(_of_matters(matter))]
    body += _list(appendices, "需协调事项清单", _matter_table(matter)) if matter.to_coordinate else []
    body.append(Heading("上次议定事项落实情况"))
    if matter.decided:
        said = (
            f"共{len(matter.decided)}项，已落实{len(matter.decided) - len(still)}项，正在办理{len(still)}项"
        )
        body.append(Text(said + (f"，其中超过时限{len(over)}项。" if over else "。")))
        body += _list(appendices, "上次议定事项落实情况表", _decided_table(matter))
    else:
        body.append(Text("没有登记的议定事项。"))
    body += [
        Heading("本次议定事项"),
        Text("会上填写，会后登记到“会商”，下达为任务的按任务跟踪。"),
        TableOf(
            "本次议定事项",
            (Column("序号", 0.6), Column("议定事项", 5), Column("承办单位", 2), Column("完成时限", 1.6)),
            tuple((str(number), " \n ", "", "") for number in range(1, 6)),
        ),
    ]
    return Paper(
        title=matter.title or "产业工人队伍建设改革工作会议材料",
        body=tuple(body),
        signed_by=matter.office,
        dated=matter.as_of,
        subtitle=f"（数据截至{day}）",
        appendices=tuple(appendices),
    )


def _agenda(matter: PackMatter, still: int) -> list[str]:
    points = []
    if matter.late_in_all:
        points.append(f"听取{matter.late_in_all}件逾期事项的情况，明确整改措施和时限。")
    if matter.to_coordinate:
        points.append(f"研究{len(matter.to_coordinate)}个需协调解决的问题。")
    if still:
        points.append(f"通报上次议定事项落实情况，督促{still}项没有落实的事项。")
    points.append(to_fill("其他议题"))
    return [f"（{number}）{point}" for number, point in enumerate(points, 1)]


def _of_late(matter: PackMatter, day: str) -> str:
    if not matter.late_in_all:
        return f"截至{day}，没有逾期未办结的事项。"
    longest = max((one.workdays_late for one in matter.late), default=0)
    said = f"截至{day}，逾期未办结{matter.late_in_all}件，最长的逾期{longest}个工作日。"
    if len(matter.late) < matter.late_in_all:
        said += f"清单列出逾期最久的{len(matter.late)}件。"
    return said


def _of_matters(matter: PackMatter) -> str:
    if not matter.to_coordinate:
        return "没有等待协调的问题。"
    units = len({one.unit for one in matter.to_coordinate})
    oldest = max(one.days for one in matter.to_coordinate)
    return f"{units}家单位提出{len(matter.to_coordinate)}个问题需要会上研究，提出最早的已有{oldest}天。"


def _list(appendices: list[Appendix], title: str, table: TableOf) -> list[Block]:
    """A short list stands in the text, a long one on pages of its own."""
    if len(table.rows) <= _MOST_ROWS:
        return [TableOf(title, table.columns, table.rows, table.note)]
    appendices.append(Appendix(title, (table,), is_wide=True))
    return [Text(f"{title}附后。")]


def _late_table(matter: PackMatter) -> TableOf:
    rows = tuple(
        (
            str(number),
            one.unit,
            f"{one.number} {one.title}",
            one.due_on.strftime("%Y.%m.%d"),
            str(one.workdays_late),
            one.taken_to or NOTHING,
            _short(one.said) or "没有反馈",
        )
        for number, one in enumerate(matter.late, 1)
    )
    columns = (
        Column("序号", 0.6),
        Column("单位", 1.6, "left"),
        Column("事项", 3, "left"),
        Column("时限", 1.5),
        Column("逾期工作日", 1),
        Column("已采取", 1.1),
        Column("最近反馈", 3, "left"),
    )
    return TableOf("", columns, rows)


def _matter_table(matter: PackMatter) -> TableOf:
    rows = tuple(
        (str(number), one.unit, _short(one.text), f"{one.days}天", _short(one.opinions) or NOTHING, "")
        for number, one in enumerate(matter.to_coordinate, 1)
    )
    columns = (
        Column("序号", 0.6),
        Column("提出单位", 1.6, "left"),
        Column("问题", 3.6, "left"),
        Column("已历", 0.9),
        Column("有关单位意见", 2.6, "left"),
        Column("会议意见", 1.8),
    )
    return TableOf("", columns, rows)


def _decided_table(matter: PackMatter) -> TableOf:
    rows = tuple(
        (
            str(number),
            f"{one.held_on.strftime('%Y.%m.%d')} {_short(one.meeting, 24)}",
            _short(one.text),
            one.unit or NOTHING,
            one.due_on.strftime("%Y.%m.%d") if one.due_on else NOTHING,
            _outcome(one),
        )
        for number, one in enumerate(matter.decided, 1)
    )
    columns = (
        Column("序号", 0.6),
        Column("会议", 2, "left"),
        Column("议定事项", 3.2, "left"),
        Column("承办单位", 1.5, "left"),
        Column("时限", 1.5),
        Column("落实情况", 2.2, "left"),
    )
    return TableOf("", columns, rows)


def _outcome(one: DecidedBefore) -> str:
    if not one.is_open:
        return _short(one.outcome) or "已落实"
    said = f"超过时限{one.days_over}天" if one.days_over else "正在办理"
    return f"{said}；{_short(one.outcome)}" if one.outcome else said


def _short(text: str, longest: int = _LONGEST) -> str:
    bare = " ".join(text.split())
    return bare if len(bare) <= longest else bare[:longest] + "……"
