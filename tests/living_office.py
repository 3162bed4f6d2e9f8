"""An office that ``duban up`` keeps alive, and whose processes can be killed one by one."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from config.settings import CHECKOUT, settings
from supervision import running
from tests.patience import PATIENCE_SECONDS, until
from tests.ports import free_port

_WORDS = {running.ENGINE: "prefect server", running.BOARD: "-m board", running.TIMETABLE: "flows.serve"}


def child_of(up: "subprocess.Popen[Any]", name: str) -> int:
    """The process of this name (see ``supervision.running``) that ``duban up`` has just now; 0 for none."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            parent = (folder / "stat").read_text("utf-8").rpartition(")")[2].split()[1]
        except (OSError, UnicodeDecodeError):
            continue
        if parent == str(up.pid) and _WORDS[name] in words:
            return int(folder.name)
    return 0


def kill_child(up: "subprocess.Popen[Any]", name: str) -> None:
    """Kill it outright, and see that ``duban up`` has started another."""
    before = until(lambda: child_of(up, name), lambda: up.poll() is None)
    os.kill(before, signal.SIGKILL)
    until(lambda: child_of(up, name) not in (0, before), lambda: up.poll() is None)


@dataclass
class LivingOffice:
    """``duban up`` at work on a data folder, with its board and its engine to be asked."""

    process: "subprocess.Popen[bytes]"
    board: httpx.Client
    engine: httpx.Client

    @property
    def is_alive(self) -> bool:
        """Whether ``duban up`` itself still runs."""
        return self.process.poll() is None

    def pid(self, name: str) -> int:
        """The process of this name just now (see ``supervision.running``); 0 while there is none."""
        return child_of(self.process, name)

    def kill(self, name: str) -> None:
        """Kill it outright, and see that ``duban up`` has started another."""
        kill_child(self.process, name)

    def answers(self, asked: httpx.Client) -> None:
        """Wait until the board or the engine answers."""
        until(lambda: asked.get("health").status_code == 200, lambda: self.is_alive)

    def ask_for(self, flow: str) -> str:
        """Ask the engine for a run of this flow now, as the board does; its id."""
        return until(lambda: self._asked(flow), lambda: self.is_alive)

    def state(self, run: str) -> str:
        """How a run stands in the engine, in its own word."""
        said: dict[str, Any] = self.engine.get(f"flow_runs/{run}").raise_for_status().json()
        return str(said["state_type"])

    def runs_to_its_end(self, flow: str) -> None:
        """See the timetable take up a run of this flow and bring it to a good end."""
        run = self.ask_for(flow)

        def is_done() -> bool:
            nonlocal run
            # One at a time: an earlier one may still have been under way when this one was asked for.
            if self.state(run) == "CANCELLED":
                run = self.ask_for(flow)
            return self.state(run) == "COMPLETED"

        until(is_done, lambda: self.is_alive)

    def _asked(self, flow: str) -> str:
        found = self.engine.get(f"deployments/name/{flow}/{flow}")
        if found.status_code == 404:
            return ""  # the timetable has not come so far
        deployment = found.raise_for_status().json()["id"]
        made = self.engine.post(f"deployments/{deployment}/create_flow_run", json={})
        return str(made.raise_for_status().json()["id"])


@contextmanager
def living_office(home: Path, patch: pytest.MonkeyPatch) -> Iterator[LivingOffice]:
    """``duban up`` on this folder, in which an office must have been founded, until the end of the block."""
    patch.setenv("DUBAN_BOARD_PORT", str(free_port()))
    patch.setenv("DUBAN_ENGINE_PORT", str(free_port()))
    settings.cache_clear()
    with ExitStack() as opened:
        board, engine = (
            opened.enter_context(httpx.Client(base_url=url, trust_env=False, timeout=PATIENCE_SECONDS))
            for url in (settings().address, f"http://127.0.0.1:{settings().engine_port}/api/")
        )
        said = opened.enter_context((home / "said.txt").open("wb"))
        process = subprocess.Popen(
            [sys.executable, "-c", "from commands.main import main; raise SystemExit(main())", "up"],
            cwd=CHECKOUT,
            env=os.environ | {"PYTHONWARNINGS": ""},
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        made = LivingOffice(process, board, engine)
        try:
            made.answers(board)
            made.answers(engine)
            until(lambda: made.pid(running.TIMETABLE), lambda: made.is_alive)  # it comes last
            yield made
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE_SECONDS)
