"""The conclusion on a target, by what its readings come to: each kind has its own test."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.indicator_words import TargetKind
from models.words import Verification
from reports.measures.conclusion import Conclusion
from reports.measures.counting import Counted, dips_in_words
from reports.measures.target import FROM_A_BASE, Target, Window

NO_END = "原文没有写明时限"
NO_PACE = "缺基期值，不能与时间进度比较"
NOT_SINCE = "到期后尚未填报"

Said = tuple[Conclusion, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """All that a conclusion rests on; ``reports.measures.measured.Measured`` says what each means."""

    target: Target
    goal: Decimal | None
    counted: Counted
    window: Window | None
    progress: Decimal | None
    time_gone: int | None
    met: bool | None
    as_of: date
    margin: int
    verified: Verification

    @property
    def is_over(self) -> bool:
        """Whether the time is gone."""
        return self.window is not None and self.as_of > self.window.end

    @property
    def is_of_the_end(self) -> bool:
        """Whether the value is one of the last day or later."""
        return self.window is not None and self.counted.as_of >= self.window.end


def conclude(standing: Standing) -> Said:
    """The conclusion and what has to be said with it."""
    target, counted = standing.target, standing.counted
    if counted.dips:
        return Conclusion.UNMET, f"{_fallen(target)}：{dips_in_words(counted.dips, target.measure)}"
    if counted.value is None:
        return Conclusion.OPEN, counted.why
    if standing.goal is None:
        missing = "缺上一届的数值" if target.kind is TargetKind.REFERENCE else "没有分解目标"
        return Conclusion.OPEN, missing
    if target.kind is TargetKind.QUALITY:
        return _milestone(standing)
    if target.is_kept or target.kind is TargetKind.REFERENCE:
        return _kept(standing)
    if target.kind is TargetKind.AVERAGE and not target.is_ratio:
        return _average(standing)
    if target.relation == "<=" or _is_above_range(target, counted.value):
        return (Conclusion.MET, "") if standing.met else (Conclusion.UNMET, _past(target))
    return _when_met(standing) if standing.met else _when_unmet(standing)


def can_be_paced(target: Target) -> bool:
    """Whether the way it has come can be compared with the time gone: it starts from nothing, or from a known base."""
    if target.relation in ("<=", "range") or target.is_kept:
        return False
    if target.kind in FROM_A_BASE:
        return target.base is not None or bool(target.accrual)
    if target.kind in (TargetKind.REFERENCE, TargetKind.QUALITY):
        return False
    return target.is_flow or target.kind is TargetKind.AVERAGE or target.base is not None


def _fallen(target: Target) -> str:
    if target.kind is TargetKind.COVERAGE:
        return "曾实现全覆盖，后又回落"
    return "要求每次填报都达标，曾经未达标"


def _past(target: Target) -> str:
    return "超出上限" if target.relation == "range" else ""


def _milestone(standing: Standing) -> Said:
    if not standing.met:
        return _after_the_end(standing) or (Conclusion.OPEN, "尚未实现")
    if standing.verified is Verification.REPORTED:
        return Conclusion.OPEN, "自报已实现，待核验佐证"
    return _when_met(standing)


def _kept(standing: Standing) -> Said:
    """What has to hold at every reading, or what is compared with another term."""
    if not standing.met:
        if standing.target.kind is TargetKind.COVERAGE and standing.window and not standing.is_over:
            return Conclusion.OPEN, "尚未实现全覆盖"
        if standing.target.kind is TargetKind.REFERENCE and not standing.is_over:
            return (
                (Conclusion.OPEN, "目前低于上一届") if standing.window else (Conclusion.UNMET, "低于上一届")
            )
        return _after_the_end(standing) or (Conclusion.UNMET, "")
    if standing.is_over and not standing.is_of_the_end:
        return Conclusion.OPEN, NOT_SINCE
    return (Conclusion.REACHED, "") if standing.is_of_the_end else (Conclusion.MET, "")


def _average(standing: Standing) -> Said:
    if ended := _after_the_end(standing):
        return (Conclusion.REACHED, "") if standing.met and standing.is_of_the_end else ended
    if standing.window is not None and standing.is_of_the_end and standing.met:
        return Conclusion.REACHED, ""
    if standing.progress is None:
        return Conclusion.OPEN, "目标为0，不能计算进度"
    return _beside(standing.progress - 100, standing.margin)


def _when_met(standing: Standing) -> Said:
    window, day = standing.window, standing.counted.as_of
    if window is None or day > window.end:
        return Conclusion.MET, ""
    return (Conclusion.EARLY if day < window.end else Conclusion.REACHED), ""


def _when_unmet(standing: Standing) -> Said:
    if standing.window is None:
        return Conclusion.OPEN, NO_END
    if ended := _after_the_end(standing):
        return ended
    if standing.target.relation == "range":
        return Conclusion.OPEN, "尚未进入目标区间"
    if not can_be_paced(standing.target):
        return Conclusion.OPEN, NO_PACE
    if standing.progress is None or standing.time_gone is None:
        return Conclusion.OPEN, "目标与基期值相同或为0，不能计算进度"
    return _beside(standing.progress - standing.time_gone, standing.margin)


def _after_the_end(standing: Standing) -> Said | None:
    if not standing.is_over:
        return None
    return (Conclusion.MISSED, "") if standing.is_of_the_end else (Conclusion.OPEN, NOT_SINCE)


def _beside(ahead: Decimal, margin: int) -> Said:
    if abs(ahead) <= margin:
        return Conclusion.ON_PACE, ""
    return (Conclusion.AHEAD, "") if ahead > 0 else (Conclusion.BEHIND, "")


def _is_above_range(target: Target, value: Decimal) -> bool:
    return target.relation == "range" and target.upper is not None and value > target.upper
