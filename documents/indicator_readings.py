"""A target as it was read: what is to be reached, how much, by when, and of what sort it is."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from documents.indicator_kinds import IndicatorKind
from documents.quantities import Sense
from models.scales import scaled
from schedules.deadlines import Recurrence


@dataclass(frozen=True, slots=True)
class IndicatorReading:
    """One target. ``relation`` is >=, <=, = or range (then ``upper`` is its other end).

    ``value`` is as written and ``measure`` keeps its 万 or 亿; ``by`` is the day it is to be reached, None where the
    text names none; a recurring target starts anew each period. ``is_approximate`` is 左右, ``is_effort`` 力争,
    ``is_floor`` 动态保持. ``parent`` names the target of which this one is a part (其中), empty for none. A milestone
    without a number (基本建成……) is one of 1项, of the kind ``quality``.
    """

    name: str
    relation: str
    value: Decimal
    upper: Decimal | None
    measure: str
    by: date | None
    recurrence: Recurrence | None
    kind: IndicatorKind
    text: str
    start: int
    end: int
    is_approximate: bool = False
    is_effort: bool = False
    is_floor: bool = False
    parent: str = ""

    @property
    def scaled(self) -> tuple[Decimal, str]:
        """The value with its 万 or 亿 multiplied out, and the measure without it; exact."""
        return scaled(self.value, self.measure)


@dataclass(frozen=True, slots=True)
class Measured:
    """A number of the text that means something, as a target or as a fact; ``as_of``: the day a fact is given for."""

    sense: Sense
    reading: IndicatorReading
    as_of: date | None = None
