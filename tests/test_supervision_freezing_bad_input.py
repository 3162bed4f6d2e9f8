"""What a freeze says where the data are not as they should be: each has a stated outcome."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlmodel import col

from config.refusal import Refusal
from models.campaign import FrozenFact, FrozenItem
from models.evaluation_words import CampaignKind, FactKind
from models.task import IndicatorChange, IndicatorShare
from models.unit import GroupMember, UnitGroup
from models.words import Role
from reports.campaign_figures import figures_of
from reports.figures import figures as figures_of_the_day
from reports.measures.conclusion import Conclusion
from schedules.workdays import work_calendar
from supervision.campaigns.campaign import Plan, make
from supervision.campaigns.scope import Scope
from tests.campaigns import AFTER, YEAR, figures_frozen, frozen_on, set_up
from tests.reported_office import GIVEN, LIMITS, TODAY, ReportedOffice, at


def test_where_nothing_lies_within_the_scope_nothing_is_frozen() -> None:
    office = ReportedOffice()
    campaign = set_up(office)
    with pytest.raises(Refusal, match="没有可以冻结的数据"):
        frozen_on(office, campaign)
    office.session.rollback()


def test_a_unit_that_joined_in_the_middle_counts_with_what_it_was_given() -> None:
    office = ReportedOffice()
    task, group = office.task(office.document()), UnitGroup(name="试点企业")
    office.session.add(group)
    early, late = office.unit("早来"), office.unit("后来")
    office.session.flush()
    office.session.add_all(
        [
            GroupMember(group_id=group.id, unit_id=early.id),
            GroupMember(group_id=group.id, unit_id=late.id, joined_on=date(2026, 5, 6)),
        ]
    )
    office.assign(office.deadline(task, GIVEN + timedelta(days=5)), early)
    office.assign(office.deadline(task, AFTER), late, on=date(2026, 5, 7))
    figures = figures_frozen(office, scope=Scope(groups=(group.id,)))
    assert (figures.units[early.id].due, figures.units[late.id].due) == (1, 0)
    assert figures.units[late.id].completion is None
    facts = figures.unit_facts
    assert (facts[early.id].joined_on, facts[early.id].since) == (None, GIVEN)
    assert (facts[late.id].joined_on, facts[late.id].since) == (date(2026, 5, 6), date(2026, 5, 7))
    not_yet = figures_frozen(office, date(2026, 5, 5), Scope(groups=(group.id,)))
    assert set(not_yet.units) == {early.id}


def test_a_unit_that_ended_keeps_what_it_held_and_is_marked() -> None:
    office = ReportedOffice()
    unit = office.unit("撤销的局")
    office.assign(office.deadline(office.task(office.document()), GIVEN), unit)
    unit.ended_on = date(2026, 5, 1)
    office.session.add(unit)
    assert figures_frozen(office).unit_facts[unit.id].ended_on == date(2026, 5, 1)
    before = figures_frozen(office, date(2026, 4, 30))
    assert before.unit_facts[unit.id].ended_on is None
    assert before.units[unit.id].overdue == 1


def test_a_unit_named_in_the_scope_without_anything_has_no_rates() -> None:
    office = ReportedOffice()
    busy, idle = office.unit("有事"), office.unit("无事")
    office.assign(office.deadline(office.task(office.document()), GIVEN), busy)
    counts = figures_frozen(office, scope=Scope(units=(busy.id, idle.id))).units[idle.id]
    assert (counts.assigned, counts.completion, counts.punctuality, counts.pace_gap) == (0, None, None, None)


@pytest.mark.long
def test_a_task_without_a_date_is_never_due() -> None:
    office = ReportedOffice()
    part = office.assign(office.deadline(office.task(office.document()), None), office.unit("总工会"))
    office.accept(part)
    figures = figures_frozen(office)
    assert (figures.whole.assigned, figures.whole.undated, figures.whole.due) == (1, 1, 0)
    assert figures.whole.completion is None
    office.close(part, AFTER, AFTER)
    campaign = set_up(office, "以后")
    whole = figures_of(office.session, frozen_on(office, campaign, AFTER, AFTER)).whole
    assert (whole.closed, whole.closed_of_due, whole.closed_early, whole.completion) == (1, 0, 0, None)


@pytest.mark.long
def test_what_was_withdrawn_counts_nowhere_and_is_said() -> None:
    office = ReportedOffice()
    task, unit = office.task(office.document()), office.unit("总工会")
    kept, taken = (office.assign(office.deadline(task, GIVEN), unit) for _ in range(2))
    office.withdraw(taken, TODAY)
    figures = figures_frozen(office)
    assert (figures.whole.assigned, figures.withdrawn) == (1, 1)
    yesterday = figures_frozen(office, TODAY - timedelta(days=1))
    assert (yesterday.whole.assigned, yesterday.withdrawn) == (2, 0)
    assert kept.id in office.session.scalars(select(col(FrozenItem.assignment_id))).all()


def test_what_was_over_before_the_period_does_not_count_and_what_was_not_does() -> None:
    office = ReportedOffice()
    task, unit = office.task(office.document()), office.unit("总工会")
    over, carried = (office.assign(office.deadline(task, GIVEN), unit) for _ in range(2))
    for part in (over, carried):
        office.accept(part)
    office.close(over, GIVEN, GIVEN)
    plan = Plan(CampaignKind.MIDTERM, "下半年", GIVEN + timedelta(days=1), YEAR[1])
    campaign = make(office.session, plan, "王敏", at(TODAY))
    figures = figures_of(office.session, frozen_on(office, campaign))
    assert (figures.whole.assigned, figures.whole.overdue, figures.over_before) == (1, 1, 1)


@pytest.mark.long
def test_missing_readings_are_not_reported_and_never_nothing() -> None:
    office = ReportedOffice()
    document, units = office.document(), [office.unit(name) for name in ("总工会", "人社局")]
    office.assign(office.deadline(office.task(document), TODAY), units[0])
    indicator = office.indicator(document, "100", by=date(2026, 12, 31), kind="new")
    for unit in units:
        office.session.add(IndicatorShare(indicator_id=indicator.id, unit_id=unit.id, target=Decimal(50)))
    [one] = figures_frozen(office).indicators
    assert (one.whole.value, one.whole.conclusion) == (None, Conclusion.UNREPORTED)
    office.read_off(indicator, "30", TODAY, units[0])
    [one] = figures_frozen(office).indicators
    assert (one.units[units[0].id].value, one.units[units[1].id].value) == (Decimal(30), None)
    assert one.whole.missing == (units[1].id,)


def test_an_indicator_understood_anew_later_is_frozen_as_it_was_understood() -> None:
    office = ReportedOffice()
    document = office.document()
    indicator = office.indicator(document, "100", kind="stock", by=date(2026, 12, 31))
    office.read_off(indicator, "30", GIVEN)
    office.read_off(indicator, "40", TODAY)
    office.session.add(
        IndicatorChange(
            indicator_id=indicator.id, field="kind", before="累计", after="存量", reason="更正", on=AFTER, at=at(AFTER),
            by="王敏",
        )
    )  # fmt: skip
    [one] = figures_frozen(office).indicators
    assert one.facts["kind"] == "cumulative"
    later = figures_of(office.session, frozen_on(office, set_up(office, "以后"), AFTER, AFTER))
    assert later.indicators[0].facts["kind"] == "stock"


def test_the_frozen_figures_agree_with_the_report_of_the_same_day() -> None:
    office = ReportedOffice()
    task, units = office.task(office.document()), [office.unit(f"单位{n}") for n in range(5)]
    for place, unit in enumerate(units):
        part = office.assign(office.deadline(task, GIVEN + timedelta(days=30 * place)), unit, Role.LEAD)
        office.accept(part)
        if place % 2:
            office.close(part, GIVEN + timedelta(days=40), GIVEN + timedelta(days=41))
    tally, whole = (
        figures_of_the_day(office.session, TODAY, work_calendar(), LIMITS).whole,
        figures_frozen(office).whole,
    )
    for name in (
        "assigned", "undated", "due", "closed", "closed_of_due", "closed_early", "on_time", "closed_late", "waiting",
        "overdue", "due_today", "workdays_late", "longest_late", "reported_done", "reported_of_due", "unaccepted",
        "rolled_over", "levels", "lights",
    ):  # fmt: skip
        assert getattr(whole, name) == getattr(tally, name), name
    kinds = office.session.scalars(select(col(FrozenFact.kind)).distinct()).all()
    assert FactKind.OFFICE in kinds
