"""From units to the whole: sums of flows, of stocks the latest of each, of ratios Σ numerator over Σ denominator, of floors the worst."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from models.indicator_words import TargetKind
from reports.measures.conclusion import Conclusion
from reports.measures.counting import Counted, meets, ratio, years_gone
from reports.measures.goals import goal_of, progress_of
from reports.measures.judging import Said, Standing, conclude
from reports.measures.target import FROM_A_BASE, Measured, Target, Value, Window, lowest, window_of

ONLY_RATIOS = "有单位只报了比率，没有报分子和分母，不能汇总（不以各单位比率的平均数代替）"
NOT_ADDED = "“水平”类的数不能把各单位的相加，请先更正指标性质（如新增、存量、比率）"
POINTS_NOT_ADDED = "百分点不能相加，请填报分子和分母"

_ADDED_STANDING = frozenset({TargetKind.STOCK, TargetKind.SUB_STOCK, TargetKind.REFERENCE})


def roll_up(target: Target, by_unit: Mapping[int, Measured], as_of: date, margin: int) -> Measured:
    """Where the whole stands by its units, each measured by its own share (``by_unit``: all who take part).

    A unit without a reading is missing, and never nothing: what is known without it is stated, what it could change
    stays open. The value is as old as the oldest that is in it; the pace is that of each unit on its own day, weighted
    by what it has to reach.
    """
    window = window_of(target, as_of)
    goal, notes = goal_of(target, as_of)
    known = {
        unit: one for unit, one in by_unit.items() if one.used and one.conclusion is not Conclusion.UNREPORTED
    }
    missing = tuple(unit for unit in by_unit if unit not in known)
    if not known:
        return Measured(
            target, window, Conclusion.UNREPORTED, goal=goal, why="未报送", notes=notes, missing=missing
        )
    failing = tuple(unit for unit, one in known.items() if _fails(one))
    counted = _together(target, known, window)
    time_gone = _pace(known)
    progress = progress_of(target, goal, counted.value)
    verified = lowest(one.verification for one in known.values() if one.verification)
    met = False if counted.dips else meets(target, goal, counted.value)
    standing = Standing(target, goal, counted, window, progress, time_gone, met, as_of, margin, verified)
    conclusion, why = _without(missing, standing, conclude(standing))
    said = f"由{len(known)}个单位汇总" + (f"，{len(missing)}个单位未报送" if missing else "")
    return Measured(
        target=target,
        window=window,
        conclusion=conclusion,
        value=counted.value,
        as_of=counted.as_of,
        numerator=counted.numerator,
        denominator=counted.denominator,
        goal=goal,
        progress=progress,
        pace=time_gone,
        met=met,
        why=why,
        notes=(said, *notes),
        used=tuple(number for one in known.values() for number in one.used),
        verification=verified,
        dips=counted.dips,
        uncovered=counted.uncovered,
        missing=missing,
        failing=failing,
    )


def roll_up_class(target: Target, by_unit: Mapping[int, Measured], as_of: date, margin: int) -> Measured:
    """The same for the units of one class: what is added up is asked for as the sum of their own targets."""
    goals = [one.goal for one in by_unit.values()]
    added = target.is_flow or target.kind in (*_ADDED_STANDING, *FROM_A_BASE)
    own = target
    if added and target.kind is not TargetKind.REFERENCE:
        whole = None if None in goals else sum((goal for goal in goals if goal is not None), Decimal(0))
        own = replace(target, target=whole, base=None)
    return roll_up(own, by_unit, as_of, margin)


def _fails(one: Measured) -> bool:
    """Whether a unit falls short already, and is not only still on its way."""
    if one.conclusion in (Conclusion.UNMET, Conclusion.MISSED):
        return True
    return one.met is False and one.target.kind in (TargetKind.COVERAGE, TargetKind.QUALITY)


def _together(target: Target, known: Mapping[int, Measured], window: Window | None) -> Counted:
    as_of = min(one.as_of for one in known.values() if one.as_of)
    names = tuple(name for one in known.values() for name in one.uncovered)
    made = Counted(
        None,
        as_of,
        tuple(Value(as_of, None, id=number) for one in known.values() for number in one.used),
        uncovered=names,
    )
    if target.kind is TargetKind.FLOOR or (target.is_kept and target.kind is not TargetKind.COVERAGE):
        return _worst(target, known, made)
    if target.kind is TargetKind.QUALITY:
        lowest = min((one.value for one in known.values() if one.value is not None), default=None)
        return replace(made, value=lowest)
    if target.kind in FROM_A_BASE and not target.is_flow and target.measure.strip() in ("%", "％", "倍"):
        return _ratio(target, known, made)
    if target.measure.strip() in ("百分点", "个百分点") and not target.is_ratio:
        return replace(made, why=POINTS_NOT_ADDED)
    if target.is_ratio:
        return _ratio(target, known, made)
    if target.kind is TargetKind.LEVEL:
        return replace(made, why=NOT_ADDED)
    if target.kind is TargetKind.AVERAGE:
        return _average(known, made, window)
    values = [one.value for one in known.values() if one.value is not None]
    unclear = [one for one in known.values() if one.value is None]
    if unclear:
        return replace(made, why=f"{len(unclear)}个单位的数不能计入（{unclear[0].why}）")
    return replace(made, value=sum(values, Decimal(0)))


def _ratio(target: Target, known: Mapping[int, Measured], made: Counted) -> Counted:
    pairs = [(one.numerator, one.denominator) for one in known.values()]
    if any(numerator is None or denominator is None for numerator, denominator in pairs):
        if target.kind is TargetKind.COVERAGE and all(one.met for one in known.values()):
            return replace(made, value=target.target)
        return replace(made, why=ONLY_RATIOS)
    numerator = sum((one for one, _ in pairs if one is not None), Decimal(0))
    denominator = sum((one for _, one in pairs if one is not None), Decimal(0))
    scale = target.percentage if target.measure.strip() != "倍" else Decimal(1)
    value = ratio(numerator, abs(denominator) if target.kind in FROM_A_BASE else denominator, scale)
    dips = _dips(known) if target.is_kept else ()
    why = "" if value is not None else "各单位的分母合计为0，无法计算比率"
    return replace(made, value=value, numerator=numerator, denominator=denominator, why=why, dips=dips)


def _worst(target: Target, known: Mapping[int, Measured], made: Counted) -> Counted:
    """What has to hold everywhere and always: the worst value of all, and every reading that did not hold."""
    values = [
        value
        for one in known.values()
        for value in (one.value, *(dip for _, dip in one.dips))
        if value is not None
    ]
    if not values:
        return replace(made, why=next(one.why for one in known.values()))
    pairs = [(one.numerator, one.denominator) for one in known.values()]
    sums: tuple[Decimal | None, Decimal | None] = (None, None)
    if all(numerator is not None and denominator is not None for numerator, denominator in pairs):
        sums = (
            sum((one for one, _ in pairs if one is not None), Decimal(0)),
            sum((one for _, one in pairs if one is not None), Decimal(0)),
        )
    worst = max(values) if target.relation == "<=" else min(values)
    return replace(made, value=worst, numerator=sums[0], denominator=sums[1], dips=_dips(known))


def _dips(known: Mapping[int, Measured]) -> tuple[tuple[date, Decimal], ...]:
    return tuple(sorted(dip for one in known.values() for dip in one.dips))


def _average(known: Mapping[int, Measured], made: Counted, window: Window | None) -> Counted:
    totals = [one.numerator for one in known.values() if one.numerator is not None]
    if not totals:
        return replace(made, why=next(one.why for one in known.values()))
    last = max(one.as_of for one in known.values() if one.as_of)
    start = window.start if window else date(made.as_of.year - 1, 12, 31)
    years = years_gone(start, last)
    if years <= 0:
        return replace(made, why="起算日当天，还没有经过的时间可以平均")
    total = sum(totals, Decimal(0))
    place = Decimal("0.0001")
    return replace(
        made,
        value=(total / years).quantize(place, ROUND_HALF_UP),
        numerator=total,
        denominator=years.quantize(place, ROUND_HALF_UP),
    )


def _pace(known: Mapping[int, Measured]) -> int | None:
    paced = [(one.pace, one.goal) for one in known.values() if one.pace is not None]
    if not paced:
        return None
    if any(goal is None or goal <= 0 for _, goal in paced):
        paced = [(gone, Decimal(1)) for gone, _ in paced]
    whole = sum((goal for _, goal in paced if goal is not None), Decimal(0))
    gone = sum((gone * goal for gone, goal in paced if gone is not None and goal is not None), Decimal(0))
    return int(gone / whole)


def _without(missing: tuple[int, ...], standing: Standing, said: Said) -> Said:
    """What can be said while units are missing: what they cannot change any more; else it stays open."""
    if not missing or standing.counted.value is None or said[0] is Conclusion.OPEN:
        return said
    target = standing.target
    if said[0] is Conclusion.UNMET and (
        standing.counted.dips or (target.relation == "<=" and not target.is_ratio)
    ):
        return said
    if standing.met and target.relation == ">=" and (target.is_flow or target.kind in _ADDED_STANDING):
        return said
    return Conclusion.OPEN, f"按已报送的单位为“{said[0].label}”，还有{len(missing)}个单位未报送，暂不判断"
