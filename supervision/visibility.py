"""What a person may see: one condition on assignments, asked by every page that shows any of them."""

from functools import cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, false, or_, select, true, union_all
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.assignment import Assignment
from models.user import UserScope
from models.words import UserRole
from reports.wholes import is_whole
from supervision.actor import Actor
from supervision.unit_tree import with_all_below


def visible(actor: Actor, of: type[Assignment] = Assignment) -> ColumnElement[bool]:
    """The condition on an assignment (or on ``of``, another name of the table) under which this person sees it.

    The office sees all, a unit its own and the parts that it split off from them, who comes by a link for one
    assignment that one, a 督导单位 or an inspector what lies in their scope: the assignments of a unit and of
    all below it, or of a task. Anybody else, and who has no scope, sees none.
    """
    match actor.role:
        case UserRole.CLERK | UserRole.LEADER:
            return true()
        case UserRole.UNIT if actor.unit_id is not None:
            own = _of_the_unit(actor.unit_id, of)
            return own if actor.assignment_id is None else and_(own, col(of.id) == actor.assignment_id)
        case UserRole.SUPERVISOR | UserRole.INSPECTOR if actor.user_id is not None:
            return _in_scope(actor.user_id, of)
        case _:
            return false()


def counted(actor: Actor) -> ColumnElement[bool]:
    """The condition under which an assignment counts in the figures shown to this person.

    A part that was split off counts with its whole, so it is left out wherever the whole is seen as well.
    """
    if actor.is_of_the_office:
        return is_whole()
    names = _names()
    whole, part = names.counted_whole, names.counted_part
    parts_of_seen = (
        select(col(part.id)).join(whole, col(whole.id) == col(part.parent_id)).where(visible(actor, whole))
    )
    return and_(visible(actor), col(Assignment.id).not_in(parts_of_seen))


def may_see(session: Session, actor: Actor, assignment: Assignment) -> bool:
    """Whether this assignment is one that the person sees."""
    if actor.is_of_the_office:
        return True
    found = select(col(Assignment.id)).where(col(Assignment.id) == assignment.id, visible(actor))
    return session.execute(found).first() is not None


class _Names(NamedTuple):
    """Other names of the table, each for one place in a statement."""

    own: type[Assignment]
    whole: type[Assignment]
    part: type[Assignment]
    counted_whole: type[Assignment]
    counted_part: type[Assignment]


@cache
def _names() -> _Names:
    # Made once: to lay out the columns of a new name takes longer than to ask the database.
    return _Names(*(aliased(Assignment) for _ in _Names._fields))


def _of_the_unit(unit_id: int, of: type[Assignment]) -> ColumnElement[bool]:
    names = _names()
    own, whole, part = names.own, names.whole, names.part
    # Two lookups by index put together; an OR over both tables would read every assignment.
    return col(of.id).in_(
        union_all(
            select(col(own.id)).where(col(own.unit_id) == unit_id),
            select(col(part.id))
            .join(whole, col(whole.id) == col(part.parent_id))
            .where(col(whole.unit_id) == unit_id),
        )
    )


def _in_scope(user_id: int, of: type[Assignment]) -> ColumnElement[bool]:
    units = select(col(UserScope.unit_id)).where(
        col(UserScope.user_id) == user_id, col(UserScope.unit_id).is_not(None)
    )
    tasks = select(col(UserScope.task_id)).where(
        col(UserScope.user_id) == user_id, col(UserScope.task_id).is_not(None)
    )
    return or_(
        col(of.unit_id).in_(with_all_below(units)),
        col(of.task_id).in_(tasks),
    )
