"""What a unit is scored by: counts of its frozen assignments, its indicators, checks and the points people gave it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from models.evaluation_words import Assessor
from models.words import Role, UnitLevel


@dataclass(frozen=True, slots=True)
class Held:
    """Assignments that a unit holds, in pieces (件).

    ``due`` are those due on or before the last day that counts; ``closed_of_due``, ``on_time``, ``closed_late``
    and ``overdue`` are of them. ``verified`` are the closed ones that were checked beyond the unit's own word.
    """

    assigned: int = 0
    dated: int = 0
    due: int = 0
    closed: int = 0
    closed_of_due: int = 0
    on_time: int = 0
    closed_late: int = 0
    overdue: int = 0
    verified: int = 0
    returns: int = 0
    extensions: int = 0


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
        return Fraction(sum(map(Fraction, self.points), Fraction(0))) / len(self.points)


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """All that the formulas know of a unit.

    ``lateness`` says how many of its due assignments are so many working days late. ``time_gone`` is the share of the
    campaign's period gone on the last day that counts. ``rated`` holds points by item and assessor group.
    """

    unit_id: int
    name: str
    unit_class: UnitLevel
    whole: Held = Held()
    roles: Mapping[Role, Held] = field(default_factory=dict)
    lateness: tuple[tuple[int, int], ...] = ()
    early: int = 0
    first_assigned_on: date | None = None
    time_gone: Fraction | None = None
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
