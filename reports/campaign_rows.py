"""The frozen assignments of a campaign, counted by the database in groups of rows that are alike."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, literal_column, select
from sqlmodel import Session, col

from models.campaign import FrozenItem
from models.words import Role, Verification
from reports.campaign_counts import Counts, PartCounts
from reports.campaign_marks import Mark, read_mark
from schedules.lights import Light

_OF_A_PART = tuple(PartCounts.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Group:
    """So many rows of one unit or task (``key``) that are counted by the same."""

    key: int
    mark: Mark
    rows: int
    workdays_late: int
    longest_late: int
    returns: int
    extensions: int
    pace_sum: int


def read_groups(session: Session, freeze_id: int, by: Any) -> Iterator[Group]:
    """The rows of a freeze in groups, for each value of a column of ``FrozenItem``."""
    # As an expression: in the order of an index the rows of a large office would be looked up one by one.
    key = by + literal_column("0")
    rows = session.execute(
        select(
            key,
            col(FrozenItem.marks),
            func.count(),
            func.sum(col(FrozenItem.workdays_late)),
            func.max(col(FrozenItem.workdays_late)),
            func.sum(col(FrozenItem.returns)),
            func.sum(col(FrozenItem.extensions)),
            func.sum(col(FrozenItem.pace_gap)),
        )
        .where(col(FrozenItem.freeze_id) == freeze_id)
        .group_by(key, col(FrozenItem.marks))
    )
    for number, marks, *numbers in rows:
        yield Group(number, read_mark(marks), *numbers)


@dataclass(slots=True)
class Sums:
    """Counts that still grow; see ``Counts`` for the words."""

    numbers: dict[str, int] = field(default_factory=dict)
    longest_late: int = 0
    levels: dict[Verification, int] = field(default_factory=lambda: dict.fromkeys(Verification, 0))
    lights: dict[Light, int] = field(default_factory=lambda: dict.fromkeys(Light, 0))
    roles: dict[Role, dict[str, int]] = field(default_factory=dict)

    def add(self, group: Group) -> None:
        """Count a group of rows."""
        mark, rows, numbers = group.mark, group.rows, self.numbers
        for name in mark.counted:
            numbers[name] = numbers.get(name, 0) + rows
        for name in ("returns", "extensions", "pace_sum"):
            numbers[name] = numbers.get(name, 0) + getattr(group, name)
        if mark.light is Light.RED:
            numbers["workdays_late"] = numbers.get("workdays_late", 0) + group.workdays_late
            self.longest_late = max(self.longest_late, group.longest_late)
        self.lights[mark.light] += rows
        if mark.level is not None:
            self.levels[mark.level] += rows
        part = self.roles.setdefault(mark.role, dict.fromkeys(_OF_A_PART, 0))
        for name in _OF_A_PART:
            part[name] += rows if name in mark.counted else 0

    def counts(self) -> Counts:
        """What was counted."""
        return Counts(
            **self.numbers,
            longest_late=self.longest_late,
            levels=self.levels,
            lights=self.lights,
            roles={role: PartCounts(**self.roles.get(role, {})) for role in Role},
        )
