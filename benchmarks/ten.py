"""Ten people at once on one office, clicking and writing, while the morning's work goes on beside them.

200 units × 1,000 tasks, half a year into the work; the real board (``python -m board``, as ``duban up`` starts it) over
loopback. Three clerks and seven people of units: they open pages, report, hand in evidence and submissions, close and
return, upload documents, without a pause. Beside them a process sweeps day after day, sends the letters to a mail server,
reads the documents and seals the record. Two of the units' people report on the same assignments, and all clerks decide on
the same submissions, where the first one counts.

``errors`` are answers that nobody should get, ``locked`` those among them (or in the board's log) that speak of a locked
database, ``lost`` what was said to be done and does not stand in the database, ``twice`` what stands there more than once.
"""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, count
from multiprocessing import get_context
from multiprocessing.connection import Connection
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from benchmarks.crowded_office import Account, crowded_office, in_state
from benchmarks.mail_server import mail_server
from benchmarks.measurement import Measurement, apart
from benchmarks.morning_work import sweep_before, work_until_told
from benchmarks.people import Person, all_at_once, by_name, told
from benchmarks.places import place
from benchmarks.served import board
from models import database
from models.assignment import Transition
from models.closing import Closure, Return
from models.job import Job
from models.progress import Evidence, ProgressUpdate
from models.words import Status

ROWS = 200_000
DATABASES = ("sqlite", "postgresql")
SECONDS = 60.0
_UNITS = 200
_CLERKS, _OF_UNITS = 3, 7
_TOO_LATE = 409
_BUSY = 503
_SHARED = 5
_KINDS = (ProgressUpdate, Evidence, Closure, Return, Transition)

# What was said to be done: the word that only this deed carries.
Done = list[tuple[str, str]]
Pages = tuple[tuple[str, str], ...]


def measure(rows: int, kind: str, seconds: float = SECONDS) -> Measurement:
    """So many assignments of 200 units (of fewer where there are few), for so many seconds."""
    with place(kind) as made, mail_server() as (mail_url, accepted), TemporaryDirectory() as folder:
        url = made.empty("office")
        accounts = crowded_office(folder, url, rows, min(_UNITS, max(5, rows // 40)), _CLERKS, _OF_UNITS)
        apart(sweep_before, url)
        before, _ = apart(rows_now, url)
        more = {"DUBAN_MAIL_URL": mail_url, "DUBAN_POSTS_PER_MINUTE": "0"}
        with board(folder, more, url=url) as served, working(folder, url, mail_url) as morning:
            people = [Person(served.port, one.login, one.password) for one in accounts]
            lives, done = _lives(url, accounts, people)
            for one in people:
                one.sign_in()
            used = served.processor_seconds
            took = all_at_once(lives, seconds)
            for one in people:
                one.leave()
            used, memory = served.processor_seconds - used, served.memory_mb
            beside = morning()
            complaints = served.log.read_text(encoding="utf-8")
        letters = accepted()
        found, _ = apart(found_again, url, list(chain(*done)), before)
    seen = [one for person in people for one in person.seen]
    wrong = [one for one in seen if one.status not in (200, 303, _TOO_LATE)]
    reads, writes = (told(one for one in seen if one.is_write is kept) for kept in (False, True))
    return Measurement(
        "ten",
        rows,
        kind,
        reads.get("p50_ms", 0) / 1000,
        None,
        memory,
        {
            "people": len(people),
            "lasted_seconds": round(took, 1),
            "reads": reads["count"],
            "reads_p50_ms": reads.get("p50_ms"),
            "reads_p95_ms": reads.get("p95_ms"),
            "reads_longest_ms": reads.get("longest_ms"),
            "writes": writes["count"],
            "writes_p50_ms": writes.get("p50_ms"),
            "writes_p95_ms": writes.get("p95_ms"),
            "writes_longest_ms": writes.get("longest_ms"),
            "too_late": sum(one.status == _TOO_LATE for one in seen),
            "errors": len(wrong),
            "locked": sum(one.status == _BUSY for one in wrong) + complaints.count("database is locked"),
            "told_wrong": dict(Counter(f"{one.name} {one.status}" for one in wrong)),
            **found,
            "board_processor_seconds": round(used, 1),
            "swept_days": beside["days"],
            "beside": {**beside, "letters_accepted": sum(letters.values())},
            "letters_twice": sum(number - 1 for number in letters.values()),
            "by_kind": by_name(seen),
            "log": complaints[-2000:],
        },
    )


@contextmanager
def working(folder: str, url: str, mail_url: str) -> Iterator[Any]:
    """The morning's work in a process of its own; what is given ends it and tells what it did."""
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_work, args=(there, folder, url, mail_url), daemon=True)
    process.start()
    # Or nobody would be told if it died.
    there.close()

    def end() -> dict[str, Any]:
        here.send("stop")
        told_: dict[str, Any] = here.recv()
        return told_

    try:
        here.recv()
        yield end
    finally:
        process.kill()
        process.join()


def _work(line: Connection, folder: str, url: str, mail_url: str) -> None:
    over = threading.Event()

    def listen() -> None:
        line.recv()
        over.set()

    threading.Thread(target=listen, daemon=True).start()
    line.send("ready")
    line.send(work_until_told(over, folder, url, mail_url))


def _lives(url: str, accounts: list[Account], people: list[Person]) -> tuple[list[Any], list[Done]]:
    """What each of them does until the time is up, and the lists in which they note what was done."""
    done: list[Done] = [[] for _ in people]
    submitted = in_state(url, Status.SUBMITTED.value)
    shared = submitted[: len(submitted) // 4]
    rest = submitted[len(shared) :]
    pages = pages_of_the_office(next(one.unit_id for one in accounts if one.unit_id is not None))
    lives = []
    for number, (account, person) in enumerate(zip(accounts, people, strict=True)):
        if account.unit_id is None:
            lives.append(_clerk(person, number, pages, rest[number::_CLERKS], shared, done[number]))
        else:
            own = in_state(url, Status.UNDERWAY.value, account.unit_id)
            lives.append(_of_a_unit(person, number, own, done[number]))
    return lives, done


def _clerk(person: Person, number: int, pages: Pages, own: list[int], shared: list[int], done: Done) -> Any:
    def decide(assignment: int, turn: int) -> None:
        word = f"经办{number}第{turn}次"
        deed, field_ = ("closure", "note") if (turn + number) % 3 else ("return", "reason")
        if person.send(deed, f"/assignments/{assignment}/{deed}", {field_: word}):
            done.append((deed, word))

    def live(over: threading.Event) -> None:
        mine, ours = iter(own), iter(shared)
        for turn in count(1):
            # However slow or fast the machine, each page has been asked for when the time is up.
            if over.is_set() and turn > len(pages):
                return
            person.look("today", "/today")
            assignment = next(ours if turn % _SHARED == 0 else mine, None)
            if assignment is not None:
                person.look("assignment", f"/assignments/{assignment}")
                decide(assignment, turn)
            person.look(*pages[turn % len(pages)])
            if turn % _SHARED == 1:
                word = f"来文{number}-{turn}.txt"
                text = f"关于第{number}{turn}号事项的通知\n\n一、由第1局牵头，于2026年12月{turn % 28 + 1}日前完成第{turn}项整改。\n"
                if person.send("upload", "/documents", {"issued_on": ""}, (word, text.encode())):
                    done.append(("upload", word))

    return live


def pages_of_the_office(unit_id: int) -> Pages:
    """What a clerk looks at by turns; the unit is one that the office has."""
    return (
        ("tasks", "/tasks"),
        ("matrix", "/matrix"),
        ("notices", "/notices"),
        ("ledger", "/ledger"),
        ("unit", f"/units/{unit_id}"),
        ("documents", "/documents"),
    )


def _of_a_unit(person: Person, number: int, own: list[int], done: Done) -> Any:
    def send(
        deed: str, assignment: int, word: str, fields: dict[str, str], file: tuple[str, bytes] | None = None
    ) -> None:
        if person.send(deed, f"/assignments/{assignment}/{deed}", fields, file):
            done.append((deed, word))

    def live(over: threading.Event) -> None:
        for turn, assignment in enumerate(own, 1):
            if over.is_set() and turn > 1:
                return
            word = f"联络{number}第{turn}次"
            person.look("own work", "/")
            person.look("assignment", f"/assignments/{assignment}")
            send("progress", assignment, word, {"percent": str(60 + turn % 40), "progress": word})
            file = f"{word}.txt"
            send("evidence", assignment, file, {"kind": "paper"}, (file, f"佐证：{word}".encode()))
            if turn % 2:
                send("submission", assignment, f"{word}完成", {"note": f"{word}完成"})
            person.look("tasks", "/tasks")

    return live


def rows_now(url: str) -> dict[str, int]:
    """How many rows the tables have into which people write, and the last move there is."""
    with database.reading(url) as session:
        return {
            **{table.__name__: _count(session, table) for table in _KINDS},
            "last": session.scalar(select(func.max(col(Transition.id)))) or 0,
        }


def found_again(url: str, done: Done, before: dict[str, int]) -> dict[str, Any]:
    """Whether all that people were told was done stands in the database, and nothing of it twice, nor anything else."""
    after = rows_now(url)
    with database.reading(url) as session:
        notes = select(col(Transition.note)).where(col(Transition.id) > before["last"])
        moved = list(session.scalars(notes))
        uploaded = [str(job.arguments.get("filename")) for job in session.scalars(select(Job))]
    stood = Counter(chain((note.split("：")[-1] for note in moved), uploaded))
    by_deed = Counter(deed for deed, _ in done)
    more = {name: after[name] - before[name] for name in before if name != "last"}
    asked = {
        "ProgressUpdate": by_deed["progress"],
        "Evidence": by_deed["evidence"],
        "Closure": by_deed["closure"],
        "Return": by_deed["return"],
        "Transition": sum(number for deed, number in by_deed.items() if deed != "upload"),
    }
    return {
        "done": dict(by_deed),
        "lost": sum(word not in stood for _, word in done)
        + sum(max(0, asked[name] - more[name]) for name in asked),
        "twice": sum(stood[word] > 1 for _, word in done)
        + sum(max(0, more[name] - asked[name]) for name in asked),
    }


def _count(session: Session, table: Any) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0
