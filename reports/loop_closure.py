"""How far findings are put right: the rate at which the loop closes (闭环率) and how many days that takes.

闭环率 is what was struck off (held at the recheck or not looked at yet) of all findings but those that are no
rectification. Days are counted from the day of the finding to the day it was struck off last; the median is the
middle one, or half-way between the two in the middle. Without a finding there is no rate: —, never 0.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from models.assignment import Assignment
from models.evaluation_words import FindingSource, FindingStatus
from models.finding import Finding
from models.lifecycle import UNCOUNTED
from reports.tally import NOTHING, share
from reports.wording import amount

_OVER = (FindingStatus.CLOSED, FindingStatus.HELD)


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """What counts of a finding. ``due_on`` is the day in force: of its rectification once that is handed out."""

    unit_id: int
    source: FindingSource
    status: FindingStatus
    found_on: date
    due_on: date | None
    closed_on: date | None
    recheck_on: date | None
    recurrences: int


@dataclass(frozen=True, slots=True)
class LoopClosure:
    """What was counted of some findings. ``found`` leaves out what was dropped; ``overdue`` are of ``rectifying``."""

    found: int
    waiting: int
    rectifying: int
    overdue: int
    closed: int
    held: int
    dropped: int
    recurred: int
    to_recheck: int
    days: tuple[int, ...]

    @property
    def struck_off(self) -> int:
        """How many are struck off."""
        return self.closed + self.held

    @property
    def rate(self) -> str:
        """闭环率, — where nothing was found."""
        return share(self.struck_off, self.found)

    @property
    def median_days(self) -> Decimal | None:
        """The median of days from the finding to its striking off, None where none is."""
        return Decimal(str(median(self.days))) if self.days else None

    @property
    def median_in_words(self) -> str:
        """The same with its measure, or —."""
        middle = self.median_days
        return NOTHING if middle is None else f"{amount(middle)}天"


def closure(facts: Iterable[FindingFacts], today: date) -> LoopClosure:
    """Count these findings as they stand on ``today``."""
    kept, dropped = [], 0
    for one in facts:
        if one.status is FindingStatus.DROPPED:
            dropped += 1
        else:
            kept.append(one)

    def of(status: FindingStatus) -> list[FindingFacts]:
        return [one for one in kept if one.status is status]

    rectifying, closed = of(FindingStatus.RECTIFYING), of(FindingStatus.CLOSED)
    return LoopClosure(
        found=len(kept),
        waiting=len(of(FindingStatus.FOUND)),
        rectifying=len(rectifying),
        overdue=sum(one.due_on is not None and one.due_on < today for one in rectifying),
        closed=len(closed),
        held=len(of(FindingStatus.HELD)),
        dropped=dropped,
        recurred=sum(one.recurrences > 0 for one in kept),
        to_recheck=sum(one.recheck_on is None or one.recheck_on <= today for one in closed),
        days=tuple(
            sorted(
                (one.closed_on - one.found_on).days
                for one in kept
                if one.closed_on is not None and one.status in _OVER
            )
        ),
    )


def closures_by_unit(facts: Sequence[FindingFacts], today: date) -> dict[int, LoopClosure]:
    """The same for each unit that has any."""
    grouped: defaultdict[int, list[FindingFacts]] = defaultdict(list)
    for one in facts:
        grouped[one.unit_id].append(one)
    return {unit_id: closure(own, today) for unit_id, own in grouped.items()}


def facts_of_findings(session: Session, *chosen: ColumnElement[bool]) -> list[FindingFacts]:
    """The findings that meet these conditions, as what counts of them."""
    # A rectification of several units is as late as the last of them.
    in_force = (
        select(col(Assignment.task_id), func.max(col(Assignment.due_on)).label("due_on"))
        .where(col(Assignment.parent_id).is_(None), col(Assignment.status).not_in(UNCOUNTED))
        .where(col(Assignment.task_id).in_(select(col(Finding.task_id)).where(*chosen)))
        .group_by(col(Assignment.task_id))
        .subquery()
    )
    rows = session.execute(
        select(
            col(Finding.unit_id),
            col(Finding.source),
            col(Finding.status),
            col(Finding.found_on),
            func.coalesce(in_force.c.due_on, col(Finding.due_on)),
            col(Finding.closed_on),
            col(Finding.recheck_on),
            col(Finding.recurrences),
        )
        .outerjoin(in_force, in_force.c.task_id == col(Finding.task_id))
        .where(*chosen)
        .order_by(col(Finding.id))
    )
    return [FindingFacts(*row) for row in rows.tuples()]
