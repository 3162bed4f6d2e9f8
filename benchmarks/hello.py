"""The least that a server can do for a click: one table of a hundred lines from a bare template, no database, no rules."""

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

from jinja2 import Template

from benchmarks.measurement import ROOT
from benchmarks.people import Person, all_at_once, told
from benchmarks.served import free_port

_PATIENCE_SECONDS = 60
_PAGE = Template(
    "<!doctype html><table>{% for line in lines %}<tr>{% for cell in line %}<td>{{ cell|e }}</td>{% endfor %}</tr>{% endfor %}</table>"
)
_LINES = [[f"第{line}项重点任务", f"江临市第{line}局", "办理中", "2026-12-31", "正常"] for line in range(100)]
_SERVE = (
    "import uvicorn; uvicorn.run('benchmarks.hello:app', port={port}, log_level='warning', access_log=False)"
)


async def app(scope: Any, _receive: Any, send: Any) -> None:
    """The application itself."""
    if scope["type"] != "http":
        return
    body = _PAGE.render(lines=_LINES).encode()
    kind = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": kind})
    await send({"type": "http.response.body", "body": body})


@contextmanager
def hello() -> Iterator[int]:
    """The application as a process of its own; its port."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-c", _SERVE.format(port=port)], cwd=ROOT)
    try:
        until = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                line = http.client.HTTPConnection("127.0.0.1", port)
                line.request("GET", "/")
                line.getresponse().read()
                break
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


def said_by_hello(people: int, seconds: float) -> dict[str, float]:
    """How long it takes to answer so many people who click without a pause."""
    with hello() as port:
        crowd = [Person(port, "", "") for _ in range(people)]

        def clicking(one: Person) -> Any:
            def live(over: Event) -> None:
                while not over.is_set():
                    one.look("hello", "/")

            return live

        took = all_at_once([clicking(one) for one in crowd], seconds)
    seen = [click for one in crowd for click in one.seen]
    return {**told(seen), "clicks_per_second": round(len(seen) / took, 1)}
