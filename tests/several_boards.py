"""A board of several real processes on a real PostgreSQL, and browsers that choose which of them answers."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode

import pytest
from sqlmodel import Session

from config.settings import CHECKOUT, settings
from models import database
from tests import office as offices
from tests.office import PASSWORD, BoardOffice, establish
from tests.patience import PATIENCE_SECONDS, until
from tests.ports import free_port
from tests.postgresql import server

Filled = TypeVar("Filled")

FORM_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a process of the board answered."""

    status: int
    location: str
    text: str


@dataclass(slots=True)
class Several:
    """The board, the process that looks after the others, and its folder for what is passing."""

    process: "subprocess.Popen[bytes]"
    port: int
    folder: Path
    office: BoardOffice
    environment: Mapping[str, str]

    @property
    def processes(self) -> list[int]:
        """Those that answer just now."""
        return serving(self.process.pid)

    def line_to(self, process: int) -> http.client.HTTPConnection:
        """A new line to the board that this process has taken up: the others are kept from it for that moment."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        others = [one for one in self.processes if one != process]
        for one in others:
            os.kill(one, signal.SIGSTOP)
        try:
            line.connect()
            own = line.sock.getsockname()[1]
            ends = time.monotonic() + PATIENCE_SECONDS
            while not _has_taken_up(process, self.port, own):
                assert time.monotonic() < ends
                time.sleep(0.005)
        finally:
            for one in others:
                os.kill(one, signal.SIGCONT)
        return line


@dataclass(slots=True)
class Browser:
    """Somebody's browser: what it was given it brings along, to whichever process."""

    board: Several
    address: str = "127.0.0.1"
    cookies: dict[str, str] = field(default_factory=dict)
    form_token: str = ""

    def ask(self, process: int, method: str, path: str, form: Mapping[str, str] | None = None) -> Answer:
        """What this process answers."""
        line = self.board.line_to(process)
        try:
            return self.ask_by(line, method, path, form)
        finally:
            line.close()

    def ask_by(
        self,
        line: http.client.HTTPConnection,
        method: str,
        path: str,
        form: Mapping[str, str] | None = None,
    ) -> Answer:
        """What is answered on this line."""
        headers = {"X-Forwarded-For": self.address}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if form is not None:
            body = urlencode({"form_token": self.form_token, **form})
            headers |= {"Content-Type": _FORM, "Origin": f"http://127.0.0.1:{self.board.port}"}
        line.request(method, path, body, headers)
        answer = line.getresponse()
        for given in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(given).items():
                self.cookies[name] = morsel.value
                if not morsel.value:
                    del self.cookies[name]
        return Answer(
            answer.status, answer.headers.get("Location", ""), answer.read().decode(errors="replace")
        )

    def sign_in(self, process: int, login: str, password: str = PASSWORD) -> Answer:
        """Sign in by the form there."""
        answer = self.ask(process, "POST", "/sign-in", {"login": login, "password": password})
        if answer.status == 303:
            found = FORM_TOKEN.search(self.ask(process, "GET", "/account/password").text)
            assert found is not None
            self.form_token = found[1]
        return answer


def serving(parent: int) -> list[int]:
    """The processes of a board that have taken up its port, in the order in which they were started."""
    with suppress(OSError):
        told = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
        return [one for one in map(int, told.split()) if _is_listening(one)]
    return []


@contextmanager
def several_boards(folder: Path, count: int = 2, more: Mapping[str, str] | None = None) -> Iterator[Several]:
    """An office on a server of its own with a board of so many processes, in a data folder under ``folder``."""
    with ExitStack() as opened:
        running = opened.enter_context(server())
        opened.callback(settings.cache_clear)
        # For as long as it takes to found the office: what is tested beside it is on another.
        with pytest.MonkeyPatch.context() as patch:
            own = office_on(running.url, folder / "home", patch)
            surroundings = {"DUBAN_HOME": str(folder / "home"), "DUBAN_DATABASE_URL": running.url}
        settings.cache_clear()
        temporary = folder / "temporary"
        temporary.mkdir()
        port = free_port()
        environment = surroundings | {
            "DUBAN_BOARD_PORT": str(port),
            "DUBAN_BOARD_PROCESSES": str(count),
            "DUBAN_ENGINE_PORT": str(free_port()),
            "DUBAN_PROXIES": "127.0.0.1",
            "TMPDIR": str(temporary),
            # What another program is told by it is none of ours.
            "WEB_CONCURRENCY": "7",
            **(more or {}),
        }
        log = opened.enter_context((folder / "board.log").open("ab"))
        process = subprocess.Popen(
            [sys.executable, "-m", "board"],
            cwd=CHECKOUT,
            env=os.environ | environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        opened.callback(_end, process)
        until(lambda: len(serving(process.pid)) == count, lambda: process.poll() is None)
        yield Several(process, port, temporary, own, surroundings)


def office_on(url: str, home: Path, patch: pytest.MonkeyPatch) -> BoardOffice:
    """The office of the tests in this data folder, and in the database at this address."""

    def filled(fill: Callable[[Session], Filled]) -> Filled:
        with database.transaction() as session:
            return fill(session)

    home.mkdir(mode=0o700)
    patch.setenv("DUBAN_HOME", str(home))
    patch.setenv("DUBAN_DATABASE_URL", url)
    patch.setattr(offices, "filled_database", filled)
    settings.cache_clear()
    database.migrate()
    return establish()


def at_once(deeds: Sequence[Callable[[], Filled]]) -> list[Filled]:
    """What comes of all of them, begun at the same moment."""
    start, came = threading.Barrier(len(deeds)), {}

    def begun(number: int) -> None:
        start.wait()
        came[number] = deeds[number]()

    threads = [threading.Thread(target=begun, args=(number,)) for number in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [came[number] for number in range(len(deeds))]


def is_free(port: int) -> bool:
    """Whether somebody else could listen there now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def is_alive(pid: int) -> bool:
    """Whether a process still runs."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _end(process: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGCONT)
        os.killpg(process.pid, signal.SIGTERM)
    process.wait(PATIENCE_SECONDS)


def _lines() -> list[list[str]]:
    """The lines of this machine's table of IPv4: local and other end, state, and the number of the socket."""
    told = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
    return [[words[1], words[2], words[3], words[9]] for words in (line.split() for line in told)]


def _socket(process: int, number: str) -> str:
    """The socket behind this descriptor; empty where it is something else."""
    with suppress(OSError):
        found = re.fullmatch(r"socket:\[(\d+)\]", str(Path(f"/proc/{process}/fd/{number}").readlink()))
        return found[1] if found else ""
    return ""


def _is_listening(process: int) -> bool:
    """Whether it waits for new lines. From the start it holds the socket; that it has come so far its poll tells."""
    listening = {number for _, _, state, number in _lines() if state == "0A"}
    with suppress(OSError):
        told = [one.read_text(encoding="ascii") for one in Path(f"/proc/{process}/fdinfo").iterdir()]
        watched = re.findall(r"tfd:\s+(\d+)", "\n".join(told))
        return any(_socket(process, number) in listening for number in watched)
    return False


def _has_taken_up(process: int, port: int, other: int) -> bool:
    lines = {
        number
        for here, there, _, number in _lines()
        if int(here.partition(":")[2], 16) == port and int(there.partition(":")[2], 16) == other
    }
    with suppress(OSError):
        return any(_socket(process, one.name) in lines for one in Path(f"/proc/{process}/fd").iterdir())
    return False
