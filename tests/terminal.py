"""The command line as a person uses it: its words, what it prints, its exit code."""

import io
import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from commands.main import main
from config.settings import settings
from tests.ports import free_port


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
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = main()
    settings.cache_clear()
    return Said(code, out.getvalue(), err.getvalue())
