"""Who does a deed of the sample office's story, and to what."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlmodel import Session, select

from models.assignment import Assignment
from models.unit import Contact, Unit
from models.words import ContactLevel, UserRole
from supervision.actor import Actor

Deed = Mapping[str, Any]


def clerk(deed: Deed) -> Actor:
    """Who of the office does it."""
    return Actor(deed["who"], UserRole.CLERK)


def their_person(session: Session, deed: Deed) -> Actor:
    """Who does it for the unit of the deed: who is named, else the unit's contact."""
    unit = unit_named(session, deed["unit"])
    rows = select(Contact.name).where(Contact.unit_id == unit.id, Contact.level == ContactLevel.CONTACT)
    return Actor(deed.get("who") or session.exec(rows).first() or unit.called, UserRole.UNIT, unit.id)


def unit_named(session: Session, name: str) -> Unit:
    """The unit of this full name."""
    return session.exec(select(Unit).where(Unit.name == name)).one()


def assignment_of(session: Session, task_id: int | None, deed: Deed) -> Assignment:
    """What the unit of the deed has of this task."""
    unit = unit_named(session, deed["unit"])
    rows = select(Assignment).where(Assignment.task_id == task_id, Assignment.unit_id == unit.id)
    return session.exec(rows).one()


def points_for(deed: Deed, unit: Unit) -> Decimal:
    """The points that a deed gives a unit: its own, else those of all."""
    return Decimal(str(deed.get("different", {}).get(unit.name, deed["points"])))
