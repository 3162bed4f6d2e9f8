"""What every unit of a freeze is scored by: the frozen figures, checks and findings until then, the points people gave."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import and_, func, or_, select
from sqlmodel import Session, col

from models.assignment import Assignment
from models.campaign import Campaign, Freeze, FrozenItem
from models.evaluation_words import Assessor, FindingStatus
from models.finding import Finding, OnSiteCheck, Recheck
from reports.campaign_figures import CampaignFigures, figures_of
from reports.campaign_indicators import FrozenIndicator
from reports.scoring.facts import Assessed, GivenPoints, IndicatorFact
from schedules.lights import Light
from supervision.campaigns.ratings import given_by_unit


@dataclass(frozen=True, slots=True)
class _Checks:
    """Findings and lines of the ledger compared on site, of one unit."""

    found: int = 0
    put_right: int = 0
    recurred: int = 0
    findings: tuple[int, ...] = ()
    checked: int = 0
    disagreeing: int = 0
    checks: tuple[int, ...] = ()


def facts_of(
    session: Session, campaign: Campaign, freeze: Freeze, figures: CampaignFigures | None = None
) -> tuple[Assessed, ...]:
    """What each unit within the scope is scored by, in the order of the directory.

    The number of statements does not grow with what is counted. ``figures`` are those of the freeze, where they are at
    hand.
    """
    counted = figures or figures_of(session, freeze)
    lateness, early = _lateness(session, freeze), _early(session, freeze)
    checks = _checks(session, campaign, freeze)
    indicators = _indicators(counted.indicators)
    rated: Mapping[int, Mapping[str, Mapping[Assessor, GivenPoints]]] = given_by_unit(session, campaign.id)
    return tuple(
        Assessed(
            unit_id=unit.id,
            name=unit.called,
            unit_class=unit.level,
            counts=counted.units[unit.id],
            lateness=tuple(sorted(lateness[unit.id].items())) if unit.id in lateness else (),
            early=early.get(unit.id, 0),
            first_assigned_on=unit.since,
            indicators=tuple(indicators.get(unit.id, ())),
            found=own.found,
            put_right=own.put_right,
            recurred=own.recurred,
            findings=own.findings,
            checked=own.checked,
            disagreeing=own.disagreeing,
            checks=own.checks,
            rated=rated.get(unit.id, {}),
        )
        for unit in counted.unit_facts.values()
        if (own := checks.get(unit.id, _Checks()))
    )


def _lateness(session: Session, freeze: Freeze) -> dict[int, Counter[int]]:
    """How many due assignments of a unit came so many working days late, or are so late by then."""
    days, due_on = col(FrozenItem.workdays_late), col(FrozenItem.due_on)
    rows = session.execute(
        select(col(FrozenItem.unit_id), days, func.count())
        .where(
            col(FrozenItem.freeze_id) == freeze.id,
            days > 0,
            due_on <= freeze.as_of,
            # A clock that stands runs up no days.
            or_(col(FrozenItem.light) == Light.RED.value, col(FrozenItem.submitted_on) > due_on),
        )
        .group_by(col(FrozenItem.unit_id), days)
    )
    found: dict[int, Counter[int]] = defaultdict(Counter)
    for unit_id, late, count in rows:
        found[unit_id][late] = count
    return found


def _early(session: Session, freeze: Freeze) -> dict[int, int]:
    """How many assignments of a unit were handed in before their day and closed."""
    rows = session.execute(
        select(col(FrozenItem.unit_id), func.count())
        .where(
            col(FrozenItem.freeze_id) == freeze.id,
            col(FrozenItem.closed_on).is_not(None),
            col(FrozenItem.submitted_on) < col(FrozenItem.due_on),
            col(FrozenItem.was_late).is_(False),
        )
        .group_by(col(FrozenItem.unit_id))
    )
    return dict(rows.tuples().all())


def _indicators(every: tuple[FrozenIndicator, ...]) -> dict[int, list[IndicatorFact]]:
    found: dict[int, list[IndicatorFact]] = defaultdict(list)
    for indicator in every:
        for unit_id, own in indicator.units.items():
            found[unit_id].append(
                IndicatorFact(
                    id=indicator.id,
                    name=indicator.name,
                    progress=own.progress,
                    time_gone=None if own.pace is None else Decimal(own.pace),
                    is_met=own.met,
                    is_reported=own.value is not None,
                    is_soft=own.target.is_soft,
                    conclusion=own.conclusion.label,
                    readings=tuple(own.used),
                )
            )
    return found


def _checks(session: Session, campaign: Campaign, freeze: Freeze) -> dict[int, _Checks]:
    """Findings made within the period until then, and the latest look at each line of the ledger in this campaign."""
    found = _findings(session, campaign, freeze.as_of)
    looked = _looked(session, campaign, freeze.as_of)
    return {
        unit_id: _Checks(
            found=len(numbers := found.get(unit_id, {})),
            put_right=sum(is_right for is_right, _ in numbers.values()),
            recurred=sum(times for _, times in numbers.values()),
            findings=tuple(sorted(numbers)),
            checked=len(lines := looked.get(unit_id, {})),
            disagreeing=sum(not agrees for agrees, _ in lines.values()),
            checks=tuple(sorted(number for _, number in lines.values())),
        )
        for unit_id in {*found, *looked}
    }


def _findings(session: Session, campaign: Campaign, as_of: date) -> dict[int, dict[int, tuple[bool, int]]]:
    within = and_(col(Finding.found_on) >= campaign.starts_on, col(Finding.found_on) <= as_of)
    rows = session.execute(
        select(col(Finding.id), col(Finding.unit_id), col(Finding.closed_on)).where(
            or_(within, col(Finding.campaign_id) == campaign.id),
            col(Finding.status) != FindingStatus.DROPPED,
        )
    ).all()
    back: dict[int, int] = dict(
        session.execute(
            select(col(Recheck.finding_id), func.count())
            .where(col(Recheck.holds).is_(False), col(Recheck.on) <= as_of)
            .group_by(col(Recheck.finding_id))
        )
        .tuples()
        .all()
    )
    found: dict[int, dict[int, tuple[bool, int]]] = defaultdict(dict)
    for number, unit_id, closed_on in rows:
        found[unit_id][number] = (closed_on is not None and closed_on <= as_of, back.get(number, 0))
    return found


def _looked(
    session: Session, campaign: Campaign, as_of: date
) -> dict[int, dict[tuple[int, str], tuple[bool, int]]]:
    within = and_(
        col(OnSiteCheck.campaign_id).is_(None),
        col(OnSiteCheck.on) >= campaign.starts_on,
        col(OnSiteCheck.on) <= as_of,
    )
    rows = session.execute(
        select(
            col(OnSiteCheck.id),
            col(Assignment.unit_id),
            col(OnSiteCheck.assignment_id),
            col(OnSiteCheck.field),
            col(OnSiteCheck.agrees),
        )
        .join(Assignment, col(Assignment.id) == col(OnSiteCheck.assignment_id))
        .where(or_(within, col(OnSiteCheck.campaign_id) == campaign.id))
        .order_by(col(OnSiteCheck.id))
    )
    found: dict[int, dict[tuple[int, str], tuple[bool, int]]] = defaultdict(dict)
    for number, unit_id, assignment_id, line, agrees in rows:
        found[unit_id][assignment_id, line] = (agrees, number)
    return found
