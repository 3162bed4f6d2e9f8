"""时间轴: what runs from when to when, by task or by unit, over a year or any months."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from board.asked import AskedFor, choices, view_of
from board.edge import Reading, Today
from board.pages import render
from board.timeline_drawing import draw, end_of_month, months_between
from board.visitor import Anyone, Hidden
from reports.timeline import Down, Due, Row, read_timeline
from schedules.lights import Light

router = APIRouter()

_MOST_MONTHS = 60
_DAYS_NAMED = 4


@dataclass(frozen=True, slots=True)
class InMonth:
    """What of one row is due in one month: the days, how many in each light, which deadlines were moved there."""

    row: Row
    month: date | None
    dues: tuple[Due, ...]

    @property
    def lights(self) -> dict[Light, int]:
        """How many burn in each light, in the order of urgency; lights without any are left out."""
        counted: Counter[Light] = Counter()
        for due in self.dues:
            counted[due.light] += due.count
        return {light: counted[light] for light in Light if counted[light]}

    @property
    def days(self) -> str:
        """The days of the month, as many as can be read at a glance."""
        days = sorted({due.on.day for due in self.dues if due.on}) if self.month else []
        return "、".join(f"{day}日" for day in days[:_DAYS_NAMED]) + ("等" if len(days) > _DAYS_NAMED else "")

    @property
    def moved(self) -> int:
        """How many of them had another deadline at first."""
        return sum(due.count for due in self.dues if due.first_on)


@router.get("/timeline")
def show(
    request: Request,
    visitor: Anyone,
    session: Reading,
    today: Today,
    asked_for: AskedFor,
    down: str = "",
    since: str = "",
    until: str = "",
) -> Response:
    """A page of rows over this year, the year asked for, or from a month to a month."""
    if visitor.is_unit or not visitor.may_search:
        raise Hidden
    by = Down.UNIT if down == Down.UNIT.value else Down.TASK
    first, last = _span(today, asked_for.wanted.year, since, until)
    wanted = replace(asked_for.wanted, year=None)
    timeline = read_timeline(
        session, view_of(session, visitor, today), wanted, first, last, by, asked_for.page
    )
    return render(
        request,
        "timeline.html",
        today=today,
        asked=replace(asked_for, wanted=wanted),
        choices=choices(session, visitor, wanted),
        down=by.value,
        timeline=timeline,
        pictures=draw(timeline.rows, first, last, today),
        months=_by_month(timeline.rows, first, last),
        first=first,
        last=last,
        since=f"{first:%Y-%m}",
        until=f"{last:%Y-%m}",
    )


def _span(today: date, year: int | None, since: str, until: str) -> tuple[date, date]:
    """The first and the last day shown; what cannot be is a year."""
    first, last = _month(since), _month(until)
    if first and last and first > last:
        first, last = last, first
    if first is None and last is None:
        first = date(year or today.year, 1, 1)
    if first is None:
        assert last is not None  # one of them is there
        first = date(last.year, 1, 1)
    if last is None:
        last = date(first.year, 12, 1)
    return first, end_of_month(months_between(first, last)[:_MOST_MONTHS][-1])


def _month(written: str) -> date | None:
    try:
        found = date.fromisoformat(f"{written}-01")
    except ValueError:
        return None
    # The edges of the calendar have no month before or after them.
    return found if date.min.year < found.year < date.max.year else None


def _by_month(rows: tuple[Row, ...], first: date, last: date) -> dict[date | None, dict[int, InMonth]]:
    """What is due in each month by the id of its row; under None what has no deadline or ends outside."""
    found: dict[date | None, dict[int, list[Due]]] = {}
    for row in rows:
        for due in row.dues:
            month = due.on.replace(day=1) if due.on and first <= due.on <= last else None
            found.setdefault(month, {}).setdefault(row.id, []).append(due)
    named = {row.id: row for row in rows}
    return {
        month: {number: InMonth(named[number], month, tuple(dues)) for number, dues in found[month].items()}
        for month in sorted(found, key=lambda one: one or date.max)
    }
