"""How long the board takes to show a large office: 200 units, every one in each of 1,000 tasks, half a year into the work.

The real process with one worker, over loopback, a clerk signed in; pages are asked for by one client and by eight at
once. ``matrix_p95_ms`` is the window of 200 × 200, moving across the tasks; ``pages_p95_ms`` the slowest of the other
pages. Bare is what the questions of the matrix cost at the database alone, in a process that does nothing else.
"""

import http.client
import os
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count
from shutil import which
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from sqlalchemy import func, select, update
from sqlmodel import col

from benchmarks import after_a_move
from benchmarks.dispatch import hand_out
from benchmarks.hello import hello
from benchmarks.large_office import TODAY, live, register
from benchmarks.measurement import Measurement, apart, is_quick
from benchmarks.people import Person
from benchmarks.places import place
from benchmarks.plans import cost_at_the_database, heard
from benchmarks.served import Board, board
from models import database
from models.assignment import Assignment
from models.office import Office
from models.task import Task
from models.unit import Contact, Unit
from models.words import Subject, UserRole
from reports.edges import Choice, count_edges
from reports.matrix import PAGE, is_office_own, read_page
from schedules import clock
from schedules.ladder_files import load_pack
from schedules.workdays import work_calendar
from supervision.directory.accounts import create
from supervision.record.log import log

ROWS = 200_000
DATABASES = ("sqlite", "postgresql")
_UNITS = 200
_LOGIN = "wangmin"
_DEED = "导出日志"
_MATRIX = "matrix"
# Both are the window of 200 × 200.
_WINDOWS = (_MATRIX, "matrix_red")
# A document of a thousand drafts on one page; no limit is asked of it.
_REVIEW = "review"
_TIMES = {1: 24, 8: 64}
_BARE_TIMES = 5
_MANY = 1_000


@dataclass(frozen=True, slots=True)
class Served:
    """A board that answers, and the cookie of the clerk."""

    port: int
    process: Board | None
    cookie: str


def measure(rows: int, kind: str, times: Mapping[int, int] | None = None) -> Measurement:
    """So many assignments of 200 units; ``times`` says how many requests are sent by how many clients."""
    times = times or _TIMES
    with place(kind) as made, TemporaryDirectory(prefix="duban-bench-") as folder:
        url = made.empty("office")
        apart(register, url, rows, _UNITS if rows >= _UNITS**2 // 10 else None)
        apart(hand_out, url)
        apart(live, url)
        password, _ = apart(settle_in, folder, url)
        bare, _ = apart(bare_matrix, url)
        with board(folder, url=url) as process:
            served = Served(process.port, process, _sign_in(process.port, password))
            shown = {
                name: {
                    clients: ask_for(served, addresses, clients, number) for clients, number in times.items()
                }
                for name, addresses in pages(url).items()
            }
            paint = first_paint(served)
            logged = after_a_log_entry(served, url)
            clerk = Person(process.port, _LOGIN, password)
            clerk.sign_in()
            addresses = {name: some[0] for name, some in pages(url).items() if name in after_a_move.PAGES}
            moved = after_a_move.first_looks(clerk, url, addresses, 1 if is_quick() else _BARE_TIMES)
            clerk.leave()
            used = process.memory_mb
        with hello() as port:
            least = ask_for(Served(port, None, ""), ["/"], 1, times[1])
    windows = [by for name, by in shown.items() if name in _WINDOWS]
    asked_of = {name: by for name, by in shown.items() if name not in (*_WINDOWS, _REVIEW)}
    one, many = min(times), max(times)
    slowest = max(asked_of, key=lambda name: asked_of[name][one]["p95_ms"])
    return Measurement(
        "board",
        rows,
        kind,
        shown[_MATRIX][one]["p50_ms"] / 1000,
        bare["window_seconds"],
        used,
        {
            "matrix_p95_ms": max(by[one]["p95_ms"] for by in windows),
            "matrix_p95_ms_at_8": max(by[many]["p95_ms"] for by in windows),
            "pages_p95_ms": asked_of[slowest][one]["p95_ms"],
            "pages_p95_ms_at_8": max(by[many]["p95_ms"] for by in asked_of.values()),
            "pages_p50_ms": median(by[one]["p50_ms"] for by in asked_of.values()),
            "pages_processor_ms": median(by[one]["processor_ms"] for by in asked_of.values()),
            "slowest_page": slowest,
            "matrix_first_paint_ms": paint,
            "bare_is": "the questions of one window of the matrix at the database alone",
            "hello_p50_ms": least["p50_ms"],
            "pages_to_hello": median(by[one]["p50_ms"] for by in asked_of.values()) / least["p50_ms"],
            "matrix_after_a_log_entry_ms": logged,
            "after_a_move": moved,
            "slowest_after_a_move_ms": max(one["after_a_move_ms"] for one in moved.values()),
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
    """What one window costs at the database alone, and what the counts at the edges cost after a change."""
    engine, calendar, limits = database.engine(url), work_calendar(), load_pack("standard").lights
    with database.reading(url) as session:
        session.connection()  # begun before anything is heard: the questions are asked again outside a transaction
        with heard(engine) as questions:
            read_page(session, TODAY, calendar, limits, tasks_from=3 * PAGE)
        session.rollback()
        window = cost_at_the_database(engine, questions, _BARE_TIMES).median_seconds
        begun = time.perf_counter()
        count_edges(session, TODAY, calendar, limits, Choice(), is_office_own())
        # Not rounded: of a small office a window takes less than can be written in tenths.
        return {"window_seconds": window, "edges_ms": _ms(time.perf_counter() - begun)}


def pages(url: str) -> dict[str, list[str]]:
    """The pages by name, each with the addresses that are asked for in turn."""
    with database.reading(url) as session:
        rows = select(col(Assignment.id)).where(col(Assignment.id) % 1_009 == 1).order_by(col(Assignment.id))
        parts = session.scalars(rows.limit(50)).all()
        units, tasks = (session.scalar(select(func.count(col(one.id)))) or 0 for one in (Unit, Task))
    return {
        _MATRIX: [f"/matrix?tasks={place}" for place in range(0, 5 * PAGE, PAGE)],
        "matrix_red": ["/matrix?light=red"],
        "tasks": ["/tasks", *(["/tasks?page=2", "/tasks?page=11"] if tasks >= _MANY else [])],
        "unit": [f"/units/{units * part // 4 + 1}" for part in range(4)],
        "task": [f"/tasks/{tasks * part // 4 + 1}" for part in range(4)],
        "assignment": [f"/assignments/{number}" for number in parts],
        "today": ["/today"],
        "documents": ["/documents"],
        "notices": ["/notices"],
        "ledger": ["/ledger", "/ledger?light=red", "/ledger?sort=unit"],
        "kanban": ["/kanban", "/kanban?light=yellow"],
        "timeline": ["/timeline", "/timeline?down=unit"],
        "statistics": ["/statistics", "/statistics?down=month"],
        "search": [f"/search?{urlencode({'q': asked})}" for asked in ("第12项", "d3j", "第5局")],
        "register": ["/register"],
        _REVIEW: ["/documents/1"],
    }


def ask_for(served: Served, addresses: list[str], clients: int, times: int) -> dict[str, float]:
    """How long the pages take (ms) when so many ask at once, and how many bytes go over the line at most."""
    turns = count()
    for address in addresses:
        _get(served, address)

    used = served.process.processor_seconds if served.process else 0.0

    def client(_number: int) -> list[tuple[float, int]]:
        connection = http.client.HTTPConnection("127.0.0.1", served.port)
        asked = [
            _timed(connection, served, addresses[next(turns) % len(addresses)])
            for _ in range(max(1, times // clients))
        ]
        connection.close()
        return asked

    with ThreadPoolExecutor(clients) as crowd:
        every = [one for own in crowd.map(client, range(clients)) for one in own]
    seconds = [one[0] for one in every]
    return {
        # Of one page; unlike the clock it does not count what else is at work on the machine.
        "processor_ms": _ms((served.process.processor_seconds - used) / len(every) if served.process else 0),
        "p50_ms": _ms(median(seconds)),
        "p95_ms": _ms(quantiles(seconds, n=20, method="inclusive")[-1]),
        "bytes_sent": max(one[1] for one in every),
    }


def after_a_log_entry(served: Served, url: str) -> float:
    """How long the matrix takes (ms) when somebody has just done what moves nothing: what is kept has to stand."""
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
    if is_quick() or program is None or find_spec("playwright") is None:
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


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 1)
