"""An office on several workers, as docs/operations.md sets it up: PostgreSQL, one engine, a process pool, real workers."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import create_engine, make_url

from commands.children import Child
from config.settings import CHECKOUT, settings
from models import database
from schedules.timetable import HEARTBEAT_SECONDS
from tests.engine import running_engine
from tests.patience import PATIENCE_SECONDS, until
from tests.postgresql import server

POOL = "duban"


class Machines:
    """What runs: the engine's address, the workers, and the data folder that all of them share."""

    def __init__(self, folder: Path, server_url: str, engine: dict[str, str]) -> None:
        self.home = folder / "home"
        self.home.mkdir()
        self.workers: list[Child] = []
        self._server_url = server_url
        self._folder = folder
        self._environment = engine | {
            "DUBAN_HOME": str(self.home),
            "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(HEARTBEAT_SECONDS),
            "PREFECT_WORKER_QUERY_SECONDS": "1",
            "PREFECT_API_REQUEST_TIMEOUT": str(PATIENCE_SECONDS),
        }
        self._api = engine["PREFECT_API_URL"]

    def deploy(self) -> None:
        """The pool, and every flow of ``prefect.yaml`` in it; then the timetable is kept still."""
        self._prefect("work-pool", "create", POOL, "--type", "process")
        self._prefect("--no-prompt", "deploy", "--all")
        for found in self._asked("deployments/filter", {}):
            until(lambda found=found: self._pause(found["id"]))  # type: ignore[misc]

    def start(self, count: int) -> None:
        """So many workers, each of which does one thing at a time."""
        for number in range(len(self.workers), len(self.workers) + count):
            words = ["worker", "start", "--pool", POOL, "--type", "process", "--limit", "1"]
            command = [sys.executable, "-m", "prefect", *words, "--name", f"worker-{number}"]
            log = self._folder / f"worker-{number}.log"
            worker = Child(f"worker-{number}", command, self._environment, log)
            worker.start()
            self.workers.append(worker)
        until(lambda: len(self._asked(f"work_pools/{POOL}/workers/filter", {})) >= len(self.workers))

    def stop(self) -> None:
        """End them all, and what they started."""
        for worker in self.workers:
            worker.ask_to_stop()
        for worker in self.workers:
            worker.end()

    def kill(self, worker: Child) -> None:
        """End this one with -9, and what it started, as when its machine loses its power."""
        assert worker.process is not None
        for number in [worker.process.pid, *_descendants(worker.process.pid)]:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        worker.process.wait()

    def busy(self) -> list[Child]:
        """The workers that have started something and are at it."""
        return [
            one for one in self.workers if one.process and one.is_running and _descendants(one.process.pid)
        ]

    def new_office(self, patch: pytest.MonkeyPatch, name: str, **said: str) -> str:
        """An empty database on the server, named in the settings of the data folder; its address."""
        made = create_engine(self._server_url, isolation_level="AUTOCOMMIT")
        with made.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        made.dispose()
        url = make_url(self._server_url).set(database=name).render_as_string(hide_password=False)
        lines = [f'{key} = "{value}"' for key, value in {"database_url": url, **said}.items()]
        (self.home / "settings.toml").write_text("\n".join(lines), encoding="utf-8")
        patch.setenv("DUBAN_HOME", str(self.home))
        settings.cache_clear()
        database.close_connections()
        return url

    def run(self, name: str, **parameters: Any) -> str:
        """Ask the engine for a run of this flow, as the board does; its id."""
        found = until(lambda: self._get(f"deployments/name/{name}/{name}"))
        wanted = {"parameters": parameters, "idempotency_key": str(uuid4())}
        # Its small database may be locked for an instant; asked again it makes no second run.
        made = until(lambda: self._asked(f"deployments/{found['id']}/create_flow_run", wanted))
        return str(made["id"])

    def states(self, name: str) -> list[str]:
        """How the runs of this flow stand that somebody asked for; the timetable's own are another matter."""
        wanted = {"flows": {"name": {"any_": [name]}}, "flow_runs": {}}
        runs = self._asked("flow_runs/filter", wanted)
        return [run["state_type"] for run in runs if not run["auto_scheduled"]]

    def _pause(self, number: str) -> bool:
        answer = httpx.patch(
            f"{self._api}/deployments/{number}",
            json={"paused": True},
            timeout=PATIENCE_SECONDS,
            trust_env=False,
        )
        return answer.raise_for_status().is_success

    def _get(self, path: str) -> Any:
        answer = httpx.get(f"{self._api}/{path}", timeout=PATIENCE_SECONDS, trust_env=False)
        return answer.raise_for_status().json()

    def _asked(self, path: str, body: dict[str, Any]) -> Any:
        answer = httpx.post(f"{self._api}/{path}", json=body, timeout=PATIENCE_SECONDS, trust_env=False)
        return answer.raise_for_status().json()

    def _prefect(self, *words: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "prefect", *words],
            env=os.environ | self._environment,
            cwd=CHECKOUT,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def several_workers(folder: Path, count: int) -> Iterator[Machines]:
    """PostgreSQL, the engine and so many workers; all gone afterwards."""
    with server() as made, running_engine(folder / "engine-home") as engine:
        machines = Machines(folder, made.url, engine)
        try:
            machines.deploy()
            machines.start(count)
            yield machines
        finally:
            machines.stop()
            database.close_connections()


def _descendants(number: int) -> list[int]:
    """The processes that this one started, and theirs."""
    below: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                # The name in brackets may hold blanks; the parent is the second word after it.
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                below.setdefault(parent, []).append(int(entry.name))
    found: list[int] = []
    waiting = list(below.get(number, ()))
    while waiting:
        found.append(waiting.pop())
        waiting += below.get(found[-1], ())
    return found
