"""Units, what they are called, the groups they stand in, and whom to speak to."""

from datetime import date

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from models.base import Table
from models.columns import worded
from models.words import ContactLevel, UnitLevel


class Unit(Table, table=True):
    """A department, county or enterprise that can carry a duty.

    ``parent_id`` makes the tree. ``line`` is the system it belongs to (条, 工会系统), ``region`` the place (块).
    ``ended_on`` is the day it ceased to be: it keeps what it holds and is given nothing new.
    """

    id: int = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=100)
    short_name: str = Field(default="", max_length=40)
    level: UnitLevel = Field(sa_type=worded(UnitLevel))
    kind: str = Field(default="", max_length=40)
    parent_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    is_member: bool = False
    position: int = 0
    line: str = Field(default="", max_length=40, sa_column_kwargs={"server_default": ""})
    region: str = Field(default="", max_length=40, sa_column_kwargs={"server_default": ""})
    ended_on: date | None = None

    @property
    def called(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


class Alias(Table, table=True):
    """Another name of a unit, as documents write it. ``until`` is set on a former name: the day it was given up."""

    id: int = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    name: str = Field(unique=True, max_length=100)
    until: date | None = None


class UnitGroup(Table, table=True):
    """A collective name such as 试点企业; at registration it is expanded to its members of that day."""

    __tablename__ = "unit_group"

    id: int = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=100)
    aliases: list[str] = Field(default_factory=list, sa_type=JSON)


class GroupMember(Table, table=True):
    """A unit's place in a group, with the day it joined; None for those there from the start."""

    __tablename__ = "group_member"
    __table_args__ = (UniqueConstraint("group_id", "unit_id"),)

    id: int = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="unit_group.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    joined_on: date | None = None


class Contact(Table, table=True):
    """A person of a unit and the level on the ladder at which they are spoken to.

    ``channels`` are tried in their order. ``quiet_from`` and ``quiet_until`` (HH:MM) bound the hours in which
    nothing is sent. ``deputy`` is the name of the contact of the same unit who is spoken to while this person
    is away (``away_from`` to ``away_until``, both included). ``left_on`` is the day the person gave up the post.
    """

    id: int = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    level: ContactLevel = Field(sa_type=worded(ContactLevel))
    name: str = Field(max_length=40)
    title: str = Field(default="", max_length=60)
    email: str = Field(default="", max_length=200)
    phone: str = Field(default="", max_length=40)
    channels: list[str] = Field(
        default_factory=lambda: ["email"], sa_type=JSON, sa_column_kwargs={"server_default": '["email"]'}
    )
    quiet_from: str = Field(default="", max_length=5, sa_column_kwargs={"server_default": ""})
    quiet_until: str = Field(default="", max_length=5, sa_column_kwargs={"server_default": ""})
    deputy: str = Field(default="", max_length=40, sa_column_kwargs={"server_default": ""})
    away_from: date | None = None
    away_until: date | None = None
    left_on: date | None = None
