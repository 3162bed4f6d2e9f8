"""An hour of real work by the wall clock: whether memory, connections and file handles stay where they are.

The sample office under ``duban up``, with a mail server: six people click, report, hand in and send back; every four
minutes comes its next day, with its sweep and its letters, beside everything that the timetable starts by itself.
Every ten seconds each process is looked at: memory (RSS, MB), established TCP connections, open handles. Of the two
counts it is the least of ten looks a second apart, which is what is held when nothing is in the air. The engine is
weighed with what it started; the runs that the timetable starts come and go, are counted apart, and the timetable is
judged by the samples in which none ran.

``drift_percent`` is what each rises by over the last half (``benchmarks.drift``); ``is_flat`` where all stay within 2.
The samples go to standard error as they are taken.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import fmean
from threading import Event, Lock

import httpx

from benchmarks.drift import drift_of_count_percent, drift_percent
from benchmarks.living_office import Filled, Person, Up, brought_up, fill, processes, until
from benchmarks.mail_server import mail_server
from benchmarks.measurement import Measurement, apart
from supervision import running

ROWS = 60  # minutes
DATABASES = ("sqlite",)
_LOOKS = 10
_DAY_EVERY_SECONDS = 240.0
_CLICK_EVERY_SECONDS = 2.0
_WITHIN_PERCENT = 2.0
_PAGES = ("/", "/today", "/matrix", "/tasks", "/ledger", "/notices", "/kanban", "/timeline", "/statistics", "/search?q=竞赛", "/documents")  # fmt: skip
_OTHERS_PAGES = ("/", "/tasks", "/account")
_CLERKS = ("wangmin", "lijing")
_PAGE_BYTES = 4096
_MEMORY = "memory_mb"

Sample = dict[str, dict[str, float]]


@dataclass
class Traffic:
    """What people did, and how the board answered."""

    ended: Event = field(default_factory=Event)
    answers: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    handed_in: list[int] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def note(self, what: str, began: float) -> None:
        """Count one more."""
        with self._lock:
            self.answers[what] += 1
            self.seconds.append(time.monotonic() - began)


def measure(minutes: int) -> Measurement:
    """So many minutes (``--minutes``)."""
    with (
        tempfile.TemporaryDirectory(prefix="duban-soak-") as folder,
        mail_server() as (mail_url, accepted),
    ):
        filled, _ = apart(fill, folder)
        traffic = Traffic()
        with (
            brought_up(
                Path(folder), {"DUBAN_MAIL_URL": mail_url, "DUBAN_MAIL_FROM": "duban@example.org"}
            ) as up,
            ThreadPoolExecutor(len(filled.passwords) + 1) as crowd,
        ):
            crowd.submit(_days, up, traffic)
            for number, login in enumerate(filled.passwords):
                crowd.submit(_person, up, filled, login, number, traffic)
            try:
                samples = _look(up, minutes)
            finally:
                traffic.ended.set()
        letters = accepted()
    drifts = {
        name: {
            what: (drift_percent if what == _MEMORY else drift_of_count_percent)(
                [one[name][what] for one in samples if not one[name].get("runs")]
            )
            for what in samples[0][name]
        }
        for name in samples[0]
    }
    judged = [by[what] for by in drifts.values() for what in (_MEMORY, "connections", "handles")]
    seconds = sorted(traffic.seconds)
    return Measurement(
        "soak",
        minutes,
        "sqlite",
        60.0 * minutes,
        None,
        max(sum(by[_MEMORY] for by in one.values()) for one in samples),
        {
            "is_flat": all(abs(drift) <= _WITHIN_PERCENT for drift in judged),
            "most_drift_percent": max(judged, key=abs),
            "drift_percent": drifts,
            "means_of_last_half": {
                name: {
                    what: round(fmean(one[name][what] for one in samples[len(samples) // 2 :]), 1)
                    for what in by
                }
                for name, by in samples[0].items()
            },
            "samples": len(samples),
            "answers": dict(traffic.answers),
            "clicks_p95_ms": round(1000 * seconds[int(0.95 * len(seconds))]) if seconds else None,
            "letters": len(letters),
            "twice": sum(times - 1 for times in letters.values()),
        },
    )


def weigh(up: Up) -> Sample:
    """What each process holds just now."""
    everybody = processes()
    made = {"up": _held([up.process.pid])}
    for name, called in (
        (running.ENGINE, "engine"),
        (running.BOARD, "board"),
        (running.TIMETABLE, "timetable"),
    ):
        pid = up.pid(name)
        below = _below(pid, everybody)
        made[called] = _held([pid] if name == running.TIMETABLE else [pid, *below])
        if name == running.TIMETABLE:
            made[called]["runs"] = len(below)
    return made


def _look(up: Up, minutes: int) -> list[Sample]:
    begun = time.monotonic()
    before = {name: up.pid(name) for name in (running.ENGINE, running.BOARD, running.TIMETABLE)}
    samples: list[Sample] = []
    while time.monotonic() - begun < 60 * minutes:
        looks = []
        for _ in range(_LOOKS):
            time.sleep(1)
            looks.append(weigh(up))
        if {name: up.pid(name) for name in before} != before:
            raise SystemExit("a process was started again: what was weighed is not one life; see logs/")
        samples.append(_least(looks))
        told = (
            f"{name}.{what}={value:.1f}"
            for name, by in samples[-1].items()
            for what, value in sorted(by.items())
        )
        print(f"{time.monotonic() - begun:.0f}", *told, sep="\t", file=sys.stderr, flush=True)
    return samples


def _least(looks: list[Sample]) -> Sample:
    return {
        name: {
            what: last if what == _MEMORY else min(one[name][what] for one in looks)
            for what, last in by.items()
        }
        for name, by in looks[-1].items()
    }


def _below(pid: int, everybody: dict[int, tuple[int, str]]) -> list[int]:
    own = [number for number, (parent, _) in everybody.items() if parent == pid]
    return own + [deeper for number in own for deeper in _below(number, everybody)]


def _held(pids: list[int]) -> dict[str, float]:
    memory = connections = handles = 0.0
    for pid in pids:
        try:
            pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
            links = [_link(one) for one in Path(f"/proc/{pid}/fd").iterdir()]
            established = _established(pid)
        except OSError:
            continue  # it has just ended
        memory += pages * _PAGE_BYTES / 1e6
        handles += len(links)
        connections += sum(link in established for link in links)
    return {_MEMORY: memory, "connections": connections, "handles": handles}


def _link(path: Path) -> str:
    try:
        return str(path.readlink())
    except OSError:
        return ""


def _established(pid: int) -> set[str]:
    found = set()
    for table in ("tcp", "tcp6"):
        lines = Path(f"/proc/{pid}/net/{table}").read_text(encoding="ascii").splitlines()[1:]
        found |= {f"socket:[{row[9]}]" for row in map(str.split, lines) if row[3] == "01"}
    return found


def _days(up: Up, traffic: Traffic) -> None:
    """The next day, its sweep and its letters, again and again."""
    until(lambda: up.is_served("delivery") or traffic.ended.is_set())
    while not traffic.ended.is_set():
        began = time.monotonic()
        try:
            up.next_day()
            for flow in ("sweep", "delivery"):
                run = up.ask_for(flow)
                while up.state(run) not in ("COMPLETED", "CANCELLED", "FAILED", "CRASHED"):
                    if traffic.ended.wait(2):
                        return
                traffic.note(f"{flow} {up.state(run).lower()}", began)
        except (httpx.HTTPError, OSError) as error:
            traffic.note(f"days: {type(error).__name__}", began)
        traffic.ended.wait(max(0.0, _DAY_EVERY_SECONDS - (time.monotonic() - began)))


def _person(up: Up, filled: Filled, login: str, number: int, traffic: Traffic) -> None:
    """Click through the pages, and now and then do something about a duty."""
    chance = random.Random(number)
    person = Person(up.board, login, filled.passwords[login])
    duties = filled.duties[login]
    pages = _PAGES if login in _CLERKS else _OTHERS_PAGES
    turn = 0
    while not traffic.ended.wait(_CLICK_EVERY_SECONDS * (0.5 + chance.random())):
        turn += 1
        duty = chance.choice(duties) if duties else 0
        began, address = time.monotonic(), "a form"
        try:
            if turn % 5 == 0 and duty:
                said = _deed(person, login, duty, turn, traffic)
            else:
                address = f"/assignments/{duty}" if duty and turn % 3 == 0 else chance.choice(pages)
                person.sees(address)
                said = "pages"
        except httpx.HTTPStatusError as error:
            said = f"{address} answered {error.response.status_code}"
        except httpx.HTTPError as error:
            said = f"pages: {type(error).__name__}"
        traffic.note(said, began)


def _deed(person: Person, login: str, duty: int, turn: int, traffic: Traffic) -> str:
    kind = turn // 5 % 4
    if login in _CLERKS and traffic.handed_in:
        page = f"/assignments/{traffic.handed_in.pop()}"
        return f"return answered {person.does(page, f'{page}/return', reason='缺佐证材料，请补齐')}"
    page = f"/assignments/{duty}"
    does = partial(person.does, page)
    if kind == 0:
        return f"acceptance answered {does(f'{page}/acceptance')}"
    if kind == 3:
        answer = does(f"{page}/submission", note="已办结", despite="按实际填报")
        if answer == httpx.codes.SEE_OTHER:
            traffic.handed_in.append(duty)
        return f"submission answered {answer}"
    words = f"第{turn}次反馈：已经办到{turn % 90}%。"
    return f"progress answered {does(f'{page}/progress', percent=str(turn % 90), progress=words)}"
