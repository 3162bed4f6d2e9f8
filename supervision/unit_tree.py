"""The tree of units: what stands below a unit, at any depth."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select
from sqlmodel import Session, col

from models.unit import Unit


def with_all_below(roots: Select[Any] | Collection[int]) -> Select[tuple[int]]:
    """The ids of these units and of all below them. A circle in the tree ends the walk and does no harm."""
    # Without a name, so that one statement may hold several trees.
    tree = select(col(Unit.id)).where(col(Unit.id).in_(roots)).cte(recursive=True)
    # UNION, not UNION ALL: a row that was there already is not walked again.
    tree = tree.union(select(col(Unit.id)).join(tree, col(Unit.parent_id) == tree.c.id))
    return select(tree.c.id)


def units_below(session: Session, unit_id: int, today: date) -> list[Unit]:
    """The units below this one that still exist, in the order of the directory."""
    exists = or_(col(Unit.ended_on).is_(None), col(Unit.ended_on) > today)
    rows = (
        select(Unit)
        .where(col(Unit.id).in_(with_all_below([unit_id])), col(Unit.id) != unit_id, exists)
        .order_by(col(Unit.position), col(Unit.id))
    )
    return list(session.scalars(rows))
