"""销号 step by step: each asked for, in its order, by the right person, a record each; a task may switch steps off."""

import json
from datetime import date

import pytest
from sqlmodel import select

from config.refusal import Refusal
from config.settings import settings
from models.assignment import Assignment
from models.closing import ClosingRecord, Closure
from models.task import Task
from models.words import ClosingStep, Status, Verification
from supervision.actor import Actor
from supervision.drafts.task_rules import TaskRules, set_rules
from supervision.duties.acceptance import accept
from supervision.duties.closing_steps import missing_steps, record_step, records, steps_of
from supervision.duties.closure import close
from supervision.duties.submission import send_back, submit
from tests.cast import DAY, Cast, at

NOW = at(DAY)
ALL = tuple(ClosingStep)
FOUND = "现场核实，名单与签到表一致"


@pytest.fixture
def duty(cast: Cast) -> Assignment:
    made = cast.assignment(date(2026, 6, 30))
    accept(cast.session, made, cast.lead, DAY, NOW)
    return made


def _asks_for(cast: Cast, duty: Assignment, *steps: ClosingStep) -> Task:
    task = cast.session.get_one(Task, duty.task_id)
    set_rules(cast.session, task, TaskRules(None, steps, needs_evidence=False), "王敏", NOW)
    return task


def _record(
    cast: Cast,
    duty: Assignment,
    step: ClosingStep,
    by: Actor | None = None,
    *,
    passes: bool = True,
    third: str = "",
) -> ClosingRecord:
    return record_step(
        cast.session, duty, step, by or cast.clerk, DAY, NOW, passes=passes, note=FOUND, third_party=third
    )


def test_an_office_that_asks_for_no_more_closes_in_one_step(cast: Cast, duty: Assignment) -> None:
    _asks_for(cast, duty)
    submit(cast.session, duty, cast.lead, DAY, NOW, "已办完")
    assert close(cast.session, duty, cast.clerk, DAY, NOW, "属实").verification is Verification.LEDGER
    assert [(row.step, row.by) for row in records(cast.session, duty)] == [
        (ClosingStep.SELF_CHECK, "苏望"),
        (ClosingStep.REVIEW, "王敏"),
    ]


def test_every_step_is_taken_in_its_order_and_each_is_a_record(cast: Cast, duty: Assignment) -> None:
    _asks_for(cast, duty, *ALL)
    submit(cast.session, duty, cast.lead, DAY, NOW, "已办完")
    with pytest.raises(Refusal, match="还缺：现场核查、"):
        close(cast.session, duty, cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="应先办理“现场核查”"):
        _record(cast, duty, ClosingStep.SIGNATURE, cast.leader)
    _record(cast, duty, ClosingStep.ON_SITE)
    with pytest.raises(Refusal, match="由领导办理"):
        _record(cast, duty, ClosingStep.SIGNATURE)
    _record(cast, duty, ClosingStep.SIGNATURE, cast.leader)
    _record(cast, duty, ClosingStep.PUBLICATION)
    assert missing_steps(cast.session, duty) == []
    closure = close(cast.session, duty, cast.clerk, DAY, NOW)
    assert closure.verification is Verification.ON_SITE
    assert {row.step for row in records(cast.session, duty)} == set(ALL)


def test_a_step_that_does_not_pass_sends_the_matter_back_and_is_taken_anew(
    cast: Cast, duty: Assignment
) -> None:
    _asks_for(cast, duty, ClosingStep.ON_SITE)
    submit(cast.session, duty, cast.lead, DAY, NOW, "已办完")
    _record(cast, duty, ClosingStep.ON_SITE, passes=False)
    with pytest.raises(Refusal, match="现场核查没有通过"):
        close(cast.session, duty, cast.clerk, DAY, NOW)
    send_back(cast.session, duty, cast.clerk, DAY, NOW, "名单不全")
    submit(cast.session, duty, cast.lead, DAY, NOW, "已补全")
    with pytest.raises(Refusal, match="还缺：现场核查"):
        close(cast.session, duty, cast.clerk, DAY, NOW)
    _record(cast, duty, ClosingStep.ON_SITE)
    close(cast.session, duty, cast.clerk, DAY, NOW)
    kept = cast.session.exec(select(ClosingRecord).where(ClosingRecord.step == ClosingStep.ON_SITE)).all()
    assert [row.passes for row in kept] == [False, True]


def test_a_check_by_a_third_party_is_named_and_counts_the_highest(cast: Cast, duty: Assignment) -> None:
    _asks_for(cast, duty, ClosingStep.ON_SITE)
    submit(cast.session, duty, cast.lead, DAY, NOW, "已办完")
    _record(cast, duty, ClosingStep.ON_SITE, third="江临大学评估组")
    close(cast.session, duty, cast.clerk, DAY, NOW)
    assert cast.session.exec(select(Closure)).one().verification is Verification.THIRD_PARTY


def test_who_keyed_the_submission_in_does_not_check_it(cast: Cast, duty: Assignment) -> None:
    _asks_for(cast, duty, ClosingStep.ON_SITE)
    submit(cast.session, duty, cast.clerk, DAY, NOW, "来电：已办完")
    with pytest.raises(Refusal, match="审核人不能是填报人"):
        _record(cast, duty, ClosingStep.ON_SITE)
    _record(cast, duty, ClosingStep.ON_SITE, cast.other_clerk)


def test_where_the_setting_allows_it_the_record_says_that_one_person_did_both(
    cast: Cast, duty: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUBAN_REVIEWS_OWN_ENTRY", "true")
    settings.cache_clear()
    _asks_for(cast, duty, ClosingStep.ON_SITE)
    submit(cast.session, duty, cast.clerk, DAY, NOW, "来电：已办完")
    assert "本人代录、本人审核" in _record(cast, duty, ClosingStep.ON_SITE).note
    assert "本人代录、本人审核" in close(cast.session, duty, cast.clerk, DAY, NOW).note


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (ClosingStep.SELF_CHECK, "不单独办理"),
        (ClosingStep.REVIEW, "不单独办理"),
        (ClosingStep.PUBLICATION, "没有“.*”这一步"),
    ],
)
def test_a_step_that_is_not_asked_for_is_not_recorded(
    cast: Cast, duty: Assignment, step: ClosingStep, said: str
) -> None:
    _asks_for(cast, duty, ClosingStep.ON_SITE)
    submit(cast.session, duty, cast.lead, DAY, NOW, "已办完")
    with pytest.raises(Refusal, match=said):
        _record(cast, duty, step)


def test_nothing_is_checked_before_it_is_handed_in_nor_by_the_unit_nor_twice(
    cast: Cast, duty: Assignment
) -> None:
    _asks_for(cast, duty, ClosingStep.ON_SITE, ClosingStep.SIGNATURE)
    with pytest.raises(Refusal, match="还没有申请销号"):
        _record(cast, duty, ClosingStep.ON_SITE)
    submit(cast.session, duty, cast.lead, DAY, NOW, "已办完")
    with pytest.raises(Refusal):
        _record(cast, duty, ClosingStep.ON_SITE, cast.lead)
    _record(cast, duty, ClosingStep.ON_SITE)
    with pytest.raises(Refusal, match="已经办理过"):
        _record(cast, duty, ClosingStep.ON_SITE)
    assert duty.status is Status.SUBMITTED


def test_a_task_may_switch_off_what_the_office_asks_for(
    cast: Cast, duty: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [ClosingStep.SELF_CHECK, ClosingStep.REVIEW, ClosingStep.SIGNATURE]
    monkeypatch.setenv("DUBAN_CLOSING_STEPS", json.dumps([step.value for step in wanted]))
    settings.cache_clear()
    task = cast.session.get_one(Task, duty.task_id)
    assert steps_of(task) == tuple(wanted)
    _asks_for(cast, duty)
    assert steps_of(task) == (ClosingStep.SELF_CHECK, ClosingStep.REVIEW)
