"""What another office program makes of our files."""

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

from tests.patience import PATIENCE_SECONDS

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice") or ""
needs_libreoffice = pytest.mark.skipif(not SOFFICE, reason="no LibreOffice here")


def saved_as(ending: str, file: Path, folder: Path) -> Path:
    """The file as LibreOffice saves it with another ending, in a folder."""
    profile = f"-env:UserInstallation=file://{_profile().name}"
    subprocess.run(
        [SOFFICE, profile, "--headless", "--convert-to", ending, "--outdir", folder, file],
        check=True, capture_output=True, timeout=PATIENCE_SECONDS,
    )  # fmt: skip
    return folder / f"{file.stem}.{ending}"


@cache
def _profile() -> "tempfile.TemporaryDirectory[str]":
    # Made once: a first start takes longer than the work. It goes with the process.
    return tempfile.TemporaryDirectory()
