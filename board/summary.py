"""一页通览: the leader's first page, read in a minute and printed on one sheet."""

from dataclasses import dataclass
from datetime import date, datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlmodel import Session

from board import charts
from board.edge import Reading, RealNow, Today
from board.kept import Kept
from board.pages import render
from board.visitor import OfTheOffice, Visitor
from config.settings import settings
from reports.present import Present, UnitNow, read_present
from reports.weeks import WeekEnd, fridays_before, week_ends
from reports.worst import Worst, worst
from schedules.lights import Light
from schedules.workdays import work_calendar
from supervision.actor import Actor
from supervision.decisions import ToDecide, to_decide
from supervision.duties.instructions import Given, count_given, given
from supervision.letters.not_reached import not_reached
from supervision.pack_in_force import pack_in_force
from supervision.record.newest import newest

router = APIRouter()

_WORST = 10
_UNITS = 10
_INSTRUCTIONS = 6
_NAMED = 6


@dataclass(frozen=True, slots=True)
class Missed:
    """The units that something did not reach: how many, the longest waiting by name, for how many working days."""

    count: int
    names: tuple[str, ...]
    workdays: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that the page says but the weeks."""

    present: Present
    worst: list[Worst]
    decisions: list[ToDecide]
    missed: Missed
    instructions: list[Given]
    all_instructions: int


@router.get("/summary")
def show(request: Request, visitor: OfTheOffice, session: Reading, today: Today, now: RealNow) -> Response:
    """Lights, trend, rates, what waits for a decision, the ten worst, the units, what leaders said."""
    summary = summary_of(request, visitor, session, today, now)
    weeks = weeks_of(request, session, today)
    present = summary.present
    return render(
        request,
        "summary.html",
        today=today,
        one=summary,
        present=present,
        shares=dict(zip(Light, charts.whole_percents(list(present.lights.values())), strict=True)),
        last_week=weeks[-1],
        bar=charts.stacked_bar("各灯件数", light_parts(present.lights)),
        trend=_trend(weeks, present, today),
        units=_bars(present.worst(_UNITS)),
        width=charts.WIDTH,
        red=Light.RED,
    )


def present_of(request: Request, session: Session, today: date, now: datetime) -> Present:
    """The figures of today, kept while the record does not move on."""
    limits = pack_in_force(session, settings().ladder).lights
    return _kept(request).get(
        "present",
        (today, limits, newest(session)),
        lambda: read_present(session, today, work_calendar(), limits),
        now,
    )


def summary_of(request: Request, visitor: Visitor, session: Session, today: date, now: datetime) -> Summary:
    """What the page says to this person, kept in the same way."""
    present = present_of(request, session, today, now)
    limits = pack_in_force(session, settings().ladder).lights
    return _kept(request).get(
        # What waits for a signature differs by role alone.
        f"summary for {visitor.actor.role.value}",
        (today, limits, newest(session)),
        lambda: _summary(session, visitor.actor, today, present),
        now,
    )


def weeks_of(request: Request, session: Session, today: date) -> list[WeekEnd]:
    """The past weeks: what they were is settled once they are over, so they are counted once a day."""
    return _kept(request).get("weeks", today, lambda: week_ends(session, fridays_before(today)))


def light_parts(lights: dict[Light, int]) -> list[charts.Part]:
    """The lights as the parts of a bar."""
    return [charts.Part(f"{light.label}灯", light.value, count) for light, count in lights.items()]


def _summary(session: Session, actor: Actor, today: date, present: Present) -> Summary:
    calendar, limits = work_calendar(), pack_in_force(session, settings().ladder).lights
    missed = not_reached(session, today, calendar)
    return Summary(
        present=present,
        worst=worst(session, today, calendar, limits, _WORST),
        decisions=to_decide(session, actor, today, calendar),
        missed=Missed(
            len(missed),
            tuple(one.unit.called for one in missed[:_NAMED]),
            max((one.workdays for one in missed), default=0),
        ),
        instructions=given(session, today, calendar, limits, most=_INSTRUCTIONS),
        all_instructions=count_given(session),
    )


def _trend(weeks: list[WeekEnd], present: Present, today: date) -> charts.Trend:
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


def _bars(units: tuple[UnitNow, ...]) -> tuple[charts.StackedBar, ...]:
    return charts.stacked_bars([(unit.called, light_parts(unit.lights)) for unit in units])


def _kept(request: Request) -> Kept:
    kept: Kept = request.app.state.kept
    return kept
