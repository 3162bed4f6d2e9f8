"""Matters that a unit cannot settle alone: the queue, and the units that are asked."""

from datetime import date, datetime

from sqlalchemy import Text, UniqueConstraint, false
from sqlmodel import Field

from models.base import Table
from models.columns import Moment, worded
from models.words import CoordinationStatus, Stance


class Coordination(Table, table=True):
    """A matter that needs coordination (需协调事项), with a clock of its own that the office answers for.

    ``proposal`` is the draft of the decision that units are to sign (会签), empty where none is in hand;
    ``proposal_round`` counts the drafts.
    """

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
    proposal: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    proposal_round: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    proposed_on: date | None = None
    proposed_by: str = Field(default="", max_length=60, sa_column_kwargs={"server_default": ""})
    decision: str = Field(default="", sa_type=Text)
    decided_on: date | None = None
    decided_by: str = Field(default="", max_length=60)


class CoordinationReply(Table, table=True):
    """A unit that was asked for its opinion on such a matter, and what it answered.

    ``signs`` says that it is to sign the draft in hand; ``signer`` is who of the unit signed, with which ``stance``.
    """

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
    signs: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    stance: Stance | None = Field(default=None, sa_type=worded(Stance))
    remarks: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    signer: str = Field(default="", max_length=40, sa_column_kwargs={"server_default": ""})
    signed_on: date | None = None
    signed_by: str = Field(default="", max_length=60, sa_column_kwargs={"server_default": ""})
