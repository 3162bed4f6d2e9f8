"""立项审批: where the office wants it, nothing is handed out before a leader has agreed by name."""

from datetime import date

import pytest
from sqlmodel import select

from config.refusal import Refusal
from config.settings import settings
from models.assignment import Assignment
from models.record import LogEntry
from models.task import Task
from supervision.drafts.approval import approve, awaiting_approval
from supervision.drafts.decision import Decision
from supervision.drafts.registration import register
from supervision.duties.assignment import assign
from tests.cast import DAY, Cast, at

JUNE_30 = date(2026, 6, 30)
NOW = at(DAY)


@pytest.fixture
def waiting(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Task:
    monkeypatch.setenv("DUBAN_REGISTRATION_NEEDS_APPROVAL", "true")
    settings.cache_clear()
    return register(cast.session, cast.draft(due=JUNE_30), Decision(), "王敏", DAY, NOW)


def test_nothing_is_handed_out_before_a_leader_agrees(cast: Cast, waiting: Task) -> None:
    assert assign(cast.session, "王敏", DAY, NOW) == 0
    assert awaiting_approval(cast.session) == [waiting]
    approve(cast.session, waiting, cast.leader, NOW)
    assert waiting.approved_by == "周衡"
    assert awaiting_approval(cast.session) == []
    assert assign(cast.session, "王敏", DAY, NOW) == 1
    assert cast.session.exec(select(Assignment)).one().task_id == waiting.id
    entry = cast.session.exec(select(LogEntry).where(LogEntry.deed == "立项审批")).one()
    assert entry.by == "周衡"


def test_a_clerk_or_a_unit_does_not_approve_and_nobody_twice(cast: Cast, waiting: Task) -> None:
    for actor in (cast.clerk, cast.lead):
        with pytest.raises(Refusal, match="由领导审批"):
            approve(cast.session, waiting, actor, NOW)
    approve(cast.session, waiting, cast.leader, NOW)
    with pytest.raises(Refusal, match="已由周衡审批"):
        approve(cast.session, waiting, cast.leader, NOW)


def test_where_the_office_asks_for_no_approval_the_clerk_registers_by_name(cast: Cast) -> None:
    task = register(cast.session, cast.draft(due=JUNE_30), Decision(), "王敏", DAY, NOW)
    assert (task.approved_by, awaiting_approval(cast.session)) == ("王敏", [])


def test_each_task_has_a_number_of_its_own(cast: Cast) -> None:
    numbers = [
        register(cast.session, cast.draft(due=JUNE_30), Decision(), "王敏", DAY, NOW).number for _ in range(3)
    ]
    assert len(set(numbers)) == 3
    assert all("2026" in number for number in numbers)
