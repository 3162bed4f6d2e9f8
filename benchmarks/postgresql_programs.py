"""The programs of PostgreSQL for a server of one's own: those of the wheel among the tests' dependencies, else the system's."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

WHEEL = "pgserver"


def owner() -> str | None:
    """Who runs the server: it refuses to run as root. None for whoever we are."""
    return "nobody" if os.geteuid() == 0 else None


def programs(folder: Path) -> Path | None:
    """The folder of initdb and the others, None where there are none on this machine.

    What the owner could not reach, because it lies in root's own folders, is copied into ``folder`` first.
    """
    wheel = find_spec(WHEEL)
    if wheel is not None and wheel.origin is not None:
        here = Path(wheel.origin).parent
        if owner() is None:
            return here / "pginstall" / "bin"
        # The programs look for their libraries beside their own package.
        shutil.copytree(here / "pginstall", folder / "wheel" / WHEEL / "pginstall")
        shutil.copytree(here.with_name(f"{WHEEL}.libs"), folder / "wheel" / f"{WHEEL}.libs")
        return folder / "wheel" / WHEEL / "pginstall" / "bin"
    found = shutil.which("initdb")
    of_the_system = (
        [Path(found).resolve()] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    )
    return of_the_system[-1].parent if of_the_system else None
