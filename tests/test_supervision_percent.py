"""How far an assignment is stands beside it, and is always what its reports say when they are looked up."""

from datetime import date, datetime, timedelta
from random import Random

import pytest
from alembic import command
from sqlalchemy import select, text
from sqlmodel import col

from config.refusal import Refusal
from models import database
from models.assignment import Assignment
from models.words import Status
from reports.light_sql import latest_percent
from supervision.actor import Actor
from supervision.duties.acceptance import accept
from supervision.duties.closure import close, reopen, withdraw
from supervision.duties.progress import Report, report
from supervision.duties.submission import send_back, submit
from tests.cast import DAY, Cast, at

_JUNE_30 = date(2026, 6, 30)


def _as_stored_and_as_recounted(cast: Cast, today: date) -> list[tuple[int | None, int | None]]:
    rows = select(col(Assignment.percent), latest_percent(today)).order_by(col(Assignment.id))
    return [(stored, counted) for stored, counted in cast.session.execute(rows)]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_done_it_is_what_a_recount_of_the_reports_gives(cast: Cast, seed: int) -> None:
    chance = Random(seed)
    duties = [cast.assignment(_JUNE_30) for _ in range(6)]
    reported = 0
    for hours in range(1, 120):
        now = at(DAY) + timedelta(hours=hours * 5)
        duty = chance.choice(duties)
        try:
            _do_something(cast, duty, chance, now)
        except Refusal:
            continue
        found = _as_stored_and_as_recounted(cast, now.date())
        assert all(stored == counted for stored, counted in found), found
        reported += sum(stored is not None for stored, _ in found)
    assert reported, "somebody reported something"


def _do_something(cast: Cast, duty: Assignment, chance: Random, now: datetime) -> None:
    session, today = cast.session, now.date()
    unit: Actor = chance.choice((cast.lead, cast.clerk))
    match duty.status:
        case Status.ASSIGNED:
            accept(session, duty, unit, today, now)
        case Status.SUBMITTED if chance.random() < 0.5:
            send_back(session, duty, cast.other_clerk, today, now, "缺佐证")
        case Status.SUBMITTED:
            close(session, duty, cast.other_clerk, today, now)
        case Status.CLOSED:
            reopen(session, duty, cast.clerk, today, now, "又有反弹")
        case _ if chance.random() < 0.25:
            submit(session, duty, unit, today, now, "已办结", despite="按实际填报")
        case _ if chance.random() < 0.05:
            withdraw(session, duty, cast.clerk, today, now, "不再办理")
        case _:
            as_of = today - timedelta(days=chance.randint(0, 2))
            said = Report(as_of, chance.randrange(101), f"第{now:%m%d%H}次反馈")
            report(session, duty, said, unit, today, now)


def test_after_a_reopening_nothing_was_reported_yet(cast: Cast) -> None:
    duty, session, day = cast.assignment(_JUNE_30), cast.session, DAY
    accept(session, duty, cast.lead, day, at(day, 9))
    report(session, duty, Report(day, 90, "接近完成"), cast.lead, day, at(day, 10))
    submit(session, duty, cast.lead, day, at(day, 11), "已办结")
    close(session, duty, cast.clerk, day, at(day, 12))
    assert duty.percent == 90
    reopen(session, duty, cast.clerk, day, at(day, 13), "又有反弹")
    assert duty.percent is None
    report(session, duty, Report(day, 5, "重新开始"), cast.lead, day, at(day, 14))
    assert _as_stored_and_as_recounted(cast, day) == [(5, 5)]


def test_an_office_that_was_there_before_is_filled_in(cast: Cast) -> None:
    once, again, silent = (cast.assignment(_JUNE_30) for _ in range(3))
    session = cast.session
    for duty in (once, again):
        accept(session, duty, cast.lead, DAY, at(DAY, 9))
        report(session, duty, Report(DAY, 20, "已启动"), cast.lead, DAY, at(DAY, 10))
        report(session, duty, Report(DAY, 70, "过半"), cast.lead, DAY, at(DAY, 11))
    submit(session, again, cast.lead, DAY, at(DAY, 12), "已办结")
    close(session, again, cast.clerk, DAY, at(DAY, 13))
    reopen(session, again, cast.clerk, DAY, at(DAY, 14), "又有反弹")
    session.commit()
    connected = database.engine().execution_options(rebuilds_tables=True)
    with connected.begin() as connection:
        command.downgrade(database.alembic_config(connection), "0013")
    database.migrate()
    with database.reading() as later:
        rows = later.execute(text("SELECT id, percent FROM assignment ORDER BY id"))
        assert [tuple(row) for row in rows] == [(once.id, 70), (again.id, None), (silent.id, None)]
