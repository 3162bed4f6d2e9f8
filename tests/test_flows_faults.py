"""Runs that are killed and databases that go away in the middle: every notice once, every letter once."""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun
from sqlalchemy import create_engine, event, text
from sqlmodel import select

from config.settings import CHECKOUT, home, settings
from flows import delivery as delivery_flow
from flows import sweep as sweep_flow
from flows.delivery import delivery
from flows.recovery import watch_for_zombies
from flows.serve import deployment
from flows.sweep import daily_sweep
from models import database
from models.assignment import Assignment
from models.notice import Delivery, Notice
from models.words import DeliveryStatus
from schedules import clock
from schedules.timetable import TIMETABLE
from tests.cast import Cast
from tests.engine import be_quick, before_each_retry, begin, reporting_to
from tests.new_database import new_database
from tests.patience import PATIENCE_SECONDS, until
from tests.post_office import PostOffice, post
from tests.postgresql import Server, server

pytestmark = pytest.mark.engine

DUE = date(2026, 6, 15)
UNITS = ("市人社局", "东湖区产改办")
DELIVERY = next(slot for slot in TIMETABLE if slot.name == "delivery")
# Somebody else at the same file, a copying program say: it holds the file until it is told to let go.
HOLDER = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.readline()
held.execute("ROLLBACK")
"""


@pytest.fixture(scope="module")
def engine(engine_server: tuple[Path, dict[str, str]]) -> Iterator[dict[str, str]]:
    """The environment that leads to the engine; flows of this process report to it."""
    _, environment = engine_server
    with reporting_to(environment):
        yield environment


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    be_quick(monkeypatch)


def _establish() -> None:
    """Three units that owe something on a Monday in June."""
    clock.found("sample", DUE)
    with database.transaction() as session:
        cast = Cast(session)
        for number in range(3):
            cast.task(DUE - timedelta(number), supporting=UNITS)


@pytest.fixture
def office(home: Path, engine: dict[str, str]) -> None:
    new_database()
    _establish()


def _letters() -> list[Delivery]:
    with database.reading() as session:
        return list(session.exec(select(Delivery)))


def _require_all_once(office: PostOffice, in_doubt: int) -> None:
    """Every letter was accepted once; what was being sent just then is not said to have arrived."""
    letters = _letters()
    assert sorted(office.letters) == sorted(letter.address for letter in letters)
    assert len(letters) >= 3
    others = [letter.status for letter in letters if letter.status is not DeliveryStatus.SENT]
    assert others == [DeliveryStatus.SENDING] * in_doubt


class _Holder:
    """Another process that can hold the office's database."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None

    def hold(self) -> None:
        """Return when it is held."""
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(home() / "duban.db")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "held\n"

    def let_go(self) -> None:
        """Return when it has let go; nothing where it does not hold."""
        if self.process is not None:
            self.process.communicate("\n")
            self.process = None


@pytest.fixture
def holder(office: None) -> Iterator[_Holder]:
    """Somebody else at the file, and connections of ours that soon lose patience with it."""

    def be_impatient(connection: Any, *_: object) -> None:
        connection.execute("PRAGMA busy_timeout = 50")

    event.listen(database.engine(), "checkout", be_impatient)
    made = _Holder()
    yield made
    made.let_go()
    event.remove(database.engine(), "checkout", be_impatient)


@pytest.mark.long
def test_a_file_that_another_process_holds_too_long_has_everything_done_once(
    holder: _Holder, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_each_retry(monkeypatch, sweep_flow.raise_due, holder.let_go)
    holder.hold()
    assert daily_sweep(DUE) > 0
    assert daily_sweep(DUE) == 0

    before_each_retry(monkeypatch, delivery_flow.send_due, holder.let_go)
    monkeypatch.setattr("notices.delivery._PATIENCE", (0.0, 0.0))
    office = PostOffice(holder.hold)
    with post(office, monkeypatch):
        delivery(DUE)
        delivery(DUE)
    _require_all_once(office, in_doubt=1)


@pytest.mark.long
def test_a_file_that_another_process_holds_for_a_while_costs_no_outcome(
    holder: _Holder, quick: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    daily_sweep(DUE)

    def let_go_in_time() -> None:
        until(lambda: "is not written down yet" in caplog.text)
        holder.let_go()

    meanwhile = threading.Thread(target=let_go_in_time)

    def hold() -> None:
        holder.hold()
        meanwhile.start()

    office = PostOffice(hold)
    caplog.set_level(logging.WARNING)
    with post(office, monkeypatch):
        delivery(DUE)
    meanwhile.join()
    _require_all_once(office, in_doubt=0)


@pytest.mark.long
def test_a_run_whose_process_is_killed_is_marked_as_crashed_and_the_next_one_goes_on(
    office: None, engine: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    daily_sweep(DUE)
    # Everybody who works speaks at once and then every half minute.
    anyio.run(watch_for_zombies, timedelta(seconds=15))
    killed: list[subprocess.Popen[bytes]] = []

    def kill() -> None:
        until(lambda: _has_spoken(engine["PREFECT_API_URL"], first))
        os.kill(killed[0].pid, signal.SIGKILL)

    letters = PostOffice(kill)
    with post(letters, monkeypatch):
        first = _begun()
        killed.append(_working(first, engine))
        assert killed[0].wait(PATIENCE_SECONDS) == -signal.SIGKILL
        until(lambda: _state(first) == "CRASHED")
        second = _begun()
        assert _working(second, engine).wait(PATIENCE_SECONDS) == 0
    assert _state(second) == "COMPLETED"
    _require_all_once(letters, in_doubt=1)


def _begun() -> FlowRun:
    """A run of the timetable's delivery, taken up: it has the one place there is."""

    planned = deployment(DELIVERY)

    async def play() -> FlowRun:
        made = await planned.aapply()
        async with get_client() as client:
            run = await client.create_flow_run_from_deployment(made)
            assert (await begin(client, run)).is_pending()
            return run

    return anyio.run(play)


def _working(run: FlowRun, engine: dict[str, str]) -> "subprocess.Popen[bytes]":
    """The process that does this run, as the timetable starts it, with nobody who looks after it."""
    return subprocess.Popen(
        [sys.executable, "-m", "prefect.engine", str(run.id)],
        cwd=CHECKOUT,
        env=os.environ | engine | {"PYTHONWARNINGS": ""},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _state(run: FlowRun) -> str:
    async def read() -> str:
        async with get_client() as client:
            state = (await client.read_flow_run(run.id)).state
            return state.type.value if state else ""

    return anyio.run(read)


def _has_spoken(engine: str, run: FlowRun) -> bool:
    """Whether the engine has heard a heartbeat of this run."""
    wanted = {
        "event": {"name": ["prefect.flow-run.heartbeat"]},
        "any_resource": {"id": [f"prefect.flow-run.{run.id}"]},
    }
    answer = httpx.post(
        f"{engine}/events/filter", json={"filter": wanted}, timeout=PATIENCE_SECONDS, trust_env=False
    )
    return bool(answer.raise_for_status().json()["events"])


@pytest.fixture
def restarting(home: Path, engine: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The same office on PostgreSQL."""
    with server() as made:
        monkeypatch.setenv("DUBAN_DATABASE_URL", made.url)
        settings.cache_clear()
        database.migrate()
        _establish()
        yield made
        database.close_connections()


@pytest.mark.long
def test_a_database_restarted_in_the_middle_of_a_sweep_raises_nothing_twice(
    restarting: Server, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_each_retry(monkeypatch, sweep_flow.raise_due, restarting.start)
    locked = threading.Event()
    # The sweep has read everything, and waits at its last step.
    meanwhile = threading.Thread(target=_stop_under_a_sweep, args=(restarting, locked))
    meanwhile.start()
    locked.wait()
    raised = daily_sweep(DUE)
    meanwhile.join()
    with database.reading() as session:
        overdue = session.exec(select(Assignment.id)).all()
        notices = session.exec(select(Notice).where(Notice.raised_on == DUE)).all()
    assert raised == len(notices)
    assert {one.assignment_id for one in notices} == set(overdue)
    assert len({(one.assignment_id, one.in_force, one.rung) for one in notices}) == len(notices)
    assert daily_sweep(DUE) == 0


def _stop_under_a_sweep(of: Server, locked: threading.Event) -> None:
    with create_engine(of.url).connect() as connection:
        connection.execute(text("LOCK TABLE notice IN SHARE MODE"))
        locked.set()
        waits = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        while not connection.execute(waits).scalar():
            connection.execute(text("SELECT pg_sleep(0.01)"))
            connection.execute(text("SELECT pg_stat_clear_snapshot()"))
        of.stop()
        connection.invalidate()


@pytest.mark.long
def test_a_database_away_for_long_in_the_middle_of_a_delivery_has_nothing_sent_twice(
    restarting: Server, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    daily_sweep(DUE)
    before_each_retry(monkeypatch, delivery_flow.send_due, restarting.start)
    monkeypatch.setattr("notices.delivery._PATIENCE", (0.0,))
    office = PostOffice(restarting.stop)
    with post(office, monkeypatch):
        delivery(DUE)
        delivery(DUE)
    _require_all_once(office, in_doubt=1)


@pytest.mark.long
def test_a_database_restarted_in_the_middle_of_a_delivery_costs_no_outcome(
    restarting: Server, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    daily_sweep(DUE)

    def restart() -> None:
        restarting.stop()
        restarting.start()

    office = PostOffice(restart)
    with post(office, monkeypatch):
        delivery(DUE)
        assert delivery(DUE) == 0
    _require_all_once(office, in_doubt=0)
