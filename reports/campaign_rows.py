"""What the frozen assignments of a campaign are counted by, as conditions of the database; each number can be opened."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, and_, case, cast, func, literal, or_, select, true
from sqlmodel import Session, col

from models.campaign import FrozenItem
from models.columns import day_number
from models.words import Role, Status, Verification
from reports.campaign_counts import Counts, PartCounts
from schedules.lights import Light

_Condition = Callable[[date], ColumnElement[bool]]


def _is_due(as_of: date) -> ColumnElement[bool]:
    return and_(col(FrozenItem.due_on).is_not(None), col(FrozenItem.due_on) <= as_of)


def _is_closed(_as_of: date) -> ColumnElement[bool]:
    return col(FrozenItem.closed_on).is_not(None)


def _is_on_time(as_of: date) -> ColumnElement[bool]:
    """Closed on a submission that came by the deadline; what got more time only after its day was late once."""
    due_on, submitted_on = col(FrozenItem.due_on), col(FrozenItem.submitted_on)
    came_in_time = or_(due_on.is_(None), submitted_on.is_(None), submitted_on <= due_on)
    return and_(_is_closed(as_of), came_in_time, col(FrozenItem.was_late).is_(False))


def _is_waiting(_as_of: date) -> ColumnElement[bool]:
    return col(FrozenItem.status) == Status.SUBMITTED


def _is_overdue(_as_of: date) -> ColumnElement[bool]:
    return col(FrozenItem.light) == Light.RED.value


def _is_reported_done(as_of: date) -> ColumnElement[bool]:
    return or_(_is_closed(as_of), _is_waiting(as_of), func.coalesce(col(FrozenItem.percent), 0) >= 100)


def _is_verified(as_of: date) -> ColumnElement[bool]:
    looked = (Verification.ON_SITE, Verification.THIRD_PARTY)
    return and_(_is_closed(as_of), col(FrozenItem.verification).in_(looked))


def _both(*conditions: _Condition) -> _Condition:
    return lambda as_of: and_(true(), *(one(as_of) for one in conditions))


def _without(condition: _Condition) -> _Condition:
    return lambda as_of: ~condition(as_of)


WHAT: dict[str, tuple[str, _Condition]] = {
    "assigned": ("交办", lambda _: true()),
    "undated": ("未定时限", lambda _: col(FrozenItem.due_on).is_(None)),
    "due": ("应办", _is_due),
    "closed": ("办结", _is_closed),
    "closed_of_due": ("应办中办结", _both(_is_due, _is_closed)),
    "closed_early": (
        "提前办结",
        lambda as_of: and_(_is_closed(as_of), col(FrozenItem.due_on).is_not(None), ~_is_due(as_of)),
    ),
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
    "unaccepted": ("未签收", lambda _: col(FrozenItem.status) == Status.ASSIGNED),
    "rolled_over": ("跨年结转", lambda _: col(FrozenItem.roll_overs) > 0),
    "returned": ("退回过", lambda _: col(FrozenItem.returns) > 0),
    "closed_at_first": ("一次通过", lambda as_of: and_(_is_closed(as_of), col(FrozenItem.returns) == 0)),
    "extended": ("延期过", lambda _: col(FrozenItem.extensions) > 0),
    "verified": ("经实地或第三方核验", _is_verified),
    **{
        level.value: (
            f"{level.label}核验" if level is not Verification.REPORTED else "自报办结",
            lambda as_of, level=level: and_(_is_closed(as_of), col(FrozenItem.verification) == level),
        )
        for level in Verification
    },
    **{
        light.value: (f"{light.label}灯", lambda _, light=light: col(FrozenItem.light) == light.value)
        for light in Light
    },
}
"""Every number that is counted of the frozen assignments, with its name and the condition on the rows behind it."""

_MARKS = (
    "undated",
    "due",
    "closed",
    "on_time",
    "waiting",
    "reported_done",
    "unaccepted",
    "rolled_over",
    "returned",
    "extended",
)
# Due is asked for apart: a mark says what a row is, whether it was due or not.
_OF_ALL: dict[str, _Condition] = {"on_time": _is_on_time, "waiting": _is_waiting}


@dataclass(slots=True)
class Sums:
    """Counts that still grow; see ``Counts`` for the words."""

    numbers: dict[str, int] = field(default_factory=dict)
    longest_late: int = 0
    levels: dict[Verification, int] = field(default_factory=lambda: dict.fromkeys(Verification, 0))
    lights: dict[Light, int] = field(default_factory=lambda: dict.fromkeys(Light, 0))
    roles: dict[Role, dict[str, int]] = field(default_factory=dict)

    def add(self, group: "Group") -> None:
        """Count a group of rows that are alike in all that matters here."""
        counted = group.counted()
        numbers = self.numbers
        for name, number in counted.items():
            numbers[name] = numbers.get(name, 0) + number
        self.longest_late = max(self.longest_late, group.longest_late)
        self.lights[group.light] += group.rows
        if group.level is not None:
            self.levels[group.level] += group.rows
        part = self.roles.setdefault(group.role, dict.fromkeys(_OF_A_PART, 0))
        for name in _OF_A_PART:
            part[name] += counted.get(name, 0)

    def counts(self) -> Counts:
        """What was counted."""
        return Counts(
            **self.numbers,
            longest_late=self.longest_late,
            levels=self.levels,
            lights=self.lights,
            roles={role: PartCounts(**self.roles.get(role, {})) for role in Role},
        )


_OF_A_PART = tuple(PartCounts.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Group:
    """So many rows that are alike: of one unit or task (``key``), one role, one light, one set of marks."""

    key: int
    role: Role
    light: Light
    level: Verification | None
    marks: frozenset[str]
    rows: int
    workdays_late: int
    longest_late: int
    returns: int
    extensions: int
    pace_sum: int

    def counted(self) -> dict[str, int]:
        """What these rows add to each number."""
        marks, rows = self.marks, self.rows
        is_due, is_closed = "due" in marks, "closed" in marks
        is_dated = "undated" not in marks
        found = {"assigned"}
        found.update(marks & {"undated", "due", "closed", "reported_done", "unaccepted", "rolled_over"})
        found.update(marks & {"returned", "extended"})
        if is_closed:
            found.update({"closed_of_due"} if is_due else {"closed_early"} if is_dated else ())
            found.update(() if "returned" in marks else ("closed_at_first",))
        if is_due:
            found.update(marks & {"on_time", "waiting"})
            found.update(("reported_of_due",) if "reported_done" in marks else ())
        if self.light is Light.RED:
            found.add("overdue")
        if is_dated and not is_closed and "waiting" not in marks:
            found.add("paced")
        sums = {
            "workdays_late": self.workdays_late,
            "returns": self.returns,
            "extensions": self.extensions,
            "pace_sum": self.pace_sum,
        }
        return dict.fromkeys(found, rows) | sums


def read_groups(session: Session, freeze_id: int, as_of: date, by: Any) -> Iterator[Group]:
    """The frozen rows in groups, for each value of a column (``FrozenItem.unit_id``): the database counts."""
    marks: Any = sum(
        (case((_mark(name)(as_of), 2**place), else_=0) for place, name in enumerate(_MARKS)), literal(0)
    )
    is_red = _is_overdue(as_of)
    late = case((is_red, col(FrozenItem.workdays_late)), else_=0)
    rows = session.execute(
        select(
            by,
            col(FrozenItem.role),
            col(FrozenItem.light),
            case((_is_closed(as_of), col(FrozenItem.verification))).label("level"),
            marks.label("marks"),
            func.count(),
            func.sum(late),
            func.max(late),
            func.sum(col(FrozenItem.returns)),
            func.sum(col(FrozenItem.extensions)),
            func.sum(_pace_gap(as_of)),
        )
        .where(col(FrozenItem.freeze_id) == freeze_id)
        .group_by(by, col(FrozenItem.role), col(FrozenItem.light), "level", "marks")
    )
    sets: dict[int, frozenset[str]] = {}
    for key, role, light, level, mark, *numbers in rows:
        if mark not in sets:
            sets[mark] = frozenset(name for place, name in enumerate(_MARKS) if mark >> place & 1)
        yield Group(key, role, Light(light), level, sets[mark], *(int(number) for number in numbers))


def _mark(name: str) -> _Condition:
    return _OF_ALL.get(name) or WHAT[name][1]


def _pace_gap(as_of: date) -> ColumnElement[int]:
    """序时差 of what is in hand and has a deadline: what was reported less the share of the time gone; else 0."""
    due_on, given = day_number(col(FrozenItem.due_on)), day_number(col(FrozenItem.assigned_on))
    whole: ColumnElement[int] = due_on - given
    gone: ColumnElement[int] = day_number(literal(as_of, Date())) - given
    # Whole numbers: the share is cut off, not rounded, on either database.
    share = case(
        (whole <= 0, 100),
        (gone <= 0, 0),
        (gone >= whole, 100),
        else_=cast(gone * 100, Integer) // whole,
    )
    in_hand = and_(col(FrozenItem.due_on).is_not(None), ~_is_closed(as_of), ~_is_waiting(as_of))
    return case((in_hand, func.coalesce(col(FrozenItem.percent), 0) - share), else_=0)
