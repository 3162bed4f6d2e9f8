"""A campaign over a large office: half a year of work with returns, extensions and reopenings, indicators, and its freeze."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import Select, func, insert, select, update
from sqlmodel import Session, col

from benchmarks.dispatch import hand_out
from benchmarks.large_office import HANDED_OUT, TODAY, live, moment, register, settle
from benchmarks.measurement import apart
from models import database
from models.assignment import Assignment
from models.campaign import Campaign
from models.closing import Return
from models.document import Document
from models.evaluation_words import CampaignKind
from models.extension import DueChange
from models.inserts import alike, insert_selected
from models.office import Office
from models.task import Indicator, IndicatorShare, Reading
from models.unit import Unit
from models.words import DueChangeKind, Verification
from schedules.ladder_files import load_pack
from schedules.workdays import work_calendar
from supervision.campaigns.campaign import Plan, make
from supervision.campaigns.freezing import freeze

_UNITS = 1_000
_INDICATORS = 200
_SHARES = 20
_READ_ON = tuple(HANDED_OUT + timedelta(days=60 * place) for place in range(1, 5))
_KINDS = ("new", "stock", "rate", "level", "money", "average", "floor", "share", "cumulative", "increase")

_T = TypeVar("_T")


def frozen_office(url: str, rows: int) -> tuple[dict[str, Any], float]:
    """So many assignments of 1,000 units, or of as many as there are tasks where they are fewer, frozen.

    What ``freeze_all`` says, and the most memory (MB) that the freezing held.
    """
    units = _UNITS if rows >= _UNITS**2 // 10 else None
    apart(register, url, rows, units)
    apart(hand_out, url)
    apart(live, url)
    apart(enliven, url)
    frozen, memory = apart(freeze_all, url)
    settle(url)
    return frozen, memory


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
        session.add(Office(name="江临市产业工人队伍建设改革协调小组办公室", short_name="市产改办"))
        year = date(TODAY.year, 1, 1), date(TODAY.year, 12, 31)
        campaign = make(session, Plan(CampaignKind.ANNUAL, "年度考核", *year), "王敏", moment(TODAY))
    calendar, limits = work_calendar(), load_pack("standard").lights

    def work() -> dict[str, Any]:
        with database.transaction(url) as session:
            own = session.get_one(Campaign, campaign.id)
            made = freeze(session, own, TODAY, "王敏", moment(TODAY), calendar, limits)
            return {"items": made.items}

    done, seconds, used = timed(work)
    return {**done, "seconds": seconds, "processor_seconds": used}


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


def timed(work: Callable[[], _T]) -> tuple[_T, float, float]:
    """What the work gives back, its seconds by the clock and those of the processor."""
    begun, used = time.perf_counter(), time.process_time()
    done = work()
    return done, time.perf_counter() - begun, time.process_time() - used
