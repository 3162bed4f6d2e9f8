"""How long the morning's sweep of a large office takes, through ``supervision.letters.sweep.raise_notices``.

All is open, 99 of 100 parts are underway, every letter of the hand-over has arrived; some six of a hundred have
come to a rung. Bare is the insert of the very same notices into a copy of the same database: one INSERT … SELECT for each
rung from an index on the deadline (or the status, for those nobody accepted) between two days that are known beforehand.
"""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date, Select, String, case, cast, delete, func, insert, literal, select, update
from sqlmodel import col

from benchmarks.dispatch import hand_out
from benchmarks.large_office import moment, register, settle
from benchmarks.measurement import Measurement, apart
from benchmarks.places import Place, place
from benchmarks.processor import Spent, spent
from config.settings import Settings
from models import database
from models.assignment import Assignment
from models.columns import in_figures
from models.inserts import alike, insert_selected
from models.ladder import Sweep
from models.notice import Delivery, DeliveryItem, Notice
from models.unit import Contact
from models.words import DeliveryStatus, Status
from schedules.ladder import Track
from schedules.ladder_files import load_pack
from schedules.workdays import work_calendar
from supervision.letters.packs import choice_of, packs_in_force
from supervision.letters.stored_calendar import store_calendar
from supervision.letters.sweep import raise_notices

ROWS = 1_000_000
DATABASES = ("sqlite", "postgresql")
TODAY = date(2026, 4, 14)


def measure(rows: int, kind: str) -> Measurement:
    """So many open assignments (the square below): the first sweep of a day on which much is due."""
    return compared("sweep", rows, kind)


def compared(name: str, rows: int, kind: str, *, opens_month: bool = False) -> Measurement:
    """A sweep beside the bare insert of the same notices; where it opens the month, nothing was swept before in it."""
    with place(kind) as made:
        office = made.empty("office")
        apart(prepare, office, rows)
        if opens_month:
            apart(forget_sweeps, office)
        return beside_bare(name, rows, made, office)


def beside_bare(name: str, rows: int, made: Place, office: str, rounds: int = 1) -> Measurement:
    """The sweep of an office that was prepared, and the bare insert of the same notices, each in a copy of it.

    Of several rounds the one that cost the processor least counts, of either: the others were disturbed.
    """
    swept: list[Spent] = []
    inserts: list[Spent] = []
    rungs: list[dict[str, Any]] = []
    memory = 0.0
    for _ in range(rounds):
        real, bare = made.copy(office, "swept"), made.copy(office, "bare")
        (raised, used), held = apart(sweep, real)
        rungs, _ = apart(kept, real)
        (inserted, bare_used), _ = apart(insert_bare, bare, rungs)
        made.drop(real)
        made.drop(bare)
        if raised != inserted:
            raise SystemExit(f"not the same work: {raised} and {inserted}")
        swept.append(used)
        inserts.append(bare_used)
        memory = max(memory, held)
    used, bare_used = (min(some, key=lambda one: one.processor_seconds) for some in (swept, inserts))
    return Measurement(
        name,
        rows,
        made.kind,
        used.seconds,
        bare_used.seconds,
        memory,
        {
            "notices": raised,
            "rungs": {one["rung"]: one["count"] for one in rungs},
            "bare_is": "INSERT ... SELECT of the same notices, one for each rung",
            "beyond_twice_bare": used.seconds - 2 * bare_used.seconds,
        },
        used.processor_seconds,
        bare_used.processor_seconds,
    )


def prepare(url: str, rows: int) -> None:
    """Hand everything out, have it accepted, and let every letter arrive; the calendar is stored."""
    register(url, rows)
    hand_out(url)
    set_to_work(url)


def set_to_work(url: str) -> None:
    """Have accepted what was handed out, and let every letter arrive; the calendar is stored."""
    with database.transaction(url) as session:
        # Only what is due much later is left unaccepted, so that each row is due for one reason.
        waits = (col(Assignment.due_on) > TODAY + timedelta(days=100)) & (col(Assignment.unit_id) % 100 == 0)
        session.execute(
            update(Assignment).values(
                status=case((waits, Status.ASSIGNED.value), else_=Status.UNDERWAY.value)
            )
        )
        letters = select(
            col(Contact.id).label("contact_id"),
            cast(col(Contact.id), String).label("address"),
            *alike(Delivery, day=TODAY - timedelta(days=30), status=DeliveryStatus.SENT, attempts=1,
                   not_before=moment(TODAY), subject="", error="", channel="email", apart=""),
        )  # fmt: skip
        insert_selected(session, Delivery, letters)
        items: Select[Any] = (
            select(
                col(Delivery.id).label("delivery_id"),
                col(Notice.id).label("notice_id"),
                col(Contact.id).label("contact_id"),
            )
            .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
            .join(Contact, col(Contact.unit_id) == col(Assignment.unit_id))
            .join(Delivery, col(Delivery.contact_id) == col(Contact.id))
        )
        insert_selected(session, DeliveryItem, items)
        store_calendar(session, work_calendar())
        packs_in_force(session, choice_of(Settings()), moment(TODAY))
        # The pace is looked at on the first sweep of a month, which this is not.
        session.add(Sweep(day=TODAY - timedelta(days=1), at=moment(TODAY), raised=0))
    settle(url)


def forget_sweeps(url: str) -> None:
    """Let the next sweep be the first of its month: it looks at the pace of everything that is open."""
    with database.transaction(url) as session:
        session.execute(delete(Sweep))


def sweep(url: str) -> tuple[int, Spent]:
    """The real sweep in one transaction: how many notices were new, and what it took."""
    database.is_open(url)
    load_pack("standard")
    with spent(url) as used, database.transaction(url) as session:
        swept = raise_notices(session, TODAY, moment(TODAY), Settings(), work_calendar())
    return swept.total, used


def kept(url: str) -> list[dict[str, Any]]:
    """What the sweep raised, rung by rung, with the deadlines between which it lies."""
    with database.reading(url) as session:
        rows = session.execute(
            select(
                col(Notice.rung), col(Notice.kind), col(Notice.level), col(Notice.late), col(Notice.occasion),
                func.min(col(Assignment.due_on)), func.max(col(Assignment.due_on)), func.count(),
            )
            .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
            .where(col(Notice.raised_on) == TODAY)
            .group_by(col(Notice.rung), col(Notice.kind), col(Notice.level), col(Notice.late), col(Notice.occasion))
        )  # fmt: skip
        names = ("rung", "kind", "level", "late", "occasion", "first", "last", "count")
        return [dict(zip(names, row, strict=True)) for row in rows]


def insert_bare(url: str, rungs: list[dict[str, Any]]) -> tuple[int, Spent]:
    """Insert the same notices by what is known of them: how many, and what it took."""
    pack = load_pack("standard")
    unaccepted = {rung.name for rung in pack.on(Track.ASSIGNMENT)}
    signed = {rung.name for rung in pack.rungs if rung.signer}
    inserted, notice = 0, Notice.metadata.tables["notice"]
    engine = database.engine(url)
    with spent(url) as used, engine.begin() as connection:
        for one in rungs:
            status = Status.ASSIGNED if one["rung"] in unaccepted else Status.UNDERWAY
            between = col(Assignment.due_on).between(literal(one["first"], Date), literal(one["last"], Date))
            values = {
                "rung": one["rung"], "occasion": one["occasion"], "kind": one["kind"], "level": one["level"],
                "late": one["late"], "raised_on": TODAY, "pack": pack.mark, "signed_by": "", "signer": "", "channel": "",
                "needs_signature": one["rung"] in signed,
            }  # fmt: skip
            chosen = select(
                col(Assignment.id).label("assignment_id"),
                in_figures(col(Assignment.due_on)).label("in_force"),
                *alike(Notice, **values),
            ).where(col(Assignment.status) == status, between)
            made = connection.execute(
                insert(notice).from_select(chosen.selected_columns.keys(), chosen),
                execution_options={"preserve_rowcount": True},
            )
            inserted += made.rowcount
    return inserted, used
