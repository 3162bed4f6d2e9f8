"""How many were open, overdue and closed at the end of past weeks: for an office of any size, in a few statements.

It goes back from the state that is stored, undoing what happened since, so that only that is looked at. What it says
of a day is what ``reports.items`` says of it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Case, ColumnElement, CompoundSelect, and_, case, func, literal, or_, select, union
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from models.assignment import Assignment, Transition
from models.extension import ClockStop, DueChange, Extension
from models.lifecycle import IN_HAND
from models.words import Move, Status
from reports.wholes import is_whole

WEEKS = 12
_OPEN = (*IN_HAND, Status.SUBMITTED)
_FRIDAY = 4
# One statement has room for only so many columns and values.
_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class WeekEnd:
    """The figures (件) of the evening of a day: not closed, overdue among these, closed by then."""

    on: date
    open: int
    overdue: int
    closed: int


def fridays_before(today: date, number: int = WEEKS) -> list[date]:
    """The last so many Fridays before this day, the earliest first."""
    last = today - timedelta(days=(today.weekday() - _FRIDAY - 1) % 7 + 1)
    return [last - timedelta(weeks=back) for back in reversed(range(number))]


def week_ends(session: Session, days: Sequence[date]) -> list[WeekEnd]:
    """The figures of these past days, in their order. What was entered later for an earlier day is left out of none."""
    found: list[WeekEnd] = []
    for first in range(0, len(days), _AT_ONCE):
        found += _week_ends(session, days[first : first + _AT_ONCE])
    return found


class _Then(NamedTuple):
    # What changed for an assignment since the earliest day, in the order in which it did.
    status: Status
    due_on: date | None
    moves: list[tuple[date, Status | None]]
    changes: list[tuple[date, date | None]]
    halts: list[tuple[date, date | None]]


def _week_ends(session: Session, days: Sequence[date]) -> list[WeekEnd]:
    since = min(days)
    moved = _moved_about(since)
    now = _now(session, days, moved)
    undone = _undone(session, days, since, moved)
    special = _special(session, since, moved)
    return [
        WeekEnd(
            on=day,
            # A state that no move led to (a row mended by hand) must not make the others less than nothing.
            open=max(0, now["open"] - undone[f"open_{place}"]),
            overdue=max(0, now[f"overdue_{place}"] - undone[f"overdue_{place}"])
            + sum(_was_overdue(one, day) for one in special),
            closed=max(0, now["closed"] - undone[f"closed_{place}"]),
        )
        for place, day in enumerate(days)
    ]


def _moved_about(since: date) -> CompoundSelect[tuple[int]]:
    """Those whose day was not the whole time what it is now: few, so each is looked at by itself."""
    return union(
        select(col(DueChange.assignment_id)).where(col(DueChange.on) > since),
        select(col(ClockStop.assignment_id)).where(
            or_(col(ClockStop.restarted_on).is_(None), col(ClockStop.restarted_on) > since)
        ),
        select(col(Extension.assignment_id)).where(
            or_(col(Extension.decided_on).is_(None), col(Extension.decided_on) > since),
            col(Extension.is_late).is_(False),
        ),
    )


def _now(session: Session, days: Sequence[date], moved: CompoundSelect[tuple[int]]) -> dict[str, int]:
    status, due_on = col(Assignment.status), col(Assignment.due_on)
    by_status = dict(
        session.execute(select(status, func.count()).where(is_whole()).group_by(status)).tuples().all()
    )
    late = session.execute(
        select(*(_sum(due_on < day, f"overdue_{place}") for place, day in enumerate(days))).where(
            status.in_(IN_HAND), due_on < max(days), is_whole(), col(Assignment.id).not_in(moved)
        )
    )
    return {
        "open": sum(by_status.get(one, 0) for one in _OPEN),
        "closed": by_status.get(Status.CLOSED, 0),
        **_counted(late.mappings().one()),
    }


def _undone(
    session: Session, days: Sequence[date], since: date, moved: CompoundSelect[tuple[int]]
) -> dict[str, int]:
    """By how much what happened since each day changed the figures."""
    on, due_on = col(Transition.on), col(Assignment.due_on)
    plain = col(Assignment.id).not_in(moved)
    steps = {
        name: _is(col(Transition.after), states) - _was(states)
        for name, states in (("open", _OPEN), ("closed", (Status.CLOSED,)), ("overdue", IN_HAND))
    }
    columns = []
    for place, day in enumerate(days):
        columns += [
            func.sum(case((on > day, steps["open"]), else_=0)).label(f"open_{place}"),
            func.sum(case((on > day, steps["closed"]), else_=0)).label(f"closed_{place}"),
            func.sum(case((and_(on > day, due_on < day, plain), steps["overdue"]), else_=0)).label(
                f"overdue_{place}"
            ),
        ]
    rows = session.execute(
        select(*columns)
        .join_from(Transition, Assignment, col(Assignment.id) == col(Transition.assignment_id))
        .where(on > since, is_whole(), or_(_is_first(), col(Transition.before) != col(Transition.after)))
    )
    return _counted(rows.mappings().one())


def _special(session: Session, since: date, moved: CompoundSelect[tuple[int]]) -> list[_Then]:
    ids = select(moved.subquery().c[0])
    moves: dict[int, list[tuple[date, Status | None]]] = defaultdict(list)
    before = case((_is_first(), None), else_=col(Transition.before)).label("before")
    for number, on, was in session.execute(
        select(col(Transition.assignment_id), col(Transition.on), before)
        .where(
            col(Transition.assignment_id).in_(ids),
            col(Transition.on) > since,
            or_(_is_first(), col(Transition.before) != col(Transition.after)),
        )
        .order_by(col(Transition.id))
    ):
        moves[number].append((on, Status.stored(was) if was else None))
    changes: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for number, on, due_on in session.execute(
        select(col(DueChange.assignment_id), col(DueChange.on), col(DueChange.before))
        .where(col(DueChange.on) > since)
        .order_by(col(DueChange.on), col(DueChange.id))
    ):
        changes[number].append((on, due_on))
    halts: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for table, begun, ended, chosen in (
        (ClockStop, col(ClockStop.stopped_on), col(ClockStop.restarted_on), literal(value=True)),
        (Extension, col(Extension.asked_on), col(Extension.decided_on), col(Extension.is_late).is_(False)),
    ):
        halted = select(col(table.assignment_id), begun, ended)
        for number, first, last in session.execute(halted.where(chosen, or_(ended.is_(None), ended > since))):
            halts[number].append((first, last))
    rows = session.execute(
        select(col(Assignment.id), col(Assignment.status), col(Assignment.due_on)).where(
            col(Assignment.id).in_(ids), is_whole()
        )
    )
    return [
        _Then(status, due_on, moves[number], changes[number], halts[number])
        for number, status, due_on in rows
    ]


def _was_overdue(one: _Then, day: date) -> bool:
    status: Status | None = next((was for on, was in one.moves if on > day), one.status)
    due_on = next((was for on, was in one.changes if on > day), one.due_on)
    return (
        status in IN_HAND
        and due_on is not None
        and due_on < day
        and not any(first <= day and (last is None or last > day) for first, last in one.halts)
    )


def _is_first() -> ColumnElement[bool]:
    """Whether a move is the handing out itself, before which nothing was."""
    before = col(Transition.before)
    return and_(col(Transition.move) == Move.ASSIGN, or_(before.is_(None), before == Status.ASSIGNED))


def _was(states: Sequence[Status]) -> Case[int]:
    return case((_is_first(), 0), (col(Transition.before).in_(states), 1), else_=0)


def _is(status: Mapped[Status], states: Sequence[Status]) -> Case[int]:
    return case((status.in_(states), 1), else_=0)


def _sum(condition: ColumnElement[bool], name: str) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0)).label(name)


def _counted(row: Any) -> dict[str, int]:
    # Of no rows the sum is nothing, not 0.
    return {name: int(value or 0) for name, value in row.items()}
