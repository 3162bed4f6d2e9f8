"""An office with people in it: half a year of work on 200 units, and accounts of clerks and of units."""

import os
from dataclasses import dataclass

from sqlalchemy import String, cast, literal, select, update
from sqlmodel import col

from benchmarks.dispatch import hand_out
from benchmarks.large_office import TODAY, live, moment, register, settle
from benchmarks.measurement import apart
from config.settings import Settings
from models import database
from models.assignment import Assignment
from models.office import Office
from models.unit import Contact, Unit
from models.words import UserRole
from schedules import clock
from schedules.workdays import work_calendar
from supervision.directory.accounts import create
from supervision.letters.packs import choice_of, packs_in_force
from supervision.letters.stored_calendar import store_calendar

_PASSWORD = "Zhengfu-2026-ban"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in; ``unit_id`` is None for the office's own people."""

    login: str
    password: str
    unit_id: int | None


def crowded_office(folder: str, url: str, rows: int, units: int, clerks: int, of_units: int) -> list[Account]:
    """Make it, its data folder too; the accounts, clerks first. The first two of units belong to one, the others to one each."""
    apart(register, url, rows, units)
    apart(hand_out, url)
    apart(live, url)
    accounts, _ = apart(settle_in, folder, url, clerks, of_units)
    return accounts


def settle_in(folder: str, url: str, clerks: int, of_units: int) -> list[Account]:
    """The office's name, an address for everybody, and the accounts."""
    os.environ["DUBAN_HOME"] = folder
    clock.found("sample", TODAY)
    made = []
    with database.transaction(url) as session:
        session.add(Office(name="江临市督办", short_name="市督办"))
        name = literal("u").concat(cast(col(Contact.id), String)).concat("@example.org")
        session.execute(update(Contact).values(email=name))
        store_calendar(session, work_calendar())
        packs_in_force(session, choice_of(Settings()), moment(TODAY))
        now = clock.real_now()
        for number in range(clerks):
            create(
                session,
                f"clerk{number}",
                f"经办{number}",
                UserRole.CLERK,
                password=_PASSWORD,
                by="系统",
                now=now,
            )
            made.append(Account(f"clerk{number}", _PASSWORD, None))
        numbers = session.scalars(select(col(Unit.id)).order_by(col(Unit.id))).all()
        for number in range(of_units):
            unit_id = numbers[max(0, number - 1) % len(numbers)]
            create(
                session,
                f"unit{number}",
                f"联络{number}",
                UserRole.UNIT,
                unit_id,
                _PASSWORD,
                by="系统",
                now=now,
            )
            made.append(Account(f"unit{number}", _PASSWORD, unit_id))
    settle(url)
    return made


def in_state(url: str, status: str, unit_id: int | None = None, most: int = 4_000) -> list[int]:
    """Assignments in this state, of one unit or of all."""
    rows = select(col(Assignment.id)).where(col(Assignment.status) == status).order_by(col(Assignment.id))
    if unit_id is not None:
        rows = rows.where(col(Assignment.unit_id) == unit_id)
    with database.reading(url) as session:
        return list(session.scalars(rows.limit(most)))
