"""What a leader said about a task (批示)."""

from datetime import date, datetime

from sqlalchemy import Text
from sqlmodel import Field

from models.base import Table
from models.columns import Moment


class Instruction(Table, table=True):
    """A leader's instruction on a task, in the leader's own words. Append-only: a mistake is mended by another.

    ``leader`` is who gave it, ``on`` the day it bears, ``due_on`` by when it is to be answered where it says so.
    ``by`` is who wrote it down here: the leader, or a clerk from paper. ``corrects_id`` is the one it takes the
    place of.
    """

    id: int = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id", index=True)
    leader: str = Field(max_length=40)
    on: date
    due_on: date | None = None
    text: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)
    corrects_id: int | None = Field(default=None, foreign_key="instruction.id", unique=True)
