"""What was found wrong, how it is put right, whether it stays right, and why duties fall behind."""

from datetime import date, datetime

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from models.base import Table
from models.columns import Moment, worded
from models.evaluation_words import Cause, FindingSource, FindingStatus
from models.words import Verification


class Finding(Table, table=True):
    """A problem found at a unit (问题). Handed out, it is a rectification: ``task_id`` is the task that carries it.

    ``goal`` and ``measure`` are what is to be reached and how (整改目标, 整改措施), ``due_on`` by when.
    ``reviewer`` is the login of who checks the result, never who reported it. ``recheck_on`` is the day of 回头看.
    ``recurrences`` counts how often it came back after being struck off.
    """

    id: int = Field(default=None, primary_key=True)
    number: str = Field(unique=True, max_length=20)
    source: FindingSource = Field(sa_type=worded(FindingSource))
    campaign_id: int | None = Field(default=None, foreign_key="campaign.id", index=True)
    assignment_id: int | None = Field(default=None, foreign_key="assignment.id", index=True)
    indicator_id: int | None = Field(default=None, foreign_key="indicator.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    text: str = Field(sa_type=Text)
    cause: Cause | None = Field(default=None, sa_type=worded(Cause))
    cause_text: str = Field(default="", sa_type=Text)
    goal: str = Field(default="", sa_type=Text)
    measure: str = Field(default="", sa_type=Text)
    due_on: date | None = None
    reviewer: str = Field(default="", max_length=60)
    recheck_on: date | None = None
    status: FindingStatus = Field(default=FindingStatus.FOUND, sa_type=worded(FindingStatus), index=True)
    found_on: date
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)
    task_id: int | None = Field(default=None, foreign_key="task.id", unique=True)
    closed_on: date | None = None
    recurrences: int = 0
    dropped_reason: str = Field(default="", sa_type=Text)


class Recheck(Table, table=True):
    """A look back at a finding after it was struck off (回头看). Append-only."""

    id: int = Field(default=None, primary_key=True)
    finding_id: int = Field(foreign_key="finding.id", index=True)
    holds: bool
    verification: Verification = Field(sa_type=worded(Verification))
    note: str = Field(default="", sa_type=Text)
    on: date
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class OnSiteCheck(Table, table=True):
    """A line of the ledger compared with what stands on the ground (台账与实地). Append-only.

    ``stated`` is what the ledger said at that moment, ``seen`` what was found; where they differ, ``finding_id`` is the
    finding that came of it.
    """

    __tablename__ = "on_site_check"

    id: int = Field(default=None, primary_key=True)
    campaign_id: int | None = Field(default=None, foreign_key="campaign.id", index=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    field: str = Field(max_length=40)
    stated: str = Field(default="", sa_type=Text)
    seen: str = Field(default="", sa_type=Text)
    agrees: bool
    finding_id: int | None = Field(default=None, foreign_key="finding.id")
    on: date
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class CauseNote(Table, table=True):
    """Why an assignment is behind, by a code and in words. Append-only: the latest holds."""

    __tablename__ = "cause_note"

    id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    cause: Cause = Field(sa_type=worded(Cause))
    text: str = Field(default="", sa_type=Text)
    measure: str = Field(default="", sa_type=Text)
    on: date
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class PolicyMark(Table, table=True):
    """How far a unit has put an issued policy into practice, as told on a day. The latest of a day and unit holds."""

    __tablename__ = "policy_mark"
    __table_args__ = (UniqueConstraint("document_id", "unit_id", "on"),)

    id: int = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    state: str = Field(max_length=24)
    text: str = Field(default="", sa_type=Text)
    verification: Verification = Field(default=Verification.REPORTED, sa_type=worded(Verification))
    on: date
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)
