"""What a request may carry beside its form: headers that are none, hosts that are not ours, bodies from nobody."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

import board
from board.headers import HEADERS
from config.settings import settings
from models import database
from schedules import clock
from supervision.clients import Scope, admit
from tests.amounts import amount, some
from tests.cast import Cast
from tests.office import PASSWORD, BoardOffice, establish, visitor
from tests.place import Place
from tests.seen_by import SEEN_BY
from tests.test_board_routes import snapshot

STRANGE = (
    {"Origin": "http://["},
    {"Origin": "http://[::x"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Referer": "http://["},
    {"Referer": "http://testserver/" + "x" * 8_000},
    {"Host": "["},
    {"Host": "a b"},
    {"Host": ""},
    {"Cookie": b"duban=\xff\xfe"},
    {"Cookie": b"duban=\x00; duban_matrix=%ff; duban_oidc=a.b.c.d; duban_link=9.9"},
    {"Content-Length": "-1"},
    {"Content-Length": "9" * 5_000},
    {"Content-Type": "multipart/form-data"},
    {"Content-Type": "multipart/form-data; boundary="},
    {"Content-Type": "application/x-www-form-urlencoded; charset=utf-7"},
    {"Content-Type": "\xff".encode("latin-1")},
    {"If-None-Match": b"\xff" * 100},
    {"Accept-Language": ",;q=x" * 500},
    {"Authorization": "Bearer " + "x" * 8_000},
    {"Authorization": b"Bearer \xff\xfe"},
)
AWAY = ("//evil.example", "https://evil.example/", "/\\evil.example", "\\\\evil.example", "/\t/evil.example")


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish()


@pytest.fixture
def place(home: Path) -> Place:
    return Place(home)


@pytest.mark.long
@pytest.mark.parametrize("header", STRANGE, ids=str)
def test_no_header_that_is_none_is_a_fault_of_ours(office: BoardOffice, header: dict[str, Any]) -> None:
    clerk = office.person("wangmin")
    before = snapshot()
    for client in (clerk.client, office.stranger()):
        for method, address in (
            *(("GET", address) for address in ("/matrix", "/tasks/4711", "/sign-in", "/api/v1/ledger")),
            *(("POST", address) for address in ("/sign-in", "/tasks/1/tags", "/api/v1/readings")),
            *(("POST", address) for address in ("/documents", "/l/x/code", "/e/x")),
        ):
            content = b"login=x&password=y" if method == "POST" else None
            answer = client.request(method, address, headers=header, content=content, follow_redirects=False)
            assert answer.status_code < 500, (method, address)
            assert (urlsplit(answer.headers.get("location", "/")).netloc or "testserver") == "testserver"
    # The clerk's own name was never given: nothing but a wrong sign-in was tried.
    assert snapshot() == before


def test_a_page_whose_address_is_no_address_is_never_gone_back_to(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    form = {"name": "专栏", "once": "x" * 22}
    address = f"/tasks/{office.task}/tags"
    for referer in ("http://testserver/\\evil.example/x", "http://testserver//evil.example", "http://["):
        for _ in range(2):
            answer = clerk.client.post(
                address,
                data={**form, "form_token": clerk.form_token},
                headers={"Referer": referer},
                follow_redirects=False,
            )
            where = answer.headers.get("location", "/")
            assert where.startswith("/"), referer
            assert not where.startswith(("//", "/\\")), referer
        page = clerk.client.get("/tasks/4711", headers={"Referer": referer}).text
        assert 'href="//' not in page
        assert 'href="/\\' not in page


# Where an answer may lead that is not written down as an address of ours at the very place: all are looked at above,
# below, or made of ids alone.
LOOKED_AT = {
    "signing_in.py wanted",  # through ``local``
    "errors.py error.answer or _way_back(request)",  # what went before was given by go_to; else ``came_from``
    "pages.py where",  # go_to itself
    "oidc.py address",  # the provider of the settings
    "home.py first_page(visitor)",
    "notices.py _back(form)",  # one of two
    "indicators.py page_of(indicator, form)",  # made of ids
    "closing.py page_of(indicator, form)",
    "approvals.py outgoing.address(number)",
    "approvals.py outgoing.address(step.subject_id)",
    "by_link.py by.page",  # the link's own page
    "app.py asset('favicon.svg')",
}


def test_every_redirect_of_the_board_is_written_down_as_an_address_of_ours() -> None:
    others = set()
    for file in sorted(Path(board.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id not in ("go_to", "RedirectResponse"):
                continue
            to = ast.unparse(node.args[0])
            if not re.match(r"f?['\"]/[^/\\]|f?'/'$|f'\{by\.page\}/", to):
                others.add(f"{file.name} {to}")
    assert others == LOOKED_AT


@pytest.mark.parametrize("away", AWAY)
def test_signing_in_by_whatever_way_leads_to_no_other_site(office: BoardOffice, away: str) -> None:
    stranger = office.stranger()
    page = stranger.get("/sign-in", params={"next": away}).text
    assert 'name="next" value="/"' in page
    form = {"login": "wangmin", "password": PASSWORD, "next": away}
    answer = stranger.post("/sign-in", data=form, headers={"Referer": away}, follow_redirects=False)
    assert answer.headers["location"] == "/"
    # A path that only looks like one of ours goes on as a path of ours.
    answer = office.stranger().get("//evil.example/x", follow_redirects=False)
    assert (urlsplit(answer.headers.get("location", "/")).netloc or "testserver") == "testserver"


@pytest.mark.long
def test_no_page_repeats_a_false_host_can_be_framed_or_kept_or_runs_as_a_file(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = place.person("wangmin")
    monkeypatch.setenv("DUBAN_BOARD_URL", "https://duban.example.gov.cn")
    settings.cache_clear()
    # By hand: a test client does not send a cookie to another host, nor over a line that is open.
    told = {"Host": "evil.example", "Cookie": f"duban={clerk.client.cookies['duban']}"}
    files = 0
    for path in (*some(SEEN_BY, 60), "/nowhere"):
        answer = clerk.client.get(place.address(path), headers=told)
        assert answer.status_code == (200 if "wangmin" in SEEN_BY.get(path, ()) else 404), path
        assert "evil.example" not in str(answer.headers)
        assert b"evil.example" not in answer.content, path
        _is_guarded(answer)
        kind = answer.headers["content-type"]
        if not kind.startswith("text/html"):
            files += 1
            assert "attachment" in answer.headers["content-disposition"], path
            assert not any(word in kind for word in ("svg", "javascript", "/xml")), path
    assert files >= amount(5, 15)
    for path in ("/units/{unit_id}/links", "/feeds"):
        data = {"person": "甲", "form_token": clerk.form_token}
        made = clerk.client.post(place.address(path), data=data, headers=told)
        assert made.status_code == 200
        assert "https://duban.example.gov.cn/" in made.text
        assert "evil.example" not in made.text


def test_what_strangers_programs_and_the_refused_get_is_guarded_alike(place: Place) -> None:
    clerk, stranger = place.person("wangmin"), place.office.stranger()
    for path in ("/tasks", "/sign-in", "/l/x", "/e/x", "/feeds/x.ics", "/api/v1/ledger", "/favicon.ico"):
        _is_guarded(stranger.get(path, follow_redirects=False))
    _is_guarded(stranger.put("/tasks"))
    _is_guarded(stranger.post("/sign-in", data={"login": "x", "password": "y"}))
    _is_guarded(clerk.posts(place.address("/assignments/{assignment_id}/closure"), form_token="x"))
    _is_guarded(clerk.client.post("/sign-out", headers={"Sec-Fetch-Site": "cross-site"}))


def _is_guarded(answer: Any) -> None:
    missing = {name for name, value in HEADERS.items() if answer.headers.get(name) != value}
    assert missing == set(), answer.request.url
    assert "server" not in answer.headers
    assert "x-powered-by" not in answer.headers


@pytest.mark.parametrize("address", ["/api/v1/documents", "/api/v1/readings"])
@pytest.mark.parametrize("token", ["", "Bearer x", "Basic eDp5", "Bearer"])
def test_of_a_program_that_nobody_knows_not_a_byte_is_read(
    office: BoardOffice, address: str, token: str
) -> None:
    read: list[int] = []

    def without_end() -> Iterator[bytes]:
        for piece in range(60):
            read.append(piece)
            yield b"x" * 1_000_000

    kind = {"Content-Type": "multipart/form-data; boundary=x", "Authorization": token}
    answer = _asked_bytewise(office, address, kind, without_end())
    assert answer == 401
    assert read == []


def _asked_bytewise(office: BoardOffice, path: str, headers: dict[str, str], body: Iterator[bytes]) -> int:
    """The status, from the application itself: a test client reads a body before it sends it."""
    from tests import loop

    status: list[int] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": next(body), "more_body": True}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            status.append(message["status"])

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "client": ("10.0.0.9", 1),
        "server": ("testserver", 80),
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
    }
    loop.running().call(office.app, scope, receive, send)
    return status[0]


@pytest.mark.parametrize("cookie", ["", "duban=x", "duban=" + "x" * 43])
def test_of_a_stranger_at_a_form_for_files_not_a_byte_is_read(office: BoardOffice, cookie: str) -> None:
    read: list[int] = []

    def without_end() -> Iterator[bytes]:
        for piece in range(60):
            read.append(piece)
            yield b"x" * 1_000_000

    kind = {"Content-Type": "multipart/form-data; boundary=x", "Cookie": cookie}
    assert _asked_bytewise(office, "/documents", kind, without_end()) == 303
    assert read == []


def test_content_that_is_too_deep_too_long_or_no_content_is_not_understood(office: BoardOffice) -> None:
    with database.transaction() as session:
        every = [scope.code for scope in Scope]
        token = admit(session, "市政务OA", every, Cast(session).clerk, clock.real_now()).token
    client = office.stranger()
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "1", "Content-Type": "application/json"}
    for content in (
        b"[" * 400_000,
        b'{"readings":' * 80_000,
        b'{"readings":[{"indicator":' + b"9" * 100_000 + b"}]}",
        b'{"readings":[{"indicator":1e999999,"value":"1","as_of":"2026-01-01"}]}',
        b'{"readings":[{"indicator":NaN,"value":Infinity,"as_of":"2026-01-01"}]}',
        b'"\\ud800"',
        b"\xff\xfe\x00",
        b"",
        b'{"__proto__":{"admin":true},"readings":[]}',
    ):
        answer = client.post("/api/v1/readings", content=content, headers=headers)
        assert answer.status_code in (400, 422), content[:30]
        said = answer.json()["error"]
        assert set(said) == {"code", "sentence"}
        assert not any(word in answer.text for word in ("Traceback", "pydantic", "site-packages", "sqlite"))
    assert client.post("/api/v1/readings", content=b"x" * 2_000_000, headers=headers).status_code == 413


def test_a_mistake_of_ours_tells_a_program_nothing_of_its_inside(
    office: BoardOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("secret of the inside")

    monkeypatch.setattr("board.api.reading._ledger", break_down)
    with database.transaction() as session:
        token = admit(session, "市政务OA", ["ledger:read"], Cast(session).clerk, clock.real_now()).token
    answer = visitor(office.app).get("/api/v1/ledger", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 500
    assert "secret of the inside" not in answer.text
    assert answer.json()["error"]["code"] == "broken"


@pytest.mark.long
def test_cookies_are_out_of_reach_of_scripts_of_other_sites_and_of_open_lines(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On an encrypted line; and every place in the board that sets one says so."""
    for file in Path(board.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "set_cookie"
            ):
                assert {"httponly", "samesite", "secure"} <= {word.arg for word in node.keywords}, file.name
    monkeypatch.setenv("DUBAN_BOARD_URL", "https://duban.example.gov.cn")
    settings.cache_clear()
    stranger = place.office.stranger()
    form = {"login": "wangmin", "password": PASSWORD}
    given = stranger.post("/sign-in", data=form, follow_redirects=False).headers.get_list("set-cookie")
    told = {"Cookie": f"duban={stranger.cookies['duban']}"}
    for path in ("/", "/tasks", "/matrix?every=yes"):
        given += stranger.get(path, headers=told).headers.get_list("set-cookie")
    assert {cookie.partition("=")[0] for cookie in given} >= {"duban", "duban_matrix"}
    for cookie in given:
        flags = {flag.strip().lower() for flag in cookie.split(";")[1:]}
        assert {"httponly", "samesite=lax", "secure"} <= flags, cookie.partition("=")[0]
        assert not any(flag.startswith("domain") for flag in flags)
