"""A document as it was read, its drafts and its doubts."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Text, UniqueConstraint
from sqlmodel import Field

from models.base import Table
from models.columns import Moment, worded
from models.words import ChangeKind, DraftStatus


class Document(Table, table=True):
    """An official document. ``text`` is what every offset counts in; ``sha256`` is of the file's bytes.

    ``indicators`` are targets that stand in no task, such as those of an attached interpretation. ``earlier_id`` is the
    document of which this is the next version; a version has one next version at most.
    """

    id: int = Field(default=None, primary_key=True)
    sha256: str = Field(unique=True, max_length=64)
    filename: str = Field(sa_type=Text)
    format: str = Field(max_length=8)
    text: str = Field(sa_type=Text)
    reference: str = Field(default="", sa_type=Text)
    title: str = Field(default="", sa_type=Text)
    issuer: str = Field(default="", sa_type=Text)
    issued_on: date | None = None
    kind: str = Field(default="", max_length=20)
    indicators: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    facts: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    received_at: datetime = Field(sa_type=Moment)
    received_by: str = Field(max_length=40)
    earlier_id: int | None = Field(default=None, foreign_key="document.id", unique=True)

    @property
    def called(self) -> str:
        """How people refer to it: its number, else its title, else the file."""
        return self.reference or self.title or self.filename

    @property
    def cited(self) -> str:
        """Its title in the marks of a book, those inside turned into single ones: 《关于印发〈方案〉的通知》."""
        inner = (self.title or self.filename).replace("《", "〈").replace("》", "〉")
        return f"《{inner}》"

    @property
    def named(self) -> str:
        """How a sentence names it: a number stands bare, a title in the marks of a book."""
        return self.reference or self.cited


class Draft(Table, table=True):
    """A task as the reader proposes it; nothing comes of it until a person confirms.

    ``standard`` and ``effect`` are the 工作标准 and the 预期效果 of the six elements of a task. In a later version of a document ``change`` says what became of the task since the earlier one (same, changed, new),
    ``earlier_id`` which draft it was there, and ``differences`` in what it differs. All are empty in a first version.
    """

    __table_args__ = (UniqueConstraint("document_id", "position"),)

    id: int = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    position: int
    code: str = Field(default="", sa_type=Text)
    title: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    start: int
    end: int
    lead: list[str] = Field(default_factory=list, sa_type=JSON)
    units: list[str] = Field(default_factory=list, sa_type=JSON)
    supporting: list[str] = Field(default_factory=list, sa_type=JSON)
    deadlines: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    indicators: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    standard: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    effect: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    status: DraftStatus = Field(default=DraftStatus.PENDING, sa_type=worded(DraftStatus))
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
    decided_by: str = Field(default="", max_length=40)
    change: str = Field(default="", max_length=10, sa_column_kwargs={"server_default": ""})
    earlier_id: int | None = Field(default=None, foreign_key="draft.id", index=True)
    differences: list[str] = Field(
        default_factory=list, sa_type=JSON, sa_column_kwargs={"server_default": "[]"}
    )


class DraftChange(Table, table=True):
    """One thing that a person did to a draft: ``before`` and ``after`` hold, by their names, what it changed."""

    __tablename__ = "draft_change"

    id: int = Field(default=None, primary_key=True)
    draft_id: int = Field(foreign_key="draft.id", index=True)
    kind: ChangeKind = Field(sa_type=worded(ChangeKind))
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)
    before: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    after: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class Doubt(Table, table=True):
    """A problem in a document, stored beside its passage; ``draft_id`` is None when it concerns the whole."""

    id: int = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    draft_id: int | None = Field(default=None, foreign_key="draft.id", index=True)
    message: str = Field(sa_type=Text)
    start: int | None = None
    end: int | None = None
