"""What every test starts from: no settings of this machine, a data folder of its own, a database of its own."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from config.settings import settings
from models import database
from supervision.directory import accounts
from tests import loop
from tests.cast import Cast
from tests.hashing import QUICK_HASHER
from tests.new_database import filled_database, new_database

for name in [name for name in os.environ if name.startswith(("DUBAN_", "PREFECT_")) and name != "DUBAN_SLOW"]:
    del os.environ[name]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest goes first, so that nothing is waited for at the end."""
    items.sort(key=lambda item: item.get_closest_marker("engine") is None)


def pytest_sessionfinish() -> None:
    """Nothing is left running that the process would wait for."""
    loop.stop()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data folder: always in the same place, so that what was compiled for its database is compiled once."""
    folder = tmp_path_factory.getbasetemp() / "home"
    if folder.exists():
        shutil.rmtree(folder)
    monkeypatch.setenv("DUBAN_HOME", str(folder))
    monkeypatch.setattr(accounts, "_hasher", QUICK_HASHER)
    settings.cache_clear()
    yield folder
    settings.cache_clear()
    database.close_connections()


@pytest.fixture(scope="session")
def engine_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str]]]:
    """A real engine, one for all tests: its folder, and the environment that leads to it."""
    from tests.engine import running_engine  # it takes a second that most runs do not need

    folder = tmp_path_factory.mktemp("engine")
    with running_engine(folder) as environment:
        yield folder, environment


@pytest.fixture
def session(home: Path, request: pytest.FixtureRequest) -> Iterator[Session]:
    """A session on the office's own database, at the newest shape."""
    if "cast" in request.fixturenames:
        filled_database(_the_cast)
    else:
        new_database()
    with database.transaction() as opened:
        yield opened


@pytest.fixture
def cast(session: Session) -> Cast:
    """An office with a lead unit, a supporting unit and an outsider."""
    return Cast(session)


def _the_cast(session: Session) -> None:
    Cast(session)
