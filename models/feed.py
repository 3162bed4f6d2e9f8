"""Calendar feeds (日历订阅): deadlines in somebody's own calendar program."""

from datetime import datetime

from sqlmodel import Field

from models.base import Table
from models.columns import Moment


class Feed(Table, table=True):
    """An address that gives somebody's deadlines as a calendar, until it is revoked.

    Only the digest of the token is kept. What it shows is what ``user_id`` sees at the time of asking, or what the
    unit of ``unit_id`` holds, for people of a unit without accounts; one of the two is filled. ``used_at`` is when a
    program asked last.
    """

    id: int = Field(default=None, primary_key=True)
    user_id: int | None = Field(default=None, foreign_key="user.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    token_sha256: str = Field(unique=True, max_length=64)
    made_at: datetime = Field(sa_type=Moment)
    made_by: str = Field(max_length=60)
    used_at: datetime | None = Field(default=None, sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)
    revoked_by: str = Field(default="", max_length=60)
