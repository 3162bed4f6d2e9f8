"""The tables beside the record cannot be altered unseen either: their rows are marked in the log that is sealed."""

from datetime import date

import pytest
from sqlmodel import select

from models import database
from models.append_only import APPEND_ONLY, lift
from models.assignment import Assignment
from models.extension import DueChange
from models.record import LogEntry
from models.words import DueChangeKind
from supervision.record.ledger_marks import LEDGERS, MARKED, has_unmarked, ledger_fault
from supervision.record.proof import Proof, prove
from supervision.record.rows import KINDS
from supervision.record.sealing import seal_all
from tests.cast import DAY, Cast, at
from tests.new_database import new_database

NOW = at(DAY, 18)


def _add(count: int) -> None:
    with database.transaction() as session:
        part = session.exec(select(Assignment)).one()
        session.add_all(
            DueChange(
                assignment_id=part.id,
                kind=DueChangeKind.EXTENSION,
                before=date(2026, 6, 30),
                after=date(2026, 7, 31),
                on=DAY,
                at=NOW,
                by="王敏",
                note=f"第{number}次",
            )
            for number in range(count)
        )


def _prove() -> Proof:
    with database.reading() as session:
        return prove(session)


def _entries() -> int:
    with database.reading() as session:
        return len(session.exec(select(LogEntry).where(LogEntry.deed == MARKED)).all())


@pytest.fixture
def office(home: object) -> None:
    """An office with three changes of a deadline, sealed."""
    new_database()
    with database.transaction() as session:
        Cast(session).task(date(2026, 6, 30))
    _add(3)
    seal_all(NOW)


def _behind(statement: str) -> None:
    with database.engine().execution_options(rebuilds_tables=True).begin() as connection:
        lift(connection)
        connection.exec_driver_sql(statement)


def test_every_append_only_table_is_either_chained_or_marked() -> None:
    covered = {kind.table.__tablename__ for kind in (*KINDS, *LEDGERS)}
    assert covered == set(APPEND_ONLY)


def test_every_column_of_a_ledger_is_marked() -> None:
    for kind in LEDGERS:
        assert set(kind.columns) == set(kind.table.__table__.c.keys())  # type: ignore[attr-defined]


def test_each_row_is_marked_once_and_the_marks_are_sealed(office: None) -> None:
    assert _entries() == 1
    assert seal_all(NOW).blocks == 0
    _add(2)
    with database.reading() as session:
        assert has_unmarked(session)
    assert seal_all(NOW).blocks > 0
    assert _entries() == 2
    proof = _prove()
    assert proof.holds
    assert proof.tail.blocks == 0
    with database.reading() as session:
        assert not has_unmarked(session)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE due_change SET after = '2026-12-31' WHERE id = 2", "时限变动第2号被改动"),
        ("UPDATE due_change SET is_late = true WHERE id = 1", "时限变动第1号被改动"),
        ("UPDATE due_change SET kind = 'nonsense' WHERE id = 3", "时限变动第3号被改动"),
        pytest.param(
            "UPDATE due_change SET at = 'x' WHERE id = 3", "时限变动第3号被改动", marks=pytest.mark.embedded
        ),
        ("DELETE FROM due_change WHERE id = 2", "时限变动第2号被删除"),
        ("DELETE FROM due_change", "时限变动第1号被删除"),
    ],
)
def test_an_altered_or_removed_row_is_named(office: None, statement: str, said: str) -> None:
    _behind(statement)
    fault = _prove().fault
    assert fault is not None
    assert said in fault.sentence
    assert fault.table == "due_change"


def test_an_altered_mark_is_found_by_the_chain(office: None) -> None:
    _behind("DELETE FROM due_change WHERE id = 2")
    _behind(f"UPDATE log_entry SET particulars = '{{}}' WHERE deed = '{MARKED}'")
    fault = _prove().fault
    assert fault is not None
    assert "日志第" in fault.sentence


def test_a_row_with_a_smaller_id_that_commits_late_is_marked_too(office: None) -> None:
    _behind("UPDATE due_change SET id = id + 100 WHERE id = 3")
    _add(1)
    seal_all(NOW)
    with database.reading() as session:
        fault = ledger_fault(session)
    assert fault is not None
    assert fault.row_id == 3
    _behind(
        'INSERT INTO due_change (id, assignment_id, kind, is_late, "on", at, "by", note) '
        'SELECT 50, assignment_id, kind, is_late, "on", at, "by", note FROM due_change WHERE id = 1'
    )
    with database.reading() as session:
        assert has_unmarked(session)


@pytest.mark.parametrize(
    "broken", [pytest.param("{broken", marks=pytest.mark.embedded), "[]", "7", '{"marks": []}']
)
def test_a_mark_that_nobody_can_read_stops_neither_sealing_nor_proving(office: None, broken: str) -> None:
    _behind(f"UPDATE log_entry SET particulars = '{broken}' WHERE deed = '{MARKED}'")
    seal_all(NOW)
    assert not _prove().holds
