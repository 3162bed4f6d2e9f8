"""The command line as a person uses it: its words, what it prints, its exit code."""

import io
import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from commands.main import main
from config.settings import settings
from models import database
from tests.new_database import new_file
from tests.ports import free_port

_migrate = database.migrate


@dataclass(frozen=True, slots=True)
class Said:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """What it printed with ``--json``."""
        return json.loads(self.out)


def _migrated(url: str | None = None) -> None:
    if not url and not settings().database_url:
        # Where no file can be made, the program shall say so itself.
        with suppress(OSError):
            new_file()
    _migrate(url)


def _ports() -> dict[str, str]:
    return {
        name: str(free_port()) for name in ("DUBAN_BOARD_PORT", "DUBAN_ENGINE_PORT") if name not in os.environ
    }


def duban(*words: str | Path, home: Path, stdin: str = "") -> Said:
    """Run ``duban`` on a data folder, in this process: starting one costs a second."""
    out, err = io.StringIO(), io.StringIO()
    settings.cache_clear()
    with (
        patch.object(sys, "argv", ["duban", *map(str, words)]),
        patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")),
        # What starts the whole program must not meet another one on this machine.
        patch.dict(os.environ, _ports() | {"DUBAN_HOME": str(home), "COLUMNS": "120"}),
        # An empty folder gets the very database that the migrations would leave in it.
        patch.object(database, "migrate", _migrated),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = main()
    settings.cache_clear()
    return Said(code, out.getvalue(), err.getvalue())
