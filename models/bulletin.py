"""Bulletins (简报, 改革快报): their series with two counters, their issues, and what stands in an issue."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from models.base import Table
from models.columns import Moment, worded
from models.evaluation_words import BulletinStatus


class BulletinSeries(Table, table=True):
    """A bulletin that appears again and again. ``editor`` is who issues it (编发单位).

    ``opening_total`` is the total number that its first issue kept here bears. ``reports_to``, ``sends_to`` and
    ``issues_to`` are today's lists of 报, 送 and 发; an issue keeps those of its day.
    """

    __tablename__ = "bulletin_series"

    id: int = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=60)
    editor: str = Field(max_length=100)
    opening_total: int = 1
    sections: list[str] = Field(default_factory=list, sa_type=JSON)
    reports_to: list[str] = Field(default_factory=list, sa_type=JSON)
    sends_to: list[str] = Field(default_factory=list, sa_type=JSON)
    issues_to: list[str] = Field(default_factory=list, sa_type=JSON)
    has_total: bool = True
    ended_on: date | None = None


class Bulletin(Table, table=True):
    """An issue: ``number`` starts again each year (第N期), ``total`` never does (总第M期).

    Numbers are taken when it is issued. A supplement (增刊) is numbered apart and has no total. ``distribution`` is
    the lists of 报, 送 and 发 as they were on the day, ``copies`` how many were printed. ``says`` is the whole issue as
    it was printed, ``file_id`` the file. ``approved_by`` is who approved the draft as it stands: a change takes the
    approval back. ``dismissed`` are the remarks of the proofreading that somebody set aside, by their key.
    ``replaces_id`` is the voided issue whose number this corrected one bears again.
    """

    __table_args__ = (
        Index(
            "uq_bulletin_number",
            "series_id",
            "year",
            "is_supplement",
            "number",
            unique=True,
            sqlite_where=text("number IS NOT NULL AND status <> 'voided'"),
            postgresql_where=text("number IS NOT NULL AND status <> 'voided'"),
        ),
        Index(
            "uq_bulletin_total",
            "series_id",
            "total",
            unique=True,
            sqlite_where=text("total IS NOT NULL AND status <> 'voided'"),
            postgresql_where=text("total IS NOT NULL AND status <> 'voided'"),
        ),
    )

    id: int = Field(default=None, primary_key=True)
    series_id: int = Field(foreign_key="bulletin_series.id", index=True)
    year: int
    number: int | None = None
    total: int | None = None
    is_supplement: bool = False
    title: str = Field(default="", sa_type=Text)
    note: str = Field(default="", sa_type=Text)
    status: BulletinStatus = Field(default=BulletinStatus.DRAFT, sa_type=worded(BulletinStatus), index=True)
    dated_on: date | None = None
    distribution: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    copies: int | None = None
    made_at: datetime = Field(sa_type=Moment)
    made_by: str = Field(max_length=60)
    approved_at: datetime | None = Field(default=None, sa_type=Moment)
    approved_by: str = Field(default="", max_length=60)
    dismissed: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    replaces_id: int | None = Field(default=None, foreign_key="bulletin.id")
    issued_at: datetime | None = Field(default=None, sa_type=Moment)
    issued_by: str = Field(default="", max_length=60)
    says: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    file_id: int | None = Field(default=None, foreign_key="stored_file.id")
    void_reason: str = Field(default="", sa_type=Text)


class BulletinItem(Table, table=True):
    """What stands in an issue, in its section (【重点推荐】), with the unit that supplied it (供稿单位) and its source."""

    __tablename__ = "bulletin_item"
    __table_args__ = (Index("ix_bulletin_item_place", "bulletin_id", "position"),)

    id: int = Field(default=None, primary_key=True)
    bulletin_id: int = Field(foreign_key="bulletin.id")
    section: str = Field(default="", max_length=40)
    position: int = 0
    title: str = Field(default="", sa_type=Text)
    text: str = Field(sa_type=Text)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    update_id: int | None = Field(default=None, foreign_key="progress_update.id", index=True)
    experience_id: int | None = Field(default=None, foreign_key="experience.id", index=True)
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class Subscription(Table, table=True):
    """A change of a series' lists of 报, 送 and 发: who was added or taken off, when, by whom. Append-only."""

    __tablename__ = "bulletin_subscription"
    __table_args__ = (UniqueConstraint("series_id", "list", "name", "at"),)

    id: int = Field(default=None, primary_key=True)
    series_id: int = Field(foreign_key="bulletin_series.id", index=True)
    list: str = Field(max_length=10)
    name: str = Field(max_length=100)
    is_added: bool
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)
