"""How far every indicator has come by its latest reading, and what may honestly be said of that."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session

from models.document import Document
from models.task import Indicator, Reading
from models.words import Verification
from reports.measures.conclusion import Conclusion
from reports.measures.measured import Window
from reports.measures.standings import Stood, stood
from reports.measures.whole import Source

__all__ = ["Conclusion", "Reached", "Window", "judge", "read_indicators"]


@dataclass(frozen=True, slots=True)
class Reached:
    """An indicator and where it stands.

    ``progress`` is the value as a percentage of the target, None where that says nothing (a ceiling, no
    reading). ``time_gone`` is the share of the window gone on the day of the reading. ``scattered`` counts
    the units that reported each for itself without shares of their own: such values are not added up. ``value`` is
    what counts, by the rule of its kind: the reading's, a sum over years, or the units' rolled up (then ``reading``
    is None), as of a day; ``verification`` is the lowest level among the readings in it.
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
    value: Decimal | None = None
    as_of: date | None = None
    verification: Verification | None = None


def read_indicators(session: Session, as_of: date, margin: int) -> tuple[Reached, ...]:
    """Every indicator with its latest value of a day up to ``as_of``, in the order of the documents.

    What was registered or entered later does not count, so a past day comes out the same again.
    ``margin`` is how many percentage points around the pace still count as being on it.
    """
    return tuple(judge(one) for one in stood(session, as_of, margin))


def judge(one: Stood) -> Reached:
    """Where an indicator stands, as ``reports.measures`` counts it: the whole, rolled up where it was broken down."""
    stands, scattered = one.measured, one.whole.scattered
    last = stands.used[-1] if stands.used and one.whole.source is not Source.UNITS else None
    reading = next((each for each in one.readings if each.id == last), None)
    why = "" if stands.conclusion is Conclusion.UNREPORTED else stands.why
    return Reached(
        indicator=one.indicator,
        document=one.document,
        window=stands.window,
        reading=reading,
        scattered=scattered,
        progress=stands.progress,
        time_gone=stands.pace,
        conclusion=stands.conclusion,
        why=why,
        value=stands.value,
        as_of=stands.as_of,
        verification=stands.verification,
    )
