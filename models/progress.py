"""What units report on their assignments, and the evidence they put beside it."""

from datetime import date, datetime

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field

from models.base import Table
from models.columns import Moment, worded
from models.words import Answer, EvidenceKind, Verification


class ProgressUpdate(Table, table=True):
    """What a unit reports: 进展, 存在问题, 下一步措施, 需协调事项, and how far it has come in percent."""

    __tablename__ = "progress_update"
    __table_args__ = (
        # How far each is by its latest report, without the texts.
        Index("ix_progress_update_latest", "assignment_id", "as_of", "id", "percent", "at"),
    )

    id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id")
    as_of: date
    percent: int
    progress: str = Field(sa_type=Text)
    problems: str = Field(default="", sa_type=Text)
    next_steps: str = Field(default="", sa_type=Text)
    to_coordinate: str = Field(default="", sa_type=Text)
    verification: Verification = Field(
        default=Verification.REPORTED,
        sa_type=worded(Verification),
        sa_column_kwargs={"server_default": Verification.REPORTED.value},
    )
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class StoredFile(Table, table=True):
    """A file kept once in the data folder under its digest, however often it is handed in."""

    __tablename__ = "stored_file"

    id: int = Field(default=None, primary_key=True)
    sha256: str = Field(unique=True, max_length=64)
    size: int
    media_type: str = Field(max_length=100)
    stored_at: datetime = Field(sa_type=Moment)


class Evidence(Table, table=True):
    """A file that shows what was done (佐证材料): of which kind, of which day, handed in by whom.

    The same file is handed in once for an assignment. ``update_id`` is the report it came with, None where it
    came by itself.
    """

    __table_args__ = (UniqueConstraint("assignment_id", "file_id"),)

    id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    update_id: int | None = Field(default=None, foreign_key="progress_update.id", index=True)
    file_id: int = Field(foreign_key="stored_file.id", index=True)
    kind: EvidenceKind = Field(sa_type=worded(EvidenceKind))
    name: str = Field(sa_type=Text)
    dated_on: date | None = None
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class WorkMeasure(Table, table=True):
    """What a unit means to do for its assignment (具体落实措施), approved or returned by the office."""

    __tablename__ = "work_measure"

    id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    text: str = Field(sa_type=Text)
    person: str = Field(default="", max_length=40)
    due_on: date | None = None
    answer: Answer = Field(default=Answer.PENDING, sa_type=worded(Answer))
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
    decided_by: str = Field(default="", max_length=60)
    opinion: str = Field(default="", sa_type=Text)
    done_on: date | None = None
    done_note: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    done_by: str = Field(default="", max_length=60, sa_column_kwargs={"server_default": ""})
    replaces_id: int | None = Field(default=None, foreign_key="work_measure.id", unique=True)
    replaces_reason: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
