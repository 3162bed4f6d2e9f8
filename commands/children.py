"""The processes that ``duban up`` looks after: started, waited for, restarted when they die, ended together."""

import ctypes
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from config.settings import CHECKOUT

_PATIENCE_SECONDS = 15
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None)  # loaded here, not between fork and exec


@dataclass
class Child:
    """One process in a group of its own, so that a Ctrl-C reaches us first and its own children end with it.

    ``health`` is an address that answers 200 when it is ready; without one it is ready when it runs.
    """

    name: str
    command: Sequence[str]
    environment: dict[str, str]
    log: Path
    health: str = ""
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start it; what it prints goes to its log."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env=os.environ | self.environment,
                cwd=CHECKOUT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=end_with_us(),
            )

    @property
    def is_running(self) -> bool:
        """Whether the process is alive."""
        return self.process is not None and self.process.poll() is None

    @property
    def is_healthy(self) -> bool:
        """Whether it answers (or runs, where nothing is to be asked)."""
        if not self.is_running:
            return False
        return answers(self.health) if self.health else True

    def ask_to_stop(self) -> None:
        """Tell it to end; see ``end``."""
        self._signal(signal.SIGTERM)

    def end(self) -> None:
        """See it ended, by force when it takes too long, and whatever it left behind with it."""
        if self.process is None:
            return
        try:
            self.process.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self._signal(signal.SIGKILL)
            self.process.wait()
        self._signal(signal.SIGKILL)

    @property
    def is_gone(self) -> bool:
        """Whether nothing is left of it: neither the process nor what it started."""
        if self.is_running:
            return False
        if self.process is None:
            return True
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return True
        return False

    def _signal(self, number: signal.Signals) -> None:
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            return  # the group is empty: nothing is left to tell


def end_with_us() -> Callable[[], None] | None:
    """What a child does before anything else, so that it ends when we do, however we end (Linux only)."""
    if sys.platform != "linux":
        return None
    ours = os.getpid()

    def ask_to_be_told() -> None:
        # Whoever kills us with -9 gives us no time to end the others; the kernel tells them instead.
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != ours:
            os._exit(1)  # we were gone before it asked

    return ask_to_be_told


def answers(address: str) -> bool:
    """Whether an address answers 200 just now."""
    try:
        with urllib.request.urlopen(address, timeout=2) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False
