"""How long it takes to hand out everything that is registered, through ``supervision.duties.assignment.assign``.

Bare is the insert of the very same rows (the block, assignments, transitions, notices) into a copy of the same
database, with the same columns, indexes, keys and guards, in one transaction. It is done in two ways: one
INSERT … SELECT a table from rows that lie ready beside it, which is the least that a database can do and what the
ratio goes by; and the bulk insert of Core in batches, of which only the inserting is counted.
"""

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Table, func, insert, make_url, select

from benchmarks.large_office import HANDED_OUT, moment, register, settle
from benchmarks.measurement import Measurement, apart
from benchmarks.places import Place, place
from benchmarks.processor import Spent, spent
from models import database
from models.append_only import guard, lift
from models.base import Table as Base
from supervision.duties.assignment import assign
from supervision.record.sealing import seal_all

ROWS = 1_000_000
DATABASES = ("sqlite", "postgresql")
WRITTEN = tuple(Base.metadata.tables[name] for name in ("block", "assignment", "transition", "notice"))
_READY = "ready"
_AT_ONCE = 5_000


def measure(rows: int, kind: str) -> Measurement:
    """So many assignments (the square below): 1,000 tasks × 1,000 units for a million."""
    with place(kind) as made:
        office = made.empty("office")
        apart(register, office, rows)
        real = made.copy(office, "real")
        measured = compared(made, office, real)
        many, many_rows = _bare(made, office, real, "many")
        if measured.details["rows_written"] != many_rows:
            raise SystemExit(f"not the same work: {measured.details['rows_written']}, {many_rows}")
        more = {
            "bulk_insert_seconds": many.seconds,
            "ratio_to_bulk_insert": measured.seconds / many.seconds,
        }
        return replace(measured, details={**measured.details, **more})


def compared(made: Place, office: str, real: str, rounds: int = 1) -> Measurement:
    """Hand out all of a registered office in ``real``, a copy of it; beside it the bare insert of the finished rows.

    ``processor_seconds`` is the least of so many rounds, for the others were disturbed; the clock is the first one's.
    """
    (made_rows, used), memory = apart(hand_out, real)
    processor_seconds = min([used.processor_seconds, *(_again(made, office) for _ in range(rounds - 1))])
    bare, bare_rows = _bare(made, office, real, "selected")
    if made_rows != bare_rows:
        raise SystemExit(f"not the same work: {made_rows}, {bare_rows}")
    (blocks, sealing), sealing_memory = apart(seal, real)
    return Measurement(
        "dispatch",
        made_rows["assignment"],
        made.kind,
        used.seconds,
        bare.seconds,
        memory,
        {
            "rows_written": made_rows,
            "bare_is": "INSERT ... SELECT of the finished rows",
            "sealing_afterwards_seconds": sealing.seconds,
            "sealing_processor_seconds": sealing.processor_seconds,
            "sealing_memory_mb": sealing_memory,
            "sealed_blocks": blocks,
        },
        processor_seconds,
        bare.processor_seconds,
    )


def _again(made: Place, office: str) -> float:
    copied = made.copy(office, "again")
    (_, used), _ = apart(hand_out, copied)
    made.drop(copied)
    return used.processor_seconds


def hand_out(url: str) -> tuple[dict[str, int], Spent]:
    """The real dispatch in one transaction: how many rows each table has then, and what it took."""
    database.is_open(url)
    with spent(url) as used, database.transaction(url) as session:
        assign(session, "王敏", HANDED_OUT, moment(HANDED_OUT))
    return counted(url), used


def seal(url: str) -> tuple[int, Spent]:
    """The sealing that follows the commit: how many blocks, and what it took."""
    with spent(url) as used:
        sealed = seal_all(
            moment(HANDED_OUT), scope=lambda: database.transaction(url), look=lambda: database.reading(url)
        )
    return sealed.blocks, used


def insert_selected(url: str, finished: str) -> tuple[dict[str, int], Spent]:
    """Insert the finished rows by one statement a table."""
    with _beside(url, finished) as connection, spent(url) as used, connection.begin():
        for table in WRITTEN:
            ready = table.to_metadata(table.metadata.__class__(), schema=_READY)
            chosen = select(*ready.columns).order_by(ready.c.id)
            connection.execute(insert(table).from_select(table.columns.keys(), chosen))
    return counted(url), used


def insert_many(url: str, finished: str) -> tuple[dict[str, int], Spent]:
    """Insert the finished rows a few thousand at a time; reading them does not count."""
    seconds = 0.0
    with _beside(url, finished) as connection:
        for table in WRITTEN:
            for rows in _batches(connection, table):
                begun = time.perf_counter()
                connection.execute(insert(table), rows)
                seconds += time.perf_counter() - begun
        begun = time.perf_counter()
        connection.commit()
        seconds += time.perf_counter() - begun
    return counted(url), Spent(seconds)


def counted(url: str) -> dict[str, int]:
    """How many rows each of the written tables has."""
    with database.engine(url).connect() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in WRITTEN
        }


def lay_beside(url: str) -> None:
    """On PostgreSQL, where one database cannot read another: move the finished rows to a schema beside their tables."""
    with database.engine(url).begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {_READY}")
        for table in WRITTEN:
            connection.exec_driver_sql(
                f"CREATE TABLE {_READY}.{table.name} AS SELECT * FROM {table.name} ORDER BY id"
            )
        lift(connection)
        connection.exec_driver_sql(f"TRUNCATE {', '.join(table.name for table in WRITTEN)} CASCADE")
        guard(connection)
    settle(url)


def _bare(made: Place, office: str, real: str, way: str) -> tuple[Spent, dict[str, int]]:
    if made.kind == "sqlite":
        url = made.copy(office, way)
    else:
        url = made.copy(real, way)
        apart(lay_beside, url)
    work = insert_selected if way == "selected" else insert_many
    (rows, used), _ = apart(work, url, real)
    made.drop(url)
    return used, rows


def _beside(url: str, finished: str) -> Connection:
    """A connection that finds the finished rows in the schema beside."""
    connection = database.engine(url).connect()
    if connection.dialect.name == "sqlite":
        # Not inside a transaction, so past SQLAlchemy, which would begin one.
        driver: Any = connection.connection.driver_connection
        driver.execute(f"ATTACH DATABASE ? AS {_READY}", (make_url(finished).database,))
    return connection


def _batches(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    ready = table.to_metadata(table.metadata.__class__(), schema=_READY)
    last = 0
    while True:
        chosen = select(*ready.columns).where(ready.c.id > last).order_by(ready.c.id).limit(_AT_ONCE)
        rows = [dict(row) for row in connection.execute(chosen).mappings()]
        if not rows:
            return
        yield rows
        last = rows[-1]["id"]
