"""What units expect of their own indicators, beside what is computed."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Numeric, Text
from sqlmodel import Field

from models.base import Table
from models.columns import Moment


class OwnForecast(Table, table=True):
    """The value that a unit expects of an indicator on a day, and the one computed when it said so (None without one)."""

    __tablename__ = "own_forecast"

    id: int = Field(default=None, primary_key=True)
    indicator_id: int = Field(foreign_key="indicator.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    value: Decimal = Field(sa_type=Numeric(20, 4))
    expected_on: date
    computed: Decimal | None = Field(default=None, sa_type=Numeric(20, 4))
    note: str = Field(default="", sa_type=Text)
    on: date
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)
