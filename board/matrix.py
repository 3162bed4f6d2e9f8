"""The matrix as a table: units down, tasks across, in each field the most urgent light of what the unit holds there.

Forty thousand fields are too many for a template: each way to stand is written once and safely, and joined by hand.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from models.words import Role, UnitLevel
from reports.matrix import Field, Look, TaskName, UnitName
from schedules.lights import Light

# What the legend says already needs no reason of its own.
_SAID_BY_THE_LEGEND = "已销号"
_NOTHING: dict[int, Field] = {}
_EMPTY = "<td>"


@dataclass(frozen=True, slots=True)
class Row:
    """One unit: how many of each light it has in the whole office, and its fields as they are written."""

    unit: UnitName
    counts: Markup
    cells: Markup


@dataclass(frozen=True, slots=True)
class Column:
    """One task, with its counts in the whole office."""

    task: TaskName
    counts: Markup


@dataclass(frozen=True, slots=True)
class Matrix:
    """``documents`` gives each document's id and how many neighbouring tasks are its own."""

    columns: tuple[Column, ...]
    documents: tuple[tuple[int, int], ...]
    levels: tuple[tuple[UnitLevel, tuple[Row, ...]], ...]


def lay_out(
    units: Sequence[UnitName],
    tasks: Sequence[TaskName],
    fields: Mapping[int, Mapping[int, Field]],
    by_unit: Mapping[int, Mapping[Light, int]],
    by_task: Mapping[int, Mapping[Light, int]],
    *,
    only: Light | None = None,
    here: int | None = None,
) -> Matrix:
    """The table of these units and tasks. ``only`` leaves the other lights out; ``here`` is the assignment to come
    back to.
    """
    of_tasks = [fields.get(task.id, _NOTHING) for task in tasks]
    written: dict[Look, tuple[str, str] | None] = {}
    rows = [
        Row(unit, counts(by_unit.get(unit.id, {})), _cells(unit.id, of_tasks, written, only, here))
        for unit in units
    ]
    return Matrix(
        columns=tuple(Column(task, counts(by_task.get(task.id, {}))) for task in tasks),
        documents=tuple((number, len(list(own))) for number, own in groupby(tasks, key=_document)),
        levels=tuple((level, tuple(own)) for level, own in groupby(rows, key=_level)),
    )


def counts(lights: Mapping[Light, int]) -> Markup:
    """How many of each light, the missing ones left out: a letter and a number each."""
    told = (
        f'<b class="{light.value}" title="{light.label}灯{count}件">{light.label}{count}</b>'
        for light, count in lights.items()
        if count
    )
    return Markup("".join(told))


def _cells(
    unit_id: int,
    of_tasks: Iterable[Mapping[int, Field]],
    written: dict[Look, tuple[str, str] | None],
    only: Light | None,
    here: int | None,
) -> Markup:
    cells = []
    for own in of_tasks:
        if unit_id not in own:
            cells.append(_EMPTY)
            continue
        look, number, count = own[unit_id]
        if look not in written:
            written[look] = _written(look) if only in (None, look.lamp.light) else None
        around = written[look]
        if around is None:
            cells.append(_EMPTY)
        elif count == 1 and number != here:
            cells.append(f"{around[0]}{number}{around[1]}")
        else:
            cells.append(_special(around, number, count, is_here=number == here))
    return Markup("".join(cells))


def _written(look: Look) -> tuple[str, str]:
    """What stands before and after the number of an assignment in a field that looks so."""
    light = look.lamp.light
    lead = " lead" if look.role is Role.LEAD else ""
    why = look.lamp.why
    title = "" if why == _SAID_BY_THE_LEGEND else f' title="{escape(why)}"'
    return f'<td><a class="{light.value}{lead}"{title} href="/assignments/', f'">{light.label}</a>'


def _special(around: tuple[str, str], number: int, count: int, *, is_here: bool) -> str:
    before = around[0].replace("<a ", '<a id="here" ', 1) if is_here else around[0]
    several = f"<sup>{count}</sup>" if count > 1 else ""
    return f"{before}{number}{around[1].removesuffix('</a>')}{several}</a>"


def _document(task: TaskName) -> int:
    return task.document_id


def _level(row: Row) -> UnitLevel:
    return row.unit.level
