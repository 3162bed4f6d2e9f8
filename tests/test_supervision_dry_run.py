"""试运行 says beforehand what the sweep will raise, when nobody acts and everything arrives."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from config.settings import Settings
from models.assignment import Assignment
from models.notice import Notice
from models.unit import Contact
from schedules.ladder_files import known_packs
from schedules.workdays import work_calendar
from supervision.letters.climbing import ladders
from supervision.letters.dry_run import DryRun, Wanted, dry_run
from supervision.letters.sweep import raise_notices
from tests.amounts import amount
from tests.cast import Cast, at
from tests.post import everything_arrives
from tests.test_supervision_raising import FIRST, Office

CALENDAR = work_calendar()
Key = tuple[date, int, str, str, str]


def _foreseen(run: DryRun) -> Counter[Key]:
    details, is_cut = run.details(100_000)
    assert not is_cut
    found = Counter((one.day, one.unit_id, one.rung, one.kind.value, one.level.value) for one in details)
    lines = Counter[Key]()
    for line, count in run.tally.counts.items():
        if line.rung:
            lines[line.day, line.unit_id, line.rung, line.kind.value, line.level.value] += count
    assert lines == found
    return found


def _raised(session: Session, settings: Settings, first: date, last: date) -> Counter[Key]:
    before = session.exec(select(Notice.id).order_by(col(Notice.id).desc())).first() or 0
    day = first
    while day <= last:
        raise_notices(session, day, at(day), settings, CALENDAR)
        everything_arrives(session, day)
        day += timedelta(1)
    rows = session.exec(
        select(Notice, Assignment.unit_id)
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .where(Notice.id > before, Notice.pack != "")
    )
    return Counter(
        (one.raised_on, unit_id, one.rung, one.kind.value, one.level.value) for one, unit_id in rows
    )


@pytest.mark.parametrize("seed", range(amount(1, 20)))
@pytest.mark.parametrize("pack", known_packs())
def test_what_was_foreseen_is_what_is_raised(cast: Cast, pack: str, seed: int) -> None:
    chance = random.Random(f"{pack}{seed}")
    office = Office(cast, seed, pack, {"特急": "13710"} if seed % 2 else {}, tasks=6)
    today = FIRST
    # Some weeks of work, so that much has been said and reported already.
    for today in office.days(4):
        office.live(today)
        raise_notices(cast.session, today, at(today), office.settings, CALENDAR)
        everything_arrives(cast.session, today)
    for contact in cast.session.exec(select(Contact)):
        if chance.random() < 0.15:
            contact.left_on = today
            cast.session.add(contact)
    cast.session.flush()
    first = today + timedelta(chance.choice([0, 1, 3, 20]))
    last = first + timedelta(amount(40, 300))
    cast.session.expunge_all()
    run = dry_run(
        cast.session, Wanted(first, last), ladders(cast.session, office.settings), office.settings, CALENDAR
    )
    foreseen = _foreseen(run)
    assert foreseen == _raised(cast.session, office.settings, first, last)
    assert foreseen
