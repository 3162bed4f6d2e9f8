"""A data folder in which ``duban found`` was run on the samples' directory: once per process, copied from then on."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from config.settings import CHECKOUT
from models import database
from tests.terminal import duban


def found_samples(home: Path, *words: str) -> None:
    """Found the office of the samples in an empty data folder, with these options."""
    shutil.copytree(_founded(words).name, home)


@cache
def _founded(words: tuple[str, ...]) -> "tempfile.TemporaryDirectory[str]":
    made = tempfile.TemporaryDirectory()
    said = duban("found", CHECKOUT / "samples" / "office.toml", *words, home=Path(made.name))
    assert said.code == 0, said.err
    assert "wangmin" in said.out
    # The last connection to close writes everything into the one file.
    database.close_connections()
    return made
