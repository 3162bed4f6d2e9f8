"""What a unit is scored by: counts of its frozen assignments, its indicators, checks and the points people gave it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from models.evaluation_words import Assessor
from models.words import UnitLevel
from reports.campaign_counts import Counts


@dataclass(frozen=True, slots=True)
class IndicatorFact:
    """An indicator that a unit carries, as it stood in the freeze.

    ``progress`` is how much of the way from the base to the target was gone and ``time_gone`` how much of the time,
    both in percent; None where that says nothing. ``is_met`` is None where nothing was reported. ``readings`` are the
    ids of the readings it rests on.
    """

    id: int
    name: str
    progress: Decimal | None
    time_gone: Decimal | None
    is_met: bool | None
    is_reported: bool
    is_soft: bool = False
    conclusion: str = ""
    readings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenPoints:
    """Points that people of one assessor group gave for an item, the latest of each person; ``ratings`` their ids."""

    points: tuple[Decimal, ...]
    ratings: tuple[int, ...] = ()

    @property
    def mean(self) -> Fraction:
        """The plain mean: within a group every voice counts alike."""
        return _mean(self.points)


@lru_cache(maxsize=4096)
def _mean(points: tuple[Decimal, ...]) -> Fraction:
    return sum(map(Fraction, points), Fraction(0)) / len(points)


@dataclass(frozen=True, slots=True)
class Assessed:
    """All that the formulas know of a unit.

    ``lateness`` says how many of its due assignments are so many working days late, ``early`` how many were handed in
    before their day and closed. ``found``, ``put_right`` and ``recurred`` count findings, ``checked`` and
    ``disagreeing`` lines of the ledger compared on site. ``rated`` holds points by item and assessor group.
    """

    unit_id: int
    name: str
    unit_class: UnitLevel
    counts: Counts = field(default_factory=Counts)
    lateness: tuple[tuple[int, int], ...] = ()
    early: int = 0
    first_assigned_on: date | None = None
    indicators: tuple[IndicatorFact, ...] = ()
    found: int = 0
    put_right: int = 0
    recurred: int = 0
    checked: int = 0
    disagreeing: int = 0
    checks: tuple[int, ...] = ()
    findings: tuple[int, ...] = ()
    rated: Mapping[str, Mapping[Assessor, GivenPoints]] = field(default_factory=dict)

    def given(self, item: str) -> Mapping[Assessor, GivenPoints]:
        """The points that people gave this unit for an item, by assessor group."""
        return self.rated.get(item, {})
