"""What is asked of the database, how long each question takes there, and how the database means to answer it."""

import re
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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


def seconds_at_the_database(engine: Engine, questions: Iterable[Question], times: int) -> float:
    """Ask all of them and fetch every row, as bare as the driver gives it; the median of so many rounds."""
    asked = list(questions)
    connection = engine.raw_connection()
    cursor = connection.cursor()
    rounds = []
    for _ in range(times):
        begun = time.perf_counter()
        for one in asked:
            cursor.execute(one.sql, one.values)
            cursor.fetchall()
        rounds.append(time.perf_counter() - begun)
    connection.close()
    return median(rounds)


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
