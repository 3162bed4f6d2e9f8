"""How far every indicator has come by its latest reading, and what may honestly be said of that."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.document import Document
from models.task import Indicator, Reading, Task
from models.words import Word
from reports.asking import end_of
from reports.sources import without_texts
from reports.wholes import is_of_a_whole
from schedules.lights import pace
from schedules.periods import Recurrence, period_end


class Conclusion(Word):
    """The judgement on an indicator; the rule is in ``judge``."""

    EARLY = "early", "提前实现"
    AHEAD = "ahead", "快于预期"
    ON_PACE = "on_pace", "基本符合预期"
    BEHIND = "behind", "滞后"
    REACHED = "reached", "如期实现"
    MISSED = "missed", "到期未实现"
    MET = "met", "已达标"
    UNMET = "unmet", "未达标"
    UNREPORTED = "unreported", "未填报"
    OPEN = "open", "待判断"


@dataclass(frozen=True, slots=True)
class Window:
    """The time an indicator has: from ``start`` to ``end``, the last day that counts."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Reached:
    """An indicator and where it stands.

    ``progress`` is the value as a percentage of the target, None where that says nothing (a ceiling, no
    reading). ``time_gone`` is the share of the window gone on the day of the reading. ``scattered`` counts
    the units that reported each for itself: such values are not added up here.
    """

    indicator: Indicator
    document: Document
    window: Window | None
    reading: Reading | None
    scattered: int
    progress: Decimal | None
    time_gone: int | None
    conclusion: Conclusion
    why: str = ""


def read_indicators(session: Session, as_of: date, margin: int) -> tuple[Reached, ...]:
    """Every indicator with its latest reading of a day up to ``as_of``, in the order of the documents.

    What was registered or entered later does not count, so a past day comes out the same again.
    ``margin`` is how many percentage points around the pace still count as being on it.
    """
    readings: dict[int, list[Reading]] = defaultdict(list)
    for reading in session.exec(
        select(Reading)
        .join(Indicator, col(Indicator.id) == col(Reading.indicator_id))
        .where(col(Reading.as_of) <= as_of, col(Reading.reported_at) < end_of(as_of), is_of_a_whole())
        .order_by(col(Reading.as_of), col(Reading.id))
    ):
        readings[reading.indicator_id].append(reading)
    chosen = (
        select(Indicator, Document)
        .join(Document, col(Document.id) == col(Indicator.document_id))
        .join(Task, col(Task.id) == col(Indicator.task_id), isouter=True)
        .where(func.coalesce(col(Task.registered_at), col(Document.received_at)) < end_of(as_of))
        .options(*without_texts())
        .order_by(col(Indicator.document_id), col(Indicator.start), col(Indicator.id))
    )
    return tuple(
        judge(indicator, document, readings[indicator.id or 0], as_of, margin)
        for indicator, document in session.exec(chosen)
    )


def judge(
    indicator: Indicator, document: Document, readings: Sequence[Reading], as_of: date, margin: int
) -> Reached:
    """Where an indicator stands by its readings, oldest first.

    A target to be reached is compared with the share of the time gone. That needs a start at nothing:
    for shares and stocks, whose base value is not known here, only having reached the target is stated.
    A ceiling and a range are met or not.
    """
    window = _window(indicator, document, as_of)
    in_time = [reading for reading in readings if _counts(indicator, window, reading)]
    reading, scattered = _latest(in_time)
    if reading is None:
        return _without_reading(indicator, document, window, scattered)
    time_gone = pace(window.start, window.end, reading.as_of) if window else None
    progress = _progress(indicator, reading.value)
    if indicator.relation == "<=" or _is_above_range(indicator, reading.value):
        conclusion, why = (
            (Conclusion.MET, "") if _is_met(indicator, reading.value) else (Conclusion.UNMET, "")
        )
    elif _is_met(indicator, reading.value):
        conclusion, why = _when_met(indicator, reading, window), ""
    else:
        conclusion, why = _when_unmet(indicator, reading, window, progress, time_gone, as_of, margin)
    return Reached(indicator, document, window, reading, 0, progress, time_gone, conclusion, why)


def starts_from_nothing(indicator: Indicator) -> bool:
    """Whether its value grows from zero, so that value by target is comparable with time.

    Not so for shares and rates, for stocks (总量, 存量) and for a level of which no base value is known.
    """
    if indicator.measure.strip() in _SHARES or any(word in indicator.name for word in _FROM_A_BASE):
        return False
    if indicator.recurrence or any(word in indicator.name for word in _ADDED_UP):
        return True
    return indicator.kind in _GROWING


# Kinds that are added up from nothing; the others are looked at as they stand.
_GROWING = ("new", "cumulative", "increase", "decrease", "average", "money", "quality")
_SHARES = ("%", "％", "‰", "个百分点", "百分点", "倍")
_FROM_A_BASE = ("存量", "总量", "总数", "规模", "占比", "比例", "比重", "率", "动态", "保持")
_ADDED_UP = ("累计", "新增", "筹集", "培训", "培育", "新建", "选树", "举办", "开展", "增加", "减少")


def _window(indicator: Indicator, document: Document, as_of: date) -> Window | None:
    if indicator.recurrence in {recurrence.value for recurrence in Recurrence}:
        return _period(Recurrence(indicator.recurrence), as_of)
    if indicator.by and document.issued_on and document.issued_on < indicator.by:
        return Window(document.issued_on, indicator.by)
    return None


def _period(recurrence: Recurrence, as_of: date) -> Window:
    """The current period, from the day before its first: on that evening nothing of it is gone."""
    end = period_end(recurrence, as_of)
    before = as_of
    while period_end(recurrence, before) == end:
        before = (
            before.replace(day=1) - timedelta(days=1) if recurrence.months else before - timedelta(days=1)
        )
    return Window(before, end)


def _counts(indicator: Indicator, window: Window | None, reading: Reading) -> bool:
    """Whether a reading speaks of the period at hand; one of last year says nothing of this year's duty."""
    if not indicator.recurrence or window is None:
        return True
    return window.start < reading.as_of <= window.end


def _latest(readings: Sequence[Reading]) -> tuple[Reading | None, int]:
    """The latest reading of the whole, else that of the only unit which reports; else how many do."""
    whole = [reading for reading in readings if reading.unit_id is None]
    units = {reading.unit_id for reading in readings}
    if whole:
        return whole[-1], 0
    if len(units) == 1:
        return readings[-1], 0
    return None, len(units)


def _without_reading(
    indicator: Indicator, document: Document, window: Window | None, scattered: int
) -> Reached:
    conclusion = Conclusion.OPEN if scattered else Conclusion.UNREPORTED
    why = f"{scattered}个单位分别填报，尚未汇总" if scattered else ""
    return Reached(indicator, document, window, None, scattered, None, None, conclusion, why)


def _is_met(indicator: Indicator, value: Decimal) -> bool:
    if indicator.relation == "<=":
        return value <= indicator.target
    if indicator.relation == "range" and indicator.upper is not None:
        return indicator.target <= value <= indicator.upper
    return value >= indicator.target


def _is_above_range(indicator: Indicator, value: Decimal) -> bool:
    return indicator.relation == "range" and indicator.upper is not None and value > indicator.upper


def _progress(indicator: Indicator, value: Decimal) -> Decimal | None:
    if indicator.relation in ("<=", "range") or indicator.target <= 0:
        return None
    return (value * 100 / indicator.target).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _when_met(indicator: Indicator, reading: Reading, window: Window | None) -> Conclusion:
    if window is None or reading.as_of > window.end:
        return Conclusion.MET
    return Conclusion.EARLY if reading.as_of < window.end else Conclusion.REACHED


def _when_unmet(
    indicator: Indicator,
    reading: Reading,
    window: Window | None,
    progress: Decimal | None,
    time_gone: int | None,
    as_of: date,
    margin: int,
) -> tuple[Conclusion, str]:
    if window is None:
        is_kept_up = "动态" in indicator.text and not starts_from_nothing(indicator)
        return (Conclusion.UNMET, "") if is_kept_up else (Conclusion.OPEN, "原文没有写明时限")
    if as_of > window.end:
        if reading.as_of < window.end:
            return Conclusion.OPEN, "到期后尚未填报"
        return Conclusion.MISSED, ""
    if progress is None or time_gone is None:
        return Conclusion.OPEN, "尚未进入目标区间"
    if not starts_from_nothing(indicator):
        return Conclusion.OPEN, "缺基期值，不能与时间进度比较"
    ahead = progress - time_gone
    if abs(ahead) <= margin:
        return Conclusion.ON_PACE, ""
    return (Conclusion.AHEAD, "") if ahead > 0 else (Conclusion.BEHIND, "")
