"""The matrix: units down, tasks across, in each field the most urgent light of what the unit holds there."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from board.standing import Held, light_counts
from models.task import Task
from models.unit import Unit
from models.words import Role, UnitLevel
from schedules.lights import Light


@dataclass(frozen=True, slots=True)
class Cell:
    """What one unit holds of one task: its most urgent part, and all of it in words."""

    worst: Held
    count: int
    why: str

    @property
    def is_lead(self) -> bool:
        """Whether the unit leads here."""
        return self.worst.assignment.role is Role.LEAD


@dataclass(frozen=True, slots=True)
class Row:
    """One unit; ``cells`` has a place for every task of the matrix, None where it has no part."""

    unit: Unit
    cells: tuple[Cell | None, ...]
    lights: dict[Light, int]


@dataclass(frozen=True, slots=True)
class Matrix:
    """``documents`` gives each document's id and how many neighbouring tasks are its own."""

    tasks: tuple[Task, ...]
    documents: tuple[tuple[int, int], ...]
    levels: tuple[tuple[UnitLevel, tuple[Row, ...]], ...]


def lay_out(held: Iterable[Held]) -> Matrix:
    """The matrix of these assignments. Units and tasks without any are left out."""
    every = [one for one in held if one.lamp]
    tasks = list({one.task.id: one.task for one in every}.values())
    units = sorted({one.unit.id: one.unit for one in every}.values(), key=lambda unit: unit.position)
    of_unit: dict[int, list[Held]] = defaultdict(list)
    for one in every:
        of_unit[one.unit.id].append(one)
    rows = [_row(unit, of_unit[unit.id], tasks) for unit in units]
    return Matrix(
        tasks=tuple(tasks),
        documents=tuple(
            (document_id, len(list(own))) for document_id, own in groupby(tasks, key=lambda t: t.document_id)
        ),
        levels=tuple(
            (level, own) for level in UnitLevel if (own := tuple(r for r in rows if r.unit.level is level))
        ),
    )


def _row(unit: Unit, own: list[Held], tasks: list[Task]) -> Row:
    of_task: dict[int, list[Held]] = defaultdict(list)
    for one in own:
        of_task[one.task.id].append(one)
    return Row(unit, tuple(_cell(of_task[task.id]) for task in tasks), light_counts(own))


def _cell(parts: list[Held]) -> Cell | None:
    if not parts:
        return None
    parts = sorted(parts, key=lambda one: one.urgency)
    first = parts[0]
    heading = f"{first.unit.called}（{first.assignment.role.label}）：{first.task.title}"
    lines = [f"{one.deadline.period + '：' if one.deadline.period else ''}{one.why}" for one in parts]
    return Cell(first, len(parts), "\n".join([heading, *lines]))
