"""Waking the engine over its REST address."""

import json
import threading
from base64 import b64decode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from board.engine import nudge
from schedules.timetable import TIMETABLE
from tests.ports import free_port
from tests.servers import gateway


class _Engine(BaseHTTPRequestHandler):
    asked: list[tuple[str, str]]

    def do_GET(self) -> None:
        self.asked.append(("GET", self.path))
        known = {f"/api/deployments/name/{slot.name}/{slot.name}" for slot in TIMETABLE}
        self._answer(200 if self.path in known else 404, {"id": "4711"})

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self.asked.append(("POST", self.path))
        self._answer(201, {})

    def _answer(self, status: int, body: dict[str, str]) -> None:
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str]]]:
    class Engine(_Engine):
        asked: list[tuple[str, str]] = []  # noqa: RUF012 - one list per test

    with ThreadingHTTPServer(("127.0.0.1", 0), Engine) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{server.server_port}/api")
        yield Engine.asked
        server.shutdown()
        thread.join()


def test_the_engine_is_asked_to_run_the_flow_now(asked: list[tuple[str, str]]) -> None:
    assert nudge("intake")
    assert asked == [
        ("GET", "/api/deployments/name/intake/intake"),
        ("POST", "/api/deployments/4711/create_flow_run"),
    ]


def test_a_flow_the_engine_does_not_know_waits_for_the_timetable(asked: list[tuple[str, str]]) -> None:
    assert not nudge("nonsense")
    assert [method for method, _ in asked] == ["GET"]


def test_an_engine_that_is_down_does_not_hold_anybody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{free_port()}/api")
    assert not nudge("intake")


def test_an_engine_with_a_password_is_asked_with_it_and_one_without_is_told_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with gateway() as desk:
        monkeypatch.setenv("PREFECT_API_URL", desk.url)
        desk.answers = [(200, '{"id": "1"}')]
        assert nudge("intake")
        assert all("Authorization" not in asked.headers for asked in desk.asked)
        desk.asked.clear()
        monkeypatch.setenv("PREFECT_API_AUTH_STRING", "duban:口令")
        assert nudge("intake")
        assert len(desk.asked) == 2
        for asked in desk.asked:
            kind, _, given = asked.headers["Authorization"].partition(" ")
            assert (kind, b64decode(given).decode()) == ("Basic", "duban:口令")
