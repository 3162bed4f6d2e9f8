"""时间轴: what runs from when to when, by task or by unit, over a year or any months."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup

from board.asked import AskedFor, choices, view_of
from board.edge import Reading, Today
from board.marks import lamp
from board.pages import render
from board.taking_away import as_word
from board.timeline_drawing import draw, end_of_month, months_between
from board.visitor import Anyone, Hidden, OfTheOffice
from reports.kept import kept
from reports.three_tables import timetable_paper
from reports.timeline import Down, Due, Row, read_timeline
from schedules.lights import Light
from supervision.directory.founding import office

router = APIRouter()

_MOST_MONTHS = 60
_DAYS_NAMED = 4


@dataclass(frozen=True, slots=True)
class InMonth:
    """What of one row is due in one month: the days in words, and how many burn in each light."""

    row: Row
    lamps: Markup
    # The same in words, for the table.
    lights: str
    days: str
    # How many of them had another deadline at first.
    moved: int


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
    sheet: str = "",
) -> Response:
    """A page of rows over this year, the year asked for, or from a month to a month."""
    if not visitor.sees_many:
        raise Hidden
    by = Down.UNIT if down == Down.UNIT.value else Down.TASK
    first, last = _span(today, asked_for.wanted.year, since, until)
    wanted = replace(asked_for.wanted, year=None)
    view = view_of(session, visitor, today)
    timeline = read_timeline(session, view, wanted, first, last, by, asked_for.page)
    pictures, months = kept(
        session,
        "timeline drawn",
        (view.named, wanted, first, last, by, timeline.number),
        lambda: (draw(timeline.rows, first, last, today), _by_month(timeline.rows, first, last)),
        of_moves=True,
    )
    return render(
        request,
        "timeline.html",
        today=today,
        asked=replace(asked_for, wanted=wanted),
        choices=choices(session, visitor, wanted),
        down=by.value,
        is_a3=sheet == "a3",
        timeline=timeline,
        pictures=pictures,
        months=months,
        first=first,
        last=last,
        since=f"{first:%Y-%m}",
        until=f"{last:%Y-%m}",
    )


@router.get("/timeline/file")
def take(_visitor: OfTheOffice, session: Reading, today: Today, year: str = "") -> Response:
    """The year's timetable as a Word table."""
    wanted = int(year) if year.isdecimal() and year.isascii() and len(year) == 4 else today.year
    paper = timetable_paper(session, wanted, office(session).name, today)
    return as_word(paper, f"{wanted}年任务时间安排.docx")


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
        month: {number: _in_month(named[number], month, dues) for number, dues in found[month].items()}
        for month in sorted(found, key=lambda one: one or date.max)
    }


def _lamp(light: Light, count: int) -> str:
    return f'<span class="count">{lamp(light)}{count if count > 1 else ""}</span> '


def _in_month(row: Row, month: date | None, dues: list[Due]) -> InMonth:
    counted: Counter[Light] = Counter()
    for due in dues:
        counted[due.light] += due.count
    # As many days as can be read at a glance.
    days = sorted({due.on.day for due in dues if due.on}) if month else []
    named = "、".join(f"{day}日" for day in days[:_DAYS_NAMED]) + ("等" if len(days) > _DAYS_NAMED else "")
    return InMonth(
        row=row,
        lamps=Markup("".join(_lamp(light, counted[light]) for light in Light if counted[light])),
        lights="".join(f"{light.label}{counted[light]} " for light in Light if counted[light]),
        days=named,
        moved=sum(due.count for due in dues if due.first_on),
    )
