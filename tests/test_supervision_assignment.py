"""Handing out: whatever waits and nothing else, in a few statements, each row with its move and its notice."""

from datetime import date

import pytest
from sqlalchemy import event
from sqlmodel import Session, col, select

from models import database
from models.assignment import Assignment, Transition
from models.document import Document
from models.notice import Notice
from models.record import Block
from models.task import Deadline, Task, TaskUnit
from models.unit import Unit
from models.words import Move, NoticeKind, Role, Status, UnitLevel
from supervision.drafts.decision import Decision
from supervision.drafts.registration import register
from supervision.duties.assignment import assign
from tests.cast import DAY, Cast, at

NOW = at(DAY, 10)
JUNE_30 = date(2026, 6, 30)


def registered(cast: Cast, due: date | None = JUNE_30, **parts: tuple[str, ...]) -> Task:
    return register(
        cast.session, cast.draft(due=due, **parts), Decision(is_undated=due is None), "王敏", DAY, NOW
    )


def test_every_new_row_has_its_days_its_block_its_move_and_its_notice(cast: Cast) -> None:
    task = registered(cast, supporting=("试点企业",))
    assert assign(cast.session, "王敏", DAY, NOW) == 3
    (block,) = cast.session.exec(select(Block)).all()
    rows = cast.session.exec(select(Assignment).order_by(col(Assignment.id))).all()
    assert [(row.unit_id, row.role) for row in rows] == [
        (cast.union.id, Role.LEAD),
        *((pilot.id, Role.SUPPORTING) for pilot in cast.pilots),
    ]
    for row in rows:
        assert (row.task_id, row.status, row.assigned_on) == (task.id, Status.ASSIGNED, DAY)
        assert (row.first_due_on, row.due_on, row.block_id) == (JUNE_30, JUNE_30, block.id)
        (move,) = cast.session.exec(select(Transition).where(Transition.assignment_id == row.id)).all()
        assert (move.move, move.before, move.after) == (Move.ASSIGN, None, Status.ASSIGNED)
        assert (move.at, move.on, move.by, move.block_id) == (NOW, DAY, "王敏", block.id)
        (notice,) = cast.session.exec(select(Notice).where(Notice.assignment_id == row.id)).all()
        assert (notice.kind, notice.in_force, notice.raised_on) == (NoticeKind.ASSIGNMENT, "2026-06-30", DAY)
        assert not notice.needs_signature
        assert not notice.late


def test_what_has_no_date_is_handed_out_without_one(cast: Cast) -> None:
    registered(cast, due=None)
    assert assign(cast.session, "王敏", DAY, NOW) == 1
    assert cast.session.exec(select(Assignment)).one().due_on is None
    assert cast.session.exec(select(Notice.in_force)).one() == ""


def test_handing_out_twice_in_one_transaction_tells_nobody_twice(cast: Cast) -> None:
    registered(cast)
    assert assign(cast.session, "王敏", DAY, NOW) == 1
    registered(cast, supporting=("市人社局",))
    assert assign(cast.session, "王敏", DAY, NOW) == 2
    assert assign(cast.session, "王敏", DAY, NOW) == 0
    assert len(cast.session.exec(select(Transition)).all()) == 3
    assert len(cast.session.exec(select(Notice)).all()) == 3


def test_a_task_that_nobody_approved_and_a_unit_that_was_let_go_get_nothing(cast: Cast) -> None:
    waiting = registered(cast)
    waiting.approved_at = None
    smaller = registered(cast, supporting=("市人社局",))
    gone = select(TaskUnit).where(TaskUnit.task_id == smaller.id, TaskUnit.role == Role.SUPPORTING)
    cast.session.exec(gone).one().removed_on = DAY
    assert assign(cast.session, "王敏", DAY, NOW) == 1
    (made,) = cast.session.exec(select(Assignment)).all()
    assert (made.task_id, made.unit_id) == (smaller.id, cast.union.id)
    waiting.approved_at = NOW
    assert assign(cast.session, "王敏", DAY, NOW) == 1


def test_a_period_that_opens_later_waits(cast: Cast) -> None:
    task = registered(cast)
    cast.session.add(
        Deadline(
            task_id=task.id, due_on=date(2027, 6, 30), opens_on=date(2027, 1, 1), slot=1, confirmed_by="王敏"
        )
    )
    assert assign(cast.session, "王敏", date(2026, 12, 31), NOW) == 1
    assert assign(cast.session, "王敏", date(2027, 1, 1), NOW) == 1


def test_one_document_is_handed_out_without_the_others(cast: Cast) -> None:
    registered(cast)
    other = Document(
        sha256="1" * 64,
        filename="另一份.txt",
        format="txt",
        text="办好。",
        received_at=NOW,
        received_by="王敏",
    )
    cast.session.add(other)
    cast.session.flush()
    assert assign(cast.session, "王敏", DAY, NOW, document_id=other.id) == 0
    assert assign(cast.session, "王敏", DAY, NOW, document_id=cast.document.id) == 1


def test_what_was_given_and_withdrawn_is_not_given_again_by_itself(cast: Cast) -> None:
    task = registered(cast)
    deadline = cast.session.exec(select(Deadline).where(Deadline.task_id == task.id)).one()
    cast.session.add(
        Assignment(
            task_id=task.id,
            deadline_id=deadline.id,
            unit_id=cast.union.id,
            role=Role.LEAD,
            status=Status.WITHDRAWN,
            assigned_on=DAY,
        )
    )
    assert assign(cast.session, "王敏", DAY, NOW) == 0
    assert cast.session.exec(select(Notice)).all() == []


@pytest.mark.parametrize("units", [1, 40])
def test_the_number_of_statements_does_not_grow_with_the_units(cast: Cast, units: int) -> None:
    task = registered(cast)
    for number in range(units):
        unit = Unit(name=f"第{number}厂", level=UnitLevel.ENTERPRISE)
        cast.session.add(unit)
        cast.session.flush()
        cast.session.add(
            TaskUnit(task_id=task.id, unit_id=unit.id, role=Role.SUPPORTING, as_written=unit.name)
        )
    cast.session.flush()
    # The registration in the same transaction has opened the block.
    assert _statements(cast.session) == (units + 1, 4)


def _statements(session: Session) -> tuple[int, int]:
    said: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(database.engine(), "before_cursor_execute", hear)
    try:
        made = assign(session, "王敏", DAY, NOW)
    finally:
        event.remove(database.engine(), "before_cursor_execute", hear)
    return made, len(said)
