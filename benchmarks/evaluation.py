"""How long a campaign over a large office takes: freezing its data, and counting what was frozen.

1,000 units, every one in each of so many tasks, half a year into the work, with returns, extensions and reopenings among
them; 200 indicators broken down among 20 units each, with four readings a unit. ``freeze_seconds`` is the copying (what is
known of every assignment on the day, its light, its days late, the digest over all), ``figures_seconds`` every figure from
the frozen rows, ``scores_seconds`` the points of every unit from these; by the clock, with the processor's time beside
(of PostgreSQL only our own part). Bare of the freeze is one INSERT … SELECT of the
finished rows; of the figures, which the ratio goes by, the same questions at the database alone.
"""

import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import Select, func, insert, literal, select, text, update
from sqlmodel import Session, col

from benchmarks.dispatch import hand_out
from benchmarks.large_office import HANDED_OUT, TODAY, live, moment, register, settle
from benchmarks.measurement import Measurement, apart
from benchmarks.places import place
from benchmarks.plans import cost_at_the_database, heard
from models import database
from models.assignment import Assignment
from models.base import Table
from models.campaign import Campaign, Freeze, FrozenItem
from models.closing import Return
from models.document import Document
from models.evaluation_words import CampaignKind
from models.extension import DueChange
from models.inserts import alike, insert_selected
from models.task import Indicator, IndicatorShare, Reading
from models.unit import Unit
from models.words import DueChangeKind, UserRole, Verification
from reports.campaign_figures import figures_of
from schedules.ladder_files import load_pack
from schedules.workdays import work_calendar
from supervision.actor import Actor
from supervision.campaigns.campaign import Plan, make
from supervision.campaigns.freezing import freeze
from supervision.campaigns.scores import compute
from supervision.campaigns.sheets import choose, store_shipped

ROWS = 1_000_000
DATABASES = ("sqlite", "postgresql")
_UNITS = 1_000
_INDICATORS = 200
_SHARES = 20
_READ_ON = tuple(HANDED_OUT + timedelta(days=60 * place) for place in range(1, 5))
_KINDS = ("new", "stock", "rate", "level", "money", "average", "floor", "share", "cumulative", "increase")
_BARE_TIMES = 3

_T = TypeVar("_T")


def measure(rows: int, kind: str) -> Measurement:
    """So many assignments of 1,000 units, or of as many as there are tasks where they are fewer."""
    units = _UNITS if rows >= _UNITS**2 // 10 else None
    with place(kind) as made:
        office = made.empty("office")
        apart(register, office, rows, units)
        apart(hand_out, office)
        apart(live, office)
        apart(enliven, office)
        frozen, freeze_memory = apart(freeze_all, office)
        settle(office)
        counted, memory = apart(count_all, office)
        scored, scores_memory = apart(score_all, office)
        bare, _ = apart(copy_again, office)
    return Measurement(
        "evaluation",
        frozen["items"],
        kind,
        counted["seconds"],
        counted["bare_seconds"],
        max(memory, freeze_memory),
        {
            "figures_seconds": counted["seconds"],
            "figures_processor_seconds": counted["processor_seconds"],
            "freeze_seconds": frozen["seconds"],
            "freeze_processor_seconds": frozen["processor_seconds"],
            "freeze_bare_seconds": bare,
            "freeze_ratio": frozen["seconds"] / bare,
            "bare_is": "the questions of the figures at the database alone; of the freeze, INSERT ... SELECT of the finished rows",
            "freeze_memory_mb": freeze_memory,
            "figures_memory_mb": memory,
            "scores_seconds": scored["seconds"],
            "scores_processor_seconds": scored["processor_seconds"],
            "scores_memory_mb": scores_memory,
            "scored_units": scored["units"],
            "report_seconds": None,
            **{
                name: counted[name] for name in ("units", "tasks", "indicators", "readings", "due", "overdue")
            },
        },
    )


def enliven(url: str) -> None:
    """Returns, moved deadlines and indicators: what the large office of the other figures does not have."""
    with database.transaction(url) as session:
        if session.get_bind().dialect.name == "postgresql":
            # The rows are right by their making; to check each would take most of the time.
            session.connection().exec_driver_sql("SET LOCAL session_replication_role = replica")
        day = HANDED_OUT + timedelta(days=60)
        own: Select[Any] = select(
            col(Assignment.id).label("assignment_id"), *alike(Return, on=day, by="王敏", reason="佐证不全")
        )
        insert_selected(session, Return, own.where(col(Assignment.id) % 10 == 0))
        later = date(2026, 12, 20)
        moved: Select[Any] = select(
            col(Assignment.id).label("assignment_id"),
            col(Assignment.due_on).label("before"),
            *alike(
                DueChange,
                kind=DueChangeKind.EXTENSION,
                after=later,
                is_late=False,
                on=day,
                at=moment(day),
                by="王敏",
                note="",
            ),
        )
        chosen = col(Assignment.id) % 20 == 1
        insert_selected(session, DueChange, moved.where(chosen))
        session.execute(
            update(Assignment).where(chosen).values(due_on=later).execution_options(synchronize_session=False)
        )
        _indicators(session)
    settle(url)


def freeze_all(url: str) -> dict[str, Any]:
    """A campaign over everything, frozen."""
    with database.transaction(url) as session:
        year = date(TODAY.year, 1, 1), date(TODAY.year, 12, 31)
        campaign = make(session, Plan(CampaignKind.ANNUAL, "年度考核", *year), "王敏", moment(TODAY))
    calendar, limits = work_calendar(), load_pack("standard").lights

    def work() -> dict[str, Any]:
        with database.transaction(url) as session:
            own = session.get_one(Campaign, campaign.id)
            made = freeze(session, own, TODAY, "王敏", moment(TODAY), calendar, limits)
            return {"items": made.items}

    done, seconds, used = _timed(work)
    return {**done, "seconds": seconds, "processor_seconds": used}


def count_all(url: str) -> dict[str, Any]:
    """Every figure from the frozen rows, and the same questions at the database alone."""
    with database.reading(url) as session:
        frozen = session.scalars(select(Freeze)).one()
        figures, seconds, used = _timed(lambda: figures_of(session, frozen))
        measured = {
            "seconds": seconds,
            "processor_seconds": used,
            "units": len(figures.units),
            "tasks": len(figures.tasks),
            "indicators": len(figures.indicators),
            "readings": frozen.readings,
            "due": figures.whole.due,
            "overdue": figures.whole.overdue,
        }
        del figures
        with heard(database.engine(url)) as questions:
            figures_of(session, frozen)
    cost = cost_at_the_database(database.engine(url), questions, _BARE_TIMES)
    return {**measured, "bare_seconds": cost.median_seconds}


def score_all(url: str) -> dict[str, Any]:
    """Every unit by every item of the yearly sheet, from the figures that were counted."""
    clerk, now = Actor("王敏", UserRole.CLERK), moment(TODAY)
    with database.transaction(url) as session:
        frozen = session.scalars(select(Freeze)).one()
        campaign = session.get_one(Campaign, frozen.campaign_id)
        choose(session, campaign, store_shipped(session, "annual", clerk, now), clerk, now)
        figures = figures_of(session, frozen)

        def work() -> dict[str, Any]:
            made = compute(session, frozen, now, figures=figures)
            session.flush()
            return {"units": made.units}

        done, seconds, used = _timed(work)
    return {**done, "seconds": seconds, "processor_seconds": used}


def copy_again(url: str) -> float:
    """What it takes to insert the finished rows, with the same keys and indexes, once more."""
    columns = [
        column for column in Table.metadata.tables["frozen_item"].columns if column.name != "freeze_id"
    ]
    with database.transaction(url) as session:
        first = session.scalars(select(Freeze)).one()
        second = Freeze(campaign_id=first.campaign_id, number=2, as_of=first.as_of, at=first.at, by="王敏")
        session.add(second)
        session.flush()
        begun = time.perf_counter()
        chosen = select(literal(second.id).label("freeze_id"), *columns).where(
            text(f"frozen_item.freeze_id = {first.id}")
        )
        session.execute(insert(FrozenItem).from_select(list(chosen.selected_columns.keys()), chosen))
        return time.perf_counter() - begun


def _indicators(session: Session) -> None:
    document_id = session.execute(select(func.min(col(Document.id)))).scalar_one()
    units = list(session.scalars(select(col(Unit.id)).order_by(col(Unit.id))))
    for place_ in range(_INDICATORS):
        kind = _KINDS[place_ % len(_KINDS)]
        is_ratio = kind in ("rate", "floor", "share")
        indicator = Indicator(
            document_id=document_id,
            name=f"第{place_ + 1}项指标",
            relation=">=",
            target=Decimal(80) if is_ratio else Decimal(1000),
            measure="%" if is_ratio else "人",
            by=date(2026, 12, 31),
            kind=kind,
            text="到年底达到目标。",
            starts_on=HANDED_OUT,
        )
        session.add(indicator)
        session.flush()
        sharing = [units[(place_ * 7 + step) % len(units)] for step in range(min(_SHARES, len(units)))]
        session.execute(
            insert(IndicatorShare),
            [
                {"indicator_id": indicator.id, "unit_id": unit, "target": Decimal(80 if is_ratio else 50)}
                for unit in sharing
            ],
        )
        session.execute(
            insert(Reading),
            [
                {
                    "indicator_id": indicator.id,
                    "unit_id": unit,
                    "value": Decimal(10 * step + unit % 7),
                    "numerator": Decimal(10 * step + unit % 7) if is_ratio else None,
                    "denominator": Decimal(100) if is_ratio else None,
                    "as_of": day,
                    "verification": Verification.REPORTED,
                    "reported_at": moment(day),
                    "reported_by": "张工",
                }
                for unit in sharing
                for step, day in enumerate(_READ_ON, 1)
            ],
        )


def _timed(work: Callable[[], _T]) -> tuple[_T, float, float]:
    begun, used = time.perf_counter(), time.process_time()
    done = work()
    return done, time.perf_counter() - begun, time.process_time() - used
