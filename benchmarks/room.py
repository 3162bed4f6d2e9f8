"""How much room the rows of an office take: bytes a row, its indexes with it, half a year into the work, all of it sealed.

The time is that of the sealing, which reads every row; bare is SQL that reads the same rows once.
"""

from typing import Any

from sqlalchemy import func, select, text

from benchmarks.dispatch import hand_out, seal
from benchmarks.large_office import HANDED_OUT, live, moment, register, settle
from benchmarks.measurement import Measurement, apart
from benchmarks.places import place
from benchmarks.processor import Spent, spent
from benchmarks.sweep import set_to_work
from models import database
from models.base import Table
from models.words import Subject
from supervision.record.log import log

ROWS = 100_000
DATABASES = ("sqlite", "postgresql")
_LARGE = (
    "assignment", "transition", "notice", "delivery", "delivery_item", "progress_update", "closure", "log_entry", "task_unit",
)  # fmt: skip
_ENTRIES = 2_000
_SQLITE = (
    "SELECT sum(pgsize) FROM dbstat WHERE name IN (SELECT name FROM sqlite_master WHERE tbl_name = '{name}')"
)
_SERVER = "SELECT pg_total_relation_size('{name}')"


def measure(rows: int, kind: str) -> Measurement:
    """So many assignments (the square below)."""
    with place(kind) as made:
        office = made.empty("office")
        apart(register, office, rows)
        apart(hand_out, office)
        apart(set_to_work, office)
        apart(live, office)
        apart(enter, office)
        (_, sealing), memory = apart(seal, office)
        bare, _ = apart(read_all, office)
        taken, _ = apart(room, office)
    return Measurement(
        "room",
        rows,
        kind,
        sealing.seconds,
        bare.seconds,
        memory,
        {
            **taken,
            "bare_is": "one SELECT that reads every move and entry",
            "sealing_us_a_row": 1e6 * sealing.seconds / max(1, taken["sealed_rows"]),
        },
        sealing.processor_seconds,
        bare.processor_seconds,
    )


def enter(url: str) -> None:
    """Some deeds that are no moves."""
    with database.transaction(url) as session:
        for number in range(_ENTRIES):
            log(session, Subject.LEDGER, None, "导出台账", "王敏", moment(HANDED_OUT), note=f"第{number}次")


def read_all(url: str) -> Spent:
    """What a walk over the record costs the database alone."""
    own = Table.metadata.tables
    with spent(url) as used, database.reading(url) as session:
        for name in ("transition", "log_entry"):
            session.execute(select(func.count(), func.max(own[name].c.note)).select_from(own[name])).all()
    return used


def room(url: str) -> dict[str, Any]:
    """Bytes a row of each large table, and of the seals; the bytes of an assignment with all that hangs on it."""
    settle(url)
    own = Table.metadata.tables
    found: dict[str, Any] = {}
    with database.reading(url) as session:
        ask = _SQLITE if session.get_bind().dialect.name == "sqlite" else _SERVER
        total = 0
        for name in (*_LARGE, "block"):
            taken = int(session.scalar(text(ask.format(name=name))) or 0)
            count = session.scalar(select(func.count()).select_from(own[name])) or 0
            if name == "block":
                sealed = session.scalar(select(func.sum(own[name].c.rows))) or 0
                found["sealed_rows"] = int(sealed)
                found["seal_bytes_a_row"] = round(taken / max(1, int(sealed)), 1)
            else:
                found[f"{name}_bytes"] = round(taken / max(1, count))
                found[f"{name}_rows"] = count
            total += taken
    found["whole_bytes_an_assignment"] = round(total / max(1, found["assignment_rows"]))
    return found
