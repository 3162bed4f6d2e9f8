"""Tasks that go together, entries of other organs' lists, trials with their assessment, tags with a unit in charge."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session

from config.refusal import Refusal
from models.evaluation_words import TrialOutcome
from supervision.lists import plan, tag_owners, task_ties, trials
from tests.cast import DAY, Cast, at

NOW = at(DAY, 10)
DUE = date(2026, 6, 30)


def test_two_tasks_that_go_together_are_tied_once_and_seen_from_both(session: Session, cast: Cast) -> None:
    first, second = cast.task(DUE), cast.task(DUE)
    made = task_ties.relate(session, second, first.number, "同一批竞赛", cast.clerk, NOW)
    for here, there in ((first, second), (second, first)):
        (one,) = task_ties.ties_of(session, here.id)
        assert one.other is not None
        assert one.other.id == there.id
    with pytest.raises(Refusal, match="已经关联"):
        task_ties.relate(session, first, second.number, "", cast.clerk, NOW)
    with pytest.raises(Refusal, match="自己"):
        task_ties.relate(session, first, first.number, "", cast.clerk, NOW)
    with pytest.raises(Refusal, match="没有编号"):
        task_ties.relate(session, first, "2026-999", "", cast.clerk, NOW)
    with pytest.raises(Refusal, match="督办部门"):
        task_ties.relate(session, first, second.number, "", cast.lead, NOW)
    task_ties.untie(session, first, made.id, cast.clerk, NOW)
    assert task_ties.ties_of(session, second.id) == []


def test_an_entry_of_another_organs_list_is_the_same_task_and_stands_once(
    session: Session, cast: Cast
) -> None:
    task = cast.task(DUE)
    task_ties.list_elsewhere(session, task, "党建项目清单", "第12项：技能竞赛", "", cast.clerk, NOW)
    with pytest.raises(Refusal, match="已经挂"):
        task_ties.list_elsewhere(session, task, "党建项目清单", "第12项：技能竞赛", "", cast.clerk, NOW)
    with pytest.raises(Refusal, match="名称和其中的条目"):
        task_ties.list_elsewhere(session, task, "党建项目清单", " ", "", cast.clerk, NOW)
    ((tied, own),) = task_ties.external_lists(session)
    assert (tied.list_name, own.id) == ("党建项目清单", task.id)


def test_a_trial_ends_with_what_it_came_to_and_what_was_learnt(session: Session, cast: Cast) -> None:
    task, until = cast.task(DUE), DAY + timedelta(30)
    trial = trials.begin(session, task, cast.union.id, DAY, until, cast.clerk, NOW)
    assert not trials.is_due(trial, until - timedelta(1))
    assert trials.is_due(trial, until)
    with pytest.raises(Refusal, match="成效"):
        trials.assess(session, trial, TrialOutcome.SPREAD, "好", " ", cast.clerk, until, NOW)
    trials.assess(session, trial, TrialOutcome.SPREAD, "到课率八成", "课排在交班前", cast.clerk, until, NOW)
    assert (trial.outcome, trial.assessed_on, trial.assessed_by) == (TrialOutcome.SPREAD, until, "王敏")
    assert not trials.is_due(trial, until)
    with pytest.raises(Refusal, match="已由王敏评估"):
        trials.assess(session, trial, TrialOutcome.STOPPED, "差", "无", cast.clerk, until, NOW)


def test_a_trial_has_its_unit_and_its_days_in_order(session: Session, cast: Cast) -> None:
    task = cast.task(DUE)
    with pytest.raises(Refusal, match="试点单位"):
        trials.begin(session, task, None, DAY, DUE, cast.clerk, NOW)
    with pytest.raises(Refusal, match="起止"):
        trials.begin(session, task, cast.union.id, DUE, DAY, cast.clerk, NOW)
    trials.begin(session, task, cast.union.id, DAY, DUE, cast.clerk, NOW)
    with pytest.raises(Refusal, match="已经登记"):
        trials.begin(session, task, cast.union.id, DAY, DUE, cast.clerk, NOW)


def test_an_industry_has_a_unit_in_charge_that_can_change(session: Session, cast: Cast) -> None:
    task = cast.task(DUE)
    plan.tag(session, task, "制造业", "王敏", NOW)
    tag_owners.give_charge(session, "制造业", cast.labour.id, cast.clerk, NOW)
    tag_owners.give_charge(session, "制造业", cast.union.id, cast.clerk, NOW)
    ((name, count, unit),) = tag_owners.tags(session)
    assert (name, count, unit and unit.id) == ("制造业", 1, cast.union.id)
    assert tag_owners.in_charge(session, ["制造业"])["制造业"].id == cast.union.id
    tag_owners.give_charge(session, "制造业", None, cast.clerk, NOW)
    assert tag_owners.in_charge(session, ["制造业"]) == {}
    with pytest.raises(Refusal, match="没有任务带这个标签"):
        tag_owners.give_charge(session, "农业", cast.union.id, cast.clerk, NOW)
