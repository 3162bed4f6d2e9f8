"""The office that this database belongs to."""

from sqlmodel import Field

from models.base import Table


class Office(Table, table=True):
    """One row: the name that stands over its letters, and how to reach it."""

    id: int = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=100)
    short_name: str = Field(max_length=40)
    email: str = Field(default="", max_length=200)
    phone: str = Field(default="", max_length=40)
