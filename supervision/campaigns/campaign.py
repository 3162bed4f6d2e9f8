"""A campaign (督察活动) from its setting up to its end: prepared, frozen, published, ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from config.refusal import Refusal
from models.campaign import Campaign, Freeze
from models.evaluation_words import CampaignKind, CampaignStatus
from models.inserts import insert_new
from models.task import Task
from models.words import Subject
from reports.light_sql import lit
from reports.wholes import is_whole
from schedules.lights import Light, LightLimits
from schedules.workdays import WorkCalendar
from supervision.campaigns.scope import Scope
from supervision.record.log import log

DIMENSIONS = {"policy": "政策制定", "implementation": "落实", "effect": "成效"}
"""What an all-round inspection (全面督查) looks at, each with a text of its own in the scope under ``dimensions``."""
_LONGEST_TITLE = 100
_MOST_DAYS_TO_OBJECT = 365


@dataclass(frozen=True, slots=True)
class Plan:
    """What a campaign is to be. ``dimensions`` holds, by the names of ``DIMENSIONS``, what is looked at of each."""

    kind: CampaignKind
    title: str
    starts_on: date
    ends_on: date
    basis: str = ""
    scope: Scope = field(default_factory=Scope)
    dimensions: Mapping[str, str] = field(default_factory=dict)
    objection_days: int = 30
    sheet_id: int | None = None


def make(session: Session, plan: Plan, by: str, now: datetime) -> Campaign:
    """Set up a campaign. Raises Refusal without a title, with a period that ends before it begins, or a title taken."""
    values = _checked(plan)
    made = insert_new(
        session,
        Campaign,
        [
            {
                **values,
                "status": CampaignStatus.PREPARED,
                "made_at": now,
                "made_by": by,
                "published_by": "",
            }
        ],
    )
    if not made:
        raise Refusal(_taken(values["title"]))
    campaign = session.get_one(Campaign, made[0])
    log(
        session,
        Subject.CAMPAIGN,
        campaign.id,
        "设立督察活动",
        by,
        now,
        note=campaign.title,
        **_told(campaign),
    )
    return campaign


def change(session: Session, campaign: Campaign, plan: Plan, by: str, now: datetime) -> None:
    """Make another plan of a campaign of which nothing is frozen yet. Raises Refusal afterwards, and as ``make`` does."""
    values = _checked(plan)
    same = select(col(Campaign.id)).where(
        col(Campaign.title) == values["title"], col(Campaign.id) != campaign.id
    )
    if session.scalar(same) is not None:
        raise Refusal(_taken(values["title"]))
    before = _told(campaign)
    if values["sheet_id"] is None and values["kind"] is campaign.kind:
        # Chosen on another page; another plan of the same kind leaves it.
        values["sheet_id"] = campaign.sheet_id
    _move(
        session,
        campaign,
        (CampaignStatus.PREPARED,),
        f"“{campaign.title}”{campaign.status.label}，范围和时间不能再改。需要另行评估的，请另立一次督察活动。",
        **values,
    )
    log(session, Subject.CAMPAIGN, campaign.id, "修改督察活动", by, now, before=before, after=_told(campaign))


def publish(session: Session, campaign: Campaign, by: str, today: date, now: datetime) -> None:
    """Let the units see their results; from this day they may object. Raises Refusal unless data is frozen."""
    said = (
        f"“{campaign.title}”已经公布。"
        if campaign.published_on
        else f"“{campaign.title}”还没有冻结数据，不能公布。请先冻结数据，核对无误后再公布。"
    )
    _move(
        session,
        campaign,
        (CampaignStatus.FROZEN,),
        said,
        status=CampaignStatus.PUBLISHED,
        published_on=today,
        published_by=by,
    )
    log(session, Subject.CAMPAIGN, campaign.id, "公布督察结果", by, now)


def end(session: Session, campaign: Campaign, by: str, today: date, now: datetime) -> None:
    """Bring a campaign to its end: nothing of it changes any more. Raises Refusal when it has ended."""
    _move(
        session,
        campaign,
        (CampaignStatus.PREPARED, CampaignStatus.FROZEN, CampaignStatus.PUBLISHED),
        f"“{campaign.title}”已经结束。",
        status=CampaignStatus.ENDED,
        ended_on=today,
    )
    log(session, Subject.CAMPAIGN, campaign.id, "结束督察活动", by, now)


def campaigns(session: Session) -> list[tuple[Campaign, int]]:
    """Every campaign with how often its data was frozen, the latest first."""
    number = (
        select(func.count())
        .where(col(Freeze.campaign_id) == col(Campaign.id))
        .correlate(Campaign)
        .scalar_subquery()
    )
    rows = select(Campaign, number).order_by(col(Campaign.ends_on).desc(), col(Campaign.id).desc())
    return [(campaign, count) for campaign, count in session.execute(rows)]


def dimensions_of(campaign: Campaign) -> dict[str, str]:
    """What an all-round inspection looks at, by the words that people read; empty for every other campaign."""
    told = campaign.scope.get("dimensions") or {}
    return {label: told[name] for name, label in DIMENSIONS.items() if told.get(name)}


@dataclass(frozen=True, slots=True)
class Proposed:
    """A task proposed for a special inspection, and how many of its parts are red."""

    task_id: int
    number: str
    title: str
    red: int


def propose_tasks(
    session: Session, today: date, calendar: WorkCalendar, limits: LightLimits, most: int = 50
) -> list[Proposed]:
    """The tasks with red parts today, those with most of them first: what a 专项督察 would look at."""
    seen = lit(today, calendar, limits, is_whole())
    red = func.count()
    rows = session.execute(
        select(seen.c.task_id, col(Task.number), col(Task.title), red)
        .join(Task, col(Task.id) == seen.c.task_id)
        .where(seen.c.light == Light.RED.value)
        .group_by(seen.c.task_id, col(Task.number), col(Task.title))
        .order_by(red.desc(), seen.c.task_id)
        .limit(most)
    )
    return [Proposed(*row) for row in rows]


def _checked(plan: Plan) -> dict[str, Any]:
    title = " ".join(plan.title.split())
    if not title:
        raise Refusal("请填写督察活动的名称，例如“2026年度考核”。")
    if len(title) > _LONGEST_TITLE:
        raise Refusal(f"督察活动的名称不能超过{_LONGEST_TITLE}个字，请缩短。")
    if plan.ends_on < plan.starts_on:
        raise Refusal("评估期的最后一天早于第一天，请核对。")
    if not 0 <= plan.objection_days <= _MOST_DAYS_TO_OBJECT:
        raise Refusal(f"异议期应在0至{_MOST_DAYS_TO_OBJECT}天之间。")
    scope = plan.scope.stored()
    dimensions = {
        name: plan.dimensions[name].strip() for name in DIMENSIONS if plan.dimensions.get(name, "").strip()
    }
    if dimensions:
        scope["dimensions"] = dimensions
    return {
        "kind": plan.kind,
        "title": title,
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
        "basis": plan.basis.strip(),
        "scope": scope,
        "objection_days": plan.objection_days,
        "sheet_id": plan.sheet_id,
    }


def _move(
    session: Session, campaign: Campaign, among: tuple[CampaignStatus, ...], refusal: str, **values: Any
) -> None:
    """Compare and set: of two who do it at once one is refused."""
    done = session.execute(
        update(Campaign)
        .where(col(Campaign.id) == campaign.id, col(Campaign.status).in_(among))
        .values(**values)
    )
    session.refresh(campaign)
    if done.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(refusal)


def _told(campaign: Campaign) -> dict[str, Any]:
    return {
        "kind": campaign.kind.value,
        "title": campaign.title,
        "starts_on": campaign.starts_on.isoformat(),
        "ends_on": campaign.ends_on.isoformat(),
        "scope": campaign.scope,
        "basis": campaign.basis,
    }


def _taken(title: str) -> str:
    return f"已经有一次督察活动叫“{title}”，请换一个名称。"
