"""Two processes of the board behind one port, on PostgreSQL: whoever answers, it is one board."""

import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from sqlmodel import col, select

from config.settings import settings
from models import database
from models.progress import ProgressUpdate
from models.user import SignIn, User
from tests.cast import DAY
from tests.identity_provider import CLIENT, SECRET, IdentityProvider, identity_provider
from tests.patience import PATIENCE_SECONDS
from tests.several_boards import (
    Browser,
    Several,
    at_once,
    several_boards,
)

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="processes are looked at by /proc"),
]

REPORT = {"percent": "40", "as_of": DAY.isoformat(), "progress": "已办三场。", "once": "m" * 22}
_MARKS = re.compile(r'(name="(?:form_token|once)" value|nonce)="[^"]*"')
_DOWNLOADS = 4


@pytest.fixture(scope="module")
def provider() -> Iterator[IdentityProvider]:
    with identity_provider() as made:
        yield made


@pytest.fixture(scope="module")
def running(provider: IdentityProvider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Several]:
    folder = tmp_path_factory.mktemp("several")
    (folder / "secret").write_text(SECRET, encoding="utf-8")
    more = {
        "DUBAN_DOWNLOADS_PER_MINUTE": str(_DOWNLOADS),
        "DUBAN_OIDC_ISSUER": provider.url,
        "DUBAN_OIDC_CLIENT_ID": CLIENT,
        "DUBAN_OIDC_SECRET_FILE": str(folder / "secret"),
    }
    with several_boards(folder, 2, more) as made:
        yield made


@pytest.fixture
def board(running: Several, home: Path, monkeypatch: pytest.MonkeyPatch) -> Several:
    """The board of this module, in whose data folder and database the test looks as well."""
    for name, value in running.environment.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    return running


@pytest.fixture
def here(board: Several) -> int:
    return board.processes[0]


@pytest.fixture
def there(board: Several) -> int:
    return board.processes[1]


def _person(board: Several, process: int, login: str, address: str = "127.0.0.1") -> Browser:
    browser = Browser(board, address)
    assert browser.sign_in(process, login).status == 303
    return browser


def test_a_session_made_in_one_process_is_good_in_the_other_and_ends_in_both(
    board: Several, here: int, there: int
) -> None:
    clerk = _person(board, here, "wangmin")
    assert "王敏" in clerk.ask(there, "GET", "/account").text
    assert clerk.ask(there, "POST", "/sign-out", {}).status == 303
    kept = Browser(board, cookies=dict(clerk.cookies))
    for process in (here, there):
        assert kept.ask(process, "GET", "/tasks").status in (303, 401)


def test_a_form_that_comes_to_both_at_once_is_done_once(board: Several, here: int, there: int) -> None:
    unit = _person(board, here, "suwang")
    own = f"/assignments/{board.office.lead_assignment}"
    assert unit.ask(there, "POST", f"{own}/acceptance", {"once": "a" * 22}).status == 303
    with closing(board.line_to(here)) as one, closing(board.line_to(there)) as other:
        answers = at_once(
            [lambda line=line: unit.ask_by(line, "POST", f"{own}/progress", REPORT) for line in (one, other)]  # type: ignore[misc]
        )
    assert [answer.status for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    with database.reading() as session:
        assert [row.progress for row in session.exec(select(ProgressUpdate))] == ["已办三场。"]


def test_a_limit_is_for_both_together(board: Several, here: int, there: int) -> None:
    clerk = _person(board, here, "lijing")
    statuses = [
        clerk.ask((here, there)[turn % 2], "GET", "/directory/sheet").status for turn in range(2 * _DOWNLOADS)
    ]
    assert statuses == [200] * _DOWNLOADS + [429] * _DOWNLOADS


@pytest.mark.parametrize("login", ["zhouheng", "nobody-has-this"])
def test_five_wrong_tries_lock_a_name_in_both(board: Several, here: int, there: int, login: str) -> None:
    tries = [
        Browser(board, "10.1.1.1").sign_in((here, there)[turn % 2], login, "falsch-falsch-1").status
        for turn in range(5)
    ]
    assert tries == [401] * 5
    for process in (here, there):
        answer = Browser(board, "10.1.1.2").sign_in(process, login)
        assert (answer.status, "暂停登录" in answer.text) == (429, True)


def test_an_address_from_which_links_are_guessed_waits_in_both(board: Several, here: int, there: int) -> None:
    guesser = Browser(board, "10.1.1.3")
    guesses = [guesser.ask((here, there)[turn % 2], "GET", f"/l/guess-{turn}").status for turn in range(7)]
    assert guesses == [404] * 5 + [429] * 2
    assert Browser(board, "10.1.1.4").ask(here, "GET", "/l/guess-0").status == 404


def test_a_known_browser_has_five_tries_in_both_together(board: Several, here: int, there: int) -> None:
    known = _person(board, here, "tianye", "10.1.1.5")
    for _ in range(5):
        Browser(board, "10.1.1.6").sign_in(there, "tianye", "falsch-falsch-1")
    device = Browser(board, "10.1.1.5", {"duban_device": known.cookies["duban_device"]})
    tries = [device.sign_in((here, there)[turn % 2], "tianye", "falsch-falsch-1").status for turn in range(6)]
    assert tries[:4] == [401] * 4
    assert tries[5] == 429


def test_a_sign_in_by_the_organisation_begun_here_ends_there_and_is_good_once(
    board: Several, here: int, there: int, provider: IdentityProvider
) -> None:
    with database.transaction() as session:
        user = session.exec(select(User).where(User.login == "zhouheng")).one()
        user.subject = f"{provider.url}#p-0007"
        session.add(user)
    browser = Browser(board)
    out = browser.ask(here, "GET", "/sign-in/oidc?next=/ledger")
    assert out.status == 303
    before = dict(browser.cookies)

    def back() -> str:
        asked = urlsplit(httpx.get(out.location, follow_redirects=False).headers["location"])
        return f"{asked.path}?{asked.query}"

    answer = browser.ask(there, "GET", back())
    assert (answer.status, answer.location) == (303, "/ledger")
    assert "周衡" in browser.ask(here, "GET", "/account").text
    # Somebody who had a copy of what the browser kept, and gets a fresh code out of the provider.
    for process in (here, there):
        assert Browser(board, cookies=dict(before)).ask(process, "GET", back()).status == 401


def test_a_page_that_was_counted_before_a_deed_in_the_other_process_is_counted_anew(
    board: Several, here: int, there: int
) -> None:
    clerk = _person(board, here, "wangmin")
    unit = _person(board, there, "jiming")
    pages = ("/matrix", "/today", "/tasks", "/statistics", "/kanban")

    def seen(process: int) -> dict[str, str]:
        found = {path: clerk.ask(process, "GET", path) for path in pages}
        assert {answer.status for answer in found.values()} == {200}
        return {path: _MARKS.sub("", answer.text) for path, answer in found.items()}

    before = [seen(process) for process in (here, there)]
    assert before[0] == before[1]
    own = f"/assignments/{board.office.supporting_assignment}/acceptance"
    assert unit.ask(there, "POST", own, {"once": "b" * 22}).status == 303
    after = [seen(process) for process in (here, there)]
    assert after[0] == after[1]
    assert after[0]["/matrix"] != before[0]["/matrix"]
    assert after[0]["/kanban"] != before[0]["/kanban"]


def test_every_process_believes_the_proxy_and_keeps_what_it_makes_to_its_owner(
    board: Several, here: int, there: int
) -> None:
    for process, address in ((here, "10.2.2.1"), (there, "10.2.2.2")):
        _person(board, process, "wangmin", address)
        with database.reading() as session:
            rows = select(SignIn).order_by(col(SignIn.id).desc())
            assert session.exec(rows).first().address == address  # type: ignore[union-attr]
        told = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
        assert re.search(r"^Umask:\s+0077$", told, re.MULTILINE)
        secret = Path(f"/proc/{process}/cmdline").read_bytes()
        assert b"DUBAN" not in secret
    (folder,) = board.folder.glob("duban-board-*")
    assert {oct(one.stat().st_mode & 0o777) for one in folder.iterdir()} == {"0o600"}
    assert oct(folder.stat().st_mode & 0o777) == "0o700"


def test_who_dawdles_is_hung_up_on_by_every_process(board: Several, here: int, there: int) -> None:
    lines = [board.line_to(process) for process in (here, there)]
    for line in lines:
        line.sock.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
    for line in lines:
        assert line.sock.recv(1) == b""
        line.close()


def test_a_process_that_is_killed_comes_back_and_nobody_elses_page_fails(
    board: Several, here: int, there: int
) -> None:
    clerk = _person(board, there, "wangmin")
    with closing(board.line_to(there)) as line:
        os.kill(here, signal.SIGKILL)
        ends, seen = time.monotonic() + PATIENCE_SECONDS, 0
        while len(board.processes) < 2 or seen < 20:
            assert time.monotonic() < ends
            assert clerk.ask_by(line, "GET", "/tasks").status == 200
            # Whoever comes now finds the other.
            fresh = httpx.get(
                f"http://127.0.0.1:{board.port}/health", trust_env=False, timeout=PATIENCE_SECONDS
            )
            assert fresh.status_code == 200
            seen += 1
    assert here not in board.processes
    assert there in board.processes
    (new,) = set(board.processes) - {there}
    assert clerk.ask(new, "GET", "/tasks").status == 200
    # It counts with the others: what was used up before is used up.
    lijing = _person(board, new, "lijing")
    assert [lijing.ask(new, "GET", "/directory/sheet").status for _ in range(_DOWNLOADS)] == [200] * 4
    assert lijing.ask(there, "GET", "/directory/sheet").status == 429
