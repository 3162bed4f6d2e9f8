"""What a task asks for: reports by the calendar, steps of closing, evidence; each change is in the log."""

from datetime import date

import pytest
from sqlmodel import select

from config.refusal import Refusal
from config.settings import settings
from models.assignment import Assignment
from models.notice import Notice
from models.record import LogEntry
from models.task import Task
from models.words import ClosingStep, Urgency
from schedules.periods import Recurrence
from schedules.workdays import work_calendar
from supervision.drafts.task_rules import TaskRules, owed, set_rules
from supervision.duties.acceptance import accept
from supervision.duties.progress import Report, report
from supervision.letters.sweep import raise_notices
from tests.cast import DAY, Cast, at
from tests.office import establish

NOW = at(DAY)
MONTHLY = TaskRules(
    Recurrence.MONTHLY, (ClosingStep.ON_SITE,), needs_evidence=True, category="素质提升", remark="市长督办"
)


@pytest.fixture
def duty(cast: Cast) -> Assignment:
    made = cast.assignment(date(2026, 12, 31))
    accept(cast.session, made, cast.lead, DAY, NOW)
    return made


def test_the_rules_are_set_once_and_the_log_says_what_they_were(cast: Cast, duty: Assignment) -> None:
    task = cast.session.get_one(Task, duty.task_id)
    assert set_rules(cast.session, task, MONTHLY, "王敏", NOW)
    assert (task.reporting, task.needs_evidence, task.category) == ("monthly", True, "素质提升")
    entry = cast.session.exec(select(LogEntry).where(LogEntry.deed == "设定任务要求")).one()
    assert entry.by == "王敏"
    assert not set_rules(cast.session, task, MONTHLY, "王敏", NOW)
    assert len(cast.session.exec(select(LogEntry).where(LogEntry.deed == "设定任务要求")).all()) == 1


@pytest.mark.parametrize("cadence", [Recurrence.DAILY, Recurrence.WEEKLY])
def test_nobody_is_asked_to_report_every_week_or_day(
    cast: Cast, duty: Assignment, cadence: Recurrence
) -> None:
    task = cast.session.get_one(Task, duty.task_id)
    with pytest.raises(Refusal, match="反馈周期可以是"):
        set_rules(cast.session, task, TaskRules(cadence, (), needs_evidence=False), "王敏", NOW)


def test_a_missed_month_is_seen_and_a_reported_one_is_done(cast: Cast, duty: Assignment) -> None:
    task = cast.session.get_one(Task, duty.task_id)
    set_rules(cast.session, task, MONTHLY, "王敏", NOW)
    april = date(2026, 4, 20)
    report(cast.session, duty, Report(april, 30, "已办两场"), cast.lead, april, at(april))
    found = owed(cast.session, [(duty, task)], date(2026, 5, 4))[duty.id]
    assert [(period.last.month, period.is_missed(date(2026, 5, 4))) for period in found] == [
        (3, True),
        (4, False),
        (5, False),
    ]


def test_a_task_that_asks_for_no_reports_owes_none(cast: Cast, duty: Assignment) -> None:
    task = cast.session.get_one(Task, duty.task_id)
    assert owed(cast.session, [(duty, task)], date(2026, 5, 4)) == {}


def test_what_lay_before_reports_were_asked_for_is_not_missed(cast: Cast, duty: Assignment) -> None:
    task = cast.session.get_one(Task, duty.task_id)
    june = date(2026, 6, 8)
    set_rules(cast.session, task, MONTHLY, "王敏", at(june))
    found = owed(cast.session, [(duty, task)], date(2026, 7, 2))[duty.id]
    assert [(period.last.month, period.is_missed(date(2026, 7, 2))) for period in found] == [
        (6, True),
        (7, False),
    ]


def test_a_pack_chosen_for_a_task_speaks_from_the_day_after_the_last_sweep(cast: Cast) -> None:
    task = cast.task(date(2026, 12, 31))
    swept_on = date(2026, 3, 10)
    raise_notices(cast.session, swept_on, at(swept_on), settings(), work_calendar())
    rules = TaskRules(None, (), needs_evidence=False, urgency=Urgency.MOST_URGENT, ladder="13710")
    assert set_rules(cast.session, task, rules, "王敏", NOW)
    assert (task.urgency, task.ladder, task.ladder_since) == (
        Urgency.MOST_URGENT,
        "13710",
        date(2026, 3, 11),
    )
    raise_notices(cast.session, date(2026, 3, 16), at(DAY), settings(), work_calendar())
    packs = cast.session.exec(select(Notice.pack).where(Notice.pack != "")).all()
    assert packs == ["13710 2026.1"]


def test_a_pack_that_there_is_not_is_not_chosen(cast: Cast) -> None:
    task = cast.task(None)
    with pytest.raises(Refusal, match="没有名为“nowhere”的提醒阶梯"):
        set_rules(
            cast.session, task, TaskRules(None, (), needs_evidence=False, ladder="nowhere"), "王敏", NOW
        )


def test_a_task_names_its_layer_and_the_organ_that_it_is_reported_to(cast: Cast) -> None:
    task = cast.task(date(2026, 12, 31))
    rules = TaskRules(None, (), needs_evidence=False, layer=" 企业 ", reports_to="省产改办")
    assert set_rules(cast.session, task, rules, "王敏", NOW)
    assert (task.layer, task.reports_to) == ("企业", "省产改办")
    entry = cast.session.exec(select(LogEntry).where(LogEntry.deed == "设定任务要求")).one()
    assert "省产改办" in str(entry.model_dump())


@pytest.mark.long
def test_the_layer_is_a_condition_and_the_organ_stands_on_the_page_of_the_unit(home: object) -> None:
    office = establish()
    clerk, unit = office.person("wangmin"), office.person("suwang")
    assert "任务层次" not in clerk.sees("/ledger")
    form = {"reporting": "", "layer": "企业", "reports_to": "省<b>产改办</b>"}
    clerk.does(f"/tasks/{office.task}/rules", **form)
    assert "省&lt;b&gt;产改办&lt;/b&gt;" in unit.sees(f"/assignments/{office.lead_assignment}")
    for page in ("/ledger", "/kanban", "/statistics"):
        assert "企业层次" in clerk.sees(f"{page}?layer=企业")
    assert "没有符合条件的事项" in clerk.sees("/ledger?layer=党政")
    assert "没有符合条件的事项" not in clerk.sees("/ledger?layer=企业")
