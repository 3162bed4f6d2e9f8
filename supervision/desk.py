"""What waits for the office's hand (待办): handed in, asked for, not yet decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
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


def on_the_desk(
    session: Session, only: Mapping[Kind, Sequence[int]] | None = None
) -> dict[Kind, list[Paper]]:
    """What waits for an answer of the office, by kind, the longest waiting first: all, or of these assignments.

    What was split off is left out: the unit that split it answers for it.
    """
    return {kind: _papers(session, kind, only[kind] if only else None) for kind in KINDS}


def first_on_the_desk(session: Session, most: int) -> dict[Kind, list[int]]:
    """The assignments of which so many papers of each kind have waited longest."""
    return {
        kind: list(
            session.scalars(
                _of_the_office(rows)
                .with_only_columns(col(Assignment.id), maintain_column_froms=True)
                .order_by(rows.selected_columns[0], col(Assignment.id))
                .limit(most)
            )
        )
        for kind, rows in _WAITING.items()
    }


def waiting_for_unit_above(session: Session, unit_id: int) -> list[Paper]:
    """What the parts that this unit split off wait for from it: a review, more time, an answer to a measure."""
    whole = aliased(Assignment)
    # Most units have split nothing off; a database would look through everything that waits to find that out.
    parts = session.scalars(
        select(col(Assignment.id))
        .join(whole, col(whole.id) == col(Assignment.parent_id))
        .where(col(whole.unit_id) == unit_id)
    ).all()
    if not parts:
        return []
    papers = [
        paper
        for kind in _FROM_BELOW
        for paper in _listed(session, kind, _WAITING[kind].where(col(Assignment.id).in_(parts)))
    ]
    return sorted(papers, key=lambda paper: (paper.since, paper.assignment.id))


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


def _papers(session: Session, kind: Kind, only: Sequence[int] | None) -> list[Paper]:
    if only is not None and not only:
        return []
    rows = _of_the_office(_WAITING[kind])
    return _listed(session, kind, rows if only is None else rows.where(col(Assignment.id).in_(only)))


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
    return rows.where(col(Assignment.parent_id).is_(None))


def _day(since: date | datetime) -> date:
    return since.astimezone(ZoneInfo(ZONE)).date() if isinstance(since, datetime) else since


def _states(move: Move) -> list[Status]:
    return [status for status, made in MOVES if made is move]


_LATEST_SUBMISSION = (
    select(func.max(col(Transition.id)))
    .where(col(Transition.assignment_id) == col(Assignment.id), col(Transition.move) == Move.SUBMIT)
    .correlate(Assignment)
    .scalar_subquery()
)

_WAITING: dict[Kind, Select[Any]] = {
    "submitted": select(col(Transition.on), col(Transition.note))
    .join(Assignment, col(Assignment.id) == col(Transition.assignment_id))
    .where(col(Assignment.status) == Status.SUBMITTED, col(Transition.id) == _LATEST_SUBMISSION),
    "extension": select(col(Extension.asked_on), col(Extension.reason))
    .join(Assignment, col(Assignment.id) == col(Extension.assignment_id))
    .where(col(Extension.answer) == Answer.PENDING, col(Assignment.status).in_(_states(Move.ANSWER_TIME))),
    "measure": select(col(WorkMeasure.at), col(WorkMeasure.text))
    .join(Assignment, col(Assignment.id) == col(WorkMeasure.assignment_id))
    .where(col(WorkMeasure.answer) == Answer.PENDING, col(Assignment.status).in_(_states(Move.ANSWER_PLAN))),
    # A request is of the whole deadline; the lead's part is where it is answered.
    "joint_closure": select(col(JointClosure.asked_on), col(JointClosure.reason))
    .join(Deadline, col(Deadline.id) == col(JointClosure.deadline_id))
    .join(Assignment, col(Assignment.deadline_id) == col(Deadline.id))
    .where(col(JointClosure.answer) == Answer.PENDING, col(Assignment.role) == Role.LEAD),
}
