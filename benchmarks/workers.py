"""Letters handed to a slow mail server by one worker, by two, by four: each is a process that sends what is due, as a run
of the delivery does on its machine.

So many letters lie in the outbox, one for each of so many people. The receiver thinks for 20 ms about each message. The
workers are started and wait for each other; the time is from there to the last of them that finds nothing more to send.
Every round sends the same outbox by one, two and four in turn, so that a busy machine is unfair to none; ``speedup`` is
the median over the rounds of one worker's time by that of two in the same round. ``lost`` and ``twice`` are counted by
the server over all rounds. Bare is what the server's thinking alone takes, one message after another.
"""

import os
import resource
import tempfile
import time
from collections import Counter
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from statistics import median
from typing import Any

from sqlmodel import col, select

from benchmarks.deliver import prepare
from benchmarks.large_office import TODAY, moment, settle
from benchmarks.mail_server import mail_server
from benchmarks.measurement import Measurement, apart
from benchmarks.places import Place, place
from config.settings import settings
from models import database
from models.notice import Delivery
from models.words import DeliveryStatus
from notices.outbox import gather
from schedules.workdays import work_calendar
from supervision.letters.sending import help_send
from supervision.letters.sweep import raise_notices

ROWS = 1_000
DATABASES = ("sqlite", "postgresql")
WORKERS = (1, 2, 4)
PAUSE_SECONDS = 0.020
ROUNDS = 3
_SENDER = "duban@example.org"


def measure(rows: int, kind: str) -> Measurement:
    """So many letters in the outbox, sent over and over."""
    with place(kind) as made, mail_server(PAUSE_SECONDS) as (mail_url, accepted):
        outbox = made.empty("outbox")
        apart(fill, outbox, rows)
        rounds: list[dict[int, dict[str, Any]]] = []
        lost = twice = 0
        for _ in range(ROUNDS):
            rounds.append({})
            for workers in WORKERS:
                rounds[-1][workers] = once(made, outbox, mail_url, workers)
                arrived: Counter[str] = accepted()
                lost += rows - len(arrived)
                twice += sum(arrived.values()) - len(arrived)
    seconds = {workers: median(one[workers]["seconds"] for one in rounds) for workers in WORKERS}
    return Measurement(
        "workers",
        rows,
        kind,
        seconds[1],
        rows * PAUSE_SECONDS,
        max(one[workers]["memory"] for one in rounds for workers in WORKERS),
        {
            "speedup": _speedup(rounds, 2),
            "speedup_of_four": _speedup(rounds, 4),
            "speedup_each_round": [round(one[1]["seconds"] / one[2]["seconds"], 2) for one in rounds],
            **{f"seconds_{workers}": seconds[workers] for workers in WORKERS},
            **{
                f"processor_seconds_{workers}": median(one[workers]["cpu"] for one in rounds)
                for workers in WORKERS
            },
            "shares_of_two": [one[2]["shares"] for one in rounds],
            "lost": lost,
            "twice": twice,
            "rounds": ROUNDS,
            "load": os.getloadavg()[0],
            "bare_is": "the receiver's 20 ms a message, one after another",
        },
    )


def _speedup(rounds: list[dict[int, dict[str, Any]]], workers: int) -> float:
    return float(median(one[1]["seconds"] / one[workers]["seconds"] for one in rounds))


def fill(url: str, rows: int) -> None:
    """Put so many letters into the outbox: each unit is overdue with one thing, and has one contact."""
    prepare(url, rows, rows)
    with database.transaction(url) as session:
        raise_notices(session, TODAY, moment(TODAY), settings(), work_calendar())
    with database.transaction(url) as session:
        gather(session, TODAY, moment(TODAY))
    settle(url)
    with database.reading(url) as session:
        waiting = session.exec(
            select(Delivery.id).where(col(Delivery.status) == DeliveryStatus.PENDING)
        ).all()
    assert len(waiting) == rows, f"{len(waiting)} letters of {rows}"


def once(made: Place, outbox: str, mail_url: str, workers: int) -> dict[str, Any]:
    """Send a copy of the outbox by so many processes; what it took."""
    url = made.copy(outbox, f"by{workers}")
    context = get_context("spawn")
    barrier, results = context.Barrier(workers), context.SimpleQueue()
    started = [
        context.Process(target=_work, args=(url, mail_url, barrier, results), daemon=True)
        for _ in range(workers)
    ]
    for one in started:
        one.start()
    done = [results.get() for _ in started]
    for one in started:
        one.join()
    made.drop(url)
    return {
        "seconds": max(one["ended"] for one in done) - min(one["begun"] for one in done),
        "cpu": sum(one["cpu"] for one in done),
        "memory": max(one["memory"] for one in done),
        "shares": sorted(one["sent"] for one in done),
    }


def _work(url: str, mail_url: str, barrier: Barrier, results: Any) -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"DUBAN_HOME": home, "DUBAN_MAIL_URL": mail_url, "DUBAN_MAIL_FROM": _SENDER}
        settings.cache_clear()
        database.is_open(url)
        work_calendar()
        barrier.wait()
        begun, used = time.monotonic(), time.process_time()
        sent, ended = 0, begun
        while more := help_send(moment(TODAY), scope=lambda: database.transaction(url)):
            sent += more
            ended = time.monotonic()
        results.put(
            {
                "begun": begun,
                "ended": ended,
                "cpu": time.process_time() - used,
                "sent": sent,
                "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        )
        database.close_connections()
