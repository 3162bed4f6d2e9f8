"""How far a person has read the messages of the board."""

from datetime import datetime

from sqlmodel import Field

from models.base import Table
from models.columns import Moment


class MessageMark(Table, table=True):
    """How far a person has seen their messages; a person without one has seen none.

    ``notice_id`` and ``transition_id`` are the last notice and the last move that they saw; ``seen_at`` is when,
    for what has a moment of its own: a signature, a letter that failed.
    """

    __tablename__ = "message_mark"

    id: int = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user.id", unique=True)
    seen_at: datetime = Field(sa_type=Moment)
    notice_id: int = 0
    transition_id: int = 0
