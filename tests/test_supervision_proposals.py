"""The year's assessment is proposed when its day has come, as a draft; nothing is set up but by a clerk."""

from datetime import date

import pytest
from sqlmodel import Session, select

from config.refusal import NotTheirs, Refusal
from config.settings import Settings, settings
from models import database
from models.campaign import Campaign
from models.evaluation_words import CampaignKind
from models.score import ScoreSheet
from supervision.campaigns import campaign as deeds
from supervision.campaigns.campaign import Plan
from supervision.campaigns.proposals import decline, proposals
from supervision.campaigns.scope import Scope
from supervision.campaigns.sheets import store_shipped
from tests.cast import DAY, Cast, at
from tests.office import BoardOffice, establish

DECEMBER = date(2026, 12, 1)
NOW = at(DECEMBER)


def _keys(session: Session, today: date) -> list[str]:
    return [one.key for one in proposals(session, today)]


def _last_year(cast: Cast) -> tuple[Campaign, ScoreSheet]:
    """The assessment of 2025, of one unit, by the yearly sheet."""
    sheet = store_shipped(cast.session, "annual", cast.clerk, at(DAY))
    plan = Plan(
        CampaignKind.ANNUAL, "2025年度产改考核", date(2025, 1, 1), date(2025, 12, 31),
        basis="按2025年工作要点开展", scope=Scope(units=(cast.union.id,)), objection_days=15,
        sheet_id=sheet.id,
    )  # fmt: skip
    return deeds.make(cast.session, plan, "王敏", at(DAY)), sheet


def test_the_years_assessment_is_proposed_from_its_day_to_the_end_of_march(cast: Cast) -> None:
    cast.task(date(2026, 6, 30))
    session = cast.session
    assert _keys(session, date(2026, 11, 30)) == []
    assert _keys(session, DECEMBER) == ["annual-2026"]
    assert _keys(session, date(2027, 3, 31)) == ["annual-2026"]
    assert _keys(session, date(2027, 4, 1)) == []
    assert session.exec(select(Campaign)).all() == [], "nothing is set up by itself"


def test_an_office_without_work_that_year_has_nothing_to_sum_up(cast: Cast) -> None:
    assert _keys(cast.session, DECEMBER) == []


def test_the_draft_takes_up_the_scope_and_the_sheet_of_the_year_before(cast: Cast) -> None:
    cast.task(date(2026, 6, 30))
    _, sheet = _last_year(cast)
    (one,) = proposals(cast.session, DECEMBER)
    plan = one.plan
    assert (plan.title, plan.starts_on, plan.ends_on) == (
        "2026年度产改考核",
        date(2026, 1, 1),
        date(2026, 12, 31),
    )
    assert (plan.scope.units, plan.sheet_id, plan.objection_days) == ((cast.union.id,), sheet.id, 15)
    assert plan.basis == "按2026年工作要点开展"


def test_what_is_set_up_or_declined_is_proposed_no_more(cast: Cast) -> None:
    cast.task(date(2026, 6, 30))
    session = cast.session
    with pytest.raises(Refusal, match="写明理由"):
        decline(session, "annual-2026", " ", cast.clerk, DECEMBER, NOW)
    with pytest.raises(NotTheirs):
        decline(session, "annual-2026", "并入全面督查", cast.lead, DECEMBER, NOW)
    decline(session, "annual-2026", "并入全面督查", cast.clerk, DECEMBER, NOW)
    assert _keys(session, DECEMBER) == []
    with pytest.raises(Refusal, match="已经办过"):
        decline(session, "annual-2026", "再说一次", cast.clerk, DECEMBER, NOW)


def test_a_year_that_has_its_assessment_is_left_alone(cast: Cast) -> None:
    cast.task(date(2026, 6, 30))
    plan = Plan(CampaignKind.ANNUAL, "今年的考核", date(2026, 1, 1), date(2026, 11, 30))
    deeds.make(cast.session, plan, "王敏", at(DAY))
    assert _keys(cast.session, DECEMBER) == []


def test_a_plan_has_its_midterm_evaluation_in_its_middle_year(cast: Cast) -> None:
    session = cast.session
    cast.document.title = "江临市产业工人队伍建设改革规划（2024—2028年）"
    session.add(cast.document)
    cast.task(date(2026, 6, 30))
    assert _keys(session, DECEMBER) == ["annual-2026", f"midterm-{cast.document.id}"]
    one = proposals(session, DECEMBER)[1]
    assert one.plan.scope.documents == (cast.document.id,)
    assert (one.plan.starts_on, one.plan.ends_on) == (date(2024, 1, 1), date(2026, 12, 31))
    deeds.make(session, one.plan, "王敏", NOW)
    assert _keys(session, DECEMBER) == ["annual-2026"]


def test_an_office_may_want_another_day_or_none(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.task(date(2026, 6, 30))
    monkeypatch.setattr(settings(), "campaigns_proposed_on", "11-15")
    assert _keys(cast.session, date(2026, 11, 15)) == ["annual-2026"]
    monkeypatch.setattr(settings(), "campaigns_proposed_on", "")
    assert _keys(cast.session, DECEMBER) == []
    with pytest.raises(ValueError, match="campaigns_proposed_on"):
        Settings(campaigns_proposed_on="02-30")


def _more(cast: Cast) -> None:
    _last_year(cast)


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish(_more, day=DECEMBER)


def test_a_clerk_finds_the_draft_and_sets_it_up(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    assert "建议设立的督察活动（1）" in clerk.sees("/today")
    page = clerk.sees("/campaigns?proposal=annual-2026")
    assert 'value="2026年度产改考核"' in page
    form = {
        "proposal": "annual-2026",
        "kind": "annual",
        "title": "2026年度产改考核",
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
        "objection_days": "15",
    }
    clerk.does("/campaigns", **form)
    assert "建议设立" not in clerk.sees("/campaigns")
    assert "2026年度产改考核" in clerk.sees("/campaigns/2")
    with database.reading() as session:
        made = session.get_one(Campaign, 2)
        assert made.sheet_id == session.get_one(Campaign, 1).sheet_id, "the sheet of the year before"
        assert made.made_by == "王敏"


def test_a_clerk_says_why_there_is_none_and_a_leader_only_looks(office: BoardOffice) -> None:
    clerk, leader = office.person("wangmin"), office.person("zhouheng")
    page = leader.sees("/campaigns")
    assert "2026年度产改考核" in page
    assert "看草稿" not in page
    clerk.does("/campaigns/proposals", proposal="annual-2026", reason="今年并入全面督查")
    assert "建议设立" not in leader.sees("/campaigns")
