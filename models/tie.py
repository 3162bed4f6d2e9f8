"""What belongs together: documents with documents, tasks with tasks and with the lists of others, records with tasks."""

from datetime import datetime

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from models.base import Table
from models.columns import Moment, worded
from models.evaluation_words import DocumentTieKind


class DocumentTie(Table, table=True):
    """That a document rests on another, cites it, has it as an attachment or is interpreted by it.

    ``other_id`` is the other document where it was received; ``reference`` is its number or name as it is cited, all
    that there is of one which was not.
    """

    __tablename__ = "document_tie"
    __table_args__ = (UniqueConstraint("document_id", "kind", "reference"),)

    id: int = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    kind: DocumentTieKind = Field(sa_type=worded(DocumentTieKind))
    other_id: int | None = Field(default=None, foreign_key="document.id", index=True)
    reference: str = Field(max_length=200)
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class TaskTie(Table, table=True):
    """That a task goes with another task (关联), or is the same work as an entry of another organ's list.

    One of ``other_id`` (a task) and ``list_name`` is set; ``item`` is the entry as that list has it.
    """

    __tablename__ = "task_tie"
    __table_args__ = (
        UniqueConstraint("task_id", "other_id"),
        UniqueConstraint("task_id", "list_name", "item"),
    )

    id: int = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id", index=True)
    other_id: int | None = Field(default=None, foreign_key="task.id", index=True)
    list_name: str | None = Field(default=None, max_length=100)
    item: str = Field(default="", max_length=300)
    note: str = Field(default="", sa_type=Text)
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class MeetingTask(Table, table=True):
    """That a record of joint work (会商, 调研, 督导) is about a task."""

    __tablename__ = "meeting_task"
    __table_args__ = (UniqueConstraint("meeting_id", "task_id"),)

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    task_id: int = Field(foreign_key="task.id", index=True)
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class ExpertOpinion(Table, table=True):
    """What one expert said at an 论证; ``agrees`` is None for one who neither agreed nor refused."""

    __tablename__ = "expert_opinion"

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    name: str = Field(max_length=40)
    title: str = Field(default="", max_length=100)
    text: str = Field(sa_type=Text)
    agrees: bool | None = None
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)
