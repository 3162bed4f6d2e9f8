"""Scores of a campaign: written at once, recomputed from their own rows, changed by nothing but objections afterwards."""

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import Session, select

from config.refusal import Refusal
from models.evaluation_words import Assessor, CampaignKind, CampaignStatus, FindingSource, Tier
from models.finding import Finding, OnSiteCheck
from models.record import LogEntry
from models.score import Score, ScoreTotal
from models.unit import Unit
from models.words import Role, Status, UnitLevel, Verification
from supervision.campaigns.exemptions import exempt, exemptions, lift
from supervision.campaigns.ratings import Given, rate
from supervision.campaigns.scored import own_score, scored_freeze
from supervision.campaigns.scores import compute, scores_under
from supervision.campaigns.sheets import sheet_of
from tests.scored_office import DAY, NOW, ScoredOffice
from tests.scoring import recomputed


@pytest.fixture
def office(session: Session) -> ScoredOffice:
    """市总工会 closes most, 市人社局 half, 东湖区 has one overdue, the two plants are enterprises."""
    made = ScoredOffice(session)
    cast = made.cast
    made.task()
    for unit in (cast.union, cast.labour, cast.district, *cast.pilots):
        made.unit(unit)
    made.holds(cast.union, 9)
    made.overdue(cast.union, 1, days=5)
    made.holds(cast.labour, 2, role=Role.SUPPORTING, verification=Verification.REPORTED)
    made.overdue(cast.labour, 2, days=60)
    made.overdue(cast.district, 1)
    return made


def points_of(session: Session, unit: Unit) -> dict[str, Decimal | None]:
    """The points of a unit by the codes of the items."""
    return {one.item: one.points for one in session.exec(select(Score).where(Score.unit_id == unit.id))}


def total_of(session: Session, unit: Unit) -> ScoreTotal:
    """The total of a unit."""
    return session.exec(select(ScoreTotal).where(ScoreTotal.unit_id == unit.id)).one()


def test_the_scores_of_a_unit_agree_with_the_raw_rows(session: Session, office: ScoredOffice) -> None:
    done = compute(session, office.freeze, NOW)
    assert done.units == 5
    own = points_of(session, office.cast.union)
    assert own["A1"] == Decimal("18.00")  # 20 × 9/10
    assert own["A2"] == Decimal("13.50")  # 15 × 9/10
    assert own["A3"] == Decimal("4.95")  # 5 × (9 + 0.9)/10
    assert own["A4"] is None  # carries no indicator
    assert own["B1"] == Decimal("18.00")
    assert own["B2"] == Decimal("10.00")
    assert own["E4"] == Decimal("0.00")
    total = total_of(session, office.cast.union)
    # 18 + 13.5 + 4.95 + the pace + 18 + 10 of 20 + 15 + 5 + 5 + 20 + 10, then as of 100.
    pace = own["A5"]
    assert pace is not None
    expected = (Decimal("64.45") + pace) * 100 / 75
    assert total.total == expected.quantize(Decimal("0.01"))


def test_every_point_follows_from_its_own_calculation(session: Session, office: ScoredOffice) -> None:
    compute(session, office.freeze, NOW)
    rows = session.exec(select(Score)).all()
    assert len(rows) > 50
    for row in rows:
        assert recomputed(row.calculation) == row.points, row.calculation
        assert row.calculation["words"]
        assert row.calculation["evidence"]


def test_every_total_follows_from_the_stored_points(session: Session, office: ScoredOffice) -> None:
    compute(session, office.freeze, NOW)
    for total in session.exec(select(ScoreTotal)):
        rows = session.exec(select(Score).where(Score.unit_id == total.unit_id)).all()
        base = [row for row in rows if row.full and row.points is not None]
        possible = sum(row.full for row in base)
        extra = sum(row.points for row in rows if not row.full and row.points is not None)
        if not possible:
            assert total.total is None
            continue
        expected = sum(row.points or 0 for row in base) * 100 / possible + extra
        assert total.total == min(Decimal(100), max(Decimal(0), Decimal(expected))).quantize(Decimal("0.01"))


def test_a_unit_to_which_nothing_was_given_has_no_total_and_no_place(
    session: Session, office: ScoredOffice
) -> None:
    compute(session, office.freeze, NOW)
    plant = total_of(session, office.cast.pilots[0])
    assert (plant.total, plant.place, plant.tier) == (None, None, None)
    own = session.exec(select(Score).where(Score.unit_id == office.cast.pilots[0].id)).all()
    assert {one.calculation["missing"] for one in own if one.item in ("A1", "A2", "A3")} == {"无应办事项"}
    assert {one.points for one in own if one.item in ("A1", "A2", "A3")} == {None}


def test_places_are_among_those_of_a_class(session: Session, office: ScoredOffice) -> None:
    compute(session, office.freeze, NOW)
    assert total_of(session, office.cast.union).place == 1
    assert total_of(session, office.cast.labour).place == 2
    # The only one of its class that has a total.
    assert total_of(session, office.cast.district).place == 1
    assert total_of(session, office.cast.district).tier is Tier.WEAK


def test_scoring_again_writes_the_same(session: Session, office: ScoredOffice) -> None:
    compute(session, office.freeze, NOW)
    first = {(one.unit_id, one.item): (one.points, one.calculation) for one in session.exec(select(Score))}
    compute(session, office.freeze, NOW)
    assert {
        (one.unit_id, one.item): (one.points, one.calculation) for one in session.exec(select(Score))
    } == first


def test_a_unit_that_joined_late_is_scored_and_not_ranked(session: Session, office: ScoredOffice) -> None:
    late = Unit(name="江临市科学技术局", short_name="市科技局", level=UnitLevel.DEPARTMENT, position=9)
    session.add(late)
    session.flush()
    office.unit(late, since=date(2026, 11, 20))
    office.holds(
        late, 3, assigned_on=date(2026, 11, 20), due_on=date(2026, 12, 20), submitted_on=date(2026, 12, 1)
    )
    compute(session, office.freeze, NOW)
    own = total_of(session, late)
    assert own.total == Decimal(100)
    assert (own.place, own.tier) == (None, None)
    assert total_of(session, office.cast.union).place == 1


def test_what_was_due_and_not_reported_and_a_missing_indicator_are_said(
    session: Session, office: ScoredOffice
) -> None:
    compute(session, office.freeze, NOW)
    own = session.exec(select(Score).where(Score.unit_id == office.cast.union.id, Score.item == "A6")).one()
    assert own.points is None
    assert own.calculation["missing"] == "尚未评分"
    assert own.calculation["steps"][0]["words"] == "尚未评分，不计分，满分由其他项目按比例承担"


def test_a_unit_of_which_little_can_be_scored_is_not_ranked(session: Session, office: ScoredOffice) -> None:
    ahead = Unit(name="江临市财政局", short_name="市财政局", level=UnitLevel.DEPARTMENT, position=9)
    session.add(ahead)
    session.flush()
    office.unit(ahead)
    # One duty that is not due yet and well on its way: 5 of 100 points can be scored, and all of them are.
    office.holds(
        ahead, status=Status.UNDERWAY, due_on=date(2027, 6, 30), submitted_on=None, closed_on=None,
        verification=None, light="green", percent=90,
    )  # fmt: skip
    compute(session, office.freeze, NOW)
    own = total_of(session, ahead)
    assert own.total == Decimal(100)
    assert (own.place, own.tier) == (None, None)
    assert total_of(session, office.cast.union).place == 1


def test_ratings_count_by_group_and_weight(session: Session, office: ScoredOffice) -> None:
    cast = office.cast
    rate(session, office.campaign, cast.union.id, Assessor.OFFICE, [Given("A6", Decimal(8))], cast.clerk, NOW)
    rate(
        session, office.campaign, cast.union.id, Assessor.OFFICE, [Given("A6", Decimal(9))], cast.leader, NOW
    )
    rate(session, office.campaign, cast.union.id, Assessor.SELF, [Given("A6", Decimal(10))], cast.lead, NOW)
    compute(session, office.freeze, NOW)
    assert points_of(session, cast.union)["A6"] == Decimal("8.50")
    # 自评 10 and 他评 8.5: 1.5 lies within the 2 that are allowed.
    assert points_of(session, cast.union)["E5"] == Decimal("0.00")


def test_findings_and_checks_on_site_count_until_the_freeze(session: Session, office: ScoredOffice) -> None:
    cast = office.cast
    own = cast.assignment(date(2026, 6, 30))
    for number, closed_on in enumerate((date(2026, 5, 1), date(2027, 1, 3), None)):
        session.add(
            Finding(
                number=f"W{number}", source=FindingSource.INSPECTION, unit_id=cast.district.id, text="x",
                found_on=date(2026, 4, 1), at=NOW, by="王敏", closed_on=closed_on,
            )
        )  # fmt: skip
    session.add(
        Finding(
            number="W9", source=FindingSource.INSPECTION, unit_id=cast.district.id, text="x",
            found_on=date(2027, 1, 2), at=NOW, by="王敏",
        )
    )  # fmt: skip
    for agrees in (False, True):
        session.add(
            OnSiteCheck(
                campaign_id=office.campaign.id, assignment_id=own.id, field="progress", agrees=agrees,
                on=DAY, at=NOW, by="王敏",
            )
        )  # fmt: skip
        session.flush()
    session.add(
        OnSiteCheck(
            campaign_id=office.campaign.id, assignment_id=own.id, field="evidence", agrees=False,
            on=DAY, at=NOW, by="王敏",
        )
    )  # fmt: skip
    session.flush()
    compute(session, office.freeze, NOW)
    assert points_of(session, cast.district)["C1"] == Decimal(
        "3.33"
    )  # one of three; the fourth came after the day
    # The first line was looked at again and agreed; the other does not.
    assert points_of(session, cast.union)["E2"] == Decimal("-2.00")


def test_an_exempted_unit_or_item_is_not_scored_and_lifted_it_is_again(
    session: Session, office: ScoredOffice
) -> None:
    cast = office.cast
    row = exempt(session, office.campaign, cast.labour.id, "A1", "职责划出", cast.clerk, DAY, NOW)
    exempt(session, office.campaign, cast.district.id, "", "机构改革中", cast.leader, DAY, NOW)
    compute(session, office.freeze, NOW)
    assert points_of(session, cast.labour)["A1"] is None
    assert points_of(session, cast.labour)["A2"] is not None
    assert set(points_of(session, cast.district).values()) == {None}
    assert total_of(session, cast.district).total is None
    with pytest.raises(Refusal, match="已经免于计分"):
        exempt(session, office.campaign, cast.labour.id, "A1", "再来", cast.clerk, DAY, NOW)
    lift(session, row, cast.clerk, DAY, NOW)
    assert len(exemptions(session, office.campaign.id)) == 1
    compute(session, office.freeze, NOW)
    assert points_of(session, cast.labour)["A1"] == Decimal("10.00")
    with pytest.raises(Refusal, match="不必再取消"):
        lift(session, row, cast.clerk, DAY, NOW)
    assert (
        exempt(session, office.campaign, cast.labour.id, "A1", "又划出", cast.clerk, DAY, NOW).lifted_on
        is None
    )


def test_an_exemption_needs_a_reason_an_item_of_the_unit_and_somebody_of_the_office(
    session: Session, office: ScoredOffice
) -> None:
    cast = office.cast
    for item, reason, actor, said in (
        ("A1", " ", cast.clerk, "请写明免于计分的理由"),
        ("D1", "x", cast.clerk, "没有适用于市总工会的“D1”"),
        ("A1", "x", cast.lead, "由督办部门决定"),
    ):
        with pytest.raises(Refusal, match=said):
            exempt(session, office.campaign, cast.union.id, item, reason, actor, DAY, NOW)
    office.publish()
    with pytest.raises(Refusal, match="不能再改"):
        exempt(session, office.campaign, cast.union.id, "A1", "x", cast.clerk, DAY, NOW)


def test_published_scores_are_not_computed_again(session: Session, office: ScoredOffice) -> None:
    compute(session, office.freeze, NOW)
    office.publish()
    with pytest.raises(Refusal, match="得分不再重新计算"):
        compute(session, office.freeze, NOW)


def test_without_a_sheet_nothing_is_scored(session: Session, office: ScoredOffice) -> None:
    office.campaign.sheet_id = None
    session.add(office.campaign)
    session.flush()
    with pytest.raises(Refusal, match="还没有选定评分表"):
        compute(session, office.freeze, NOW)


def test_a_sheet_for_enterprises_scores_no_department(session: Session) -> None:
    office = ScoredOffice(session, "enterprise")
    office.task()
    office.unit(office.cast.union)
    office.holds(office.cast.union)
    with pytest.raises(Refusal, match="没有这份评分表适用的单位"):
        compute(session, office.freeze, NOW)
    office.unit(office.cast.pilots[0])
    office.holds(office.cast.pilots[0], 2, submitted_on=date(2026, 6, 1))
    compute(session, office.freeze, NOW)
    own = total_of(session, office.cast.pilots[0])
    # All of what can be scored, and half a point for each of two early ones.
    assert own.total == Decimal(101)
    assert session.exec(select(ScoreTotal)).all() == [own]


def test_movement_is_against_the_campaign_of_the_same_kind_before(session: Session) -> None:
    before = ScoredOffice(session, year=2025)
    before.task()
    before.unit(before.cast.union, since=date(2025, 1, 1))
    before.overdue(before.cast.union, 3)
    compute(session, before.freeze, NOW)
    before.publish()
    # Another kind says nothing of this one.
    ScoredOffice(session, "special", CampaignKind.SPECIAL, 2024).publish()
    after = ScoredOffice(session, year=2026)
    after.task()
    after.unit(after.cast.union)
    after.holds(after.cast.union, 3)
    compute(session, after.freeze, NOW)
    own = session.exec(select(ScoreTotal).where(ScoreTotal.freeze_id == after.freeze.id)).one()
    assert (own.former_tier, own.tier) == (Tier.WEAK, Tier.LEADING)


def test_a_preview_stores_nothing_and_says_who_would_get_how_much(
    session: Session, office: ScoredOffice
) -> None:
    found = scores_under(session, office.campaign, office.freeze, sheet_of(office.row))
    assert [one.name for one in found][:2] == ["市总工会", "市人社局"]
    assert found[0].place == 1
    assert session.exec(select(Score)).all() == []
    assert scored_freeze(session, office.campaign.id) is None


def test_a_units_own_score_is_in_the_order_of_the_sheet_with_its_total_in_words(
    session: Session, office: ScoredOffice
) -> None:
    compute(session, office.freeze, NOW)
    own = own_score(session, office.freeze.id, office.cast.union.id, sheet_of(office.row))
    assert own is not None
    assert [item.code for item, _ in own.lines][:3] == ["A1", "A2", "A3"]
    assert own.reckoned.total == own.total.total
    assert "折算" in own.reckoned.words
    assert own_score(session, office.freeze.id, 999, sheet_of(office.row)) is None


def test_scoring_leaves_an_entry_in_the_log(session: Session, office: ScoredOffice) -> None:
    compute(session, office.freeze, NOW, by="王敏")
    entry = session.exec(select(LogEntry).where(LogEntry.deed == "计算得分")).one()
    assert entry.by == "王敏"
    assert entry.particulars["units"] == 5


def test_nobody_writes_scores_for_a_campaign_that_has_ended(session: Session, office: ScoredOffice) -> None:
    office.campaign.status = CampaignStatus.ENDED
    session.add(office.campaign)
    session.flush()
    with pytest.raises(Refusal, match="不再重新计算"):
        compute(session, office.freeze, NOW)
