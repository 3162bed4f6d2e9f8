"""A published campaign in the office of the board's tests, with two drafts of a unit's report."""

from datetime import date
from typing import Any

from sqlmodel import Session

from models.evaluation_words import CampaignKind, PaperKind
from schedules.lights import LightLimits
from schedules.workdays import WorkCalendar
from supervision.campaigns.campaign import Plan, make, publish
from supervision.campaigns.freezing import freeze
from supervision.campaigns.papers import compose, keep
from tests.cast import DAY, Cast, at

LIMITS = LightLimits(pace_yellow=-5, silence_yellow=50, due_soon_workdays=5, due_soon_percent=80)
FILES = {"docx": b"PK\x03\x04 docx", "xlsx": b"PK\x03\x04 xlsx", "html": b"<!doctype html>"}


def kept_papers(session: Session, cast: Cast) -> dict[str, Any]:
    """The numbers of the earlier draft, of the later one, and of the freeze that it was written from."""
    now = at(DAY, 11)
    plan = Plan(CampaignKind.MIDTERM, "2026年中期评估", date(2026, 1, 1), date(2026, 12, 31))
    campaign = make(session, plan, "王敏", now)
    drafts = []
    for reason in ("", "补录了一件"):
        frozen = freeze(session, campaign, DAY, "王敏", now, WorkCalendar(), LIMITS, reason)
        composed = compose(session, frozen, PaperKind.UNIT, cast.union.id)
        drafts.append(keep(session, composed, FILES, "王敏", now).id)
    publish(session, campaign, "王敏", DAY, now)
    return {"paper_id": drafts[1], "other_id": drafts[0], "freeze_id": frozen.id, "form": "docx"}
