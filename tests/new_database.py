"""The database of a test, at the newest shape in its data folder: made once per process, copied from then on."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from sqlmodel import Session

from config.settings import home, settings
from models import database

Filled = TypeVar("Filled")


def new_database() -> None:
    """A database for the test's office, at the newest shape."""
    new_file()


def new_file() -> None:
    """What ``database.migrate()`` leaves in an empty data folder, in a tenth of the time."""
    _lay(lambda: _Office(_migrated(), {}, None))


def filled_database(fill: Callable[[Session], Filled]) -> Filled:
    """A new database with what ``fill`` puts into it, and what it returned: it runs once per process.

    What it leaves in the data folder beside the database comes along.
    """
    _lay(lambda: _filled(fill))
    made: Filled = _filled(fill).made
    return made


def no_database() -> None:
    """The data folder is another one now, and its office has no database yet."""


def take_away() -> None:
    """The office of this data folder is gone with all it had; another may be made in its place."""
    database.close_connections()
    shutil.rmtree(home(), ignore_errors=True)
    settings.cache_clear()


def is_laid() -> bool:
    """Whether the office of this data folder has its database already."""
    return (home() / "duban.db").exists()


@dataclass(frozen=True)
class _Office:
    """The database, the other files of the data folder, and what the filling returned."""

    database: bytes
    files: dict[Path, bytes]
    made: Any


def _lay(content: Callable[[], _Office]) -> None:
    file = home() / "duban.db"
    if file.exists():
        return
    # Made first: it closes every connection.
    made = content()
    for name, data in {Path(file.name): made.database, **made.files}.items():
        # As the program makes it: its owner's alone.
        (home() / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        (home() / name).write_bytes(data)


@cache
def _migrated() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "duban.db"
        database.migrate(f"sqlite:///{file}")
        return _whole(file)


@cache
def _filled(fill: Callable[[Session], Any]) -> _Office:
    before = _files()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "duban.db"
        file.write_bytes(_migrated())
        with database.transaction(f"sqlite:///{file}") as session:
            made = fill(session)
        beside = {name: (home() / name).read_bytes() for name in _files() - before}
        return _Office(_whole(file), beside, made)


def _files() -> set[Path]:
    return {file.relative_to(home()) for file in home().rglob("*") if file.is_file()}


def _whole(file: Path) -> bytes:
    # The last connection to close writes everything into the one file.
    database.close_connections()
    return file.read_bytes()
