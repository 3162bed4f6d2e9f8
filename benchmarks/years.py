"""What ten years of history cost: the first look at each page after a deed, and a morning, without them and with them.

200 units; each year is as large as the one they are in. ``seconds`` is the slowest page with the years behind it, bare
the slowest of the same office without them. The morning is the sweep and the gathering into letters, sending not counted.
"""

import time
from datetime import timedelta
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from benchmarks.after_a_move import first_looks
from benchmarks.board import pages
from benchmarks.crowded_office import crowded_office
from benchmarks.large_office import TODAY, moment
from benchmarks.measurement import Measurement, apart
from benchmarks.morning_work import sweep_before
from benchmarks.past_years import add_years
from benchmarks.people import Person
from benchmarks.places import place
from benchmarks.served import board
from config.settings import settings
from models import database
from models.notice import Delivery
from notices.outbox import gather
from schedules.workdays import work_calendar
from supervision.letters.sweep import raise_notices

ROWS = 20_000
DATABASES = ("sqlite", "postgresql")
_UNITS = 200
_YEARS = 10
_ROUNDS = 5
# Lists that grow with the years, from their beginning, in their middle, and of one kind.
_LISTS = {
    "notices of a kind": "/notices?kind=reminder",
    "notices, rare kind": "/notices?kind=interview",
    "notices, deep": "/notices?page={deep}",
    "deliveries": "/deliveries",
    "deliveries sent": "/deliveries?status=sent",
    "deliveries, deep": "/deliveries?page={deep}",
    "deliveries of a unit": "/deliveries?unit=7",
    "not reached": "/not-reached",
    "messages": "/messages",
    "log": "/log",
    "summary": "/summary",
    "wall": "/wall",
}
_A_PAGE = 50


def measure(rows: int, kind: str, years: int = _YEARS, rounds: int = _ROUNDS) -> Measurement:
    """So many assignments a year, on so many years."""
    with place(kind) as made, TemporaryDirectory(prefix="duban-bench-") as folder:
        url = made.empty("office")
        (clerk, *_) = crowded_office(folder, url, rows, min(_UNITS, max(5, rows // 40)), 1, 1)
        apart(sweep_before, url)
        apart(add_years, url, 0)
        looks, mornings, memory = [], [], 0.0
        held: dict[str, int] = {}
        for behind in (0, years):
            if behind:
                held, _ = apart(add_years, url, behind)
            addresses = pages_with_lists(url)
            with board(folder, {"DUBAN_POSTS_PER_MINUTE": "0"}, url=url) as served:
                person = Person(served.port, clerk.login, clerk.password)
                person.sign_in()
                looks.append(first_looks(person, url, addresses, rounds))
                person.leave()
                memory = served.memory_mb
            copied = made.copy(url, f"morning{behind}")
            morning, _ = apart(one_morning, folder, copied)
            made.drop(copied)
            mornings.append(morning)
    before, after = looks
    slowest = [max(one["after_a_move_ms"] for one in look.values()) for look in looks]
    return Measurement(
        "years",
        rows,
        kind,
        slowest[1] / 1000,
        slowest[0] / 1000,
        memory,
        {
            "bare_is": "the same office without the years behind it",
            "years": years,
            "rows": held,
            "morning": mornings[0],
            "morning_with_years": mornings[1],
            "pages": {
                name: {
                    "after_a_move_ms": [one[name]["after_a_move_ms"] for one in (before, after)],
                    "kept_ms": [one[name]["kept_ms"] for one in (before, after)],
                }
                for name in after
            },
        },
    )


def pages_with_lists(url: str) -> dict[str, str]:
    """The pages by name, each with one address."""
    with database.reading(url) as session:
        letters = session.scalar(select(func.count(col(Delivery.id)))) or 0
    deep = max(1, letters // _A_PAGE // 2)
    lists = {name: address.format(deep=deep) for name, address in _LISTS.items()}
    return {name: addresses[-1] for name, addresses in pages(url).items()} | lists


def one_morning(folder: str, url: str) -> dict[str, Any]:
    """The sweep of the day and the gathering of the letters (seconds), and how many there were of either."""
    calendar, day = work_calendar(), TODAY
    settings.cache_clear()
    raised, put, swept, gathered = [], [], [], []
    # The first morning pays for what was never looked at; the second is like every other.
    for _ in range(2):
        begun = time.perf_counter()
        with database.transaction(url) as session:
            raised.append(raise_notices(session, day, moment(day), settings(), calendar).total)
        swept.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        with database.transaction(url) as session:
            put.append(gather(session, day, moment(day) + timedelta(minutes=5)))
        gathered.append(time.perf_counter() - begun)
        day = calendar.shift(day, 1)
    return {
        "sweep_seconds": [round(one, 3) for one in swept],
        "gather_seconds": [round(one, 3) for one in gathered],
        "raised": raised,
        "gathered": put,
    }
