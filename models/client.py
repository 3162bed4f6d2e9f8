"""Programs of others (办公系统) that ask by the interface: who they are, and what they have sent."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from models.base import Table
from models.columns import Moment


class Client(Table, table=True):
    """A program with a token of its own, of which only the digest is kept, and what it may do (``scopes``)."""

    id: int = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=40)
    token_sha256: str = Field(unique=True, max_length=64)
    scopes: list[str] = Field(default_factory=list, sa_type=JSON)
    made_at: datetime = Field(sa_type=Moment)
    made_by: str = Field(max_length=60)
    expires_at: datetime | None = Field(default=None, sa_type=Moment)
    seen_at: datetime | None = Field(default=None, sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)
    revoked_by: str = Field(default="", max_length=60)


class ClientRequest(Table, table=True):
    """Something that a program sent under a key of its own, and how it was answered: sent again, it is answered alike.

    ``digest`` is of the address and the content, so that another content under the same key is told from it.
    """

    __tablename__ = "client_request"
    __table_args__ = (UniqueConstraint("client_id", "key"),)

    id: int = Field(default=None, primary_key=True)
    client_id: int = Field(foreign_key="client.id")
    key: str = Field(max_length=100)
    digest: str = Field(max_length=64)
    status: int = 0
    answer: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    at: datetime = Field(sa_type=Moment, index=True)
