"""What the frozen readings of a campaign come to, by the targets as they were understood at the freeze."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from models.campaign import Freeze


@dataclass(frozen=True, slots=True)
class FrozenIndicator:
    """An indicator as it was understood at the freeze, and what its readings came to.

    ``whole`` is its value for all, ``units`` that of each unit which has a share or reported: both are values of
    ``reports.measures.measured.Measured``.
    """

    id: int
    name: str
    measure: str
    facts: Mapping[str, Any]
    whole: Any
    units: Mapping[int, Any]


def measure_frozen(
    session: Session, freeze: Freeze, facts: Mapping[int, Mapping[str, Any]]
) -> tuple[FrozenIndicator, ...]:
    """Every indicator with what its readings came to, in the order of the documents."""
    return ()
