"""The frozen assignments behind a number of a campaign, one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import Session, col

from models.campaign import Freeze, FrozenItem
from models.words import Role, UnitLevel
from reports.campaign_figures import CampaignFigures
from reports.campaign_marks import WHAT

_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Behind:
    """Which rows: those that a number counts (``what`` of ``campaign_marks.WHAT``), of one unit, task, class and so on."""

    what: str = "assigned"
    unit_id: int | None = None
    task_id: int | None = None
    role: Role | None = None
    level: UnitLevel | None = None
    category: str | None = None
    node_id: int | None = None

    def in_words(self, figures: CampaignFigures) -> str:
        """What is listed, for the heading of the page."""
        parts = []
        if self.unit_id is not None and self.unit_id in figures.unit_facts:
            parts.append(figures.unit_facts[self.unit_id].called)
        if self.level:
            parts.append(self.level.label)
        if self.role:
            parts.append(self.role.label)
        if self.task_id is not None and self.task_id in figures.task_facts:
            parts.append(f"“{figures.task_facts[self.task_id].title}”")
        if self.category is not None:
            parts.append(f"一级任务“{self.category or '未分类'}”")
        if self.node_id is not None:
            parts.append(f"“{_heading(figures, self.node_id)}”")
        return "　".join([*parts, WHAT[self.what][0]])


def count_rows(session: Session, freeze: Freeze, behind: Behind, figures: CampaignFigures) -> int:
    """How many rows lie behind the number."""
    chosen = _chosen(freeze, behind, figures).with_only_columns(func.count()).order_by(None)
    return session.scalar(chosen) or 0


def read_rows(
    session: Session,
    freeze: Freeze,
    behind: Behind,
    figures: CampaignFigures,
    start: int = 0,
    most: int | None = None,
) -> Iterator[FrozenItem]:
    """The rows by task and unit, from ``start`` on; of all no more than some are in memory at once."""
    chosen = _chosen(freeze, behind, figures).offset(start)
    if most is not None:
        chosen = chosen.limit(most)
    yield from session.scalars(chosen.execution_options(yield_per=_AT_ONCE))


def _chosen(freeze: Freeze, behind: Behind, figures: CampaignFigures) -> Select[tuple[FrozenItem]]:
    return (
        select(FrozenItem)
        .where(col(FrozenItem.freeze_id) == freeze.id, *_conditions(behind, freeze.as_of, figures))
        .order_by(col(FrozenItem.task_id), col(FrozenItem.unit_id), col(FrozenItem.assignment_id))
    )


def _conditions(behind: Behind, as_of: date, figures: CampaignFigures) -> Iterator[ColumnElement[bool]]:
    if behind.what != "assigned":
        yield WHAT[behind.what][1](FrozenItem, as_of)
    if behind.unit_id is not None:
        yield col(FrozenItem.unit_id) == behind.unit_id
    if behind.task_id is not None:
        yield col(FrozenItem.task_id) == behind.task_id
    if behind.role:
        yield col(FrozenItem.role) == behind.role
    if behind.level:
        units = [one.id for one in figures.unit_facts.values() if one.level is behind.level]
        yield col(FrozenItem.unit_id).in_(units)
    if behind.category is not None:
        tasks = [one.id for one in figures.task_facts.values() if one.category == behind.category]
        yield col(FrozenItem.task_id).in_(tasks)
    if behind.node_id is not None:
        below = [
            one.id
            for one in figures.task_facts.values()
            if any(heading.id == behind.node_id for heading in one.nodes)
        ]
        yield col(FrozenItem.task_id).in_(below)


def _heading(figures: CampaignFigures, node_id: int) -> str:
    headings = (heading for task in figures.task_facts.values() for heading in task.nodes)
    return next((heading.title for heading in headings if heading.id == node_id), "")
