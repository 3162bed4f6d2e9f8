"""The record that cannot be quietly changed: entries of the log, and the blocks that seal them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, LargeBinary, Text
from sqlmodel import Field

from models.base import Table
from models.columns import Moment, worded
from models.words import Subject


class Block(Table, table=True):
    """What one transaction left in the record, digested together.

    It is opened by the transaction and sealed after the commit: ``position`` is its place in the chain,
    ``digest`` covers its rows in order, and ``chain`` covers the digest and the chain before it. ``marks`` holds
    a short mark of each row, by which an altered row is named; ``digest`` is the digest of the marks. All are
    empty while it is unsealed.
    """

    id: int = Field(default=None, primary_key=True)
    opened_at: datetime = Field(sa_type=Moment)
    position: int | None = Field(default=None, unique=True)
    rows: int = 0
    digest: str = Field(default="", max_length=64)
    chain: str = Field(default="", max_length=64)
    sealed_at: datetime | None = Field(default=None, sa_type=Moment)
    marks: bytes | None = Field(default=None, sa_type=LargeBinary)


class LogEntry(Table, table=True):
    """One deed that is not a move of an assignment: who did what to what, when, and the particulars. Append-only."""

    __tablename__ = "log_entry"
    # The last proof is looked for on many pages, and one kind of deed on the log's own.
    __table_args__ = (Index("ix_log_entry_deed_id", "deed", "id"),)

    id: int = Field(default=None, primary_key=True)
    subject: Subject = Field(sa_type=worded(Subject))
    subject_id: int | None = Field(default=None, index=True)
    deed: str = Field(max_length=40)
    particulars: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    note: str = Field(default="", sa_type=Text)
    at: datetime = Field(sa_type=Moment)
    on: date = Field(index=True)
    by: str = Field(max_length=60)
    block_id: int | None = Field(default=None, foreign_key="block.id", index=True)
