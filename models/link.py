"""Signed links: reporting without an account."""

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field

from models.base import Table
from models.columns import Moment


class Link(Table, table=True):
    """A link that lets a unit report on what it holds, or on one assignment, until it expires or is revoked.

    Only the digest of the token is kept; ``code_hash`` is filled where a code is asked for as well.
    ``failures`` counts wrong codes in a row. ``delivery_id`` is the letter that carries it, where one does.
    """

    id: int = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    assignment_id: int | None = Field(default=None, foreign_key="assignment.id", index=True)
    token_sha256: str = Field(unique=True, max_length=64)
    code_hash: str = Field(default="", max_length=200)
    person: str = Field(default="", max_length=40)
    made_at: datetime = Field(sa_type=Moment)
    made_by: str = Field(max_length=60)
    expires_at: datetime = Field(sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)
    revoked_by: str = Field(default="", max_length=60)
    failures: int = 0
    delivery_id: int | None = Field(default=None, foreign_key="delivery.id", index=True)


class LinkUse(Table, table=True):
    """One use of a link: when, from where, for what. Append-only."""

    __tablename__ = "link_use"

    id: int = Field(default=None, primary_key=True)
    link_id: int = Field(foreign_key="link.id", index=True)
    at: datetime = Field(sa_type=Moment)
    address: str = Field(default="", max_length=60)
    what: str = Field(sa_type=Text)
