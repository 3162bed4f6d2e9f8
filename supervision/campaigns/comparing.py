"""Two freezes of a campaign beside each other: which assignments, readings and counts are different, and why."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.assignment import Transition
from models.campaign import Freeze, FrozenFact, FrozenItem, FrozenReading
from models.evaluation_words import FactKind
from models.extension import DueChange
from models.words import Word
from reports.campaign_counts import Counts, in_percent
from reports.campaign_figures import CampaignFigures
from schedules.lights import Light
from schedules.wording import day_in_words

_FIELDS = {
    "status": "状态",
    "due_on": "时限",
    "submitted_on": "申请销号",
    "closed_on": "销号",
    "verification": "核验级别",
    "percent": "进度",
    "returns": "退回次数",
    "extensions": "延期次数",
    "roll_overs": "结转次数",
    "was_late": "曾逾期",
    "light": "亮灯",
}
"""What of an assignment is compared, by the words of the office. Days late grow by themselves and are not."""
_COUNTED = {
    "assigned": "交办",
    "undated": "未定时限",
    "due": "应办",
    "closed": "办结",
    "closed_of_due": "应办中办结",
    "on_time": "按时办结",
    "closed_late": "逾期办结",
    "waiting": "到期待审核",
    "overdue": "逾期未办结",
    "workdays_late": "逾期工作日合计",
    "returns": "退回次数",
    "extensions": "延期次数",
}
_RATES = {"completion": "完成率", "punctuality": "按时率", "reported_completion": "自报完成率"}


class Difference(Word):
    """How an assignment is different in the later freeze."""

    CHANGED = "changed", "有变化"
    NEW = "new", "新列入"
    GONE = "gone", "不再列入"


@dataclass(frozen=True, slots=True)
class CountChange:
    """A number in both freezes, as it is written."""

    called: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An assignment that is different: what of it, and what was noted of it in between."""

    assignment_id: int
    task: str
    unit: str
    difference: Difference
    fields: tuple[CountChange, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadingChange:
    """A reading that only one of the two has, or that was checked on another level; None where it is not there."""

    indicator: str
    unit: str
    as_of: date
    before: str | None
    after: str | None


def compare_counts(before: Counts, after: Counts) -> list[CountChange]:
    """The counts and rates that are different, in the order of the tables."""
    made = [
        CountChange(called, str(getattr(before, name)), str(getattr(after, name)))
        for name, called in _COUNTED.items()
    ]
    made += [
        CountChange(called, in_percent(getattr(before, name)), in_percent(getattr(after, name)))
        for name, called in _RATES.items()
    ]
    return [one for one in made if one.before != one.after]


def compare_units(before: CampaignFigures, after: CampaignFigures) -> list[tuple[str, list[CountChange]]]:
    """The units of which counts are different, by their names at the later freeze, in the order of the directory."""
    facts = before.unit_facts | after.unit_facts
    nothing = Counts()
    made = []
    for unit in sorted(facts.values(), key=lambda one: (one.position, one.id)):
        changed = compare_counts(before.units.get(unit.id, nothing), after.units.get(unit.id, nothing))
        if changed:
            made.append((unit.called, changed))
    return made


def count_items(session: Session, first: Freeze, second: Freeze) -> dict[Difference, int]:
    """How many assignments are different, and how."""
    return {
        difference: session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
        for difference, chosen in _differing(first, second).items()
    }


def compare_items(
    session: Session, first: Freeze, second: Freeze, difference: Difference, start: int = 0, most: int = 50
) -> list[ItemChange]:
    """Some of the assignments that are different in this way, by their numbers, with what was noted in between."""
    chosen = _differing(first, second)[difference]
    ids = list(session.scalars(chosen.order_by("assignment_id").offset(start).limit(most)))
    before, after = (_items(session, one, ids) for one in (first, second))
    why = _why(session, first, second, ids)
    tasks, units = (
        _names(session, (first, second), FactKind.TASK, "title"),
        _names(session, (first, second), FactKind.UNIT, "called"),
    )
    made = []
    for number in ids:
        was, now = before.get(number), after.get(number)
        known = now or was
        if known is None:
            continue
        fields = _fields(was, now) if was and now else ()
        said = tuple(why.get(number, ()))
        if not said and fields:
            said = ("两次截止日之间没有新的记录，因时间推移而变化",)
        made.append(
            ItemChange(
                number,
                tasks.get(known.task_id, ""),
                units.get(known.unit_id, ""),
                difference,
                fields,
                said,
            )
        )
    return made


def compare_readings(session: Session, first: Freeze, second: Freeze, most: int = 200) -> list[ReadingChange]:
    """The readings that are different, no more than ``most``, by indicator, unit and day."""
    was: Any = aliased(FrozenReading)
    now: Any = aliased(FrozenReading)
    both = and_(now.reading_id == was.reading_id, now.freeze_id == second.id)
    old = (
        select(was, now)
        .select_from(was)
        .outerjoin(now, both)
        .where(was.freeze_id == first.id)
        .where(or_(now.reading_id.is_(None), now.verification != was.verification, now.value != was.value))
        .limit(most)
    )
    new = (
        select(now)
        .outerjoin(was, and_(was.reading_id == now.reading_id, was.freeze_id == first.id))
        .where(now.freeze_id == second.id, was.reading_id.is_(None))
        .limit(most)
    )
    rows = [(before, after) for before, after in session.execute(old)]
    rows += [(None, after) for after in session.scalars(new)]
    indicators = _names(session, (first, second), FactKind.INDICATOR, "name")
    units = _names(session, (first, second), FactKind.UNIT, "called")
    made = []
    for before, after in rows:
        known = after or before
        assert known is not None
        made.append(
            ReadingChange(
                indicators.get(known.indicator_id, ""),
                units.get(known.unit_id, "") if known.unit_id else "督办部门",
                known.as_of,
                _reading(before),
                _reading(after),
            )
        )
    return sorted(made, key=lambda one: (one.indicator, one.unit, one.as_of))[:most]


def _differing(first: Freeze, second: Freeze) -> dict[Difference, Select[tuple[int]]]:
    was: Any = aliased(FrozenItem)
    now: Any = aliased(FrozenItem)
    differs = or_(*(getattr(was, name).is_distinct_from(getattr(now, name)) for name in _FIELDS))
    number = was.assignment_id.label("assignment_id")
    return {
        Difference.CHANGED: select(number)
        .join(now, and_(now.assignment_id == was.assignment_id, now.freeze_id == second.id))
        .where(was.freeze_id == first.id, differs),
        Difference.NEW: _only_in(second, first),
        Difference.GONE: _only_in(first, second),
    }


def _only_in(one: Freeze, other: Freeze) -> Select[tuple[int]]:
    here: Any = aliased(FrozenItem)
    there: Any = aliased(FrozenItem)
    return (
        select(here.assignment_id.label("assignment_id"))
        .outerjoin(there, and_(there.assignment_id == here.assignment_id, there.freeze_id == other.id))
        .where(here.freeze_id == one.id, there.assignment_id.is_(None))
    )


def _items(session: Session, frozen: Freeze, ids: Sequence[int]) -> dict[int, FrozenItem]:
    rows = select(FrozenItem).where(
        col(FrozenItem.freeze_id) == frozen.id, col(FrozenItem.assignment_id).in_(ids)
    )
    return {row.assignment_id: row for row in session.scalars(rows)}


def _fields(was: FrozenItem, now: FrozenItem) -> tuple[CountChange, ...]:
    return tuple(
        CountChange(called, _written(name, getattr(was, name)), _written(name, getattr(now, name)))
        for name, called in _FIELDS.items()
        if getattr(was, name) != getattr(now, name)
    )


def _written(name: str, value: Any) -> str:
    if value is None:
        return "无"
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if name == "percent":
        return f"{value}%"
    if name == "light":
        return f"{Light(value).label}灯"
    return value.label if isinstance(value, Word) else str(value)


def _reading(row: FrozenReading | None) -> str | None:
    if row is None:
        return None
    value: Decimal = row.value
    return f"{value.normalize():f}（{row.verification.label}）"


def _why(session: Session, first: Freeze, second: Freeze, ids: Sequence[int]) -> dict[int, list[str]]:
    """What was noted of each between the two, also what was entered late for a day before."""
    found: dict[int, list[tuple[Any, str]]] = defaultdict(list)
    moves = select(Transition).where(
        col(Transition.assignment_id).in_(ids),
        or_(col(Transition.on) > first.as_of, col(Transition.at) > first.at),
        col(Transition.on) <= second.as_of,
    )
    for move in session.scalars(moves.order_by(col(Transition.id))):
        late = "（补记）" if move.on <= first.as_of else ""
        found[move.assignment_id].append((move.at, f"{day_in_words(move.on)}{move.move.label}{late}"))
    changes = select(DueChange).where(
        col(DueChange.assignment_id).in_(ids),
        or_(col(DueChange.on) > first.as_of, col(DueChange.at) > first.at),
        col(DueChange.on) <= second.as_of,
    )
    for change in session.scalars(changes.order_by(col(DueChange.id))):
        said = f"{day_in_words(change.on)}{change.kind.label}，时限改为{_written('due_on', change.after)}"
        found[change.assignment_id].append((change.at, said))
    return {
        number: [said for _, said in sorted(told, key=lambda one: one[0])] for number, told in found.items()
    }


def _names(session: Session, freezes: tuple[Freeze, Freeze], kind: FactKind, name: str) -> dict[int, str]:
    """The names at the later freeze, or at the earlier where only that knows them."""
    rows = session.execute(
        select(col(FrozenFact.subject_id), col(FrozenFact.facts))
        .where(col(FrozenFact.freeze_id).in_([one.id for one in freezes]), col(FrozenFact.kind) == kind)
        .order_by(col(FrozenFact.freeze_id))
    )
    return {number: facts.get(name, "") for number, facts in rows}
