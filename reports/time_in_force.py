"""The time that held for assignments on a day: the deadline in force, a clock that stood, a request that waited."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Mapped
from sqlmodel import col

from models.extension import ClockStop, DueChange, Extension
from models.words import DueChangeKind
from reports.asking import AS_OF, Among, Asked, is_among


class TimeInForce(NamedTuple):
    """What held for one assignment.

    ``was_late`` says that an earlier deadline had passed before it was moved: it stays counted as overdue.
    ``roll_overs`` counts how often it was carried to another year (跨年结转). ``asked_for`` is the day asked for by a request, made in time, that waited for its answer.
    """

    due_on: date | None
    extensions: int = 0
    roll_overs: int = 0
    was_late: bool = False
    stopped_on: date | None = None
    asked_for: date | None = None


def times_in_force(ask: Asked, given: Iterable[tuple[int, date | None]]) -> dict[int, TimeInForce]:
    """The time of each of these on the evening of the day asked of, in three statements however many they are.

    They are given as ids with their deadlines as handed out.
    """
    moved = _moved(ask)
    stopped = {row[0]: row[1] for row in ask.rows(_of_stops, ClockStop)}
    extensions = {
        number: (granted, asked_for) for number, granted, asked_for in ask.rows(_of_extensions, Extension)
    }
    times = {}
    for number, first_due_on in given:
        after, was_late, roll_overs = moved.get(number, (first_due_on, False, 0))
        granted, asked_for = extensions.get(number, (0, None))
        times[number] = TimeInForce(
            due_on=after,
            extensions=granted,
            roll_overs=roll_overs,
            was_late=was_late,
            stopped_on=stopped.get(number),
            asked_for=asked_for,
        )
    return times


def _moved(ask: Asked) -> dict[int, tuple[date | None, bool, int]]:
    """The last day that each deadline was moved to, whether one of the days before had passed, and its roll-overs."""
    moved: dict[int, tuple[date | None, bool, int]] = {}
    for number, after, is_late, kind in ask.rows(_of_changes, DueChange):
        _, was_late, roll_overs = moved.get(number, (None, False, 0))
        moved[number] = after, is_late or was_late, roll_overs + (kind is DueChangeKind.ROLL_OVER)
    return moved


def _of_changes(among: Among) -> Select[Any]:
    return (
        select(
            col(DueChange.assignment_id), col(DueChange.after), col(DueChange.is_late), col(DueChange.kind)
        )
        .where(col(DueChange.on) <= AS_OF, is_among(col(DueChange.assignment_id), among))
        .order_by(col(DueChange.id))
    )


def _of_stops(among: Among) -> Select[Any]:
    return select(col(ClockStop.assignment_id), col(ClockStop.stopped_on)).where(
        col(ClockStop.stopped_on) <= AS_OF,
        _still(col(ClockStop.restarted_on)),
        is_among(col(ClockStop.assignment_id), among),
    )


def _of_extensions(among: Among) -> Select[Any]:
    """How many were granted to each, and the day asked for by the one that waited."""
    waits = and_(_still(col(Extension.decided_on)), col(Extension.is_late).is_(False))
    return (
        select(
            col(Extension.assignment_id),
            func.count(col(Extension.granted_on)).filter(col(Extension.decided_on) <= AS_OF),
            func.max(col(Extension.proposed_on)).filter(waits),
        )
        .where(col(Extension.asked_on) <= AS_OF, is_among(col(Extension.assignment_id), among))
        .group_by(col(Extension.assignment_id))
    )


def _still(ended_on: Mapped[date | None]) -> ColumnElement[bool]:
    return or_(ended_on.is_(None), ended_on > AS_OF)
