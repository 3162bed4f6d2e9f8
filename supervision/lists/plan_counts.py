"""How far the tasks of the plan have come: by the units' own word, and as it was checked."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from config.settings import settings
from models.assignment import Assignment
from models.lifecycle import UNCOUNTED
from models.task import Deadline
from models.words import Status, Verification
from reports.standing import Stood, stand
from schedules.lights import Light
from schedules.workdays import work_calendar
from supervision.actor import Actor
from supervision.pack_in_force import pack_in_force
from supervision.visibility import counted

_CHECKED_ON_THE_SPOT = (Verification.ON_SITE, Verification.THIRD_PARTY)


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """Numbers of assignments: all, done by the unit's own word (自报), closed (销号), of these checked on the spot (实地核验)."""

    assignments: int = 0
    reported: int = 0
    closed: int = 0
    verified: int = 0
    lights: Counter[Light] = field(default_factory=Counter)

    @property
    def lamps(self) -> dict[Light, int]:
        """The lights in the order of urgency."""
        return {light: self.lights[light] for light in Light}

    def __add__(self, other: "PlanCounts") -> "PlanCounts":
        return PlanCounts(
            self.assignments + other.assignments,
            self.reported + other.reported,
            self.closed + other.closed,
            self.verified + other.verified,
            self.lights + other.lights,
        )


def plan_counts(session: Session, actor: Actor, today: date) -> dict[int, PlanCounts]:
    """The counts of every task of which this person sees something, by the task's id; parts count with their whole."""
    rows = (
        select(Assignment, Deadline)
        .join(Deadline, col(Deadline.id) == col(Assignment.deadline_id))
        .where(counted(actor), col(Assignment.status).not_in(UNCOUNTED))
    )
    given = session.execute(rows).tuples().all()
    if not given:
        return {}
    among = select(col(Assignment.id)).where(counted(actor), col(Assignment.status).not_in(UNCOUNTED))
    stood = stand(
        session, given, today, work_calendar(), pack_in_force(session, settings().ladder).lights, among
    )
    counts: dict[int, PlanCounts] = defaultdict(PlanCounts)
    for (assignment, _), how in zip(given, stood, strict=True):
        counts[assignment.task_id] += _one(how)
    return dict(counts)


def total(counts: Iterable[PlanCounts]) -> PlanCounts:
    """These counts together."""
    return sum(counts, PlanCounts())


def _one(how: Stood) -> PlanCounts:
    is_closed = how.closed_on is not None
    return PlanCounts(
        assignments=1,
        reported=int(is_closed or how.status is Status.SUBMITTED or how.percent >= 100),
        closed=int(is_closed),
        verified=int(is_closed and how.verification in _CHECKED_ON_THE_SPOT),
        lights=Counter([how.lamp.light]) if how.lamp else Counter(),
    )
