"""The database server goes away under a running board: a sentence meanwhile, nothing half stored, and all well by itself."""

import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import create_engine, func, make_url, select, text
from sqlmodel import Session

from config.settings import settings
from models import database
from models.assignment import Transition
from models.progress import ProgressUpdate
from schedules import clock
from supervision.invariants import look_at_all
from supervision.record.sealing import seal_all
from tests import office as offices
from tests.office import BoardOffice, Person, establish
from tests.postgresql import Server, server
from tests.terminal import duban

AWAY = "数据库服务器现在连不上，刚才的操作没有保存。请稍后再试；恢复后自动连上，不用重启。"
SAID = "已经办了两场比赛，第三场的场地还在落实，下周有结果。"
INSIDE = ("psycopg", "sqlalchemy", "Traceback", "duban-pg-", "SELECT", "INSERT", "OperationalError")
Filled = TypeVar("Filled")


@pytest.fixture
def served(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with server() as made:
        monkeypatch.setenv("DUBAN_DATABASE_URL", made.url)
        settings.cache_clear()
        database.migrate()
        monkeypatch.setattr(offices, "filled_database", _fill)
        yield made
        database.close_connections()


def _fill(fill: Callable[[Session], Filled]) -> Filled:
    with database.transaction() as session:
        return fill(session)


@pytest.fixture
def office(served: Server) -> BoardOffice:
    return establish()


def _require_the_sentence(answer: Any) -> None:
    assert answer.status_code == 503, answer.text
    assert AWAY in answer.text
    for word in INSIDE:
        assert word not in answer.text


def _counts() -> tuple[int, int]:
    with database.reading() as session:
        return tuple(  # type: ignore[return-value]
            session.scalar(select(func.count()).select_from(table)) for table in (ProgressUpdate, Transition)
        )


@pytest.mark.long
def test_a_server_that_turns_us_away_is_told_with_what_to_mend_and_not_as_one_that_will_be_back(
    served: Server, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = make_url(served.url)
    folder = Path(str(address.query["host"]))
    with database.transaction() as session:
        session.execute(text("alter role duban password 'written-on-paper'"))

    def said(password: str, name: str) -> str:
        asked = address.set(password=password, database=name)
        monkeypatch.setenv("DUBAN_DATABASE_URL", asked.render_as_string(hide_password=False))
        answer = duban("status", home=home)
        assert answer.code == 1
        assert password not in answer.err
        return answer.err

    assert "数据库不存在" in said("written-on-paper", "nowhere")
    rules = folder / "data" / "pg_hba.conf"
    for rule, sentence in (
        ("local all all scram-sha-256", "不认设置里的口令"),
        ("local nowhere all trust", "pg_hba.conf"),
    ):
        rules.write_text(f"{rule}\n", encoding="utf-8")
        served.stop()
        served.start()
        assert sentence in said("mistyped-by-me", "postgres")


@pytest.mark.long
def test_every_page_says_so_and_goes_on_by_itself_when_the_server_is_back(
    served: Server, office: BoardOffice
) -> None:
    unit, stranger = office.person("suwang"), office.stranger()
    page = f"/assignments/{office.lead_assignment}"
    served.stop()
    for _ in range(2):
        for address in ("/", page, "/matrix", "/tasks"):
            _require_the_sentence(unit.client.get(address))
    answer = stranger.post("/sign-in", data={"login": "wangmin", "password": offices.PASSWORD})
    _require_the_sentence(answer)
    assert offices.PASSWORD not in answer.text
    served.start()
    assert unit.status_of(page) == 200
    assert "已签收" in unit.does(f"{page}/acceptance")
    assert office.person("wangmin").status_of("/today") == 200


@pytest.mark.long
def test_what_was_typed_while_the_server_was_away_is_still_there_and_is_sent_once(
    served: Server, office: BoardOffice
) -> None:
    unit = office.person("suwang")
    page = f"/assignments/{office.lead_assignment}"
    unit.does(f"{page}/acceptance")
    before = _counts()
    served.stop()
    answer = unit.posts(f"{page}/progress", percent="30", progress=SAID)
    _require_the_sentence(answer)
    assert SAID in answer.text
    served.start()
    assert _counts() == before
    assert "进展已反馈" in _again(unit, f"{page}/progress", answer.text)
    assert _counts() == (before[0] + 1, before[1] + 1)


@pytest.mark.long
def test_a_form_that_the_server_dies_under_is_stored_whole_or_not_at_all(
    served: Server, office: BoardOffice
) -> None:
    unit = office.person("suwang")
    page = f"/assignments/{office.lead_assignment}"
    unit.does(f"{page}/acceptance")
    before = _counts()
    locked = threading.Event()
    with ThreadPoolExecutor(1) as beside:
        death = beside.submit(_die_under, served, locked)
        locked.wait()
        # The words are written; what the history says of it waits, and then the server is gone.
        answer = unit.posts(f"{page}/progress", percent="30", progress=SAID)
        death.result()
    _require_the_sentence(answer)
    assert SAID in answer.text
    served.start()
    assert _counts() == before
    assert "进展已反馈" in _again(unit, f"{page}/progress", answer.text)
    assert _counts() == (before[0] + 1, before[1] + 1)
    seal_all(clock.real_now())
    with database.reading() as session:
        assert [one.sentence for one in look_at_all(session) if not one.holds] == []


def _again(unit: Person, address: str, page: str) -> str:
    """The form of the page that told of the trouble, sent once more just as it stands there."""
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    assert fields.get("percent") == "30"
    assert fields.get("progress") == SAID
    answer = unit.client.post(address, data=fields, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return unit.sees(answer.headers["location"])


def _die_under(of: Server, locked: threading.Event) -> None:
    with create_engine(of.url).connect() as connection:
        connection.execute(text("LOCK TABLE transition IN SHARE MODE"))
        locked.set()
        waits = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        while not connection.execute(waits).scalar():
            connection.execute(text("SELECT pg_sleep(0.01)"))
            connection.execute(text("SELECT pg_stat_clear_snapshot()"))
        of.stop()
        connection.invalidate()
