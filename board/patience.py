"""HTTP for the board with an end to patience: who dawdles over a request holds a line for a while and not for ever.

The server by itself waits without end for the rest of a head or a body, so that a few hundred lines that send a byte
now and then keep everybody else out.
"""

from asyncio import TimerHandle, Transport
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 20.0
"""For so long the head of a request may take, from the first moment of the line."""

PIECE_SECONDS = 30.0
"""For so long the next piece of a body may take."""

BODY_SECONDS = 900.0
"""For so long the whole of a body may take: fifty megabytes over a bad line."""


class Patience(H11Protocol):
    """The server's own protocol, which hangs up on whoever takes longer than that."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._head: TimerHandle | None = None
        self._piece: TimerHandle | None = None
        self._body: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """A line was opened: its first head is waited for."""
        super().connection_made(transport)
        self._head = self.loop.call_later(HEAD_SECONDS, self._hang_up)

    def data_received(self, data: bytes) -> None:
        """Something came: see what is waited for now."""
        super().data_received(data)
        _cancel(self._piece)
        state = self.conn.their_state
        if state is h11.IDLE:
            self._forget_body()
            # One that has begun already goes on: a head does not gain time by coming in small pieces.
            self._head = self._head or self.loop.call_later(HEAD_SECONDS, self._hang_up)
            return
        self._forget_head()
        if state is not h11.SEND_BODY:
            self._forget_body()
            return
        self._body = self._body or self.loop.call_later(BODY_SECONDS, self._hang_up)
        # While the board itself does not read on, nobody can be blamed for sending nothing.
        if not self.flow.read_paused:
            self._piece = self.loop.call_later(PIECE_SECONDS, self._hang_up)

    def connection_lost(self, exc: Exception | None) -> None:
        """The line is gone, and nothing is waited for any more."""
        super().connection_lost(exc)
        self._forget_head()
        self._forget_body()
        _cancel(self._piece)

    def _forget_head(self) -> None:
        _cancel(self._head)
        self._head = None

    def _forget_body(self) -> None:
        _cancel(self._body)
        self._body = None

    def _hang_up(self) -> None:
        self.transport.abort()


def _cancel(timer: TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()
