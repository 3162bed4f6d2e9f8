"""The board as a process of its own, started as ``duban up`` starts it, and asked over loopback."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket

from benchmarks.measurement import ROOT
from benchmarks.processor import used_by

_PATIENCE_SECONDS = 180


@dataclass(frozen=True, slots=True)
class Board:
    """A board that answers: its port, its process, and what it has written to its log."""

    port: int
    process: int
    log: Path

    @property
    def memory_mb(self) -> float:
        """The most memory that it held so far; of several processes the sum."""
        return sum(_most_memory(one) for one in self._processes())

    @property
    def processor_seconds(self) -> float:
        """The processor's time that it has used so far."""
        return sum(self.processor_seconds_of_each)

    @property
    def processor_seconds_of_each(self) -> list[float]:
        """The same for each of its processes; the first looks after the others where there are several."""
        return [used_by(one) for one in self._processes()]

    def _processes(self) -> list[int]:
        own = Path(f"/proc/{self.process}/task/{self.process}/children").read_text(encoding="ascii")
        return [self.process, *map(int, own.split())]


@contextmanager
def board(
    folder: str, more: Mapping[str, str] | None = None, *, url: str = "", processes: int = 1
) -> Iterator[Board]:
    """The board of this data folder, and of the database at ``url`` where it lies elsewhere, until the end of the block.

    Of several ``processes`` one at least answers when the block begins.
    """
    environment = {
        **os.environ,
        "DUBAN_HOME": folder,
        "DUBAN_BOARD_PORT": str(port := free_port()),
        # Nobody else's engine may be woken.
        "DUBAN_ENGINE_PORT": str(free_port()),
        "DUBAN_BOARD_PROCESSES": str(processes),
        **({"DUBAN_DATABASE_URL": url} if url else {}),
        **(more or {}),
    }
    log = Path(folder) / "board.log"
    with log.open("ab") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "board"], cwd=ROOT, env=environment, stderr=written, stdout=written
        )
    try:
        _wait_for(port, process, log)
        yield Board(port, process.pid, log)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            # It waits for a question that it never answers; whoever asked has counted that.
            process.kill()
            process.wait()


def free_port() -> int:
    """A port of loopback that nobody uses just now."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _most_memory(process: int) -> float:
    told = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) / 1024 for line in told.splitlines() if line.startswith("VmHWM"))


def _wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.request("GET", "/health")
            connection.getresponse().read()
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit(
                    f"the board does not answer: {log.read_text(encoding='utf-8')[-2000:]}"
                ) from None
            time.sleep(0.1)
        else:
            connection.close()
            return
