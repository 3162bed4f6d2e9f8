"""一页通览: the leader's first page, read in a minute and printed on one sheet."""

from dataclasses import dataclass
from datetime import date, datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import func, select
from sqlmodel import Session, col

from board import charts
from board.edge import Reading, RealNow, Today
from board.pages import render
from board.visitor import OfTheOffice
from config.settings import settings
from models.assignment import Assignment
from reports.kept import kept
from reports.loop_closure import closure, facts_of_findings
from reports.present import Present, read_present
from reports.weeks import WeekEnd, fridays_before, week_ends
from reports.worst import Worst, worst
from schedules.lights import Light, LightLimits
from schedules.workdays import work_calendar
from supervision.actor import Actor
from supervision.decisions import ToDecide, to_decide
from supervision.duties.instructions import Given, count_given, given
from supervision.letters.not_reached import not_reached
from supervision.pack_in_force import pack_in_force

router = APIRouter()

_WORST = 10
_UNITS = 10
_INSTRUCTIONS = 6
_NAMED = 6
# From so many assignments on, the figures may lag a little: to count them at every click would take too long.
_LARGE = 20_000
# Seconds.
_MAY_LAG, _A_DAY = 30.0, 86_400.0


@dataclass(frozen=True, slots=True)
class Missed:
    """The units that something did not reach: how many, the longest waiting by name, for how many working days."""

    count: int
    names: tuple[str, ...]
    workdays: int


@dataclass(frozen=True, slots=True)
class Pending:
    """What is still open for the office: what waits for a decision, and whom nothing reached."""

    decisions: list[ToDecide]
    missed: Missed


@dataclass(frozen=True, slots=True)
class Pressing:
    """What presses most, and what leaders said; ``all_instructions`` counts beyond those shown."""

    worst: list[Worst]
    instructions: list[Given]
    all_instructions: int


@router.get("/summary")
def show(request: Request, visitor: OfTheOffice, session: Reading, today: Today, now: RealNow) -> Response:
    """Lights, trend, rates, what waits for a decision, the ten worst, the units, what leaders said."""
    limits, calendar = _limits(session), work_calendar()
    present = present_of(session, today, now)
    pending = kept(
        session,
        "pending",
        # What waits for a signature differs by role alone.
        (visitor.actor.role, today, calendar),
        lambda: _pending(session, visitor.actor, today),
        lag=_lag(session),
    )
    pressing = kept(
        session,
        "pressing",
        (today, calendar, limits),
        lambda: Pressing(
            worst(session, today, calendar, limits, _WORST),
            given(session, today, calendar, limits, most=_INSTRUCTIONS),
            count_given(session),
        ),
    )
    weeks = weeks_of(session, today)
    return render(
        request,
        "summary.html",
        today=today,
        pending=pending,
        pressing=pressing,
        present=present,
        shares=dict(zip(Light, charts.whole_percents(list(present.lights.values())), strict=True)),
        last_week=weeks[-1],
        bar=charts.stacked_bar("各灯件数", light_parts(present.lights)),
        trend=_trend(weeks, present),
        units=charts.stacked_bars(
            [(unit.called, light_parts(unit.lights)) for unit in present.worst(_UNITS)]
        ),
        width=charts.WIDTH,
        red=Light.RED,
        loop_closure=kept(session, "loop closure", today, lambda: closure(facts_of_findings(session), today)),
    )


def present_of(session: Session, today: date, now: datetime) -> Present:
    """The figures of today, kept until a deed is done; in a large office up to half a minute old."""
    limits, calendar = _limits(session), work_calendar()
    return kept(
        session,
        "present",
        (today, calendar, limits),
        lambda: read_present(session, today, now, calendar, limits),
        lag=_lag(session),
    )


def weeks_of(session: Session, today: date) -> list[WeekEnd]:
    """The past weeks: what they were is settled once they are over, so they are counted once a day."""
    return kept(session, "weeks", today, lambda: week_ends(session, fridays_before(today)), lag=_A_DAY)


def light_parts(lights: dict[Light, int]) -> list[charts.Part]:
    """The lights as the parts of a bar."""
    return [charts.Part(f"{light.label}灯", light.value, count) for light, count in lights.items()]


def _pending(session: Session, actor: Actor, today: date) -> Pending:
    missed = not_reached(session, today, work_calendar())
    return Pending(
        to_decide(session, actor, today, work_calendar()),
        Missed(
            len(missed),
            tuple(one.unit.called for one in missed[:_NAMED]),
            max((one.workdays for one in missed), default=0),
        ),
    )


def _trend(weeks: list[WeekEnd], present: Present) -> charts.Trend:
    labels = [f"{week.on.month}月{week.on.day}日" for week in weeks] + ["今天"]
    return charts.trend(
        "逾期和未销号的件数，前十二个星期五和今天",
        labels,
        [
            charts.Series("逾期", "red", (*(week.overdue for week in weeks), present.lights[Light.RED])),
            charts.Series("未销号", "blue", (*(week.open for week in weeks), present.open)),
        ],
        width=560,
        height=170,
    )


def _limits(session: Session) -> LightLimits:
    return pack_in_force(session, settings().ladder).lights


def _lag(session: Session) -> float:
    is_large = (session.scalar(select(func.max(col(Assignment.id)))) or 0) > _LARGE
    return _MAY_LAG if is_large else 0
