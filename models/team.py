"""Groups of people for a time (专班, 起草小组), what a unit keeps in its file, who has charge of a tag, and trials."""

from datetime import date, datetime

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from models.base import Table
from models.columns import Moment, worded
from models.evaluation_words import ProfileItem, TrialOutcome


class Team(Table, table=True):
    """A group of people set up for a purpose from ``since`` until it is dissolved (``until``)."""

    id: int = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=60)
    purpose: str = Field(default="", sa_type=Text)
    since: date
    until: date | None = None
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class TeamMember(Table, table=True):
    """A person in a team, of a unit where it is known; ``until`` is the day of leaving."""

    __tablename__ = "team_member"

    id: int = Field(default=None, primary_key=True)
    team_id: int = Field(foreign_key="team.id", index=True)
    name: str = Field(max_length=40)
    duty: str = Field(default="", max_length=60)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    since: date
    until: date | None = None


class TeamTask(Table, table=True):
    """That a team works on a task."""

    __tablename__ = "team_task"
    __table_args__ = (UniqueConstraint("team_id", "task_id"),)

    id: int = Field(default=None, primary_key=True)
    team_id: int = Field(foreign_key="team.id", index=True)
    task_id: int = Field(foreign_key="task.id", index=True)
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class UnitProfile(Table, table=True):
    """What a unit has of one of the things that are asked of it (领导机构, 考核机制); of each the latest row holds."""

    __tablename__ = "unit_profile"

    id: int = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    item: ProfileItem = Field(sa_type=worded(ProfileItem))
    has: bool
    text: str = Field(default="", sa_type=Text)
    file_id: int | None = Field(default=None, foreign_key="stored_file.id")
    file_name: str = Field(default="", max_length=200)
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class TagOwner(Table, table=True):
    """The unit that has charge of what bears a tag: the regulator of an industry."""

    __tablename__ = "tag_owner"

    id: int = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=60)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class Trial(Table, table=True):
    """A trial (试点) of a task at a unit until a day, and at its end what it came to and what was learnt."""

    __table_args__ = (UniqueConstraint("task_id", "unit_id", "since"),)

    id: int = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    since: date
    until: date
    outcome: TrialOutcome | None = Field(default=None, sa_type=worded(TrialOutcome))
    result: str = Field(default="", sa_type=Text)
    lessons: str = Field(default="", sa_type=Text)
    assessed_on: date | None = None
    assessed_by: str = Field(default="", max_length=60)
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)
