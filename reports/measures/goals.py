"""What has to be reached in the time at hand, and how much of the way to it is done."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from models.indicator_words import TargetKind
from reports.measures.target import Target, full_window, window_of
from schedules.wording import day_in_words

NO_REFERENCE = "缺上一届的数值，无法比较"
NO_TARGET = "没有分解目标，只看报送的数"

_TENTH = Decimal("0.1")
_CENT = Decimal("0.01")


def goal_of(target: Target, as_of: date) -> tuple[Decimal | None, tuple[str, ...]]:
    """What has to be reached in the time at hand, and what has to be said of it.

    That is the target; what was reached last term (不低于上一届); or of a flow the part for the days that a unit
    takes part, where it joined later or left earlier.
    """
    soft = ("力争目标，只作展示，不扣分",) if target.is_soft else ()
    if target.kind is TargetKind.REFERENCE:
        return target.reference, soft if target.reference is not None else (NO_REFERENCE, *soft)
    if target.target is None:
        return None, (NO_TARGET, *soft)
    if target.since is None and target.until is None:
        return target.target, soft
    whole, own = full_window(target, as_of), window_of(target, as_of)
    if whole is None or own is None or own == whole:
        return target.target, soft
    if not target.is_flow:
        return target.target, (f"{_taking_part(target)}，目标不折算", *soft)
    days, of_all = (own.end - own.start).days, (whole.end - whole.start).days
    part = (target.target * days / of_all).quantize(_CENT, ROUND_HALF_UP)
    said = (
        f"{_taking_part(target)}，本期目标{target.target.normalize():f}{target.measure}"
        f"按{days}/{of_all}天折算为{part.normalize():f}{target.measure}"
    )
    return part, (said, *soft)


def _taking_part(target: Target) -> str:
    parts = []
    if target.since:
        parts.append(f"{day_in_words(target.since)}起参与")
    if target.until:
        parts.append(f"{day_in_words(target.until)}止")
    return "，".join(parts)


def progress_of(target: Target, goal: Decimal | None, value: Decimal | None) -> Decimal | None:
    """How much of the way is done, in percent with one place.

    From the base where one is known, else from nothing. None for a ceiling, a range and a milestone, without a value,
    and where there is no way to go (a target of nothing, or one that is its own base).
    """
    if value is None or goal is None or target.relation in ("<=", "range"):
        return None
    if target.kind is TargetKind.QUALITY:
        return None
    if target.base is not None and starts_from_base(target):
        way, gone = goal - target.base, value - target.base
    else:
        way, gone = goal, value
    if way <= 0:
        return None
    return (gone * 100 / way).quantize(_TENTH, ROUND_HALF_UP)


def starts_from_base(target: Target) -> bool:
    """Whether its way begins at its base: what is looked at as it stands, not what is counted from nothing."""
    return not target.is_flow and target.kind not in (
        TargetKind.INCREASE,
        TargetKind.DECREASE,
        TargetKind.AVERAGE,
        TargetKind.QUALITY,
    )
