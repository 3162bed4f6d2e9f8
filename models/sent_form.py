"""Forms that were sent, kept for a day, so that one that comes twice is done once."""

from datetime import datetime

from sqlmodel import Field

from models.base import Table
from models.columns import Moment


class SentForm(Table, table=True):
    """That a form was sent with this content, and where its answer led.

    ``digest`` covers the mark of the form, its address and what was written in it; of what was written nothing
    is kept here.
    """

    __tablename__ = "sent_form"

    id: int = Field(default=None, primary_key=True)
    digest: str = Field(unique=True, max_length=64)
    at: datetime = Field(sa_type=Moment, index=True)
    answer: str = Field(default="", max_length=500)
