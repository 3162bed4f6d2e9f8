"""Reports and circulars that were written, draft by draft, so that two of them can be compared."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Text, UniqueConstraint
from sqlmodel import Field

from models.base import Table
from models.columns import Moment, worded
from models.evaluation_words import PaperKind


class WrittenPaper(Table, table=True):
    """A draft of a report: what it says as plain values, what its numbers rest on, and the files.

    ``number`` runs from 1 for each kind, campaign and unit. ``says`` is the whole content, of which the same data gives
    the same; ``digest`` is its sha256. ``filled`` is what people wrote in the places left to them. ``files`` names the
    stored files by their form (docx, xlsx, html).
    """

    __tablename__ = "written_paper"
    __table_args__ = (UniqueConstraint("kind", "campaign_id", "unit_id", "number"),)

    id: int = Field(default=None, primary_key=True)
    kind: PaperKind = Field(sa_type=worded(PaperKind), index=True)
    campaign_id: int | None = Field(default=None, foreign_key="campaign.id", index=True)
    freeze_id: int | None = Field(default=None, foreign_key="freeze.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    number: int
    title: str = Field(sa_type=Text)
    as_of: date
    says: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    filled: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    digest: str = Field(max_length=64)
    files: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)
