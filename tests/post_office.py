"""A mail server on loopback that keeps what it accepts, and does something in the middle of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import anyio
import pytest
from aiosmtpd.controller import Controller

from config.settings import settings
from tests.patience import PATIENCE_SECONDS
from tests.ports import free_port


class PostOffice:
    """Keeps every letter it accepts; ``deed`` is done while the one ``at_letter`` waits for its answer."""

    def __init__(self, deed: Callable[[], None], at_letter: int = 2) -> None:
        self._at_letter = at_letter
        self.letters: list[str] = []
        self._deed = deed

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - the protocol's
        self.letters.append(envelope.rcpt_tos[0])
        if len(self.letters) == self._at_letter:
            await anyio.to_thread.run_sync(self._deed)
        return "250 OK"


@contextmanager
def post(office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A mail server that the office is set to send by."""
    controller = Controller(office, hostname="127.0.0.1", port=free_port(), ready_timeout=PATIENCE_SECONDS)
    controller.start()
    try:
        monkeypatch.setenv(
            "DUBAN_MAIL_URL",
            f"mailto://127.0.0.1:{controller.port}?smtp=127.0.0.1&mode=insecure&cto=600&rto=600",
        )
        settings.cache_clear()
        yield
    finally:
        controller.stop()
