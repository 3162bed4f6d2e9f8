"""A plugin: ``pytest -p tests.on_postgresql`` runs the tests with a database on PostgreSQL in place of the embedded one.

Every test gets a database of its own, copied from one that was migrated once. What tests the embedded database itself
is marked ``embedded`` and left out.
"""

import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import create_engine, make_url
from sqlmodel import Session

from config.settings import home, settings
from models import database
from tests import conftest, new_database, office
from tests.postgresql import server

Filled = TypeVar("Filled")

_TAKE_FOLDER_AWAY = new_database.take_away
_running = ExitStack()
_numbers = itertools.count()
_made: dict[str, str] = {}
_own: dict[Path, str] = {}  # where an office is now, by its data folder
_of_this_test: list[str] = []  # a few tests have two, or one after the other in the same folder
_fillings: dict[Callable[..., Any], "_Filling"] = {}


def pytest_configure() -> None:
    """Start a server and put its databases in the place of files."""
    url = _running.enter_context(server()).url
    _made["server"] = url
    _made["template"] = _create("template", "template1")
    database.migrate(_made["template"])
    database.close_connections()
    for module in (conftest, new_database, office):
        for name, ours in (
            ("new_database", _new),
            ("no_database", _none),
            ("filled_database", _filled),
            ("take_away", _take_away),
            ("is_laid", _is_laid),
        ):
            if hasattr(module, name):
                setattr(module, name, ours)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what tests the embedded database."""
    items[:] = [item for item in items if item.get_closest_marker("embedded") is None]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol() -> Iterator[None]:
    """Each test begins without an address, and leaves no database behind."""
    os.environ.pop("DUBAN_DATABASE_URL", None)
    try:
        return (yield)
    finally:
        database.close_connections()
        for own in _of_this_test:
            _order(f"DROP DATABASE {make_url(own).database} WITH (FORCE)")
        _own.clear()
        _of_this_test.clear()


def pytest_unconfigure() -> None:
    """Stop the server."""
    database.close_connections()
    _running.close()


def _is_laid() -> bool:
    return home() in _own


def _new() -> None:
    _lay(_made["template"], {})


def _take_away() -> None:
    _TAKE_FOLDER_AWAY()
    _own.pop(home(), None)


def _none() -> None:
    _lead_to(_owned("template1"))


def _filled(fill: Callable[[Session], Filled]) -> Filled:
    """As of files: it runs once, and what it left is copied."""
    if fill not in _fillings:
        _fillings[fill] = _filling(fill)
    found = _fillings[fill]
    _lay(found.url, found.files)
    made: Filled = found.made
    return made


@dataclass(frozen=True)
class _Filling:
    """A database that is only copied, the files beside it, and what the filling returned."""

    url: str
    files: dict[Path, bytes]
    made: Any


def _filling(fill: Callable[[Session], Any]) -> _Filling:
    url, before = _create(f"filled{next(_numbers)}", make_url(_made["template"]).database or ""), _files()
    _make_folder()
    _lead_to(url)
    with database.transaction() as session:
        made = fill(session)
    database.close_connections()
    return _Filling(url, {name: (home() / name).read_bytes() for name in _files() - before}, made)


def _make_folder() -> None:
    # As the embedded database does.
    home().mkdir(mode=0o700, parents=True, exist_ok=True)


def _files() -> set[Path]:
    return {file.relative_to(home()) for file in home().rglob("*") if file.is_file()}


def _lay(template: str, files: dict[Path, bytes]) -> None:
    if _is_laid():
        return
    _make_folder()
    _own[home()] = _owned(make_url(template).database or "")
    _lead_to(_own[home()])
    for name, data in files.items():
        (home() / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        (home() / name).write_bytes(data)


def _lead_to(url: str) -> None:
    os.environ["DUBAN_DATABASE_URL"] = url
    settings.cache_clear()
    database.close_connections()


def _owned(like: str) -> str:
    # The next test's have the same names: what was compiled for them is compiled once.
    url = _create(f"t{len(_of_this_test)}", like)
    _of_this_test.append(url)
    return url


def _create(name: str, like: str) -> str:
    # By files: to write every page of it into the log first, as it does by itself, takes five times as long.
    _order(f"CREATE DATABASE {name} TEMPLATE {like} STRATEGY = file_copy")
    return make_url(_made["server"]).set(database=name).render_as_string(hide_password=False)


def _order(statement: str) -> None:
    engine: Any = create_engine(_made["server"], isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
