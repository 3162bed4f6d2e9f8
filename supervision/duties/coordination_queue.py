"""The queue of matters that need coordination (需协调事项), as each person may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from models.assignment import Assignment
from models.coordination import Coordination, CoordinationReply
from models.hanging import has_rows
from models.task import Task
from models.unit import Unit
from models.words import CoordinationStatus, UserRole
from supervision.actor import Actor
from supervision.visibility import visible

OPEN = (CoordinationStatus.RAISED, CoordinationStatus.ASKED)


@dataclass(frozen=True, slots=True)
class Asked:
    """A unit that was asked for its opinion, and what it answered."""

    reply: CoordinationReply
    unit: Unit


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter of the queue as it stands on a day; ``raised_by`` is the unit whose assignment it holds up."""

    coordination: Coordination
    assignment: Assignment
    task: Task
    unit: Unit
    asked: tuple[Asked, ...]
    today: date

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided it yet."""
        return self.coordination.status in OPEN

    @property
    def is_overdue(self) -> bool:
        """Whether its own clock has run out without a decision."""
        return self.is_open and self.coordination.due_on < self.today

    @property
    def age(self) -> int:
        """For how many calendar days it has waited, or had waited when it was decided."""
        return ((self.coordination.decided_on or self.today) - self.coordination.raised_on).days

    @property
    def owner(self) -> str:
        """Who of the office has it in hand: who decided, else who asked first; empty before anybody took it up."""
        return self.coordination.decided_by or (self.asked[0].reply.asked_by if self.asked else "")

    @property
    def signing(self) -> tuple[Asked, ...]:
        """The units that are to sign the draft of the decision (会签), each with what it signed."""
        return tuple(one for one in self.asked if one.reply.signs)

    def waits_for(self, unit_id: int | None) -> bool:
        """Whether an answer or a signature of this unit is missing."""
        one = self.reply_of(unit_id)
        return self.is_open and one is not None and (one.answered_on is None or _is_to_sign(one))

    def reply_of(self, unit_id: int | None) -> CoordinationReply | None:
        """What this unit was asked and answered, None where it was not asked."""
        return next((one.reply for one in self.asked if one.unit.id == unit_id), None)


def queue(session: Session, actor: Actor, today: date, *chosen: ColumnElement[bool]) -> list[Matter]:
    """The matters this person may see: overdue ones first, then open ones by their day, then the decided, newest first.

    The office sees all, a unit those it raised and those it is asked about, others those in their scope.
    """
    rows = session.exec(
        select(Coordination, Assignment, Task, Unit)
        .join(Assignment, col(Assignment.id) == col(Coordination.assignment_id))
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(_theirs(actor), *chosen)
        .order_by(col(Coordination.due_on), col(Coordination.id))
    ).all()
    asked = asked_units(session, [row.id for row, *_ in rows]) if rows else {}
    matters = [
        Matter(row, assignment, task, unit, tuple(asked.get(row.id, ())), today)
        for row, assignment, task, unit in rows
    ]
    return sorted(matters, key=_place)


def waiting_for(session: Session, unit_id: int) -> int:
    """How many open matters wait for the opinion or the signature of this unit."""
    if not has_rows(session, CoordinationReply, "unit_id", unit_id):
        return 0
    rows = (
        select(CoordinationReply.id)
        .join(Coordination, col(Coordination.id) == col(CoordinationReply.coordination_id))
        .where(
            CoordinationReply.unit_id == unit_id,
            or_(
                col(CoordinationReply.answered_on).is_(None),
                and_(col(CoordinationReply.signs).is_(True), col(CoordinationReply.signed_on).is_(None)),
            ),
            col(Coordination.status).in_(OPEN),
        )
    )
    return len(session.exec(rows).all())


def standing(session: Session, actor: Actor, today: date) -> tuple[int, int]:
    """How many undecided matters this person may see, and how many of them are overdue."""
    due = session.scalars(
        sa_select(col(Coordination.due_on))
        .join(Assignment, col(Assignment.id) == col(Coordination.assignment_id))
        .where(_theirs(actor), col(Coordination.status).in_(OPEN))
    ).all()
    return len(due), sum(day < today for day in due)


def matter(session: Session, actor: Actor, coordination_id: int) -> Coordination | None:
    """The matter, if there is one and this person may see it."""
    return session.scalars(
        sa_select(Coordination)
        .join(Assignment, col(Assignment.id) == col(Coordination.assignment_id))
        .where(col(Coordination.id) == coordination_id, _theirs(actor))
    ).first()


def _is_to_sign(one: CoordinationReply) -> bool:
    return one.signs and one.signed_on is None


def _place(matter: Matter) -> tuple[int, int]:
    coordination = matter.coordination
    if matter.is_open:
        return (0 if matter.is_overdue else 1), coordination.due_on.toordinal()
    return 2, -(coordination.decided_on or coordination.raised_on).toordinal()


def _theirs(actor: Actor) -> ColumnElement[bool]:
    asked = exists().where(
        col(CoordinationReply.coordination_id) == col(Coordination.id),
        col(CoordinationReply.unit_id) == actor.unit_id,
    )
    return or_(visible(actor), asked) if actor.role is UserRole.UNIT else visible(actor)


def asked_units(session: Session, ids: Sequence[int]) -> dict[int, list[Asked]]:
    """The units that were asked about each of these matters, in the order of asking."""
    rows = session.exec(
        select(CoordinationReply, Unit)
        .join(Unit, col(Unit.id) == col(CoordinationReply.unit_id))
        .where(col(CoordinationReply.coordination_id).in_(ids))
        .order_by(col(CoordinationReply.id))
    )
    asked: dict[int, list[Asked]] = {}
    for row, unit in rows:
        asked.setdefault(row.coordination_id, []).append(Asked(row, unit))
    return asked
