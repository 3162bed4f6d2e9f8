"""How assignments stand on a day, from the facts noted up to that day: for the reports and for the board."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, func, literal_column, or_, select
from sqlmodel import Session, col

from models.assignment import Assignment, Transition
from models.closing import Closure
from models.lifecycle import UNCOUNTED
from models.progress import ProgressUpdate
from models.task import Deadline
from models.words import Move, Status, Verification
from reports.asking import AS_OF, END_OF_DAY, Among, Asked, is_among
from reports.time_in_force import TimeInForce, times_in_force
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
    ask = Asked(session, as_of, [number for number, _, _ in given], among)
    moves = _last_moves(ask)
    closures = _closures(ask)
    updates = _latest_updates(ask)
    times = times_in_force(ask, ((number, due_on) for number, _, due_on in given))
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


def _last_moves(ask: Asked) -> dict[int, tuple[Status, date]]:
    """The state each has reached, and when."""
    return {number: (status, on) for number, status, on in ask.rows(_of_moves)}


def _of_moves(among: Among) -> Select[Any]:
    last = (
        select(func.max(col(Transition.id)))
        .where(
            col(Transition.on) <= AS_OF,
            # A check of a submission is no new submission.
            col(Transition.before).is_distinct_from(col(Transition.after)),
            is_among(col(Transition.assignment_id), among),
        )
        .group_by(col(Transition.assignment_id))
    )
    return select(col(Transition.assignment_id), col(Transition.after), col(Transition.on)).where(
        col(Transition.id).in_(last)
    )


def _closures(ask: Asked) -> dict[int, tuple[date, date, Verification]]:
    """The closures that stood: the day of each, that of the submission which led to it, the level of the check."""
    return {
        number: (on, submitted_on, level)
        for number, on, submitted_on, level in ask.rows(_of_closures, Closure)
    }


def _of_closures(among: Among) -> Select[Any]:
    return (
        select(
            col(Closure.assignment_id),
            col(Closure.on),
            col(Closure.submitted_on),
            col(Closure.verification),
        )
        .where(
            col(Closure.on) <= AS_OF,
            or_(col(Closure.reopened_on).is_(None), col(Closure.reopened_on) > AS_OF),
            is_among(col(Closure.assignment_id), among),
        )
        .order_by(col(Closure.id))
    )


def _latest_updates(ask: Asked) -> dict[int, Told]:
    """Of the reports entered by then and since the last reopening, each one's that speaks of the latest day."""
    return {number: Told(*said) for number, *said in ask.rows(_of_updates, ProgressUpdate)}


def _of_updates(among: Among) -> Select[Any]:
    reopened = (
        select(col(Transition.assignment_id), func.max(col(Transition.at)).label("at"))
        .where(
            # Written out, so that the database knows the partial index.
            col(Transition.move) == literal_column(f"'{Move.REOPEN}'"),
            col(Transition.on) <= AS_OF,
            is_among(col(Transition.assignment_id), among),
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
            col(ProgressUpdate.as_of) <= AS_OF,
            col(ProgressUpdate.at) < END_OF_DAY,
            # What is closed takes no report, so one of the very moment came after the reopening.
            or_(reopened.c.at.is_(None), col(ProgressUpdate.at) >= reopened.c.at),
            is_among(col(ProgressUpdate.assignment_id), among),
        )
        .subquery()
    )
    return (
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
