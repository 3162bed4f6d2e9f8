"""Figures that a document reports as reached: the raw material of bulletins and evaluations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from documents.indicator_readings import Measured
from documents.quantities import Sense


@dataclass(frozen=True, slots=True)
class Fact:
    """A number as reported. ``as_of`` is the day the document gives for it, None where it gives none."""

    name: str
    value: Decimal
    measure: str
    as_of: date | None
    text: str
    start: int
    end: int


def facts(measured: Sequence[Measured]) -> list[Fact]:
    """The facts among the measured quantities."""
    return [
        Fact(each.name, each.value, each.measure, found.as_of, each.text, each.start, each.end)
        for found in measured
        if found.sense is Sense.FACT
        for each in [found.reading]
    ]
