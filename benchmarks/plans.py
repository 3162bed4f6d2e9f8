"""What is asked of the database, how long each question takes there, and how the database means to answer it."""

import os
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Engine, event

LARGE = frozenset({"assignment", "transition", "notice", "progress_update", "closure", "task_unit"})
"""The tables that grow with the assignments: none of them may be read whole."""

# Each holds a few of many rows, and may be read whole.
_SMALL = ("ix_transition_reopened", "uq_extension_pending", "uq_clock_stop_standing")
_WHOLE = re.compile(r"(?:^SCAN |\bSeq Scan on )(\w+)")


@dataclass(frozen=True, slots=True)
class Question:
    """One statement as it goes to the driver."""

    sql: str
    values: Any


@contextmanager
def heard(engine: Engine) -> Iterator[list[Question]]:
    """The statements that are sent while the block runs."""
    questions: list[Question] = []

    def hear(_connection: object, _cursor: object, sql: str, values: Any, *_rest: object) -> None:
        questions.append(Question(sql, values))

    event.listen(engine, "before_cursor_execute", hear)
    try:
        yield questions
    finally:
        event.remove(engine, "before_cursor_execute", hear)


@dataclass(frozen=True, slots=True)
class Cost:
    """What questions cost at the database: by the clock, and of a processor (the driver's and the server's part)."""

    median_seconds: float
    least_seconds: float
    processor_seconds: float


def cost_at_the_database(engine: Engine, questions: Iterable[Question], times: int) -> Cost:
    """Ask all of them and fetch every row, as bare as the driver gives it, so many rounds.

    Where others use the machine the clock counts them too; the processor's time does not.
    """
    asked = list(questions)
    connection = engine.raw_connection()
    cursor = connection.cursor()
    server = _server_process(engine, cursor)
    rounds = []
    used = time.process_time() + _used_by(server)
    for _ in range(times):
        begun = time.perf_counter()
        for one in asked:
            cursor.execute(one.sql, one.values)
            cursor.fetchall()
        rounds.append(time.perf_counter() - begun)
    used = time.process_time() + _used_by(server) - used
    connection.close()
    return Cost(median(rounds), min(rounds), used / times)


def _server_process(engine: Engine, cursor: Any) -> int | None:
    """The process that answers us, None where it is our own or on another machine."""
    if engine.dialect.name == "sqlite":
        return None
    cursor.execute("SELECT pg_backend_pid()")
    number: int = cursor.fetchone()[0]
    return number if _stat(number).exists() else None


def _used_by(process: int | None) -> float:
    """The processor's seconds that a process has used, to a hundredth."""
    if process is None:
        return 0.0
    fields = _stat(process).read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _stat(process: int) -> Path:
    return Path(f"/proc/{process}/stat")


def plan(engine: Engine, question: Question) -> list[str]:
    """How the database means to answer it, a step a line."""
    explain = "EXPLAIN QUERY PLAN" if engine.dialect.name == "sqlite" else "EXPLAIN (COSTS OFF)"
    connection = engine.raw_connection()
    cursor = connection.cursor()
    cursor.execute(f"{explain} {question.sql}", question.values)
    lines = [str(row[-1]) for row in cursor.fetchall()]
    connection.close()
    return lines


def read_whole(lines: Iterable[str]) -> list[str]:
    """The steps of a plan that read a large table from end to end."""
    return [
        line
        for line in lines
        if (found := _WHOLE.search(line))
        if found[1] in LARGE and not any(index in line for index in _SMALL)
    ]
