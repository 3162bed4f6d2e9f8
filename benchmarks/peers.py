"""Figures of other programs, from a file that somebody wrote, to stand beside ours.

TOML or JSON, one entry of ``figures`` for each::

    [[figures]]
    peer = "Example"            # which program
    version = "1.2"
    figure = "matrix_p95_ms"    # the name of ours that it stands beside
    value = 1065
    machine = "4 cores, 16 GB"
    # And, where it holds for one of several alone:
    benchmark = "board"
    database = "postgresql"
    rows = 100000
    note = "half the data"
"""

import json
import math
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

_WANTED = {"peer": str, "version": str, "figure": str, "value": float, "machine": str}
_MORE = {"benchmark": str, "database": str, "rows": int, "note": str}


class BadPeersError(Exception):
    """Why the file cannot be used, in a sentence."""


@dataclass(frozen=True, slots=True)
class Peer:
    """One figure of another program."""

    peer: str
    version: str
    figure: str
    value: float
    machine: str
    benchmark: str = ""
    database: str = ""
    rows: int = 0
    note: str = ""

    def stands_beside(self, benchmark: str, database: str, rows: int, figure: str) -> bool:
        """Whether it speaks of this figure of ours."""
        return (
            self.figure == figure
            and self.benchmark in ("", benchmark)
            and self.database in ("", database)
            and self.rows in (0, rows)
        )

    def as_dict(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)


def read_peers(file: Path) -> list[Peer]:
    """The figures of a file. Raises BadPeersError for one that is none."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadPeersError(f"{file} cannot be read: {error}.") from None
    try:
        said = json.loads(text) if file.suffix == ".json" else tomllib.loads(text)
    except ValueError as error:
        raise BadPeersError(
            f"{file} is not {'JSON' if file.suffix == '.json' else 'TOML'}: {error}."
        ) from None
    entries = said.get("figures") if isinstance(said, dict) else said
    if not isinstance(entries, list) or not entries:
        raise BadPeersError(f"{file} has no list of figures.")
    return [_peer(file, number, entry) for number, entry in enumerate(entries, 1)]


def _peer(file: Path, number: int, entry: object) -> Peer:
    where = f"{file}, figure {number}"
    if not isinstance(entry, dict):
        raise BadPeersError(f"{where} is no table of names and values.")
    unknown = set(entry) - set(_WANTED) - set(_MORE)
    if unknown:
        raise BadPeersError(
            f"{where} says {_listed(unknown)}, of which nothing is known; known are {_listed([*_WANTED, *_MORE])}."
        )
    missing = set(_WANTED) - set(entry)
    if missing:
        raise BadPeersError(f"{where} does not say {_listed(missing)}.")
    for name, value in entry.items():
        wanted = (_WANTED | _MORE)[name]
        is_right = isinstance(value, (int, float) if wanted is float else wanted)
        if not is_right or isinstance(value, bool):
            raise BadPeersError(
                f"{where}: {name} is to be {'text' if wanted is str else 'a number'}, not {value!r}."
            )
    if not (math.isfinite(entry["value"]) and entry["value"] > 0):
        raise BadPeersError(f"{where}: value is to be more than nothing, not {entry['value']}.")
    return Peer(**entry)


def _listed(names: Any) -> str:
    return ", ".join(sorted(names))
