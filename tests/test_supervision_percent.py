"""How far an assignment is stands beside it, and is always what its reports say when they are looked up."""

from datetime import date

import pytest
from alembic import command
from sqlalchemy import select, text
from sqlmodel import col

from models import database
from models.assignment import Assignment
from reports.light_sql import latest_percent
from supervision.duties.acceptance import accept
from supervision.duties.closure import close, reopen
from supervision.duties.progress import Report, report
from supervision.duties.submission import submit
from tests.cast import DAY, Cast, at
from tests.random_life import days_of_life

_JUNE_30 = date(2026, 6, 30)


def _as_stored_and_as_recounted(cast: Cast, today: date) -> list[tuple[int | None, int | None]]:
    rows = select(col(Assignment.percent), latest_percent(today)).order_by(col(Assignment.id))
    return [(stored, counted) for stored, counted in cast.session.execute(rows)]


@pytest.mark.long
@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_done_it_is_what_a_recount_of_the_reports_gives(cast: Cast, seed: int) -> None:
    reported = 0
    for today in days_of_life(cast, seed):
        found = _as_stored_and_as_recounted(cast, today)
        assert all(stored == counted for stored, counted in found), found
        reported += sum(stored is not None for stored, _ in found)
    assert reported, "somebody reported something"


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


@pytest.mark.long
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
        command.downgrade(database.alembic_config(connection), "0014")
    database.migrate()
    with database.reading() as later:
        rows = later.execute(text("SELECT id, percent FROM assignment ORDER BY id"))
        assert [tuple(row) for row in rows] == [(once.id, 70), (again.id, None), (silent.id, None)]
