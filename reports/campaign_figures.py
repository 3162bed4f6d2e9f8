"""The figures of a campaign, from what was frozen for it and from nothing else."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from models.campaign import Campaign, Freeze, FrozenFact, FrozenItem
from models.evaluation_words import FactKind
from models.words import PlanLevel, Role, UnitLevel
from reports.campaign_counts import Counts
from reports.campaign_indicators import FrozenIndicator, measure_frozen
from reports.campaign_rows import Sums, read_groups
from reports.loop import Loop, LoopStep, LoopTally, count_loops


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
class Heading:
    """A heading of the plan as it was called at the freeze."""

    id: int
    level: PlanLevel
    title: str


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """A task as it was at the freeze. ``nodes`` are the headings of the plan above it, the highest first.

    ``loop`` is the step at which it stood, told by its parts within the scope; None where all were taken back.
    """

    id: int
    number: str
    code: str
    title: str
    document_id: int
    document: str
    reference: str
    category: str = ""
    nodes: tuple[Heading, ...] = ()
    loop: Loop | None = None


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
    campaign = session.get_one(Campaign, freeze.campaign_id)
    facts = _read_facts(session, freeze.id)
    unit_facts = {number: _unit(number, told) for number, told in facts[FactKind.UNIT].items()}
    task_facts = {number: _task(number, told) for number, told in facts[FactKind.TASK].items()}
    office = facts[FactKind.OFFICE].get(0, {})
    whole, by_unit, by_role = Sums(), defaultdict[int, Sums](Sums), defaultdict[Role, Sums](Sums)
    by_class = defaultdict[UnitLevel, Sums](Sums)
    for group in read_groups(session, freeze.id, col(FrozenItem.unit_id)):
        level = unit_facts[group.key].level
        for sums in (whole, by_unit[group.key], by_role[group.mark.role], by_class[level]):
            sums.add(group)
    by_task, by_category = defaultdict[int, Sums](Sums), defaultdict[str, Sums](Sums)
    by_node = defaultdict[int, Sums](Sums)
    for group in read_groups(session, freeze.id, col(FrozenItem.task_id)):
        task = task_facts[group.key]
        for sums in (
            by_task[group.key],
            by_category[task.category],
            *(by_node[one.id] for one in task.nodes),
        ):
            sums.add(group)
    in_order = sorted(unit_facts.values(), key=lambda unit: (unit.position, unit.id))
    return CampaignFigures(
        freeze_id=freeze.id,
        number=freeze.number,
        as_of=freeze.as_of,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        whole=whole.counts(),
        units={unit.id: by_unit[unit.id].counts() for unit in in_order},
        classes={level: by_class[level].counts() for level in UnitLevel if level in by_class},
        tasks={number: by_task[number].counts() for number in task_facts},
        categories={name: sums.counts() for name, sums in by_category.items()},
        nodes={number: sums.counts() for number, sums in by_node.items()},
        roles={role: by_role[role].counts() for role in Role if role in by_role},
        loops=count_loops(task.loop for task in task_facts.values()),
        indicators=measure_frozen(
            session,
            freeze,
            facts[FactKind.INDICATOR],
            narrows_units=any(office.get("scope", {}).get(name) for name in ("units", "groups", "levels")),
        ),
        unit_facts={unit.id: unit for unit in in_order},
        task_facts=task_facts,
        office=office,
        withdrawn=office.get("withdrawn", 0),
        over_before=office.get("over_before", 0),
    )


def _read_facts(session: Session, freeze_id: int) -> dict[FactKind, dict[int, dict[str, Any]]]:
    found: dict[FactKind, dict[int, dict[str, Any]]] = {kind: {} for kind in FactKind}
    rows = session.execute(
        select(col(FrozenFact.kind), col(FrozenFact.subject_id), col(FrozenFact.facts))
        .where(col(FrozenFact.freeze_id) == freeze_id)
        .order_by(col(FrozenFact.kind), col(FrozenFact.subject_id))
    )
    for kind, number, told in rows:
        found[kind][number] = told
    return found


def _unit(number: int, told: Mapping[str, Any]) -> UnitFacts:
    return UnitFacts(
        number,
        name=told["name"],
        called=told["called"],
        level=UnitLevel.stored(told["level"]),
        kind=told["kind"],
        parent_id=told["parent_id"],
        line=told["line"],
        region=told["region"],
        position=told["position"],
        groups=tuple(told["groups"]),
        since=as_day(told["since"]),
        joined_on=as_day(told["joined_on"]),
        ended_on=as_day(told["ended_on"]),
    )


def _task(number: int, told: Mapping[str, Any]) -> TaskFacts:
    loop = Loop(LoopStep.stored(told["step"]), told["is_closed_loop"]) if told["step"] else None
    return TaskFacts(
        number,
        number=told["number"],
        code=told["code"],
        title=told["title"],
        document_id=told["document_id"],
        document=told["document"],
        reference=told["reference"],
        category=told["category"],
        nodes=tuple(
            Heading(one["id"], PlanLevel.stored(one["level"]), one["title"]) for one in told["nodes"]
        ),
        loop=loop,
    )


def as_day(told: str | None) -> date | None:
    """A day as the facts keep it."""
    return date.fromisoformat(told) if told else None
