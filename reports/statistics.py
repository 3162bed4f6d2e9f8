"""统计: assignments counted by two things at once, with totals on both sides and the rates that an office is asked for.

It reads the state that is stored, not the history. What each figure means stands in ``MEANINGS``, in the words in
which a clerk has to defend it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from sqlalchemy import SQLColumnExpression, and_, case, func, literal, select
from sqlmodel import Session, col

from models.assignment import Assignment
from models.closing import Closure
from models.columns import day_number, in_figures
from models.document import Document
from models.extension import DueChange
from models.lifecycle import IN_HAND
from models.task import Task
from models.unit import Unit
from models.words import Status, UnitLevel, Verification
from reports.kept import kept_by_unit
from reports.light_sql import lit
from reports.listing import COUNTED, View, Wanted, conditions
from reports.tally import NOTHING, share
from schedules.lights import Light

UNDATED = "无时限"
NOT_SAID = "未填写"


class By(Enum):
    """By what is counted; the value is how addresses name it."""

    UNIT = "unit"
    LEVEL = "level"
    LINE = "line"
    REGION = "region"
    DOCUMENT = "document"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    STATUS = "status"
    LIGHT = "light"

    @property
    def label(self) -> str:
        """How people call it."""
        return _LABELS[self]


_LABELS = {
    By.UNIT: "单位",
    By.LEVEL: "单位类别",
    By.LINE: "条（系统）",
    By.REGION: "块（地区）",
    By.DOCUMENT: "来源公文",
    By.MONTH: "月份（按时限）",
    By.QUARTER: "季度（按时限）",
    By.YEAR: "年度（按时限）",
    By.STATUS: "状态",
    By.LIGHT: "灯",
}
ACROSS = (By.LIGHT, By.STATUS, By.LEVEL, By.YEAR)
"""What there are few enough of to stand side by side."""

MEANINGS = (
    ("件数", "一件是交办给一个单位、有一个时限的一项任务。单位分解给下级的部分随原件计一次，已撤回、已转办的不计。"),
    ("自报完成", "已销号的，已申请销号等待审核的，以及最近一次反馈自报进度为100%的，合计件数。以单位自报为准。"),
    ("已销号", "督办部门审核后销号的件数。重启的不再计入。"),
    ("核验", "已销号中，经实地核查或第三方核验的件数。只看台账材料的不计入。"),
    ("销号率", "已销号件数÷全部件数。"),
    ("按时办结率", "按时办结件数÷有时限的已销号件数。销号所依据的申请在时限当天或以前提出的为按时；经批准延期的按延期后的时限，但逾期以后才改时限的不算按时。"),
    ("逾期", "今天亮红灯的件数：时限已过，没有申请销号，没有中止计时，也没有时限以前提出、尚待审批的延期申请。"),
    ("逾期率", "逾期件数÷有时限的件数。"),
    ("平均用时", "已销号的，从交办之日到销号所依据的申请之日，平均多少个自然日。审核所用的时间不计。"),
)  # fmt: skip


@dataclass(slots=True)
class Counts:
    """What was counted of one line: everything in 件, ``days`` in days altogether."""

    total: int = 0
    dated: int = 0
    reported: int = 0
    closed: int = 0
    closed_dated: int = 0
    on_time: int = 0
    verified: int = 0
    days: int = 0
    lights: dict[Light, int] = field(default_factory=lambda: dict.fromkeys(Light, 0))

    def add(self, other: "Counts") -> None:
        """Count in what was counted elsewhere."""
        self.total += other.total
        self.dated += other.dated
        self.reported += other.reported
        self.closed += other.closed
        self.closed_dated += other.closed_dated
        self.on_time += other.on_time
        self.verified += other.verified
        self.days += other.days
        for light, count in other.lights.items():
            self.lights[light] += count

    @property
    def overdue(self) -> int:
        """How many burn red."""
        return self.lights[Light.RED]

    @property
    def closing_rate(self) -> str:
        """销号率."""
        return share(self.closed, self.total)

    @property
    def on_time_rate(self) -> str:
        """按时办结率."""
        return share(self.on_time, self.closed_dated)

    @property
    def overdue_rate(self) -> str:
        """逾期率."""
        return share(self.overdue, self.dated)

    @property
    def average_days(self) -> str:
        """平均用时 with one place, rounded half up; a dash where nothing is closed."""
        if not self.closed:
            return NOTHING
        tenths = (self.days * 20 + self.closed) // (2 * self.closed)
        return f"{tenths // 10}.{tenths % 10}"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``key`` names what it is of (an id, a word), ``cells`` has a number for each column."""

    key: Any
    label: str
    cells: tuple[int, ...]
    counts: Counts


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Lines under columns; ``total`` is the sum of all lines."""

    down: By
    across: By
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    total: Line


def cross_table(session: Session, view: View, wanted: Wanted, down: By, across: By) -> CrossTable:
    """What is asked for, counted by ``down`` and, side by side, by ``across`` (one of ``ACROSS``)."""
    about = (view.named, wanted, down, across)
    return kept_by_unit(
        session,
        "statistics",
        about,
        lambda units: _counted(session, view, wanted, down, across, units),
        lambda of_unit: _laid_out(session, _added_up(of_unit.values()), down, across),
    )


@dataclass(slots=True)
class _OfUnit:
    """What was counted of one unit: by what stands down, and by that and what stands across."""

    counts: defaultdict[Any, Counts] = field(default_factory=lambda: defaultdict(Counts))
    cells: defaultdict[tuple[Any, Any], int] = field(default_factory=lambda: defaultdict(int))


def _added_up(several: Iterable[_OfUnit]) -> _OfUnit:
    whole = _OfUnit()
    for own in several:
        for key, counts in own.counts.items():
            whole.counts[key].add(counts)
        for both, count in own.cells.items():
            whole.cells[both] += count
    return whole


def _counted(
    session: Session, view: View, wanted: Wanted, down: By, across: By, units: Collection[int] | None
) -> dict[int, _OfUnit]:
    met = [view.condition, *conditions(session, wanted)]
    if units is not None:
        met.append(col(Assignment.unit_id).in_(units))
    found: defaultdict[int, _OfUnit] = defaultdict(_OfUnit)
    done = case((col(Assignment.status).in_(IN_HAND), col(Assignment.percent)))
    more = {"due": col(Assignment.due_on), "said": done, "down": _key(down), "across": _key(across)}
    seen = lit(view.today, view.calendar, view.limits, *met, **more)
    rows = select(
        seen.c.unit_id,
        seen.c.down,
        seen.c.across,
        seen.c.status,
        seen.c.light,
        func.count(),
        func.count(seen.c.due),
        func.sum(case((seen.c.said >= 100, 1), else_=0)),
    ).group_by(seen.c.unit_id, seen.c.down, seen.c.across, seen.c.status, seen.c.light)
    if wanted.light:
        rows = rows.where(seen.c.light == wanted.light.value)
    for unit_id, of_down, of_across, status, burning, count, dated, said in session.execute(rows):
        light = Light(burning)
        own = found[unit_id]
        # Of a state and of a light the key is known only now.
        line = own.counts[_named(down, of_down, status, light)]
        line.total += count
        line.dated += dated
        line.lights[light] += count
        line.reported += count if status in (Status.CLOSED, Status.SUBMITTED) else int(said)
        own.cells[_named(down, of_down, status, light), _named(across, of_across, status, light)] += count
    if wanted.light in (None, Light.BLUE):
        _add_closures(session, met, down, found)
    return found


def _add_closures(session: Session, met: Sequence[Any], down: By, found: defaultdict[int, _OfUnit]) -> None:
    """What is known of the closed ones alone; a closure that was undone does not count."""
    due_on, handed_in = col(Assignment.due_on), col(Closure.submitted_on)
    was_late = (
        select(literal(1))
        .where(col(DueChange.assignment_id) == col(Assignment.id), col(DueChange.is_late))
        .correlate(Assignment)
        .exists()
    )
    on_time = and_(due_on.is_not(None), handed_in <= due_on, ~was_late)
    seen_there = col(Closure.verification).in_((Verification.ON_SITE, Verification.THIRD_PARTY))
    each = (
        select(
            col(Assignment.unit_id).label("unit_id"),
            _key(down).label("down"),
            due_on.label("due"),
            case((on_time, 1), else_=0).label("on_time"),
            case((seen_there, 1), else_=0).label("seen_there"),
            (day_number(handed_in) - day_number(col(Assignment.assigned_on))).label("days"),
        )
        .select_from(Assignment)
        .join(
            Closure,
            and_(col(Closure.assignment_id) == col(Assignment.id), col(Closure.reopened_on).is_(None)),
        )
        .outerjoin(Task, col(Task.id) == col(Assignment.task_id))
        .outerjoin(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(col(Assignment.status) == Status.CLOSED, *met)
        .subquery()
    )
    # Grouped from outside: what is computed with values of its own is not the same twice to every database.
    row = each.c
    rows = select(
        row.unit_id,
        row.down,
        func.count(),
        func.count(row.due),
        func.sum(row.on_time),
        func.sum(row.seen_there),
        func.sum(row.days),
    ).group_by(row.unit_id, row.down)
    for unit_id, of_down, closed, dated, timely, looked_at, days in session.execute(rows):
        line = found[unit_id].counts[_named(down, of_down, Status.CLOSED, Light.BLUE)]
        line.closed += closed
        line.closed_dated += dated
        line.on_time += int(timely)
        line.verified += int(looked_at)
        line.days += int(days)


def _key(by: By) -> SQLColumnExpression[Any]:
    match by:
        case By.UNIT:
            return col(Assignment.unit_id)
        case By.LEVEL:
            return col(Unit.level)
        case By.LINE:
            return col(Unit.line)
        case By.REGION:
            return col(Unit.region)
        case By.DOCUMENT:
            return col(Task.document_id)
        case By.MONTH | By.QUARTER | By.YEAR:
            return func.substr(in_figures(col(Assignment.due_on)), 1, 4 if by is By.YEAR else 7)
        case By.STATUS | By.LIGHT:
            return literal(0)


def _named(by: By, key: Any, status: Status, light: Light) -> Any:
    match by:
        case By.STATUS:
            return status
        case By.LIGHT:
            return light
        case By.QUARTER if key:
            return f"{key[:4]}-Q{(int(key[5:7]) + 2) // 3}"
        case _:
            return key


def _laid_out(session: Session, found: _OfUnit, down: By, across: By) -> CrossTable:
    counts, cells = found.counts, found.cells
    keys = _order(session, down, set(counts))
    heads = _order(session, across, {key for _, key in cells})
    lines = tuple(
        Line(key, label, tuple(cells.get((key, head), 0) for head, _ in heads), counts[key])
        for key, label in keys
    )
    whole = Counts()
    for line in lines:
        whole.add(line.counts)
    sums = tuple(sum(line.cells[place] for line in lines) for place in range(len(heads)))
    return CrossTable(
        down, across, tuple(label for _, label in heads), lines, Line(None, "合计", sums, whole)
    )


def _order(session: Session, by: By, keys: set[Any]) -> list[tuple[Any, str]]:
    """The keys that occur with their labels, in the order in which people expect them; lights and states always all."""
    match by:
        case By.UNIT:
            units = session.execute(
                select(col(Unit.id), col(Unit.short_name), col(Unit.name)).order_by(
                    col(Unit.position), col(Unit.id)
                )
            )
            return [(number, short or name) for number, short, name in units if number in keys]
        case By.DOCUMENT:
            papers = session.execute(
                select(
                    col(Document.id), col(Document.reference), col(Document.title), col(Document.filename)
                ).order_by(col(Document.id))
            )
            return [(row[0], row[1] or row[2] or row[3]) for row in papers if row[0] in keys]
        case By.LEVEL:
            return [(level, level.label) for level in UnitLevel if level in keys]
        case By.STATUS:
            return [(status, status.label) for status in COUNTED]
        case By.LIGHT:
            return [(light, f"{light.label}灯") for light in Light]
        case By.LINE | By.REGION:
            named = [(key, key) for key in sorted(key for key in keys if key)]
            return named + ([("", NOT_SAID)] if "" in keys else [])
        case _:
            dated = [(key, _period(key)) for key in sorted(key for key in keys if key)]
            return dated + ([(None, UNDATED)] if None in keys else [])


def _period(key: str) -> str:
    year, _, part = key.partition("-")
    if not part:
        return f"{year}年"
    if part.startswith("Q"):
        return f"{year}年{'一二三四'[int(part[1]) - 1]}季度"
    return f"{year}年{int(part)}月"
