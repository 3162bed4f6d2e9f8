"""Score sheets, the points that people give, the scores that follow, and what the assessed say against them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Index, Numeric, Text, UniqueConstraint
from sqlmodel import Field

from models.base import Table
from models.columns import Moment, worded
from models.evaluation_words import Assessor, ConsequenceKind, Tier
from models.words import Answer


class ScoreSheet(Table, table=True):
    """A version of a score sheet, whole, as text in the form of ``config/score_sheets``; a version never changes.

    It holds from ``since`` until the next version of its name does. ``overrides`` names the items that the rules of
    2024 would refuse and who let them stand, with the reason.
    """

    __tablename__ = "score_sheet"
    __table_args__ = (UniqueConstraint("name", "since"),)

    id: int = Field(default=None, primary_key=True)
    name: str = Field(max_length=40, index=True)
    title: str = Field(max_length=100)
    since: date
    text: str = Field(sa_type=Text)
    sha256: str = Field(max_length=64)
    overrides: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class Rating(Table, table=True):
    """Points that somebody gave a unit for an item of the sheet. Append-only: of one assessor the latest counts.

    ``by`` is empty where the round is anonymous (下评); ``voter`` then keeps apart who gave it without saying who.
    ``link_id`` is the limited link of a third party by which it came.
    """

    __table_args__ = (Index("ix_rating_campaign", "campaign_id", "unit_id", "item"),)

    id: int = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id")
    unit_id: int = Field(foreign_key="unit.id", index=True)
    item: str = Field(max_length=40)
    assessor: Assessor = Field(sa_type=worded(Assessor))
    points: Decimal = Field(sa_type=Numeric(10, 4))
    reason: str = Field(default="", sa_type=Text)
    file_id: int | None = Field(default=None, foreign_key="stored_file.id")
    link_id: int | None = Field(default=None, foreign_key="assessor_link.id")
    voter: str = Field(default="", max_length=64)
    at: datetime = Field(sa_type=Moment)
    by: str = Field(default="", max_length=60)


class AssessorLink(Table, table=True):
    """A limited link by which a third party rates in one campaign: only the digest of its token is kept."""

    __tablename__ = "assessor_link"

    id: int = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    assessor: Assessor = Field(sa_type=worded(Assessor))
    name: str = Field(max_length=100)
    token_sha256: str = Field(unique=True, max_length=64)
    units: list[int] = Field(default_factory=list, sa_type=JSON)
    made_at: datetime = Field(sa_type=Moment)
    made_by: str = Field(max_length=60)
    expires_at: datetime = Field(sa_type=Moment)
    submitted_at: datetime | None = Field(default=None, sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)
    revoked_by: str = Field(default="", max_length=60)


class Score(Table, table=True):
    """What a unit gets for an item of the sheet in a freeze, and the whole calculation.

    ``calculation`` keeps the formula in words, its inputs by name, the evidence and every cap, floor, exemption and
    adjustment that was applied; the points follow from it. ``item`` is the code in the sheet.
    """

    __table_args__ = (UniqueConstraint("freeze_id", "unit_id", "item"),)

    id: int = Field(default=None, primary_key=True)
    freeze_id: int = Field(foreign_key="freeze.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    item: str = Field(max_length=40)
    points: Decimal | None = Field(default=None, sa_type=Numeric(10, 4))
    full: Decimal = Field(sa_type=Numeric(10, 4))
    calculation: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class ScoreTotal(Table, table=True):
    """The total of a unit in a freeze, its place among those of its class (shared places: 1, 2, 2, 4) and its tier.

    ``total`` is None where nothing could be scored. ``former_tier`` is that of the campaign before of the same kind.
    """

    __tablename__ = "score_total"
    __table_args__ = (UniqueConstraint("freeze_id", "unit_id"),)

    id: int = Field(default=None, primary_key=True)
    freeze_id: int = Field(foreign_key="freeze.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    unit_class: str = Field(default="", max_length=40)
    total: Decimal | None = Field(default=None, sa_type=Numeric(10, 4))
    place: int | None = None
    tier: Tier | None = Field(default=None, sa_type=worded(Tier))
    former_tier: Tier | None = Field(default=None, sa_type=worded(Tier))


class Objection(Table, table=True):
    """What an assessed unit says against an item of its score (异议), by when it is to be answered, and the answer.

    ``adjustment`` is how many points the answer adds or takes off; it enters the calculation of the item.
    """

    id: int = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    item: str = Field(max_length=40)
    reason: str = Field(sa_type=Text)
    file_id: int | None = Field(default=None, foreign_key="stored_file.id")
    asked_on: date
    asked_at: datetime = Field(sa_type=Moment)
    asked_by: str = Field(max_length=60)
    due_on: date
    answer: Answer = Field(default=Answer.PENDING, sa_type=worded(Answer))
    adjustment: Decimal | None = Field(default=None, sa_type=Numeric(10, 4))
    decided_on: date | None = None
    decided_by: str = Field(default="", max_length=60)
    opinion: str = Field(default="", sa_type=Text)


class Exemption(Table, table=True):
    """That a unit is not scored on an item of a campaign (all of them where ``item`` is empty), why, and by whom."""

    __table_args__ = (UniqueConstraint("campaign_id", "unit_id", "item"),)

    id: int = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    item: str = Field(default="", max_length=40)
    reason: str = Field(sa_type=Text)
    on: date
    by: str = Field(max_length=60)
    lifted_on: date | None = None
    lifted_by: str = Field(default="", max_length=60)


class Consequence(Table, table=True):
    """What a rule proposes to follow from a unit's result (结果运用); nothing follows before a person grants it.

    ``rule`` is the code of the rule, ``ground`` says in words what met it. ``letter_id`` is the paper that went out,
    ``held_on`` and ``minutes`` the record of an interview: problems, explanation, demands, commitment, deadline.
    """

    __table_args__ = (UniqueConstraint("campaign_id", "unit_id", "kind", "rule"),)

    id: int = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    kind: ConsequenceKind = Field(sa_type=worded(ConsequenceKind))
    rule: str = Field(max_length=40)
    ground: str = Field(sa_type=Text)
    proposed_on: date
    answer: Answer = Field(default=Answer.PENDING, sa_type=worded(Answer))
    decided_on: date | None = None
    decided_by: str = Field(default="", max_length=60)
    opinion: str = Field(default="", sa_type=Text)
    letter_id: int | None = Field(default=None, foreign_key="letter.id")
    held_on: date | None = None
    minutes: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
