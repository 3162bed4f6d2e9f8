"""How assignments stand on a day, from the facts noted up to that day: for the reports and for the board."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, func, literal_column, or_, select, true
from sqlmodel import Session, col

from models.assignment import Assignment, Transition
from models.closing import Closure
from models.lifecycle import UNCOUNTED
from models.progress import ProgressUpdate
from models.task import Deadline
from models.words import Move, Status, Verification
from reports.time_in_force import TimeInForce, times_in_force
from schedules.clock import ZONE
from schedules.lights import Lamp, LightLimits, Standing, lamp
from schedules.workdays import WorkCalendar


class Told(NamedTuple):
    """What a unit reported of an assignment; see ``ProgressUpdate``."""

    id: int
    as_of: date
    percent: int
    progress: str
    problems: str
    next_steps: str
    to_coordinate: str


class Stood(NamedTuple):
    """How an assignment stood. ``percent`` is what the unit reported, 100 once closed.

    ``submitted_on`` is the day of the submission that waits or that led to the closure. ``latest`` is the
    last report since the assignment was handed out or taken up again. ``verification`` is the level on which
    the completion was checked, None while it is not closed. ``lamp`` is None once withdrawn or transferred.
    """

    status: Status
    percent: int
    submitted_on: date | None
    closed_on: date | None
    latest: Told | None
    time: TimeInForce
    verification: Verification | None
    lamp: Lamp | None


def stand(
    session: Session,
    given: Sequence[tuple[Assignment, Deadline]],
    as_of: date,
    calendar: WorkCalendar,
    limits: LightLimits,
    among: Select[tuple[int]] | None = None,
) -> list[Stood]:
    """How each of these stood on the evening of ``as_of``, in their order, in a handful of statements.

    What happened or was entered later does not count, so a past day comes out the same again. ``among``
    chooses the ids to look up; without it the facts of every assignment are read.
    """
    handed_out = [(one.id, one.assigned_on, one.first_due_on) for one, _ in given]
    return stand_as_given(session, handed_out, as_of, calendar, limits, among)


def stand_as_given(
    session: Session,
    given: Sequence[tuple[int, date, date | None]],
    as_of: date,
    calendar: WorkCalendar,
    limits: LightLimits,
    among: Select[tuple[int]] | None = None,
) -> list[Stood]:
    """The same as ``stand``, of ids with the day they were handed out and the deadline as it was then."""
    moves = _last_moves(session, as_of, among)
    closures = _closures(session, as_of, among)
    updates = _latest_updates(session, as_of, among)
    times = times_in_force(session, ((number, due_on) for number, _, due_on in given), as_of, among)
    stood = []
    for number, assigned_on, _ in given:
        time_in_force = times[number]
        status, moved_on = moves.get(number, (Status.ASSIGNED, assigned_on))
        closed_on, submitted_on, verification = closures.get(number, (None, None, None))
        if status is Status.SUBMITTED:
            submitted_on = moved_on
        update = updates.get(number)
        standing = Standing(
            assigned_on=assigned_on,
            due_on=time_in_force.due_on,
            percent=100 if closed_on else update.percent if update else 0,
            has_reported=update is not None,
            is_accepted=status is not Status.ASSIGNED,
            submitted_on=submitted_on,
            is_closed=closed_on is not None,
            stopped_on=time_in_force.stopped_on,
            asked_for=time_in_force.asked_for,
        )
        shown = None if status in UNCOUNTED else lamp(standing, as_of, calendar, limits)
        stood.append(
            Stood(
                status,
                standing.percent,
                submitted_on,
                closed_on,
                update,
                time_in_force,
                verification,
                shown,
            )
        )
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
        .where(
            col(Transition.on) <= as_of,
            # A check of a submission is no new submission.
            col(Transition.before).is_distinct_from(col(Transition.after)),
            _is_among(Transition.assignment_id, among),
        )
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
) -> dict[int, tuple[date, date, Verification]]:
    """The closures that stood: the day of each, that of the submission which led to it, the level of the check."""
    rows = session.execute(
        select(
            col(Closure.assignment_id),
            col(Closure.on),
            col(Closure.submitted_on),
            col(Closure.verification),
        )
        .where(
            col(Closure.on) <= as_of,
            or_(col(Closure.reopened_on).is_(None), col(Closure.reopened_on) > as_of),
            _is_among(Closure.assignment_id, among),
        )
        .order_by(col(Closure.id))
    )
    return {number: (on, submitted_on, level) for number, on, submitted_on, level in rows}


def _latest_updates(session: Session, as_of: date, among: Select[tuple[int]] | None) -> dict[int, Told]:
    """Of the reports entered by then and since the last reopening, each one's that speaks of the latest day."""
    reopened = (
        select(col(Transition.assignment_id), func.max(col(Transition.at)).label("at"))
        .where(
            # Written out, so that the database knows the partial index.
            col(Transition.move) == literal_column(f"'{Move.REOPEN}'"),
            col(Transition.on) <= as_of,
            _is_among(Transition.assignment_id, among),
        )
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
    rows = session.execute(
        select(
            col(ProgressUpdate.assignment_id),
            col(ProgressUpdate.id),
            col(ProgressUpdate.as_of),
            col(ProgressUpdate.percent),
            col(ProgressUpdate.progress),
            col(ProgressUpdate.problems),
            col(ProgressUpdate.next_steps),
            col(ProgressUpdate.to_coordinate),
        )
        .join(ranked, ranked.c.id == col(ProgressUpdate.id))
        .where(ranked.c.place == 1)
    )
    return {number: Told(*said) for number, *said in rows}


def _is_among(column: int, among: Select[tuple[int]] | None) -> ColumnElement[bool]:
    return true() if among is None else col(column).in_(among)
