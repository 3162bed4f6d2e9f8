"""An indicator as a whole, by unit and by class: the office's own figure, or the units' rolled up by their shares."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.words import Word
from reports.measures.conclusion import Conclusion
from reports.measures.forecast import Ahead, Point, ahead_of, course
from reports.measures.measured import measured, roll_up
from reports.measures.rolling import roll_up_class
from reports.measures.target import Measured, Target, Value, counting, full_window, window_of


class Source(Word):
    """Where the value of the whole comes from."""

    OFFICE = "office", "督办部门填报"
    UNITS = "units", "各单位汇总"
    ONE_UNIT = "one_unit", "单位填报"
    SCATTERED = "scattered", "各单位分别填报，没有分解，不汇总"
    NOBODY = "nobody", "未报送"


@dataclass(frozen=True, slots=True)
class Share:
    """A unit's part of an indicator: its class for rolling up, and the target it has of its own."""

    unit_id: int
    unit_class: str
    target: Target


@dataclass(frozen=True, slots=True)
class Whole:
    """Where an indicator stands as a whole (``measured``), by unit and by class.

    ``rolled`` is what the units come to, also where the office's own figure counts; None without shares.
    ``scattered`` is how many units reported each for itself without shares: such values are not added up.
    ``notes`` are what the person who looks at it has to know.
    """

    measured: Measured
    source: Source
    by_unit: Mapping[int, Measured]
    by_class: Mapping[str, Measured]
    rolled: Measured | None = None
    scattered: int = 0
    notes: tuple[str, ...] = ()


def whole(
    target: Target,
    shares: Sequence[Share],
    values: Mapping[int | None, Sequence[Value]],
    as_of: date,
    margin: int,
) -> Whole:
    """The whole of an indicator by what its units (by id) and the office (None) reported up to a day.

    Of the office's own figure and the units' rolled up the newer counts, of the same day the office's.
    """
    by_unit = {
        one.unit_id: measured(one.target, values.get(one.unit_id, ()), as_of, margin)
        for one in shares
        if takes_part(one.target, as_of)
    }
    by_class = _by_class(target, shares, by_unit, as_of, margin)
    own = measured(target, values.get(None, ()), as_of, margin)
    rolled = roll_up(target, by_unit, as_of, margin) if by_unit else None
    if rolled is not None and _is_newer(rolled, by_unit, own):
        return Whole(
            rolled, Source.UNITS, by_unit, by_class, rolled, notes=_left_out(shares, values, target, as_of)
        )
    if own.used:
        return Whole(own, Source.OFFICE, by_unit, by_class, rolled, notes=_beside(own, rolled))
    if rolled is not None:
        return Whole(rolled, Source.NOBODY, by_unit, by_class, rolled)
    return _without_shares(target, values, own, as_of, margin)


def takes_part(target: Target, as_of: date) -> bool:
    """Whether a unit takes part in the time at hand, be it for some days of it."""
    if target.since and target.since > as_of:
        return False
    if target.until is None or target.until >= as_of:
        return True
    # What it added before it left stays in the sum; of a stock it holds nothing any more.
    return target.is_flow and window_of(target, as_of) is not None


def goals_beside(target: Target, shares: Sequence[Share]) -> tuple[Decimal | None, str]:
    """The sum of the units' targets and what it says beside the target of the whole; empty where they agree.

    The sum is None where it means nothing (a ratio, a floor, a milestone) or a unit has no target yet.
    """
    if (
        target.is_ratio
        or target.is_kept
        or not shares
        or target.kind.value in ("quality", "level", "reference")
    ):
        return None, ""
    without = [one for one in shares if one.target.target is None]
    if without:
        return None, f"有{len(without)}个单位还没有分解目标"
    total = sum((one.target.target for one in shares if one.target.target is not None), Decimal(0))
    if target.target is None or total == target.target:
        return total, ""
    gap = abs(total - target.target).normalize()
    word = "多" if total > target.target else "少"
    return (
        total,
        f"各单位目标合计{total.normalize():f}{target.measure}，比总目标{word}{gap:f}{target.measure}",
    )


def course_of(
    target: Target,
    shares: Sequence[Share],
    values: Mapping[int | None, Sequence[Value]],
    made: Whole,
    as_of: date,
    margin: int,
) -> tuple[Point, ...]:
    """The course of the whole so far. Of units only the days count on which nobody was missing.

    Days with half of the units would make a curve of who reports when, not of the matter.
    """
    if made.source in (Source.OFFICE, Source.NOBODY):
        return course(target, values.get(None, ()), as_of)
    if made.source is Source.ONE_UNIT:
        return course(target, next(iter(_of_units(values).values())), as_of)
    if made.source is Source.SCATTERED:
        return ()
    window = full_window(target, as_of)
    latest: dict[int, Measured] = {}
    days: dict[date, list[int]] = defaultdict(list)
    for share in shares:
        own_window = window_of(share.target, as_of)
        for one in counting(share.target, values.get(share.unit_id, ()), own_window, as_of):
            days[one.as_of].append(share.unit_id)
    by_id = {share.unit_id: share for share in shares}
    points = []
    for day in sorted(days):
        for unit_id in days[day]:
            share = by_id[unit_id]
            latest[unit_id] = measured(share.target, values[unit_id], day, margin)
        asked = {unit: latest.get(unit) for unit, one in by_id.items() if takes_part(one.target, day)}
        if any(one is None for one in asked.values()) or (window and day <= window.start):
            continue
        held = {unit: one for unit, one in asked.items() if one}
        value = _lowest(target, held) if target.is_kept else roll_up(target, held, day, margin).value
        if value is not None:
            points.append((day, value))
    return tuple(points)


def _lowest(target: Target, held: Mapping[int, Measured]) -> Decimal | None:
    """Of what has to hold everywhere the worst of that day; what was worse before is told by the conclusion."""
    values = [one.value for one in held.values() if one.value is not None]
    return (max if target.relation == "<=" else min)(values, default=None)


def ahead(
    target: Target,
    shares: Sequence[Share],
    values: Mapping[int | None, Sequence[Value]],
    made: Whole,
    as_of: date,
    margin: int,
) -> Ahead:
    """What lies before the whole: its course, forecast, need and outlook."""
    return ahead_of(made.measured, course_of(target, shares, values, made, as_of, margin), as_of)


def _is_newer(rolled: Measured, by_unit: Mapping[int, Measured], own: Measured) -> bool:
    if not rolled.used:
        return False
    latest = max((one.as_of for one in by_unit.values() if one.as_of), default=date.min)
    return own.as_of is None or latest > own.as_of


def _by_class(
    target: Target, shares: Sequence[Share], by_unit: Mapping[int, Measured], as_of: date, margin: int
) -> dict[str, Measured]:
    classes: dict[str, dict[int, Measured]] = defaultdict(dict)
    for share in shares:
        if share.unit_class and share.unit_id in by_unit:
            classes[share.unit_class][share.unit_id] = by_unit[share.unit_id]
    return {name: roll_up_class(target, own, as_of, margin) for name, own in classes.items()}


def _without_shares(
    target: Target, values: Mapping[int | None, Sequence[Value]], own: Measured, as_of: date, margin: int
) -> Whole:
    window = window_of(target, as_of)
    reporting = {
        unit: readings
        for unit, readings in _of_units(values).items()
        if counting(target, readings, window, as_of)
    }
    if not reporting:
        return Whole(own, Source.NOBODY, {}, {})
    by_unit = {unit: measured(target, readings, as_of, margin) for unit, readings in reporting.items()}
    if len(by_unit) == 1:
        return Whole(next(iter(by_unit.values())), Source.ONE_UNIT, by_unit, {})
    open_ = Measured(
        target,
        window,
        Conclusion.OPEN,
        goal=own.goal,
        why=f"{len(by_unit)}个单位分别填报，尚未汇总",
        notes=own.notes,
    )
    return Whole(open_, Source.SCATTERED, by_unit, {}, scattered=len(by_unit))


def _of_units(values: Mapping[int | None, Sequence[Value]]) -> dict[int, Sequence[Value]]:
    return {unit: readings for unit, readings in values.items() if unit is not None and readings}


def _left_out(
    shares: Sequence[Share], values: Mapping[int | None, Sequence[Value]], target: Target, as_of: date
) -> tuple[str, ...]:
    sharing = {one.unit_id for one in shares}
    others = [
        unit
        for unit, readings in _of_units(values).items()
        if unit not in sharing and counting(target, readings, window_of(target, as_of), as_of)
    ]
    return (f"另有{len(others)}个没有分解任务的单位填报了数，未计入汇总",) if others else ()


def _beside(own: Measured, rolled: Measured | None) -> tuple[str, ...]:
    if rolled is None or rolled.value is None or own.value is None or rolled.value == own.value:
        return ()
    return (
        f"督办部门填报的数与各单位汇总的数（{rolled.value.normalize():f}{own.target.measure}）不一致，以较新的督办部门填报为准",
    )
