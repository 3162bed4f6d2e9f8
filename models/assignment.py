"""One deadline, one unit, one role: an assignment, and the facts of its life."""

from datetime import date, datetime

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from models.base import Table
from models.columns import Moment, worded
from models.words import Move, Role, Status


class Assignment(Table, table=True):
    """What one unit owes for one deadline of one task. Its status is changed by compare-and-set only."""

    __table_args__ = (UniqueConstraint("deadline_id", "unit_id", "role"),)

    id: int = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id", index=True)
    deadline_id: int = Field(foreign_key="deadline.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    role: Role = Field(sa_type=worded(Role))
    status: Status = Field(default=Status.ASSIGNED, sa_type=worded(Status), index=True)
    assigned_on: date


class Transition(Table, table=True):
    """One move of an assignment: who, when, what, why. Append-only."""

    id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    move: Move = Field(sa_type=worded(Move))
    before: Status | None = Field(default=None, sa_type=worded(Status))
    after: Status = Field(sa_type=worded(Status))
    at: datetime = Field(sa_type=Moment)
    on: date
    by: str = Field(max_length=60)
    note: str = Field(default="", sa_type=Text)


class ProgressUpdate(Table, table=True):
    """What a unit reports: 进展, 存在问题, 下一步措施, 需协调事项, and how far it has come in percent."""

    __tablename__ = "progress_update"

    id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    as_of: date
    percent: int
    progress: str = Field(sa_type=Text)
    problems: str = Field(default="", sa_type=Text)
    next_steps: str = Field(default="", sa_type=Text)
    to_coordinate: str = Field(default="", sa_type=Text)
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class Return(Table, table=True):
    """A submission that the office sent back, and why."""

    id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    on: date
    by: str = Field(max_length=60)
    reason: str = Field(sa_type=Text)


class Closure(Table, table=True):
    """That the office struck an assignment off the list (销号): when, who, on which submission.

    ``submitted_on`` is the day the unit handed in; whether it was on time follows from it. A
    reopened assignment keeps its old closure with ``reopened_on``.
    """

    id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    on: date
    submitted_on: date
    by: str = Field(max_length=60)
    note: str = Field(default="", sa_type=Text)
    reopened_on: date | None = None
