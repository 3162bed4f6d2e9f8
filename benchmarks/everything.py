"""``python -m benchmarks all``: all parts one after the other, one table, one file that a later run goes on with."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.machine import load, machine
from benchmarks.measurement import QUICK
from benchmarks.parts import BOTH, Step, parts, steps
from benchmarks.peers import BadPeersError, read_peers
from benchmarks.places import NoServerError
from benchmarks.results import Results
from benchmarks.table import table
from config.settings import settings
from models import database

_MINUTE = 60


def run(words: Sequence[str]) -> int:
    """Measure what is asked for and print it; 0 where all of it was measured, 1 where something was not, 2 for a bad file."""
    asked = _asked(words)
    try:
        peers = read_peers(asked.peers) if asked.peers else []
        results = Results(machine(), peers)
        if asked.json and not asked.again:
            results.go_on(asked.json)
    except (BadPeersError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    until = time.monotonic() + asked.minutes * _MINUTE if asked.minutes else None
    chosen = list(steps(asked.only, asked.sizes, asked.database or list(BOTH), is_quick=asked.quick))
    for number, step in enumerate(chosen, 1):
        name = step.part.name
        if results.has(name, step.rows, step.database):
            continue
        if until is not None and time.monotonic() > until:
            results.miss(name, step.rows, step.database, "the time was up")
            continue
        print(f"[{number}/{len(chosen)}] {name}, {step.rows:,}, {step.database}", file=sys.stderr, flush=True)
        begun, used = time.perf_counter(), sum(os.times()[:4])
        _measure(step, results)
        took, used = time.perf_counter() - begun, sum(os.times()[:4]) - used
        print(f"    {took:.0f} s, {used:.0f} s of the processor", file=sys.stderr, flush=True)
        if asked.json:
            results.save(asked.json)
    results.machine["load_at_end"] = load()
    print(table(results))
    if asked.json:
        results.save(asked.json)
    return 1 if results.missing else 0


def _measure(step: Step, results: Results) -> None:
    before = load()
    try:
        with _own_surroundings(is_quick=step.is_quick):
            found = step.measured()
    except (NoServerError, OSError, subprocess.CalledProcessError, SystemExit) as error:
        # One part that fails is told; the others are measured.
        results.miss(step.part.name, step.rows, step.database, f"{error}")
    else:
        results.add(step.part.name, step.rows, step.database, found, before)


@contextmanager
def _own_surroundings(*, is_quick: bool) -> Iterator[None]:
    """What a part sets in the environment is gone after it."""
    before = dict(os.environ)
    if is_quick:
        os.environ[QUICK] = "1"
    try:
        yield
    finally:
        database.close_connections()
        os.environ.clear()
        os.environ.update(before)
        settings.cache_clear()


def _asked(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks all", description=__doc__)
    parser.add_argument(
        "--only", type=_names, default=[], help=f"of {', '.join(one.name for one in parts())}; with commas"
    )
    parser.add_argument(
        "--sizes", type=_numbers, default=[], help="other numbers of assignments; with commas"
    )
    parser.add_argument("--database", action="append", choices=BOTH, help="this one alone")
    parser.add_argument(
        "--quick", action="store_true", help="a smoke run: every figure, none of them of any worth"
    )
    parser.add_argument("--minutes", type=float, help="begin nothing more after so many")
    parser.add_argument(
        "--json", type=Path, help="the file for the figures; what stands there of this commit is kept"
    )
    parser.add_argument("--again", action="store_true", help="measure again what stands in the file")
    parser.add_argument(
        "--peers", type=Path, help="figures of other programs, TOML or JSON (see benchmarks/peers.py)"
    )
    asked = parser.parse_args(words)
    if asked.quick and not asked.database:
        asked.database = ["sqlite"]
    return asked


def _names(written: str) -> list[str]:
    names = [name.strip() for name in written.split(",")]
    unknown = set(names) - {one.name for one in parts()}
    if unknown:
        raise argparse.ArgumentTypeError(f"there is no {', '.join(sorted(unknown))}")
    return names


def _numbers(written: str) -> list[int]:
    try:
        numbers = [int(one) for one in written.replace("_", "").split(",")]
    except ValueError:
        raise argparse.ArgumentTypeError(f"{written} is no list of numbers") from None
    if min(numbers) < 1:
        raise argparse.ArgumentTypeError("an office has one assignment at least")
    return numbers
