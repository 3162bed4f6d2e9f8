"""Points that people give: 自评, 他评, 上评, 互评, 下评 and those of third parties. Of one assessor the latest counts."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import Session, col

from config.refusal import NotTheirs, Refusal
from models.campaign import Campaign
from models.evaluation_words import Assessor, CampaignStatus
from models.score import Rating
from models.unit import Unit
from models.words import Subject, UserRole
from reports.scoring.facts import GivenPoints
from reports.scoring.sheet import Sheet, SheetItem
from schedules.clock import ZONE
from supervision.actor import Actor
from supervision.campaigns.scope import Scope, units_within
from supervision.campaigns.sheets import sheet_for
from supervision.office_key import sealed
from supervision.record.log import log

NOBODY = "不记名"

_VOTER = "voter"
_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Given:
    """Points for an item as they were written down; without points, nothing is said of the item."""

    item: str
    points: Decimal
    reason: str = ""
    file_id: int | None = None


def rate(
    session: Session,
    campaign: Campaign,
    unit_id: int,
    assessor: Assessor,
    given: list[Given],
    actor: Actor,
    now: datetime,
) -> int:
    """Give a unit points for items, as one of a group of assessors; how many were written.

    In a group that the sheet keeps anonymous neither the name nor the moment is kept, only a mark that cannot be traced
    without the office's key, so that one person counts once. Raises Refusal outside the time for it, for points beyond
    an item's, and for an item on which the group has no say; NotTheirs for who is not of the group.
    """
    sheet, unit = _open(session, campaign, unit_id)
    if assessor is Assessor.THIRD_PARTY:
        raise NotTheirs("第三方通过评分链接评分，账号不能代评。请由经办人员生成链接。")
    require_group(session, unit, assessor, actor)
    _check(sheet, unit, assessor, given)
    is_anonymous = assessor in sheet.anonymous
    session.add_all(
        Rating(
            campaign_id=campaign.id,
            unit_id=unit_id,
            item=one.item,
            assessor=assessor,
            points=one.points,
            reason=one.reason.strip(),
            file_id=one.file_id,
            voter=voter_of(campaign.id, actor) if is_anonymous else "",
            at=_day_alone(now) if is_anonymous else now,
            by="" if is_anonymous else signature(actor),
        )
        for one in given
    )
    session.flush()
    log(
        session, Subject.CAMPAIGN, campaign.id, "评分", NOBODY if is_anonymous else actor.name, now,
        note=f"{campaign.title}：{unit.called}，{assessor.label}，{len(given)}项",
        unit_id=unit_id, assessor=assessor.value, items=[one.item for one in given],
    )  # fmt: skip
    return len(given)


def rate_by_link(
    session: Session, campaign: Campaign, unit_id: int, assessor: Assessor, link_id: int, name: str,
    given: list[Given], now: datetime,
) -> int:  # fmt: skip
    """The same for who comes by a limited link. Whether the link stands is for ``assessor_links`` to say."""
    sheet, unit = _open(session, campaign, unit_id)
    _check(sheet, unit, assessor, given)
    session.add_all(
        Rating(
            campaign_id=campaign.id,
            unit_id=unit_id,
            item=one.item,
            assessor=assessor,
            points=one.points,
            reason=one.reason.strip(),
            link_id=link_id,
            at=now,
            by=f"{name}（链接）",
        )
        for one in given
    )
    session.flush()
    return len(given)


def require_group(session: Session, unit: Unit, assessor: Assessor, actor: Actor) -> None:
    """Raises NotTheirs unless this person belongs to the group of assessors of this unit."""
    if assessor is Assessor.OFFICE and actor.is_of_the_office:
        return
    if assessor is Assessor.SUPERIOR and actor.role is UserRole.LEADER:
        return
    own = session.get(Unit, actor.unit_id) if actor.unit_id and actor.role is UserRole.UNIT else None
    if own is not None and actor.assignment_id is None and assessor in _groups_of(own, unit):
        return
    raise NotTheirs(f"{actor.name}不能对{unit.called}作{assessor.label}。请与督办部门联系。")


def groups_open_to(session: Session, unit: Unit, actor: Actor, sheet: Sheet) -> list[Assessor]:
    """As which groups this person may rate a unit by this sheet."""
    groups: set[Assessor] = set()
    if actor.is_of_the_office:
        groups.add(Assessor.OFFICE)
    if actor.role is UserRole.LEADER:
        groups.add(Assessor.SUPERIOR)
    if actor.role is UserRole.UNIT and actor.unit_id and actor.assignment_id is None:
        groups |= _groups_of(session.get_one(Unit, actor.unit_id), unit)
    return [one for one in sheet.groups if one in groups and items_open_to(sheet, unit, one)]


def items_open_to(sheet: Sheet, unit: Unit, assessor: Assessor) -> list[SheetItem]:
    """The items on which a group has a say about a unit; 自评 is open on all that have points of their own."""
    items = sheet.items_for(unit.level)
    if assessor is Assessor.SELF:
        return [one for one in items if one.is_base]
    return [one for one in items if one.takes_ratings and assessor in one.raters]


def voter_of(campaign_id: int, actor: Actor) -> str:
    """A mark that keeps one person's votes of a campaign together and names nobody."""
    return sealed(_VOTER, str(campaign_id), str(actor.user_id or 0), str(actor.unit_id or 0), actor.name)


def given_by_unit(
    session: Session, campaign_id: int, unit_id: int | None = None
) -> Mapping[int, Mapping[str, Mapping[Assessor, GivenPoints]]]:
    """What was given: by unit, item and assessor group, of each person the latest."""
    rows = select(
        col(Rating.id), col(Rating.unit_id), col(Rating.item), col(Rating.assessor),
        col(Rating.voter), col(Rating.link_id), col(Rating.by), col(Rating.points),
    ).where(col(Rating.campaign_id) == campaign_id)  # fmt: skip
    if unit_id is not None:
        rows = rows.where(col(Rating.unit_id) == unit_id)
    latest: dict[tuple[int, str, Assessor], dict[tuple[str, int | None, str], tuple[Decimal, int]]]
    latest = defaultdict(dict)
    for number, unit, item, assessor, voter, link_id, by, points in session.execute(
        rows.order_by(col(Rating.id))
    ):
        # A unit speaks with one voice about itself, whoever of its people wrote it.
        who = ("", None, "") if assessor is Assessor.SELF else (voter, link_id, "" if link_id else by)
        latest[unit, item, assessor][who] = (points, number)
    found: dict[int, dict[str, dict[Assessor, GivenPoints]]] = defaultdict(lambda: defaultdict(dict))
    for (unit, item, assessor), voices in latest.items():
        points_of, numbers = zip(*voices.values(), strict=True)
        found[unit][item][assessor] = GivenPoints(points_of, numbers)
    return found


def own_ratings(
    session: Session, campaign_id: int, unit_id: int, assessor: Assessor, actor: Actor
) -> dict[str, Rating]:
    """What this person gave a unit before as one of the group, the latest of each item."""
    rows = select(Rating).where(
        col(Rating.campaign_id) == campaign_id,
        col(Rating.unit_id) == unit_id,
        col(Rating.assessor) == assessor,
    )
    if assessor is not Assessor.SELF:
        mark = voter_of(campaign_id, actor)
        rows = rows.where((col(Rating.by) == signature(actor)) | (col(Rating.voter) == mark))
    return {one.item: one for one in session.scalars(rows.order_by(col(Rating.id)))}


def signature(actor: Actor) -> str:
    """How a person signs points that bear a name: with the unit, since two units may have people of one name."""
    return f"{actor.name}（单位{actor.unit_id}）" if actor.unit_id else actor.name


def _groups_of(own: Unit, unit: Unit) -> set[Assessor]:
    """What a unit is to another: itself, above it, below it, or its like."""
    if own.id == unit.id:
        return {Assessor.SELF}
    groups = set()
    if unit.parent_id == own.id:
        groups.add(Assessor.SUPERIOR)
    if own.parent_id == unit.id:
        groups.add(Assessor.SUBORDINATE)
    if own.level is unit.level and own.parent_id == unit.parent_id:
        groups.add(Assessor.PEER)
    return groups


def _open(session: Session, campaign: Campaign, unit_id: int) -> tuple[Sheet, Unit]:
    if campaign.status not in (CampaignStatus.PREPARED, CampaignStatus.FROZEN):
        raise Refusal(f"“{campaign.title}”{campaign.status.label}，不再评分。对得分有意见的，请提出异议。")
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise Refusal("请选择单位。")
    scope = Scope.of(campaign.scope)
    if scope.narrows_units:
        within = units_within(scope, campaign.ends_on).where(col(Unit.id) == unit_id)
        if session.execute(within).first() is None:
            raise Refusal(f"{unit.called}不在“{campaign.title}”的范围里，不必评分。")
    return sheet_for(session, campaign), unit


def _check(sheet: Sheet, unit: Unit, assessor: Assessor, given: list[Given]) -> None:
    if not given:
        raise Refusal("还没有填写评分。请至少给一项评分。")
    items = {one.code: one for one in items_open_to(sheet, unit, assessor)}
    for one in given:
        item = items.get(one.item)
        if item is None:
            raise Refusal(f"评分表里没有由{assessor.label}评{unit.called}的“{one.item}”这一项。")
        if not one.points.is_finite() or not item.floor <= one.points <= item.full:
            raise Refusal(f"“{item.title}”的评分应在{item.floor}到{item.full}分之间。")
        if one.points != round(one.points, 2):
            raise Refusal(f"“{item.title}”的评分最多两位小数。")
        if len(one.reason) > _LONGEST_REASON:
            raise Refusal(f"“{item.title}”的说明太长，请不超过{_LONGEST_REASON}个字。")


def _day_alone(now: datetime) -> datetime:
    """The day without the hour: who was at the board at that moment would tell who voted."""
    zone = ZoneInfo(ZONE)
    return datetime.combine(now.astimezone(zone).date(), time(), zone)
