"""Real servers on loopback for what goes out: a mail server and a gateway that does as it is told."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller

from tests.patience import PATIENCE_SECONDS
from tests.ports import free_port


@dataclass
class PostOffice:
    """Keeps the letters it accepts. ``refuses`` says what becomes of a reader's address, ``at_the_end`` of a letter."""

    letters: list[tuple[list[str], EmailMessage]] = field(default_factory=list)
    refuses: Callable[[str], str] = lambda _address: ""
    at_the_end: str = "250 OK"
    url: str = ""

    async def handle_RCPT(  # noqa: N802 - the name is the protocol's
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if said := self.refuses(address):
            return said
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.at_the_end.startswith("250"):
            letter = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(envelope.content)
            self.letters.append((list(envelope.rcpt_tos), letter))
        return self.at_the_end


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """A mail server until the end of the block; asyncio's sockets acknowledge at once."""
    port = free_port()
    made = PostOffice(url=f"mailto://127.0.0.1:{port}?smtp=127.0.0.1&mode=insecure&cto=600&rto=600")
    controller = Controller(made, hostname="127.0.0.1", port=port, ready_timeout=PATIENCE_SECONDS)
    controller.start()
    try:
        yield made
    finally:
        controller.stop()


@dataclass
class Asked:
    """One request that a gateway got."""

    method: str
    path: str
    headers: dict[str, str]
    body: str

    @property
    def said(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.body)
        return read


@dataclass
class Desk:
    """A gateway's answers, one after the other, the last for ever; ``holds`` keeps every answer back.

    ``location`` is where every answer leads on to.
    """

    url: str = ""
    location: str = ""
    answers: list[tuple[int, str]] = field(default_factory=lambda: [(200, '{"errcode":0,"errmsg":"ok"}')])
    asked: list[Asked] = field(default_factory=list)
    holds: threading.Event | None = None


@contextmanager
def gateway() -> Iterator[Desk]:
    """An HTTP server until the end of the block."""
    desk = Desk()

    class Handler(BaseHTTPRequestHandler):
        def _any(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length).decode()
            if self.command != "HEAD":
                desk.asked.append(Asked(self.command, self.path, dict(self.headers), body))
            if desk.holds:
                desk.holds.wait(PATIENCE_SECONDS)
            status, text = desk.answers.pop(0) if len(desk.answers) > 1 else desk.answers[0]
            self.send_response(status)
            self.send_header("Content-Length", str(len(text.encode())))
            if desk.location:
                self.send_header("Location", desk.location)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(text.encode())

        do_GET = do_POST = do_HEAD = _any  # noqa: N815 - the names are the library's

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    desk.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield desk
    finally:
        if desk.holds:
            desk.holds.set()
        server.shutdown()
        server.server_close()


@dataclass
class MuteMailServer:
    """Where a mail server that falls silent listens, and whether it came so far that it did."""

    port: int
    fell_silent: threading.Event = field(default_factory=threading.Event)

    def url(self, seconds: int) -> str:
        """Its ``mailto`` address, for one who waits so long for every answer."""
        return f"mailto://127.0.0.1:{self.port}?smtp=127.0.0.1&mode=insecure&cto={seconds}&rto={seconds}"


@contextmanager
def mute_mail_server(words: bytes, after: bytes) -> Iterator[MuteMailServer]:
    """A mail server that is polite until it has read ``after`` and then says nothing more."""
    listener = socket.create_server(("127.0.0.1", 0))
    made = MuteMailServer(listener.getsockname()[1])
    stop = threading.Event()

    def serve() -> None:
        while not stop.is_set():
            try:
                line, _ = listener.accept()
            except OSError:
                return
            with line:
                line.settimeout(PATIENCE_SECONDS)
                try:
                    _converse(line, words, after, made.fell_silent, stop)
                except OSError:
                    continue

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield made
    finally:
        stop.set()
        listener.close()


def _converse(
    line: socket.socket, words: bytes, after: bytes, fell_silent: threading.Event, stop: threading.Event
) -> None:
    if after:
        line.sendall(words)
    heard, in_letter = b"", False
    while not stop.is_set():
        got = line.recv(65536)
        if not got:
            return
        heard += got
        if not after or after.upper() in heard.upper():
            fell_silent.set()
            stop.wait()
            return
        if not in_letter and b"DATA\r\n" in heard:
            line.sendall(b"354 go on\r\n")
            in_letter = True
        elif not in_letter:
            line.sendall(b"250 OK\r\n")
