"""How far every indicator has come by its latest reading, and what may honestly be said of that."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.document import Document
from models.indicator_words import TargetKind
from models.task import Indicator, Reading, Task
from reports.measures.conclusion import Conclusion
from reports.measures.measured import Window, measured
from reports.measures.stored import target_of, value_from
from reports.measures.target import counting, window_of
from reports.sources import without_texts
from reports.standing import end_of
from reports.wholes import is_of_a_whole

__all__ = ["Conclusion", "Reached", "Window", "judge", "read_indicators", "starts_from_nothing"]


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
    """Where an indicator stands by its readings, oldest first, as ``reports.measures`` counts it.

    The value of the whole counts, else that of the only unit which reports: values of several units are rolled up
    only by the shares that were set (``reports.measures.whole``), and not here.
    """
    target = target_of(indicator, document.issued_on)
    window = window_of(target, as_of)
    in_time = counting(target, [value_from(reading) for reading in readings], window, as_of)
    units = {reading.id: reading.unit_id for reading in readings}
    whole = [one for one in in_time if units[one.id] is None]
    of_units = {units[one.id] for one in in_time}
    if not whole and len(of_units) > 1:
        scattered = len(of_units)
        return Reached(
            indicator, document, window, None, scattered, None, None, Conclusion.OPEN,
            f"{scattered}个单位分别填报，尚未汇总",
        )  # fmt: skip
    stands = measured(target, whole or in_time, as_of, margin)
    last = max(stands.used, key=[one.id for one in in_time].index, default=None)
    reading = next((one for one in readings if one.id == last), None)
    why = "" if stands.conclusion is Conclusion.UNREPORTED else stands.why
    return Reached(
        indicator, document, window, reading, 0, stands.progress, stands.pace, stands.conclusion, why
    )


def starts_from_nothing(indicator: Indicator) -> bool:
    """Whether its value grows from zero, so that value by target is comparable with time."""
    target = target_of(indicator)
    return target.is_flow or target.kind is TargetKind.AVERAGE
