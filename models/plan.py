"""The plan above the tasks (规划 – 举措 – 措施), tags across it, and what was improved in the end."""

from datetime import date

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from models.base import Table
from models.columns import worded
from models.words import PlanLevel


class PlanNode(Table, table=True):
    """A heading of a plan. Tasks hang on it by ``Task.node_id``; their years are told by their deadlines."""

    __tablename__ = "plan_node"
    __table_args__ = (UniqueConstraint("parent_id", "title"),)

    id: int = Field(default=None, primary_key=True)
    parent_id: int | None = Field(default=None, foreign_key="plan_node.id", index=True)
    document_id: int | None = Field(default=None, foreign_key="document.id", index=True)
    level: PlanLevel = Field(sa_type=worded(PlanLevel))
    title: str = Field(sa_type=Text)
    position: int = 0


class TaskTag(Table, table=True):
    """A tag on a task, such as the 专栏 it stands in."""

    __tablename__ = "task_tag"
    __table_args__ = (UniqueConstraint("task_id", "name"),)

    id: int = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id", index=True)
    name: str = Field(max_length=60, index=True)


class Improvement(Table, table=True):
    """The last step of 谋划-部署-落实-反馈-改进: what was changed for the better, or why nothing needs to be."""

    id: int = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id", index=True)
    text: str = Field(sa_type=Text)
    is_needless: bool = False
    on: date
    by: str = Field(max_length=60)
