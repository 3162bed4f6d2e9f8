"""试运行 says beforehand what the sweep will raise, when nobody acts and everything arrives."""

import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

import config
from config.refusal import Refusal
from config.settings import Settings, settings
from models.assignment import Assignment
from models.notice import Delivery, DeliveryItem, Notice
from models.task import Deadline
from models.unit import Contact
from models.words import NoticeKind
from schedules.ladder_files import known_packs, load_pack
from schedules.workdays import work_calendar
from supervision.drafts.decision import Decision
from supervision.drafts.registration import register
from supervision.duties.assignment import assign
from supervision.letters.climbing import ladders
from supervision.letters.details import details
from supervision.letters.dry_run import DryRun, Wanted, dry_run
from supervision.letters.sweep import raise_notices
from tests.amounts import amount
from tests.cast import DAY, Cast, at
from tests.post import everything_arrives
from tests.test_supervision_raising import FIRST, Office

CALENDAR = work_calendar()
Key = tuple[date, int, str, str, str]


def _foreseen(run: DryRun) -> Counter[Key]:
    single, is_cut = details(run.groups, 100_000)
    assert not is_cut
    found = Counter((one.day, one.unit_id, one.rung, one.kind.value, one.level.value) for one in single)
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


@pytest.mark.long
@pytest.mark.parametrize("seed", range(amount(1, 10)))
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
        elif chance.random() < 0.2:
            contact.away_from = today + timedelta(chance.randint(0, 40))
            contact.away_until = contact.away_from + timedelta(20)
            contact.deputy = f"{contact.name[:-3]}联系人"
        cast.session.add(contact)
    cast.session.flush()
    first = today + timedelta(chance.choice([0, 1, 3, 20]))
    last = first + timedelta(amount(40, 300))
    # What went out this morning, before anybody asked, is nothing that was foreseen.
    gone = max(cast.session.exec(select(Delivery.id)), default=0)
    cast.session.expunge_all()
    run = dry_run(
        cast.session, Wanted(first, last), ladders(cast.session, office.settings), office.settings, CALENDAR
    )
    foreseen = _foreseen(run)
    assert foreseen == _raised(cast.session, office.settings, first, last)
    assert foreseen
    # Letter by letter, too: who is away, who has left, who hears what is said to a leader.
    assert Counter((one.day, one.name, one.total) for one in run.mail) == _delivered(
        cast.session, first, last, after=gone
    )


def _delivered(
    session: Session, first: date, last: date, *, after: int = 0
) -> Counter[tuple[date, str, int]]:
    rows = session.execute(
        sa.select(col(Delivery.day), col(Contact.name), sa.func.count())
        .join(DeliveryItem, col(DeliveryItem.delivery_id) == col(Delivery.id))
        .join(Contact, col(Contact.id) == col(Delivery.contact_id))
        .where(col(Delivery.day).between(first, last), col(Delivery.id) > after)
        .group_by(col(Delivery.id), col(Delivery.day), col(Contact.name))
    ).tuples()
    return Counter((day, name, count) for day, name, count in rows)


@pytest.mark.long
@pytest.mark.parametrize("pack", ["standard", "thirds"])
def test_before_issue_it_is_known_what_will_follow(cast: Cast, pack: str) -> None:
    settings = Settings(ladder=pack)
    first, last = DAY, DAY + timedelta(75)
    for due, reporting in ((40, "monthly"), (3, ""), (60, "weekly"), (0, "")):
        draft = cast.draft(due=DAY + timedelta(due), supporting=("市人社局",))
        task = register(cast.session, draft, Decision(), "王敏", DAY, at(DAY))
        task.reporting = reporting
        cast.session.add(task)
    later = cast.session.exec(select(Deadline)).all()[2]
    later.opens_on, later.period = DAY + timedelta(20), "2026-05"
    cast.session.add(later)
    cast.session.flush()
    run = dry_run(cast.session, Wanted(first, last), ladders(cast.session, settings), settings, CALENDAR)
    assert (run.watched, run.coming) == (0, 8)
    assert run.tally.all.counts[NoticeKind.ASSIGNMENT] == 8
    assert cast.session.exec(select(Assignment)).first() is None
    foreseen, day, found = _foreseen(run), first, Counter[Key]()
    while day <= last:
        assign(cast.session, "王敏", day, at(day))
        found += _raised(cast.session, settings, day, day)
        day += timedelta(1)
    assert foreseen == found
    assert Counter((one.day, one.name, one.total) for one in run.mail) == _per_person(
        cast.session, first, last
    )


def _per_person(session: Session, first: date, last: date) -> Counter[tuple[date, str, int]]:
    """What each got on a day, in however many letters."""
    together: Counter[tuple[date, str]] = Counter()
    for (day, name, count), letters in _delivered(session, first, last).items():
        together[day, name] += count * letters
    return Counter((day, name, count) for (day, name), count in together.items())


def test_a_unit_with_nobody_to_write_to_is_counted(cast: Cast) -> None:
    cast.assignment(DAY + timedelta(30))
    for contact in cast.session.exec(select(Contact).where(Contact.unit_id == cast.union.id)):
        contact.channels = ["没有的渠道"]
        cast.session.add(contact)
    cast.session.flush()
    settings = Settings()
    wanted = Wanted(DAY, DAY + timedelta(90))
    run = dry_run(cast.session, wanted, ladders(cast.session, settings), settings, CALENDAR)
    assert run.mail == []
    assert run.unheard[cast.union.id] == run.tally.sent()
    assert {day for day, _ in run.unheard_on} == {line.day for line in run.tally.counts if not line.signer}
    # Nothing above 催办 is proposed about who was never told.
    assert NoticeKind.ORDER not in run.tally.all.counts


def test_a_change_of_pack_speaks_of_the_days_after_it_alone(cast: Cast) -> None:
    cast.assignment(DAY + timedelta(10))
    settings = Settings()
    swept = DAY + timedelta(1)
    raise_notices(cast.session, swept, at(swept), settings, CALENDAR)
    everything_arrives(cast.session, swept)
    tried = ladders(cast.session, settings, load_pack("three-cards"))
    wanted = Wanted(DAY + timedelta(2), DAY + timedelta(60))
    run = dry_run(cast.session, wanted, tried, settings, CALENDAR)
    assert {group.pack.name for group in run.groups} == {"three-cards"}
    assert min(line.day for line in run.tally.counts) > swept


@pytest.mark.parametrize("days", [-1, 401])
def test_days_that_cannot_be_are_refused(cast: Cast, days: int) -> None:
    settings = Settings()
    with pytest.raises(Refusal):
        dry_run(
            cast.session,
            Wanted(DAY, DAY + timedelta(days)),
            ladders(cast.session, settings),
            settings,
            CALENDAR,
        )


@pytest.mark.long
def test_the_channel_is_the_one_by_which_it_will_really_go(cast: Cast, home: Path) -> None:
    (home / "settings.toml").write_text(
        "ladder = 'own'\n[channels.sms]\nkind = 'sms'\nurl = 'http://127.0.0.1:9/?{phone}{text}'\nsuccess = 'ok'\n",
        encoding="utf-8",
    )
    own = home / "ladders"
    own.mkdir(parents=True)
    text = (Path(config.__file__).parent / "ladders" / "standard.toml").read_text(encoding="utf-8")
    text = text.replace('name = "standard"', 'name = "own"').replace(
        "workdays = -3", 'workdays = -3\nchannel = "sms"'
    )
    (own / "own.toml").write_text(text, encoding="utf-8")
    settings.cache_clear()
    for due in (30, 50):
        cast.task(DAY + timedelta(due), supporting=("市人社局",))
    # 市总工会 has a telephone for it beside the first channel, 市人社局 has not.
    for contact in cast.session.exec(select(Contact).where(Contact.unit_id == cast.union.id)):
        contact.channels, contact.phone = ["email", "sms"], "13800000000"
        cast.session.add(contact)
    cast.session.flush()
    everything_arrives(cast.session, DAY)
    first, last = DAY + timedelta(1), DAY + timedelta(75)
    climbed = ladders(cast.session, settings())
    run = dry_run(cast.session, Wanted(first, last), climbed, settings(), CALENDAR)
    _raised(cast.session, settings(), first, last)
    assert {one.channel for one in run.mail if one.unit_id == cast.union.id} == {"email", "sms"}
    assert Counter(
        (one.day, one.name, one.channel, one.letters, one.total) for one in run.mail
    ) == _by_channel(cast.session, first, last)


def _by_channel(session: Session, first: date, last: date) -> Counter[tuple[date, str, str, int, int]]:
    """What each got on a day by one channel: how many letters, how many notices."""
    rows = session.execute(
        sa.select(
            col(Delivery.day), col(Contact.name), col(Delivery.channel),
            sa.func.count(sa.distinct(col(Delivery.id))), sa.func.count(),
        )
        .join(DeliveryItem, col(DeliveryItem.delivery_id) == col(Delivery.id))
        .join(Contact, col(Contact.id) == col(Delivery.contact_id))
        .where(col(Delivery.day).between(first, last))
        .group_by(col(Delivery.day), col(Contact.name), col(Delivery.channel))
    ).tuples()  # fmt: skip
    return Counter(tuple(row) for row in rows)


def test_what_waits_for_approval_is_looked_at_too_and_told_apart(cast: Cast) -> None:
    handed_out = cast.task(DAY + timedelta(20))
    draft = cast.draft(due=DAY + timedelta(40), supporting=("市人社局",))
    waiting = register(cast.session, draft, Decision(), "王敏", DAY, at(DAY))
    waiting.approved_at = None
    cast.session.add(waiting)
    approved = register(cast.session, cast.draft(due=DAY + timedelta(50)), Decision(), "王敏", DAY, at(DAY))
    cast.session.flush()

    def looked(**wanted: Any) -> DryRun:
        return dry_run(
            cast.session,
            Wanted(DAY, DAY + timedelta(90), **wanted),
            ladders(cast.session, Settings()),
            Settings(),
            CALENDAR,
        )

    every = looked()
    assert (every.watched, every.coming, every.unapproved) == (1, 3, 2)
    assert every.scope == "在办1件，将交办3件，其中2件立项待审批"
    assert looked(coming_only=True).scope == "在办0件，将交办3件，其中2件立项待审批"
    alone = looked(task_id=waiting.id)
    assert (alone.watched, alone.coming, alone.unapproved) == (0, 2, 2)
    assert {one.task_id for one in details(alone.groups, 1000)[0]} == {waiting.id}
    assert alone.tally.all.counts[NoticeKind.ASSIGNMENT] == 2
    # 督办单 goes by a signature; what a person gets is named by day, unit, person and channel.
    assert {(one.unit_id, one.channel) for one in alone.mail} == {
        (cast.union.id, "email"),
        (cast.labour.id, "email"),
    }
    assert looked(task_id=approved.id).unapproved == 0
    assert looked(task_id=handed_out.id).scope == "在办1件，将交办0件"
    assert not assign(cast.session, "王敏", DAY, at(DAY), task_id=waiting.id)
