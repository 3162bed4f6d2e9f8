"""How assignments stood on a day, computed by the database for all of them at once: ``reports.standing`` as one query.

It reads the history, not the state that is stored, so a past day comes out the same again whatever came later.
"""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    String,
    Subquery,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    true,
    type_coerce,
)
from sqlalchemy.orm import aliased
from sqlmodel import col

from models.assignment import Assignment, Transition
from models.closing import Closure, Return
from models.columns import Moment, worded
from models.extension import ClockStop, DueChange, Extension
from models.ladder import CalendarDay
from models.lifecycle import UNCOUNTED
from models.progress import ProgressUpdate
from models.words import DueChangeKind, Move, Status
from reports.campaign_marks import marks_of, pace_gap
from reports.light_sql import light_of
from reports.standing import end_of
from reports.wholes import is_whole
from schedules.lights import LightLimits
from schedules.workdays import WorkCalendar

_EVER = datetime(1, 1, 2, tzinfo=UTC)


def stood(
    as_of: date,
    calendar: WorkCalendar,
    limits: LightLimits,
    *chosen: ColumnElement[bool],
    since: date | None = None,
    among: Select[tuple[int]] | None = None,
) -> Select[Any]:
    """Every assignment that the office handed out by ``as_of``, that was not withdrawn or transferred then, and that
    meets these conditions, with the columns of ``FrozenItem`` but for the freeze.

    What was closed before ``since`` is left out. ``among`` chooses the ids to look up; without it the history of every
    assignment is read. The working days are those of the stored calendar.
    """
    facts = _facts(as_of, chosen, among)
    due: Any = aliased(CalendarDay)
    until: Any = aliased(CalendarDay)
    last_day = func.coalesce(facts.c.submitted_on, literal(as_of, Date()))
    days = func.coalesce(until.number, 0) - func.coalesce(due.number, 0)
    is_late = and_(facts.c.due_on.is_not(None), last_day > facts.c.due_on)
    is_counted: list[ColumnElement[bool]] = [facts.c.status.not_in(UNCOUNTED)]
    if since is not None:
        is_counted.append(or_(facts.c.closed_on.is_(None), facts.c.closed_on >= since))
    lit = (
        select(
            *(facts.c[name] for name in _KEPT),
            type_coerce(light_of(facts, as_of, calendar, limits), String).label("light"),
            case((is_late, days), else_=0).label("workdays_late"),
        )
        .select_from(facts)
        .outerjoin(due, and_(is_late, due.day == facts.c.due_on))
        .outerjoin(until, and_(is_late, until.day == last_day))
        .where(*is_counted)
        # As below: the light is named in more than one place.
        .offset(0)
        .subquery()
    )
    return select(*lit.c, marks_of(lit.c, as_of).label("marks"), pace_gap(lit.c, as_of).label("pace_gap"))


_KEPT = (
    "assignment_id",
    "task_id",
    "unit_id",
    "role",
    "status",
    "assigned_on",
    "first_due_on",
    "due_on",
    "accepted_on",
    "submitted_on",
    "closed_on",
    "verification",
    "percent",
    "returns",
    "extensions",
    "roll_overs",
    "was_late",
)


def _facts(
    as_of: date, chosen: tuple[ColumnElement[bool], ...], among: Select[tuple[int]] | None
) -> Subquery:
    moved, closed, changed = _moved(as_of, among), _closed(as_of, among), _due_changes(as_of, among)
    stopped, asked, returned = _stopped(as_of, among), _extensions(as_of, among), _returns(as_of, among)
    last: Any = aliased(Transition)
    closure: Any = aliased(Closure)
    change: Any = aliased(DueChange)
    number = col(Assignment.id)
    status = func.coalesce(last.after, literal(Status.ASSIGNED, worded(Status)))
    due_on = case((change.id.is_not(None), change.after), else_=col(Assignment.first_due_on))
    return (
        select(
            number.label("assignment_id"),
            col(Assignment.task_id),
            col(Assignment.unit_id),
            col(Assignment.role),
            status.label("status"),
            col(Assignment.assigned_on),
            col(Assignment.first_due_on),
            due_on.label("due_on"),
            case((status != Status.ASSIGNED, moved.c.accepted_on)).label("accepted_on"),
            case((status == Status.SUBMITTED, last.on), else_=closure.submitted_on).label("submitted_on"),
            closure.on.label("closed_on"),
            closure.verification.label("verification"),
            _percent(as_of, moved).label("percent"),
            stopped.c.stopped_on,
            asked.c.asked_for,
            func.coalesce(returned.c.returns, 0).label("returns"),
            func.coalesce(asked.c.extensions, 0).label("extensions"),
            func.coalesce(changed.c.roll_overs, 0).label("roll_overs"),
            (func.coalesce(changed.c.was_late, 0) == 1).label("was_late"),
        )
        .select_from(Assignment)
        .outerjoin(moved, moved.c.assignment_id == number)
        .outerjoin(last, last.id == moved.c.last_id)
        .outerjoin(closed, closed.c.assignment_id == number)
        .outerjoin(closure, closure.id == closed.c.last_id)
        .outerjoin(changed, changed.c.assignment_id == number)
        .outerjoin(change, change.id == changed.c.last_id)
        .outerjoin(stopped, stopped.c.assignment_id == number)
        .outerjoin(asked, asked.c.assignment_id == number)
        .outerjoin(returned, returned.c.assignment_id == number)
        .where(col(Assignment.assigned_on) <= as_of, is_whole(), *chosen)
        # Keeps the database from putting a fact that it looks up into each place that names it.
        .offset(0)
        .subquery()
    )


def _moved(as_of: date, among: Select[tuple[int]] | None) -> Subquery:
    """The last move that led to another state, the day of acceptance, the moment of the last reopening."""
    row: Any = aliased(Transition)
    return (
        select(
            row.assignment_id,
            # A check of a submission is no new submission.
            func.max(case((row.before.is_distinct_from(row.after), row.id))).label("last_id"),
            func.max(case((row.move == Move.ACCEPT, row.on))).label("accepted_on"),
            func.max(case((row.move == Move.REOPEN, row.at))).label("reopened_at"),
        )
        .where(row.on <= as_of, _is_among(row.assignment_id, among))
        .group_by(row.assignment_id)
        .subquery()
    )


def _closed(as_of: date, among: Select[tuple[int]] | None) -> Subquery:
    """The closure that stood."""
    row: Any = aliased(Closure)
    reopened_on = col(row.reopened_on)
    return (
        select(row.assignment_id, func.max(row.id).label("last_id"))
        .where(
            row.on <= as_of,
            or_(reopened_on.is_(None), reopened_on > as_of),
            _is_among(row.assignment_id, among),
        )
        .group_by(row.assignment_id)
        .subquery()
    )


def _due_changes(as_of: date, among: Select[tuple[int]] | None) -> Subquery:
    """The last move of the deadline, whether a day before it had passed, how often it went to another year."""
    row: Any = aliased(DueChange)
    return (
        select(
            row.assignment_id,
            func.max(row.id).label("last_id"),
            func.max(case((col(row.is_late), 1), else_=0)).label("was_late"),
            func.sum(case((row.kind == DueChangeKind.ROLL_OVER, 1), else_=0)).label("roll_overs"),
        )
        .where(row.on <= as_of, _is_among(row.assignment_id, among))
        .group_by(row.assignment_id)
        .subquery()
    )


def _stopped(as_of: date, among: Select[tuple[int]] | None) -> Subquery:
    row: Any = aliased(ClockStop)
    ended_on = col(row.restarted_on)
    return (
        select(row.assignment_id, func.max(row.stopped_on).label("stopped_on"))
        .where(
            row.stopped_on <= as_of,
            or_(ended_on.is_(None), ended_on > as_of),
            _is_among(row.assignment_id, among),
        )
        .group_by(row.assignment_id)
        .subquery()
    )


def _extensions(as_of: date, among: Select[tuple[int]] | None) -> Subquery:
    """How many were granted, and the day asked for by the one that waited."""
    row: Any = aliased(Extension)
    decided_on = col(row.decided_on)
    waits = and_(or_(decided_on.is_(None), decided_on > as_of), col(row.is_late).is_(False))
    return (
        select(
            row.assignment_id,
            func.count(case((decided_on <= as_of, row.granted_on))).label("extensions"),
            func.max(case((waits, row.proposed_on))).label("asked_for"),
        )
        .where(row.asked_on <= as_of, _is_among(row.assignment_id, among))
        .group_by(row.assignment_id)
        .subquery()
    )


def _returns(as_of: date, among: Select[tuple[int]] | None) -> Subquery:
    row: Any = aliased(Return)
    return (
        select(row.assignment_id, func.count().label("returns"))
        .where(row.on <= as_of, _is_among(row.assignment_id, among))
        .group_by(row.assignment_id)
        .subquery()
    )


def _percent(as_of: date, moved: Subquery) -> Any:
    """What the latest report says; what was reported before the last reopening speaks of another try."""
    row: Any = aliased(ProgressUpdate)
    return (
        select(row.percent)
        .where(
            row.assignment_id == col(Assignment.id),
            row.as_of <= as_of,
            row.at < end_of(as_of),
            row.at >= func.coalesce(moved.c.reopened_at, literal(_EVER, Moment())),
        )
        .order_by(col(row.as_of).desc(), col(row.id).desc())
        .limit(1)
        .correlate(Assignment, moved)
        .scalar_subquery()
    )


def _is_among(number: Any, among: Select[tuple[int]] | None) -> ColumnElement[bool]:
    return true() if among is None else col(number).in_(among)
