"""An office that began with any earlier version goes on with this one: nothing of it is lost, on either database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlmodel import col, func, select

from config.settings import settings
from models import database, dump
from models.assignment import Assignment, Transition
from models.notice import Notice
from models.task import Task
from models.user import User
from models.words import UserRole
from schedules import clock
from schedules.workdays import work_calendar
from supervision.invariants import look_at_all
from supervision.letters.sweep import raise_notices
from supervision.record.proof import prove
from supervision.record.sealing import seal_all
from tests import old_databases
from tests.office import PASSWORD, _app, hashed, visitor
from tests.postgresql import Server, server
from tests.terminal import duban

# What every version wrote and no migration may take away.
KEPT = (
    "office", "unit", "alias", "contact", "document", "draft", "task", "deadline", "assignment",
    "transition", "notice", "delivery", "delivery_item", "closure", "progress_update", "user",
)  # fmt: skip
PAGES = ("/today", "/matrix", "/tasks", "/tasks/1", "/assignments/1", "/ledger", "/kanban", "/timeline", "/statistics",
         "/notices", "/units/1", "/documents", "/documents/1", "/register", "/campaigns", "/log", "/account")  # fmt: skip


@pytest.fixture(scope="module")
def served() -> Iterator[Server]:
    with server() as made:
        yield made


def _in_one(url: str | None = None) -> dict[str, int]:
    """How many rows each of the kept tables holds now."""
    with database.engine(url).connect() as connection:
        return {
            name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in KEPT
        }


def test_a_database_is_kept_of_the_end_of_every_issue() -> None:
    names = old_databases.names()
    assert names == [f"issue-{number}" for number in range(1, len(names) + 1)]
    assert len(names) >= 8


@pytest.mark.long
@pytest.mark.parametrize("name", old_databases.names())
def test_an_office_of_an_earlier_version_goes_on_with_all_it_had(name: str, home: Path) -> None:
    old_databases.lay(name, home / "duban.db")
    before = old_databases.counts(home / "duban.db")
    assert all(before[table] for table in ("task", "assignment", "transition", "notice", "delivery", "user"))

    doctor = {row["what"]: row for row in duban("doctor", "--json", home=home).data}
    assert doctor["数据库"]["fine"] == doctor["记录"]["fine"] == "正常", doctor
    assert {table: before[table] for table in KEPT} == _in_one()
    for table in KEPT:
        assert inspect(database.engine()).has_table(table)

    # The record of the time before it was sealed is sealed as it stands; from then on it proves itself.
    verified = duban("verify-log", "--seal", "--json", home=home)
    assert (verified.code, verified.data[0]["holds"]) == (0, True)
    assert verified.data[0]["rows"] >= before["transition"]
    with database.reading() as session:
        # The files of the office are not kept with its database.
        broken = [
            one for one in look_at_all(session) if not one.holds and "交来的每个文件" not in one.sentence
        ]
    assert broken == []
    _go_on(home)


def _go_on(home: Path) -> None:
    with database.reading() as session:
        day = session.scalars(select(func.max(col(Transition.on)))).one()
    clock.found("sample", day)
    with database.transaction() as session:
        # Whatever the ladder of then asked for was raised then; a rung that has come since may speak up now.
        known = set(session.scalars(select(Notice.rung)))
        last = session.scalars(select(func.max(col(Notice.id)))).one()
        raise_notices(session, day, clock.on_day(day), settings(), work_calendar())
        again = set(session.scalars(select(Notice.rung).where(col(Notice.id) > last)))
        clerk = session.exec(select(User).where(User.role == UserRole.CLERK)).first()
        assert clerk is not None
        clerk.password_hash = hashed()
        login = clerk.login
    assert not again & known
    browser = visitor(_app())
    signed_in = browser.post("/sign-in", data={"login": login, "password": PASSWORD}, follow_redirects=False)
    assert signed_in.status_code == 303, signed_in.text
    for page in PAGES:
        answer = browser.get(page)
        assert answer.status_code == 200, (page, answer.status_code, answer.text[:400])
    with database.reading() as session:
        title = session.exec(select(Task.title).where(Task.id == 1)).one()
    assert title in browser.get("/tasks/1").text


@pytest.mark.long
@pytest.mark.parametrize("name", old_databases.names())
def test_it_moves_to_a_server_as_it_is_and_goes_on_there(
    name: str, home: Path, served: Server, tmp_path: Path
) -> None:
    old_databases.lay(name, tmp_path / "old.db")
    before = old_databases.counts(tmp_path / "old.db")
    with database.engine(served.url).begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    # Laid down there in the shape of its own time, then brought forward there.
    put = dump.put_back(old_databases.as_lines(tmp_path / "old.db"), served.url)
    assert dict(put.rows) == before
    assert _in_one(served.url) == {table: before[table] for table in KEPT}
    scopes = (lambda: database.transaction(served.url), lambda: database.reading(served.url))
    seal_all(clock.real_now(), scope=scopes[0], look=scopes[1])
    with database.reading(served.url) as session:
        proof = prove(session)
        assert session.exec(select(func.count()).select_from(Assignment)).one() == before["assignment"]
        broken = [
            one for one in look_at_all(session) if not one.holds and "交来的每个文件" not in one.sentence
        ]
    assert proof.holds, proof.fault
    assert broken == []
