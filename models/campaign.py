"""Campaigns of evaluation (督察活动): their scope, and the data that was frozen for them at a named moment."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Index, Numeric, Text, UniqueConstraint
from sqlmodel import Field

from models.base import Table
from models.columns import Moment, worded
from models.evaluation_words import CampaignKind, CampaignStatus, FactKind
from models.words import Role, Status, Verification


class Campaign(Table, table=True):
    """An evaluation of a period, ``starts_on`` to ``ends_on``, both included.

    ``scope`` narrows it: lists of ids under ``documents``, ``tasks``, ``units``, ``groups``, ``nodes`` and of
    words under ``levels``; what is not named is not narrowed. ``sheet_id`` is the version of the score sheet that it is
    scored by, None where it is not scored. ``objection_days`` is for how many days after publication a unit may object.
    """

    id: int = Field(default=None, primary_key=True)
    kind: CampaignKind = Field(sa_type=worded(CampaignKind))
    title: str = Field(unique=True, max_length=100)
    starts_on: date
    ends_on: date
    status: CampaignStatus = Field(
        default=CampaignStatus.PREPARED, sa_type=worded(CampaignStatus), index=True
    )
    scope: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    sheet_id: int | None = Field(default=None, foreign_key="score_sheet.id")
    objection_days: int = 30
    basis: str = Field(default="", sa_type=Text)
    made_at: datetime = Field(sa_type=Moment)
    made_by: str = Field(max_length=60)
    published_on: date | None = None
    published_by: str = Field(default="", max_length=60)
    ended_on: date | None = None


class Freeze(Table, table=True):
    """That the data of a campaign was copied as it stood at ``at``: what is counted for the campaign is counted here.

    ``as_of`` is the last day that counts. ``number`` runs from 1 in each campaign. ``digest`` covers every frozen row,
    so that the same data is known again. ``rules`` keeps what the figures were made with: the limits of the lights and
    the version of the rule pack.
    """

    __table_args__ = (UniqueConstraint("campaign_id", "number"),)

    id: int = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    number: int
    as_of: date
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)
    reason: str = Field(default="", sa_type=Text)
    rules: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    items: int = 0
    readings: int = 0
    digest: str = Field(default="", max_length=64)


class FrozenItem(Table, table=True):
    """An assignment as it stood in a freeze: its facts, and the standing that follows from them on that day.

    ``due_on`` is the deadline in force, ``first_due_on`` the first. ``light`` is the word of ``schedules.lights.Light``.
    ``workdays_late`` counts working days. ``percent`` is what the unit reported last, None where it reported nothing.
    ``returns`` and ``extensions`` count what was sent back and what was granted until then, ``roll_overs`` how often it
    was carried to another year. ``was_late`` says that an earlier deadline had passed before it was moved.
    ``pace_gap`` is 序时差 in percentage points of what has a deadline and is in hand, else 0. ``marks`` puts together what
    the assignment is counted by (see ``reports.campaign_marks``), so that a million are counted in a second.
    """

    __tablename__ = "frozen_item"
    # SQLite keeps the rows in the order of their key, so that those of one freeze are read in one go.
    __table_args__ = (
        Index("ix_frozen_item_unit", "freeze_id", "unit_id"),
        {"sqlite_with_rowid": False},
    )

    freeze_id: int = Field(primary_key=True, foreign_key="freeze.id")
    assignment_id: int = Field(primary_key=True)
    task_id: int
    unit_id: int
    role: Role = Field(sa_type=worded(Role))
    status: Status = Field(sa_type=worded(Status))
    assigned_on: date
    first_due_on: date | None = None
    due_on: date | None = None
    accepted_on: date | None = None
    submitted_on: date | None = None
    closed_on: date | None = None
    verification: Verification | None = Field(default=None, sa_type=worded(Verification))
    percent: int | None = None
    workdays_late: int = 0
    light: str = Field(max_length=10)
    returns: int = 0
    extensions: int = 0
    roll_overs: int = 0
    was_late: bool = False
    marks: int = 0
    pace_gap: int = 0


class FrozenReading(Table, table=True):
    """A reading as it stood in a freeze, with the level on which it had been checked."""

    __tablename__ = "frozen_reading"
    __table_args__ = (Index("ix_frozen_reading_indicator", "freeze_id", "indicator_id", "unit_id", "as_of"),)

    freeze_id: int = Field(primary_key=True, foreign_key="freeze.id")
    reading_id: int = Field(primary_key=True)
    indicator_id: int
    unit_id: int | None = None
    as_of: date
    value: Decimal = Field(sa_type=Numeric(20, 4))
    numerator: Decimal | None = Field(default=None, sa_type=Numeric(20, 4))
    denominator: Decimal | None = Field(default=None, sa_type=Numeric(20, 4))
    verification: Verification = Field(sa_type=worded(Verification))
    text: str = Field(default="", sa_type=Text)


class FrozenFact(Table, table=True):
    """What a unit, a task, an indicator or the office was at the freeze, as plain JSON: names, classes, targets, counts."""

    __tablename__ = "frozen_fact"

    freeze_id: int = Field(primary_key=True, foreign_key="freeze.id")
    kind: FactKind = Field(primary_key=True, sa_type=worded(FactKind))
    subject_id: int = Field(primary_key=True)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
