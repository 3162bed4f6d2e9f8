"""The sample office as ``duban up`` keeps it alive: filled quickly, brought up for real, asked as people ask."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from socket import socket
from typing import Any

import httpx
from sqlmodel import col, select

from benchmarks.measurement import DUBAN, ROOT
from config.settings import CHECKOUT, settings
from models import database
from models.assignment import Assignment
from models.user import User
from models.words import Status, UserRole
from schedules import clock
from schedules.workdays import work_calendar
from supervision import running
from supervision.directory.accounts import open_accounts
from supervision.directory.founding import establish
from supervision.drafts.intake import look_at, receive
from supervision.duties.assignment import assign
from supervision.duties.recurring import continue_recurring
from supervision.letters.sending import send_all
from supervision.letters.sweep import raise_notices
from supervision.rehearsal import Machinery, rehearse
from supervision.story import load_story

PATIENCE_SECONDS = 300.0
_WORDS = {running.ENGINE: "prefect server", running.BOARD: "-m board", running.TIMETABLE: "flows.serve"}
_FORM_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
_OPEN = (Status.ASSIGNED, Status.ACCEPTED, Status.UNDERWAY)


@dataclass(frozen=True, slots=True)
class Filled:
    """Who may sign in with which password, and what each of them has to do with (open assignments by login)."""

    passwords: dict[str, str]
    duties: dict[str, list[int]]


def fill(folder: str) -> Filled:
    """Live the story of the samples by plain functions in this data folder; run it in a process of its own."""
    os.environ["DUBAN_HOME"] = folder
    settings.cache_clear()
    story = load_story(CHECKOUT / "samples")
    database.migrate()
    with database.transaction() as session:
        now = clock.on_day(story.first_day)
        establish(session, story.office_file, by="系统", now=now)
        accounts = open_accounts(session, story.office_file, by="系统", now=now)
    clock.found("sample", story.first_day)
    for _ in rehearse(story, Machinery(_intake, _dispatch, _sweep, _deliver), work_calendar()):
        pass
    with database.reading() as session:
        own = {
            user.login: user.unit_id
            for user in session.exec(select(User))
            if user.unit_id or user.role in (UserRole.CLERK, UserRole.LEADER)
        }
        rows = session.execute(
            select(col(Assignment.id), col(Assignment.unit_id)).where(col(Assignment.status).in_(_OPEN))
        )
        still_open = rows.tuples().all()
    return Filled(
        {account.login: account.password for account in accounts if account.login in own},
        {
            login: [duty for duty, unit in still_open if unit_id in (None, unit)]
            for login, unit_id in own.items()
        },
    )


@dataclass
class Up:
    """``duban up`` on a data folder: its process, and where its board and its engine answer."""

    folder: Path
    process: "subprocess.Popen[bytes]"
    board: str
    engine: str
    environment: dict[str, str] = field(repr=False)

    @property
    def is_alive(self) -> bool:
        """Whether ``duban up`` itself still runs."""
        return self.process.poll() is None

    def pid(self, name: str) -> int:
        """The process of this name (see ``supervision.running``) just now; 0 while there is none."""
        for number, (parent, words) in processes().items():
            if parent == self.process.pid and _WORDS[name] in words:
                return number
        return 0

    def ask_for(self, flow: str) -> str:
        """Ask the engine for a run of this flow, as the board does; its id."""
        with httpx.Client(base_url=self.engine, trust_env=False, timeout=30) as asked:
            deployment = asked.get(f"deployments/name/{flow}/{flow}").raise_for_status().json()["id"]
            made = asked.post(f"deployments/{deployment}/create_flow_run", json={}).raise_for_status()
            return str(made.json()["id"])

    def is_served(self, flow: str) -> bool:
        """Whether the timetable has come so far that it takes up runs of this flow."""
        with httpx.Client(base_url=self.engine, trust_env=False, timeout=30) as asked:
            found = asked.get(f"deployments/name/{flow}/{flow}")
        return found.status_code == httpx.codes.OK and found.json()["status"] == "READY"

    def state(self, run: str) -> str:
        """How a run stands in the engine, in its own word."""
        with httpx.Client(base_url=self.engine, trust_env=False, timeout=30) as asked:
            said: dict[str, Any] = asked.get(f"flow_runs/{run}").raise_for_status().json()
            return str(said["state_type"])

    def next_day(self) -> None:
        """Let the sample office have its next day."""
        subprocess.run(
            [*DUBAN, "day", "--forward", "1"],
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )


@contextmanager
def brought_up(folder: Path, more: dict[str, str]) -> Iterator[Up]:
    """``duban up`` on this folder with these settings, once its three processes run; ended with the block."""
    environment = os.environ | {
        "DUBAN_HOME": str(folder),
        "DUBAN_BOARD_PORT": str(_free_port()),
        "DUBAN_ENGINE_PORT": str(_free_port()),
        "PYTHONWARNINGS": "",
        **more,
    }
    up = start(folder, environment)
    try:
        answers(up)
        yield up
    finally:
        end(up)


def start(folder: Path, environment: dict[str, str]) -> Up:
    """Type ``duban up`` in this environment, and wait for nothing."""
    with (folder / "said.txt").open("ab") as said:
        process = subprocess.Popen([*DUBAN, "up"], cwd=ROOT, env=environment, stdout=said, stderr=said)
    return Up(
        folder,
        process,
        f"http://127.0.0.1:{environment['DUBAN_BOARD_PORT']}",
        f"http://127.0.0.1:{environment['DUBAN_ENGINE_PORT']}/api/",
        environment,
    )


def end(up: Up) -> None:
    """Press Ctrl-C, and see it end."""
    if up.is_alive:
        up.process.send_signal(signal.SIGINT)
    up.process.wait(PATIENCE_SECONDS)


def answers(up: Up) -> None:
    """Wait until the board, the engine and the timetable are there."""
    until(lambda: _is_well(f"{up.board}/health"), lambda: up.is_alive)
    until(lambda: _is_well(f"{up.engine}health"), lambda: up.is_alive)
    until(lambda: up.pid(running.TIMETABLE), lambda: up.is_alive)


def until(look: Callable[[], object], is_worth_it: Callable[[], bool] = lambda: True) -> None:
    """Look until there is something to see. Raises SystemExit at the end of all patience: nothing was measured then."""
    patience = time.monotonic() + PATIENCE_SECONDS
    while not _seen(look):
        if time.monotonic() > patience or not is_worth_it():
            raise SystemExit("what was waited for did not come; see said.txt and logs/ in the data folder")
        time.sleep(0.2)


def processes() -> dict[int, tuple[int, str]]:
    """Every process of this machine: its parent and the words that started it."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            parent = (folder / "stat").read_text("utf-8").rpartition(")")[2].split()[1]
        except OSError:
            continue
        found[int(folder.name)] = (int(parent), words)
    return found


class Person:
    """Somebody in front of the board, signed in."""

    def __init__(self, board: str, login: str, password: str) -> None:
        self._asking = httpx.Client(
            base_url=board, trust_env=False, timeout=60, headers={"Origin": board}, follow_redirects=False
        )
        token = _FORM_TOKEN.search(self._asking.get("/sign-in").text)
        fields = {"login": login, "password": password} | ({"form_token": token[1]} if token else {})
        signed_in = self._asking.post("/sign-in", data=fields)
        if signed_in.status_code != httpx.codes.SEE_OTHER:
            raise SystemExit(f"{login} could not sign in: {signed_in.status_code}")

    def sees(self, address: str) -> str:
        """The page at an address."""
        answer = self._asking.get(address)
        while answer.is_redirect:
            answer = self._asking.get(answer.headers["location"])
        return answer.raise_for_status().text

    def does(self, page: str, action: str, **form: str) -> int:
        """Fill in the form of a page; what the board answers."""
        token = _FORM_TOKEN.search(self.sees(page))
        fields = form | ({"form_token": token[1]} if token else {})
        return self._asking.post(action, data=fields).status_code


def _seen(look: Callable[[], object]) -> bool:
    try:
        return bool(look())
    except httpx.TransportError:
        return False


def _is_well(address: str) -> bool:
    return httpx.get(address, trust_env=False, timeout=5).status_code == httpx.codes.OK


def _free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _intake(path: Path, by: str, issued_on: date | None, now: datetime) -> None:
    incoming = look_at(path, issued_on)
    with database.transaction() as session:
        receive(session, incoming, by, now)


def _dispatch(by: str, day: date, now: datetime) -> None:
    with database.transaction() as session:
        continue_recurring(session, day)
        assign(session, by, day, now)


def _sweep(day: date) -> None:
    clock.move_demo_day(day)
    with database.transaction() as session:
        raise_notices(session, day, clock.on_day(day), settings(), work_calendar())


def _deliver(day: date, now: datetime) -> None:
    send_all(day, now)


assert sys.platform == "linux", "processes are found by /proc"
