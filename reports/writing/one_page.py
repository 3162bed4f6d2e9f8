"""领导一页纸: how all stands, what presses, what waits for the leader; it stays on one sheet whatever happens."""

from dataclasses import dataclass
from datetime import date

from papers.one_page import OnePage, Part
from papers.paper import Column, TableOf
from reports.tally import NOTHING
from schedules.wording import day_in_words

_MOST_LATE, _MOST_UNITS, _MOST_LINES, _MOST_INDICATORS = 5, 4, 3, 4
# So many characters stand on a line of the sheet, and in the cells of its table.
_LINE, _UNIT_CELL, _TITLE_CELL = 38, 8, 19


@dataclass(frozen=True, slots=True)
class Pressing:
    """An overdue duty, in short."""

    unit: str
    title: str
    due_on: date
    workdays_late: int
    taken_to: str = ""


@dataclass(frozen=True, slots=True)
class UnitLate:
    """A unit with red or yellow lights."""

    called: str
    red: int
    yellow: int
    total: int


@dataclass(frozen=True, slots=True)
class Target:
    """A target that is not on its way, with how far it is."""

    name: str
    value: str
    target: str
    conclusion: str


@dataclass(frozen=True, slots=True)
class OnePageMatter:
    """What the sheet is made of. Counts are assignments (件); ``before`` are the overdue of the Friday before."""

    office: str
    as_of: date
    assigned: int
    closed: int
    due: int
    completion: str
    punctuality: str
    overdue: int
    overdue_before: int | None
    late: tuple[Pressing, ...] = ()
    units: tuple[UnitLate, ...] = ()
    targets: tuple[Target, ...] = ()
    waiting: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()


def lay_out(matter: OnePageMatter) -> OnePage:
    """The sheet. Long lists are cut, and it says how many were left out."""
    figures = (
        ("交办", f"{matter.assigned}", f"已销号{matter.closed}"),
        ("应办", f"{matter.due}", "时限已到的"),
        ("完成率", matter.completion, "应办中已销号"),
        ("按时率", matter.punctuality, "应办中按时销号"),
        ("逾期", f"{matter.overdue}", _since(matter)),
    )
    parts = (
        _late(matter),
        _units(matter),
        _targets(matter),
        _lines("等待您决定的", matter.waiting),
        _lines("需要协调的", matter.matters),
        _lines("会议议定没有落实的", matter.decided),
    )
    return OnePage(
        title="重点任务推进情况",
        under=f"{matter.office}　数据截至{day_in_words(matter.as_of)}",
        figures=figures,
        parts=parts,
        foot="应办：时限在截止日以前（含当日）的；办结以督办部门销号为准，自报完成的不算。逾期按工作日计。",
        dated=matter.as_of,
        signed_by=matter.office,
    )


def _since(matter: OnePageMatter) -> str:
    if matter.overdue_before is None:
        return "件"
    change = matter.overdue - matter.overdue_before
    return "与上周五持平" if not change else f"比上周五{'多' if change > 0 else '少'}{abs(change)}"


def _late(matter: OnePageMatter) -> Part:
    if not matter.late:
        return Part("逾期最久的", ("没有逾期事项。",))
    rows = tuple(
        (
            _short(one.unit, _UNIT_CELL),
            _short(one.title, _TITLE_CELL),
            one.due_on.strftime("%m.%d"),
            str(one.workdays_late),
            one.taken_to or NOTHING,
        )
        for one in matter.late[:_MOST_LATE]
    )
    columns = (
        Column("单位", 2, "left"),
        Column("事项", 4.4, "left"),
        Column("时限", 1),
        Column("逾期工作日", 1.3),
        Column("已采取", 1.2),
    )
    more = matter.overdue - len(rows)
    heading = f"逾期最久的{len(rows)}件" + (f"（另有{more}件）" if more > 0 else "")
    return Part(heading, table=TableOf("", columns, rows))


def _units(matter: OnePageMatter) -> Part:
    listed = "；".join(
        f"{_short(one.called, _UNIT_CELL)}红灯{one.red}件、黄灯{one.yellow}件"
        for one in matter.units[:_MOST_UNITS]
    )
    return Part("需要关注的单位", (listed + "。",) if listed else ())


def _targets(matter: OnePageMatter) -> Part:
    lines = tuple(
        _short(f"{_short(one.name, 12)}：{one.value}，目标{one.target}，{one.conclusion}", _LINE)
        for one in matter.targets[:_MOST_INDICATORS]
    )
    return Part("没有跟上的指标", _with_rest(lines, len(matter.targets)))


def _lines(heading: str, lines: tuple[str, ...]) -> Part:
    shown = tuple(_short(line, _LINE) for line in lines[:_MOST_LINES])
    return Part(heading, _with_rest(shown, len(lines)))


def _with_rest(shown: tuple[str, ...], every: int) -> tuple[str, ...]:
    return (*shown, f"另有{every - len(shown)}项，见系统。") if every > len(shown) else shown


def _short(text: str, longest: int) -> str:
    """The text as far as it fits into so many Chinese characters; figures and Latin letters count half."""
    bare = " ".join(text.split())
    left = 2 * longest
    for place, character in enumerate(bare):
        left -= 1 if character.isascii() else 2
        if left < 0:
            return bare[: place - 1] + "…"
    return bare
