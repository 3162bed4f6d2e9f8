"""The database keeps its promises: one shape, one commit, UTC."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from alembic import command
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, String, inspect
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from config.refusal import Refusal
from config.settings import CHECKOUT
from models import database
from models.base import Table
from models.document import Draft
from models.inserts import insert_new
from models.job import Job
from models.tables import TABLES
from models.words import JobKind, JobStatus
from supervision import jobs
from tests.cast import DAY, at


@pytest.mark.long
def test_the_migrations_make_exactly_the_tables() -> None:
    database.migrate()
    with database.engine().begin() as connection:
        assert set(inspect(connection).get_table_names()) == {*Table.metadata.tables, "alembic_version"}
        command.check(database.alembic_config(connection))


def test_every_table_is_listed() -> None:
    written = [
        name
        for file in (CHECKOUT / "models").glob("*.py")
        for name in re.findall(
            r"^class (\w+)\(Table, table=True\)", file.read_text(encoding="utf-8"), re.MULTILINE
        )
    ]
    assert sorted(written) == sorted(table.__name__ for table in TABLES)


@pytest.mark.long
def test_migrating_twice_changes_nothing() -> None:
    database.migrate()
    database.migrate()


@pytest.mark.long
def test_a_transaction_that_fails_leaves_nothing(home: object) -> None:
    database.migrate()

    def ask_and_fail() -> None:
        with database.transaction() as session:
            jobs.ask(session, JobKind.INTAKE, "王敏", at(DAY))
            raise Refusal("不行")

    with pytest.raises(Refusal):
        ask_and_fail()
    with database.reading() as session:
        assert session.exec(select(Job)).all() == []


def test_a_moment_comes_back_with_its_zone(session: Session) -> None:
    noon = datetime(2026, 3, 9, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
    job = jobs.ask(session, JobKind.INTAKE, "王敏", noon)
    session.flush()
    session.expire(job)
    assert job.asked_at == noon
    assert job.asked_at.tzinfo is UTC


def test_a_moment_without_a_zone_is_a_mistake(session: Session) -> None:
    with pytest.raises(Exception, match="needs its zone"):
        jobs.ask(session, JobKind.INTAKE, "王敏", datetime(2026, 3, 9, 12))  # noqa: DTZ001


def test_a_reader_does_not_wait_for_a_writer(session: Session) -> None:
    jobs.ask(session, JobKind.INTAKE, "王敏", at(DAY))
    with database.reading() as reader:
        assert reader.exec(select(Job)).all() == []


def test_inserting_what_is_there_adds_nothing(session: Session) -> None:
    from models.unit import UnitGroup

    rows = [{"name": f"第{n}组", "aliases": []} for n in range(1200)]
    assert len(insert_new(session, UnitGroup, rows[:700])) == 700
    assert len(insert_new(session, UnitGroup, rows)) == 500
    assert insert_new(session, UnitGroup, rows) == []


def test_a_job_is_taken_up_once_and_waits_again_when_its_process_died(session: Session) -> None:
    job = jobs.ask(session, JobKind.EVALUATION, "王敏", at(DAY))
    assert jobs.take_up(session, JobKind.INTAKE) is None
    taken = jobs.take_up(session, JobKind.EVALUATION)
    assert taken is not None
    assert taken.id == job.id
    assert jobs.take_up(session, JobKind.EVALUATION) is None
    assert jobs.put_back(session, at(DAY)) == 1
    again = jobs.take_up(session, JobKind.EVALUATION)
    assert again is not None

    @contextmanager
    def scope() -> Iterator[Session]:
        yield session

    with jobs.settling(again.id, scope, lambda: at(DAY)):
        raise Refusal("没有数据")
    assert jobs.recent(session, JobKind.EVALUATION)[0].status is JobStatus.FAILED


@pytest.mark.embedded
def test_a_table_that_others_point_to_can_be_rebuilt(session: Session) -> None:
    from models.unit import Alias, Unit
    from models.words import UnitLevel

    unit = Unit(name="甲局", level=UnitLevel.DEPARTMENT)
    session.add(unit)
    session.flush()
    session.add(Alias(unit_id=unit.id, name="甲"))
    session.commit()
    with database.engine().execution_options(rebuilds_tables=True).begin() as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("unit", recreate="always") as batch:
            batch.add_column(Column("note", String(10), nullable=True))
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    with pytest.raises(IntegrityError), database.transaction() as later:
        later.add(Alias(unit_id=999, name="乙"))


@pytest.mark.long
def test_everything_lies_in_the_data_folder_whatever_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = tmp_path / "督办 3%中#?"
    monkeypatch.setenv("DUBAN_HOME", str(odd))
    database.migrate()
    database.close_connections()
    assert (odd / "duban.db").exists()
    assert [folder.name for folder in tmp_path.iterdir() if folder.name.startswith("督办")] == [odd.name]


@pytest.mark.long
def test_a_database_of_the_first_tables_is_brought_up_to_date_with_what_it_holds(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/old.db"
    with database.engine(url).begin() as connection:
        command.upgrade(database.alembic_config(connection), "0001")
        connection.exec_driver_sql(
            "INSERT INTO document (id, sha256, filename, format, text, reference, title, issuer, kind, indicators, facts,"
            " received_at, received_by) VALUES (1, 'a', 'f', 'txt', 't', '', '', '', '', '[]', '[]', '2026-01-01', 'w')"
        )
        connection.exec_driver_sql(
            "INSERT INTO draft (id, document_id, position, code, title, text, start, end, lead, units, supporting, deadlines,"
            " indicators, status, decided_by) VALUES (1, 1, 0, '', '任务', 't', 0, 1, '[]', '[]', '[]', '[]', '[]', 'pending', '')"
        )
    database.migrate(url)
    with database.reading(url) as session:
        draft = session.exec(select(Draft)).one()
        assert (draft.title, draft.change, draft.differences, draft.earlier_id) == ("任务", "", [], None)
