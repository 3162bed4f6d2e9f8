"""What a reviewer is asked about the figures and words that units reported. Only the office sees it, never the unit."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from models.assignment import Assignment
from models.progress import ProgressUpdate
from models.rows_of import rows_of
from models.task import Indicator, Reading
from reports.measures.doubts import Amount, is_repeated, of_parts, of_value
from reports.measures.standings import Stood, stood
from reports.measures.stored import value_from
from schedules.clock import ZONE
from schedules.wording import day_in_words

_SAID = (("progress", "进展情况"), ("problems", "存在问题"), ("next_steps", "下一步措施"))


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question about what a unit (None: the office) reported as of a day of an indicator (None: of words)."""

    indicator_id: int | None
    unit_id: int | None
    as_of: date
    sentence: str


def doubts(session: Session, standing: Sequence[Stood]) -> list[Doubt]:
    """The questions about the latest value of each unit, and about parts beside their whole, of these indicators."""
    found = [doubt for one in standing for doubt in _of_values(one)]
    return found + _of_parts(session, standing)


def doubts_of_assignment(session: Session, assignment: Assignment, today: date) -> list[Doubt]:
    """The questions for whoever reviews what the unit of this assignment handed in: its figures and its words."""
    numbers = [one.id for one in rows_of(session, Indicator, "task_id", assignment.task_id)]
    own = stood(session, today, 0, numbers) if numbers else ()
    of_figures = [one for one in doubts(session, own) if one.unit_id == assignment.unit_id]
    return of_figures + _repeated(session, assignment)


def _of_values(one: Stood) -> Iterable[Doubt]:
    targets = {share.unit_id: share.target for share in one.shares}
    by_unit: dict[int | None, list[Reading]] = defaultdict(list)
    for reading in one.readings:
        by_unit[reading.unit_id].append(reading)
    for unit_id, readings in by_unit.items():
        *earlier, last = readings
        target = targets.get(unit_id, one.target) if unit_id is not None else one.target
        sentences = of_value(
            target, [value_from(each) for each in earlier], value_from(last), _day(last.reported_at)
        )
        if earlier and is_repeated(earlier[-1].text, last.text):
            sentences.append(f"说明与上次（截至{day_in_words(earlier[-1].as_of)}）一字不差")
        for sentence in sentences:
            yield Doubt(one.indicator.id, unit_id, last.as_of, sentence)


def _of_parts(session: Session, standing: Sequence[Stood]) -> list[Doubt]:
    """Each unit's latest value of a whole beside its values of the parts of the same day."""
    by_id = {one.indicator.id: one.indicator for one in standing}
    parents = {one.parent_id for one in by_id.values() if one.parent_id} | set(by_id)
    rows = select(Indicator).where(col(Indicator.parent_id).in_(parents)).order_by(col(Indicator.id))
    parts: dict[int, list[Indicator]] = defaultdict(list)
    for part in session.exec(rows):
        parts[part.parent_id or 0].append(part)
    if not parts:
        return []
    wholes = {one.id: one for one in session.exec(select(Indicator).where(col(Indicator.id).in_(parts)))}
    numbers = [*parts, *(part.id for own in parts.values() for part in own)]
    values: dict[tuple[int, int | None], dict[date, Reading]] = defaultdict(dict)
    last_day = max((one.as_of for one in standing), default=date.max)
    readings = select(Reading).where(col(Reading.indicator_id).in_(numbers), col(Reading.as_of) <= last_day)
    for reading in session.exec(readings.order_by(col(Reading.as_of), col(Reading.id))):
        values[reading.indicator_id, reading.unit_id][reading.as_of] = reading
    found = []
    for (whole_id, unit_id), by_day in values.items():
        if whole_id not in parts:
            continue
        day, whole = next(reversed(by_day.items()))
        beside = [
            Amount(part.name, values[part.id, unit_id][day].value, part.measure)
            for part in parts[whole_id]
            if day in values.get((part.id, unit_id), {})
        ]
        own = Amount(wholes[whole_id].name, whole.value, wholes[whole_id].measure)
        found += [Doubt(whole_id, unit_id, day, sentence) for sentence in of_parts(own, beside) if beside]
    return found


def _repeated(session: Session, assignment: Assignment) -> list[Doubt]:
    latest = rows_of(session, ProgressUpdate, "assignment_id", assignment.id, newest_first=True)[:2]
    if len(latest) < 2:
        return []
    now, before = latest
    return [
        Doubt(
            None,
            assignment.unit_id,
            now.as_of,
            f"“{called}”与上次反馈（截至{day_in_words(before.as_of)}）一字不差",
        )
        for field, called in _SAID
        if is_repeated(getattr(before, field), getattr(now, field))
    ]


def _day(at: datetime) -> date:
    return at.astimezone(ZoneInfo(ZONE)).date()
