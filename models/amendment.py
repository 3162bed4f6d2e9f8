"""Versions of the responsibility list: what a version changed, for which unit, old beside new."""

from datetime import date, datetime

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from models.base import Table
from models.columns import Moment

WORDING = ("title", "text", "standard", "effect")
"""What of a task's wording a version may change."""

CALLED = {
    "title": "任务名称",
    "text": "任务内容",
    "standard": "工作标准",
    "effect": "预期效果",
    "deadline": "时限",
    "role": "分工",
    "unit": "承担单位",
}
"""How people call what a version changes, by ``Amendment.field``."""


class ListVersion(Table, table=True):
    """A version of the list that one document's tasks make; the first is the registration itself and has no row."""

    __tablename__ = "list_version"
    __table_args__ = (UniqueConstraint("document_id", "number"),)

    id: int = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    number: int
    reason: str = Field(sa_type=Text)
    issued_on: date
    issued_at: datetime = Field(sa_type=Moment)
    issued_by: str = Field(max_length=60)


class Amendment(Table, table=True):
    """One thing that a version changed in one task: ``field`` names it, ``before`` and ``after`` are for people.

    ``unit_id`` is the unit whose duty changed; None where the change concerns every unit of the task.
    """

    id: int = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="list_version.id", index=True)
    task_id: int = Field(foreign_key="task.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    field: str = Field(max_length=20)
    before: str = Field(default="", sa_type=Text)
    after: str = Field(default="", sa_type=Text)
