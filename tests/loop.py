"""The event loop of this process in which the board answers every request of the tests."""

from contextlib import ExitStack

from anyio.from_thread import BlockingPortal, start_blocking_portal

_held = ExitStack()
_started: list[BlockingPortal] = []


def running() -> BlockingPortal:
    """The way into the loop, started when somebody first asks."""
    if not _started:
        _started.append(_held.enter_context(start_blocking_portal()))
    return _started[0]


def stop() -> None:
    """End the loop and its thread: a process waits for its threads before it ends."""
    _held.close()
    _started.clear()
