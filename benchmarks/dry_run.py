"""How long a dry run of 300 days takes, through ``supervision.letters.dry_run.dry_run``, and the replay of the same year.

The adverse case: hardly two assignments are alike, for each has a day of hand-over, a deadline, a progress and a
day of its last report out of many, and three in ten owe a report each month. Bare is SQL alone, for the rungs that are counted from the
deadline: one grouped SELECT a rung of how many each unit has by deadline (and hand-over), the day of the rung reckoned
once for each. What it cannot say (what was said before, the pace, missing reports, who reads it by what channel) is left out.
"""

import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import String, bindparam, cast, func, select, update
from sqlmodel import Session, col

from benchmarks.large_office import moment, settle
from benchmarks.measurement import Measurement, apart
from benchmarks.places import place
from benchmarks.sweep import prepare
from config.settings import Settings
from models import database
from models.assignment import Assignment
from models.inserts import insert_new
from models.progress import ProgressUpdate
from models.task import Task
from models.unit import Contact
from models.words import NoticeKind, Verification
from notices.plan import Said, due_notices
from schedules.ladder import Rung, Track, rung_day
from schedules.ladder_files import load_pack
from schedules.workdays import work_calendar
from supervision.letters.climbing import ladders
from supervision.letters.dry_run import Wanted, dry_run
from supervision.letters.facts import read_watched
from supervision.letters.replay import replay

ROWS = 100_000
DATABASES = ("sqlite", "postgresql")
FIRST = date(2026, 4, 15)
LAST = FIRST + timedelta(days=299)
_SAMPLE = 200
_AT_A_TIME = 5_000
# What every one of these comes to, whatever it reports: by these it is seen that both did the same work.
_CERTAIN = (NoticeKind.CHASER, NoticeKind.CIRCULAR, NoticeKind.INTERVIEW)


def measure(rows: int, kind: str) -> Measurement:
    """So many open assignments, 300 days ahead, nobody waiting for it: no bounds."""
    with place(kind) as made:
        office = made.empty("office")
        apart(differ, office, rows)
        (found, seconds), memory = apart(look_ahead, office)
        (bare, bare_seconds), _ = apart(count_bare, office)
        missed = {
            name: (found["certain"][name], bare[name])
            for name in bare
            if found["certain"][name] != bare[name]
        }
        if missed:
            raise SystemExit(f"not the same work: {missed}")
        by_rule, _ = apart(ask_the_rule, office)
        (raised, replay_seconds), replay_memory = apart(look_back, office)
        return Measurement(
            "dry-run",
            rows,
            kind,
            seconds,
            bare_seconds,
            memory,
            {
                "courses": found["courses"],
                "notices": found["notices"],
                "letters": found["letters"],
                "rule_asked_every_day_seconds": by_rule * rows / _SAMPLE,
                "replay_seconds": replay_seconds,
                "replay_memory_mb": replay_memory,
                "replay_notices": raised,
            },
        )


def differ(url: str, rows: int) -> None:
    """An office at work on so many assignments, hardly two of them alike, every letter of the hand-over arrived."""
    prepare(url, rows)
    with database.transaction(url) as session:
        # Who has no address hears nothing, and nothing is proposed about whom nothing reaches.
        address = cast(col(Contact.id), String).concat("@example.org")
        session.execute(update(Contact).values(email=address))
        # Three in ten tasks owe a report each month.
        session.execute(update(Task).where(col(Task.id) % 10 < 3).values(reporting="monthly"))
        ids = list(session.scalars(select(col(Assignment.id)).order_by(col(Assignment.id))))
        own = update(Assignment).where(col(Assignment.id) == bindparam("number"))
        changed = own.values(assigned_on=bindparam("from_day"), due_on=bindparam("to_day"))
        connection = session.connection()
        for some in _in_parts(ids):
            connection.execute(changed, [{"number": one, **_days(one)} for one in some])
            insert_new(session, ProgressUpdate, [_report(one) for one in some if one % 4])
    settle(url)


def look_ahead(url: str) -> tuple[dict[str, Any], float]:
    """The real dry run: its sums, and the seconds."""
    chosen, calendar = Settings(), work_calendar()
    database.is_open(url)
    begun = time.perf_counter()
    with database.reading(url) as session:
        run = dry_run(session, Wanted(FIRST, LAST), ladders(session, chosen), chosen, calendar)
    seconds = time.perf_counter() - begun
    counts: Counter[str] = Counter()
    for line, count in run.tally.counts.items():
        counts[line.rung] += count
    found = {
        "courses": len(run.groups),
        "notices": run.tally.all.total,
        "letters": sum(one.letters for one in run.mail),
        "certain": counts,
    }
    return found, seconds


def look_back(url: str) -> tuple[int, float]:
    """The real replay of the year, as if it were over: how many notices, and the seconds."""
    database.is_open(url)
    begun = time.perf_counter()
    with database.reading(url) as session:
        found = replay(session, 2026, date(2026, 12, 31), ladders(session, Settings()), work_calendar())
    return found.tally.all.total, time.perf_counter() - begun


def count_bare(url: str) -> tuple[dict[str, int], float]:
    """How many of each certain rung, by SQL over the windows of their deadlines; and the seconds for all rungs."""
    pack = load_pack("standard")
    database.is_open(url)
    found: dict[str, int] = {}
    begun = time.perf_counter()
    with database.reading(url) as session:
        for rung in pack.on(Track.DEADLINE):
            lines = _lines(session, rung)
            if rung.kind in _CERTAIN:
                found[rung.name] = sum(lines.values())
    return found, time.perf_counter() - begun


def ask_the_rule(url: str) -> float:
    """The pure rule asked of some assignments on every working day, told what it said before: the seconds."""
    pack, calendar = load_pack("standard"), work_calendar()
    with database.reading(url) as session:
        read = list(islice(read_watched(session, FIRST, ladders(session, Settings()).choice), _SAMPLE))
    begun = time.perf_counter()
    for one in read:
        said, day = list(one.said), calendar.next(FIRST)
        while day <= LAST:
            drafts = list(due_notices(one.assignment_id, one.facts, said, pack, day, calendar))
            said += [Said(draft.rung, draft.in_force, draft.occasion) for draft in drafts]
            day = calendar.shift(day, 1)
    return time.perf_counter() - begun


def _lines(session: Session, rung: Rung) -> Counter[tuple[date, int]]:
    """How many of a rung fall on each day to each unit."""
    calendar = work_calendar()
    handed_out, due_on = col(Assignment.assigned_on), col(Assignment.due_on)
    rows = session.execute(
        select(handed_out, due_on, col(Assignment.unit_id), func.count())
        .where(due_on.between(FIRST - timedelta(days=60), LAST + timedelta(days=120)))
        .group_by(handed_out, due_on, col(Assignment.unit_id))
    ).tuples()
    days: dict[tuple[date, date], date | None] = {}
    lines: Counter[tuple[date, int]] = Counter()
    for begun, due, unit_id, count in rows:
        assert due is not None
        if (begun, due) not in days:
            days[begun, due] = rung_day(rung, begun, due, calendar)
        day = days[begun, due]
        if day is not None and begun < day and FIRST <= day <= LAST:
            lines[day, unit_id] += count
    return lines


def _in_parts(ids: list[int]) -> Iterator[list[int]]:
    for at in range(0, len(ids), _AT_A_TIME):
        yield ids[at : at + _AT_A_TIME]


def _days(number: int) -> dict[str, date]:
    # Due from some weeks after the first day on, so that nothing has come to a rung of the deadline before.
    begun = date(2026, 2, 2) + timedelta(days=number * 7 % 61)
    return {"from_day": begun, "to_day": FIRST + timedelta(days=40 + number * 13 % 251)}


def _report(number: int) -> dict[str, Any]:
    day = FIRST - timedelta(days=1 + number * 3 % 11)
    words = dict.fromkeys(("progress", "problems", "next_steps", "to_coordinate"), "")
    return {
        "assignment_id": number,
        "percent": number * 11 % 97,
        "verification": Verification.REPORTED,
        "by": "张工",
        "as_of": day,
        "at": moment(day),
        **words,
    }
