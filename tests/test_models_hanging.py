"""What hangs on an assignment is looked for in all tables at once, and never missed."""

from datetime import date

import pytest
from sqlalchemy import event
from sqlmodel import Session

from models import database
from models.base import Table
from models.extension import ClockStop
from models.hanging import TOGETHER, hanging, has_rows
from models.progress import Evidence
from models.rows_of import rows_of
from tests.cast import DAY, Cast
from tests.new_database import new_database


@pytest.fixture
def own(home: object) -> int:
    """An assignment on which nothing hangs but its moves."""
    new_database()
    with database.transaction() as session:
        return Cast(session).assignment(date(2026, 6, 30)).id


def _stop(session: Session, assignment_id: int) -> None:
    session.add(
        ClockStop(assignment_id=assignment_id, stopped_on=DAY, stopped_by="王敏", reason="等上级文件")
    )
    session.flush()


def test_a_look_asks_once_what_hangs_on_an_assignment(own: int) -> None:
    with database.transaction() as session:
        _stop(session, own)
    asked: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    with database.reading() as look:
        look.connection()
        event.listen(database.engine(), "before_cursor_execute", hear)
        try:
            assert has_rows(look, ClockStop, "assignment_id", own)
            assert not has_rows(look, Evidence, "assignment_id", own)
            assert rows_of(look, Evidence, "assignment_id", own) == []
        finally:
            event.remove(database.engine(), "before_cursor_execute", hear)
    assert len(asked) == 1


def test_who_changes_something_sees_what_was_added_a_moment_ago(own: int) -> None:
    with database.transaction() as session:
        assert rows_of(session, ClockStop, "assignment_id", own) == []
        _stop(session, own)
        assert len(rows_of(session, ClockStop, "assignment_id", own)) == 1


def test_the_next_look_sees_what_was_added_since(own: int) -> None:
    with database.reading() as look:
        assert not has_rows(look, ClockStop, "assignment_id", own)
        look.rollback()
        with database.transaction() as session:
            _stop(session, own)
        assert has_rows(look, ClockStop, "assignment_id", own)


def test_every_table_that_points_at_an_assignment_is_looked_into() -> None:
    pointing = {
        table.name
        for table in Table.metadata.sorted_tables
        if "assignment_id" in table.columns and not table.name.startswith("frozen_")
    }
    assert set(hanging("assignment_id")) == pointing
    assert all(hanging(by) for by in TOGETHER)
