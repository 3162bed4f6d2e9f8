"""The flows in a real engine: tried again, one at a time, caught up after an outage, and telling nobody's name."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State, StateType
from prefect.logging.handlers import APILogWorker
from prefect.settings import (
    PREFECT_API_URL,
)
from prefect.states import Scheduled
from sqlalchemy import event, text
from sqlmodel import select

from config.settings import settings
from flows import sweep as sweep_flow
from flows.delivery import delivery
from flows.intake import intake
from flows.recovery import cancel_missed_runs, settle_lost_runs, watch_for_zombies
from flows.serve import catch_up, deployment
from flows.sweep import daily_sweep
from models import database
from models.notice import Delivery, Notice
from models.unit import Contact
from models.words import DeliveryStatus, JobKind, NoticeKind
from schedules import clock
from schedules.timetable import TIMETABLE
from supervision import jobs
from tests.cast import Cast, at
from tests.engine import be_quick, before_each_retry, begin, reporting_to
from tests.new_database import new_database
from tests.patience import PATIENCE_SECONDS, until
from tests.ports import free_port
from tests.post_office import PostOffice, post

pytestmark = pytest.mark.engine

DUE = date(2026, 6, 15)
SECRET = "Kx7-geheim-91"
SWEEP = next(slot for slot in TIMETABLE if slot.name == "sweep")


@pytest.fixture(scope="module")
def engine(engine_server: tuple[Path, dict[str, str]]) -> Iterator[Path]:
    """The engine's folder; flows of this process report to it."""
    folder, environment = engine_server
    with reporting_to(environment):
        yield folder


@pytest.fixture
def office(home: Path, engine: Path) -> Cast:
    """An office of the sample kind on a Monday in June, with one task that is due."""
    new_database()
    clock.found("sample", DUE)
    with database.transaction() as session:
        cast = Cast(session)
        cast.task(DUE)
    return cast


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    be_quick(monkeypatch)


def _artifact(key: str) -> dict[str, Any]:
    """The newest artifact of this key, as the engine keeps it."""

    async def read() -> dict[str, Any]:
        async with get_client() as client:
            response = await client._client.get(f"/artifacts/{key}/latest")
            found: dict[str, Any] = response.raise_for_status().json()
            return found

    return anyio.run(read)


def _table(key: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(_artifact(key)["data"])
    return rows


def _shown(engine: str, key: str) -> set[str]:
    """The artifacts of this key so far; asked from anywhere, outside a flow too."""
    wanted = {"artifacts": {"key": {"any_": [key]}}}
    answer = httpx.post(f"{engine}/artifacts/filter", json=wanted, timeout=PATIENCE_SECONDS, trust_env=False)
    return {row["id"] for row in answer.raise_for_status().json()}


@pytest.mark.long
def test_a_sweep_shows_by_unit_and_kind_what_the_day_raised(office: Cast) -> None:
    assert daily_sweep(DUE) == 2
    assert _table("sweep") == [
        {"单位": "市总工会", "提醒": 2, "合计": 2, "其中补发": 1},
        {"单位": "合计", "提醒": 2, "合计": 2, "其中补发": 1},
    ]
    assert daily_sweep(DUE) == 0
    assert _table("sweep")[-1]["合计"] == 2
    assert "本次运行新提出0件" in _artifact("sweep")["description"]


@pytest.mark.long
def test_a_delivery_shows_by_channel_how_far_the_letters_have_come(office: Cast) -> None:
    daily_sweep(DUE)
    sent = delivery(DUE)
    assert sent >= 1
    assert _table("delivery") == [
        {
            "通道": "邮件",
            **{status.label: sent * (status is DeliveryStatus.SENT) for status in DeliveryStatus},
            "合计": sent,
        }
    ]


@pytest.mark.long
def test_long_work_shows_how_far_it_has_come(office: Cast, tmp_path: Path) -> None:
    with database.transaction() as session:
        for number in range(2):
            file = tmp_path / f"{number}.txt"
            file.write_text(
                f"关于第{number}次总结的通知\n\n请市总工会于6月{number + 20}日前报送总结。\n", "utf-8"
            )
            jobs.ask(session, JobKind.INTAKE, "王敏", at(DUE), path=str(file), filename=file.name)
    assert intake() == 2
    shown = _artifact("intake-progress")
    assert shown["data"] == 100.0
    assert shown["description"] == "读取公文：2份中的第2份"


@pytest.mark.long
def test_a_long_delivery_shows_how_far_it_has_come(office: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    daily_sweep(DUE)
    monkeypatch.setattr("flows.artifacts._LOOK_EVERY_SECONDS", 0.01)
    engine = PREFECT_API_URL.value()
    before = _shown(engine, "delivery-progress")

    def be_slow() -> None:
        until(lambda: _shown(engine, "delivery-progress") - before)

    with post(PostOffice(be_slow, at_letter=1), monkeypatch):
        sent = delivery(DUE)
    shown = _artifact("delivery-progress")
    assert shown["data"] == 100.0
    assert shown["description"] == f"送出信件：{sent}封中的第{sent}封"


@pytest.mark.long
def test_a_sweep_that_finds_the_database_locked_is_tried_again(
    office: Cast, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    @event.listens_for(database.engine(), "checkout")
    def be_impatient(connection: Any, *_: object) -> None:
        connection.execute("PRAGMA busy_timeout = 50")

    with database.engine().connect() as other:
        other.exec_driver_sql("SELECT 1")  # begins, and so takes the write lock
        before_each_retry(monkeypatch, sweep_flow.raise_due, other.rollback)
        assert daily_sweep(DUE) == 2
    event.remove(database.engine(), "checkout", be_impatient)


@pytest.mark.long
def test_what_is_wrong_for_good_is_not_tried_again(
    office: Cast, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    before_each_retry(monkeypatch, sweep_flow.raise_due, lambda: asked.append(True))
    monkeypatch.setenv("DUBAN_LADDER", "没有这一份")
    settings.cache_clear()
    state = daily_sweep(DUE, return_state=True)
    assert state.is_failed()
    assert len(asked) == 1


@pytest.mark.long
def test_after_three_days_without_the_engine_one_sweep_raises_the_highest_rung_alone(office: Cast) -> None:
    monday = DUE + timedelta(7)
    daily_sweep(DUE - timedelta(3))
    catch_up(at(monday, 7))
    with database.reading() as session:
        before = set(session.exec(select(Notice.id)))
    catch_up(at(monday, 10))
    catch_up(at(monday, 11))
    with database.reading() as session:
        raised = [notice for notice in session.exec(select(Notice)) if notice.id not in before]
        assert [(notice.kind, notice.late, notice.raised_on) for notice in raised] == [
            (NoticeKind.CHASER, True, monday)
        ]


@pytest.mark.long
def test_one_sweep_at_a_time_missed_ones_are_cancelled_and_lost_ones_give_their_place_back(
    engine: Path,
) -> None:
    planned = deployment(SWEEP)

    async def play() -> None:
        made = await planned.aapply()
        async with get_client() as client:
            first, second = [await client.create_flow_run_from_deployment(made) for _ in range(2)]
            assert (await begin(client, first)).type is StateType.PENDING
            assert (await begin(client, second)).type is StateType.CANCELLED

            long_ago: State[Any] = Scheduled(scheduled_time=clock.real_now() - timedelta(1))
            for _ in range(3):
                await client.create_flow_run_from_deployment(made, state=long_ago)
            assert await cancel_missed_runs() >= 3
            assert await cancel_missed_runs() == 0

            # Its process was killed: nobody says so.
            third = await client.create_flow_run_from_deployment(made)
            assert (await begin(client, third)).type is StateType.CANCELLED
            assert await settle_lost_runs() == 1
            assert await settle_lost_runs() == 0
            lost = (await client.read_flow_run(first.id)).state
            assert lost is not None
            assert lost.type is StateType.CRASHED
            fourth = await client.create_flow_run_from_deployment(made)
            assert (await begin(client, fourth)).type is StateType.PENDING
            await settle_lost_runs()

    anyio.run(play)


@pytest.mark.long
def test_the_watch_for_silent_runs_is_set_up_once(engine: Path) -> None:
    async def play() -> None:
        await watch_for_zombies()
        await watch_for_zombies(timedelta(seconds=333))
        async with get_client() as client:
            found = [one for one in await client.read_automations() if one.name.startswith("duban")]
        assert [getattr(one.trigger, "within", None) for one in found] == [timedelta(seconds=333)]

    anyio.run(play)


@pytest.mark.long
def test_no_secret_and_no_persons_name_lies_in_the_engine(
    office: Cast, engine: Path, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(
        "DUBAN_MAIL_URL",
        f"mailto://bote:{SECRET}@127.0.0.1:{free_port()}?smtp=127.0.0.1&mode=insecure&cto=1&rto=1",
    )
    settings.cache_clear()
    daily_sweep(DUE)
    delivery(DUE)
    with database.transaction() as session:
        letters = session.exec(select(Delivery)).all()
        assert letters
        assert {letter.status for letter in letters} == {DeliveryStatus.PENDING}  # the server was not there
        people = session.exec(select(Contact)).all()
        words = {SECRET, *(one.name for one in people), *(one.email for one in people)}
        # A write that fails says what it wanted to write, unless it is told not to.
        session.execute(text("DROP TABLE delivery_item"))
    assert delivery(DUE + timedelta(1), return_state=True).is_failed()
    written = _everything_in(engine)
    assert "市总工会" in written  # units are named, so the rest would be found too
    assert [word for word in sorted(words) if word in written] == []


def _everything_in(engine: Path) -> str:
    """The engine's whole database and logs as text, with its JSON, and JSON within that, made plain."""
    APILogWorker.instance().drain()
    database_file = next(engine.rglob("prefect.db"))
    with closing(sqlite3.connect(database_file)) as connection:
        whole = "\n".join(connection.iterdump())
    whole += "".join(file.read_text("utf-8") for file in engine.rglob("*.log"))
    return re.sub(r"\\+u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), whole)
