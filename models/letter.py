"""Letters on paper (公文): what they are about, what a person filled in, and the number taken at signing."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from models.base import Table
from models.columns import Moment, worded
from models.words import LetterKind, LetterStatus

_STANDING = text("status <> 'voided'")
_HOLDS = text("is_void = false")
# SQLite keeps a truth as 0 or 1, and older ones know no word for it.
_HOLDS_SQLITE = text("is_void = 0")


class LetterSeries(Table, table=True):
    """A yearly series of numbers (文号): ``last`` is the number taken last under ``word`` in ``year``."""

    __tablename__ = "letter_series"
    __table_args__ = (UniqueConstraint("word", "year"),)

    id: int = Field(default=None, primary_key=True)
    word: str = Field(max_length=40)
    year: int
    last: int = 0


class Letter(Table, table=True):
    """A letter as Word lays it out: a draft until it is signed, then frozen as a file that never changes.

    ``since`` is the day on which it was proposed. ``wording`` is what a person filled in; ``says`` is what it said
    when it was signed. ``word``, ``year`` and ``number`` make its 文号, taken at signing and never given back:
    a voided letter keeps its number. ``reason`` says why it was declined or voided, ``settled_by`` who did so.
    ``supersedes_id`` is the voided letter that this one takes the place of.
    """

    __table_args__ = (
        UniqueConstraint("word", "year", "number"),
        Index(
            "uq_letter_standing",
            "extension_id",
            unique=True,
            sqlite_where=_STANDING,
            postgresql_where=_STANDING,
        ),
    )

    id: int = Field(default=None, primary_key=True)
    kind: LetterKind = Field(sa_type=worded(LetterKind))
    status: LetterStatus = Field(default=LetterStatus.DRAFT, sa_type=worded(LetterStatus), index=True)
    since: date
    extension_id: int | None = Field(default=None, foreign_key="extension.id")
    wording: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    says: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    drafted_at: datetime = Field(sa_type=Moment)
    drafted_by: str = Field(max_length=60)
    word: str = Field(default="", max_length=40)
    year: int | None = None
    number: int | None = None
    signed_at: datetime | None = Field(default=None, sa_type=Moment)
    signed_by: str = Field(default="", max_length=60)
    file_id: int | None = Field(default=None, foreign_key="stored_file.id")
    settled_at: datetime | None = Field(default=None, sa_type=Moment)
    settled_by: str = Field(default="", max_length=60)
    reason: str = Field(default="", sa_type=Text)
    supersedes_id: int | None = Field(default=None, foreign_key="letter.id", unique=True)

    @property
    def reference(self) -> str:
        """The number as it stands on the paper, 督办〔2026〕12号; empty before signing."""
        return f"{self.word}〔{self.year}〕{self.number}号" if self.number else ""


class LetterItem(Table, table=True):
    """That a letter is about an assignment, and the notice by which it was proposed or goes out.

    A notice is in one letter that holds; a voided one gives it up to its successor.
    """

    __tablename__ = "letter_item"
    __table_args__ = (
        UniqueConstraint("letter_id", "assignment_id"),
        Index(
            "uq_letter_item_holds",
            "notice_id",
            unique=True,
            sqlite_where=_HOLDS_SQLITE,
            postgresql_where=_HOLDS,
        ),
    )

    id: int = Field(default=None, primary_key=True)
    letter_id: int = Field(foreign_key="letter.id", index=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    notice_id: int | None = Field(default=None, foreign_key="notice.id")
    is_void: bool = False
