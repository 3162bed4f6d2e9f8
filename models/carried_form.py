"""Forms on their way: what somebody had written when their session ended, while they sign in elsewhere."""

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field

from models.base import Table
from models.columns import Moment


class CarriedForm(Table, table=True):
    """A form that waits some minutes for its owner to come back from the organisation's own sign-in.

    Only the digest of the key is kept, which the browser has. ``words`` say whose it is, where it was going and what
    was written.
    """

    __tablename__ = "carried_form"

    id: int = Field(default=None, primary_key=True)
    key_sha256: str = Field(unique=True, max_length=64)
    words: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment, index=True)
