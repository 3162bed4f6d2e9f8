"""The light of many assignments at once: ``schedules.lights.lamp`` as a condition that the database answers.

What depends on working days is turned into days before the question is asked, so nothing is counted there but days.
It reads the state that is stored, not the history: for another day than today ask ``reports.standing``.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Case,
    ColumnElement,
    Date,
    Integer,
    ScalarSelect,
    Subquery,
    Text,
    and_,
    case,
    cast,
    func,
    literal,
    literal_column,
    not_,
    select,
)
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.assignment import Assignment, Transition
from models.columns import Moment, day_number, in_figures
from models.extension import Extension
from models.lifecycle import IN_HAND, UNCOUNTED
from models.progress import ProgressUpdate
from models.task import Task
from models.unit import Unit
from models.words import Answer, Move, Status
from reports.asking import end_of
from schedules.lights import Light, LightLimits
from schedules.workdays import WorkCalendar

_WHOLE_TIME = 100
_DIGITS = 12
_EVER = datetime(1, 1, 2, tzinfo=UTC)


def lit(
    today: date, calendar: WorkCalendar, limits: LightLimits, *chosen: ColumnElement[bool], **more: Any
) -> Subquery:
    """Every assignment that counts and meets these conditions (on itself, its task, its unit), with its light.

    The columns are ``id``, ``unit_id``, ``task_id``, ``status``, ``due_on`` and ``light`` (the value of ``Light``), and
    ``more``: other columns of the three tables, by the names that they are to have. Put what the person may see
    (``supervision.visibility.counted``) among the conditions.
    """
    facts = lit_facts(today, *chosen, **more)
    kept = [facts.c[name] for name in ("id", "unit_id", "task_id", "status", "due_on", *more)]
    return select(*kept, light_of(facts, today, calendar, limits).label("light")).subquery()


def count_lights_by(
    session: Session, seen: Subquery, by: ColumnElement[Any], *chosen: ColumnElement[bool]
) -> dict[Any, dict[Light, int]]:
    """How many of ``lit`` burn in each light, for each value of one of its columns, such as ``seen.c.unit_id``.

    The lights stand in the order of urgency, the missing ones as 0; values without any are left out.
    """
    rows = session.execute(
        select(by, seen.c.light, func.count()).select_from(seen).where(*chosen).group_by(by, seen.c.light)
    )
    found: dict[Any, list[tuple[str, int]]] = {}
    for value, light, count in rows:
        found.setdefault(value, []).append((light, count))
    return {value: _in_order(counts) for value, counts in found.items()}


def worst_of_tasks(session: Session, seen: Subquery) -> dict[int, int]:
    """By task of each among ``lit`` the id of the most urgent part: by light, then by day, then by id."""
    rank = case(*((seen.c.light == light.value, str(place)) for place, light in enumerate(Light)))
    # What sorts as text as it does by its parts, so that one pass finds the least.
    padded = cast(literal(10**_DIGITS, BigInteger()) + seen.c.id, Text)
    key = rank + func.coalesce(in_figures(seen.c.due_on), date.max.isoformat()) + padded
    rows = session.execute(select(seen.c.task_id, func.min(key)).group_by(seen.c.task_id))
    return {task_id: int(found[-_DIGITS:]) for task_id, found in rows}


def lit_facts(today: date, *chosen: ColumnElement[bool], **more: Any) -> Subquery:
    """The facts of these assignments that a light depends on, each looked up only where the light needs it."""
    past = and_(col(Assignment.status).in_(IN_HAND), col(Assignment.due_on) < today)
    return (
        select(
            col(Assignment.id),
            col(Assignment.unit_id),
            col(Assignment.task_id),
            col(Assignment.status),
            col(Assignment.assigned_on),
            col(Assignment.due_on),
            col(Assignment.stopped_on),
            case((col(Assignment.status) == Status.SUBMITTED, submitted_on())).label("submitted_on"),
            case((past, asked_for())).label("asked_for"),
            col(Assignment.percent),
            *(column.label(name) for name, column in more.items()),
        )
        .select_from(Assignment)
        # Each has one of each; joined from outside, a table that no condition names is not looked at.
        .outerjoin(Task, col(Task.id) == col(Assignment.task_id))
        .outerjoin(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(col(Assignment.status).not_in(UNCOUNTED), *chosen)
        # Keeps the database from putting a fact that it looks up into each place that names it.
        .offset(0)
        .subquery()
    )


def light_of(facts: Subquery, today: date, calendar: WorkCalendar, limits: LightLimits) -> Case[str]:
    """The light of these facts (``lit_facts``) on this day; the rule is that of ``schedules.lights.lamp``."""
    row = facts.c
    dated = row.due_on.is_not(None)
    return case(
        (row.status == Status.CLOSED, _word(Light.BLUE)),
        (
            row.status == Status.SUBMITTED,
            case((and_(dated, row.submitted_on > row.due_on), _word(Light.YELLOW)), else_=_word(Light.GREEN)),
        ),
        (row.stopped_on.is_not(None), _word(Light.GREY)),
        (
            and_(dated, row.due_on < today),
            case((row.asked_for.is_not(None), _word(Light.YELLOW)), else_=_word(Light.RED)),
        ),
        (_is_due_soon(facts, today, calendar, limits), _word(Light.YELLOW)),
        (row.status == Status.ASSIGNED, _word(Light.GREY)),
        (not_(dated), _word(Light.GREEN)),
        (_is_behind(facts, today, limits), _word(Light.YELLOW)),
        else_=_word(Light.GREEN),
    )


def last_day_due_soon(today: date, calendar: WorkCalendar, limits: LightLimits) -> date:
    """The last deadline that counts as near on this day: not more working days off than the rule pack says."""
    # A pack may name more days than there are.
    if limits.due_soon_workdays < 0:
        return today - timedelta(days=1)
    try:
        return calendar.shift(today, limits.due_soon_workdays + 1) - timedelta(days=1)
    except OverflowError:
        return date.max


def latest_percent(today: date) -> ScalarSelect[int]:
    """What the latest report says, looked up: ``Assignment.percent`` as it has to be.

    What was reported before the last reopening speaks of another try.
    """
    reopened = aliased(Transition)
    reopened_at = (
        select(func.max(col(reopened.at)))
        .where(
            col(reopened.assignment_id) == col(Assignment.id),
            # Written out here and below, so that the database knows the partial index.
            col(reopened.move) == literal_column(f"'{Move.REOPEN}'"),
        )
        .correlate(Assignment)
        .scalar_subquery()
    )
    return (
        select(col(ProgressUpdate.percent))
        .where(
            col(ProgressUpdate.assignment_id) == col(Assignment.id),
            col(ProgressUpdate.as_of) <= today,
            col(ProgressUpdate.at) < end_of(today),
            col(ProgressUpdate.at) >= func.coalesce(reopened_at, literal(_EVER, Moment())),
        )
        .order_by(col(ProgressUpdate.as_of).desc(), col(ProgressUpdate.id).desc())
        .limit(1)
        .correlate(Assignment)
        .scalar_subquery()
    )


def submitted_on() -> ScalarSelect[date]:
    """The day on which it was handed in last."""
    return (
        select(func.max(col(Transition.on)))
        .where(
            col(Transition.assignment_id) == col(Assignment.id),
            col(Transition.move) == literal_column(f"'{Move.SUBMIT}'"),
        )
        .correlate(Assignment)
        .scalar_subquery()
    )


def asked_for() -> ScalarSelect[date]:
    """The day asked for by a request, made in time, that waits for its answer."""
    return (
        select(func.max(col(Extension.proposed_on)))
        .where(
            col(Extension.assignment_id) == col(Assignment.id),
            col(Extension.answer) == literal_column(f"'{Answer.PENDING}'"),
            col(Extension.is_late).is_(False),
        )
        .correlate(Assignment)
        .scalar_subquery()
    )


def _is_due_soon(
    facts: Subquery, today: date, calendar: WorkCalendar, limits: LightLimits
) -> ColumnElement[bool]:
    row = facts.c
    return and_(
        row.due_on <= last_day_due_soon(today, calendar, limits),
        row.assigned_on != today,
        func.coalesce(row.percent, 0) < limits.due_soon_percent,
    )


def _is_behind(facts: Subquery, today: date, limits: LightLimits) -> ColumnElement[bool]:
    row = facts.c
    whole: ColumnElement[int] = day_number(row.due_on) - day_number(row.assigned_on)
    gone: ColumnElement[int] = day_number(literal(today, Date())) - day_number(row.assigned_on)
    # Whole numbers: the share is cut off, not rounded, on either database.
    share: ColumnElement[int] = case(
        (whole <= 0, _WHOLE_TIME),
        (gone <= 0, 0),
        (gone >= whole, _WHOLE_TIME),
        else_=cast(gone * _WHOLE_TIME, Integer) // whole,
    )
    return case(
        (row.percent.is_(None), share >= limits.silence_yellow),
        else_=row.percent - share < limits.pace_yellow,
    )


def _word(light: Light) -> ColumnElement[str]:
    return literal_column(f"'{light.value}'")


def _in_order(rows: Iterable[tuple[str, int]]) -> dict[Light, int]:
    counts = dict(rows)
    return {light: counts.get(light.value, 0) for light in Light}
