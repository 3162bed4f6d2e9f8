"""What an assignment is counted by in a campaign: each number as one condition, and all of them packed into a mark."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, and_, case, cast, func, literal, or_, true

from models.columns import day_number
from models.words import Role, Status, Verification
from schedules.lights import Light

Condition = Callable[[Any, date], ColumnElement[bool]]
"""On a row with the columns of ``FrozenItem`` (the class itself, or the columns of a query) and the last day."""


def _is_due(row: Any, as_of: date) -> ColumnElement[bool]:
    return and_(row.due_on.is_not(None), row.due_on <= as_of)


def _is_closed(row: Any, _as_of: date) -> ColumnElement[bool]:
    closed: ColumnElement[bool] = row.closed_on.is_not(None)
    return closed


def _is_on_time(row: Any, as_of: date) -> ColumnElement[bool]:
    """Closed on a submission that came by the deadline; what got more time only after its day was late once."""
    came_in_time = or_(row.due_on.is_(None), row.submitted_on.is_(None), row.submitted_on <= row.due_on)
    return and_(_is_closed(row, as_of), came_in_time, row.was_late.is_(False))


def _is_waiting(row: Any, _as_of: date) -> ColumnElement[bool]:
    waiting: ColumnElement[bool] = row.status == Status.SUBMITTED
    return waiting


def _is_overdue(row: Any, _as_of: date) -> ColumnElement[bool]:
    red: ColumnElement[bool] = row.light == Light.RED.value
    return red


def _is_reported_done(row: Any, as_of: date) -> ColumnElement[bool]:
    done: ColumnElement[bool] = func.coalesce(row.percent, 0) >= 100
    return or_(_is_closed(row, as_of), _is_waiting(row, as_of), done)


def _is_verified(row: Any, as_of: date) -> ColumnElement[bool]:
    looked = (Verification.ON_SITE, Verification.THIRD_PARTY)
    return and_(_is_closed(row, as_of), row.verification.in_(looked))


def _both(*conditions: Condition) -> Condition:
    return lambda row, as_of: and_(true(), *(one(row, as_of) for one in conditions))


def _without(condition: Condition) -> Condition:
    return lambda row, as_of: ~condition(row, as_of)


def _of_level(level: Verification) -> Condition:
    return lambda row, as_of: and_(_is_closed(row, as_of), row.verification == level)


def _in_light(light: Light) -> Condition:
    return lambda row, _: row.light == light.value


_is_undated: Condition = lambda row, _: row.due_on.is_(None)  # noqa: E731 -- one of many in the table below

WHAT: dict[str, tuple[str, Condition]] = {
    "assigned": ("交办", lambda _row, _day: true()),
    "undated": ("未定时限", _is_undated),
    "due": ("应办", _is_due),
    "closed": ("办结", _is_closed),
    "closed_of_due": ("应办中办结", _both(_is_due, _is_closed)),
    "closed_early": ("提前办结", _both(_is_closed, _without(_is_undated), _without(_is_due))),
    "on_time": ("按时办结", _both(_is_due, _is_on_time)),
    "closed_late": ("逾期办结", _both(_is_due, _is_closed, _without(_is_on_time))),
    "waiting": ("到期待审核", _both(_is_due, _is_waiting)),
    "overdue": ("逾期未办结", _is_overdue),
    "due_today": (
        "到期在办（当日到期、中止计时或延期待批）",
        _both(_is_due, _without(_is_closed), _without(_is_waiting), _without(_is_overdue)),
    ),
    "reported_done": ("自报完成", _is_reported_done),
    "reported_of_due": ("应办中自报完成", _both(_is_due, _is_reported_done)),
    "unaccepted": ("未签收", lambda row, _: row.status == Status.ASSIGNED),
    "rolled_over": ("跨年结转", lambda row, _: row.roll_overs > 0),
    "returned": ("被退回过", lambda row, _: row.returns > 0),
    "closed_at_first": ("一次通过", lambda row, as_of: and_(_is_closed(row, as_of), row.returns == 0)),
    "extended": ("延过期", lambda row, _: row.extensions > 0),
    "verified": ("经实地或第三方核验", _is_verified),
    **{level.value: (f"办结并经{level.label}核验", _of_level(level)) for level in Verification},
    **{light.value: (f"{light.label}灯", _in_light(light)) for light in Light},
}
"""Every number that is counted, with its name and the condition on the rows behind it."""

# What a row is by itself, due or not: a number of those due follows from two of these.
_FLAGS: dict[str, Condition] = {
    "undated": _is_undated,
    "due": _is_due,
    "closed": _is_closed,
    "in_time": _is_on_time,
    "waiting": _is_waiting,
    "reported_done": _is_reported_done,
    **{name: WHAT[name][1] for name in ("unaccepted", "rolled_over", "returned", "extended")},
}
_ROLES, _LIGHTS, _LEVELS = tuple(Role), tuple(Light), (None, *Verification)
_ROLE_AT = len(_FLAGS)
_LIGHT_AT = _ROLE_AT + 3
_LEVEL_AT = _LIGHT_AT + 3
_THREE_BITS = 7


def marks_of(row: Any, as_of: date) -> ColumnElement[int]:
    """Everything that a row is counted by, in one number."""
    made: Any = literal(0, Integer())
    for place, condition in enumerate(_FLAGS.values()):
        made = made + case((condition(row, as_of), 2**place), else_=0)
    made = made + _place(row.role, _ROLES, _ROLE_AT) + _place(row.light, _LIGHTS, _LIGHT_AT)
    level = case((row.closed_on.is_not(None), row.verification))
    return made + _place(level, _LEVELS, _LEVEL_AT)  # type: ignore[no-any-return]


def _place(column: Any, words: tuple[Any, ...], shift: int) -> ColumnElement[int]:
    return case(
        *((column == word, place << shift) for place, word in enumerate(words) if place and word), else_=0
    )


@dataclass(frozen=True, slots=True)
class Mark:
    """What a row is counted by: the names of the counts it adds one to, its role, light and level.

    ``flags`` says what it is by itself, due or not: ``waiting`` among the counts is only what is due and waits.
    """

    counted: frozenset[str]
    flags: frozenset[str]
    role: Role
    light: Light
    level: Verification | None


@cache
def read_mark(marks: int) -> Mark:
    """What was packed by ``marks_of``."""
    flags = {name for place, name in enumerate(_FLAGS) if marks >> place & 1}
    role, light = _ROLES[marks >> _ROLE_AT & _THREE_BITS], _LIGHTS[marks >> _LIGHT_AT & _THREE_BITS]
    is_due, is_closed, is_waiting = (name in flags for name in ("due", "closed", "waiting"))
    is_dated = "undated" not in flags
    said = {
        "assigned": True,
        "closed_of_due": is_due and is_closed,
        "closed_early": is_closed and is_dated and not is_due,
        "on_time": is_due and "in_time" in flags,
        "waiting": is_due and is_waiting,
        "overdue": light is Light.RED,
        "reported_of_due": is_due and "reported_done" in flags,
        "closed_at_first": is_closed and "returned" not in flags,
        "paced": is_dated and not is_closed and not is_waiting,
    }
    same = {"undated", "due", "closed", "reported_done", "unaccepted", "rolled_over", "returned", "extended"}
    counted = (flags & same) | {name for name, holds in said.items() if holds}
    return Mark(frozenset(counted), frozenset(flags), role, light, _LEVELS[marks >> _LEVEL_AT & _THREE_BITS])


def pace_gap(row: Any, as_of: date) -> ColumnElement[int]:
    """序时差 of what is in hand and has a deadline: what was reported less the share of the time gone; else 0."""
    due_on, given = day_number(row.due_on), day_number(row.assigned_on)
    whole: ColumnElement[int] = due_on - given
    gone: ColumnElement[int] = day_number(literal(as_of, Date())) - given
    # Whole numbers: the share is cut off, not rounded, on either database.
    share = case(
        (whole <= 0, 100),
        (gone <= 0, 0),
        (gone >= whole, 100),
        else_=cast(gone * 100, Integer) // whole,
    )
    in_hand = and_(row.due_on.is_not(None), ~_is_closed(row, as_of), ~_is_waiting(row, as_of))
    return case((in_hand, func.coalesce(row.percent, 0) - share), else_=0)
