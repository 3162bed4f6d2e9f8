"""Few pages are made at a time, in the order in which they were asked for.

A processor makes one page after the other whatever is done; where eight are begun together each takes as long as all
of them, and some much longer. So who comes while others are being served waits for a place, where waiting takes
nothing. What takes long keeps nobody out: after a moment its place is given on while it goes on itself.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakKeyDictionary

PLACES = int(__import__("os").environ.get("GP", "2"))
"""How many pages are made at a time: while one waits for the database another is written."""

_SECONDS = 0.25

# A place belongs to the loop it is waited for in; a process may have several.
_gates: "WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore]" = WeakKeyDictionary()


class _Place:
    """One of the places, given back once however often it is asked for."""

    def __init__(self, gate: asyncio.Semaphore) -> None:
        self._gate: asyncio.Semaphore | None = gate

    def give_back(self) -> None:
        """Let the next one in."""
        gate, self._gate = self._gate, None
        if gate is not None:
            gate.release()


@asynccontextmanager
async def a_place() -> AsyncIterator[None]:
    """A place for the length of the block, or for as long as it may be kept."""
    loop = asyncio.get_running_loop()
    gate = _gates.get(loop)
    if gate is None:
        gate = _gates[loop] = asyncio.Semaphore(PLACES)
    await gate.acquire()
    place = _Place(gate)
    patience = loop.call_later(_SECONDS, place.give_back)
    try:
        yield
    finally:
        patience.cancel()
        place.give_back()
