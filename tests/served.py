"""The board as it is really served, on a port of this machine, and bytes sent to it as they are."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import uvicorn
from fastapi import FastAPI

from board.__main__ import options
from tests.patience import PATIENCE_SECONDS
from tests.ports import free_port


@contextmanager
def served(app: FastAPI) -> Iterator[int]:
    """The port at which this board is served until the end of the block."""
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", **options() | {"port": port}))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    ends = time.monotonic() + PATIENCE_SECONDS
    while not server.started:
        assert time.monotonic() < ends
        time.sleep(0.02)
    try:
        yield port
    finally:
        server.should_exit = True
        thread.join(PATIENCE_SECONDS)


def said(port: int, request: bytes) -> bytes:
    """All that is answered to these bytes, until the board hangs up."""
    with closing(socket.create_connection(("127.0.0.1", port))) as line:
        line.settimeout(PATIENCE_SECONDS)
        with suppress(ConnectionError):
            line.sendall(request)
        answer = b""
        with suppress(ConnectionError):
            while piece := line.recv(65536):
                answer += piece
        return answer


def statuses(answer: bytes) -> list[int]:
    """The status of each answer in it; the body before it need not end in a line end."""
    return [int(found) for found in re.findall(rb"HTTP/1\.1 (\d{3})", answer)]
