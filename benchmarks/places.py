"""Where a benchmark may put a large database: files of its own, or databases of its own on a server of PostgreSQL.

The server is the one that ``DUBAN_BENCH_POSTGRESQL`` names (any database there that may create others), else one
that is started for the run from the programs of this machine, as they are configured out of the box.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL, create_engine, make_url

from benchmarks.postgresql_programs import owner, programs
from models import database

SERVER = "DUBAN_BENCH_POSTGRESQL"
DRIVER = "psycopg"
_PREFIX = f"duban_bench_{os.getpid()}_"


@dataclass(frozen=True, slots=True)
class Place:
    """Makes databases: an empty one by its name, or a copy of one that nobody is using; each gives its address."""

    kind: str
    empty: Callable[[str], str]
    copy: Callable[[str, str], str]
    drop: Callable[[str], None]


class NoServerError(Exception):
    """Why PostgreSQL cannot be measured here."""


@contextmanager
def place(kind: str) -> Iterator[Place]:
    """A place for databases of this kind; whatever was made there is gone afterwards.

    Raises NoServerError where there is no driver for PostgreSQL or no server.
    """
    with TemporaryDirectory(prefix="duban-bench-") as folder:
        if kind == "sqlite":
            yield _files(Path(folder))
        else:
            with _server(Path(folder)) as url, _databases(url) as made:
                yield made


def _files(folder: Path) -> Place:
    def empty(name: str) -> str:
        return f"sqlite:///{folder}/{name}.db"

    def copy(source: str, name: str) -> str:
        file = make_url(source).database or ""
        # To close any handle of a file takes a process's locks on it away, also those of connections that are open:
        # another process would remove the log that they go on writing to, and the database would be broken.
        database.close_connections()
        # What was committed may still lie in the log beside the file.
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(file, folder / f"{name}.db")
        return empty(name)

    def drop(address: str) -> None:
        for file in folder.glob(f"{Path(make_url(address).database or '').name}*"):
            file.unlink()

    return Place("sqlite", empty, copy, drop)


@contextmanager
def _databases(server: URL) -> Iterator[Place]:
    made: list[str] = []

    def order(statement: str) -> None:
        engine = create_engine(server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()

    def make(name: str, like: str = "template1") -> str:
        own = _PREFIX + name
        order(f"CREATE DATABASE {own} TEMPLATE {like}")
        made.append(server.set(database=own).render_as_string(hide_password=False))
        return made[-1]

    def copy(source: str, name: str) -> str:
        # A server copies what nobody uses.
        database.close_connections()
        return make(name, make_url(source).database or "")

    def drop(address: str) -> None:
        order(f"DROP DATABASE {make_url(address).database} WITH (FORCE)")
        made.remove(address)

    try:
        yield Place("postgresql", make, copy, drop)
    finally:
        database.close_connections()
        for address in made:
            drop(address)


@contextmanager
def _server(folder: Path) -> Iterator[URL]:
    if find_spec(DRIVER) is None:
        raise NoServerError(f"postgresql was not measured: the driver {DRIVER} is not installed")
    if named := os.environ.get(SERVER):
        yield make_url(named).set(drivername=f"postgresql+{DRIVER}")
        return
    found = programs(folder)
    if found is None:
        raise NoServerError(f"postgresql was not measured: no server here, and {SERVER} names none")
    home, log, runs_it = folder / "server", folder / "log", owner()
    home.mkdir()
    folder.chmod(0o755)
    if runs_it:
        shutil.chown(folder, runs_it)
        shutil.chown(home, runs_it)

    def run(*command: str) -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, user=runs_it, cwd=folder)

    run(str(found / "initdb"), "-D", str(home), "-A", "trust", "-U", "duban", "--encoding=UTF8")
    control = (str(found / "pg_ctl"), "-D", str(home), "-w")
    run(*control, "-l", str(log), "-o", f"-k {folder} -c listen_addresses=''", "start")
    try:
        yield URL.create(
            f"postgresql+{DRIVER}", username="duban", database="postgres", query={"host": str(folder)}
        )
    finally:
        run(*control, "-m", "fast", "stop")
