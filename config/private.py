"""Keeping what an office stores from the other users of its machine."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from config.settings import home

_OTHERS = 0o007


@contextmanager
def for_the_owner_alone() -> Iterator[None]:
    """Whatever is made within the block, and by the processes that it starts, only its owner can read."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def is_open_to_others() -> bool:
    """Whether any user of the machine can look into the data folder."""
    return home().exists() and bool(home().stat().st_mode & _OTHERS)


def close_to_others() -> None:
    """Shut the data folder to everybody but its owner, and a group where the office lets one in."""
    if is_open_to_others():
        # Whose folder it is not cannot shut it; ``duban doctor`` says so.
        with suppress(PermissionError):
            home().chmod(home().stat().st_mode & 0o7777 & ~_OTHERS)
