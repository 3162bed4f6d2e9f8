"""The figures of a campaign, from what was frozen for it and from nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from models.campaign import Freeze
from models.words import Role, UnitLevel
from reports.campaign_counts import Counts
from reports.loop import LoopTally


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A unit as it was at the freeze.

    ``since`` is the day of the first assignment that counts, None without any; ``joined_on`` the latest day on which it
    joined one of its ``groups`` within the period, None where it was there from the start; ``ended_on`` the day it
    ceased to be, where that had come by then.
    """

    id: int
    name: str
    called: str
    level: UnitLevel
    kind: str = ""
    parent_id: int | None = None
    line: str = ""
    region: str = ""
    position: int = 0
    groups: tuple[str, ...] = ()
    since: date | None = None
    joined_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """A task as it was at the freeze. ``nodes`` are the headings of the plan above it, the highest first."""

    id: int
    number: str
    code: str
    title: str
    document_id: int
    document: str
    reference: str
    category: str = ""
    node_id: int | None = None
    nodes: tuple[str, ...] = ()
    step: str = ""
    is_closed_loop: bool = False


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


@dataclass(frozen=True, slots=True)
class CampaignFigures:
    """Everything that a campaign counts. Whatever is keyed by a number is keyed by the id of the unit, task or node.

    ``units`` holds every unit within the scope, also one that was given nothing (all its counts are 0, all its rates
    None). ``withdrawn`` is how many assignments within the scope had been withdrawn or transferred by then; they
    count nowhere else. ``over_before`` is how many were closed before the period began and so do not count.
    ``categories`` is by 一级任务, ``nodes`` by the headings of the plan with all below them.
    """

    freeze_id: int
    number: int
    as_of: date
    starts_on: date
    ends_on: date
    whole: Counts
    units: dict[int, Counts]
    classes: dict[UnitLevel, Counts]
    tasks: dict[int, Counts]
    categories: dict[str, Counts]
    nodes: dict[int, Counts]
    roles: dict[Role, Counts]
    loops: LoopTally
    indicators: tuple[FrozenIndicator, ...]
    unit_facts: dict[int, UnitFacts]
    task_facts: dict[int, TaskFacts]
    office: Mapping[str, Any]
    withdrawn: int = 0
    over_before: int = 0


def figures_of(session: Session, freeze: Freeze) -> CampaignFigures:
    """The figures of a freeze, in a number of statements that does not grow with what is counted."""
    raise NotImplementedError
