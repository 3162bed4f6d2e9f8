"""What lies within a campaign: which assignments, tasks, units and indicators, each as one condition of the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Self

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlmodel import Session, col

from models.assignment import Assignment
from models.document import Document
from models.plan import PlanNode
from models.task import Indicator, Task
from models.unit import GroupMember, Unit, UnitGroup
from models.words import UnitLevel


@dataclass(frozen=True, slots=True)
class Scope:
    """What a campaign is narrowed to. What is empty does not narrow; what is named holds together with all the others.

    Of ``groups`` the members on the last day count. ``nodes`` are headings of the plan with all below them.
    """

    documents: tuple[int, ...] = ()
    tasks: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    groups: tuple[int, ...] = ()
    levels: tuple[UnitLevel, ...] = ()
    nodes: tuple[int, ...] = ()

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        """The scope as it is stored with a campaign."""
        numbers = {
            one.name: tuple(sorted({int(number) for number in stored.get(one.name) or ()}))
            for one in fields(cls)
            if one.name != "levels"
        }
        named = set(stored.get("levels") or ())
        return cls(**numbers, levels=tuple(level for level in UnitLevel if level.value in named))

    def stored(self) -> dict[str, Any]:
        """As plain JSON, without what is empty."""
        kept: dict[str, list[Any]] = {one.name: list(getattr(self, one.name)) for one in fields(self)}
        kept["levels"] = [level.value for level in self.levels]
        return {name: value for name, value in kept.items() if value}

    @property
    def is_everything(self) -> bool:
        """Whether it narrows nothing."""
        return not self.stored()

    @property
    def narrows_units(self) -> bool:
        """Whether only some units are looked at."""
        return bool(self.units or self.groups or self.levels)

    @property
    def narrows_tasks(self) -> bool:
        """Whether only some tasks are looked at."""
        return bool(self.documents or self.tasks or self.nodes)


def of_assignments(scope: Scope, as_of: date) -> ColumnElement[bool]:
    """The condition on an assignment that it lies within the scope."""
    conditions: list[ColumnElement[bool]] = []
    if scope.narrows_units:
        conditions.append(col(Assignment.unit_id).in_(units_within(scope, as_of)))
    if scope.narrows_tasks:
        conditions.append(col(Assignment.task_id).in_(select(col(Task.id)).where(of_tasks(scope))))
    return and_(true(), *conditions)


def of_tasks(scope: Scope) -> ColumnElement[bool]:
    """The condition on a task that it lies within the scope, whoever carries it."""
    conditions: list[ColumnElement[bool]] = []
    if scope.documents:
        conditions.append(col(Task.document_id).in_(scope.documents))
    if scope.tasks:
        conditions.append(col(Task.id).in_(scope.tasks))
    if scope.nodes:
        conditions.append(col(Task.node_id).in_(nodes_within(scope.nodes)))
    return and_(true(), *conditions)


def of_indicators(scope: Scope) -> ColumnElement[bool]:
    """The condition on an indicator that it lies within the scope.

    One that hangs on no task lies within the whole, and within the scope of its document, never within that of a task
    or a heading.
    """
    conditions: list[ColumnElement[bool]] = []
    if scope.documents:
        conditions.append(col(Indicator.document_id).in_(scope.documents))
    if scope.tasks or scope.nodes:
        tasks = Scope(tasks=scope.tasks, nodes=scope.nodes)
        conditions.append(col(Indicator.task_id).in_(select(col(Task.id)).where(of_tasks(tasks))))
    return and_(true(), *conditions)


def units_within(scope: Scope, as_of: date) -> Select[tuple[int]]:
    """The ids of the units that the scope names; of all where it names none."""
    chosen = select(col(Unit.id))
    if scope.units:
        chosen = chosen.where(col(Unit.id).in_(scope.units))
    if scope.groups:
        joined_on = col(GroupMember.joined_on)
        members = select(col(GroupMember.unit_id)).where(
            col(GroupMember.group_id).in_(scope.groups), or_(joined_on.is_(None), joined_on <= as_of)
        )
        chosen = chosen.where(col(Unit.id).in_(members))
    if scope.levels:
        chosen = chosen.where(col(Unit.level).in_(scope.levels))
    return chosen


def nodes_within(roots: Sequence[int]) -> Select[tuple[int]]:
    """The ids of these headings of the plan and of all below them."""
    tree = select(col(PlanNode.id)).where(col(PlanNode.id).in_(roots)).cte(recursive=True)
    # UNION, not UNION ALL: a row that was there already is not walked again.
    tree = tree.union(select(col(PlanNode.id)).join(tree, col(PlanNode.parent_id) == tree.c.id))
    return select(tree.c.id)


def in_words(session: Session, scope: Scope) -> list[tuple[str, str]]:
    """The scope as people read it: of each kind of narrowing the names."""

    def names(label: str, ids: Sequence[int], column: Any, number: Any) -> tuple[str, str]:
        found = dict(session.execute(select(number, column).where(number.in_(ids))).tuples().all())
        return label, "、".join(str(found.get(one) or f"编号{one}（已不存在）") for one in ids)

    said = []
    if scope.documents:
        said.append(names("公文", scope.documents, col(Document.title), col(Document.id)))
    if scope.nodes:
        said.append(names("规划、举措", scope.nodes, col(PlanNode.title), col(PlanNode.id)))
    if scope.tasks:
        said.append(names("任务", scope.tasks, col(Task.title), col(Task.id)))
    if scope.units:
        said.append(names("单位", scope.units, col(Unit.name), col(Unit.id)))
    if scope.groups:
        said.append(names("单位组", scope.groups, col(UnitGroup.name), col(UnitGroup.id)))
    if scope.levels:
        said.append(("单位类别", "、".join(level.label for level in scope.levels)))
    return said
