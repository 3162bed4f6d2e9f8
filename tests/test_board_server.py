"""The board as it is really served: what a hostile line can do, where it listens, whom it believes about addresses."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress

import pytest
import uvicorn

from board import patience
from board.__main__ import options
from config.settings import CHECKOUT, Settings, settings
from schedules import clock
from tests.office import PASSWORD, BoardOffice, establish
from tests.patience import PATIENCE_SECONDS
from tests.ports import free_port
from tests.served import said, statuses

pytestmark = pytest.mark.long  # real servers, some of them slow


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish()


@pytest.fixture
def port(office: BoardOffice, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    chosen = free_port()
    monkeypatch.setenv("DUBAN_BOARD_PORT", str(chosen))
    settings.cache_clear()
    monkeypatch.setattr(patience, "HEAD_SECONDS", 1.0)
    monkeypatch.setattr(patience, "PIECE_SECONDS", 1.0)
    server = uvicorn.Server(uvicorn.Config(office.app, lifespan="off", **options()))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    ends = time.monotonic() + PATIENCE_SECONDS
    while not server.started:
        assert time.monotonic() < ends
        time.sleep(0.02)
    yield chosen
    server.should_exit = True
    thread.join(PATIENCE_SECONDS)


def _line(port: int) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", port))
    line.settimeout(PATIENCE_SECONDS)
    return line


_HEALTH = b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET / HTTP/1.1\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\nlogin=",
        b"POST /api/v1/readings HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
    ],
)
def test_who_dawdles_over_a_request_is_hung_up_on(port: int, begun: bytes) -> None:
    with closing(_line(port)) as line:
        line.sendall(begun)
        ended = b"begun"
        with suppress(ConnectionError):
            while ended := line.recv(65536):
                pass
        assert ended in (b"", b"begun")
    assert statuses(said(port, _HEALTH)) == [200]


@pytest.mark.long
def test_a_head_gains_no_time_by_coming_a_byte_at_a_time(port: int) -> None:
    with closing(_line(port)) as line:
        came = 0
        with suppress(ConnectionError):
            for _ in range(int(PATIENCE_SECONDS * 10)):
                line.sendall(b"G" if not came else b"x")
                came += 1
                time.sleep(0.1)
        assert came < PATIENCE_SECONDS * 10


@pytest.mark.long
def test_a_hundred_lines_that_say_nothing_keep_nobody_out(port: int) -> None:
    lines = [_line(port) for _ in range(100)]
    assert statuses(said(port, _HEALTH)) == [200]
    for line in lines:
        assert line.recv(1) == b""
        line.close()


@pytest.mark.long
def test_who_sends_at_the_pace_of_people_is_served_and_may_ask_again_on_the_same_line(port: int) -> None:
    form = f"login=wangmin&password={PASSWORD}".encode()
    with closing(_line(port)) as line:
        head = b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        line.sendall(head + f"Content-Length: {len(form)}\r\n\r\n".encode())
        for place in range(0, len(form), 10):
            time.sleep(0.2)
            line.sendall(form[place : place + 10])
        assert line.recv(65536).startswith(b"HTTP/1.1 303")
        time.sleep(0.5)
        line.sendall(_HEALTH)
        assert b"HTTP/1.1 200" in line.recv(65536)


@pytest.mark.parametrize(
    "request_",
    [
        # Two lengths, a length and chunks, a length that is none: nobody is to guess where the next request begins.
        b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 40\r\n\r\n",
        b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: +5\r\n\r\nlogin",
        b"POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n",
        b"POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length : 5\r\n\r\nlogin",
        b"GET / HTTP/1.1\r\nHost: x\r\n folded: yes\r\nHost: y\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\nX: \x00\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 200_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(20_000)) + b"\r\n",
    ],
    ids=lambda said: said[:60],
)
def test_a_request_that_two_servers_could_read_in_two_ways_is_read_in_none(
    port: int, request_: bytes
) -> None:
    behind = b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"
    answer = said(port, request_ + behind)
    assert len(statuses(answer)) <= 1, answer[:300]
    assert 200 not in statuses(answer)
    assert b"\r\n\r\nok" not in answer
    assert statuses(said(port, _HEALTH)) == [200]


def test_chunks_win_over_a_length_so_that_nothing_is_left_for_the_next(port: int) -> None:
    """As the standard says: where both came the length means nothing, and the line ends."""
    both = (
        b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"0\r\n\r\nGET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    )
    answer = said(port, both)
    # One form without a login, and the one request after it: never the inside of a body taken for a request.
    assert statuses(answer) in ([401], [401, 200], [400])


def test_nobody_puts_a_header_into_an_answer(port: int) -> None:
    for path in (
        b"/sign-in?next=/%0d%0aX-Injected:%20yes",
        b"/tasks?q=%0d%0aX-Injected:%20yes",
        b"/%0d%0aX-Injected:%20yes",
        b"/l/%0d%0aX-Injected:yes",
        b"/matrix?line=%0d%0aSet-Cookie:%20duban=x",
    ):
        answer = said(port, b"GET " + path + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        head = answer.partition(b"\r\n\r\n")[0].lower()
        assert statuses(answer)[0] < 500, path
        assert b"\r\nx-injected" not in head
        assert b"duban=x" not in head
        assert b"\r\nserver:" not in head


def test_who_claims_another_address_is_still_counted_by_their_own(port: int, office: BoardOffice) -> None:
    """Thirty wrong ones from one address, each said to be from another: the next has to wait all the same."""
    codes = []
    for number in range(32):
        form = f"login=nobody{number}&password=x".encode()
        answer = said(
            port,
            b"POST /sign-in HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + f"X-Forwarded-For: 10.9.8.{number}\r\nX-Real-IP: 10.9.8.{number}\r\n".encode()
            + f"Forwarded: for=10.9.8.{number}\r\nX-Forwarded-Host: evil.example\r\n".encode()
            + b"Content-Type: application/x-www-form-urlencoded\r\n"
            + f"Content-Length: {len(form)}\r\n\r\n".encode()
            + form,
        )
        codes += statuses(answer)
        assert b"evil.example" not in answer
    assert codes[0] == 401
    assert codes[-1] == 429
    attempts, now = office.app.state.address_attempts, clock.real_now()
    assert attempts.is_blocked("127.0.0.1", now)
    assert not any(attempts.is_blocked(f"10.9.8.{number}", now) for number in range(32))


def test_by_itself_the_board_listens_on_this_machine_alone_and_believes_nobody(
    home: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Settings().board_host == "127.0.0.1"
    settings.cache_clear()
    served = options()
    assert served["host"] == "127.0.0.1"
    assert served["proxy_headers"] is False
    assert served["access_log"] is False, "an address may carry the token of a link"
    monkeypatch.setenv("DUBAN_PROXIES", "10.0.0.5")
    settings.cache_clear()
    assert options()["forwarded_allow_ips"] == "10.0.0.5"


def test_the_engine_listens_on_this_machine_alone_or_behind_a_password(home: object) -> None:
    from commands.up import _children

    engine = _children()[0]
    assert engine.command[engine.command.index("--host") + 1] == "127.0.0.1"
    assert engine.environment["PREFECT_API_URL"].startswith("http://127.0.0.1:")
    deploy = CHECKOUT / "deploy"
    unit = (deploy / "systemd" / "duban-engine.service").read_text(encoding="utf-8")
    assert "EnvironmentFile=" in unit
    for name, setting in {
        "engine.env.example": "PREFECT_SERVER_API_AUTH_STRING",
        "duban.env.example": "PREFECT_API_AUTH_STRING",
    }.items():
        assert re.search(rf"^{setting}=", (deploy / name).read_text(encoding="utf-8"), re.MULTILINE), name
    compose = (deploy / "compose.yaml").read_text(encoding="utf-8")
    served = compose.partition("  engine:")[2].partition("  board:")[0]
    assert "env_file: engine.env" in served
    assert "ports:" not in served, "within the net of the containers alone"
    told = (CHECKOUT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert "引擎只监听本机（127.0.0.1）" in told
    assert "PREFECT_SERVER_API_AUTH_STRING" in told


def test_no_password_stands_in_the_words_of_a_process(home: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody on a machine can read them: what is secret goes by files and the environment."""
    from commands.up import _children

    for name, value in {
        "DUBAN_DATABASE_URL": "postgresql+psycopg://duban:secret-1@db/duban",
        "DUBAN_MAIL_URL": "mailtos://duban:secret-2@mail.example.gov.cn",
        "PREFECT_API_AUTH_STRING": "duban:secret-3",
        "PREFECT_SERVER_API_AUTH_STRING": "duban:secret-3",
    }.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    assert "secret-" not in str([child.command for child in _children()])
    for unit in (CHECKOUT / "deploy" / "systemd").glob("*.service"):
        starts = re.findall(r"^Exec.*$", unit.read_text(encoding="utf-8"), re.MULTILINE)
        assert not any("AUTH" in line or "PASSWORD" in line or "://" in line for line in starts), unit.name
