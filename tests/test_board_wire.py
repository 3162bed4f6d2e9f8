"""What comes over the line to the board as it is served: requests that are none, addresses written strangely, other methods."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from board.headers import HEADERS
from tests.office import BoardOffice, establish
from tests.place import Place
from tests.seen_by import SEEN_BY
from tests.served import said, served, statuses

CLOSE = b"Host: x\r\nConnection: close\r\n"
_HEALTH = b"GET /health HTTP/1.1\r\n" + CLOSE + b"\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish()


@pytest.fixture
def port(office: BoardOffice) -> Iterator[int]:
    with served(office.app) as chosen:
        yield chosen


def _is_well(port: int) -> bool:
    return statuses(said(port, _HEALTH)) == [200]


@pytest.mark.long
@pytest.mark.parametrize(
    "request_",
    [
        b"GET /health\r\n",  # before there were versions
        b"get /health http/1.1\r\n" + CLOSE + b"\r\n",
        b"GET  /health  HTTP/1.1\r\n" + CLOSE + b"\r\n",
        b"GET /health HTTP/1.1 \r\n" + CLOSE + b"\r\n",
        b"GET /hea lth HTTP/1.1\r\n" + CLOSE + b"\r\n",
        b"GET\t/health\tHTTP/1.1\r\n" + CLOSE + b"\r\n",
        b"G\x00T /health HTTP/1.1\r\n" + CLOSE + b"\r\n",
        b"GET /health\xff HTTP/1.1\r\n" + CLOSE + b"\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500),  # the beginning of an encrypted line
        b"\r\n" * 5_000,
        b"\x00" * 200_000,
        b"GET /" + b"a" * 300_000 + b" HTTP/1.1\r\n" + CLOSE + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX" + b"a" * 300_000 + b": 1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX-\xe4: 1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: a\rSet-Cookie: duban=x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n: empty\r\n\r\n",
        b"POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nlogin\r\n0\r\n\r\n",
        b"POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nx",
        b"POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n",
        b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 0x5\r\n\r\nlogin",
        b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 5, 6\r\n\r\nlogin",
        b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999999\r\n\r\nlogin",
    ],
    ids=lambda sent: repr(sent[:50]),
)
def test_what_is_no_request_is_answered_once_or_not_at_all_and_nothing_behind_it_is_done(
    port: int, request_: bytes
) -> None:
    answer = said(port, request_ + b"GET /health HTTP/1.1\r\n" + CLOSE + b"\r\n")
    assert 200 not in statuses(answer), answer[:300]
    assert len(statuses(answer)) <= 1
    assert not any(status >= 500 for status in statuses(answer))
    assert b"duban=x" not in answer
    assert _is_well(port)


@pytest.mark.parametrize("version", [b"0.9", b"1.0", b"9.9"])
def test_a_version_that_nobody_speaks_is_answered_once_and_the_line_is_over(
    port: int, version: bytes
) -> None:
    asked = b"GET /health HTTP/" + version + b"\r\n" + CLOSE + b"\r\n"
    assert statuses(said(port, asked + asked)) in ([200], [400])


def test_requests_one_behind_the_other_are_answered_each_and_in_their_order(port: int) -> None:
    several = (
        b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"
        b"GET /tasks HTTP/1.1\r\nHost: x\r\n\r\n"
        b"POST /sign-in HTTP/1.1\r\nHost: x\r\n" + FORM + b"Content-Length: 18\r\n\r\nlogin=x&password=y"
        b"GET /nowhere HTTP/1.1\r\n" + CLOSE + b"\r\n"
    )
    assert statuses(said(port, several)) == [200, 303, 401, 404]


def test_a_body_where_none_belongs_is_not_taken_for_the_next_request(port: int) -> None:
    inner = b"GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n"
    for method in (b"GET", b"HEAD", b"OPTIONS"):
        head = method + b" /health HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(inner)
        assert 404 not in statuses(said(port, head + inner + _HEALTH)), method


def test_the_greeting_of_a_newer_protocol_opens_nothing(port: int) -> None:
    assert 200 not in statuses(said(port, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(40) + _HEALTH))


def test_an_upgrade_to_another_protocol_is_not_taken(port: int) -> None:
    for upgrade in (b"h2c", b"websocket", b"TLS/1.0"):
        asked = b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: " + upgrade
        asked += b"\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        assert 101 not in statuses(said(port, asked)), upgrade
    assert _is_well(port)


def test_an_address_with_a_host_in_it_leads_nowhere_else(port: int) -> None:
    for target in (
        b"http://evil.example/tasks",
        b"//evil.example/tasks",
        b"http://127.0.0.1:1/tasks",
        b"evil.example:443",
    ):
        answer = said(port, b"GET " + target + b" HTTP/1.1\r\n" + CLOSE + b"\r\n")
        where = re.findall(rb"^location: (.*)\r$", answer, re.MULTILINE | re.IGNORECASE)
        assert all(one.startswith(b"/") and not one.startswith(b"//") for one in where), where
        assert 200 not in statuses(answer)
    assert statuses(said(port, b"CONNECT evil.example:443 HTTP/1.1\r\n" + CLOSE + b"\r\n"))[0] in (
        400,
        404,
        405,
    )


@pytest.mark.long
@pytest.mark.parametrize(
    "path",
    [
        "//tasks", "/./tasks", "/../tasks", "/%2e%2e/tasks", "/tasks/", "/tasks;x=1", "/tasks%2f", "/%2ftasks", "/tasks%00",
        "/tasks%0a", "/TASKS", "/tasks%20", "/tasks\\", "/tasks%5c..%5cx", "/static/../tasks", "/static/%2e%2e/board/app.py",
        "/static/..%2f..%2fconfig/settings.py", "/static//etc/passwd", "/static/%2fetc%2fpasswd", "/reports/..%2fduban.db",
        "/reports/%2e%2e%2foffice.key", "/reports/..%5coffice.key", "/reports/office.key%00.docx", "/ledger/download/..%2fx",
        "/log/export.csv%2f..%2f..%2foffice.key", "/api/v1/../../tasks", "/api/v1;/ledger", "/api/v1/%2e%2e/ledger", "/%61pi/v1/ledger",
    ],
)  # fmt: skip
def test_however_an_address_is_written_it_opens_nothing_that_it_would_not_open_plainly(
    port: int, office: BoardOffice, path: str
) -> None:
    """To a stranger nothing; to a clerk pages alone, and never a file of the machine."""
    kept = office.person("wangmin").client.cookies["duban"].encode()
    for cookie in (b"", b"Cookie: duban=" + kept + b"\r\n"):
        answer = said(port, b"GET " + path.encode() + b" HTTP/1.1\r\n" + cookie + CLOSE + b"\r\n")
        (status,) = statuses(answer)
        assert status in (200, 303, 307, 308, 400, 401, 404, 405), answer[:200]
        if not cookie:
            assert status != 200
        for inside in (b"root:x:", b"SQLite format", b"from pydantic", b"import "):
            assert inside not in answer
        where = re.findall(rb"^location: (.*)\r$", answer, re.MULTILINE | re.IGNORECASE)
        assert all(re.match(rb"(http://x)?/(?![/\\])", one) for one in where), where


@pytest.mark.long
def test_other_methods_do_nothing_and_tell_nothing(home: Path) -> None:
    place = Place(home)
    clerk = place.person("wangmin")
    kept = clerk.client.cookies["duban"].encode()
    with served(place.office.app) as port:
        for method in (b"TRACE", b"PUT", b"DELETE", b"PATCH", b"OPTIONS", b"PROPFIND", b"DEBUG", b"X" * 200):
            asked = (
                method
                + b" /tasks HTTP/1.1\r\nX-Own: canary\r\nCookie: duban="
                + kept
                + b"\r\n"
                + CLOSE
                + b"\r\n"
            )
            answer = said(port, asked)
            assert statuses(answer)[0] in (400, 405), method
            assert b"canary" not in answer
            assert kept not in answer
            assert b"access-control-" not in answer.lower()
        for path in ("/tasks", "/sign-in", "/health"):
            head = said(
                port,
                b"HEAD " + path.encode() + b" HTTP/1.1\r\nCookie: duban=" + kept + b"\r\n" + CLOSE + b"\r\n",
            )
            assert not head.partition(b"\r\n\r\n")[2], "an answer to HEAD has no body"


def test_the_method_that_a_form_or_a_header_wishes_for_is_not_taken(office: BoardOffice) -> None:
    unit = office.person("suwang")
    for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        address = f"/assignments/{office.lead_assignment}/acceptance"
        assert unit.client.get(address, headers={name: "POST"}, follow_redirects=False).status_code in (
            404,
            405,
        )
        assert unit.client.get(f"{address}?_method=POST&form_token={unit.form_token}").status_code in (
            404,
            405,
        )


@pytest.mark.long
def test_nothing_personal_may_be_kept_by_anybody_on_the_way(home: Path) -> None:
    place = Place(home)
    clerk = place.person("wangmin")
    for path, who in SEEN_BY.items():
        if "wangmin" not in who:
            continue
        answer = clerk.client.get(place.address(path))
        assert answer.headers["cache-control"] == HEADERS["Cache-Control"] == "no-store", path
        for name in ("etag", "last-modified", "expires", "age"):
            # A file's own marks would have a browser ask whether it is still the same.
            assert name not in answer.headers or "no-store" in answer.headers["cache-control"], path
