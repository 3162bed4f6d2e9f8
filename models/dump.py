"""All that is stored as lines of text, the same from every database, and back into an empty one of any kind.

So an office can be kept, put back, and moved from the embedded database to a server.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from alembic import command
from alembic.migration import MigrationContext
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    Select,
    func,
    inspect,
    select,
)
from sqlalchemy import Table as SQLTable

from models.append_only import guard, lift
from models.base import Table
from models.columns import Moment
from models.database import alembic_config, engine

_AT_ONCE = 2000


class DumpError(Exception):
    """Why a dump cannot be read or put back; a sentence in English for the log, the edge has its own."""


class NewerDump(DumpError):
    """A dump of a database in a shape that this program does not know."""


@dataclass(frozen=True, slots=True)
class Dumped:
    """What a dump holds: the shape of the database (the revision of its migrations), and the rows of each table."""

    revision: str
    rows: Mapping[str, int]


def dump(write: Callable[[str], object], url: str | None = None) -> Dumped:
    """Write every table, a line for its head and a line for each row, as of one moment; nobody is made to wait.

    The first line tells the revision. Tables come in the order in which they can be put back.
    """
    rows: dict[str, int] = {}
    with _snapshot(url) as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
        if revision is None:
            raise DumpError("the database has no tables yet")
        write(json.dumps({"revision": revision}) + "\n")
        for table in Table.metadata.sorted_tables:
            kinds = [_kind(column) for column in table.columns]
            write(
                json.dumps(
                    {
                        "table": table.name,
                        "columns": [[c.name, k] for c, k in zip(table.columns, kinds, strict=True)],
                    }
                )
                + "\n"
            )
            count = 0
            ways = [_WRITTEN[kind] for kind in kinds]
            streamed = connection.execution_options(yield_per=_AT_ONCE).execute(_in_order(table))
            with closing(streamed):
                for row in streamed:
                    plain = [
                        None if value is None else way(value) for way, value in zip(ways, row, strict=True)
                    ]
                    write(json.dumps(plain, ensure_ascii=False, separators=(",", ":")) + "\n")
                    count += 1
            rows[table.name] = count
    return Dumped(revision, rows)


def put_back(lines: Iterable[str], url: str | None = None) -> Dumped:
    """Fill an empty database from the lines of a dump, bring it to the newest shape, and say what was put back.

    All of it or nothing, in one transaction. Raises DumpError where the database holds anything, where the lines are of a
    newer program, and where they are no dump or end too early (a table that the head names and no row follows is fine;
    a broken line is not).
    """
    rows: dict[str, int] = {}
    opened = engine(url).execution_options(rebuilds_tables=True)
    with opened.begin() as connection:
        if inspect(connection).get_table_names():
            raise DumpError("the database is not empty")
        told = iter(lines)
        revision = _head(next(told, "")).get("revision", "")
        config = alembic_config(connection)
        _upgrade(config, revision)
        lift(connection)
        tables = MetaData()
        tables.reflect(connection)
        filling = _Filling(connection, tables)
        for name, batch in _batches(told, tables):
            rows[name] = rows.get(name, 0) + len(batch)
            if batch:
                filling.insert(name, batch)
        filling.finish()
        command.upgrade(config, "head")
        guard(connection)
        _require_parents(connection)
    return Dumped(revision, rows)


def _snapshot(url: str | None) -> Any:
    reading = engine(url).execution_options(reads_only=True)
    if reading.dialect.name == "postgresql":
        reading = reading.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return reading.begin()


def _in_order(table: SQLTable) -> Select[Any]:
    return select(table).order_by(*table.primary_key.columns)


def _kind(column: Column[Any]) -> str:
    match column.type:
        case Moment() | DateTime():
            return "moment"
        case Date():
            return "day"
        case Boolean():
            return "truth"
        case Numeric():
            return "figure"
        case Integer():
            return "number"
        case JSON():
            return "json"
        case LargeBinary():
            return "bytes"
        case _:
            return "text"


def _moment(value: datetime) -> str:
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


def _word(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


_WRITTEN: dict[str, Callable[[Any], Any]] = {
    "moment": _moment,
    "day": date.isoformat,
    "truth": bool,
    "figure": str,
    "number": int,
    "json": lambda value: value,
    "bytes": lambda value: b64encode(value).decode(),
    "text": _word,
}
_READ: dict[str, Callable[[Any], Any]] = {
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
    "truth": bool,
    "figure": Decimal,
    "number": int,
    "json": lambda value: value,
    "bytes": b64decode,
    "text": str,
}


def _head(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise DumpError("not a dump, or cut off")
    return found


def _upgrade(config: Any, revision: str) -> None:
    try:
        command.upgrade(config, revision or "none")
    except Exception as error:  # alembic has one kind of its own for each way of not knowing a revision
        raise NewerDump(f"unknown revision {revision!r}") from error


def _batches(lines: Iterator[str], tables: MetaData) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    name = ""
    columns: list[tuple[str, Callable[[Any], Any]]] = []
    batch: list[dict[str, Any]] = []
    for line in lines:
        try:
            said = json.loads(line)
        except ValueError:
            raise DumpError("a broken line") from None
        if isinstance(said, dict):
            if name:
                yield name, batch
            name, batch = said.get("table", ""), []
            columns = [(column, _READ[kind]) for column, kind in said.get("columns", ())]
            if name not in tables.tables:
                raise DumpError(f"unknown table {name!r}")
            continue
        if len(said) != len(columns):
            raise DumpError(f"a row of {name} is cut off")
        batch.append(
            {
                column: None if value is None else way(value)
                for (column, way), value in zip(columns, said, strict=True)
            }
        )
        if len(batch) == _AT_ONCE:
            yield name, batch
            batch = []
    if name:
        yield name, batch


class _Filling:
    """Rows on their way into an empty database."""

    def __init__(self, connection: Connection, tables: MetaData) -> None:
        self._connection, self._tables = connection, tables
        self._ahead: list[tuple[SQLTable, int, str, int]] = []

    def insert(self, name: str, batch: list[dict[str, Any]]) -> None:
        """Insert rows of a table; what points to a later row of the same table waits for it."""
        table = self._tables.tables[name]
        for column in (key.parent.name for key in table.foreign_keys if key.column.table is table):
            for row in batch:
                if (target := row[column]) is not None and target > row["id"]:
                    self._ahead.append((table, row["id"], column, target))
                    row[column] = None
        self._connection.execute(table.insert(), batch)

    def finish(self) -> None:
        """Fill in what waited, and let the numbers of new rows go on after the old ones."""
        for table, row_id, column, target in self._ahead:
            self._connection.execute(table.update().where(table.c.id == row_id).values({column: target}))
        if self._connection.dialect.name != "postgresql":
            return
        for table in self._tables.sorted_tables:
            if "id" in table.c and isinstance(table.c.id.type, Integer):
                last = select(func.max(table.c.id)).scalar_subquery()
                series = func.pg_get_serial_sequence(f'"{table.name}"', "id")
                self._connection.execute(
                    select(func.setval(series, last)).where(series.is_not(None), last.is_not(None))
                )


def _require_parents(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise DumpError("rows without those they point to")
