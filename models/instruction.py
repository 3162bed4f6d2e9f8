"""What a leader said about a task (批示)."""

from datetime import date, datetime

from sqlalchemy import Text, UniqueConstraint
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


class PassedInstruction(Table, table=True):
    """That an instruction was passed on to the unit of an assignment (传达), and what the unit did about it (办理情况).

    ``due_on`` is by when it is to be answered, None where nobody set a day. It goes along to the instruction that
    takes the place of a corrected one, with the answer that was given.
    """

    __tablename__ = "passed_instruction"
    __table_args__ = (UniqueConstraint("instruction_id", "assignment_id"),)

    id: int = Field(default=None, primary_key=True)
    instruction_id: int = Field(foreign_key="instruction.id")
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    passed_on: date
    passed_by: str = Field(max_length=60)
    due_on: date | None = None
    answer: str = Field(default="", sa_type=Text)
    answered_on: date | None = Field(default=None, index=True)
    answered_at: datetime | None = Field(default=None, sa_type=Moment)
    answered_by: str = Field(default="", max_length=60)
