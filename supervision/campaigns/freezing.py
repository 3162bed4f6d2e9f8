"""The data of a campaign, copied as it stood at a named moment: what is counted for the campaign is counted there."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, and_, case, func, literal, or_, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from config.refusal import Refusal
from models.assignment import Assignment, Transition
from models.campaign import Campaign, Freeze, FrozenItem, FrozenReading
from models.closing import ReadingCheck
from models.columns import worded
from models.document import Document
from models.evaluation_words import CampaignStatus
from models.inserts import alike, insert_selected
from models.job import Job
from models.lifecycle import UNCOUNTED
from models.office import Office
from models.room import room
from models.task import Indicator, IndicatorShare, Reading, Task
from models.words import JobKind, JobStatus, Subject, Verification
from reports.standing import end_of
from reports.stood_sql import stood
from reports.wholes import is_of_a_whole, is_whole
from schedules.clock import ZONE
from schedules.lights import LightLimits
from schedules.wording import day_in_words
from schedules.workdays import WorkCalendar
from supervision import jobs
from supervision.campaigns.digests import digest_of
from supervision.campaigns.frozen_facts import keep_facts, was_known
from supervision.campaigns.scope import Scope, of_assignments, of_indicators, units_within
from supervision.letters.stored_calendar import store_calendar
from supervision.record.log import log


def freeze(
    session: Session,
    campaign: Campaign,
    as_of: date,
    by: str,
    now: datetime,
    calendar: WorkCalendar,
    limits: LightLimits,
    reason: str = "",
    *,
    pack: str = "",
    job_id: int | None = None,
) -> Freeze:
    """Copy what had been noted by the evening of ``as_of`` of everything within the scope of the campaign.

    The rows never leave the database. What was closed before the period began does not count, nor what was withdrawn
    by then. ``pack`` names the rule pack that the limits of the lights are from. A job freezes once: asked again by the
    same ``job_id``, what it froze is given back. Raises Refusal for a day outside the
    period or yet to come, for a campaign that is published or has ended, for a second freeze without a reason, and
    where nothing at all lies within the scope.
    """
    known = [one for one in freezes(session, campaign.id) if job_id and one.rules.get("job") == job_id]
    if known:
        return known[0]
    number = _require_may_freeze(session, campaign, as_of, now, reason)
    store_calendar(session, calendar)
    frozen = Freeze(
        campaign_id=campaign.id,
        number=number,
        as_of=as_of,
        at=now,
        by=by,
        reason=reason.strip(),
        rules={"limits": asdict(limits), "pack": pack, "job": job_id},
    )
    session.add(frozen)
    session.flush()
    with room(session):
        _copy(session, campaign, frozen, calendar, limits)
    session.execute(
        update(Campaign)
        .where(col(Campaign.id) == campaign.id, col(Campaign.status) == CampaignStatus.PREPARED)
        .values(status=CampaignStatus.FROZEN)
    )
    session.flush()
    session.refresh(campaign)
    log(
        session,
        Subject.CAMPAIGN,
        campaign.id,
        "冻结数据",
        by,
        now,
        note=frozen.reason,
        number=number,
        as_of=as_of.isoformat(),
        items=frozen.items,
        readings=frozen.readings,
        digest=frozen.digest,
    )
    return frozen


def _copy(
    session: Session, campaign: Campaign, frozen: Freeze, calendar: WorkCalendar, limits: LightLimits
) -> None:
    scope = Scope.of(campaign.scope)
    insert_selected(session, FrozenItem, _items(campaign, scope, frozen, calendar, limits))
    insert_selected(session, FrozenReading, _readings(scope, frozen))
    # Counted, for the driver of SQLite does not tell where the statement begins with a WITH.
    frozen.items, frozen.readings = (
        _number(session, select(func.count()).where(column == frozen.id))
        for column in (col(FrozenItem.freeze_id), col(FrozenReading.freeze_id))
    )
    if not frozen.items and not frozen.readings:
        raise Refusal(
            f"截至{day_in_words(frozen.as_of)}，范围内没有交办件，也没有填报的指标，没有可以冻结的数据。请检查范围和数据截止日。"
        )
    keep_facts(session, campaign, frozen, _about(session, scope, frozen))
    session.flush()
    frozen.digest = digest_of(session, frozen.id)
    session.add(frozen)
    session.flush()


def ask_for_freeze(
    session: Session, campaign: Campaign, as_of: date, by: str, now: datetime, reason: str = ""
) -> Job:
    """Write down that somebody wants the data frozen; the evaluation flow does it. Raises Refusal as ``freeze`` does.

    Also where one is asked for already and not done yet.
    """
    _require_may_freeze(session, campaign, as_of, now, reason)
    if waiting(session, campaign.id):
        raise Refusal("已经有人要求冻结这次督察活动的数据，正在办理。请稍后刷新本页看结果。")
    return jobs.ask(
        session,
        JobKind.FREEZE,
        by,
        now,
        campaign_id=campaign.id,
        as_of=as_of.isoformat(),
        reason=reason.strip(),
    )


def waiting(session: Session, campaign_id: int) -> list[Job]:
    """The jobs that are to freeze the data of a campaign and are not done."""
    return [
        job for job in asked(session, campaign_id) if job.status in (JobStatus.WAITING, JobStatus.RUNNING)
    ]


def asked(session: Session, campaign_id: int, most: int = 10) -> list[Job]:
    """The latest jobs that were to freeze the data of a campaign, the newest first."""
    rows = select(Job).where(col(Job.kind) == JobKind.FREEZE).order_by(col(Job.id).desc())
    own = [job for job in session.scalars(rows) if job.arguments.get("campaign_id") == campaign_id]
    return own[:most]


def freezes(session: Session, campaign_id: int) -> list[Freeze]:
    """The freezes of a campaign, the first first."""
    rows = select(Freeze).where(col(Freeze.campaign_id) == campaign_id).order_by(col(Freeze.number))
    return list(session.scalars(rows))


def latest_freeze(session: Session, campaign_id: int) -> Freeze | None:
    """The freeze that counts: the latest. None before the first."""
    return next(reversed(freezes(session, campaign_id)), None)


def _require_may_freeze(session: Session, campaign: Campaign, as_of: date, now: datetime, reason: str) -> int:
    """The number of the freeze that may be made."""
    if campaign.status in (CampaignStatus.PUBLISHED, CampaignStatus.ENDED):
        raise Refusal(
            f"“{campaign.title}”{campaign.status.label}，数据不再变动，不能再次冻结。需要重新评估的，请另立一次督察活动。"
        )
    if not campaign.starts_on <= as_of <= campaign.ends_on:
        raise Refusal(
            f"数据截止日应在评估期内（{day_in_words(campaign.starts_on)}至{day_in_words(campaign.ends_on)}）。请改选一天。"
        )
    if as_of > now.astimezone(ZoneInfo(ZONE)).date():
        raise Refusal(f"{day_in_words(as_of)}还没有到，数据还没有齐。请选今天或以前的一天。")
    # Whoever freezes the same campaign at the same time waits here, or is turned away by the unique key.
    session.execute(update(Campaign).where(col(Campaign.id) == campaign.id).values(title=campaign.title))
    last = session.scalar(select(func.max(col(Freeze.number))).where(col(Freeze.campaign_id) == campaign.id))
    if last and not reason.strip():
        raise Refusal("这次督察活动已经冻结过数据。再次冻结请写明理由，两次的差别会逐件列出。")
    return (last or 0) + 1


def _items(
    campaign: Campaign, scope: Scope, frozen: Freeze, calendar: WorkCalendar, limits: LightLimits
) -> Select[Any]:
    within = of_assignments(scope, frozen.as_of)
    among = None if scope.is_everything else select(col(Assignment.id)).where(within)
    chosen = stood(frozen.as_of, calendar, limits, within, since=campaign.starts_on, among=among)
    return chosen.add_columns(*alike(FrozenItem, freeze_id=frozen.id))


def _readings(scope: Scope, frozen: Freeze) -> Select[Any]:
    """What was reported by then, on the level on which it had been checked by then."""
    has_share = select(col(IndicatorShare.id)).where(
        col(IndicatorShare.indicator_id) == col(Reading.indicator_id),
        col(IndicatorShare.unit_id) == col(Reading.unit_id),
    )
    conditions = [
        col(Reading.as_of) <= frozen.as_of,
        col(Reading.reported_at) < end_of(frozen.as_of),
        or_(is_of_a_whole(), has_share.exists()),
        was_known(frozen.as_of),
        of_indicators(scope),
    ]
    if scope.narrows_units:
        # The office's own figure speaks of all units, not of these.
        conditions.append(col(Reading.unit_id).in_(units_within(scope, frozen.as_of)))
    return (
        select(
            *alike(FrozenReading, freeze_id=frozen.id),
            col(Reading.id).label("reading_id"),
            col(Reading.indicator_id),
            col(Reading.unit_id),
            col(Reading.as_of),
            col(Reading.value),
            col(Reading.numerator),
            col(Reading.denominator),
            _level(frozen.as_of).label("verification"),
            col(Reading.text),
        )
        .select_from(Reading)
        .join(Indicator, col(Indicator.id) == col(Reading.indicator_id))
        .join(Document, col(Document.id) == col(Indicator.document_id))
        .outerjoin(Task, col(Task.id) == col(Indicator.task_id))
        .where(*conditions)
    )


def _level(as_of: date) -> Any:
    """As stored, unless a later check raised it: then the highest level of the checks until that day."""
    check: Any = aliased(ReadingCheck)
    word = worded(Verification)
    confirming = and_(check.reading_id == col(Reading.id), col(check.confirms))
    was_raised_later = select(check.id).where(confirming, check.on > as_of).correlate(Reading).exists()
    by_then = [
        (
            select(check.id)
            .where(confirming, check.on <= as_of, check.verification == level)
            .correlate(Reading)
            .exists(),
            level,
        )
        for level in reversed(Verification)
        if level is not Verification.REPORTED
    ]
    from_checks = case(
        *((found, literal(level, word)) for found, level in by_then),
        else_=literal(Verification.REPORTED, word),
    )
    return case((was_raised_later, from_checks), else_=col(Reading.verification))


def _about(session: Session, scope: Scope, frozen: Freeze) -> dict[str, Any]:
    """What is said of the whole: the office, what was taken back, what was over before the period began."""
    office = session.scalars(select(Office)).first()
    withdrawn = _number(session, _taken_back(scope, frozen.as_of))
    handed_out = _number(
        session,
        select(func.count()).where(
            col(Assignment.assigned_on) <= frozen.as_of, is_whole(), of_assignments(scope, frozen.as_of)
        ),
    )
    return {
        "name": office.name if office else "",
        "short_name": office.short_name if office else "",
        "scope": scope.stored(),
        "withdrawn": withdrawn,
        "over_before": handed_out - withdrawn - frozen.items,
    }


def _taken_back(scope: Scope, as_of: date) -> Select[Any]:
    """How many were withdrawn or transferred on that evening."""
    moved: Any = aliased(Transition)
    last: Any = aliased(Transition)
    ever = select(col(Transition.assignment_id)).where(
        col(Transition.after).in_(UNCOUNTED), col(Transition.on) <= as_of
    )
    latest = (
        select(moved.assignment_id, func.max(moved.id).label("id"))
        .where(
            moved.on <= as_of,
            moved.before.is_distinct_from(moved.after),
            col(moved.assignment_id).in_(ever),
        )
        .group_by(moved.assignment_id)
        .subquery()
    )
    return (
        select(func.count())
        .select_from(Assignment)
        .join(latest, latest.c.assignment_id == col(Assignment.id))
        .join(last, last.id == latest.c.id)
        .where(
            col(Assignment.assigned_on) <= as_of,
            is_whole(),
            of_assignments(scope, as_of),
            col(last.after).in_(UNCOUNTED),
        )
    )


def _number(session: Session, chosen: Select[Any]) -> int:
    return session.scalar(chosen) or 0
