"""Counts assignments: how many were due, closed, on time, overdue; every rate with its denominator."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from models.words import Verification
from reports.items import Item
from schedules.lights import Light

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted. All numbers are assignments (件), except ``workdays_late``.

    ``due`` (应办) splits without remainder into ``on_time``, ``closed_late``, ``waiting``, ``overdue`` and
    ``due_today``. Withdrawn assignments are in none of the numbers; those without a deadline only in
    ``assigned``, ``undated``, ``closed``, ``reported_done``, ``levels`` and ``lights``. ``levels`` splits ``closed``
    by how the completion was verified.
    """

    assigned: int
    undated: int
    due: int
    closed: int
    closed_of_due: int
    closed_early: int
    on_time: int
    closed_late: int
    waiting: int
    overdue: int
    due_today: int
    workdays_late: int
    longest_late: int
    reported_done: int
    reported_of_due: int
    unaccepted: int
    rolled_over: int
    levels: dict[Verification, int]
    lights: dict[Light, int]

    @property
    def completion(self) -> str:
        """完成率: closed of those due."""
        return share(self.closed_of_due, self.due)

    @property
    def punctuality(self) -> str:
        """按时率: handed in by the deadline and closed, of those due."""
        return share(self.on_time, self.due)

    @property
    def reported_completion(self) -> str:
        """自报完成率: done by the units' own word, of those due."""
        return share(self.reported_of_due, self.due)

    @property
    def levels_in_words(self) -> str:
        """台账3件、实地1件: how what is closed was verified; empty where nothing is."""
        return "、".join(f"{level.label}{number}件" for level, number in self.levels.items() if number)

    @property
    def dated(self) -> int:
        """Those with a deadline, past or to come."""
        return self.assigned - self.undated


def count(items: Iterable[Item]) -> Tally:
    """The tally of these assignments."""
    every = list(items)
    due = [item for item in every if item.is_due]
    closed_of_due = [item for item in due if item.is_closed]
    on_time = [item for item in closed_of_due if item.is_on_time]
    waiting = [item for item in due if item.is_waiting]
    overdue = [item for item in due if item.is_overdue]
    lights = Counter(item.light for item in every)
    levels = Counter(item.verification or Verification.REPORTED for item in every if item.is_closed)
    return Tally(
        assigned=len(every),
        undated=sum(item.due_on is None for item in every),
        due=len(due),
        closed=sum(item.is_closed for item in every),
        closed_of_due=len(closed_of_due),
        closed_early=sum(item.is_closed and item.due_on is not None and not item.is_due for item in every),
        on_time=len(on_time),
        closed_late=len(closed_of_due) - len(on_time),
        waiting=len(waiting),
        overdue=len(overdue),
        due_today=len(due) - len(closed_of_due) - len(waiting) - len(overdue),
        workdays_late=sum(item.workdays_late for item in overdue),
        longest_late=max((item.workdays_late for item in overdue), default=0),
        reported_done=sum(item.is_reported_done for item in every),
        reported_of_due=sum(item.is_reported_done for item in due),
        rolled_over=sum(item.roll_overs > 0 for item in every),
        unaccepted=sum(not item.is_accepted for item in every),
        levels={level: levels[level] for level in Verification},
        lights={light: lights[light] for light in Light},
    )


def share(part: int, whole: int) -> str:
    """Percent with one place, rounded half up; a dash where there is nothing to divide by."""
    if whole == 0:
        return NOTHING
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"
