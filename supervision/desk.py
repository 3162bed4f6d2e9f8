"""What waits for the office's hand (待办): handed in, asked for, not yet decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.assignment import Assignment, Transition
from models.closing import JointClosure
from models.extension import Extension
from models.lifecycle import MOVES
from models.progress import WorkMeasure
from models.task import Deadline, Task
from models.unit import Unit
from models.words import Answer, Move, Role, Status
from schedules.clock import ZONE

Kind = Literal["submitted", "extension", "measure", "joint_closure"]

_FROM_BELOW: tuple[Kind, ...] = ("submitted", "extension", "measure")
KINDS: tuple[Kind, ...] = ("submitted", "extension", "measure", "joint_closure")
"""In the order in which the page lists them."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One thing on the desk: of which assignment, since when, and the words it came with."""

    kind: Kind
    assignment: Assignment
    task: Task
    unit: Unit
    since: date
    words: str

    def days(self, today: date) -> int:
        """How many days it has been lying there."""
        return (today - self.since).days


def papers_waiting(session: Session, kind: Kind, most: int) -> tuple[int, list[Paper]]:
    """How many things of a kind wait for the office, and the longest waiting of them, so many at the most.

    What was split off is left out: the unit that split it answers for it.
    """
    if kind == "submitted":
        return _submitted(session, most)
    rows = _of_the_office(_WAITING[kind])
    counted = rows.with_only_columns(func.count(), maintain_column_froms=True)
    first = rows.order_by(_SINCE[kind], col(Assignment.id)).limit(most)
    return session.execute(counted).scalar_one(), _listed(session, kind, first)


def _submitted(session: Session, most: int) -> tuple[int, list[Paper]]:
    """The submissions: of many only the first are looked up, by the index of submissions."""
    # Of many in this state few are parts: those are counted and taken off.
    in_state = select(func.count()).select_from(Assignment).where(col(Assignment.status) == Status.SUBMITTED)
    parts = (
        select(func.count())
        .select_from(Assignment)
        .where(
            col(Assignment.parent_id) > 0,  # by the index, which “is not null” leaves aside
            func.coalesce(col(Assignment.status), Status.ASSIGNED) == Status.SUBMITTED,
        )
    )
    every, below = session.execute(select(in_state.scalar_subquery(), parts.scalar_subquery())).one()
    handed_in = (
        select(func.max(col(Transition.on)))
        .where(col(Transition.assignment_id) == col(Assignment.id), col(Transition.move) == Move.SUBMIT)
        .correlate(Assignment)
        .scalar_subquery()
    )
    # From the index alone; the parts among them are left out afterwards.
    in_order = select(col(Assignment.id)).where(col(Assignment.status) == Status.SUBMITTED)
    oldest = session.scalars(in_order.order_by(handed_in, col(Assignment.id)).limit(most + below)).all()
    rows = _of_the_office(_WAITING["submitted"].where(col(Assignment.id).in_(oldest)))
    return every - below, _listed(session, "submitted", rows)[:most]


def waiting_for_unit_above(session: Session, unit_id: int) -> list[Paper]:
    """What the parts that this unit split off wait for from it: a review, more time, an answer to a measure."""
    # Most units have split nothing off; a database would look through everything that waits to find that out.
    parts = session.scalars(_split_off(), {"unit": unit_id}).all()
    if not parts:
        return []
    papers = [
        paper
        for kind in _FROM_BELOW
        for paper in _listed(session, kind, _WAITING[kind].where(col(Assignment.id).in_(parts)))
    ]
    return sorted(papers, key=lambda paper: (paper.since, paper.assignment.id))


@cache
def _split_off() -> Select[tuple[int]]:
    whole = aliased(Assignment)
    return (
        select(col(Assignment.id))
        .join(whole, col(whole.id) == col(Assignment.parent_id))
        .where(col(whole.unit_id) == bindparam("unit"))
    )


def count_on_the_desk(session: Session) -> int:
    """How many things wait for an answer of the office."""
    return sum(counts_on_the_desk(session).values())


def counts_on_the_desk(session: Session) -> dict[Kind, int]:
    """The same, by kind."""
    counts = [
        _of_the_office(rows).with_only_columns(func.count(), maintain_column_froms=True).scalar_subquery()
        for rows in _WAITING.values()
    ]
    return dict(zip(_WAITING, session.execute(select(*counts)).one(), strict=True))


def _listed(session: Session, kind: Kind, waiting: Select[Any]) -> list[Paper]:
    rows: Sequence[Any] = session.execute(
        waiting.join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .add_columns(Assignment, Task, Unit)
    ).all()
    papers = [
        Paper(kind, assignment, task, unit, _day(since), words)
        for since, words, assignment, task, unit in rows
    ]
    return sorted(papers, key=lambda paper: (paper.since, paper.assignment.id))


def _of_the_office(rows: Select[Any]) -> Select[Any]:
    return rows.where(_IS_WHOLE)


def _day(since: date | datetime) -> date:
    return since.astimezone(ZoneInfo(ZONE)).date() if isinstance(since, datetime) else since


def _in_state(move: Move) -> ColumnElement[bool]:
    """That the state allows this move. No index answers it: what was asked for leads to the few assignments."""
    states = [status for status, made in MOVES if made is move]
    return func.coalesce(col(Assignment.status), Status.ASSIGNED).in_(states)


# Nearly all are whole: an index of the parts would lead to every one of them.
_IS_WHOLE = func.coalesce(col(Assignment.parent_id), 0) == 0

_LATEST_SUBMISSION = (
    select(func.max(col(Transition.id)))
    .where(col(Transition.assignment_id) == col(Assignment.id), col(Transition.move) == Move.SUBMIT)
    .correlate(Assignment)
    .scalar_subquery()
)

_SINCE: dict[Kind, Any] = {
    "extension": col(Extension.asked_on),
    "measure": col(WorkMeasure.at),
    "joint_closure": col(JointClosure.asked_on),
}

_WAITING: dict[Kind, Select[Any]] = {
    "submitted": select(col(Transition.on), col(Transition.note))
    .join(Assignment, col(Assignment.id) == col(Transition.assignment_id))
    .where(col(Assignment.status) == Status.SUBMITTED, col(Transition.id) == _LATEST_SUBMISSION),
    "extension": select(col(Extension.asked_on), col(Extension.reason))
    .join(Assignment, col(Assignment.id) == col(Extension.assignment_id))
    .where(col(Extension.answer) == Answer.PENDING, _in_state(Move.ANSWER_TIME)),
    "measure": select(col(WorkMeasure.at), col(WorkMeasure.text))
    .join(Assignment, col(Assignment.id) == col(WorkMeasure.assignment_id))
    .where(col(WorkMeasure.answer) == Answer.PENDING, _in_state(Move.ANSWER_PLAN)),
    # A request is of the whole deadline; the lead's part is where it is answered.
    "joint_closure": select(col(JointClosure.asked_on), col(JointClosure.reason))
    .join(Deadline, col(Deadline.id) == col(JointClosure.deadline_id))
    .join(Assignment, col(Assignment.deadline_id) == col(Deadline.id))
    .where(
        col(JointClosure.answer) == Answer.PENDING,
        col(Assignment.role) == Role.LEAD,
        # The way to the few assignments; joined alone, all of them would be read.
        col(Assignment.deadline_id).in_(
            select(col(JointClosure.deadline_id)).where(col(JointClosure.answer) == Answer.PENDING)
        ),
    ),
}
