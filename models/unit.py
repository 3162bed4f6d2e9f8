"""Units, what they are called, the groups they stand in, and whom to speak to."""

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from models.base import Table
from models.columns import worded
from models.words import ContactLevel, UnitLevel


class Unit(Table, table=True):
    """A department, county or enterprise that can carry a duty."""

    id: int = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=100)
    short_name: str = Field(default="", max_length=40)
    level: UnitLevel = Field(sa_type=worded(UnitLevel))
    kind: str = Field(default="", max_length=40)
    parent_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    is_member: bool = False
    position: int = 0

    @property
    def called(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


class Alias(Table, table=True):
    """Another name of a unit, as documents write it."""

    id: int = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    name: str = Field(unique=True, max_length=100)


class UnitGroup(Table, table=True):
    """A collective name such as 试点企业; at registration it is expanded to its members of that day."""

    __tablename__ = "unit_group"

    id: int = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=100)
    aliases: list[str] = Field(default_factory=list, sa_type=JSON)


class GroupMember(Table, table=True):
    """A unit's place in a group."""

    __tablename__ = "group_member"
    __table_args__ = (UniqueConstraint("group_id", "unit_id"),)

    id: int = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="unit_group.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)


class Contact(Table, table=True):
    """A person of a unit and the level on the ladder at which they are spoken to."""

    id: int = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    level: ContactLevel = Field(sa_type=worded(ContactLevel))
    name: str = Field(max_length=40)
    title: str = Field(default="", max_length=60)
    email: str = Field(default="", max_length=200)
    phone: str = Field(default="", max_length=40)
