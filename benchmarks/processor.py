"""What work costs: by the clock, and of the processor, with the part of the server that answers.

Where others use the machine the clock counts them too; the processor's time hardly does.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from models import database

_TICK = os.sysconf("SC_CLK_TCK")
_OWN, _AND_THOSE_BELOW = slice(11, 13), slice(11, 15)


@dataclass(slots=True)
class Spent:
    """Seconds by the clock, and of the processor: of our process and of every process of a server beside us."""

    seconds: float = 0.0
    processor_seconds: float = 0.0


@contextmanager
def spent(url: str) -> Iterator[Spent]:
    """Measures the block, which works on this database; what it measured is there when the block has ended."""
    found, server = Spent(), _server(url)
    used, begun = time.process_time() + _used_by_server(server), time.perf_counter()
    yield found
    found.seconds = time.perf_counter() - begun
    found.processor_seconds = time.process_time() + _used_by_server(server) - used


def used_by(process: int) -> float:
    """The processor's seconds that a process has used so far, to a hundredth."""
    return _seconds(_fields(process), _OWN)


def _server(url: str) -> int | None:
    """The first process of the server, from which all its others come; None where there is none on this machine."""
    engine = database.engine(url)
    if engine.dialect.name == "sqlite":
        return None
    with engine.connect() as connection:
        number = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
    try:
        is_ours = "postgres" in Path(f"/proc/{number}/comm").read_text(encoding="ascii")
        return int(_fields(number)[1]) if is_ours else None
    except FileNotFoundError:
        return None


def _used_by_server(first: int | None) -> float:
    """All that the processes of a server used so far; those that have ended are counted in the first one."""
    if first is None:
        return 0.0
    total = _seconds(_fields(first), _AND_THOSE_BELOW)
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = _fields(int(folder.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == first:
            total += _seconds(fields, _OWN)
    return total


def _fields(process: int) -> list[str]:
    """What the system says of a process, from its state on."""
    return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()


def _seconds(fields: list[str], which: slice) -> float:
    return sum(map(int, fields[which])) / _TICK
