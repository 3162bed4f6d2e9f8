"""What goes well: demonstration points, experience that is worth spreading, and honours."""

from datetime import date, datetime

from sqlalchemy import JSON, Text
from sqlmodel import Field

from models.base import Table
from models.columns import Moment, worded
from models.evaluation_words import ExperienceState, PointTier


class DemonstrationPoint(Table, table=True):
    """A demonstration point (示范点) with its tier, host and contact, what came of it and when it is looked at again.

    ``indicator_id`` is the target that such points are counted for (建设示范点 50 个): its figure is then the list of
    names, not a number that somebody wrote down.
    """

    __tablename__ = "demonstration_point"

    id: int = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=100)
    tier: PointTier = Field(sa_type=worded(PointTier), index=True)
    kind: str = Field(default="", max_length=40)
    theme: str = Field(default="", sa_type=Text)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    since: date
    person: str = Field(default="", max_length=40)
    phone: str = Field(default="", max_length=40)
    results: str = Field(default="", sa_type=Text)
    review_on: date | None = None
    reviewed_on: date | None = None
    ended_on: date | None = None
    ended_reason: str = Field(default="", sa_type=Text)
    indicator_id: int | None = Field(default=None, foreign_key="indicator.id", index=True)
    file_id: int | None = Field(default=None, foreign_key="stored_file.id")
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class Experience(Table, table=True):
    """A practice worth spreading (典型经验) and how far it has come; ``update_id`` is the report it was found in."""

    id: int = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    task_id: int | None = Field(default=None, foreign_key="task.id", index=True)
    update_id: int | None = Field(default=None, foreign_key="progress_update.id", unique=True)
    title: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    tags: list[str] = Field(default_factory=list, sa_type=JSON)
    state: ExperienceState = Field(default=ExperienceState.FOUND, sa_type=worded(ExperienceState), index=True)
    rule: str = Field(default="", sa_type=Text)
    on: date
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class Publication(Table, table=True):
    """Where an experience was published: a medium or a bulletin, on which day."""

    id: int = Field(default=None, primary_key=True)
    experience_id: int = Field(foreign_key="experience.id", index=True)
    medium: str = Field(max_length=100)
    title: str = Field(default="", sa_type=Text)
    on: date
    address: str = Field(default="", max_length=500, sa_column_kwargs={"server_default": ""})
    bulletin_id: int | None = Field(default=None, foreign_key="bulletin.id")
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class Honour(Table, table=True):
    """An honour that was awarded, to whom by name: counts of honours are counts of these rows."""

    id: int = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    tier: PointTier = Field(sa_type=worded(PointTier))
    kind: str = Field(max_length=60, index=True)
    holder: str = Field(max_length=100)
    awarded_on: date
    reference: str = Field(default="", sa_type=Text)
    file_id: int | None = Field(default=None, foreign_key="stored_file.id")
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)
