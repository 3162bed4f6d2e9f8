"""What a run was measured on: without it no figure says anything."""

import os
import platform
import sqlite3
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import create_engine, make_url

from benchmarks.measurement import ROOT
from benchmarks.places import DRIVER, SERVER
from benchmarks.postgresql_programs import programs

_GB = 1024**3


def machine() -> dict[str, Any]:
    """The machine, the versions, the commit, and how busy it is just now."""
    return {
        "cores": os.cpu_count(),
        "processor": _processor(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GB, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "postgresql": _postgresql(),
        "commit": commit(),
        "load": load(),
    }


def load() -> float:
    """How many processes wanted a processor in the last minute, in the mean."""
    return round(os.getloadavg()[0], 1)


def commit() -> str:
    """What was measured; with a mark where the tree has changes that no commit holds. Empty outside a checkout."""
    number = _git("rev-parse", "--short", "HEAD")
    return f"{number}+changes" if number and _git("status", "--porcelain", "-uno") else number


def _git(*words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.machine()
    return next(
        (line.partition(":")[2].strip() for line in told.splitlines() if line.startswith("model name")), ""
    )


def _postgresql() -> str:
    """The version of the server that would be measured, empty where there is none."""
    if find_spec(DRIVER) is None:
        return ""
    if named := os.environ.get(SERVER):
        engine = create_engine(make_url(named).set(drivername=f"postgresql+{DRIVER}"))
        with engine.connect() as connection:
            return str(connection.exec_driver_sql("SHOW server_version").scalar_one())
    return _postgresql_of_our_own()


@cache  # it may have to be unpacked, and it is always the same
def _postgresql_of_our_own() -> str:
    with TemporaryDirectory() as folder:
        found = programs(Path(folder))
        if found is None:
            return ""
        done = subprocess.run([str(found / "postgres"), "--version"], capture_output=True, text=True)
    return done.stdout.strip().rpartition(" ")[2]
