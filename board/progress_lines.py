"""How what was reported went on over time: against an even pace, and unit beside unit."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from board import charts
from board.lines import Line
from board.standing import Held
from models.progress import ProgressUpdate

_MOST_UNITS = 12
_LEAST_UNITS = 2
_WEEKS = 8


def pace_of(one: Held, updates: Sequence[ProgressUpdate], today: date) -> charts.Trend | None:
    """What was reported of an assignment against an even pace to its day; None where there is nothing to draw."""
    if not updates or one.due_on is None:
        return None
    reports = sorted((update.as_of, update.id, update.percent) for update in updates)
    return charts.pace_line(
        "时间进度和自报进度",
        one.assignment.assigned_on,
        one.due_on,
        today,
        [(day, percent) for day, _, percent in reports],
        width=560,
        height=170,
    )


def beside_each_other(session: Session, held: Sequence[Line], today: date) -> tuple[charts.Trend, ...]:
    """What each unit had reported by the end of the last weeks, in percent; empty where fewer than two have reported.

    Of many the first are taken: the list stands in the order of urgency.
    """
    rows = session.execute(
        select(
            col(ProgressUpdate.assignment_id),
            col(ProgressUpdate.as_of),
            col(ProgressUpdate.id),
            col(ProgressUpdate.percent),
        ).where(col(ProgressUpdate.assignment_id).in_([one.id for one in held]))
    ).tuples()
    reported: dict[int, list[tuple[date, int, int]]] = {}
    for assignment_id, as_of, number, percent in rows:
        reported.setdefault(assignment_id, []).append((as_of, number, percent))
    chosen = [one for one in held if one.id in reported][:_MOST_UNITS]
    if len(chosen) < _LEAST_UNITS:
        return ()
    days = [today - timedelta(weeks=back) for back in reversed(range(_WEEKS))]
    series = [
        charts.Series(
            one.unit + (f"（{one.period}）" if one.period else ""),
            "reached",
            tuple(_by(reported[one.id], day) for day in days),
        )
        for one in chosen
    ]
    labels = [f"{day.month}月{day.day}日" for day in days]
    return charts.small_multiples(labels, series, most=100)


def _by(reports: Sequence[tuple[date, int, int]], day: date) -> int | None:
    """The percent that held on a day, None before the first report."""
    known = [one for one in reports if one[0] <= day]
    return max(known)[2] if known else None
