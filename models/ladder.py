"""What the ladder climbs on: the stored calendar, which rule packs were in force since when, which days were swept."""

from datetime import date, datetime

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from models.base import Table
from models.columns import Moment


class CalendarDay(Table, table=True):
    """A day as the sweep counts it, derived from the working calendar and made anew when that changes.

    ``ordinal`` numbers the days, so that days can be subtracted on every database; ``number`` is the running
    number of working days up to and including this one.
    """

    __tablename__ = "calendar_day"

    day: date = Field(primary_key=True)
    ordinal: int
    number: int
    is_worked: bool


class CalendarMark(Table, table=True):
    """One row: a digest of the working calendar that ``calendar_day`` was made from."""

    __tablename__ = "calendar_mark"

    id: int = Field(default=1, primary_key=True)
    sha256: str = Field(max_length=64)


class LadderVersion(Table, table=True):
    """A rule pack as it was in force, whole: what the sweep used, also when the file has been changed or broken since.

    ``since`` is the first day it was swept by, None for the first pack that an office has: rungs whose day
    lies before it do not fire.
    """

    __tablename__ = "ladder_version"
    __table_args__ = (UniqueConstraint("name", "since"),)

    id: int = Field(default=None, primary_key=True)
    name: str = Field(max_length=40, index=True)
    version: str = Field(max_length=20)
    sha256: str = Field(max_length=64)
    text: str = Field(sa_type=Text)
    since: date | None = None
    noted_at: datetime = Field(sa_type=Moment)


class Sweep(Table, table=True):
    """That a day was swept; of several sweeps of a day the latest counts."""

    day: date = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment)
    raised: int
