"""What one command measures: each part with its sizes and databases, the small and the important first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from benchmarks import board, evaluation, fifty, reports, slopes, ten
from benchmarks.campaign_office import frozen_office
from benchmarks.measurement import Measurement
from benchmarks.places import place

BOTH = ("sqlite", "postgresql")
_SQLITE = ("sqlite",)
_SIZES = (10_000, 100_000, 1_000_000)
_QUICK = 200
_QUICK_SECONDS = 1.0
_QUICK_TIMES = {1: 2, 2: 2}


@dataclass(frozen=True, slots=True)
class Part:
    """What is measured together, because it works on one office. ``is_asked`` is set for what has to be named."""

    name: str
    sizes: tuple[int, ...]
    databases: tuple[str, ...]
    run: Callable[[int, str], list[Measurement]]
    quick_sizes: tuple[int, ...] = (_QUICK,)
    quickly: Callable[[int, str], list[Measurement]] | None = None
    is_asked: bool = False
    # Whether its sizes are assignments, so that others may be asked for.
    is_of_assignments: bool = True


def parts() -> list[Part]:
    """All of them; those of modules that are not there are left out."""
    own = [
        Part("slopes", slopes.SIZES, BOTH, slopes.both, (100, 400, 900)),
        _alone("intake", _SIZES),
        _alone("deadlines", _SIZES, is_of_assignments=False),
        _alone("deliver", _SIZES, quick_sizes=(60,)),
        Part("board", _SIZES, BOTH, _listed(board.measure), quickly=_board_quickly),
        Part("evaluation", _SIZES, BOTH, frozen),
        _alone("ledger", _SIZES[:2]),
        _alone("room", _SIZES[1:2]),
        Part("ten", (ten.ROWS,), BOTH, _listed(ten.measure), quickly=_for_a_moment(ten.measure)),
        Part("fifty", (fifty.ROWS,), BOTH, _listed(fifty.measure), quickly=_for_a_moment(fifty.measure)),
    ]
    # These have a size of their own, and are too long for a smoke run.
    for name in (
        "workers",
        "recovery",
        "unit-reports",
        "queries",
        "dry-run",
        "sweep-again",
        "sweep-of-a-month",
        "years",
        "documents",
        "soak",
    ):
        if find_spec(_module(name)) is not None:
            module = import_module(_module(name))
            asked = name not in ("workers", "recovery", "unit-reports")
            own.append(_alone(name, (module.ROWS,), quick_sizes=(), is_asked=asked, is_of_assignments=False))
    return own


def frozen(rows: int, kind: str) -> list[Measurement]:
    """The evaluation and the reports, on one frozen office."""
    with place(kind) as made:
        office = made.empty("office")
        done = frozen_office(office, rows)
        # The evaluation freezes once more in the end.
        written = reports.beside_bare(office, rows, kind)
        return [evaluation.beside_bare(office, kind, done), written]


def _alone(name: str, sizes: tuple[int, ...], **more: Any) -> Part:
    module = import_module(_module(name))

    def run(rows: int, kind: str) -> list[Measurement]:
        # What runs on one database alone is not told which.
        return [module.measure(rows, *([kind] if len(module.DATABASES) > 1 else []))]

    return Part(name, sizes, module.DATABASES, run, **more)


def _module(name: str) -> str:
    return "benchmarks." + name.replace("-", "_")


def _listed(measure: Callable[[int, str], Measurement]) -> Callable[[int, str], list[Measurement]]:
    return lambda rows, kind: [measure(rows, kind)]


def _for_a_moment(
    measure: Callable[[int, str, float], Measurement],
) -> Callable[[int, str], list[Measurement]]:
    return lambda rows, kind: [measure(rows, kind, _QUICK_SECONDS)]


def _board_quickly(rows: int, kind: str) -> list[Measurement]:
    return [board.measure(rows, kind, _QUICK_TIMES)]


@dataclass(frozen=True, slots=True)
class Step:
    """One part at one size on one database."""

    part: Part
    rows: int
    database: str
    is_quick: bool = False

    def measured(self) -> list[Measurement]:
        """Do it."""
        quickly = self.part.quickly if self.is_quick else None
        return (quickly or self.part.run)(self.rows, self.database)


def steps(
    only: list[str], sizes: list[int], databases: list[str], *, is_quick: bool = False
) -> Iterator[Step]:
    """What is to be measured, the smaller sizes first. ``only`` names parts, none of them all that need not be named."""
    found = []
    for place_, part in enumerate(parts()):
        if part.name not in only if only else part.is_asked:
            continue
        own = part.quick_sizes if is_quick else part.sizes
        if sizes and part.is_of_assignments:
            own = tuple(sizes)
        found += [
            (rows if part.is_of_assignments else 0, place_, Step(part, rows, database, is_quick))
            for rows in own
            for database in part.databases
            if database in databases
        ]
    # A part that takes some minutes at ten thousand comes before one that takes an hour at a million.
    for _, _, step in sorted(found, key=lambda one: one[:2]):
        yield step
