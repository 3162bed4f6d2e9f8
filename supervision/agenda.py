"""督察日程: the days of campaigns, rechecks, trials, rounds of opinions, reviews and regular meetings, in one list."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from models.campaign import Campaign
from models.evaluation_words import CampaignStatus, FindingStatus
from models.example import DemonstrationPoint
from models.finding import Finding
from models.meeting import Consultation
from models.team import Trial
from models.unit import Unit
from supervision.campaigns.objections import last_day
from supervision.meetings.records import regular

_MOST = 300


@dataclass(frozen=True, slots=True, order=True)
class Occasion:
    """A day on the office's own agenda; ``identity`` tells it apart for ever, ``address`` is its page."""

    on: date
    what: str
    title: str
    address: str
    identity: str


def agenda(session: Session, since: date, until: date, today: date) -> list[Occasion]:
    """What the office has to do from one day to another, both within, the earliest first."""
    found = [
        *_campaigns(session),
        *_findings(session),
        *_trials(session),
        *_rounds(session),
        *_points(session),
        *(
            Occasion(
                one.next_by, "例会", one.series, f"/meetings?series={one.series}", f"series-{one.series}"
            )
            for one in regular(session, today)
        ),
    ]
    return sorted(one for one in found if since <= one.on <= until)[:_MOST]


def coming(session: Session, today: date, days: int) -> list[Occasion]:
    """What is on the agenda in the days to come."""
    return agenda(session, today, today + timedelta(days), today)


def _campaigns(session: Session) -> list[Occasion]:
    rows = session.scalars(select(Campaign).where(col(Campaign.status) != CampaignStatus.ENDED))
    found = []
    for one in rows:
        address = f"/campaigns/{one.id}"
        found.append(Occasion(one.starts_on, "督察开始", one.title, address, f"campaign-{one.id}-starts"))
        found.append(Occasion(one.ends_on, "督察截止", one.title, address, f"campaign-{one.id}-ends"))
        if (end := last_day(one)) is not None:
            found.append(Occasion(end, "异议截止", one.title, address, f"campaign-{one.id}-objections"))
    return found


def _findings(session: Session) -> list[Occasion]:
    rows = session.execute(
        select(Finding, Unit)
        .join(Unit, col(Unit.id) == col(Finding.unit_id))
        .where(col(Finding.status).in_((FindingStatus.RECTIFYING, FindingStatus.CLOSED)))
    )
    found = []
    for one, unit in rows:
        address, said = f"/findings/{one.id}", f"{unit.called}：{one.text[:30]}"
        if one.status is FindingStatus.RECTIFYING and one.due_on:
            found.append(Occasion(one.due_on, "整改到期", said, address, f"finding-{one.id}-due"))
        if one.recheck_on:
            found.append(Occasion(one.recheck_on, "回头看", said, address, f"finding-{one.id}-recheck"))
    return found


def _trials(session: Session) -> list[Occasion]:
    rows = session.execute(
        select(Trial, Unit)
        .join(Unit, col(Unit.id) == col(Trial.unit_id))
        .where(col(Trial.assessed_on).is_(None))
    )
    return [
        Occasion(one.until, "试点评估", unit.called, f"/tasks/{one.task_id}/ties", f"trial-{one.id}")
        for one, unit in rows
    ]


def _rounds(session: Session) -> list[Occasion]:
    rows = session.scalars(select(Consultation).where(col(Consultation.ended_on).is_(None)))
    return [
        Occasion(one.due_on, "意见截止", one.title, f"/consultations/{one.id}", f"round-{one.id}")
        for one in rows
    ]


def _points(session: Session) -> list[Occasion]:
    rows = session.scalars(
        select(DemonstrationPoint).where(
            col(DemonstrationPoint.ended_on).is_(None), col(DemonstrationPoint.review_on).is_not(None)
        )
    )
    return [
        Occasion(one.review_on, "示范点复核", one.name, f"/examples/points/{one.id}", f"point-{one.id}")
        for one in rows
        if one.review_on is not None
    ]
