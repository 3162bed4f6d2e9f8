"""The end of an assignment: returned, checked step by step, struck off, or closed together with others."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, Numeric, Text, text
from sqlmodel import Field

from models.base import Table
from models.columns import Moment, worded
from models.words import Answer, ClosingStep, Verification


class Return(Table, table=True):
    """A submission that the office sent back, and why."""

    id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    on: date
    by: str = Field(max_length=60)
    reason: str = Field(sa_type=Text)


class Closure(Table, table=True):
    """That the office struck an assignment off the list (销号): when, who, on which submission.

    ``verification`` is the highest level on which the completion was checked.
    ``submitted_on`` is the day the unit handed in; whether it was on time follows from it. A
    reopened assignment keeps its old closure with ``reopened_on``.
    """

    # Few of all years were looked at on the spot, and those are counted after every move.
    __table_args__ = (Index("ix_closure_verification_assignment_id", "verification", "assignment_id"),)

    id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    on: date
    submitted_on: date
    by: str = Field(max_length=60)
    note: str = Field(default="", sa_type=Text)
    verification: Verification = Field(
        default=Verification.LEDGER,
        sa_type=worded(Verification),
        sa_column_kwargs={"server_default": Verification.LEDGER.value},
    )
    reopened_on: date | None = None


class ClosingRecord(Table, table=True):
    """One step of closing, taken for one submission: who, when, with what result."""

    __tablename__ = "closing_record"

    id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    submission_id: int = Field(foreign_key="transition.id", index=True)
    step: ClosingStep = Field(sa_type=worded(ClosingStep))
    passes: bool
    verification: Verification = Field(sa_type=worded(Verification))
    on: date
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)
    note: str = Field(default="", sa_type=Text)


class JointClosure(Table, table=True):
    """That a joint duty is to be closed though not all its units are: the lead's reason and the office's.

    At most one waits for an answer for each deadline.
    """

    __tablename__ = "joint_closure"
    __table_args__ = (
        Index(
            "uq_joint_closure_pending",
            "deadline_id",
            unique=True,
            sqlite_where=text("answer = 'pending'"),
            postgresql_where=text("answer = 'pending'"),
        ),
    )

    id: int = Field(default=None, primary_key=True)
    deadline_id: int = Field(foreign_key="deadline.id", index=True)
    asked_on: date
    asked_by: str = Field(max_length=60)
    reason: str = Field(sa_type=Text)
    answer: Answer = Field(default=Answer.PENDING, sa_type=worded(Answer))
    decided_on: date | None = None
    decided_by: str = Field(default="", max_length=60)
    opinion: str = Field(default="", sa_type=Text)


class ReadingCheck(Table, table=True):
    """That somebody checked a reported figure: on which level, and what was found instead where it was wrong."""

    __tablename__ = "reading_check"

    id: int = Field(default=None, primary_key=True)
    reading_id: int = Field(foreign_key="reading.id", index=True)
    verification: Verification = Field(sa_type=worded(Verification))
    confirms: bool
    found: Decimal | None = Field(default=None, sa_type=Numeric(20, 4))
    on: date
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)
    note: str = Field(default="", sa_type=Text)
