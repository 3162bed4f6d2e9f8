"""What moves the deadline in force: extensions, stops of the clock, and the trace that each leaves."""

from datetime import date, datetime

from sqlalchemy import Index, Text, text
from sqlmodel import Field

from models.base import Table
from models.columns import Moment, worded
from models.words import Answer, DueChangeKind

_PENDING = text("answer = 'pending'")
_STANDING = text("restarted_on IS NULL")


class Extension(Table, table=True):
    """A unit's request for more time (延期申请), and what the office decided.

    ``ordinal`` counts the requests of an assignment; ``due_on`` is the deadline in force when it was asked, and
    ``is_late`` says that this day had passed: such a request is decided like any other, but the assignment
    stays counted as overdue. One request waits at a time.
    """

    __table_args__ = (
        Index(
            "uq_extension_pending",
            "assignment_id",
            unique=True,
            sqlite_where=_PENDING,
            postgresql_where=_PENDING,
        ),
    )

    id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    ordinal: int
    due_on: date
    proposed_on: date
    reason: str = Field(sa_type=Text)
    progress: str = Field(sa_type=Text)
    safeguards: str = Field(default="", sa_type=Text)
    is_late: bool = False
    asked_on: date
    asked_at: datetime = Field(sa_type=Moment)
    asked_by: str = Field(max_length=60)
    answer: Answer = Field(default=Answer.PENDING, sa_type=worded(Answer), index=True)
    granted_on: date | None = None
    decided_on: date | None = None
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
    decided_by: str = Field(default="", max_length=60)
    opinion: str = Field(default="", sa_type=Text)


class ClockStop(Table, table=True):
    """That the clock of an assignment stands (中止计时), from when and why, and since when it runs again.

    ``workdays`` is by how many working days the deadline moved on the restart.
    """

    __tablename__ = "clock_stop"
    __table_args__ = (
        Index(
            "uq_clock_stop_standing",
            "assignment_id",
            unique=True,
            sqlite_where=_STANDING,
            postgresql_where=_STANDING,
        ),
    )

    id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    stopped_on: date
    stopped_by: str = Field(max_length=60)
    reason: str = Field(sa_type=Text)
    restarted_on: date | None = None
    restarted_by: str = Field(default="", max_length=60)
    workdays: int = 0


class DueChange(Table, table=True):
    """That the deadline in force of an assignment became another day. Append-only.

    ``is_late`` says that the day before had passed with nothing handed in: the assignment has been overdue.
    """

    __tablename__ = "due_change"

    id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    kind: DueChangeKind = Field(sa_type=worded(DueChangeKind))
    before: date | None = None
    after: date | None = None
    is_late: bool = False
    on: date = Field(index=True)
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)
    note: str = Field(default="", sa_type=Text)
