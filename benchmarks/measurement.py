"""Timing whole processes, and the one object that a benchmark prints."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any, ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")

ROOT = Path(__file__).parents[1]
QUICK = "DUBAN_BENCH_QUICK"
DUBAN = [sys.executable, "-c", "from commands.main import main; raise SystemExit(main())"]


@dataclass(frozen=True, slots=True)
class Measurement:
    """What was measured. ``bare_seconds`` is the least that the same work could take, in the same run."""

    name: str
    rows: int
    database: str
    seconds: float
    bare_seconds: float | None
    memory_mb: float
    details: dict[str, Any] = field(default_factory=dict)
    processor_seconds: float | None = None
    bare_processor_seconds: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the bare work; None where nothing bare exists."""
        return None if self.bare_seconds is None else self.seconds / self.bare_seconds

    def as_dict(self) -> dict[str, Any]:
        """The object of the contract."""
        return {**asdict(self), "ratio": self.ratio}

    def __str__(self) -> str:
        """A line for people."""
        bare = (
            "" if self.bare_seconds is None else f", bare {self.bare_seconds:.3f} s, ratio {self.ratio:.1f}"
        )
        extra = "".join(f"\n  {key}: {value}" for key, value in self.details.items())
        return f"{self.name} ({self.rows} rows, {self.database}): {self.seconds:.3f} s{bare}, {self.memory_mb:.0f} MB{extra}"


@dataclass(frozen=True, slots=True)
class Run:
    """One process: how long it took and the most memory it and its children held."""

    seconds: float
    memory_mb: float


def run(command: Sequence[str], *, stdin: str = "", environment: dict[str, str] | None = None) -> Run:
    """Run a process to its end. Raises CalledProcessError when it fails: a failure is no measurement."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | (environment or {}),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin is not None
    process.stdin.write(stdin)
    process.stdin.close()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    if os.waitstatus_to_exitcode(status):
        raise subprocess.CalledProcessError(os.waitstatus_to_exitcode(status), command)
    process.returncode = 0
    return Run(seconds, usage.ru_maxrss / 1024)


def in_turn(times: int, **commands: tuple[Sequence[str], str]) -> dict[str, Run]:
    """Run several commands in turn, several times over, so that a noisy machine is unfair to none; the medians."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(times):
        for name, (command, stdin) in commands.items():
            runs[name].append(run(command, stdin=stdin))
    return {
        name: Run(median(one.seconds for one in done), max(one.memory_mb for one in done))
        for name, done in runs.items()
    }


def is_quick() -> bool:
    """Whether this is a smoke run, in which no figure is of any worth."""
    return bool(os.environ.get(QUICK))


def apart(work: Callable[_P, _T], *given: _P.args, **named: _P.kwargs) -> tuple[_T, float]:
    """Do this in a fresh process: what it gives back, and the most memory (MB) that the process held.

    In a smoke run (``QUICK``), where no figure counts, it is done in our own: to start a process takes longer than the work.
    """
    if is_quick():
        return _weighed(work, given, named)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(_weighed, work, given, named).result()


def _weighed(work: Callable[..., _T], given: tuple[Any, ...], named: dict[str, Any]) -> tuple[_T, float]:
    done = work(*given, **named)
    return done, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
