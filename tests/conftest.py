"""What every test starts from: no settings of this machine, a data folder of its own, a database of its own."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlmodel import Session

from config.settings import settings
from models import database
from schedules.workdays import work_calendar
from supervision.directory import accounts
from supervision.letters.stored_calendar import store_calendar
from tests import loop
from tests.cast import Cast
from tests.hashing import QUICK_HASHER
from tests.memory import MEMORY
from tests.new_database import filled_database, new_database

if MEMORY:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", MEMORY)

_held = ExitStack()
_engine: list[tuple[Path, dict[str, str]]] = []

for name in [name for name in os.environ if name.startswith(("DUBAN_", "PREFECT_")) and name != "DUBAN_SLOW"]:
    del os.environ[name]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest goes first, so that nothing is waited for at the end."""
    items.sort(key=lambda item: item.get_closest_marker("engine") is None)


def pytest_collection_finish() -> None:
    """What has been imported stays: to look through it again and again for rubbish takes a tenth of the time."""
    gc.collect()
    gc.set_threshold(20_000, 20, 20)
    gc.freeze()


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


@pytest.fixture(scope="module")
def engine_server(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A real engine, one for all tests in a row: its folder, and the environment that leads to it."""
    from tests.engine import running_engine  # it takes a second that most runs do not need

    if not _engine:
        folder = tmp_path_factory.mktemp("engine")
        _engine.append((folder, _held.enter_context(running_engine(folder))))
    return _engine[0]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Iterator[None]:
    """The engine goes with the last test that needs it: it is busy even when nobody asks it anything."""
    yield
    if _engine and (nextitem is None or nextitem.get_closest_marker("engine") is None):
        _engine.clear()
        _held.close()


@pytest.fixture
def filling(request: pytest.FixtureRequest) -> Callable[[Session], object] | None:
    """What the database of a test holds from the start. A module whose tests start from more has its own."""
    return _the_cast if "cast" in request.fixturenames else None


@pytest.fixture
def session(home: Path, filling: Callable[[Session], object] | None) -> Iterator[Session]:
    """A session on the office's own database, at the newest shape."""
    if filling:
        filled_database(filling)
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
    # As after the first sweep: to lay it down takes longer than most of the sweeps of a test.
    store_calendar(session, work_calendar())
