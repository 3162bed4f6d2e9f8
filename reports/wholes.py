"""What counts in the figures of the office: the assignments that it handed out itself."""

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from models.assignment import Assignment
from models.task import Indicator, Reading


def is_whole() -> ColumnElement[bool]:
    """The condition on an assignment that it is no part of another one.

    What a unit split among its own units counts with the whole that the office handed out, and not a second
    time. Every figure of the office is drawn from rows that meet this.
    """
    return col(Assignment.parent_id).is_(None)


def is_of_a_whole() -> ColumnElement[bool]:
    """The condition on a reading, beside its indicator, that it does not come from a part.

    A unit below reports its share of a figure to the unit that split the task; what that unit reports holds it.
    """
    held, part = aliased(Assignment), aliased(Assignment)

    def of_the_unit(name: type[Assignment]) -> ColumnElement[bool]:
        return (col(name.task_id) == col(Indicator.task_id)) & (col(name.unit_id) == col(Reading.unit_id))

    of_wholes = select(col(held.id)).where(of_the_unit(held), col(held.parent_id).is_(None))
    of_parts = select(col(part.id)).where(of_the_unit(part), col(part.parent_id).is_not(None))
    return or_(~of_parts.exists(), of_wholes.exists())
