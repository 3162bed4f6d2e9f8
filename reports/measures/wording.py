"""How a target and where it stands are said in a cell or a sentence."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from models.indicator_words import TargetKind
from reports.measures.counting import ratio
from reports.measures.forecast import Ahead
from reports.measures.target import Measured, Target
from schedules.periods import Recurrence
from schedules.wording import day_in_words

NOTHING = "—"
_RATIOS = ("%", "％", "‰")
_BOUNDS = {">=": "不低于", "<=": "不超过"}


def amount(value: Decimal | None, measure: str = "") -> str:
    """A number as people write it, with its measure; a dash where there is none."""
    return NOTHING if value is None else f"{value.normalize():f}{measure}"


def shown(value: Decimal | None, measure: str = "") -> str:
    """A value to be looked at: a percentage with at most two places, everything else exactly."""
    if value is not None and measure.strip() in _RATIOS:
        value = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return amount(value, measure)


def goal(one: Measured) -> str:
    """What has to be reached: 不低于40%, 1—2个, 不低于上一届（38人）."""
    target = one.target
    if target.kind is TargetKind.REFERENCE:
        return f"不低于上一届（{amount(target.reference, target.measure)}）"
    if one.goal is None:
        return NOTHING
    if target.kind is TargetKind.QUALITY:
        return "实现"
    if target.relation == "range" and target.upper is not None:
        return f"{amount(one.goal)}至{amount(target.upper, target.measure)}"
    return f"{_BOUNDS.get(target.relation, '')}{amount(one.goal, target.measure)}"


def reached(one: Measured) -> str:
    """What was reached: the value, or why there is none."""
    if one.value is None:
        return "未报送" if not one.used else "无法计算"
    if one.target.kind is TargetKind.QUALITY:
        return "已实现" if one.met else "未实现"
    value = one.value
    if one.target.kind is TargetKind.AVERAGE and not one.target.is_ratio:
        value = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return ("最低" if _is_worst(one) else "") + shown(value, one.target.measure)


def made_of(one: Measured) -> str:
    """Numerator by denominator, or total by years: 198÷200; empty where it is neither."""
    if one.numerator is None or one.denominator is None:
        return ""
    if one.target.kind is TargetKind.AVERAGE and not one.target.is_ratio:
        years = f"{one.denominator.quantize(Decimal('0.01')).normalize():f}"
        return f"累计{amount(one.numerator)}÷{years}年"
    parts = f"{amount(one.numerator)}÷{amount(one.denominator)}"
    if not _is_worst(one):
        return parts
    every = ratio(one.numerator, one.denominator, one.target.percentage)
    return f"全部合计{parts}，为{shown(every, one.target.measure)}"


def _is_worst(one: Measured) -> bool:
    """Whether the value is the worst of several and not what numerator and denominator make."""
    if one.numerator is None or one.denominator is None or not one.target.is_ratio:
        return False
    return one.target.is_kept and ratio(one.numerator, one.denominator, one.target.percentage) != one.value


def time(target: Target) -> str:
    """By when, or how often anew."""
    if target.recurrence in {one.value for one in Recurrence}:
        return Recurrence(target.recurrence).label
    return day_in_words(target.by) if target.by else "未写明时限"


def needed(ahead: Ahead, one: Measured) -> str:
    """要按期完成，今后每月需9.93人; empty where nothing of the kind can be said."""
    if ahead.needed is None:
        return ""
    if one.target.is_ratio:
        points = "个千分点" if one.target.measure.strip() == "‰" else "个百分点"
        return f"要按期达到，今后平均每月需提高{amount(ahead.needed)}{points}"
    return f"要按期完成，今后平均每月需{amount(ahead.needed, one.target.measure)}"


def since(day: date) -> str:
    """As of a day."""
    return f"截至{day_in_words(day)}"
