"""挂图: what an office hangs up. On a screen it fills it and renews itself; on paper it is a sheet of A3 or A4 with codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlmodel import Session

from board import charts
from board.codes import code
from board.edge import Reading, RealNow, Today
from board.listing import document_names
from board.pages import render
from board.posted import identifier
from board.summary import light_parts, present_of
from board.visitor import OfTheOffice
from config.settings import settings
from reports.edges import Choice
from reports.matrix import PAGE, Field, MatrixPage, TaskName, UnitName, read_page
from reports.overdue import most_overdue
from reports.present import Present, UnitNow
from schedules.lights import Light
from schedules.workdays import work_calendar
from supervision.pack_in_force import pack_in_force

router = APIRouter()

_T = TypeVar("_T")
Size = Literal["a3", "a4"]
# How many units and tasks are still legible on a sheet (millimetres in wall.css).
_ROOM: dict[Size, tuple[int, int]] = {"a3": (30, 40), "a4": (20, 26)}
# More at once would be a page of more than half a megabyte.
_AT_ONCE: dict[Size, int] = {"a3": 3, "a4": 5}
_UNITS_ON_SCREEN = 30
_OVERDUE_ON_SCREEN = 9
# How long a screen stands before the next one, and before the only one is renewed.
_SECONDS_A_SCREEN, _SECONDS_ALONE = 20, 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of paper: its number, the tasks across, and under them each unit with what it holds of them."""

    number: int
    tasks: tuple[TaskName, ...]
    rows: tuple[tuple[UnitName, tuple[Field | None, ...]], ...]


@router.get("/wall")
def show(
    request: Request,
    visitor: OfTheOffice,
    session: Reading,
    today: Today,
    now: RealNow,
    sheet: str = "",
    document: str = "",
    units: int = 0,
    tasks: int = 0,
    first: int = 1,
    page: str = "",
) -> Response:
    """The wall on a screen, a ``page`` of it at a time; with ``sheet`` (a3 or a4) the papers to print, from the
    ``first`` on."""
    present = present_of(session, today, now)
    if sheet in _ROOM:
        size: Size = "a3" if sheet == "a3" else "a4"
        return _paper(request, session, today, present, size, document, max(0, units), max(0, tasks), first)
    every = present.units if len(present.units) <= _UNITS_ON_SCREEN else _worst_first(present)
    screens = max(1, -(-len(every) // _UNITS_ON_SCREEN))
    screen = min(identifier(page) or 1, screens)
    overdue = most_overdue(session, today, work_calendar(), limit=screen * _OVERDUE_ON_SCREEN)
    return render(
        request,
        "wall.html",
        today=today,
        present=present,
        shares=dict(zip(Light, charts.whole_percents(list(present.lights.values())), strict=True)),
        units=[(unit, _bar(unit)) for unit in _screenful(every, screen, _UNITS_ON_SCREEN)],
        # Where the list is shorter than the screens are many, its head stands there again.
        overdue=_screenful(overdue, screen, _OVERDUE_ON_SCREEN) or overdue[:_OVERDUE_ON_SCREEN],
        screen=screen,
        screens=screens,
        seconds=_SECONDS_A_SCREEN if screens > 1 else _SECONDS_ALONE,
        width=charts.WIDTH,
        red=Light.RED,
    )


def sheets(page: MatrixPage, room: tuple[int, int]) -> list[Sheet]:
    """The units and tasks that hold something of each other, on as many sheets as they need, numbered from 1.

    Sheets that would be empty are left out: there nobody has a part in anything.
    """
    down, across = room
    held_units = {unit for fields in page.fields.values() for unit in fields}
    units = [unit for unit in page.units if unit.id in held_units]
    tasks = [task for task in page.tasks if page.fields.get(task.id)]
    made: list[Sheet] = []
    for own_units in _cut(units, down):
        for own_tasks in _cut(tasks, across):
            rows = tuple(
                (unit, tuple(page.fields[task.id].get(unit.id) for task in own_tasks)) for unit in own_units
            )
            if any(field for _, fields in rows for field in fields):
                made.append(Sheet(len(made) + 1, tuple(own_tasks), rows))
    return made


def _paper(
    request: Request,
    session: Session,
    today: date,
    present: Present,
    size: Size,
    document: str,
    units_from: int,
    tasks_from: int,
    first: int,
) -> Response:
    page = read_page(
        session,
        today,
        work_calendar(),
        pack_in_force(session, settings().ladder).lights,
        choice=Choice(document_id=identifier(document) if document else None),
        units_from=units_from,
        tasks_from=tasks_from,
    )
    made = sheets(page, _ROOM[size])
    first = min(max(1, first), max(1, len(made)))
    address = settings().address.rstrip("/")
    return render(
        request,
        "wall_sheet.html",
        today=today,
        present=present,
        by_unit={unit.id: unit for unit in present.units},
        size=size,
        # With fewer units than a sheet holds, their lines may be higher.
        roomy=_ROOM[size][0] * 3 // 4,
        sheets=made[first - 1 : first - 1 + _AT_ONCE[size]],
        count=len(made),
        first=first,
        at_once=_AT_ONCE[size],
        code=code,
        address=address,
        # Nobody but this machine itself would get there.
        is_only_here=urlsplit(address).hostname in ("127.0.0.1", "localhost", "0.0.0.0", "::1"),
        documents=document_names(session),
        chosen=document,
        windows=_windows(page),
        here=(units_from, tasks_from),
        lights=list(Light),
    )


def _windows(page: MatrixPage) -> list[tuple[int, int]]:
    """From where the other parts of an office that is larger than one page begin; empty where all is on this one."""
    if page.all_units <= PAGE and page.all_tasks <= PAGE:
        return []
    return [
        (units, tasks) for units in range(0, page.all_units, PAGE) for tasks in range(0, page.all_tasks, PAGE)
    ]


def _worst_first(present: Present) -> tuple[UnitNow, ...]:
    """Every unit: those with the most red and yellow lights first, the others as the directory has them."""
    worst = present.worst(len(present.units))
    named = {unit.id for unit in worst}
    return (*worst, *(unit for unit in present.units if unit.id not in named))


def _screenful(several: Sequence[_T], screen: int, size: int) -> Sequence[_T]:
    return several[(screen - 1) * size : screen * size]


def _bar(unit: UnitNow) -> charts.StackedBar:
    return charts.stacked_bar(unit.called, light_parts(unit.lights))


def _cut(several: Sequence[_T], size: int) -> list[Sequence[_T]]:
    """In even pieces, so that the last sheet is not nearly empty."""
    if not several:
        return []
    pieces = -(-len(several) // size)
    each = -(-len(several) // pieces)
    return [several[start : start + each] for start in range(0, len(several), each)]
