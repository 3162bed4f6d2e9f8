"""What a whole run has found so far, kept in one JSON file as it grows, so that a run that was broken off goes on.

The file: ``machine`` (see ``benchmarks.machine``, with the load at the end); ``measured``, one entry for each benchmark,
size and database (the fields of ``Measurement``, ``ratio``, its ``part``, ``commit``, ``at``, and the load before and after);
``lines``, the straight lines through the sizes (microseconds an assignment, R², by processor and by clock); ``figures``, every
number of all that with its name, and the peers' beside it; ``missing``, what was not measured and why.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.line import line
from benchmarks.machine import load
from benchmarks.measurement import Measurement
from benchmarks.peers import Peer

FORMAT = 1
_OWN = ("seconds", "ratio", "processor_seconds", "bare_seconds", "memory_mb")
_LEAST_SIZES = 3
_LINES_OF = ("dispatch", "sweep")
# Of the lines these are figures as well.
_DRAWN = ("slope_us", "at_none_seconds", "r2")


@dataclass
class Results:
    """All of a run; ``measured`` holds what the file holds."""

    machine: dict[str, Any]
    peers: list[Peer] = field(default_factory=list)
    measured: list[dict[str, Any]] = field(default_factory=list)
    missing: list[dict[str, Any]] = field(default_factory=list)

    def has(self, part: str, rows: int, database: str) -> bool:
        """Whether this was measured already, of this very commit on this machine."""
        return any(_is_of(one, part, rows, database) and self._holds(one) for one in self.measured)

    def add(self, part: str, rows: int, database: str, found: Iterable[Measurement], before: float) -> None:
        """Put in what a part found, in the place of what it found earlier; ``before`` is the load before it began."""
        self.measured = [one for one in self.measured if not _is_of(one, part, rows, database)]
        told = {"commit": self.machine["commit"], "at": datetime.now(UTC).isoformat(timespec="seconds")}
        for one in found:
            own = {"part": part, "asked_rows": rows, "load_before": before, "load_after": load(), **told}
            self.measured.append({**one.as_dict(), **own})

    def miss(self, part: str, rows: int, database: str, why: str) -> None:
        """Note what was not measured."""
        self.missing.append({"part": part, "rows": rows, "database": database, "why": why})

    def lines(self) -> list[dict[str, Any]]:
        """The straight lines through what was measured at three sizes or more."""
        found = []
        for name in _LINES_OF:
            for database in sorted({one["database"] for one in self.measured}):
                own = [one for one in self.measured if (one["name"], one["database"]) == (name, database)]
                for of, seconds in (("processor", "processor_seconds"), ("clock", "seconds")):
                    points = sorted((one["rows"], one[seconds]) for one in own if one[seconds] is not None)
                    if len({rows for rows, _ in points}) < _LEAST_SIZES:
                        continue
                    drawn = line(points)
                    found.append(
                        {
                            "name": name,
                            "database": database,
                            "of": of,
                            "slope_us": drawn.slope * 1e6,
                            "at_none_seconds": drawn.intercept,
                            "r2": drawn.fit,
                            "sizes": [rows for rows, _ in points],
                        }
                    )
        return found

    def figures(self) -> list[dict[str, Any]]:
        """Every number that was found, with its name, and what the peers say of the same."""
        found = []
        for one in self.measured:
            numbers = {name: one[name] for name in _OWN if _is_number(one[name])}
            numbers |= {name: value for name, value in one["details"].items() if _is_number(value)}
            for name, value in numbers.items():
                found.append(self._figure(one["name"], one["database"], one["rows"], name, value))
        for one in self.lines():
            most = max(one["sizes"])
            found += [
                self._figure(one["name"], one["database"], most, f"{name}_by_{one['of']}", one[name])
                for name in _DRAWN
            ]
        return found

    def as_dict(self) -> dict[str, Any]:
        """The whole of the file."""
        return {
            "format": FORMAT,
            "machine": self.machine,
            "measured": self.measured,
            "lines": self.lines(),
            "figures": self.figures(),
            "missing": self.missing,
            "peers": [one.as_dict() for one in self.peers],
        }

    def save(self, file: Path) -> None:
        """Write all of it, whole or not at all."""
        fresh = file.with_name(f"{file.name}.part")
        fresh.write_text(json.dumps(self.as_dict(), ensure_ascii=False, indent=1), encoding="utf-8")
        fresh.replace(file)

    def go_on(self, file: Path) -> None:
        """Take up what an earlier run left in the file. Raises ValueError where it is none of ours."""
        if not file.exists():
            return
        said = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(said, dict) or said.get("format") != FORMAT:
            raise ValueError(f"{file} was not written by python -m benchmarks all")
        self.measured = said["measured"]

    def _holds(self, one: dict[str, Any]) -> bool:
        return bool(one["commit"] == self.machine["commit"])

    def _figure(self, benchmark: str, database: str, rows: int, name: str, value: float) -> dict[str, Any]:
        beside = [one for one in self.peers if one.stands_beside(benchmark, database, rows, name)]
        return {
            "benchmark": benchmark,
            "database": database,
            "rows": rows,
            "name": name,
            "value": value,
            "peers": [
                {
                    "peer": one.peer,
                    "version": one.version,
                    "value": one.value,
                    "machine": one.machine,
                    "ratio": value / one.value,
                }
                for one in beside
            ],
        }


def _is_of(one: dict[str, Any], part: str, rows: int, database: str) -> bool:
    return (one["part"], one["asked_rows"], one["database"]) == (part, rows, database)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
