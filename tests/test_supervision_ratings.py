"""Stored sheets, points that people give, and the limited links of third parties."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, select

from config.refusal import NotTheirs, Refusal
from models.evaluation_words import Assessor, CampaignKind
from models.record import LogEntry
from models.score import Rating
from models.unit import Unit
from models.words import UnitLevel, UserRole
from reports.scoring.sheet_files import sheet_text
from reports.scoring.sheet_text import BarredItems
from supervision.actor import Actor
from supervision.campaigns import assessor_links, sheets
from supervision.campaigns.ratings import (
    Given,
    given_by_unit,
    groups_open_to,
    items_open_to,
    own_ratings,
    rate,
)
from tests.cast import Cast
from tests.scored_office import DAY, NOW, ScoredOffice


@pytest.fixture
def office(session: Session) -> ScoredOffice:
    """A campaign with the yearly sheet."""
    return ScoredOffice(session)


def below(session: Session, parent: Unit, level: UnitLevel = UnitLevel.TOWNSHIP) -> Unit:
    """A unit below another."""
    made = Unit(name=f"{parent.name}下属", level=level, parent_id=parent.id)
    session.add(made)
    session.flush()
    return made


def given(code: str, points: str, reason: str = "") -> list[Given]:
    """Points for one item."""
    return [Given(code, Decimal(points), reason)]


def test_the_version_in_force_is_the_latest_that_has_begun(session: Session, cast: Cast) -> None:
    text = sheet_text("special")
    first = sheets.store(session, text, cast.clerk, NOW)
    later = sheets.store(session, text.replace("2025-01-01", "2026-07-01"), cast.clerk, NOW)
    assert sheets.in_force(session, "special", date(2024, 12, 31)) is None
    assert sheets.in_force(session, "special", date(2026, 6, 30)) == first
    assert sheets.in_force(session, "special", date(2026, 7, 1)) == later
    assert sheets.all_in_force(session, date(2026, 7, 1)) == [later]
    assert sheets.versions(session) == [later, first]


def test_a_stored_version_is_never_replaced(session: Session, cast: Cast) -> None:
    sheets.store_shipped(session, "special", cast.clerk, NOW)
    with pytest.raises(Refusal, match="从2025年1月1日起的一版已经有了"):
        sheets.store(session, sheet_text("special").replace("专项督察评分表", "改过的"), cast.clerk, NOW)
    assert "special" not in dict(sheets.files_not_stored(session))
    assert dict(sheets.files_not_stored(session))["annual"] == "年度综合考核评分表"


def test_only_clerks_take_in_sheets(session: Session, cast: Cast) -> None:
    for actor in (cast.leader, cast.lead):
        with pytest.raises(Refusal, match="由督办部门的经办人员维护"):
            sheets.store_shipped(session, "special", actor, NOW)


def test_a_barred_item_stands_only_by_name_and_with_a_reason_and_both_are_kept(
    session: Session, cast: Cast
) -> None:
    text = sheet_text("special").replace('title = "督察事项完成"', 'title = "获得领导批示"')
    with pytest.raises(BarredItems):
        sheets.store(session, text, cast.clerk, NOW)
    with pytest.raises(Refusal, match="请写明依据和理由"):
        sheets.store(session, text, cast.clerk, NOW, {"Z1": " "})
    # Naming an item that nothing speaks against leaves no trace of an override.
    row = sheets.store(session, text, cast.clerk, NOW, {"Z1": "上级考核办法第三条要求", "Z2": "x"})
    assert row.overrides == [{"code": "Z1", "by": "王敏", "reason": "上级考核办法第三条要求"}]
    entry = session.exec(select(LogEntry).where(LogEntry.deed == "启用评分表")).one()
    assert entry.particulars["overrides"] == row.overrides
    assert sheets.sheet_of(row).items[0].title == "获得领导批示"


def test_a_campaign_takes_only_a_sheet_of_its_kind_and_time(session: Session, office: ScoredOffice) -> None:
    cast = office.cast
    special = sheets.store_shipped(session, "special", cast.clerk, NOW)
    with pytest.raises(Refusal, match="用于专项督察，不用于年度考核"):
        sheets.choose(session, office.campaign, special, cast.clerk, NOW)
    late = sheets.store(session, sheet_text("annual").replace("2025-01-01", "2027-01-01"), cast.clerk, NOW)
    with pytest.raises(Refusal, match="评估期那时已经结束"):
        sheets.choose(session, office.campaign, late, cast.clerk, NOW)
    assert office.row in sheets.proposed(session, office.campaign)
    assert late not in sheets.proposed(session, office.campaign)
    office.publish()
    with pytest.raises(Refusal, match="不能再换评分表"):
        sheets.choose(session, office.campaign, office.row, cast.clerk, NOW)


def test_the_latest_word_of_each_assessor_counts(session: Session, office: ScoredOffice) -> None:
    cast = office.cast
    for points in ("5", "7"):
        rate(session, office.campaign, cast.union.id, Assessor.OFFICE, given("A6", points), cast.clerk, NOW)
    rate(session, office.campaign, cast.union.id, Assessor.OFFICE, given("A6", "9"), cast.leader, NOW)
    found = given_by_unit(session, office.campaign.id)[cast.union.id]["A6"][Assessor.OFFICE]
    assert sorted(found.points) == [Decimal(7), Decimal(9)]
    assert (
        own_ratings(session, office.campaign.id, cast.union.id, Assessor.OFFICE, cast.clerk)["A6"].points == 7
    )
    assert len(session.exec(select(Rating)).all()) == 3


def test_a_unit_speaks_with_one_voice_about_itself(session: Session, office: ScoredOffice) -> None:
    cast = office.cast
    second = Actor("苏明", UserRole.UNIT, cast.union.id)
    rate(session, office.campaign, cast.union.id, Assessor.SELF, given("A1", "20"), cast.lead, NOW)
    rate(session, office.campaign, cast.union.id, Assessor.SELF, given("A1", "15"), second, NOW)
    found = given_by_unit(session, office.campaign.id, cast.union.id)[cast.union.id]["A1"]
    assert found[Assessor.SELF].points == (Decimal(15),)


def test_nobody_rates_as_what_they_are_not(session: Session, office: ScoredOffice) -> None:
    cast = office.cast
    for assessor, actor in (
        (Assessor.SELF, cast.supporter),
        (Assessor.SELF, cast.clerk),
        (Assessor.OFFICE, cast.lead),
        (Assessor.SUPERIOR, cast.supporter),
        (Assessor.SUBORDINATE, cast.supporter),
        (Assessor.PEER, cast.outsider),
        (Assessor.PEER, cast.lead),
        (Assessor.THIRD_PARTY, cast.clerk),
        (Assessor.SELF, Actor("链接", UserRole.UNIT, cast.union.id, assignment_id=1)),
    ):
        with pytest.raises(NotTheirs):
            rate(session, office.campaign, cast.union.id, assessor, given("A6", "1"), actor, NOW)


def test_above_below_and_beside_rate_on_their_items(session: Session, office: ScoredOffice) -> None:
    cast = office.cast
    town = below(session, cast.district)
    townsman = Actor("乡里", UserRole.UNIT, town.id, 77)
    sheet = sheets.sheet_of(office.row)
    assert groups_open_to(session, cast.district, townsman, sheet) == [Assessor.SUBORDINATE]
    assert groups_open_to(session, town, cast.outsider, sheet) == [Assessor.SUPERIOR]
    assert groups_open_to(session, cast.district, cast.leader, sheet) == [Assessor.OFFICE, Assessor.SUPERIOR]
    plant = Actor("厂", UserRole.UNIT, cast.pilots[1].id)
    assert groups_open_to(session, cast.pilots[0], plant, sheet) == [Assessor.PEER]
    assert [one.code for one in items_open_to(sheet, cast.pilots[0], Assessor.PEER)] == ["D3"]
    rate(session, office.campaign, cast.pilots[0].id, Assessor.PEER, given("D3", "6"), plant, NOW)
    with pytest.raises(Refusal, match="没有由互评评江临0厂的“A6”"):
        rate(session, office.campaign, cast.pilots[0].id, Assessor.PEER, given("A6", "6"), plant, NOW)


def test_whoever_rates_from_below_leaves_no_name_and_still_counts_once(
    session: Session, office: ScoredOffice
) -> None:
    town = below(session, office.cast.district)
    voters = [Actor("乡甲", UserRole.UNIT, town.id, 71), Actor("乡乙", UserRole.UNIT, town.id, 72)]
    for points, voter in (("3", voters[0]), ("5", voters[0]), ("9", voters[1])):
        rate(
            session,
            office.campaign,
            office.cast.district.id,
            Assessor.SUBORDINATE,
            given("C3", points),
            voter,
            NOW,
        )
    rows = session.exec(select(Rating)).all()
    assert {one.by for one in rows} == {""}
    assert len({one.voter for one in rows}) == 2
    assert all("乡" not in one.voter and len(one.voter) == 32 for one in rows)
    assert {(one.at.hour, one.at.minute) for one in rows} <= {(0, 0), (16, 0)}
    found = given_by_unit(session, office.campaign.id)[office.cast.district.id]["C3"][Assessor.SUBORDINATE]
    assert sorted(found.points) == [Decimal(5), Decimal(9)]
    entries = session.exec(select(LogEntry).where(LogEntry.deed == "评分")).all()
    assert {one.by for one in entries} == {"不记名"}
    assert "乡甲" not in str([one.particulars for one in entries])
    assert (
        own_ratings(session, office.campaign.id, office.cast.district.id, Assessor.SUBORDINATE, voters[0])[
            "C3"
        ].points
        == 5
    )


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ("10.5", "应在0到10分之间"),
        ("-1", "应在0到10分之间"),
        ("NaN", "应在0到10分之间"),
        ("1.234", "最多两位小数"),
    ],
)
def test_points_stay_within_the_item(session: Session, office: ScoredOffice, points: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        rate(
            session,
            office.campaign,
            office.cast.union.id,
            Assessor.OFFICE,
            given("A6", points),
            office.cast.clerk,
            NOW,
        )


def test_nothing_is_rated_without_points_or_after_publication(session: Session, office: ScoredOffice) -> None:
    cast = office.cast
    with pytest.raises(Refusal, match="还没有填写评分"):
        rate(session, office.campaign, cast.union.id, Assessor.OFFICE, [], cast.clerk, NOW)
    office.publish()
    with pytest.raises(Refusal, match="不再评分"):
        rate(session, office.campaign, cast.union.id, Assessor.OFFICE, given("A6", "1"), cast.clerk, NOW)


def test_the_database_lets_nobody_change_what_was_given(session: Session, office: ScoredOffice) -> None:
    rate(
        session,
        office.campaign,
        office.cast.union.id,
        Assessor.OFFICE,
        given("A6", "1"),
        office.cast.clerk,
        NOW,
    )
    row = session.exec(select(Rating)).one()
    row.points = Decimal(9)
    session.add(row)
    with pytest.raises(DatabaseError):
        session.flush()
    session.rollback()


def link_of(session: Session, office: ScoredOffice, *units: Unit) -> assessor_links.NewAssessorLink:
    """A link for a third party, for these units."""
    return assessor_links.make(
        session, office.campaign, "市社科院评估组", [one.id for one in units], office.cast.clerk, NOW, 14
    )


def test_a_third_party_rates_by_a_link_and_what_is_submitted_is_locked(
    session: Session, office: ScoredOffice
) -> None:
    cast = office.cast
    made = link_of(session, office, cast.union, cast.labour)
    assert made.token not in str(made.link.model_dump())
    link = assessor_links.opened(session, made.token, NOW)
    assert link == made.link
    assessor_links.save(session, made.link, {cast.union.id: given("A6", "6")}, NOW, finally_=False)
    with pytest.raises(Refusal, match="还有没有评分的：市人社局“工作实效评价”"), session.begin_nested():
        assessor_links.save(session, made.link, {}, NOW, finally_=True)
    session.refresh(made.link)
    assessor_links.save(
        session,
        made.link,
        {cast.union.id: given("A6", "8"), cast.labour.id: given("A6", "7")},
        NOW,
        finally_=True,
    )
    assert assessor_links.standing(made.link, NOW) == "已提交"
    with pytest.raises(Refusal, match="已经提交并锁定"):
        assessor_links.save(session, made.link, {cast.union.id: given("A6", "1")}, NOW, finally_=False)
    found = given_by_unit(session, office.campaign.id)
    assert found[cast.union.id]["A6"][Assessor.THIRD_PARTY].points == (Decimal(8),)
    rows = session.exec(select(Rating)).all()
    assert {one.by for one in rows} == {"市社科院评估组（链接）"}


def test_two_links_are_two_voices(session: Session, office: ScoredOffice) -> None:
    union = office.cast.union
    for points in ("6", "8"):
        made = link_of(session, office, union)
        assessor_links.save(session, made.link, {union.id: given("A6", points)}, NOW, finally_=True)
    found = given_by_unit(session, office.campaign.id)[union.id]["A6"][Assessor.THIRD_PARTY]
    assert sorted(found.points) == [Decimal(6), Decimal(8)]


def test_a_link_opens_nothing_once_it_expired_was_taken_back_or_the_results_are_out(
    session: Session, office: ScoredOffice
) -> None:
    made = link_of(session, office, office.cast.union)
    assert assessor_links.opened(session, made.token, NOW + timedelta(days=14)) is None
    assert assessor_links.standing(made.link, NOW + timedelta(days=14)) == "已过期"
    assert assessor_links.opened(session, "x" * 43, NOW) is None
    with pytest.raises(Refusal, match="由经办人员生成和收回"):
        assessor_links.revoke(session, made.link, office.cast.leader, NOW)
    assessor_links.revoke(session, made.link, office.cast.clerk, NOW)
    assert assessor_links.opened(session, made.token, NOW) is None
    with pytest.raises(Refusal, match="不必再收回"):
        assessor_links.revoke(session, made.link, office.cast.clerk, NOW)
    with pytest.raises(Refusal, match="链接已失效"):
        assessor_links.save(session, made.link, {}, NOW, finally_=False)
    again = link_of(session, office, office.cast.union)
    office.publish()
    assert assessor_links.opened(session, again.token, NOW) is None


def test_a_link_reaches_only_its_units(session: Session, office: ScoredOffice) -> None:
    made = link_of(session, office, office.cast.union)
    with pytest.raises(Refusal, match="不能给这个单位评分"):
        assessor_links.save(
            session, made.link, {office.cast.labour.id: given("A6", "1")}, NOW, finally_=False
        )


def test_a_link_needs_a_name_units_days_and_items_to_rate(session: Session, office: ScoredOffice) -> None:
    cast, campaign = office.cast, office.campaign
    for name, units, days, actor, said in (
        (" ", [cast.union.id], 14, cast.clerk, "请写明由谁评分"),
        ("x", [], 14, cast.clerk, "请选择由他们评分的单位"),
        ("x", [999], 14, cast.clerk, "请选择由他们评分的单位"),
        ("x", [cast.union.id], 0, cast.clerk, "有效期应为1到90天"),
        ("x", [cast.union.id], 14, cast.leader, "由经办人员生成"),
        ("长" * 41, [cast.union.id], 14, cast.clerk, "名称太长"),
    ):
        with pytest.raises(Refusal, match=said):
            assessor_links.make(session, campaign, name, units, actor, NOW, days)
    special = ScoredOffice(session, "special", CampaignKind.SPECIAL, 2025)
    with pytest.raises(Refusal, match="没有由第三方评分的项目"):
        assessor_links.make(session, special.campaign, "x", [cast.union.id], cast.clerk, NOW, 14)
    assert DAY
