"""A directory workbook read back: every change is known beforehand, and all of them are made or none."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session

from documents.workbook import SheetCells
from models.words import Subject
from supervision.directory.import_names import NamesIn
from supervision.directory.import_people import PeopleIn
from supervision.directory.import_units import UnitsIn
from supervision.directory.rows import rows_of
from supervision.directory.sheet import (
    ALIASES,
    CONTACTS,
    GROUPS,
    UNITS,
)
from supervision.directory.work import Outcome
from supervision.record.log import log


def take_in(
    session: Session, sheets: Iterable[SheetCells], by: str, today: date, now: datetime, *, keep: bool
) -> Outcome:
    """Do what a directory workbook says. Without ``keep``, or with a single mistake, nothing is changed.

    Raises Refusal when it is no such workbook or its headings were changed.
    """
    rows = rows_of(sheets).of
    point = session.begin_nested()
    work = _Import(session, by, today, now)
    for step, sheet in (
        (work.units, UNITS),
        (work.aliases, ALIASES),
        (work.groups, GROUPS),
        (work.contacts, CONTACTS),
    ):
        # What stands on a faulty sheet would only bring further complaints about the sheets after it.
        if not work.outcome.mistakes:
            step(rows.get(sheet, []))
    outcome = work.outcome
    if keep and not outcome.mistakes:
        if outcome.changes:
            log(session, Subject.UNIT, None, "导入单位名录", by, now, changes=len(outcome.changes))
        point.commit()
    else:
        point.rollback()
        session.expire_all()
    return outcome


class _Import(UnitsIn, NamesIn, PeopleIn):
    """All sheets of one reading-back."""
