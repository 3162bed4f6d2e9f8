"""Matters that a unit cannot settle alone: the queue, and the units that are asked."""

from datetime import date, datetime

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from models.base import Table
from models.columns import Moment, worded
from models.words import CoordinationStatus


class Coordination(Table, table=True):
    """A matter that needs coordination (需协调事项), with a clock of its own that the office answers for."""

    id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    update_id: int | None = Field(default=None, foreign_key="progress_update.id")
    text: str = Field(sa_type=Text)
    status: CoordinationStatus = Field(
        default=CoordinationStatus.RAISED, sa_type=worded(CoordinationStatus), index=True
    )
    raised_on: date
    raised_by: str = Field(max_length=60)
    due_on: date
    decision: str = Field(default="", sa_type=Text)
    decided_on: date | None = None
    decided_by: str = Field(default="", max_length=60)


class CoordinationReply(Table, table=True):
    """A unit that was asked for its opinion on such a matter, and what it answered."""

    __tablename__ = "coordination_reply"
    __table_args__ = (UniqueConstraint("coordination_id", "unit_id"),)

    id: int = Field(default=None, primary_key=True)
    coordination_id: int = Field(foreign_key="coordination.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    asked_on: date
    asked_by: str = Field(max_length=60)
    opinion: str = Field(default="", sa_type=Text)
    answered_on: date | None = None
    answered_at: datetime | None = Field(default=None, sa_type=Moment)
    answered_by: str = Field(default="", max_length=60)
