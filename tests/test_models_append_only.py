"""What was recorded stays recorded: the database itself refuses to change or to take away such rows."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event, inspect
from sqlalchemy.exc import DatabaseError
from sqlmodel import select

from models import database
from models.append_only import APPEND_ONLY, unguarded
from models.base import Table
from models.record import LogEntry
from models.words import Subject
from supervision.record.log import log
from tests.cast import DAY, Cast, at
from tests.new_database import new_database

_GUARDS = {
    "sqlite": ("SELECT name FROM sqlite_master WHERE type = 'trigger'", ("update", "delete")),
    "postgresql": ("SELECT tgname FROM pg_trigger", ("change", "emptying")),
}

_WAYS_AROUND = {
    "sqlite": (
        ("DROP TRIGGER log_entry_refuses_delete",),
        ("DROP TRIGGER log_entry_refuses_update",),
        (
            "DROP TRIGGER log_entry_refuses_update",
            "CREATE TRIGGER log_entry_refuses_update BEFORE UPDATE ON log_entry BEGIN SELECT 1; END",
        ),
    ),
    "postgresql": (
        ("DROP TRIGGER log_entry_refuses_change ON log_entry",),
        ("ALTER TABLE log_entry DISABLE TRIGGER ALL",),
        (
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        ),
    ),
}


@pytest.fixture
def office(home: object) -> None:
    """An office with a task handed out, and with one entry in its log."""
    new_database()
    with database.transaction() as session:
        cast = Cast(session)
        cast.task(date(2026, 6, 30))
        log(session, Subject.UNIT, cast.union.id, "登记", "王敏", at(DAY, 10))


@pytest.mark.parametrize("table", ["transition", "log_entry"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET note = ''"])
def test_nobody_changes_or_takes_away_what_was_recorded(office: None, table: str, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), database.engine().begin() as connection:
        connection.exec_driver_sql(statement.format(table))


def test_a_start_on_a_database_as_it_should_be_changes_nothing_and_waits_for_nobody(office: None) -> None:
    said: list[str] = []

    def look(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said.append(statement.lstrip().split()[0].upper())

    event.listen(database.engine(), "before_cursor_execute", look)
    try:
        database.migrate()
    finally:
        event.remove(database.engine(), "before_cursor_execute", look)
    assert {"SELECT"} <= set(said) <= {"SELECT", "PRAGMA", "BEGIN"}


@pytest.mark.parametrize("number", range(3))
def test_a_guard_that_is_gone_or_does_nothing_is_put_back_with_the_next_start(
    office: None, number: int
) -> None:
    with database.engine().begin() as connection:
        for statement in _WAYS_AROUND[connection.dialect.name][number]:
            connection.exec_driver_sql(statement)
        assert unguarded(connection)
    database.migrate()
    with database.engine().connect() as connection:
        assert unguarded(connection) == ()
    for statement in ("DELETE FROM log_entry", "UPDATE log_entry SET note = ''"):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            database.engine().begin() as connection,
        ):
            connection.exec_driver_sql(statement)


def test_the_log_stays_for_half_a_year_and_longer(office: None) -> None:
    with database.transaction() as session:
        log(session, Subject.RECORD, None, "一年以后", "王敏", at(DAY + timedelta(366)))
    database.migrate()
    with database.reading() as session:
        assert session.exec(select(LogEntry).where(LogEntry.deed == "登记")).one().on == DAY


def test_every_table_that_only_grows_is_guarded_and_exists(office: None) -> None:
    assert set(APPEND_ONLY) <= set(Table.metadata.tables)
    with database.engine().connect() as connection:
        assert set(APPEND_ONLY) <= set(inspect(connection).get_table_names())
        asked, deeds = _GUARDS[connection.dialect.name]
        guards = {row[0] for row in connection.exec_driver_sql(asked)}
    assert guards >= {f"{table}_refuses_{deed}" for table in APPEND_ONLY for deed in deeds}
