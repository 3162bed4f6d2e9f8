"""A server of PostgreSQL of our own that can be restarted at will; tests that want it skip where there is none."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

import pytest
from sqlalchemy import URL

from benchmarks.postgresql_programs import owner, programs
from tests.memory import MEMORY
from tests.patience import PATIENCE_SECONDS


class Server:
    """A running server; ``url`` is its one database."""

    def __init__(self, found: Path, folder: Path) -> None:
        self._programs, self._folder = found, folder
        self._turn = Lock()  # whoever starts it waits until whoever stops it has done so
        self._owner = owner()
        self.url = URL.create(
            "postgresql+psycopg", username="duban", database="postgres", query={"host": str(folder)}
        ).render_as_string(hide_password=False)

    def make(self) -> None:
        """Make and start it."""
        if self._owner:
            shutil.chown(self._folder, self._owner)
        self._run("initdb", "-A", "trust", "-U", "duban", "--encoding=UTF8", "--no-sync")
        self.start()

    def start(self) -> None:
        """Start it, also after it was stopped without a word; returns when it answers."""
        self._control("start", "-l", str(self._folder / "log"), "-o", self._options)

    def stop(self) -> None:
        """End it at once: every connection is cut off without a word."""
        self._control("stop", "-m", "immediate")

    @property
    def _options(self) -> str:
        return f"-k {self._folder} -c listen_addresses='' -c fsync=off"

    def _control(self, *words: str) -> None:
        with self._turn:
            self._run("pg_ctl", "-w", "-t", str(int(PATIENCE_SECONDS)), *words)

    def _run(self, program: str, *words: str) -> None:
        subprocess.run(
            [str(self._programs / program), "-D", str(self._folder / "data"), *words],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=self._owner,
            cwd=self._folder,
        )


@contextmanager
def server() -> Iterator[Server]:
    """A fresh server, gone afterwards."""
    if find_spec("psycopg") is None:
        pytest.skip("the driver psycopg is not installed")
    with TemporaryDirectory(prefix="duban-pg-", dir=MEMORY) as folder:
        # Whoever runs the server has to get to the programs in it.
        Path(folder).chmod(0o755)
        found = programs(Path(folder))
        if found is None:
            pytest.skip("no PostgreSQL on this machine")
        made = Server(found, Path(folder))
        made.make()
        try:
            yield made
        finally:
            made.stop()
