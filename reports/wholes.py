"""What counts in the figures of the office: the assignments that it handed out itself."""

from sqlalchemy import ColumnElement
from sqlmodel import col

from models.assignment import Assignment


def is_whole() -> ColumnElement[bool]:
    """The condition on an assignment that it is no part of another one.

    What a unit split among its own units counts with the whole that the office handed out, and not a second
    time. Every figure of the office is drawn from rows that meet this.
    """
    return col(Assignment.parent_id).is_(None)
