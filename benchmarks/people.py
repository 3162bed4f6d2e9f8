"""People at the board: each signs in, opens pages and sends forms over a connection of their own."""

import gzip
import http.client
import re
import secrets
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import median, quantiles
from threading import Event, Timer
from urllib.parse import urlencode

NO_ANSWER = 0
_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
_FORM = "application/x-www-form-urlencoded"
_DONE = "done="
_PATIENCE_SECONDS = 60
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and how long it took."""

    status: int
    seconds: float
    location: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as it went: what it was, whether it was a write, and what it met with."""

    name: str
    is_write: bool
    status: int
    seconds: float


@dataclass(slots=True)
class Person:
    """Somebody with an account. What they do is noted in ``seen``."""

    port: int
    login: str
    password: str
    seen: list[Seen] = field(default_factory=list)
    _cookies: dict[str, str] = field(default_factory=dict)
    _token: str = ""
    _line: http.client.HTTPConnection | None = None

    def sign_in(self) -> None:
        """Begin a session, and learn its token from the page on which the password can be changed."""
        answer = self._ask(
            "POST", "/sign-in", urlencode({"login": self.login, "password": self.password}), _FORM
        )
        if answer.status != http.client.SEE_OTHER:
            raise SystemExit(f"{self.login} could not sign in: {answer.status}")
        found = _TOKEN.search(self._ask("GET", "/account/password").body.decode())
        if found is None:
            raise SystemExit(f"{self.login} found no form")
        self._token = found[1]

    def look(self, name: str, address: str) -> bool:
        """Open a page; whether it came."""
        answer = self._ask("GET", address)
        self.seen.append(Seen(name, False, answer.status, answer.seconds))
        return answer.status == http.client.OK

    def send(
        self, name: str, address: str, fields: Mapping[str, str], file: tuple[str, bytes] | None = None
    ) -> bool:
        """Send a form; whether what it asks was done."""
        own = {**fields, "form_token": self._token, "once": secrets.token_urlsafe(16)}
        body, kind = (urlencode(own).encode(), _FORM) if file is None else _with_file(own, *file)
        answer = self._ask("POST", address, body, kind)
        self.seen.append(Seen(name, True, answer.status, answer.seconds))
        return answer.status == http.client.SEE_OTHER and _DONE in answer.location

    def leave(self) -> None:
        """Close the connection."""
        if self._line is not None:
            self._line.close()

    def _ask(self, method: str, address: str, body: bytes | str | None = None, kind: str = "") -> Answer:
        headers = {"Accept-Encoding": "gzip"}
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        if kind:
            headers["Content-Type"] = kind
        if self._line is None:
            self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE_SECONDS)
        begun = time.perf_counter()
        try:
            self._line.request(method, address, body, headers)
            answer = self._line.getresponse()
            came = answer.read()
        except (http.client.RemoteDisconnected, ConnectionError):
            # A server may close a line that was quiet for some seconds; a browser opens another.
            self._line.close()
            self._line.request(method, address, body, headers)
            answer = self._line.getresponse()
            came = answer.read()
        except TimeoutError:
            # Whoever waits this long goes away, and has an error to tell of.
            self.leave()
            self._line = None
            return Answer(NO_ANSWER, time.perf_counter() - begun, "", b"")
        seconds = time.perf_counter() - begun
        for given in answer.headers.get_all("Set-Cookie", []):
            name, _, value = given.split(";")[0].partition("=")
            self._cookies[name] = value
        if answer.getheader("Content-Encoding") == "gzip" and method == "GET" and not self._token:
            came = gzip.decompress(came)
        return Answer(answer.status, seconds, answer.getheader("Location", ""), came)


def all_at_once(lives: Sequence[Callable[[Event], None]], seconds: float) -> float:
    """Let everybody live at once until the time is up, each to the end of what they were at; how long it took."""
    over = Event()
    with ThreadPoolExecutor(len(lives)) as crowd:
        bell = Timer(seconds, over.set)
        begun = time.perf_counter()
        bell.start()
        try:
            list(crowd.map(lambda live: live(over), lives))
        finally:
            over.set()
            bell.cancel()
        return time.perf_counter() - begun


def told(seen: Iterable[Seen]) -> dict[str, float]:
    """How many there were, and how long they took (ms)."""
    took = [one.seconds for one in seen]
    if len(took) < _LEAST:
        return {"count": len(took)}
    return {
        "count": len(took),
        "p50_ms": round(1000 * median(took), 1),
        "p95_ms": round(1000 * quantiles(took, n=20, method="inclusive")[-1], 1),
        "longest_ms": round(1000 * max(took), 1),
    }


def by_name(seen: Sequence[Seen]) -> dict[str, dict[str, float]]:
    """The same for each kind of page and form."""
    return {
        name: told(one for one in seen if one.name == name) for name in sorted({one.name for one in seen})
    }


def _with_file(fields: Mapping[str, str], name: str, content: bytes) -> tuple[bytes, str]:
    edge = secrets.token_hex(16)
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{field_}"\r\n\r\n{value}\r\n'.encode()
        for field_, value in fields.items()
    ]
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/plain\r\n\r\n'
    return b"".join([*parts, head.encode(), content, f"\r\n--{edge}--\r\n".encode()]), (
        f"multipart/form-data; boundary={edge}"
    )
