"""Campaigns from their setting up to their end, and what a freeze says where the data are not as they should be."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlmodel import col

from config.refusal import Refusal
from models.evaluation_words import CampaignKind, CampaignStatus
from models.extension import DueChange
from models.record import LogEntry
from models.task import IndicatorShare, Reading
from models.unit import GroupMember, UnitGroup
from models.words import DueChangeKind, JobStatus, UnitLevel, Verification
from reports.campaign_figures import figures_of
from schedules.workdays import work_calendar
from supervision.campaigns.campaign import Plan, campaigns, change, end, make, propose_tasks, publish
from supervision.campaigns.comparing import (
    Difference,
    compare_counts,
    compare_items,
    compare_readings,
    compare_units,
    count_items,
)
from supervision.campaigns.digests import is_unchanged
from supervision.campaigns.freezing import ask_for_freeze, freeze, freezes, latest_freeze
from supervision.campaigns.scope import Scope, in_words
from tests.campaigns import AFTER, YEAR, figures_frozen, frozen_on, set_up
from tests.reported_office import GIVEN, LIMITS, TODAY, ReportedOffice, at

# From the setting up to the end


def test_a_campaign_is_prepared_frozen_published_and_ended() -> None:
    office = ReportedOffice()
    office.assign(office.deadline(office.task(office.document()), TODAY), office.unit("总工会"))
    campaign = set_up(office)
    passed = [campaign.status]
    frozen_on(office, campaign)
    passed.append(campaign.status)
    assert passed == [CampaignStatus.PREPARED, CampaignStatus.FROZEN]
    publish(office.session, campaign, "王敏", TODAY, at(TODAY))
    assert (campaign.status, campaign.published_on, campaign.published_by) == (
        CampaignStatus.PUBLISHED,
        TODAY,
        "王敏",
    )
    end(office.session, campaign, "王敏", AFTER, at(AFTER))
    assert (campaign.status, campaign.ended_on) == (CampaignStatus.ENDED, AFTER)
    assert campaigns(office.session) == [(campaign, 1)]
    deeds = office.session.scalars(select(col(LogEntry.deed)).order_by(col(LogEntry.id))).all()
    assert deeds == ["设立督察活动", "冻结数据", "公布督察结果", "结束督察活动"]


def test_what_cannot_be_done_is_refused_with_a_way_out() -> None:
    office = ReportedOffice()
    office.assign(office.deadline(office.task(office.document()), TODAY), office.unit("总工会"))
    campaign, session = set_up(office), office.session
    with pytest.raises(Refusal, match="已经有一次督察活动叫"):
        set_up(office)
    with pytest.raises(Refusal, match="请填写督察活动的名称"):
        make(session, Plan(CampaignKind.ANNUAL, " ", *YEAR), "王敏", at(TODAY))
    with pytest.raises(Refusal, match="早于第一天"):
        make(session, Plan(CampaignKind.ANNUAL, "反", YEAR[1], YEAR[0]), "王敏", at(TODAY))
    with pytest.raises(Refusal, match="还没有冻结数据，不能公布"):
        publish(session, campaign, "王敏", TODAY, at(TODAY))
    with pytest.raises(Refusal, match="还没有到"):
        frozen_on(office, campaign, AFTER)
    with pytest.raises(Refusal, match="应在评估期内"):
        frozen_on(office, campaign, date(2025, 12, 31))
    frozen_on(office, campaign)
    with pytest.raises(Refusal, match="再次冻结请写明理由"):
        frozen_on(office, campaign)
    with pytest.raises(Refusal, match="范围和时间不能再改"):
        change(session, campaign, Plan(CampaignKind.MIDTERM, "另一次", *YEAR), "王敏", at(TODAY))
    publish(session, campaign, "王敏", TODAY, at(TODAY))
    with pytest.raises(Refusal, match="不能再次冻结"):
        frozen_on(office, campaign, reason="补")
    end(session, campaign, "王敏", TODAY, at(TODAY))
    with pytest.raises(Refusal, match="已经结束"):
        end(session, campaign, "王敏", TODAY, at(TODAY))


def test_a_campaign_can_be_planned_anew_before_the_freeze() -> None:
    office = ReportedOffice()
    campaign = set_up(office)
    unit = office.unit("东湖区", UnitLevel.COUNTY)
    scope = Scope(units=(unit.id,), levels=(UnitLevel.COUNTY,))
    wanted = Plan(
        CampaignKind.SPECIAL, "专项督察", *YEAR, scope=scope, dimensions={"effect": "指标见效", "policy": " "}
    )
    change(office.session, campaign, wanted, "王敏", at(TODAY))
    assert (campaign.kind, campaign.title) == (CampaignKind.SPECIAL, "专项督察")
    assert campaign.scope == {"units": [unit.id], "levels": ["county"], "dimensions": {"effect": "指标见效"}}
    assert in_words(office.session, Scope.of(campaign.scope)) == [
        ("单位", "江临东湖区"),
        ("单位类别", "县区"),
    ]


def test_a_special_inspection_is_proposed_from_the_tasks_with_red_parts() -> None:
    office = ReportedOffice()
    document, units = office.document(), [office.unit(name) for name in ("总工会", "人社局")]
    calm, late, later = (office.task(document, title) for title in ("平稳", "逾期一件", "逾期两件"))
    for task, due_on, carried in ((calm, AFTER, units), (late, GIVEN, units[:1]), (later, GIVEN, units)):
        deadline = office.deadline(task, due_on)
        for unit in carried:
            office.accept(office.assign(deadline, unit, on=GIVEN - timedelta(days=10)))
    proposed = propose_tasks(office.session, TODAY, work_calendar(), LIMITS)
    assert [(one.title, one.red) for one in proposed] == [("逾期两件", 2), ("逾期一件", 1)]
    figures = figures_frozen(office, scope=Scope(tasks=tuple(one.task_id for one in proposed)))
    assert (figures.whole.assigned, figures.whole.overdue) == (3, 3)


def test_a_job_freezes_once_however_often_it_is_taken_up() -> None:
    office = ReportedOffice()
    office.assign(office.deadline(office.task(office.document()), TODAY), office.unit("总工会"))
    campaign = set_up(office)
    job = ask_for_freeze(office.session, campaign, TODAY, "王敏", at(TODAY))
    assert job.status is JobStatus.WAITING
    with pytest.raises(Refusal, match="正在办理"):
        ask_for_freeze(office.session, campaign, TODAY, "王敏", at(TODAY))
    first, again = (
        freeze(office.session, campaign, TODAY, "王敏", at(TODAY), work_calendar(), LIMITS, job_id=job.id)
        for _ in range(2)
    )
    assert first.id == again.id
    assert latest_freeze(office.session, campaign.id) == first


# What comes later does not move the figures


def test_later_changes_never_move_the_frozen_figures() -> None:
    office = ReportedOffice()
    session, document = office.session, office.document()
    unit, group = office.unit("总工会"), UnitGroup(name="重点单位")
    session.add(group)
    session.flush()
    session.add(GroupMember(group_id=group.id, unit_id=unit.id))
    task = office.task(document)
    open_, done = (office.assign(office.deadline(task, due_on), unit) for due_on in (GIVEN, TODAY))
    office.accept(open_)
    office.accept(done)
    closure = office.close(done, TODAY, TODAY)
    indicator = office.indicator(document, "100", by=date(2026, 12, 31), kind="new")
    reading = office.read_off(indicator, "20", TODAY, unit)
    session.add(IndicatorShare(indicator_id=indicator.id, unit_id=unit.id, target=None))
    session.flush()
    frozen = frozen_on(office, set_up(office))
    before = figures_of(session, frozen)

    office.reopen(done, closure, AFTER)
    office.report(open_, 100, AFTER)
    change_ = DueChange(
        assignment_id=open_.id, kind=DueChangeKind.EXTENSION, before=GIVEN, after=AFTER, on=AFTER, at=at(AFTER),
        by="王敏",
    )  # fmt: skip
    open_.due_on = AFTER
    unit.name, unit.short_name, unit.level, unit.ended_on = (
        "江临新总工会",
        "新总工会",
        UnitLevel.COUNTY,
        AFTER,
    )
    task.title, task.category, document.title = "改了的任务", "改了的类", "改了的文件"
    indicator.kind, indicator.target = "stock", Decimal(5)
    reading.verification = Verification.ON_SITE
    group.name = "改了的组"
    share = session.scalars(select(IndicatorShare)).one()
    share.target = Decimal(7)
    later = Reading(
        indicator_id=indicator.id, unit_id=unit.id, value=Decimal(90), as_of=TODAY - timedelta(days=1), reported_at=at(AFTER),
        reported_by="甲",
    )  # fmt: skip
    session.add_all([change_, unit, task, document, indicator, reading, group, share, later])
    session.flush()
    session.expire_all()

    assert figures_of(session, frozen) == before
    assert is_unchanged(session, frozen)


@pytest.mark.long
def test_what_was_noted_after_the_day_does_not_count_though_the_freeze_comes_later() -> None:
    office = ReportedOffice()
    unit = office.unit("总工会")
    part = office.assign(office.deadline(office.task(office.document()), TODAY), unit)
    office.accept(part)
    campaign = set_up(office)
    first = frozen_on(office, campaign, TODAY, TODAY)
    office.close(part, AFTER, AFTER)
    again = frozen_on(office, campaign, TODAY, AFTER, "核对")
    assert again.digest == first.digest
    latest = frozen_on(office, campaign, AFTER, AFTER, "补报")
    assert latest.digest != first.digest
    assert [one.number for one in freezes(office.session, campaign.id)] == [1, 2, 3]


def test_a_second_freeze_shows_what_changed_and_why() -> None:
    office = ReportedOffice()
    document = office.document()
    task, units = office.task(document), [office.unit(name) for name in ("总工会", "人社局", "工信局")]
    closed, gone, same = (office.assign(office.deadline(task, AFTER), unit) for unit in units)
    for part in (closed, gone, same):
        office.accept(part)
        office.report(part, 80, TODAY)
    indicator = office.indicator(document, "100")
    office.read_off(indicator, "20", TODAY, units[0])
    campaign = set_up(office)
    first = frozen_on(office, campaign)
    office.close(closed, TODAY + timedelta(days=1), TODAY + timedelta(days=2))
    office.withdraw(gone, TODAY + timedelta(days=3))
    new = office.assign(office.deadline(task, AFTER), units[2], on=TODAY + timedelta(days=4))
    office.read_off(indicator, "35", AFTER, units[0])
    second = frozen_on(office, campaign, AFTER, AFTER, "各单位补报")
    assert count_items(office.session, first, second) == {
        Difference.CHANGED: 2,
        Difference.NEW: 1,
        Difference.GONE: 1,
    }
    found = {
        one.assignment_id: one
        for kind in Difference
        for one in compare_items(office.session, first, second, kind)
    }
    assert set(found) == {closed.id, gone.id, same.id, new.id}
    assert [one.called for one in found[closed.id].fields] == ["状态", "申请销号", "销号", "核验级别", "亮灯"]
    assert found[closed.id].why == ("2026年6月9日申请销号", "2026年6月10日销号")
    assert found[gone.id].why == ("2026年6月11日撤回",)
    assert [(one.before, one.after) for one in found[same.id].fields] == [("绿灯", "黄灯")]
    assert found[same.id].why == ("两次截止日之间没有新的记录，因时间推移而变化",)
    before, after = (figures_of(office.session, one) for one in (first, second))
    told = {one.called: (one.before, one.after) for one in compare_counts(before.whole, after.whole)}
    assert told == {
        "应办": ("0", "3"),
        "办结": ("0", "1"),
        "应办中办结": ("0", "1"),
        "按时办结": ("0", "1"),
        "完成率": ("—", "33.3%"),
        "按时率": ("—", "33.3%"),
        "自报完成率": ("—", "33.3%"),
    }
    assert [name for name, _ in compare_units(before, after)] == ["总工会", "人社局", "工信局"]
    assert [(one.before, one.after) for one in compare_readings(office.session, first, second)] == [
        (None, "35（自报）")
    ]
