"""How long the board takes to show a large office: 200 units, every one in each of 1,000 tasks, half a year into the work.

The real process with one worker, over loopback, a clerk signed in; pages are asked for by one client and by eight at
once. ``matrix_p95_ms`` is the window of 200 × 200, moving across the tasks; ``pages_p95_ms`` the slowest of the other
pages. Bare is what the questions of the matrix cost at the database alone, in a process that does nothing else.
"""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from shutil import which
from socket import socket
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from sqlalchemy import select, update
from sqlmodel import col

from benchmarks.dispatch import hand_out
from benchmarks.large_office import TODAY, live, register
from benchmarks.measurement import ROOT, Measurement, apart
from benchmarks.plans import cost_at_the_database, heard
from models import database
from models.assignment import Assignment
from models.office import Office
from models.unit import Contact
from models.words import Subject, UserRole
from reports.edges import Choice, count_edges
from reports.matrix import PAGE, is_office_own, read_page
from schedules import clock
from schedules.ladder_files import load_pack
from schedules.workdays import work_calendar
from supervision.directory.accounts import create
from supervision.record.log import log

ROWS = 200_000
DATABASES = ("sqlite",)
_UNITS = 200
_LOGIN = "wangmin"
_DEED = "导出日志"
_MATRIX = "matrix"
# A document of a thousand drafts on one page; no limit is asked of it.
_REVIEW = "review"
_TIMES = {1: 24, 8: 64}
_BARE_TIMES = 5
_PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Served:
    """A board that answers, and the cookie of the clerk."""

    port: int
    process: int
    cookie: str


def measure(rows: int) -> Measurement:
    """So many assignments of 200 units."""
    with TemporaryDirectory(prefix="duban-bench-") as folder:
        url = f"sqlite:///{folder}/duban.db"
        apart(register, url, rows, _UNITS)
        apart(hand_out, url)
        apart(live, url)
        password, _ = apart(settle_in, folder, url)
        bare, _ = apart(bare_matrix, url)
        with board(folder) as (port, process, memory):
            served = Served(port, process, _sign_in(port, password))
            shown = {
                name: {clients: ask_for(served, addresses, clients) for clients in _TIMES}
                for name, addresses in pages(url).items()
            }
            changed = after_a_change(served, url)
            paint = first_paint(served)
            used = memory()
    asked_of = {name: by for name, by in shown.items() if name not in (_MATRIX, _REVIEW)}
    others = [by[1]["p95_ms"] for by in asked_of.values()]
    others_at_8 = [by[8]["p95_ms"] for by in asked_of.values()]
    return Measurement(
        "board",
        rows,
        "sqlite",
        shown[_MATRIX][1]["p50_ms"] / 1000,
        bare["window_ms"] / 1000,
        used,
        {
            "matrix_p95_ms": shown[_MATRIX][1]["p95_ms"],
            "matrix_p95_ms_at_8": shown[_MATRIX][8]["p95_ms"],
            "pages_p95_ms": max(others),
            "pages_p95_ms_at_8": max(others_at_8),
            "matrix_first_paint_ms": paint,
            "bare_is": "the questions of one window of the matrix at the database alone",
            "matrix_after_a_change_ms": changed,
            "counting_the_whole_office_ms": bare["edges_ms"],
            "load": [round(one, 1) for one in os.getloadavg()],
            "pages": {
                name: {f"{clients}_clients": told for clients, told in by.items()}
                for name, by in shown.items()
            },
        },
    )


def settle_in(folder: str, url: str) -> str:
    """The office's own file, its name and a clerk; the password of the account."""
    os.environ["DUBAN_HOME"] = folder
    clock.found("sample", TODAY)
    with database.transaction(url) as session:
        session.add(Office(name="江临市督办", short_name="市督办"))
        # Somebody can be written to, or every page would speak of nothing else.
        session.execute(update(Contact).values(email="contact@example.org"))
        return create(session, _LOGIN, "王敏", UserRole.CLERK, by="系统", now=clock.real_now())


def bare_matrix(url: str) -> dict[str, float]:
    """What one window costs at the database alone, and what the counts at the edges cost after a change (ms)."""
    engine, calendar, limits = database.engine(url), work_calendar(), load_pack("standard").lights
    with database.reading(url) as session:
        session.connection()  # begun before anything is heard: the questions are asked again outside a transaction
        with heard(engine) as questions:
            read_page(session, TODAY, calendar, limits, tasks_from=3 * PAGE)
        session.rollback()
        window = cost_at_the_database(engine, questions, _BARE_TIMES).median_seconds
        begun = time.perf_counter()
        count_edges(session, TODAY, calendar, limits, Choice(), is_office_own())
        return {"window_ms": _ms(window), "edges_ms": _ms(time.perf_counter() - begun)}


def pages(url: str) -> dict[str, list[str]]:
    """The pages by name, each with the addresses that are asked for in turn."""
    with database.reading(url) as session:
        rows = select(col(Assignment.id)).where(col(Assignment.id) % 1_009 == 1).order_by(col(Assignment.id))
        parts = session.scalars(rows.limit(50)).all()
    return {
        _MATRIX: [f"/matrix?tasks={place}" for place in range(0, 5 * PAGE, PAGE)],
        "matrix_red": ["/matrix?light=red"],
        "tasks": ["/tasks", "/tasks?page=2", "/tasks?page=11"],
        "unit": [f"/units/{number}" for number in (1, 50, 100, 150)],
        "task": [f"/tasks/{number}" for number in (1, 300, 600, 900)],
        "assignment": [f"/assignments/{number}" for number in parts],
        "today": ["/today"],
        "documents": ["/documents"],
        "notices": ["/notices"],
        "ledger": ["/ledger", "/ledger?page=2", "/ledger?light=red", "/ledger?sort=unit"],
        "kanban": ["/kanban", "/kanban?light=yellow"],
        "timeline": ["/timeline", "/timeline?down=unit"],
        "statistics": ["/statistics", "/statistics?down=month"],
        "search": [f"/search?{urlencode({'q': asked})}" for asked in ("第12项", "d3j", "第5局")],
        "register": ["/register"],
        _REVIEW: ["/documents/1"],
    }


@contextmanager
def board(folder: str) -> Iterator[tuple[int, int, Callable[[], float]]]:
    """The board of this data folder as a process of its own: its port, its number, and how much memory (MB) it held at most."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    environment = {**os.environ, "DUBAN_HOME": folder, "DUBAN_BOARD_PORT": str(port)}
    process = subprocess.Popen([sys.executable, "-m", "board"], cwd=ROOT, env=environment)

    def memory() -> float:
        told = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) / 1024 for line in told.splitlines() if line.startswith("VmHWM"))

    try:
        _wait_for(port)
        yield port, process.pid, memory
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def ask_for(served: Served, addresses: list[str], clients: int) -> dict[str, float]:
    """How long the pages take (ms) when so many ask at once, and how many bytes go over the line at most."""
    turns = count()
    for address in addresses:
        _get(served, address)

    used = _used_by(served.process)

    def client(_number: int) -> list[tuple[float, int]]:
        connection = http.client.HTTPConnection("127.0.0.1", served.port)
        asked = [
            _timed(connection, served, addresses[next(turns) % len(addresses)])
            for _ in range(_TIMES[clients] // clients)
        ]
        connection.close()
        return asked

    with ThreadPoolExecutor(clients) as crowd:
        every = [one for own in crowd.map(client, range(clients)) for one in own]
    seconds = [one[0] for one in every]
    return {
        # Of one page; unlike the clock it does not count what else is at work on the machine.
        "processor_ms": _ms((_used_by(served.process) - used) / len(every)),
        "p50_ms": _ms(median(seconds)),
        "p95_ms": _ms(quantiles(seconds, n=20, method="inclusive")[-1]),
        "bytes_sent": max(one[1] for one in every),
    }


def after_a_change(served: Served, url: str) -> float:
    """How long the matrix takes (ms) when somebody has just done something, so that everything is counted anew."""
    rounds = []
    for _ in range(_BARE_TIMES):
        with database.transaction(url) as session:
            moved = clock.real_now()
            log(session, Subject.RECORD, None, _DEED, "王敏", moved)
        connection = http.client.HTTPConnection("127.0.0.1", served.port)
        rounds.append(_timed(connection, served, f"/matrix?tasks={3 * PAGE}")[0])
        connection.close()
    return _ms(median(rounds))


def first_paint(served: Served) -> float | None:
    """When a real browser has drawn something of the matrix (ms since it asked); None where there is none."""
    program = which("chromium")
    if program is None or find_spec("playwright") is None:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=program, chromium_sandbox=False)
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        name, value = served.cookie.split("=", 1)
        address = f"http://127.0.0.1:{served.port}"
        context.add_cookies([{"name": name, "value": value, "url": address}])
        painted = []
        for _ in range(3):
            page = context.new_page()
            page.goto(f"{address}/matrix?tasks={3 * PAGE}")
            painted.append(
                float(
                    page.evaluate(
                        "performance.getEntriesByType('paint').find(one => one.name === 'first-contentful-paint').startTime"
                    )
                )
            )
            page.close()
        browser.close()
    return round(median(painted))


def _used_by(process: int) -> float:
    """The processor's time (seconds) that a process has used so far."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _sign_in(port: int, password: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    form = urlencode({"login": _LOGIN, "password": password})
    connection.request("POST", "/sign-in", form, {"Content-Type": "application/x-www-form-urlencoded"})
    answer = connection.getresponse()
    answer.read()
    cookie = answer.getheader("Set-Cookie", "").split(";")[0]
    connection.close()
    if answer.status != http.client.SEE_OTHER:
        raise SystemExit(f"could not sign in: {answer.status}")
    return cookie


def _get(served: Served, address: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", served.port)
    _timed(connection, served, address)
    connection.close()


def _timed(connection: http.client.HTTPConnection, served: Served, address: str) -> tuple[float, int]:
    begun = time.perf_counter()
    connection.request("GET", address, headers={"Cookie": served.cookie, "Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    seconds = time.perf_counter() - begun
    if answer.status != http.client.OK:
        raise SystemExit(f"{address} answered {answer.status}")
    return seconds, len(body)


def _wait_for(port: int) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.request("GET", "/health")
            connection.getresponse().read()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            connection.close()
            return


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 1)
