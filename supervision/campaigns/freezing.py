"""The data of a campaign, copied as it stood at a named moment: what is counted for the campaign is counted there."""

from datetime import date, datetime

from sqlmodel import Session

from models.campaign import Campaign, Freeze
from schedules.lights import LightLimits
from schedules.workdays import WorkCalendar


def freeze(
    session: Session,
    campaign: Campaign,
    as_of: date,
    by: str,
    now: datetime,
    calendar: WorkCalendar,
    limits: LightLimits,
    reason: str = "",
) -> Freeze:
    """Copy what had been noted by the evening of ``as_of`` of everything within the scope of the campaign.

    The rows never leave the database. Raises Refusal for a day outside the period or yet to come, for a campaign that
    has ended, and where nothing at all lies within the scope.
    """
    raise NotImplementedError
