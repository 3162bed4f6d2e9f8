"""One deadline, one unit, one role: an assignment, and the moves of its life."""

from datetime import date, datetime

from sqlalchemy import Index, Text, UniqueConstraint, text
from sqlmodel import Field

from models.base import Table
from models.columns import Moment, worded
from models.words import Move, Role, Status

_REOPENED = text("move = 'reopen'")
_SUBMITTED = text("move = 'submit'")


class Assignment(Table, table=True):
    """What one unit owes for one deadline of one task. Its status is changed by compare-and-set only.

    ``first_due_on`` is the deadline as it was handed out and is never overwritten; ``due_on`` is the one in
    force, which follows from it and the ``DueChange`` rows. ``stopped_on`` is set while the clock is stopped.
    ``percent`` is what the latest report says since it was handed out or reopened, None before the first.
    ``parent_id`` is the assignment that a unit has split among its own units, ``transferred_from_id`` the one
    that another unit had before (转办). ``block_id`` is the block of the record in which it was handed out.
    """

    __table_args__ = (
        UniqueConstraint("deadline_id", "unit_id", "role"),
        Index(None, "task_id", "unit_id"),  # the matrix
        Index(None, "status", "due_on", "id"),  # the overdue list, in its order
    )

    id: int = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id")
    deadline_id: int = Field(foreign_key="deadline.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    role: Role = Field(sa_type=worded(Role))
    status: Status = Field(default=Status.ASSIGNED, sa_type=worded(Status))
    assigned_on: date
    first_due_on: date | None = None
    due_on: date | None = Field(default=None, index=True)
    stopped_on: date | None = None
    percent: int | None = None
    parent_id: int | None = Field(default=None, foreign_key="assignment.id", index=True)
    transferred_from_id: int | None = Field(default=None, foreign_key="assignment.id")
    block_id: int | None = Field(default=None, foreign_key="block.id", index=True)


class Transition(Table, table=True):
    """One move of an assignment: who, when, what, why. Append-only; ``block_id`` groups the rows of one transaction."""

    __table_args__ = (
        # What every light asks for, without the many others.
        Index("ix_transition_reopened", "assignment_id", sqlite_where=_REOPENED, postgresql_where=_REOPENED),
        Index(
            "ix_transition_submitted",
            "assignment_id",
            "on",
            sqlite_where=_SUBMITTED,
            postgresql_where=_SUBMITTED,
        ),
    )

    id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    move: Move = Field(sa_type=worded(Move))
    before: Status | None = Field(default=None, sa_type=worded(Status))
    after: Status = Field(sa_type=worded(Status))
    at: datetime = Field(sa_type=Moment)
    on: date
    by: str = Field(max_length=60)
    note: str = Field(default="", sa_type=Text)
    block_id: int | None = Field(default=None, foreign_key="block.id", index=True)
