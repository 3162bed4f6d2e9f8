"""What a person decides when confirming a draft."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person adds to a draft when confirming it.

    ``due_on`` replaces the dates that were read; ``is_undated`` says that the task has none.
    ``units`` gives the unit ids for names that the directory does not know (an empty tuple leaves
    the name out); ``responsible`` adds units the text does not name. ``accepts_past`` registers a
    date that has gone by. ``reason`` is why a vague time is settled so, ``burden_reason`` why an ask is made
    although the rules against formalism warn of it.
    """

    due_on: tuple[date, ...] = ()
    is_undated: bool = False
    units: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    responsible: tuple[int, ...] = ()
    title: str = ""
    accepts_past: bool = False
    reason: str = ""
    burden_reason: str = ""
