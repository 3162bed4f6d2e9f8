"""How assignments stand on a day, from the facts noted up to that day: for the reports and for the board."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlmodel import Session, col

from models.assignment import Assignment, Closure, ProgressUpdate, Transition
from models.task import Deadline
from models.words import Move, Status
from schedules.clock import ZONE
from schedules.lights import Lamp, LightLimits, Standing, lamp
from schedules.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Stood:
    """How an assignment stood. ``percent`` is what the unit reported, 100 once closed.

    ``submitted_on`` is the day of the submission that waits or that led to the closure. ``latest`` is the
    last report since the assignment was handed out or taken up again. ``lamp`` is None once withdrawn.
    """

    status: Status
    percent: int
    submitted_on: date | None
    closed_on: date | None
    latest: ProgressUpdate | None
    lamp: Lamp | None


def stand(
    session: Session,
    given: Sequence[tuple[Assignment, Deadline]],
    as_of: date,
    calendar: WorkCalendar,
    limits: LightLimits,
    among: Select[tuple[int]] | None = None,
) -> list[Stood]:
    """How each of these stood on the evening of ``as_of``, in their order, in three statements.

    What happened or was entered later does not count, so a past day comes out the same again. ``among``
    chooses the ids to look up; without it the facts of every assignment are read.
    """
    moves = _last_moves(session, as_of, among)
    closures = _closures(session, as_of, among)
    updates = _latest_updates(session, as_of, among)
    stood = []
    for assignment, deadline in given:
        status, moved_on = moves.get(assignment.id, (Status.ASSIGNED, assignment.assigned_on))
        closed_on, submitted_on = closures.get(assignment.id, (None, None))
        if status is Status.SUBMITTED:
            submitted_on = moved_on
        update = updates.get(assignment.id)
        standing = Standing(
            assigned_on=assignment.assigned_on,
            due_on=deadline.due_on,
            percent=100 if closed_on else update.percent if update else 0,
            has_reported=update is not None,
            is_accepted=status is not Status.ASSIGNED,
            submitted_on=submitted_on,
            is_closed=closed_on is not None,
        )
        shown = None if status is Status.WITHDRAWN else lamp(standing, as_of, calendar, limits)
        stood.append(Stood(status, standing.percent, submitted_on, closed_on, update, shown))
    return stood


def end_of(day: date) -> datetime:
    """The moment at which a day of the office is over."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(ZONE))


def _last_moves(
    session: Session, as_of: date, among: Select[tuple[int]] | None
) -> dict[int, tuple[Status, date]]:
    """The state each has reached, and when."""
    last = (
        select(func.max(col(Transition.id)))
        .where(col(Transition.on) <= as_of, _is_among(Transition.assignment_id, among))
        .group_by(col(Transition.assignment_id))
    )
    rows = session.execute(
        select(col(Transition.assignment_id), col(Transition.after), col(Transition.on)).where(
            col(Transition.id).in_(last)
        )
    )
    return {number: (status, on) for number, status, on in rows}


def _closures(
    session: Session, as_of: date, among: Select[tuple[int]] | None
) -> dict[int, tuple[date, date]]:
    """The closures that stood: the day of each, and that of the submission which led to it."""
    rows = session.execute(
        select(col(Closure.assignment_id), col(Closure.on), col(Closure.submitted_on))
        .where(
            col(Closure.on) <= as_of,
            or_(col(Closure.reopened_on).is_(None), col(Closure.reopened_on) > as_of),
            _is_among(Closure.assignment_id, among),
        )
        .order_by(col(Closure.id))
    )
    return {number: (on, submitted_on) for number, on, submitted_on in rows}


def _latest_updates(
    session: Session, as_of: date, among: Select[tuple[int]] | None
) -> dict[int, ProgressUpdate]:
    """Of the reports entered by then and since the last reopening, each one's that speaks of the latest day."""
    reopened = (
        select(col(Transition.assignment_id), func.max(col(Transition.at)).label("at"))
        .where(col(Transition.move) == Move.REOPEN, col(Transition.on) <= as_of)
        .group_by(col(Transition.assignment_id))
        .subquery()
    )
    place = func.row_number().over(
        partition_by=col(ProgressUpdate.assignment_id),
        order_by=(col(ProgressUpdate.as_of).desc(), col(ProgressUpdate.id).desc()),
    )
    ranked = (
        select(col(ProgressUpdate.id), place.label("place"))
        .outerjoin(reopened, reopened.c.assignment_id == col(ProgressUpdate.assignment_id))
        .where(
            col(ProgressUpdate.as_of) <= as_of,
            col(ProgressUpdate.at) < end_of(as_of),
            # What is closed takes no report, so one of the very moment came after the reopening.
            or_(reopened.c.at.is_(None), col(ProgressUpdate.at) >= reopened.c.at),
            _is_among(ProgressUpdate.assignment_id, among),
        )
        .subquery()
    )
    chosen = select(ProgressUpdate).join(ranked, ranked.c.id == col(ProgressUpdate.id))
    return {update.assignment_id: update for update in session.scalars(chosen.where(ranked.c.place == 1))}


def _is_among(column: int, among: Select[tuple[int]] | None) -> ColumnElement[bool]:
    return true() if among is None else col(column).in_(among)
