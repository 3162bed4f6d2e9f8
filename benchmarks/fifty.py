"""Fifty people clicking on a board of 200,000 assignments: ten of the office, forty of units.

Three ways. ``thinking`` is an office at work: between the answer and the next click each waits as long as people do, by an
exponential distribution of ten seconds in the mean, and one click in twenty is a report that a unit hands in, after
which what was counted is counted anew. ``eager`` is the same with two seconds in the mean. ``hard`` is the limit: nobody
waits at all, so that fifty questions always lie with the board, and nobody writes.

On a server all of it is done with one process of the board and with two; what begins with ``two_processes`` is of the two.

``p95_ms`` is over all clicks of the thinking fifty, ``worst_page_p95_ms`` of the kind of page that is slowest then. Bare is
an application that answers with one table of a hundred lines and asks nothing (``hello``), clicked at by the same fifty without
a pause: what the line, the server and the fifty themselves cost on this machine. The ratio goes by the hard way.
"""

import random
import threading
from collections import Counter
from itertools import chain
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.crowded_office import Account, crowded_office, in_state
from benchmarks.hello import said_by_hello
from benchmarks.measurement import Measurement, is_quick
from benchmarks.people import Person, all_at_once, by_name, told
from benchmarks.places import place
from benchmarks.served import board
from models.words import Status

ROWS = 200_000
DATABASES = ("sqlite", "postgresql")
SECONDS = 60.0
_UNITS = 200
_CLERKS, _OF_UNITS = 10, 40
_ONE_REPORT_IN = 20
_LEAST_CLICKS = 20
# In a file writers of several processes would wait for each other, and the board allows one alone.
_PROCESSES = {"sqlite": (1,), "postgresql": (1, 2)}
# Seconds from an answer to the next click in the mean, and whether anybody writes.
_WAYS = {"thinking": (10.0, True), "eager": (2.0, True), "hard": (0.0, False)}


def measure(rows: int, kind: str, seconds: float = SECONDS) -> Measurement:
    """So many assignments of 200 units (of fewer where there are few), each way for so many seconds.

    On a server once with one board process and once with two, on the same office. In a smoke run there are ten people.
    """
    clerks, of_units = (2, 8) if is_quick() else (_CLERKS, _OF_UNITS)
    with place(kind) as made, TemporaryDirectory() as folder:
        url = made.empty("office")
        accounts = crowded_office(folder, url, rows, min(_UNITS, max(5, rows // 40)), clerks, of_units)
        one, *more = (_clicked(folder, url, accounts, seconds, count) for count in _PROCESSES[kind])
        bare = said_by_hello(len(accounts), min(seconds, 10.0))
    hard = one["hard"]
    return Measurement(
        "fifty",
        rows,
        kind,
        hard["p50_ms"] / 1000,
        bare["p50_ms"] / 1000,
        one["memory_mb"],
        {
            "people": len(accounts),
            **_short(one),
            **{f"two_processes_{name}": figure for two in more for name, figure in _short(two).items()},
            "errors": sum(way["errors"] for found in (one, *more) for way in _ways(found)),
            "bare_is": "an application with one table and no database, the same fifty without a pause",
            "bare_p95_ms": bare["p95_ms"],
            "bare_clicks_per_second": bare["clicks_per_second"],
            **one,
            **({"two_processes": more[0]} if more else {}),
        },
    )


def _clicked(
    folder: str, url: str, accounts: list[Account], seconds: float, processes: int
) -> dict[str, Any]:
    """What each way came to on a board of so many processes, and the most memory that these held together."""
    found: dict[str, Any] = {}
    with board(folder, {"DUBAN_POSTS_PER_MINUTE": "0"}, url=url, processes=processes) as served:
        people = [Person(served.port, one.login, one.password) for one in accounts]
        for one in people:
            one.sign_in()
        for way, (mean, writes) in _WAYS.items():
            for one in people:
                # On new lines: which process has them is not left from when the first of them had just begun.
                one.leave()
            clicks = [
                _clicking(
                    url,
                    account,
                    person,
                    f"{way}{number}{processes}",
                    mean if seconds > 1 else mean / 100,
                    writes,
                )
                for number, (account, person) in enumerate(zip(accounts, people, strict=True))
            ]
            before = served.processor_seconds_of_each
            took = all_at_once(clicks, seconds)
            used = [
                round(after - used, 1)
                for used, after in zip(before, served.processor_seconds_of_each, strict=False)
            ]
            found[way] = _found(people, took, sum(used)) | {"processor_seconds_of_each": used}
        for one in people:
            one.leave()
        found["memory_mb"] = served.memory_mb
    return found


def _ways(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [found[way] for way in _WAYS]


def _short(found: dict[str, Any]) -> dict[str, float]:
    """The figures by which a board is judged."""
    thinking, hard = found["thinking"], found["hard"]
    return {
        "p95_ms": thinking["p95_ms"],
        "worst_page_p95_ms": thinking["worst_page_p95_ms"],
        "eager_p95_ms": found["eager"]["p95_ms"],
        "hard_p95_ms": hard["p95_ms"],
        "hard_clicks_per_second": hard["clicks_per_second"],
    }


def _found(people: list[Person], took: float, used: float) -> dict[str, Any]:
    seen = list(chain.from_iterable(one.seen for one in people))
    for one in people:
        one.seen = []
    pages = by_name(seen)
    often = [page for page in pages.values() if page["count"] >= _LEAST_CLICKS] or list(pages.values())
    return {
        **told(seen),
        "clicks_per_second": round(len(seen) / took, 1),
        "worst_page_p95_ms": max(page.get("p95_ms", 0) for page in often),
        "processor_ms_a_click": round(1000 * used / len(seen), 1),
        "errors": sum(one.status not in (200, 303) for one in seen),
        "told_wrong": dict(
            Counter(f"{one.name} {one.status}" for one in seen if one.status not in (200, 303))
        ),
        "by_kind": pages,
    }


def _clicking(url: str, account: Account, person: Person, named: str, mean: float, writes: bool) -> Any:
    chance = random.Random(named)
    own = in_state(url, Status.UNDERWAY.value, account.unit_id)
    unit = account.unit_id

    def page() -> tuple[str, str]:
        some = f"/assignments/{chance.choice(own)}"
        if unit is not None:
            names = (
                ("own work", "/"),
                ("own tasks", "/tasks"),
                ("search", "/search?q=d3j"),
                ("assignment", some),
            )
            return chance.choice((*names, ("assignment", some)))
        return chance.choice(
            (
                ("today", "/today"),
                ("tasks", f"/tasks?page={chance.randrange(1, 4)}"),
                ("task", f"/tasks/{chance.randrange(1, 6)}"),
                ("unit", f"/units/{chance.randrange(1, 6)}"),
                ("assignment", some),
                ("matrix", "/matrix"),
                ("ledger", "/ledger"),
                ("notices", "/notices"),
                ("documents", "/documents"),
                ("statistics", "/statistics"),
                ("kanban", "/kanban"),
                ("search", "/search?q=d3j"),
            )
        )

    def live(over: threading.Event) -> None:
        turn = 0
        # Nobody begins at the same moment, and each is somewhere in a pause.
        while not over.wait(chance.expovariate(1 / mean) if mean else 0):
            turn += 1
            if writes and unit is not None and chance.randrange(_ONE_REPORT_IN) == 0:
                said = {"percent": str(61 + turn % 39), "progress": f"{named}第{turn}次反馈"}
                person.send("progress", f"/assignments/{chance.choice(own)}/progress", said)
            else:
                person.look(*page())

    return live
