"""A mail server in a process of its own, that counts what it accepted, after a pause for each message where one is asked."""

import asyncio
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.parser import BytesHeaderParser
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from aiosmtpd.controller import Controller

_PARSED = BytesHeaderParser()


class _Counting:
    def __init__(self, pause_seconds: float) -> None:
        self.accepted: Counter[str] = Counter()
        self._pause_seconds = pause_seconds

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self._pause_seconds:
            await asyncio.sleep(self._pause_seconds)
        self.accepted[_PARSED.parsebytes(envelope.content[:4096])["Message-ID"] or ""] += 1
        return "250 OK"


@contextmanager
def mail_server(pause_seconds: float = 0) -> Iterator[tuple[str, Callable[[], Counter[str]]]]:
    """Its ``mailto`` address, and what tells how often each Message-ID was accepted since it was last asked.

    Its sockets answer at once: asyncio sets TCP_NODELAY, and so do our letters.
    """
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, pause_seconds), daemon=True)
    process.start()
    try:
        port = here.recv()

        def asked() -> Counter[str]:
            here.send("count")
            counted: Counter[str] = here.recv()
            return counted

        yield f"mailto://127.0.0.1:{port}?smtp=127.0.0.1&mode=insecure&cto=60&rto=60", asked
    finally:
        process.kill()
        process.join()


def _serve(line: Connection, pause_seconds: float) -> None:
    handler = _Counting(pause_seconds)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    Controller(handler, hostname="127.0.0.1", port=port, ready_timeout=30).start()
    line.send(port)
    while line.recv():
        line.send(handler.accepted)
        handler.accepted = Counter()
