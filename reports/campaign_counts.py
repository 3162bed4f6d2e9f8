"""What is counted of the frozen assignments of a campaign; the words are those of ``reports.tally``."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Self

from models.words import Role, Verification
from schedules.lights import Light


@dataclass(frozen=True, slots=True)
class PartCounts:
    """The main counts of one role (牵头, 责任, 配合); see ``Counts`` for the words."""

    assigned: int = 0
    due: int = 0
    closed: int = 0
    closed_of_due: int = 0
    on_time: int = 0
    overdue: int = 0

    def __add__(self, other: "PartCounts") -> "PartCounts":
        """Both together."""
        return PartCounts(
            self.assigned + other.assigned,
            self.due + other.due,
            self.closed + other.closed,
            self.closed_of_due + other.closed_of_due,
            self.on_time + other.on_time,
            self.overdue + other.overdue,
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted. All numbers are assignments (件), but for ``workdays_late``, ``returns``, ``extensions``.

    ``due`` (应办) splits without remainder into ``on_time``, ``closed_late``, ``waiting``, ``overdue`` and
    ``due_today`` (still time left that day, a clock that stands, or a request for more time that waits). What was
    withdrawn is in none of the numbers; what has no deadline only in ``assigned``, ``undated``, ``closed``,
    ``reported_done``, ``levels`` and ``lights``. ``workdays_late`` is the sum over what is overdue, ``longest_late``
    its most. ``returns`` and ``extensions`` count how often something was sent back and how many were granted;
    ``returned`` and ``extended`` the assignments that this happened to, ``closed_at_first`` those closed without a
    return. ``paced`` are the dated ones still in hand, ``pace_sum`` is the sum of their 序时差 in percentage points:
    what was reported (0 where nothing was) less the share of the time gone. ``levels`` splits ``closed`` by how the
    completion was verified.
    """

    assigned: int = 0
    undated: int = 0
    due: int = 0
    closed: int = 0
    closed_of_due: int = 0
    closed_early: int = 0
    on_time: int = 0
    waiting: int = 0
    overdue: int = 0
    workdays_late: int = 0
    longest_late: int = 0
    reported_done: int = 0
    reported_of_due: int = 0
    unaccepted: int = 0
    rolled_over: int = 0
    returns: int = 0
    returned: int = 0
    closed_at_first: int = 0
    extensions: int = 0
    extended: int = 0
    paced: int = 0
    pace_sum: int = 0
    levels: dict[Verification, int] = field(default_factory=lambda: dict.fromkeys(Verification, 0))
    lights: dict[Light, int] = field(default_factory=lambda: dict.fromkeys(Light, 0))
    roles: dict[Role, PartCounts] = field(default_factory=lambda: dict.fromkeys(Role, PartCounts()))

    @property
    def dated(self) -> int:
        """Those with a deadline, past or to come."""
        return self.assigned - self.undated

    @property
    def closed_late(self) -> int:
        """Of those due, closed on a submission that came late."""
        return self.closed_of_due - self.on_time

    @property
    def due_today(self) -> int:
        """Of those due, neither closed nor handed in nor overdue."""
        return self.due - self.closed_of_due - self.waiting - self.overdue

    @property
    def verified(self) -> int:
        """Of those closed, looked at on site or by a third party; a ledger alone is paper."""
        return self.levels[Verification.ON_SITE] + self.levels[Verification.THIRD_PARTY]

    @property
    def lead(self) -> PartCounts:
        """What the unit leads (牵头)."""
        return self.roles[Role.LEAD]

    @property
    def responsible(self) -> PartCounts:
        """What the unit is responsible for (责任)."""
        return self.roles[Role.RESPONSIBLE]

    @property
    def supporting(self) -> PartCounts:
        """What the unit supports (配合)."""
        return self.roles[Role.SUPPORTING]

    @property
    def completion(self) -> Fraction | None:
        """完成率: closed of those due."""
        return ratio(self.closed_of_due, self.due)

    @property
    def punctuality(self) -> Fraction | None:
        """按时率: handed in by the deadline and closed, of those due."""
        return ratio(self.on_time, self.due)

    @property
    def overdue_rate(self) -> Fraction | None:
        """逾期率: overdue of those due."""
        return ratio(self.overdue, self.due)

    @property
    def reported_completion(self) -> Fraction | None:
        """自报完成率: done by the units' own word, of those due."""
        return ratio(self.reported_of_due, self.due)

    @property
    def verified_rate(self) -> Fraction | None:
        """核验率: verified on site or by a third party, of those closed."""
        return ratio(self.verified, self.closed)

    @property
    def first_pass(self) -> Fraction | None:
        """一次通过率: closed without a return, of those closed."""
        return ratio(self.closed_at_first, self.closed)

    @property
    def mean_late(self) -> Fraction | None:
        """Working days late in the mean of what is overdue."""
        return ratio(self.workdays_late, self.overdue)

    @property
    def pace_gap(self) -> Fraction | None:
        """序时差: percentage points ahead of the time gone (negative: behind), in the mean of what is in hand."""
        return ratio(self.pace_sum, self.paced)

    @classmethod
    def together(cls, every: Iterable["Counts"]) -> Self:
        """The sum of these: only for counts that share no assignment."""
        parts = list(every)
        sums = {name: sum(getattr(one, name) for one in parts) for name in _SUMMED}
        return cls(
            **sums,
            longest_late=max((one.longest_late for one in parts), default=0),
            levels={level: sum(one.levels[level] for one in parts) for level in Verification},
            lights={light: sum(one.lights[light] for one in parts) for light in Light},
            roles={role: sum((one.roles[role] for one in parts), PartCounts()) for role in Role},
        )


_SUMMED = tuple(
    name for name in Counts.__dataclass_fields__ if name not in ("longest_late", "levels", "lights", "roles")
)


def ratio(part: int, whole: int) -> Fraction | None:
    """The exact share; None where there is nothing to divide by."""
    return Fraction(part, whole) if whole else None


def in_percent(share: Fraction | None) -> str:
    """85.0%, rounded half up to one place; a dash where there is no share."""
    if share is None:
        return "—"
    tenths = (share.numerator * 2000 + share.denominator) // (2 * share.denominator)
    return f"{tenths // 10}.{tenths % 10}%"
