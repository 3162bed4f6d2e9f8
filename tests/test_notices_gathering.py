"""A day's gathering looks at what is open, and at the last month; years of what is settled cost it nothing."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event, update
from sqlmodel import select

from models.assignment import Assignment
from models.notice import DeliveryItem, Notice
from models.unit import Contact
from models.words import ContactLevel, NoticeKind, Status
from notices.outbox import gather
from tests.cast import DAY, Cast, at
from tests.post import everything_arrives

LONG_AFTER = DAY + timedelta(400)


def _notice(cast: Cast, own: Assignment, kind: NoticeKind, on: date, rung: str = "x") -> Notice:
    row = Notice(assignment_id=own.id, rung=rung, kind=kind, level=ContactLevel.CONTACT, raised_on=on)
    cast.session.add(row)
    cast.session.flush()
    return row


def _settle(cast: Cast, own: Assignment, status: Status = Status.CLOSED) -> None:
    cast.session.execute(update(Assignment).where(Assignment.id == own.id).values(status=status))  # type: ignore[arg-type]


@pytest.mark.embedded  # a server plans by how much there is, and here there is little
def test_no_gathering_reads_every_notice_there_ever_was(cast: Cast) -> None:
    cast.assignment(date(2026, 6, 30))
    everything_arrives(cast.session, DAY)
    plans: list[str] = []
    connection = cast.session.connection()

    def look(_connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith("INSERT INTO passing_waiting"):
            rows = cursor.connection.cursor().execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.append("\n".join(str(row[3]) for row in rows))

    event.listen(connection, "before_cursor_execute", look)
    try:
        gather(cast.session, DAY + timedelta(1), at(DAY + timedelta(1)))
    finally:
        event.remove(connection, "before_cursor_execute", look)
    assert len(plans) == 2
    for plan in plans:
        assert "SCAN notice" not in plan, plan
        assert "SEARCH notice USING INDEX" in plan, plan
    assert "raised_on" in plans[1]


def _has_met(cast: Cast, notice: Notice) -> bool:
    return (
        cast.session.exec(select(DeliveryItem).where(DeliveryItem.notice_id == notice.id)).first() is not None
    )


def test_what_is_open_is_still_said_however_old_it_is(cast: Cast) -> None:
    old = _notice(cast, cast.assignment(date(2026, 6, 30)), NoticeKind.CHASER, DAY)
    contacts = cast.session.exec(select(Contact).where(Contact.unit_id == cast.union.id)).all()
    kept = {contact.id: contact.email for contact in contacts}
    for contact in contacts:
        contact.email = ""
    cast.session.flush()
    other = _notice(cast, cast.assignment(date(2026, 6, 30)), NoticeKind.CHASER, LONG_AFTER)
    other.unit_id = cast.labour.id
    everything_arrives(cast.session, LONG_AFTER - timedelta(1))
    assert not _has_met(cast, old)
    for contact in contacts:
        contact.email = kept[contact.id]
    everything_arrives(cast.session, LONG_AFTER)
    assert _has_met(cast, old)


def test_what_was_settled_while_nothing_went_out_is_told_when_the_post_runs_again(cast: Cast) -> None:
    own = cast.assignment(date(2026, 6, 30))
    everything_arrives(cast.session, DAY)
    closed = _notice(cast, own, NoticeKind.CLOSURE, DAY + timedelta(1))
    _settle(cast, own)
    everything_arrives(cast.session, LONG_AFTER)
    assert _has_met(cast, closed)


def test_the_first_gathering_of_all_passes_nothing_over(cast: Cast) -> None:
    own = cast.assignment(date(2026, 6, 30))
    closed = _notice(cast, own, NoticeKind.CLOSURE, DAY)
    _settle(cast, own)
    everything_arrives(cast.session, LONG_AFTER)
    assert _has_met(cast, closed)


def test_whom_nobody_could_be_told_for_a_month_is_not_told_any_more_of_what_is_settled(cast: Cast) -> None:
    own = cast.assignment(date(2026, 6, 30))
    closed = _notice(cast, own, NoticeKind.CLOSURE, DAY)
    _settle(cast, own)
    other = cast.assignment(date(2026, 6, 30))
    for contact in cast.session.exec(select(Contact).where(Contact.unit_id == cast.union.id)):
        contact.email = ""
    cast.session.flush()
    for days in (1, 20, 40):
        other_unit = cast.session.exec(select(Contact).where(Contact.unit_id == cast.labour.id)).all()
        assert other_unit
        row = _notice(cast, other, NoticeKind.CHASER, DAY + timedelta(days), rung=str(days))
        row.unit_id = cast.labour.id
        cast.session.flush()
        everything_arrives(cast.session, DAY + timedelta(days))
    for contact in cast.session.exec(select(Contact).where(Contact.unit_id == cast.union.id)):
        contact.email = f"u{contact.id}@example.org"
    everything_arrives(cast.session, DAY + timedelta(41))
    assert not _has_met(cast, closed)
