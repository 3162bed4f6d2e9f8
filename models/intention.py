"""What a clerk decided about something that the system proposed: that it is not to be."""

from datetime import date, datetime

from sqlalchemy import Text
from sqlmodel import Field

from models.base import Table
from models.columns import Moment


class DeclinedCampaign(Table, table=True):
    """That a campaign which was proposed (年度考核, 中期评估) is not set up. ``key`` says which, such as annual-2026."""

    __tablename__ = "declined_campaign"

    id: int = Field(default=None, primary_key=True)
    key: str = Field(max_length=40, unique=True)
    reason: str = Field(sa_type=Text)
    on: date
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)
