"""From facts to the points of an item and the total of a unit, with the whole calculation as plain JSON.

The order: the formula, rounding to hundredths (half up), cap and floor, then what was decided upon objections, within
the same bounds. An exempted item and one without points of its own count as the sheet states.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from reports.scoring.facts import Assessed
from reports.scoring.sheet import Sheet, SheetItem, Treatment

EXEMPT = "免于计分"


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What an objection that was granted adds to an item or takes off it."""

    objection_id: int
    points: Decimal
    on: date
    by: str
    opinion: str


@dataclass(frozen=True, slots=True)
class Exempted:
    """That a unit is not scored on an item, and why."""

    reason: str
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class ScoredItem:
    """The points of a unit for an item; None where it is not scored. ``calculation`` says how they came about."""

    item: SheetItem
    points: Decimal | None
    calculation: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Total:
    """The total of a unit. ``scored`` are the points it has of the ``possible`` ones; ``extra`` is added beside them.

    ``total`` is scored ÷ possible × the sheet's total + extra, between 0 and the sheet's ``most``; None where nothing
    could be scored.
    """

    total: Decimal | None
    scored: Decimal
    possible: Decimal
    extra: Decimal
    words: str


def rounded(value: Fraction) -> Decimal:
    """To hundredths, half up, exactly; what is negative goes away from zero."""
    hundredths = (abs(value.numerator) * 200 + value.denominator) // (2 * value.denominator)
    return Decimal(hundredths if value.numerator >= 0 else -hundredths).scaleb(-2)


def score_item(
    item: SheetItem, facts: Assessed, adjustments: Sequence[Adjustment] = (), exempted: Exempted | None = None
) -> ScoredItem:
    """The points of a unit for an item, with the calculation."""
    stated = _stated(item)
    done = item.formula.reckon(facts, stated.full, item.parameters, item.code, item.raters)
    calculation: dict[str, Any] = {
        **stated.plain,
        "inputs": [one.as_plain() for one in done.inputs],
        "parts": [one.as_plain() for one in done.parts],
        "figured": done.words,
        "rows": {kind: list(ids) for kind, ids in (done.rows or {}).items()},
        "steps": [],
    }
    if done.note:
        calculation["note"] = done.note
    steps: list[dict[str, Any]] = calculation["steps"]
    own = _own_points(item, done.points, done.missing, exempted, calculation, steps)
    calculation["own"] = None if own is None else str(own)
    points, calculation = readjusted(item, calculation, adjustments)
    return ScoredItem(item, points, calculation)


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a sheet states of an item, in the forms that every calculation needs."""

    full: Fraction
    plain: dict[str, Any]


@lru_cache(maxsize=1024)
def _stated(item: SheetItem) -> _Stated:
    return _Stated(
        Fraction(item.full),
        {
            "formula": item.formula.name,
            "title": item.formula.title,
            "words": item.formula.words,
            "full": str(item.full),
            "parameters": {key: str(value) for key, value in item.parameters.items()},
            "raters": {key.value: str(value) for key, value in item.raters.items()},
            "evidence": item.evidence,
            "cap": str(item.cap),
            "floor": str(item.floor),
        },
    )


def readjusted(
    item: SheetItem, calculation: Mapping[str, Any], adjustments: Sequence[Adjustment]
) -> tuple[Decimal | None, dict[str, Any]]:
    """The points and the calculation with these adjustments in place of those it had."""
    steps = [one for one in calculation["steps"] if one["step"] != "objection"]
    points = None if calculation["own"] is None else Decimal(calculation["own"])
    for one in adjustments:
        points = _adjusted(item, points, one, steps)
    return points, {**calculation, "steps": steps, "points": None if points is None else str(points)}


def _own_points(
    item: SheetItem,
    exact: Fraction | None,
    missing: Any,
    exempted: Exempted | None,
    calculation: dict[str, Any],
    steps: list[dict[str, Any]],
) -> Decimal | None:
    """The points before any objection; each thing that was done to them is noted in ``steps``."""
    if exempted is not None:
        calculation["missing"] = EXEMPT
        steps.append(
            {
                "step": "exemption",
                "reason": exempted.reason,
                "on": exempted.on.isoformat(),
                "by": exempted.by,
                "words": f"{EXEMPT}：{exempted.reason}；满分由其他项目按比例承担",
            }
        )
        return None
    if exact is None:
        treatment = item.missing[missing]
        calculation["missing"] = missing.label
        points = _instead(item, treatment)
        steps.append(
            {
                "step": "missing",
                "reason": missing.value,
                "treatment": treatment.value,
                "words": f"{missing.label}，{treatment.label if item.is_base else '不加不扣'}",
            }
        )
        return points
    raw = rounded(exact)
    calculation["exact"] = str(exact)
    points = min(item.cap, max(item.floor, raw))
    if points != raw:
        which, limit = ("cap", item.cap) if raw > item.cap else ("floor", item.floor)
        words = f"{'不高于' if which == 'cap' else '不低于'}{_short(limit)}分"
        steps.append({"step": which, "limit": str(limit), "before": str(raw), "words": words})
    return points


def _instead(item: SheetItem, treatment: Treatment) -> Decimal | None:
    if not item.is_base or treatment is Treatment.REDISTRIBUTE:
        return None
    return item.full if treatment is Treatment.FULL else item.floor


def _adjusted(
    item: SheetItem, points: Decimal | None, one: Adjustment, steps: list[dict[str, Any]]
) -> Decimal | None:
    """What is not scored cannot be adjusted: the line then says so, and changes nothing."""
    after = None if points is None else min(item.cap, max(item.floor, points + one.points))
    sign = "加" if one.points >= 0 else "减"
    words = f"异议成立，{sign}{_short(abs(one.points))}分"
    if after is None:
        words += "；这一项不计分，没有改动"
    elif points is not None and after != points + one.points:
        words += f"，以{_short(item.cap if one.points > 0 else item.floor)}分为限"
    steps.append(
        {
            "step": "objection",
            "objection": one.objection_id,
            "points": _short(one.points),
            "on": one.on.isoformat(),
            "by": one.by,
            "opinion": one.opinion,
            "words": words,
        }
    )
    return after


def total_of(sheet: Sheet, scored: Sequence[tuple[SheetItem, Decimal | None]]) -> Total:
    """The total of these items; what has no points leaves its full points to the others."""
    base = [(item.full, points) for item, points in scored if item.is_base and points is not None]
    points = sum((points for _, points in base), Decimal(0))
    possible = sum((full for full, _ in base), Decimal(0))
    extra = sum((points for item, points in scored if not item.is_base and points is not None), Decimal(0))
    if not possible:
        return Total(None, points, possible, extra, "没有一项可以计分，不计总分。")
    exact = Fraction(points) * Fraction(sheet.total) / Fraction(possible) + Fraction(extra)
    total = min(sheet.most, max(Decimal(0), rounded(exact)))
    words = f"各项得分合计{_short(points)}分"
    if possible != sheet.total:
        words += f"，按计分的满分{_short(possible)}分折算：{_short(points)} ÷ {_short(possible)} × {_short(sheet.total)}"
    if extra:
        words += f"，{'加' if extra > 0 else '扣'}{_short(abs(extra))}分"
    words += f"，总分{_short(total)}分"
    if total != rounded(exact):
        words += f"（{'不高于' if total == sheet.most else '不低于'}{_short(total)}分）"
    return Total(total, points, possible, extra, f"{words}。")


def _short(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
