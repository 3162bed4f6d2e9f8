"""Registration: a confirmed draft becomes a task; what is undecided is refused with the way out."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import Session, select

from config.refusal import Refusal
from config.settings import settings
from models.document import Draft
from models.task import Deadline, Indicator, Task, TaskUnit
from models.words import DraftStatus, Role
from schedules.workdays import WorkCalendar
from supervision.drafts.decision import Decision
from supervision.drafts.registration import dismiss, register, register_indicators
from supervision.duties.recurring import continue_recurring
from tests.cast import DAY, Cast, at

JUNE_30 = date(2026, 6, 30)


def _register(cast: Cast, draft: object, decision: Decision | None = None, today: date = DAY) -> Task:
    return register(cast.session, draft, decision or Decision(), "王敏", today, at(today))  # type: ignore[arg-type]


def _roles(session: Session, task: Task) -> dict[int, Role]:
    return {
        row.unit_id: row.role for row in session.exec(select(TaskUnit).where(TaskUnit.task_id == task.id))
    }


def _due(session: Session, task: Task) -> list[date | None]:
    rows = session.exec(select(Deadline).where(Deadline.task_id == task.id))
    return sorted((row.due_on for row in rows), key=str)


def test_a_draft_becomes_a_task_with_its_units_and_its_deadline(cast: Cast) -> None:
    task = _register(cast, cast.draft(due=JUNE_30, lead=("总工会",), supporting=("市人社局",)))
    assert task.number == "2026-001"
    assert _roles(cast.session, task) == {cast.union.id: Role.LEAD, cast.labour.id: Role.SUPPORTING}
    deadline = cast.session.exec(select(Deadline)).one()
    assert (deadline.due_on, deadline.phrase, deadline.confirmed_by) == (JUNE_30, "6月底前", "王敏")


def test_a_group_is_expanded_to_its_members_of_the_day(cast: Cast) -> None:
    task = _register(cast, cast.draft(due=JUNE_30, lead=(), units=("各试点企业",)))
    assert set(_roles(cast.session, task)) == {pilot.id for pilot in cast.pilots}


def test_a_unit_named_twice_carries_the_weightier_role(cast: Cast) -> None:
    task = _register(cast, cast.draft(due=JUNE_30, lead=("市总工会",), supporting=("总工会", "市人社局")))
    assert _roles(cast.session, task)[cast.union.id] is Role.LEAD


def test_an_unknown_unit_is_never_guessed(cast: Cast) -> None:
    draft = cast.draft(due=JUNE_30, units=("市大数据中心",))
    with pytest.raises(Refusal, match=r"没有“市大数据中心”"):
        _register(cast, draft)


def test_a_person_says_which_unit_is_meant(cast: Cast) -> None:
    draft = cast.draft(due=JUNE_30, units=("市大数据中心", "某协会"))
    task = _register(cast, draft, Decision(units={"市大数据中心": (cast.labour.id,), "某协会": ()}))
    assert _roles(cast.session, task) == {cast.union.id: Role.LEAD, cast.labour.id: Role.RESPONSIBLE}


def test_a_task_without_a_unit_is_refused_until_one_is_chosen(cast: Cast) -> None:
    draft = cast.draft(due=JUNE_30, lead=())
    with pytest.raises(Refusal, match="没有责任单位"):
        _register(cast, draft)
    cast.session.rollback()


def test_a_vague_time_needs_a_person_to_decide(cast: Cast) -> None:
    draft = cast.draft(due=None, phrase="及时", kind="vague", problem="没有具体日期")
    with pytest.raises(Refusal, match="请填写时限，或确认“未定时限”"):
        _register(cast, draft)


def _vague(cast: Cast) -> Draft:
    draft = cast.draft(due=None, phrase="及时", kind="vague", problem="没有具体日期")
    draft.deadlines = [*draft.deadlines, {**draft.deadlines[0], "phrase": "尽快"}]
    return draft


@pytest.mark.parametrize(
    "decided", [{"is_undated": True}, {"due_on": (JUNE_30,)}, {"due_on": (JUNE_30,), "reason": " \n　"}]
)
def test_a_vague_time_is_settled_with_a_reason_only(cast: Cast, decided: dict[str, Any]) -> None:
    with pytest.raises(Refusal, match="原文里是“及时”“尽快”，由您确定时要写明理由"):
        _register(cast, _vague(cast), Decision(**decided))
    cast.session.rollback()


def test_who_settled_a_vague_time_and_why_is_kept(cast: Cast) -> None:
    task = _register(cast, _vague(cast), Decision(due_on=(JUNE_30,), reason=" 与市里同步 "))
    deadline = cast.session.exec(select(Deadline).where(Deadline.task_id == task.id)).one()
    assert (deadline.confirmed_by, deadline.reason) == ("王敏", "与市里同步")
    assert deadline.reading == "王敏确定：2026年6月30日，原文“及时”“尽快”"
    undated = _register(cast, _vague(cast), Decision(is_undated=True, reason="长期工作"))
    deadline = cast.session.exec(select(Deadline).where(Deadline.task_id == undated.id)).one()
    assert (deadline.due_on, deadline.reason) == (None, "长期工作")


def test_a_time_that_is_plain_needs_no_reason(cast: Cast) -> None:
    for decision in (Decision(), Decision(due_on=(date(2026, 8, 31),))):
        task = _register(cast, cast.draft(due=JUNE_30), decision)
        deadline = cast.session.exec(select(Deadline).where(Deadline.task_id == task.id)).one()
        assert deadline.reason == ""


def test_a_task_may_have_no_deadline_when_a_person_says_so(cast: Cast) -> None:
    task = _register(cast, cast.draft(), Decision(is_undated=True))
    assert _due(cast.session, task) == [None]


def test_a_person_may_set_other_dates(cast: Cast) -> None:
    task = _register(cast, cast.draft(due=JUNE_30), Decision(due_on=(date(2026, 5, 29), date(2026, 10, 30))))
    assert _due(cast.session, task) == [date(2026, 5, 29), date(2026, 10, 30)]


def test_a_date_that_is_past_on_the_day_of_registration_is_pointed_out(cast: Cast) -> None:
    draft = cast.draft(due=date(2026, 3, 8))
    with pytest.raises(Refusal, match="2026年3月8日在立项之日已经过去"):
        _register(cast, draft)


def test_a_past_date_is_registered_when_the_person_insists(cast: Cast) -> None:
    task = _register(cast, cast.draft(due=date(2026, 3, 8)), Decision(accepts_past=True))
    assert _due(cast.session, task) == [date(2026, 3, 8)]


def test_a_draft_is_settled_once(cast: Cast) -> None:
    draft = cast.draft(due=JUNE_30)
    _register(cast, draft)
    with pytest.raises(Refusal, match="已由王敏处理（已立项）"):
        _register(cast, draft)
    with pytest.raises(Refusal, match="不能再次立项"):
        dismiss(cast.session, draft, "李静", at(DAY))


def test_a_draft_can_be_dismissed(cast: Cast) -> None:
    draft = cast.draft(due=JUNE_30)
    dismiss(cast.session, draft, "李静", at(DAY))
    assert (draft.status, draft.decided_by) == (DraftStatus.DISMISSED, "李静")
    assert cast.session.exec(select(Task)).all() == []


def test_numbers_run_within_the_year(cast: Cast) -> None:
    assert _register(cast, cast.draft(due=JUNE_30)).number == "2026-001"
    assert _register(cast, cast.draft(due=JUNE_30)).number == "2026-002"
    later = date(2027, 1, 4)
    assert _register(cast, cast.draft(due=date(2027, 6, 30)), today=later).number == "2027-001"


FUND = {
    "name": "筹集送温暖资金", "relation": ">=", "value": 2.5, "upper": None, "measure": "亿元",
    "by": "2030-12-31", "recurrence": None, "kind": "cumulative", "text": "…", "start": 3, "end": 8,
}  # fmt: skip


def test_targets_that_stand_in_no_task_are_taken_up_once(cast: Cast) -> None:
    cast.document.indicators = [FUND]
    assert register_indicators(cast.session, cast.document, "王敏", at(DAY)) == 1
    assert cast.session.exec(select(Indicator)).one().task_id is None
    with pytest.raises(Refusal, match="已经列入"):
        register_indicators(cast.session, cast.document, "王敏", at(DAY))


def test_a_document_without_further_targets_says_so(cast: Cast) -> None:
    with pytest.raises(Refusal, match="没有任务以外的指标"):
        register_indicators(cast.session, cast.document, "王敏", at(DAY))


def test_indicators_come_along_exactly(cast: Cast) -> None:
    draft = cast.draft(due=JUNE_30)
    draft.indicators = [FUND]
    _register(cast, draft)
    row = cast.session.exec(select(Indicator)).one()
    assert (row.target, row.measure, row.by, row.upper) == (Decimal("2.5"), "亿元", date(2030, 12, 31), None)


def _yearly(cast: Cast, until: str | None = None) -> Task:
    draft = cast.draft(
        due=date(2026, 12, 31), phrase="每年12月底前", recurrence="yearly", kind="recurring", until=until
    )
    return _register(cast, draft)


def test_a_yearly_duty_has_the_deadlines_of_the_next_twelve_months_and_goes_on(cast: Cast) -> None:
    task = _yearly(cast)
    assert _due(cast.session, task) == [date(2026, 12, 31)]
    assert continue_recurring(cast.session, DAY) == 0
    assert continue_recurring(cast.session, date(2026, 12, 31)) == 1
    assert continue_recurring(cast.session, date(2027, 1, 4)) == 0
    assert _due(cast.session, task) == [date(2026, 12, 31), date(2027, 12, 31)]


def test_a_duty_of_a_plan_is_laid_out_to_the_end_of_the_plan(cast: Cast) -> None:
    task = _yearly(cast, until="2030-12-31")
    assert _due(cast.session, task) == [date(year, 12, 31) for year in range(2026, 2031)]


def test_a_duty_that_begins_in_two_years_is_registered_and_gets_its_periods_when_they_near(
    cast: Cast,
) -> None:
    draft = cast.draft(
        due=date(2029, 12, 31),
        phrase="2029年起，每年12月底前",
        recurrence="yearly",
        kind="recurring",
        since="2029-01-01",
    )
    task = _register(cast, draft)
    assert _due(cast.session, task) == []
    assert continue_recurring(cast.session, date(2029, 1, 4)) == 1
    assert _due(cast.session, task) == [date(2029, 12, 31)]


@pytest.fixture
def forward(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DUBAN_DAY_OFF", "forward")
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.mark.usefixtures("forward")
def test_a_last_day_on_a_day_off_moves_as_the_office_has_set_and_keeps_the_day_as_stated(
    cast: Cast,
) -> None:
    sunday = date(2026, 5, 31)
    task = _register(cast, cast.draft(due=sunday, phrase="5月31日前"))
    (row,) = cast.session.exec(select(Deadline).where(Deadline.task_id == task.id)).all()
    assert (row.due_on, row.stated_on, row.is_provisional) == (date(2026, 6, 1), sunday, False)
    assert row.reading.endswith("按“遇休息日顺延”定为2026年6月1日")


@pytest.mark.usefixtures("forward")
def test_the_period_of_a_moved_day_is_that_of_the_day_as_stated(
    cast: Cast,
) -> None:
    reading = {"recurrence": "monthly", "kind": "recurring", "slots": [{"month": 0, "day": 31}]}
    task = _register(cast, cast.draft(due=date(2026, 5, 31), phrase="每月底前", **reading))  # type: ignore[arg-type]
    rows = cast.session.exec(select(Deadline).where(Deadline.task_id == task.id)).all()
    assert {row.period: row.due_on for row in rows}["2026-05"] == date(2026, 6, 1)


def test_working_days_of_a_year_without_a_calendar_are_marked_as_provisional(cast: Cast) -> None:
    task = _register(cast, cast.draft(due=date(2026, 5, 29), phrase="30个工作日内", provisional=True))
    (row,) = cast.session.exec(select(Deadline).where(Deadline.task_id == task.id)).all()
    assert row.is_provisional
    assert "暂定" in row.reading


def test_a_yearly_duty_ends_when_the_document_says(cast: Cast) -> None:
    task = _yearly(cast, until="2026-12-31")
    continue_recurring(cast.session, date(2028, 1, 4))
    assert _due(cast.session, task) == [date(2026, 12, 31)]


def test_periods_that_have_gone_by_are_not_handed_out(cast: Cast) -> None:
    cast.document.issued_on = date(2023, 2, 7)
    task = _yearly(cast)
    assert _due(cast.session, task) == [date(2026, 12, 31)]


def test_a_recurring_duty_whose_periods_are_all_past_is_pointed_out(cast: Cast) -> None:
    cast.document.issued_on = date(2022, 2, 7)
    with pytest.raises(Refusal, match="各期时限在立项之日都已经过去"):
        _yearly(cast, until="2025-12-31")


def test_a_period_opens_on_its_first_day(cast: Cast) -> None:
    task = _yearly(cast, until="2027-12-31")
    rows = cast.session.exec(select(Deadline).where(Deadline.task_id == task.id)).all()
    assert {row.period: row.opens_on for row in rows} == {"2026": date(2026, 1, 1), "2027": date(2027, 1, 1)}


@pytest.mark.parametrize("day", [date(26, 6, 30), date(9999, 12, 31)])
def test_a_slip_of_the_pen_is_no_deadline(cast: Cast, day: date) -> None:
    with pytest.raises(Refusal, match="不合情理。请核对年份"):
        _register(cast, cast.draft(due=JUNE_30), Decision(due_on=(day,), accepts_past=True))


def test_a_date_of_ones_own_that_is_past_is_pointed_out_too(cast: Cast) -> None:
    with pytest.raises(Refusal, match="已经过去"):
        _register(cast, cast.draft(due=JUNE_30), Decision(due_on=(date(2026, 3, 6),)))


def test_the_second_slot_of_a_year_stays_the_second(cast: Cast) -> None:
    slots = [{"month": 4, "day": 31, "weekday": None, "workdays": None}]
    slots.append({"month": 9, "day": 31, "weekday": None, "workdays": None})
    reading = {"recurrence": "yearly", "kind": "recurring", "slots": slots}
    draft = cast.draft(due=date(2026, 5, 31), **reading)  # type: ignore[arg-type]
    task = _register(cast, draft, today=date(2026, 7, 1))
    rows = cast.session.exec(select(Deadline).where(Deadline.task_id == task.id)).all()
    assert sorted((row.period, row.slot, row.due_on) for row in rows) == [
        ("2026", 1, date(2026, 10, 31)),
        ("2027", 0, date(2027, 5, 31)),
    ]


def test_a_deadline_moves_with_the_calendar_until_somebody_has_been_given_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    third_workday = [{"month": 0, "day": 31, "weekday": None, "workdays": 3}]
    reading = {"recurrence": "monthly", "kind": "recurring", "slots": third_workday}
    task = _register(cast, cast.draft(due=date(2026, 4, 3), **reading))  # type: ignore[arg-type]

    def february() -> list[date | None]:
        rows = select(Deadline).where(Deadline.task_id == task.id, Deadline.period == "2027-02")
        return [row.due_on for row in cast.session.exec(rows)]

    before = february()
    known = WorkCalendar({date(2027, 2, day): False for day in range(1, 9)})
    monkeypatch.setattr("schedules.deadlines.instances.work_calendar", lambda: known)
    continue_recurring(cast.session, DAY)
    assert (before, february()) == ([date(2027, 2, 3)], [date(2027, 2, 11)])


def test_the_registration_day_is_the_offices_day_also_before_eight(cast: Cast) -> None:
    early = at(date(2026, 4, 1), 7)
    monthly = {"recurrence": "monthly", "kind": "recurring"}
    draft = cast.draft(due=date(2026, 3, 31), **monthly)  # type: ignore[arg-type]
    task = register(cast.session, draft, Decision(), "王敏", early.date(), early)
    continue_recurring(cast.session, early.date())
    assert _due(cast.session, task)[0] == date(2026, 4, 30)
