"""What is done time after time for one task: the issues of a column (连载栏目) and the classes of a training (培训班)."""

from datetime import date, datetime

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from models.base import Table
from models.columns import Moment


class ColumnIssue(Table, table=True):
    """An issue of a column that runs on (一期一登记): its number, what it was about, where and when it came out."""

    __tablename__ = "column_issue"
    __table_args__ = (UniqueConstraint("task_id", "number"),)

    id: int = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id", index=True)
    number: int
    title: str = Field(sa_type=Text)
    on: date
    outlet: str = Field(default="", max_length=100)
    address: str = Field(default="", max_length=500)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class TrainingGoal(Table, table=True):
    """What a task asks for as training in all: classes (期), days and people; 0 for what it does not count."""

    __tablename__ = "training_goal"

    id: int = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id", unique=True)
    classes: int = 0
    days: int = 0
    people: int = 0
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class TrainingClass(Table, table=True):
    """A class that a unit held for a task: first and last day, days taught, people who took part."""

    __tablename__ = "training_class"
    __table_args__ = (UniqueConstraint("task_id", "unit_id", "name", "since"),)

    id: int = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    name: str = Field(max_length=100)
    since: date
    until: date
    days: int
    people: int
    place: str = Field(default="", max_length=100)
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)
