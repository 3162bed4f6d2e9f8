"""Who writes next: one after the other, in the order in which they came.

SQLite lets one write at a time. Who waits for it in a thread keeps the thread, and with as many waiting as there are
threads the one who is writing gets none to go on with: all would wait until the lock runs out and be turned away. So
they wait here, where waiting takes nothing. A server lets several write at once and needs no turns.
"""

import asyncio
from collections.abc import AsyncIterator
from weakref import WeakKeyDictionary

from models import database

# A lock belongs to the loop it is waited for in; a process may have several.
_turns: "WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock]" = WeakKeyDictionary()


async def turn() -> AsyncIterator[None]:
    """Until the end of the block it is this request's turn to write."""
    if not database.is_embedded():
        yield
        return
    async with _turns.setdefault(asyncio.get_running_loop(), asyncio.Lock()):
        yield
