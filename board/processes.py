"""Several processes of the board behind one port, for offices whose database is a server.

uvicorn's own supervisor holds the port, starts the processes and starts again the one that died. What they count of
people they count together (``counts``), in a folder that they have from it.
"""

import fcntl
import gc
import multiprocessing
import os
import secrets
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from fastapi import FastAPI

from config import log_lines
from config.refusal import Refusal

_FOLDER, _SECRET = "DUBAN_COUNTS_FOLDER", "DUBAN_COUNTS_SECRET"
_FILE = "counts"
_THINGS_BETWEEN = 20_000
# On a busy machine a process may take this long until it has loaded its modules and can answer that it lives.
_LONGEST_SILENCE_SECONDS = 60
_LAST_WORDS_SECONDS = 10.0


def serve_several(count: int, options: dict[str, Any]) -> None:
    """Serve by so many processes until told to stop."""
    # Loaded here: each of the processes loads this module, and none of them supervises.
    import uvicorn

    with _counted_together():
        uvicorn.run(
            "board.processes:one_of_several",
            factory=True,
            workers=count,
            timeout_worker_healthcheck=_LONGEST_SILENCE_SECONDS,
            **options,
        )


def one_of_several() -> FastAPI:
    """The board as one of the processes serves it."""
    from board.app import create_app  # whoever only supervises does not need it
    from board.counts import Counts

    log_lines.begin()
    # What this process starts itself has no use for them.
    folder, secret = Path(os.environ.pop(_FOLDER)), bytes.fromhex(os.environ.pop(_SECRET))
    _end_with_the_parent(folder)
    app = create_app(Counts(folder / _FILE, secret))
    settle()
    return app


def settle() -> None:
    """Set aside for good what has been loaded: a large page makes tens of thousands of small things; what stays for ever need not be looked through each time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_THINGS_BETWEEN)


@contextmanager
def _counted_together() -> Iterator[None]:
    """A folder of this machine for what the processes count, gone afterwards. Raises Refusal where none can be made."""
    try:
        folder = mkdtemp(prefix="duban-board-")
    except OSError as error:
        raise Refusal(
            f"看板的几个进程要在临时文件夹里共同计数，现在建不了（{error.strerror}）。请检查临时文件夹（TMPDIR）的空间和权限，或把 board_processes 改回1。"
        ) from None
    held = os.open(folder, os.O_RDONLY)
    # Who tidies the temporary folder leaves alone what somebody holds.
    with suppress(OSError):
        fcntl.flock(held, fcntl.LOCK_SH)
    os.environ |= {_FOLDER: folder, _SECRET: secrets.token_hex(32)}
    try:
        yield
    finally:
        for name in (_FOLDER, _SECRET):
            os.environ.pop(name, None)
        os.close(held)
        shutil.rmtree(folder, ignore_errors=True)


def _end_with_the_parent(folder: Path) -> None:
    """End when the parent does, however it ends: a board that nobody looks after would keep the port from the next."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        shutil.rmtree(folder, ignore_errors=True)
        # As if told to: the port is free at once, and what is being answered comes to its end.
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_LAST_WORDS_SECONDS)
        with suppress(ProcessLookupError):
            os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=wait, daemon=True, name="parent").start()
