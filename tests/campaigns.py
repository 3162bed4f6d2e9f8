"""A campaign over the office that reports: set up, frozen, and its figures."""

from datetime import date, timedelta

from models.campaign import Campaign, Freeze
from models.evaluation_words import CampaignKind
from reports.campaign_figures import CampaignFigures, figures_of
from schedules.workdays import work_calendar
from supervision.campaigns.campaign import Plan, campaigns, make
from supervision.campaigns.freezing import freeze
from supervision.campaigns.scope import Scope
from tests.reported_office import LIMITS, TODAY, ReportedOffice, at

YEAR = date(2026, 1, 1), date(2026, 12, 31)
AFTER = TODAY + timedelta(days=20)


def set_up(office: ReportedOffice, title: str = "2026年度考核", scope: Scope | None = None) -> Campaign:
    """A campaign of the year."""
    plan = Plan(CampaignKind.ANNUAL, title, *YEAR, scope=scope or Scope())
    return make(office.session, plan, "王敏", at(TODAY))


def frozen_on(
    office: ReportedOffice, campaign: Campaign, as_of: date = TODAY, now: date = TODAY, reason: str = ""
) -> Freeze:
    """Its data as they stood on a day."""
    calendar = work_calendar()
    return freeze(office.session, campaign, as_of, "王敏", at(now), calendar, LIMITS, reason)


def figures_frozen(
    office: ReportedOffice, as_of: date = TODAY, scope: Scope | None = None
) -> CampaignFigures:
    """The figures of a campaign set up for them."""
    title = f"考核{len(campaigns(office.session))}"
    return figures_of(office.session, frozen_on(office, set_up(office, title, scope), as_of))
