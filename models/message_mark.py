"""How far a person has read the messages of the board."""

from datetime import datetime

from sqlmodel import Field

from models.base import Table
from models.columns import Moment


class MessageMark(Table, table=True):
    """Up to which moment a person has seen their messages; a person without one has seen none."""

    __tablename__ = "message_mark"

    id: int = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user.id", unique=True)
    seen_at: datetime = Field(sa_type=Moment)
