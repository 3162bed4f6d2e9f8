"""The units that a form offers: those that exist on the day, in the order of the directory."""

from datetime import date

from sqlalchemy import or_
from sqlmodel import Session, col, select

from models.unit import Unit


def units_to_choose(session: Session, today: date) -> list[Unit]:
    """Every unit that has not ended by today."""
    exists = or_(col(Unit.ended_on).is_(None), col(Unit.ended_on) > today)
    return list(session.exec(select(Unit).where(exists).order_by(col(Unit.position), col(Unit.id))))
