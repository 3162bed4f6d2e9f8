"""The board is up before anybody founded the office, as where containers start all at once: it says so, and works once there is one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from board.app import create_app
from config.settings import settings
from models import database
from tests.postgresql import server
from tests.terminal import duban

SAID = "数据库里还没有建好办公室"
DIRECTORY = Path(__file__).parents[1] / "samples" / "office.toml"


@pytest.fixture(params=["a file", "a server"])
def empty(request: pytest.FixtureRequest, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    if request.param == "a file":
        yield home
        return
    with server() as made:
        monkeypatch.setenv("DUBAN_DATABASE_URL", made.url)
        settings.cache_clear()
        yield home
        database.close_connections()


@pytest.mark.long
def test_it_says_so_and_lets_people_in_once_the_office_is_there(empty: Path) -> None:
    with TestClient(create_app(), raise_server_exceptions=False) as somebody:
        for _ in range(2):
            answer = somebody.get("/sign-in")
            assert answer.status_code == 503
            assert SAID in answer.text
            assert "relation" not in answer.text
        assert somebody.get("/health").status_code == 200
        program = somebody.get("/api/v1/ledger", headers={"Authorization": "Bearer x"})
        assert (program.status_code, program.json()["error"]["code"]) == (503, "busy")
        assert duban("found", DIRECTORY, home=empty).code == 0
        assert somebody.get("/sign-in").status_code == 200


@pytest.mark.parametrize(
    ("engine", "says"), [("http://engine:4200/api", "启动看板和工作机"), ("", "接下来运行 duban up")]
)
def test_whoever_founds_it_is_told_what_comes_next_where_they_are(
    home: Path, monkeypatch: pytest.MonkeyPatch, engine: str, says: str
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", engine)
    assert says in duban("found", DIRECTORY, home=home).out
